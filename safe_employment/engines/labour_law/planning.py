"""From the rules of a jurisdiction to SQL: the tables of the cases, then the rules over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

import ibis
import ibis.expr.types as ir

from .cases.agreements import agreements, full_months_between
from .cases.days import days, runs, weeks
from .cases.monthly import around, monthly, monthly_attendance, monthly_deductions, monthly_pay, promised
from .cases.people import CHANGED, employers, people, with_employers
from .cases.registers import arrears, cycles, dated, establishment, patterns, posts, recon, withheld
from .cases.unsigned import unsigned
from .jurisdiction import Derivation, Jurisdiction
from .outcomes import Outcome, outcome
from .plan import OWED, OWED_SCHEMA, PartPlan, Plan
from .rules import CASES, Part, Rule
from .schemas import base_schemas
from .surveying import survey
from .tables import join_by
from .writing import Writer

__all__ = ["plan_for"]

#: Figures that the tables themselves are reckoned with, besides those that their rules name.
_OWN_FIGURES: Mapping[str, tuple[str, ...]] = {
    "days": ("day_hours",),
    "weeks": ("week_hours",),
    "monthly": ("part_time_day", "part_time_week"),
    "unsigned": ("pay_days",),
}
#: Cases whose rules need figures of the day's place besides their own table.
_WITH_PARAMETERS = ("people", "agreements", "unsigned")
#: Case → what tells its rows apart, where its steps are reckoned beside its facts.
_KEYS = {"people": ("employer", "worker"), "agreements": ("employer", "worker", "row")}


class _Builder:
    """Builds expressions over unbound tables and remembers each new table's columns."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.jurisdiction = jurisdiction
        names = tuple(sorted(jurisdiction.parameters))
        self.schemas: dict[str, ibis.Schema] = {
            name: ibis.schema(schema) for name, schema in base_schemas(names).items()
        }
        self.made: list[tuple[str, ir.Table]] = []

    def __getitem__(self, name: str) -> ir.Table:
        return ibis.table(self.schemas[name], name=name)

    def make(self, name: str, build: Callable[..., ir.Table], *needs: str) -> None:
        """Add a table; the jurisdiction's own steps of its case are put on top."""
        figures = self._figures(name)
        table = build(*(figures if need == "parameters" else self[need] for need in needs))
        if name in _WITH_PARAMETERS:
            table = join_by(table, figures, ("place", "period"))
        steps = self.jurisdiction.derivations.get(name, ())
        facts = None
        if name == "people":
            facts = with_employers(self["workers"], self["employers"])
        elif name in _KEYS and steps:
            # Of a query with more than ten joins DuckDB no longer sees which side is small.
            facts = table = self._kept(f"{name}_facts", table)
        for step in steps:
            table = self._derived(table, step)
        self._kept(name, table if facts is None else _beside(facts, table, _KEYS[name]))

    def _kept(self, name: str, table: ir.Table) -> ir.Table:
        self.schemas[name] = table.schema()
        self.made.append((name, table))
        return self[name]

    def _figures(self, name: str) -> ir.Table:
        """Return the parameters that a table, its own steps and the rules about it read, and no others."""
        used = set(_OWN_FIGURES.get(name, ()))
        for step in self.jurisdiction.derivations.get(name, ()):
            formula = step.formula or step.day_of
            used |= formula.names if formula else frozenset()
        for rule in self.jurisdiction.rules:
            for part in rule.parts:
                if CASES[part.about].table == name:
                    used |= part.names
        known = sorted(used & set(self.jurisdiction.parameters))
        columns = [column for key in known for column in (key, f"{key}_status")]
        return self["parameters"].select("place", "period", *columns)

    def _derived(self, table: ir.Table, step: Derivation) -> ir.Table:
        if step.months_between:
            start, end = step.months_between
            return full_months_between(table, start, end, step.name, self["calendar"], self["months"])
        words = self.jurisdiction.words
        calendar = self["calendar"]
        if step.anniversary:
            day, months = step.anniversary
            later = calendar.select("day", **{step.name: calendar[f"plus_{months}"]})
            return join_by(table, later, {day: "day"})
        if step.day_of:
            table = table.mutate(_ymd=step.day_of.over(table, words))
            # The 29 February has no anniversary in most years: the day after the 28th is the first of March.
            table = table.mutate(
                _ymd=ibis.ifelse(table._ymd % 10000 == 229, table._ymd + 72, table._ymd).cast("int64")
            )
            return join_by(table, calendar.select("ymd", **{step.name: calendar.day}), {"_ymd": "ymd"}).drop(
                "_ymd"
            )
        assert step.formula is not None  # noqa: S101 - one of the four is given
        return table.mutate(**{step.name: step.formula.over(table, words)})


