"""The case *unsigned*: the time a worker worked without a written contract, and the wages of that time."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import ibis.expr.types as ir

from safe_employment.engines.labour_law.expressions import half_up
from safe_employment.engines.labour_law.tables import join_by

__all__ = ["unsigned"]

OF_WORKER = (
    "place", "form", "hire_date", "hire_plus_1", "hire_plus_12", "last_at_work", "as_of", "period",
    "has_contracts",
    "leave_date", "sex", "birth_ymd", "last_ymd", "agreement_signed_on", "work_injury_insured",
    "blank", "si_registered_on",
)  # fmt: skip
BOTH = ("employer", "worker")


def unsigned(
    people: ir.Table,
    agreements: ir.Table,
    monthly: ir.Table,
    months: ir.Table,
    calendar: ir.Table,
    parameters: ir.Table,
    *,
    derived: Sequence[str] = (),
) -> ir.Table:
    """Return a row a worker; `derived` are the columns that a jurisdiction's own steps add to the workers.

    ``contract_rows``, ``first_signed`` (null where a contract's date is not known), ``unsigned_from`` (a
    month after the hire) to before ``unsigned_to`` (signing, a year after the hire, the last known day),
    ``lapsed_on`` (the last day of the last contract, null where one has no end), and ``second_wages``: the
    month's wage for each full month of that time, working days at ``pay_days`` a month for the rest.
    """
    of_worker = dict.fromkeys((*BOTH, *OF_WORKER, *derived))
    table = join_by(people.select(*of_worker), _signed(agreements), BOTH)
    table = join_by(table, calendar.select("day", lapsed_plus_1=calendar.plus_1), {"lapsed_on": "day"})
    none_there = (table.has_contracts & table.contract_rows.isnull()) | (
        (table.contract_rows > 0) & table.earliest.isnull() & (table.undated_rows == 0)
    ).fill_null(False)
    limit = _least(table.hire_plus_12, table.last_at_work + 1)
    dated = table.earliest.notnull() & ((table.undated_rows == 0) | (table.earliest <= table.hire_plus_1))
    until = ibis.ifelse(
        none_there, limit, ibis.ifelse(dated, _least(table.earliest, limit), ibis.null("int64"))
    )
    table = table.mutate(
        contract_rows=ibis.coalesce(
            table.contract_rows, ibis.ifelse(table.has_contracts, 0, ibis.null("int64"))
        ).cast("int64"),
        first_signed=ibis.ifelse(dated, table.earliest, ibis.null("int64")),
        unsigned_from=table.hire_plus_1,
        unsigned_to=until.cast("int64"),
    )
    owed = _second_wages(table, monthly, months, calendar, parameters)
    return join_by(table, owed, BOTH)


def _signed(agreements: ir.Table) -> ir.Table:
    """Return a row a worker: how many contracts there are, when the first was signed, when the last ends."""
    left_blank = agreements.blank.contains("|signed_on|").fill_null(False)
    return agreements.group_by(*BOTH).agg(
        contract_rows=agreements.count().cast("int64"),
        # A date that was left blank is a contract that nobody signed; one nobody was asked for is not known.
        undated_rows=ibis.ifelse(agreements.signed_on.isnull() & ~left_blank, 1, 0)
        .cast("int64")
        .sum()
        .cast("int64"),
        earliest=agreements.signed_on.min().cast("int64"),
        promised_wage=agreements.base_wage.max().cast("int64"),
        # A contract without an end goes on, as does one whose end is not known.
        lapsed_on=ibis.ifelse(
            agreements.term_to.isnull().any(), ibis.null("int64"), agreements.term_to.max()
        ).cast("int64"),
    )


def _least(one: ir.Value, other: ir.Value) -> ir.Value:
    return ibis.ifelse(one <= other, one, other)


def _second_wages(
    table: ir.Table, monthly: ir.Table, months: ir.Table, calendar: ir.Table, parameters: ir.Table
) -> ir.Table:
    late = table.filter(table.unsigned_to > table.unsigned_from).drop("period")
    in_time = (late.unsigned_from <= months.last_day) & (late.unsigned_to > months.first_day)
    parts = late.join(months.select("period", "first_day", "last_day"), in_time)
    starts = ibis.ifelse(parts.unsigned_from > parts.first_day, parts.unsigned_from, parts.first_day)
    ends = ibis.ifelse(parts.unsigned_to <= parts.last_day, parts.unsigned_to, parts.last_day + 1)
    parts = parts.mutate(part_from=starts, part_to=ends)
    parts = parts.mutate(
        is_whole=(parts.part_from == parts.first_day) & (parts.part_to == parts.last_day + 1)
    )
    days = calendar.select("day", workdays=calendar.workdays_before)
    parts = join_by(parts, days.rename({"workdays_from": "workdays"}), {"part_from": "day"})
    parts = join_by(parts, days.rename({"workdays_to": "workdays"}), {"part_to": "day"})
    paid = monthly.select(*BOTH, "period", month_wage=_regular(monthly))
    usual = paid.group_by(*BOTH).agg(usual_wage=paid.month_wage.max().cast("int64"))
    parts = join_by(join_by(parts, paid, (*BOTH, "period")), usual, BOTH)
    parts = join_by(parts, parameters.select("place", "period", "pay_days"), ("place", "period"))
    wage = ibis.coalesce(parts.month_wage, parts.promised_wage, parts.usual_wage)
    by_days = half_up(wage * (parts.workdays_to - parts.workdays_from) * 100, parts.pay_days)
    amount = ibis.ifelse(parts.is_whole, wage, _least(by_days, wage))
    parts = parts.mutate(amount=amount.cast("int64"), wage=wage)
    return parts.group_by(*BOTH).agg(
        second_wages=ibis.ifelse(parts.amount.isnull().any(), ibis.null("int64"), parts.amount.sum()).cast(
            "int64"
        ),
        whole_months=ibis.ifelse(parts.is_whole, 1, 0).cast("int64").sum().cast("int64"),
        odd_workdays=ibis.ifelse(parts.is_whole, 0, parts.workdays_to - parts.workdays_from)
        .sum()
        .cast("int64"),
        wage_used=parts.wage.max().cast("int64"),
    )


def _regular(monthly: ir.Table) -> ir.Value:
    """Return the month's wage without overtime pay."""
    overtime = sum(
        (ibis.coalesce(monthly[f"ot_pay_{rate}"], 0) for rate in (150, 200, 300)), ibis.literal(0, "int64")
    )
    return ibis.ifelse(
        monthly.is_part_month, ibis.null("int64"), ibis.coalesce(monthly.gross - overtime, monthly.base)
    )
