"""What is missing in the books, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe_employment.workforce.glance.people import NOT_PAID_HERE, NOT_TIMED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from safe_employment.workforce.glance.people import People


@dataclass(frozen=True)
class Gap:
    """A month of which something is missing: for how many of how many people."""

    month: date
    paid_for: int
    to_be_paid: int
    timed_for: int
    to_be_timed: int

    @property
    def words(self) -> list[str]:
        """What is missing."""
        found = []
        if self.to_be_paid and not self.paid_for:
            found.append(_("no payroll"))
        elif self.paid_for < self.to_be_paid:
            short = self.to_be_paid - self.paid_for
            found.append(
                ngettext(
                    "payroll of %(number)d person is missing",
                    "payroll of %(number)d people is missing",
                    short,
                )
                % {"number": short}
            )
        if self.to_be_timed and not self.timed_for:
            found.append(_("no attendance"))
        elif self.timed_for < self.to_be_timed:
            short = self.to_be_timed - self.timed_for
            found.append(
                ngettext(
                    "attendance of %(number)d person is missing",
                    "attendance of %(number)d people is missing",
                    short,
                )
                % {"number": short}
            )
        return found


def gaps_of(
    people: People, months: Sequence[date], paid: Mapping[date, int], timed: Mapping[date, int]
) -> list[Gap]:
    """Return the months of which something is missing, the latest first.

    `paid` and `timed` say for how many people a month has pay and attendance. Months before the first of
    which anything was handed in are not asked for; where nothing was ever, only the last month is.
    """
    begun = min([*paid, *timed], default=months[-1])
    found = []
    for month in months:
        if month < begun:
            continue
        gap = Gap(
            month,
            paid.get(month, 0),
            people.at_work(month, lambda spell: spell.form not in NOT_PAID_HERE),
            timed.get(month, 0),
            people.at_work(month, lambda spell: spell.form not in NOT_TIMED),
        )
        if gap.words:
            found.append(gap)
    return found[::-1]
