"""Facts of which it is known that there are none: other than what nobody was asked for."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


def known_none_field() -> ArrayField[Any, Any]:
    """Return the field that names, by their keys in the books, the facts that were asked for and left empty.

    A rule that asks whether something is *lacking* needs it: a certificate that was looked for and is not
    there is a breach, one that nobody asked about is not known. A value that is given goes before it.
    """
    return ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("known to be none"),
        default=list,
        blank=True,
        editable=False,
    )
