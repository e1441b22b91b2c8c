"""Hours month by month, sorted as the law engine sorts them (`engines.labour_law.cases.days`): one query.

Overtime is what goes beyond eight hours on a working day, all work on rest days and statutory holidays, and
normal hours beyond forty a week (told to the month they were worked in). A holiday lasts from midnight to
midnight: a shift over midnight is parted there. The register knows of no approved
hours system, so the standard one counts, as in the checks.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection

from safe_employment.workforce.glance.months import last_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.members.models import Employer

_HOURS = """
WITH written AS (
  SELECT a.worker_id, a.period, d.date AS day, d.planned_kind, d.start,
         CASE WHEN d."end" <= d.start THEN d."end" ELSE 0 END AS after_midnight,
         COALESCE(d.minutes, d."end" - d.start + CASE WHEN d."end" <= d.start THEN 1440 ELSE 0 END
                  - COALESCE(d.break_minutes, 0), 0) AS minutes
  FROM workforce_attendancemonth a
  JOIN workforce_worker w ON w.id = a.worker_id
  JOIN members_employer e ON e.id = w.employer_id
  CROSS JOIN LATERAL jsonb_to_recordset(a.days)
    AS d (date date, planned_kind text, start int, "end" int, break_minutes int, minutes int)
  WHERE w.association_id = %(association)s AND (e.id = %(employer)s OR e.merged_into_id = %(employer)s)
    AND a.period BETWEEN %(first)s AND %(last)s
), holidays AS (
  SELECT *, day = ANY(%(statutory)s::date[]) AS is_holiday,
         LEAST(minutes, CASE WHEN day = ANY(%(statutory)s::date[]) THEN
                               CASE WHEN after_midnight > 0 AND NOT day + 1 = ANY(%(statutory)s::date[])
                                    THEN 1440 - start ELSE minutes END
                             WHEN day + 1 = ANY(%(statutory)s::date[]) THEN COALESCE(after_midnight, 0)
                             ELSE 0 END) AS holiday
  FROM written
), kinds AS (
  SELECT *, day = ANY(%(worked)s::date[]) AS is_shifted, minutes - holiday AS others,
         CASE WHEN is_holiday AND planned_kind = 'work' THEN 'work'
              WHEN planned_kind IS NOT NULL AND NOT is_holiday
                THEN CASE planned_kind WHEN 'work' THEN 'work' ELSE 'rest' END
              WHEN day + is_holiday::int = ANY(%(off)s::date[]) THEN 'rest'
              WHEN extract(isodow FROM day + is_holiday::int)::int = ANY(%(rest)s::int[])
                AND NOT day + is_holiday::int = ANY(%(worked)s::date[]) THEN 'rest'
              ELSE 'work' END AS kind,
         NOT is_holiday AND holiday > 0 AND extract(day FROM day + 1) = 1 AS goes_on
  FROM holidays
), parts AS (
  SELECT worker_id, period, day, is_shifted, kind, others,
         CASE WHEN goes_on THEN 0 ELSE holiday END AS holiday
  FROM kinds
  UNION ALL
  SELECT worker_id, day + 1, day, FALSE, 'rest', 0, holiday
  FROM kinds
  WHERE goes_on AND EXISTS (SELECT FROM written AS other WHERE other.worker_id = kinds.worker_id
                              AND other.period = kinds.day + 1)
), weeks AS (
  SELECT worker_id, period, date_trunc('week', day)::date AS week, sum(others + holiday) AS minutes,
         sum(holiday + CASE WHEN kind <> 'work' THEN others
                            WHEN others > %(day_hours)s THEN others - %(day_hours)s ELSE 0 END) AS beyond_day,
         sum(CASE WHEN kind = 'work' AND NOT is_shifted THEN LEAST(others, %(day_hours)s) ELSE 0 END)
           AS normal
  FROM parts GROUP BY 1, 2, 3
), running AS (
  SELECT *, sum(normal) OVER (PARTITION BY worker_id, week ORDER BY period) AS so_far FROM weeks
), months AS (
  SELECT worker_id, period, sum(minutes) AS minutes,
         sum(beyond_day + GREATEST(so_far - %(week_hours)s, 0)
             - GREATEST(so_far - normal - %(week_hours)s, 0)) AS overtime
  FROM running GROUP BY 1, 2
)
SELECT period, count(*), sum(minutes)::bigint, sum(overtime)::bigint,
       count(*) FILTER (WHERE overtime > %(most)s)
FROM months GROUP BY period ORDER BY period
"""


@dataclass(frozen=True)
class MonthHours:
    """The hours of a month, in minutes; `people` have attendance, `over` of them overtime above the most."""

    month: date
    people: int
    minutes: int
    overtime: int
    over: int

    @property
    def normal(self) -> int:
        """What is no overtime."""
        return self.minutes - self.overtime

    @property
    def hours(self) -> Decimal:
        """All of it in hours, to one place."""
        return hours_of_minutes(self.minutes)

    @property
    def overtime_hours(self) -> Decimal:
        """The overtime in hours, to one place."""
        return hours_of_minutes(self.overtime)

    @property
    def over_share(self) -> float:
        """The percentage of people whose overtime is above the most that the law allows."""
        return 100 * self.over / self.people


def hours_of_minutes(minutes: int) -> Decimal:
    """Return minutes as hours with one place."""
    return (Decimal(minutes) / 60).quantize(Decimal("0.1"))


def hours_of(employer: Employer, law: Jurisdiction, months: Sequence[date]) -> list[MonthHours]:
    """Return the months that have attendance, the oldest first."""
    first, last = months[0], months[-1]
    ends = last_day(last)

    def figure(name: str) -> int:
        value = law.parameters[name].at(ends, None)
        return value.value if value else 0

    facts: dict[str, Any] = {
        "association": employer.association_id,
        "employer": employer.pk,
        "first": first,
        "last": last,
        "statutory": [day for day in law.holidays.statutory if first <= day <= ends],
        "worked": [day for day in law.holidays.worked if first <= day <= ends],
        "off": [day for day in law.holidays.off if first <= day <= ends],
        "rest": list(law.holidays.rest_weekdays),
        "day_hours": figure("day_hours"),
        "week_hours": figure("week_hours"),
        "most": most_overtime(law, last),
    }
    with connection.cursor() as cursor:
        cursor.execute(_HOURS, facts)
        return [MonthHours(*row) for row in cursor.fetchall()]


def most_overtime(law: Jurisdiction, month: date) -> int:
    """Return the overtime of a month that the law allows, in minutes."""
    value = law.parameters["overtime_month"].at(last_day(month), None)
    return value.value if value else 0
