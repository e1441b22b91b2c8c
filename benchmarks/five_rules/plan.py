"""The five rules in one pass: the formulas of the rules, compiled as all are, over one table of months."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from benchmarks.five_rules.specialising import specialised
from safe_employment.engines.labour_law.jurisdiction import jurisdiction
from safe_employment.engines.labour_law.outcomes import outcome
from safe_employment.engines.labour_law.rules import CASES, Part, Rule
from safe_employment.engines.labour_law.schemas import base_schemas
from safe_employment.engines.labour_law.surveying import judged
from safe_employment.engines.labour_law.tables import join_by
from safe_employment.engines.labour_law.writing import Writer

RULES = (("PAY-01", 0), ("HRS-03", 0), ("PAY-03", 0), ("PAY-04", 0), ("PAY-05", 0))
GIVEN = {
    "employer": "string",
    "worker": "string",
    "district": "string",
    **dict.fromkeys(
        (
            *("period", "extended", "rest", "statutory", "base", "ot_pay_150", "ot_pay_200", "ot_pay_300"),
            *("special_allowances", "welfare", "gross"),
        ),
        "int64",
    ),
}
#: What the file says of no worker, because it is the same of all: whole months of full-time work by time.
SAME: dict[str, bool | int | None] = {
    "lines": 1,
    **dict.fromkeys(("works_full_time", "is_full", "all_hours"), True),
    **dict.fromkeys(("assumes_form", "is_part_month", "is_piece_paid", "in_one_sum"), False),
    **dict.fromkeys(
        (
            *("special_days", "flexible_days", "assumed_days", "extended_assumed", "rest_assumed"),
            *("week_excess", "piece_pay", "maternity_days", "leave_minutes", "absent"),
        ),
        0,
    ),
    **dict.fromkeys(
        (
            *("paid_days", "expected", "statutory_days", "si_registered_on", "first_day", "last_day"),
            *("checked_from", "checked_to"),
        ),
        None,
    ),
}


def months() -> ir.Table:
    """Return the months as the case *month* has them, with the figures of their place."""
    given = ibis.table(GIVEN, name="given")
    table = given.rename({"place": "district", "rest_open": "rest"})
    table = table.mutate(
        rest_all=table.rest_open,
        extended_all=table.extended,
        overtime=table.extended + table.rest_open + table.statutory,
        hourly_base=table.base,
        wage_at_most=table.gross
        - table.ot_pay_150
        - table.ot_pay_200
        - table.ot_pay_300
        - table.special_allowances
        - table.welfare,
    )
    law = jurisdiction()
    known = sorted({name for _, part in rules() for name in part.names} & set(law.parameters))
    figures = ibis.table(_figures(), name="parameters")
    columns = [column for name in known for column in (name, f"{name}_status")]
    return join_by(table, figures.select("place", "period", *columns), ("place", "period"))


def _literal(value: bool | int | None) -> ir.Value:
    return ibis.literal(value, "boolean" if isinstance(value, bool) else "int64")


def _figures() -> dict[str, str]:
    return base_schemas(tuple(sorted(jurisdiction().parameters)))["parameters"]


def _written(expression: ir.Table) -> str:
    return Writer("duckdb", {"given": tuple(GIVEN), "parameters": tuple(_figures())}).query(expression)


def rules() -> list[tuple[Rule, Part]]:
    """Return the rules and their parts."""
    return [(jurisdiction().rule(name), jurisdiction().rule(name).parts[number]) for name, number in RULES]


def findings_sql() -> str:
    """Return the SQL of the broken cases: employer, worker, period, rule, amount."""
    law, table = jurisdiction(), months()
    table = table.mutate(**{name: _literal(value) for name, value in SAME.items()})
    found = None
    for rule, part in rules():
        rows = outcome(rule, part, table, law.facts_behind, law.words).table
        rows = rows.filter(rows.state == 1)
        rows = rows.select("employer", "worker", "period", "amount", rule=ibis.literal(rule.id))
        found = rows if found is None else found.union(rows)
    assert found is not None
    return _written(found)


def totals_sql() -> str:
    """Return the SQL of an employer's breaches and amounts by rule, the months read once."""
    parts = [specialised(part, SAME) for _, part in rules()]
    assert {CASES[part.about].table for part in parts} == {"monthly"}
    table = judged(months(), parts, jurisdiction().words, owed=True)
    sums = {}
    for number, (rule, part) in enumerate(rules()):
        key = rule.id.replace("-", "_").lower()
        broken = table[f"_broken_{number}"]
        if f"_applies_{number}" in table.columns:
            broken = table[f"_applies_{number}"] & broken
        sums[f"{key}_broken"] = ibis.ifelse(broken, 1, 0).cast("int64").sum()
        if part.owed:
            sums[f"{key}_amount"] = ibis.ifelse(broken, table[f"_owed_{number}"], 0).cast("int64").sum()
    return _written(table.group_by("employer").aggregate(**sums))