def _beside(facts: ir.Table, table: ir.Table, keys: tuple[str, ...]) -> ir.Table:
    """Return `table`, which has all of `facts`, with these taken along once, in the last step.

    What is reckoned step by step reads few of a hundred facts. A row of `facts` has its `keys` alone.
    """
    same = [name for name in facts.columns if name not in CHANGED]
    added = [name for name in table.columns if name not in same]
    return join_by(facts.select(*same), table.select(*keys, *added), keys)


def _tables(builder: _Builder) -> None:
    make = builder.make
    make("employers", employers, "employer", "calendar")
    make("people", partial(people, places=builder.jurisdiction.places), "workers", "employers", "calendar")
    make("agreements", agreements, "contracts", "people", "calendar")
    make("days", days, "attendance", "people", "calendar", "parameters")
    make("weeks", weeks, "days", "parameters")
    make("month_pay", monthly_pay, "payroll", "calendar")
    make("month_hours", monthly_attendance, "days", "weeks")
    make("month_deductions", monthly_deductions, "deductions")
    make("month_promise", promised, "agreements", "months")
    make("around", around, "month_pay", "month_hours")
    needs = ("month_pay", "month_hours", "month_deductions", "month_promise", "people", "months", "calendar")
    make("monthly", monthly, "around", *needs, "parameters")
    make("dated", dated, "days", "parameters", "calendar")
    make("runs", _runs, "days", "calendar", "people")
    make("posts", posts, "monthly")
    make("cycles", cycles, "monthly", "employer", "parameters")
    make("withheld", withheld, "deductions", "monthly")
    derived = [step.name for step in builder.jurisdiction.derivations.get("people", ())]
    of_workers = ("people", "agreements", "monthly", "months", "calendar", "parameters")
    make("unsigned", partial(unsigned, derived=derived), *of_workers)
    make(
        "establishment",
        partial(establishment, places=builder.jurisdiction.places),
        "employers",
        "people",
        "parameters",
    )
    make("patterns", patterns, "people", "payroll", "monthly")
    make("recon", recon, "monthly")


def _runs(days: ir.Table, calendar: ir.Table, people: ir.Table) -> ir.Table:
    table = runs(days, calendar)
    of_worker = people.select("employer", "worker", "form", "checked_from", "checked_to", "place")
    return join_by(table, of_worker, ("employer", "worker"))


@cache
def plan_for(jurisdiction: Jurisdiction, dialect: str) -> Plan:
    """Return the SQL of every table and rule of a jurisdiction in a dialect; made once in a process."""
    builder = _Builder(jurisdiction)
    _tables(builder)
    builder.schemas[OWED] = ibis.schema(OWED_SCHEMA)
    needs = (OWED, "monthly", "employers", "parameters")
    builder.make("arrears", partial(arrears, places=jurisdiction.places), *needs)
    writer = Writer(dialect, {name: schema.names for name, schema in builder.schemas.items()})
    # What is last is written first: a table gives what those after it read.
    parts = tuple(
        _part_plan(builder, rule, part, number, writer)
        for rule in jurisdiction.rules
        for number, part in enumerate(rule.parts)
    )
    surveys = {about: writer.query(found) for about, found in _surveys(builder, parts)}
    tables = {name: writer.table(name, expression) for name, expression in reversed(builder.made)}
    first = tuple(part for part in parts if part.part.about != "arrears")
    last = tuple(part for part in parts if part.part.about == "arrears")
    arrears_table = ("arrears", tables.pop("arrears"))
    return Plan(tuple(reversed(tables.items())), first, arrears_table, last, surveys, jurisdiction.arrears_of)


def _surveys(builder: _Builder, parts: Iterable[PartPlan]) -> Iterator[tuple[str, ir.Table]]:
    """Yield each case that rules are about, by its name, with the survey of their parts."""
    cases: dict[str, dict[str, Part]] = {}
    for each in parts:
        cases.setdefault(each.part.about, {})[each.name] = each.part
    for about, those in cases.items():
        yield about, survey(builder[CASES[about].table], those, builder.jurisdiction.words)


def _part_plan(builder: _Builder, rule: Rule, part: Part, number: int, writer: Writer) -> PartPlan:
    jurisdiction = builder.jurisdiction
    found: Outcome = outcome(
        rule, part, builder[CASES[part.about].table], _facts(jurisdiction), jurisdiction.words
    )
    return PartPlan(rule, part, number, writer.query(found.table), found.figures)


def _facts(jurisdiction: Jurisdiction) -> Mapping[str, tuple[str, ...]]:
    return jurisdiction.facts_behind
