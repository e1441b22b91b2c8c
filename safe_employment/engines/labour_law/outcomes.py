"""A part of a rule as an Ibis expression over the table of its case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from operator import and_

import ibis
import ibis.expr.types as ir

from .language import Formula, epoch_day
from .rules import CASES, Case, Part, Rule

__all__ = ["Outcome", "in_time", "in_window", "only_needed", "outcome", "state_of"]


@dataclass(frozen=True)
class Outcome:
    """The expression of a part's results and the figures that its columns carry."""

    table: ir.Table
    figures: tuple[str, ...] = field(default=())


def outcome(
    rule: Rule,
    part: Part,
    table: ir.Table,
    facts: Mapping[str, tuple[str, ...]],
    words: Mapping[str, tuple[str, ...]],
) -> Outcome:
    """Return the expression of a part over the table of its case.

    A row for every case the part applies to, or may: ``employer, worker, period, date, state`` (0 in
    order, 1 broken,
    2 cannot tell), ``grade`` (which of the grades, -1 none), ``is_alert``, ``status`` (rank of the least
    sure figure
    used), ``amount`` (owed, smallest unit, null where none), ``missing`` and ``assumed`` (facts between
    bars), then the
    figures of the explanation. `facts` names the facts behind a derived column.
    """
    case = CASES[part.about]
    table = in_window(only_needed(table, case, (part,)), case)
    in_its_time = in_time(table, case, part)
    if in_its_time is not None:
        table = table.filter(in_its_time)
    full = _with_steps(table, part, words)
    judged = {"_broken": part.fails.over(full, words)}
    if part.when:
        judged["_applies"] = part.when.over(full, words)
    full = full.mutate(**judged)
    full = full.mutate(_state=state_of(full._applies if part.when else None, full._broken))
    shown = full.filter(full._state >= 0)
    # What is told of a row is reckoned where it is broken or open, and not before it is known which are.
    nothing = ibis.null("int64")
    amount = part.owed.over(shown, words).cast("int64") if part.owed else nothing
    figures = tuple(sorted(part.explain.names))
    return Outcome(
        shown.select(
            employer=shown.employer,
            worker=shown[case.worker] if case.worker else ibis.null("string"),
            period=shown[case.period] if case.period else nothing,
            date=shown[case.date] if case.date else nothing,
            state=shown._state,
            grade=_grade(part, shown, words),
            is_alert=part.alert.over(shown, words).fill_null(False) if part.alert else ibis.literal(False),
            status=_status(rule, _names(part, shown), shown),
            amount=ibis.ifelse(shown._state == 1, amount, nothing),
            missing=ibis.ifelse(shown._state == 2, _missing_in(part, shown, facts), ""),
            assumed=ibis.ifelse(shown._state > 0, _assumed(part, shown, words), ""),
            **{f"f_{name}": shown[name] for name in figures},
        ),
        figures,
    )


def state_of(
    applies: ir.Value | None, broken: ir.Value, in_its_time: ir.Value | None = None
) -> ir.IntegerValue:
    """Return -1 where a part does not apply, 0 in order, 1 broken, 2 cannot tell."""
    if in_its_time is not None:
        applies = in_its_time if applies is None else in_its_time & applies
    if applies is None:
        state = ibis.cases((broken, 1), (~broken, 0), else_=2)
    else:
        state = ibis.cases((applies & broken, 1), (~applies, -1), (~broken, 0), else_=2)
    return state.cast("int64")


def only_needed(table: ir.Table, case: Case, parts: Iterable[Part]) -> ir.Table:
    """Keep the columns that the parts read: a case has some hundred and fifty, a rule a dozen."""
    names = set[str]().union(*(part.names for part in parts))
    names |= {"employer", "blank", case.day, "checked_from", "checked_to", *(case.window or ())}
    names |= {name for name in (case.worker, case.period, case.date) if name}
    names |= {f"{name}_status" for name in names}
    return table.select(*(name for name in table.columns if name in names))


