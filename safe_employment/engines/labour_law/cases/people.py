"""The case *worker*: each worker with what the employer is, the ages in the dates, the hours system."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from safe_employment.engines.labour_law.tables import join_by

__all__ = ["CHANGED", "employers", "known_place", "people", "with_employers"]

#: Facts of the employer whose names the worker has too.
RENAMED = {
    "employer_district": "district_code",
    "employer_pregnancy_test": "pregnancy_test",
    "employer_blank": "blank",
}
#: Facts of the worker that the case has in another form.
CHANGED = ("permit_city",)


def employers(employer: ir.Table, calendar: ir.Table) -> ir.Table:
    """Return the employers with what the calendar says of the time that is checked.

    Of the day they are known on ``period, as_of_ymd, as_of_number`` (of the month), ``as_of_dom`` (the day of
    the month), ``last_is_year_end, as_of_workdays``, of the first day ``from_ymd``.
    """
    last = calendar.select(
        "day",
        as_of_ymd=calendar.ymd,
        as_of_number=calendar.month_number,
        as_of_dom=calendar.day_of_month,
        period=calendar.period,
        last_is_year_end=calendar.ymd % 10000 == 1231,
        as_of_workdays=calendar.workdays_to,
    )
    table = join_by(employer, last, {"as_of": "day"})
    return join_by(table, calendar.select("day", from_ymd=calendar.ymd), {"checked_from": "day"})


def with_employers(workers: ir.Table, employers: ir.Table) -> ir.Table:
    """Return a row a worker with the facts of the employer."""
    return join_by(workers, employers.rename(RENAMED), ("employer",))


def people(
    workers: ir.Table, employers: ir.Table, calendar: ir.Table, *, places: tuple[str, ...]
) -> ir.Table:
    """Return a row a worker.

    Adds the employer's facts, ``place``, dates as whole numbers ``20260930`` (``birth_ymd, hire_ymd,
    leave_ymd``; the sixteenth birthday is ``birth_ymd + 160000``), the first and last day at work inside the
    time that is checked (``first_at_work, last_at_work``, ``first_ymd, last_ymd``), the month they lie in,
    the age on the last of them in whole months (``months_of_age``), and ``system``, the hours system claimed.
    """
    table = with_employers(workers, employers)
    born = calendar.select(
        "day", birth_ymd=calendar.ymd, birth_number=calendar.month_number, birth_dom=calendar.day_of_month
    )
    table = join_by(table, born, {"birth_date": "day"})
    starts = calendar.select(
        "day",
        hire_ymd=calendar.ymd,
        hire_period=calendar.period,
        hire_workdays=calendar.workdays_before,
        hire_holidays=calendar.holidays_before,
        hire_plus_1=calendar.plus_1,
        hire_plus_6=calendar.plus_6,
        hire_plus_12=calendar.plus_12,
        hire_day_of_year=calendar.day_of_year,
    )
    table = join_by(table, starts, {"hire_date": "day"})
    ends = calendar.select(
        "day",
        leave_ymd=calendar.ymd,
        leave_number=calendar.month_number,
        leave_dom=calendar.day_of_month,
        leave_period=calendar.period,
        leave_workdays=calendar.workdays_to,
        leave_holidays=calendar.holidays_to,
        leave_day_of_year=calendar.day_of_year,
    )
    table = join_by(table, ends, {"leave_date": "day"})
    paid = calendar.select("day", final_workdays=calendar.workdays_to)
    table = join_by(table, paid, {"final_pay_date": "day"})
    comes_later = table.checked_from.isnull() | (table.hire_date >= table.checked_from)
    stays = table.leave_date.isnull() | (table.leave_date > table.as_of)
    district = ibis.coalesce(table.district_code, table.employer_district)
    table = table.mutate(
        _months=ibis.ifelse(stays, table.as_of_number, table.leave_number) - table.birth_number,
        _is_short=ibis.ifelse(stays, table.as_of_dom, table.leave_dom) < table.birth_dom,
    )
    return table.mutate(
        months_of_age=(table._months - ibis.ifelse(table._is_short, 1, 0)).cast("int64"),
        place=known_place(district, places),
        city=district.substr(0, 4) + "00",
        permit_city=ibis.ifelse(
            table.permit_city.length() == 6,
            table.permit_city.substr(0, 4) + "00",
            table.permit_city,
        ),
        first_at_work=ibis.ifelse(comes_later, table.hire_date, table.checked_from),
        first_ymd=ibis.ifelse(comes_later, table.hire_ymd, table.from_ymd),
        last_at_work=ibis.ifelse(stays, table.as_of, table.leave_date),
        last_ymd=ibis.ifelse(stays, table.as_of_ymd, table.leave_ymd),
        system=_system(table),
        is_approved=(_in_posts(table) & (table.approved_system == _system(table))).fill_null(False),
        form=table.employment_form,
    )


def known_place(district: ir.Value, places: tuple[str, ...]) -> ir.Value:
    """Return the district where it has figures of its own, else the place of what holds everywhere."""
    return ibis.ifelse(
        district.isin([place for place in places if place != "*"]), district, ibis.literal("*")
    )


def _in_posts(table: ir.Table) -> ir.Value:
    """Whether the approval names the worker's post, or no posts at all."""
    words = ibis.literal("|") + table.post + ibis.literal("|")
    return table.approved_posts.isnull() | table.approved_posts.contains(words).fill_null(False)


def _system(table: ir.Table) -> ir.Value:
    approved = ibis.ifelse(
        _in_posts(table) & table.approved_system.notnull(), table.approved_system, ibis.literal("standard")
    )
    return ibis.coalesce(table.hours_system, approved)
