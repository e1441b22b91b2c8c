"""Counting the books and checks of all employers, from the records themselves, in one statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from safe_employment.kit.commands import command, record
from safe_employment.kit.policies import check
from safe_employment.workforce.models import BookTally, CheckRun, EmployerTally, RuleTally
from safe_employment.workforce.policies import SEE_COUNTS

if TYPE_CHECKING:
    from datetime import date, datetime

    from safe_employment.kit.actors import Actor

# A `*` is all sections, sizes or districts together, so that a page adds nothing up.
# place: each record with the living employer that it stands for, and where that one belongs.
# result: the breaches that are no secret, with the year and quarter in which they were found and went;
#   `is_there`: the employer's last check found it (what checks no longer reach is neither there nor gone).
# found: how often each employer breaks each rule; once as it stands (period ''), once by year and quarter.
_COUNT = """
WITH place AS MATERIALIZED (
  SELECT e.id AS record, l.id AS employer, e.id = l.id AS is_living, l.standing = 'member' AS is_member,
         left(l.industry_code, 1) AS section, l.size_class, l.division_code
  FROM members_employer e JOIN members_employer l ON l.id = COALESCE(e.merged_into_id, e.id)
  WHERE e.association_id = %(association)s AND l.merged_into_id IS NULL
), kept AS (
  SELECT DISTINCT p.employer FROM workforce_worker w JOIN place p ON p.record = w.employer_id
), run AS (
  SELECT id, employer_id, ran_at, to_char(ran_at AT TIME ZONE %(zone)s, 'YYYY') AS year,
         to_char(ran_at AT TIME ZONE %(zone)s, 'YYYY-"Q"Q') AS quarter
  FROM workforce_checkrun WHERE association_id = %(association)s
), latest AS (
  SELECT DISTINCT ON (employer_id) employer_id, id FROM run ORDER BY employer_id, ran_at DESC, id DESC
), checked AS (
  SELECT p.employer, max(run.ran_at) AS at, max(run.ran_at) >= %(since)s AS is_recent
  FROM run JOIN place p ON p.record = run.employer_id GROUP BY 1
), result AS MATERIALIZED (
  SELECT p.employer, r.rule, COALESCE(r.amount, 0) AS amount, run.year, run.quarter,
         r.state = 'gone' AS is_gone, r.state <> 'gone' AND r.last_seen_id = latest.id AS is_there,
         CASE WHEN r.state = 'gone' THEN to_char(r.changed_at AT TIME ZONE %(zone)s, 'YYYY') END AS gone_year,
         CASE WHEN r.state = 'gone' THEN to_char(r.changed_at AT TIME ZONE %(zone)s, 'YYYY-"Q"Q') END
           AS gone_quarter
  FROM workforce_checkresult r
  JOIN place p ON p.record = r.employer_id
  JOIN run ON run.id = r.first_seen_id
  JOIN latest ON latest.employer_id = r.employer_id
  WHERE r.association_id = %(association)s AND NOT r.confidential AND r.level = 'breach'
), found AS MATERIALIZED (
  SELECT t.period, r.employer, r.rule, count(*) AS results, sum(r.amount) AS owed
  FROM result r
  CROSS JOIN LATERAL (VALUES (CASE WHEN r.is_there THEN '' END), (r.year), (r.quarter)) AS t (period)
  WHERE t.period IS NOT NULL
  GROUP BY 1, 2, 3
), paid AS (
  SELECT t.period, r.employer, sum(r.amount) AS paid
  FROM result r CROSS JOIN LATERAL (VALUES (''), (r.gone_year), (r.gone_quarter)) AS t (period)
  WHERE r.is_gone AND r.amount > 0
  GROUP BY 1, 2
), rule_cell AS (
  SELECT f.period, f.rule, p.section, p.division_code, count(*) AS employers, sum(f.results) AS results,
         count(*) FILTER (WHERE f.owed > 0) AS owing, sum(f.owed) AS owed
  FROM found f JOIN place p ON p.employer = f.employer AND p.is_living
  GROUP BY 1, 2, 3, 4
), by_rule AS (
  INSERT INTO workforce_ruletally (association_id, created_at, changed_at, period, rule, section,
    division_code, employers, results, owing, owed)
  SELECT %(association)s, %(now)s, %(now)s, period, rule, COALESCE(section, '*'),
         COALESCE(division_code, '*'), sum(employers), sum(results), sum(owing), sum(owed)
  FROM rule_cell GROUP BY period, rule, CUBE (section, division_code)
), by_employer AS (
  INSERT INTO workforce_employertally (association_id, created_at, changed_at, employer_id, checked_at,
    is_checked, breaches, rules)
  SELECT %(association)s, %(now)s, %(now)s, kept.employer, checked.at, COALESCE(checked.is_recent, false),
         COALESCE(f.results, 0), COALESCE(f.rules, '{}')
  FROM kept
  LEFT JOIN checked ON checked.employer = kept.employer
  LEFT JOIN (SELECT employer, sum(results) AS results, array_agg(rule) AS rules
             FROM found WHERE period = '' GROUP BY 1) f ON f.employer = kept.employer
), of_employer AS (
  SELECT '' AS period, p.employer, p.is_member::int AS members, (kept.employer IS NOT NULL)::int AS kept,
         (kept.employer IS NOT NULL AND COALESCE(checked.is_recent, false))::int AS checked,
         0 AS broken, 0 AS results, 0 AS owing, 0 AS owed, 0 AS paying, 0 AS paid
  FROM place p
  LEFT JOIN kept ON kept.employer = p.employer
  LEFT JOIN checked ON checked.employer = p.employer
  WHERE p.is_living
  UNION ALL
  SELECT period, employer, 0, 0, 0, 1, sum(results), (sum(owed) > 0)::int, sum(owed), 0, 0
  FROM found GROUP BY period, employer
  UNION ALL
  SELECT period, employer, 0, 0, 0, 0, 0, 0, 0, 1, paid FROM paid
), cell AS (
  SELECT o.period, p.section, p.size_class, p.division_code, sum(o.members) AS members, sum(o.kept) AS kept,
         sum(o.checked) AS checked, sum(o.broken) AS broken, sum(o.results) AS results,
         sum(o.owing) AS owing, sum(o.owed) AS owed, sum(o.paying) AS paying, sum(o.paid) AS paid
  FROM of_employer o JOIN place p ON p.employer = o.employer AND p.is_living
  GROUP BY 1, 2, 3, 4
)
INSERT INTO workforce_booktally (association_id, created_at, changed_at, period, section, size_class,
  division_code, members, employers, checked, broken, results, owing, owed, paying, paid)
