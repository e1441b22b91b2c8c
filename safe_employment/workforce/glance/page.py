"""What the page “My register at a glance” shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from safe_employment.workforce.glance.charts import (
    chart_of_hours,
    chart_of_moves,
    chart_of_over,
    chart_of_pay,
)
from safe_employment.workforce.glance.gaps import Gap, gaps_of
from safe_employment.workforce.glance.hours import MonthHours, hours_of, most_overtime
from safe_employment.workforce.glance.months import first_of, moved, up_to
from safe_employment.workforce.glance.pay import MonthPay, minimum_wage, pay_of
from safe_employment.workforce.glance.people import People, people_of
from safe_employment.workforce.glance.problems import Problems, problems_of
from safe_employment.workforce.law import law_of
from safe_employment.workforce.results import runs_for

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.charts import Chart
    from safe_employment.members.models import Employer
    from safe_employment.workforce.models import CheckRun

MONTHS = 12


@dataclass(frozen=True)
class Glance:
    """An employer's register at a glance, for its own contact."""

    employer: Employer
    law: Jurisdiction
    today: date
    people: People
    hours: list[MonthHours]
    pay: list[MonthPay]
    problems: Problems
    run: CheckRun | None
    months: list[date]

    @cached_property
    def moves(self) -> list[tuple[date, int, int]]:
        """Who joined and left, by month up to this one."""
        return self.people.moves(first_of(self.today), MONTHS)

    @property
    def joined(self) -> int:
        """Who joined in these months."""
        return sum(joined for _month, joined, _left in self.moves)

    @property
    def left(self) -> int:
        """Who left in these months."""
        return sum(left for _month, _joined, left in self.moves)

    @cached_property
    def gaps(self) -> list[Gap]:
        """What is missing."""
        paid = {one.month: one.people for one in self.pay}
        timed = {one.month: one.people for one in self.hours}
        return gaps_of(self.people, self.months, paid, timed)

    @property
    def hours_lines(self) -> list[MonthHours]:
        """The months with attendance, the latest first."""
        return self.hours[::-1]

    @property
    def last_hours(self) -> MonthHours | None:
        """The last month that has attendance."""
        return self.hours[-1] if self.hours else None

    @property
    def last_pay(self) -> MonthPay | None:
        """The last month that has a full wage."""
        return next((one for one in reversed(self.pay) if one.median is not None), None)

    @property
    def most_hours(self) -> int:
        """The overtime hours of a month that the law allows."""
        return most_overtime(self.law, self.months[-1]) // 60

    @property
    def minimum(self) -> tuple[Decimal | None, bool]:
        """The minimum wage of the place today, and whether it is confirmed."""
        return minimum_wage(self.employer, self.law, first_of(self.today))

    @property
    def is_unconfirmed(self) -> bool:
        """Whether a minimum wage on the chart was not confirmed."""
        return any(one.minimum is not None and not one.is_confirmed for one in self.pay)

    @cached_property
    def moves_chart(self) -> Chart | None:
        """Joiners and leavers; none where nobody moved."""
        return chart_of_moves(self.moves) if self.joined or self.left else None

    @cached_property
    def hours_chart(self) -> Chart | None:
        """Hours."""
        return chart_of_hours(self.hours) if self.hours else None

    @cached_property
    def over_chart(self) -> Chart | None:
        """Who has more overtime than the law allows; none where nobody ever had."""
        over = any(one.over for one in self.hours)
        return chart_of_over(self.hours, self.most_hours) if over else None

    @cached_property
    def pay_chart(self) -> Chart | None:
        """Pay beside the minimum wage."""
        return chart_of_pay(self.pay, self.law.currency)

    @property
    def is_empty(self) -> bool:
        """Whether nobody was ever entered."""
        return not self.people.spells


def glance_of(by: Actor, employer: Employer, today: date, *, language: str) -> Glance:
    """Read an employer's register, which the actor keeps: five queries, however many workers there are."""
    law = law_of(employer)
    months = up_to(moved(first_of(today), -1), MONTHS)
    return Glance(
        employer=employer,
        law=law,
        today=today,
        people=people_of(employer, today),
        hours=hours_of(employer, law, months),
        pay=pay_of(employer, law, months),
        problems=problems_of(by, employer, law, language=language),
        run=runs_for(by, employer).first(),
        months=months,
    )
