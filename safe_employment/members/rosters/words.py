"""The words of the page that shows the rows of a list."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

PAGE_WORDS = {
    "employer": _("Which employer?"),
    "undecided": _("Not decided"),
    "number": _("Or its member number"),
    "out": _("Leave this row out"),
    "keep": _("Keep these answers"),
}