SELECT %(association)s, %(now)s, %(now)s, period, COALESCE(section, '*'), COALESCE(size_class, '*'),
       COALESCE(division_code, '*'), sum(members), sum(kept), sum(checked), sum(broken), sum(results),
       sum(owing), sum(owed), sum(paying), sum(paid)
FROM cell GROUP BY period, CUBE (section, size_class, division_code)
"""


@command
def count_books(*, by: Actor, now: datetime) -> int:
    """Count the books and checks of the association's employers anew; returns the number of cells.

    Raises Hidden without the permission to see counts (the machine needs none).
    """
    if not by.is_machine:
        check(by, SEE_COUNTS)
    with connection.cursor() as cursor:  # one count of an association at a time
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('workforce.tallies'), %s)", [by.home.pk])
        for model in (BookTally, EmployerTally, RuleTally):
            model.objects.filter(association=by.home).delete()
        facts: dict[str, Any] = {
            "association": by.home.pk,
            "zone": settings.TIME_ZONE,
            "since": year_before(timezone.localdate(now)),
            "now": now,
        }
        cursor.execute(_COUNT, facts)
        cells = int(cursor.rowcount)
    record(by, "workforce.count_books", None, details={"cells": cells})
    return cells


def year_before(day: date) -> date:
    """Return the same day of the year before; for 29 February the day before it."""
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def is_to_be_counted(by: Actor) -> bool:
    """Whether books were checked since the last count."""
    last = BookTally.objects.filter(association=by.home).values_list("created_at", flat=True).first()
    runs = CheckRun.objects.filter(association=by.home)
    return (runs.filter(created_at__gt=last) if last else runs).exists()
