"""The catalogue of errors."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

KIND = ErrorKind("TEST_CLOSED", _("Closed"), _("Open"))


def test_a_kind_is_found_in_every_language() -> None:
    with translation.override("en"):
        known = {KIND: 410}
    with translation.override("zh-hans"):
        assert known[KIND] == 410
