"""Who works there: now, and who came and went month by month. One query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.workforce.glance.months import last_day, up_to
from safe_employment.workforce.models import EmploymentForm, Worker
from safe_employment.workforce.queries import of_employers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from safe_employment.members.models import Employer

# Who is not on the employer's own wage table, and whose hours nobody notes.
NOT_PAID_HERE = frozenset({EmploymentForm.DISPATCHED, EmploymentForm.CONTRACTOR})
NOT_TIMED = frozenset({EmploymentForm.CONTRACTOR})


@dataclass(frozen=True)
class Spell:
    """From when until before when someone works there, and in which form of employment."""

    hired: date
    left: date | None
    form: str

    def is_there(self, first: date, last: date) -> bool:
        """Whether they work there on any day from `first` to `last`."""
        return self.hired <= last and (self.left is None or self.left > first)


@dataclass(frozen=True)
class People:
    """The spells of all who work or worked there."""

    spells: Sequence[Spell]
    today: date

    @property
    def now(self) -> int:
        """How many work there today."""
        return sum(spell.is_there(self.today, self.today) for spell in self.spells)

    def moves(self, month: date, count: int) -> list[tuple[date, int, int]]:
        """Return (month, joined, left) of the `count` months up to `month`."""

        def inside(day: date | None, one: date) -> bool:
            return day is not None and one <= day <= min(last_day(one), self.today)

        return [
            (
                one,
                sum(inside(spell.hired, one) for spell in self.spells),
                sum(inside(spell.left, one) for spell in self.spells),
            )
            for one in up_to(month, count)
        ]

    def at_work(self, month: date, wanted: Callable[[Spell], bool] = lambda _spell: True) -> int:
        """How many of those wanted worked there on any day of a month."""
        last = last_day(month)
        return sum(spell.is_there(month, last) and wanted(spell) for spell in self.spells)


def people_of(employer: Employer, today: date) -> People:
    """Read who works or worked at an employer."""
    workers = of_employers(Worker.objects.filter(association_id=employer.association_id), [employer])
    rows = workers.order_by().values_list("hire_date", "leave_date", "employment_form")
    return People([Spell(*row) for row in rows], today)
