"""The SQL of a jurisdiction's rules in one dialect: what is computed in which order, and how it is kept as
text.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from .jurisdiction import Jurisdiction
from .rules import Part, Rule

__all__ = ["OWED", "PartPlan", "Plan", "plan_from_json", "plan_to_json"]

#: The table of what the pay rules found owed, and its columns: arrears are counted from it.
OWED = "owed"
OWED_SCHEMA = {"employer": "string", "worker": "string", "period": "int64", "amount": "int64"}


@dataclass(frozen=True)
class PartPlan:
    """A part of a rule with its SQL; `figures` are the columns ``f_<name>``."""

    rule: Rule
    part: Part
    number: int
    sql: str
    figures: tuple[str, ...]

    @property
    def name(self) -> str:
        """``PAY-01/0``: the rule and the number of its part."""
        return f"{self.rule.id}/{self.number}"


@dataclass(frozen=True)
class Plan:
    """SQL of one dialect: tables in order (name, SQL), the parts before the arrears and after.

    `surveys` has of each case, by its name, the counts of all its parts (:mod:`.surveying`). Arrears are
    counted from what the parts of the rules `arrears_of` found.
    """

    tables: tuple[tuple[str, str], ...]
    first: tuple[PartPlan, ...]
    arrears: tuple[str, str]
    last: tuple[PartPlan, ...]
    surveys: Mapping[str, str]
    arrears_of: frozenset[str]

    @property
    def parts(self) -> tuple[PartPlan, ...]:
        return self.first + self.last


def plan_to_json(plan: Plan) -> str:
    """Return a plan as text, to be kept: making it takes Ibis many seconds, reading it none."""
    return json.dumps(
        {
            "tables": plan.tables,
            "arrears": plan.arrears,
            "surveys": dict(plan.surveys),
            "parts": [[part.rule.id, part.number, part.sql, part.figures] for part in plan.parts],
        }
    )


def plan_from_json(text: str, jurisdiction: Jurisdiction) -> Plan:
    """Return the plan of a text that :func:`plan_to_json` gave for the same jurisdiction."""
    found = json.loads(text)
    parts = []
    for rule_id, number, sql, figures in found["parts"]:
        rule = jurisdiction.rule(rule_id)
        parts.append(PartPlan(rule, rule.parts[number], number, sql, tuple(figures)))
    return Plan(
        tables=tuple((name, sql) for name, sql in found["tables"]),
        first=tuple(part for part in parts if part.part.about != "arrears"),
        arrears=tuple(found["arrears"]),
        last=tuple(part for part in parts if part.part.about == "arrears"),
        surveys=found["surveys"],
        arrears_of=jurisdiction.arrears_of,
    )
