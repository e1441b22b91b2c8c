"""The cases *day* and *seven days*: attendance sorted into working days, rest days and statutory holidays."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from safe_employment.engines.labour_law.tables import join_by

__all__ = ["days", "runs", "weeks"]

OF_WORKER = (
    "place", "form", "system", "is_approved", "approved_system", "approved_from", "approved_to",
    "checked_from", "checked_to", "post",
    "pregnancy_start", "birth_date_child", "breastfeeding_minutes", "hire_date", "leave_date",
    "birth_ymd", "sex",
    "as_of", "hours_system",
)  # fmt: skip
#: Leave that counts as attendance for the full month's wage.
PAID_LEAVE = ("annual", "maternity", "marriage", "bereavement", "injury", "stoppage")
#: The calendar's columns for the day after: a shift over midnight ends on it.
OF_NEXT = {"next_is_statutory": "is_statutory", "next_kind": "official_kind", "next_period": "period"}
OF_DAY = (
    "period", "week", "weekday", "day_of_month", "is_statutory", "is_shifted_workday", "official_kind",
    "last_workday",
)  # fmt: skip


def days(attendance: ir.Table, people: ir.Table, calendar: ir.Table, parameters: ir.Table) -> ir.Table:
    """Return a row for every day of attendance.

    ``minutes`` worked (null where neither hours nor clock times are there), ``kind`` (work, rest,
    statutory; a
    statutory holiday is one whatever was planned), ``is_assumed`` (the official calendar stood in for the
    plan),
    ``normal``, ``extended``, ``rest`` and ``statutory`` minutes, ``statutory_next`` (those of them that fall
    in the month after), ``rest_given`` (minutes of compensatory rest for the day), ``leave_minutes`` (unpaid
    leave on a day that was worked in part), ``applies_system`` (the hours system whose approval covers the
    day).

    A shift belongs to the day it began on, but a statutory holiday lasts from midnight to midnight: the
    minutes of a shift that lie in one are statutory, where clock times tell. Breaks are taken off the rest
    of the shift first.
    """
    facts = attendance.rename({"day": "date"})
    table = join_by(facts, people.select("employer", "worker", *OF_WORKER), ("employer", "worker"))
    table = join_by(table, calendar.select("day", *OF_DAY), ("day",))
    figures = parameters.select("place", "period", "day_hours", "day_hours_status")
    table = join_by(table, figures, ("place", "period"))
    table = table.mutate(minutes=_minutes(table), kind=_kind(table), applies_system=_system(table))
    table = join_by(table, _compensations(table), ("employer", "worker", "day"))
    table = table.mutate(_next=(table.day + 1).cast("int64"))
    after = calendar.select(_next="day", **OF_NEXT)
    table = join_by(table, after, ("_next",)).drop("_next")
    return _sorted(table)


def _compensations(table: ir.Table) -> ir.Table:
    """Return the minutes of rest that were given for a day: the hours of a working day that were not worked.

    Rest on a day that was free anyway replaces nothing.
    """
    was_free = table.is_statutory.fill_null(False) | (
        (table.official_kind != "work") & (ibis.coalesce(table.planned_kind, "rest") != "work")
    )
    worked = ibis.coalesce(table.minutes, table.day_hours)
    left = ibis.ifelse(was_free | (worked > table.day_hours), 0, table.day_hours - worked)
    given = table.mutate(left=left).filter(table.comp_rest_for.notnull())
    given = given.group_by("employer", "worker", day=given.comp_rest_for)
    return given.agg(rest_given=lambda t: t.left.sum().cast("int64"))


def _minutes(table: ir.Table) -> ir.Value:
    span = table.end - table.start + ibis.ifelse(table.end <= table.start, 1440, 0)
    clock = span - ibis.coalesce(table.break_minutes, 0)
    none_due = (
        table.leave.notnull() | table.comp_rest_for.notnull() | table.planned_kind.isin(["rest", "statutory"])
    )
    idle = ibis.ifelse(none_due.fill_null(False) & table.start.isnull(), 0, ibis.null("int64"))
    return ibis.coalesce(table.worked_hours, clock, idle).cast("int64")


#: Night work, in minutes after midnight of the day: until six, and from twenty-two to six of the next day.
NIGHTS = ((0, 360), (1320, 1800))


def _by_night(table: ir.Table) -> ir.Value:
    """Return the minutes between the clock times that lie in the night, breaks included."""
    end = table.end + ibis.ifelse(table.end <= table.start, 1440, 0)
    total: ir.Value = ibis.literal(0, "int64")
    for starts, ends in NIGHTS:
        first = ibis.ifelse(table.start > starts, table.start, starts)
        last = ibis.ifelse(end < ends, end, ends)
        total = total + ibis.ifelse(last > first, last - first, 0)
    return ibis.ifelse(table.start.isnull() | table.end.isnull(), ibis.null("int64"), total)


def _kind(table: ir.Table) -> ir.Value:
    planned = ibis.ifelse(table.planned_kind == "work", ibis.literal("work"), ibis.literal("rest"))
    return ibis.cases(
        (table.is_statutory.fill_null(False), ibis.literal("statutory")),
        (table.planned_kind.notnull(), planned),
        else_=table.official_kind,
    )


def _system(table: ir.Table) -> ir.Value:
    # Whose post is not known is not held to be outside the posts of an approval.
    approved = (
        (table.is_approved | table.post.isnull())
        & (table.approved_system == table.system)
        & (table.approved_from.isnull() | (table.approved_from <= table.day))
        & (table.approved_to.isnull() | (table.day <= table.approved_to))
    ).fill_null(False)
    return ibis.ifelse(approved, table.system, ibis.literal("standard"))


def _in_holiday(table: ir.Table) -> ir.Value:
    """Return the minutes of a day's work that lie in a statutory holiday, its own or the next day's."""
    clocked = table.start.notnull() & table.end.notnull()
    after = ibis.ifelse(clocked & (table.end <= table.start), table.end, 0)
    today, tomorrow = (flag.fill_null(False) for flag in (table.is_statutory, table.next_is_statutory))
    within = ibis.cases(
        (today & ~tomorrow & (after > 0), 1440 - table.start),
        (today, table.minutes),
        (tomorrow, after),
        else_=0,
    )
    return ibis.ifelse(table.minutes < within, table.minutes, within).cast("int64")


def _sorted(table: ir.Table) -> ir.Table:
    worked, is_holiday = table.minutes, table.is_statutory.fill_null(False)
    table = table.mutate(statutory=_in_holiday(table))
    other = worked - table.statutory
    # What is left of a holiday's shift belongs to the day after, unless it was planned as work.
    kind = ibis.cases(
        (~is_holiday, table.kind),
        ((table.planned_kind == "work").fill_null(False), ibis.literal("work")),
        else_=table.next_kind,
    )
    is_work, is_rest = kind == "work", kind == "rest"
    standard = table.applies_system == "standard"
    over = ibis.ifelse(other > table.day_hours, other - table.day_hours, 0)
    usual = ibis.ifelse(other > table.day_hours, table.day_hours, other)
    nothing = ibis.literal(0, "int64")
    is_partly_free = (table.kind == "work") & (worked > 0) & (worked < table.day_hours)
    is_free = is_partly_free & table.leave.notnull() & ~table.leave.isin(PAID_LEAVE)
    goes_on = ~is_holiday & (table.next_period != table.period)
    return table.mutate(
        night=ibis.coalesce(
            table.night_hours, _by_night(table), ibis.ifelse(worked == 0, 0, ibis.null("int64"))
        ).cast("int64"),
        day_minutes=worked,
        is_assumed=(table.planned_kind.isnull() | (is_holiday & (table.planned_kind != "work")))
        & (other > 0),
        normal=ibis.ifelse(is_work, usual, nothing).cast("int64"),
        extended=ibis.ifelse(is_work & standard, over, nothing).cast("int64"),
        rest=ibis.ifelse(is_rest & standard, other, nothing).cast("int64"),
        statutory_next=ibis.ifelse(goes_on, table.statutory, nothing).cast("int64"),
        rest_given=ibis.coalesce(table.rest_given, 0).cast("int64"),
        leave_minutes=ibis.ifelse(is_free.fill_null(False), table.day_hours - worked, 0).cast("int64"),
        is_attended=((worked > 0) & (table.kind == "work")).fill_null(False)
        | table.comp_rest_for.notnull()
        | table.leave.isin(PAID_LEAVE).fill_null(False),
        counts_to_week=is_work & standard & ~table.is_shifted_workday,
    ).drop("day_hours", "day_hours_status", "next_is_statutory", "next_kind")


def weeks(days: ir.Table, parameters: ir.Table) -> ir.Table:
    """Return a row for every worker, week (Monday's day) and month the week has days in.

    ``week_excess``: normal minutes of the week beyond the weekly hours, told to the month in which they
    were worked;
    ``week_minutes``: all minutes of the whole week. Days that the State made working days do not count:
    they stand
    for another day.
    """
    counted = ibis.ifelse(days.counts_to_week, days.normal, 0).cast("int64")
    parts = days.mutate(counted=counted).group_by("employer", "worker", "place", "week", "period")
    table = parts.agg(
        part=lambda t: t.counted.sum().cast("int64"), minutes=lambda t: t.minutes.sum().cast("int64")
    )
    so_far = ibis.cumulative_window(group_by=("employer", "worker", "week"), order_by="period")
    whole = ibis.window(group_by=("employer", "worker", "week"))
    table = table.mutate(
        so_far=table.part.sum().over(so_far).cast("int64"),
        week_minutes=table.minutes.sum().over(whole).cast("int64"),
    )
    figures = parameters.select("place", "period", "week_hours")
    table = join_by(table, figures, ("place", "period"))

    def beyond(value: ir.Value) -> ir.Value:
        return ibis.ifelse(value > table.week_hours, value - table.week_hours, 0)

    excess = beyond(table.so_far) - beyond(table.so_far - table.part)
    return table.mutate(week_excess=excess.cast("int64")).drop("place")


def runs(days: ir.Table, calendar: ir.Table) -> ir.Table:
    """Return a row for every run of seven or more days worked one after the other.

    ``first_day``, ``last_day``, ``length`` (days), ``shifted`` (days of it that the State made working
    days), ``period``
    (the month of the seventh day).
    """
    worked = days.filter(days.minutes > 0)
    order = ibis.window(group_by=("employer", "worker"), order_by="day")
    seventh = worked.mutate(six_before=worked.day.lag(6).over(order))
    ends = seventh.filter(seventh.day - seventh.six_before == 6).select("employer", "worker", "day")
    island = ends.mutate(number=ibis.row_number().over(order).cast("int64"))
    island = island.mutate(island=island.day - island.number)
    found = island.group_by("employer", "worker", "island").agg(
        seventh=island.day.min().cast("int64"), last_day=island.day.max().cast("int64")
    )
    found = found.mutate(first_day=found.seventh - 6, length=found.last_day - found.seventh + 7)
    found = join_by(found, calendar.select("day", _before="shifted_before"), {"first_day": "day"})
    found = join_by(found, calendar.select("day", _until="shifted_to"), {"last_day": "day"})
    found = join_by(found, calendar.select("day", period=calendar.period), {"seventh": "day"})
    return found.mutate(shifted=(found._until - found._before).cast("int64")).drop(
        "_until", "_before", "island"
    )