def in_window(table: ir.Table, case: Case) -> ir.Table:
    """Keep the cases that lie in the time that is checked."""
    if not case.window:
        return table
    last, first = (table[name] for name in case.window)
    return table.filter(
        (table.checked_from.isnull() | (last >= table.checked_from))
        & (table.checked_to.isnull() | (first <= table.checked_to))
    )


def in_time(table: ir.Table, case: Case, part: Part) -> ir.BooleanValue | None:
    """Return whether a case lies in the time in which a part of a rule is law; none where it always was."""
    day, found = table[case.day], []
    if part.starts:
        found.append(day.isnull() | (day >= epoch_day(part.starts)))
    if part.ends:
        found.append(day.isnull() | (day <= epoch_day(part.ends)))
    return reduce(and_, found) if found else None


def _with_steps(table: ir.Table, part: Part, words: Mapping[str, tuple[str, ...]]) -> ir.Table:
    for step in part.steps:
        table = table.mutate(**{step.name: step.formula.over(table, words)})
    return table


def _names(part: Part, table: ir.Table, formulas: Iterable[Formula] | None = None) -> tuple[str, ...]:
    """Return the columns of the case's table that formulas read, steps followed to what they read.

    All that the part reads where no formulas are given; else only what can leave those open.
    """
    steps = {step.name: step.formula for step in part.steps}
    chosen = (
        tuple(formula for formula in (part.fails, part.when, part.owed) if formula)
        if formulas is None
        else tuple(formulas)
    )

    def of(formula: Formula) -> frozenset[str]:
        return formula.names if formulas is None else formula.decisive

    found: set[str] = set()
    to_follow = set[str]().union(*(of(formula) for formula in chosen))
    while to_follow:
        name = to_follow.pop()
        if name in steps:
            to_follow |= of(steps[name]) - {name}
        elif name in table.columns:
            found.add(name)
    return tuple(sorted(found))


def _grade(part: Part, table: ir.Table, words: Mapping[str, tuple[str, ...]]) -> ir.Value:
    if not part.grades:
        return ibis.literal(-1, "int64")
    branches = [(grade.when.over(table, words).fill_null(False), n) for n, grade in enumerate(part.grades)]
    return ibis.cases(*branches, else_=-1).cast("int64")


def _status(rule: Rule, uses: Iterable[str], table: ir.Table) -> ir.Value:
    """Return the rank of the least sure figure that the row rests on, the law itself included."""
    columns = (f"{name}_status" for name in uses)
    ranks = [ibis.coalesce(table[column], 0) for column in columns if column in table.columns]
    law = ibis.literal(int(rule.status), "int64")
    return (ibis.greatest(law, *ranks) if ranks else law).cast("int64")


def _missing_in(part: Part, table: ir.Table, facts: Mapping[str, tuple[str, ...]]) -> ir.Value:
    """Return what is missing to tell whether the part applies, else whether it is broken."""
    of_fails = _missing(_names(part, table, (part.fails,)), table, facts)
    if part.when is None:
        return of_fails
    return ibis.ifelse(
        table._applies.isnull(), _missing(_names(part, table, (part.when,)), table, facts), of_fails
    )


def _missing(uses: Iterable[str], table: ir.Table, facts: Mapping[str, tuple[str, ...]]) -> ir.Value:
    text: ir.Value = ibis.literal("")
    for name in uses:
        known = facts.get(name, (name,))
        if known:
            text = text + ibis.ifelse(table[name].isnull(), "|".join((*known, "")), "")
    return text


def _assumed(part: Part, table: ir.Table, words: Mapping[str, tuple[str, ...]]) -> ir.Value:
    text: ir.Value = ibis.literal("")
    for condition, fact in part.assumes:
        text = text + ibis.ifelse(condition.over(table, words).fill_null(False), f"{fact}|", "")
    return text
