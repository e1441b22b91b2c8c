"""Pay month by month, beside the minimum wage of the place and the date: one query.

Compared is what the law compares: the wage without overtime pay, special allowances and welfare (rule
PAY-01), of full-time workers who were there the whole month. Whether a single wage is lawful the check
alone says.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection

from safe_employment.workforce.glance.months import last_day
from safe_employment.workforce.models import EmploymentForm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.members.models import Employer

_PAY = """
WITH wages AS (
  SELECT p.worker_id, p.period, w.employment_form = %(form)s AND w.hire_date <= p.period
           AND (w.leave_date IS NULL OR w.leave_date >= p.period + interval '1 month') AS is_whole,
         sum(COALESCE(
           p.gross - COALESCE(p.ot_pay_150, 0) - COALESCE(p.ot_pay_200, 0) - COALESCE(p.ot_pay_300, 0)
             - COALESCE(p.special_allowances, 0) - COALESCE(p.welfare, 0),
           p.base + COALESCE(p.piece_pay, 0))) AS wage
  FROM workforce_payline p
  JOIN workforce_worker w ON w.id = p.worker_id
  JOIN members_employer e ON e.id = w.employer_id
  WHERE w.association_id = %(association)s AND (e.id = %(employer)s OR e.merged_into_id = %(employer)s)
    AND p.period BETWEEN %(first)s AND %(last)s
  GROUP BY 1, 2, 3
)
SELECT period, count(*), percentile_cont(0.5) WITHIN GROUP (ORDER BY wage) FILTER (WHERE is_whole),
       min(wage) FILTER (WHERE is_whole)
FROM wages GROUP BY period ORDER BY period
"""


@dataclass(frozen=True)
class MonthPay:
    """The pay of a month: how many people have a wage table, median and lowest full wage, the minimum."""

    month: date
    people: int
    median: Decimal | None
    lowest: Decimal | None
    minimum: Decimal | None
    is_confirmed: bool


def pay_of(employer: Employer, law: Jurisdiction, months: Sequence[date]) -> list[MonthPay]:
    """Return the months that have a wage table, the oldest first. Money is in the law's currency."""
    facts: dict[str, Any] = {
        "association": employer.association_id,
        "employer": employer.pk,
        "first": months[0],
        "last": months[-1],
        "form": EmploymentForm.FULL_TIME.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_PAY, facts)
        rows = cursor.fetchall()
    found = []
    for month, people, median, lowest in rows:
        minimum, is_confirmed = minimum_wage(employer, law, month)
        middle = None if median is None else Decimal(str(median)).quantize(Decimal("0.01"))
        found.append(MonthPay(month, people, middle, lowest, minimum, is_confirmed))
    return found


def minimum_wage(employer: Employer, law: Jurisdiction, month: date) -> tuple[Decimal | None, bool]:
    """Return the monthly minimum wage of the employer's district at a month's end, and whether a breach may
    rest on it; none where the law has none for the district.
    """
    value = law.parameters["minimum_month"].at(last_day(month), employer.division_code or None)
    if value is None:
        return None, False
    return Decimal(value.value) / law.minor_units, value.status.is_confirmed
