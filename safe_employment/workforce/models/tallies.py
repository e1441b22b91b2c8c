"""Books and checks of all employers in counts, kept so that a page need not count a million workers.

Written anew as a whole (`commands.count_books`), never changed. Nothing confidential is counted. The tables
hold numbers as they are; what is shown of them is decided where they are read (`tallies`).
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord


def _number(words: object) -> models.PositiveIntegerField[Any, Any]:
    return models.PositiveIntegerField(words, default=0)  # type: ignore[arg-type]


def _money(words: object) -> models.DecimalField[Any, Any]:
    return models.DecimalField(words, max_digits=16, decimal_places=2, default=0)  # type: ignore[arg-type]


ALL = "*"


class BookTally(AssociationRecord):
    """The employers of one section, size and district; `*` stands for all of them together.

    `period` is "" for how it stands now, else a year (2026) or quarter (2026-Q3). `employers` keep books,
    `checked` of them had a check in the twelve months before; both and `members` stand only where `period`
    is "". `broken` have a breach that stands (in a period: that was found then), `owing` owe for it what is
    in `owed`; `paying` had an amount that a later check no longer found (in a period: then), `paid` in all.
    """

    period = models.CharField(max_length=7, blank=True)
    section = models.CharField(_("industry"), max_length=1, blank=True)
    size_class = models.CharField(_("size"), max_length=6, blank=True)
    division_code = models.CharField(_("district"), max_length=6, blank=True)
    members = _number(_("members"))
    employers = _number(_("employers with books"))
    checked = _number(_("checked in twelve months"))
    broken = _number(_("employers with a breach"))
    results = _number(_("breaches of the law"))
    owing = _number(_("employers who owe"))
    owed = _money(_("owed to workers"))
    paying = _number(_("employers who paid back"))
    paid = _money(_("paid back"))

    class Meta:
        ordering = ["association", "period", "section", "size_class", "division_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "period", "section", "size_class", "division_code"],
                name="book_tally_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.section} {self.size_class} {self.division_code}"


class EmployerTally(AssociationRecord):
    """An employer who keeps books: the last check, and the breaches that stood when it was counted."""

    employer = models.OneToOneField(
        "members.Employer", on_delete=models.CASCADE, related_name="book_tally", verbose_name=_("employer")
    )
    checked_at = models.DateTimeField(_("last checked"), null=True, blank=True)
    is_checked = models.BooleanField(_("checked in twelve months"), default=False)
    breaches = _number(_("breaches of the law"))
    rules = ArrayField(models.CharField(max_length=12), verbose_name=_("rules"), default=list, blank=True)

    class Meta:
        ordering = ["association", "employer"]
        indexes = [
            models.Index(fields=["association", "breaches"], name="employer_tallies_by_breaches"),
            GinIndex(fields=["rules"], name="employer_tallies_by_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id}"


class RuleTally(AssociationRecord):
    """The breaches of one rule in one section and district; `period` and `*` as in `BookTally`."""

    period = models.CharField(max_length=7, blank=True)
    rule = models.CharField(_("rule"), max_length=12)
    section = models.CharField(_("industry"), max_length=1, blank=True)
    division_code = models.CharField(_("district"), max_length=6, blank=True)
    employers = _number(_("employers with a breach"))
    results = _number(_("breaches of the law"))
    owing = _number(_("employers who owe"))
    owed = _money(_("owed to workers"))

    class Meta:
        ordering = ["association", "period", "rule", "section", "division_code"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "period", "rule", "section", "division_code"], name="rule_tally_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} {self.rule} {self.section} {self.division_code}"
