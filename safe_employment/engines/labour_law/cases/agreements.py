"""The case *contract*: each contract with its worker, the contract before it, and its terms in months."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from safe_employment.engines.labour_law.tables import join_by

__all__ = ["agreements", "full_months_between"]

#: What a contract needs to know of its worker.
OF_WORKER = (
    "hire_date", "leave_date", "employment_form", "form", "sex", "birth_date", "nationality", "place",
    "as_of",
    "checked_from", "checked_to", "last_at_work", "speaks_language", "hukou_rural", "hire_period",
    "has_contracts", "leave_ymd", "as_of_ymd",
)  # fmt: skip


def agreements(contracts: ir.Table, people: ir.Table, calendar: ir.Table) -> ir.Table:
    """Return a row a contract.

    Adds ``ends`` (the first day after the term), the term's limits (``from_plus_3`` …), the probation's
    (``probation_ends``, ``probation_plus_1`` …), the number of the contract among the worker's
    (``number``, from 1), the
    fixed-term contracts in a row up to it (``fixed_in_row``), ``had_probation`` (an earlier one had a
    probation), and
    ``period``, the month it began in.
    """
    facts = contracts.rename({"starts": "from", "term_to": "to"})
    facts = facts.mutate(own_documents=facts.documents_held).drop("documents_held")
    table = join_by(facts, people.select("employer", "worker", *OF_WORKER), ("employer", "worker"))
    terms = calendar.select(
        "day", from_plus_3=calendar.plus_3, from_plus_6=calendar.plus_6, from_plus_12=calendar.plus_12,
        from_plus_24=calendar.plus_24, from_plus_36=calendar.plus_36, from_plus_60=calendar.plus_60,
    )  # fmt: skip
    table = join_by(table, terms, {"starts": "day"})
    trial = calendar.select(
        "day", probation_plus_1=calendar.plus_1, probation_plus_2=calendar.plus_2,
        probation_plus_3=calendar.plus_3, probation_plus_6=calendar.plus_6,
    )  # fmt: skip
    table = table.mutate(
        ends=(table.term_to + 1),
        probation_starts=ibis.coalesce(table.probation_from, table.starts),
        probation_ends=(table.probation_to + 1),
        in_force_on=ibis.coalesce(table.signed_on, table.starts),
    )
    table = join_by(table, trial, {"probation_starts": "day"})
    signed = calendar.select("day", period=calendar.period)
    table = table.mutate(begins_on=ibis.coalesce(table.starts, table.signed_on))
    table = join_by(table, signed, {"begins_on": "day"})
    table = _in_order(table)
    return _served(table)


def _in_order(table: ir.Table) -> ir.Table:
    of_worker = ibis.window(group_by=("employer", "worker"), order_by=("starts", "row"))
    fixed = ibis.ifelse(table.kind == "fixed", 1, 0).cast("int64")
    unknown = ibis.ifelse(table.kind.isnull(), 1, 0).cast("int64")
    trial = ibis.ifelse(table.probation_to.notnull(), 1, 0).cast("int64")
    rows = ibis.cumulative_window(group_by=("employer", "worker"), order_by=("starts", "row"))
    return table.mutate(
        number=(ibis.row_number().over(of_worker) + 1).cast("int64"),
        fixed_so_far=fixed.sum().over(rows).cast("int64"),
        unknown_kinds_so_far=unknown.sum().over(rows).cast("int64"),
        probations_so_far=trial.sum().over(rows).cast("int64"),
    )


def _served(table: ir.Table) -> ir.Table:
    after = table.last_at_work + 1
    served = ibis.ifelse(after.notnull() & (after < table.probation_ends), after, table.probation_ends)
    return table.mutate(probation_served_to=served)


def full_months_between(
    table: ir.Table, start: str, end: str, name: str, calendar: ir.Table, months: ir.Table
) -> ir.Table:
    """Add ``<name>_months`` and ``<name>_workdays``: the full months from `start` to before `end`, and the
    official
    working days that are left over. Both are null where a date is, 0 where `end` is not after `start`.
    """
    of_start = calendar.select("day", _dom1=calendar.day_of_month, _number1=calendar.month_number)
    of_end = calendar.select(
        "day",
        _dom2=calendar.day_of_month,
        _number2=calendar.month_number,
        _workdays2=calendar.workdays_before,
    )
    table = join_by(join_by(table, of_start, {start: "day"}), of_end, {end: "day"})
    gap = table._number2 - table._number1 - ibis.ifelse(table._dom2 < table._dom1, 1, 0)
    table = table.mutate(_full=ibis.ifelse(table[end] > table[start], gap, 0).cast("int64"))
    table = table.mutate(_target=table._number1 + table._full)
    target = months.select("number", _first=months.first_day, _last=months.last_day)
    table = join_by(table, target, {"_target": "number"})
    wanted = table._first + table._dom1 - 1
    table = table.mutate(_rest_from=ibis.ifelse(wanted > table._last, table._last, wanted))
    rest = calendar.select("day", _workdays1=calendar.workdays_before)
    table = join_by(table, rest, {"_rest_from": "day"})
    left = ibis.ifelse(table[end] > table[start], table._workdays2 - table._workdays1, 0)
    table = table.mutate(**{f"{name}_months": table._full, f"{name}_workdays": left.cast("int64")})
    return table.drop(*(column for column in table.columns if column.startswith("_")))
