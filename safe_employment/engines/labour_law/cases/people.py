"""The case *worker*: each worker with what the employer is, the ages in the dates, the hours system."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from safe_employment.engines.labour_law.tables import join_by

__all__ = ["known_place", "people"]

#: Facts of the employer whose names the worker has too.
RENAMED = {
    "employer_district": "district_code",
    "employer_pregnancy_test": "pregnancy_test",
    "employer_blank": "blank",
}


def people(workers: ir.Table, employer: ir.Table, calendar: ir.Table, *, places: tuple[str, ...]) -> ir.Table:
    """Return a row a worker.

    Adds the employer's facts, ``place``, dates as whole numbers ``20260930`` (``birth_ymd, hire_ymd,
    leave_ymd``; the
    sixteenth birthday is ``birth_ymd + 160000``), the first and last day at work inside the time that is
    checked
    (``first_at_work, last_at_work``, ``first_ymd, last_ymd``), the month they lie in, and ``system``, the
    hours system
    claimed.
    """
    table = join_by(workers, employer.rename(RENAMED), ("employer",))
    table = join_by(table, calendar.select("day", birth_ymd=calendar.ymd), {"birth_date": "day"})
    starts = calendar.select(
        "day",
        hire_ymd=calendar.ymd,
        hire_period=calendar.period,
        hire_plus_1=calendar.plus_1,
        hire_plus_12=calendar.plus_12,
        hire_day_of_year=calendar.day_of_year,
    )
    table = join_by(table, starts, {"hire_date": "day"})
    ends = calendar.select(
        "day",
        leave_ymd=calendar.ymd,
        leave_period=calendar.period,
        leave_workdays=calendar.workdays_to,
        leave_day_of_year=calendar.day_of_year,
    )
    table = join_by(table, ends, {"leave_date": "day"})
    paid = calendar.select("day", final_workdays=calendar.workdays_to)
    table = join_by(table, paid, {"final_pay_date": "day"})
    last = calendar.select(
        "day",
        as_of_ymd=calendar.ymd,
        period=calendar.period,
        last_is_year_end=calendar.ymd % 10000 == 1231,
        as_of_workdays=calendar.workdays_to,
    )
    table = join_by(table, last, {"as_of": "day"})
    district = ibis.coalesce(table.district_code, table.employer_district)
    table = table.mutate(
        place=known_place(district, places),
        city=district.substr(0, 4) + "00",
        permit_city=ibis.ifelse(
            table.permit_city.length() == 6,
            table.permit_city.substr(0, 4) + "00",
            table.permit_city,
        ),
        first_at_work=_later(table.hire_date, table.checked_from),
        last_at_work=_earlier(table.leave_date, table.as_of),
        system=_system(table),
        is_approved=(_in_posts(table) & (table.approved_system == _system(table))).fill_null(False),
        form=table.employment_form,
    )
    table = join_by(table, calendar.select("day", first_ymd=calendar.ymd), {"first_at_work": "day"})
    return join_by(table, calendar.select("day", last_ymd=calendar.ymd), {"last_at_work": "day"})


def known_place(district: ir.Value, places: tuple[str, ...]) -> ir.Value:
    """Return the district where it has figures of its own, else the place of what holds everywhere."""
    return ibis.ifelse(
        district.isin([place for place in places if place != "*"]), district, ibis.literal("*")
    )


def _later(one: ir.Value, other: ir.Value) -> ir.Value:
    return ibis.ifelse(other.isnull() | (one >= other), one, other)


def _earlier(one: ir.Value, other: ir.Value) -> ir.Value:
    return ibis.ifelse(one.isnull() | (one > other), other, one)


def _in_posts(table: ir.Table) -> ir.Value:
    """Whether the approval names the worker's post, or no posts at all."""
    words = ibis.literal("|") + table.post + ibis.literal("|")
    return table.approved_posts.isnull() | table.approved_posts.contains(words).fill_null(False)


def _system(table: ir.Table) -> ir.Value:
    approved = ibis.ifelse(
        _in_posts(table) & table.approved_system.notnull(), table.approved_system, ibis.literal("standard")
    )
    return ibis.coalesce(table.hours_system, approved)
