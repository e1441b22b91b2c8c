"""One look over a case for all its rules: how many are in order, and whether there is anything to tell.

Most rules find nothing in most books. What they would tell of a case is written by a query of each rule's own
(:mod:`.outcomes`), which is only asked where the survey says that there is something.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis.expr.types as ir

from .language import Formula
from .outcomes import in_time, in_window, only_needed, state_of
from .rules import CASES, Part

__all__ = ["judged", "survey"]


@dataclass(frozen=True)
class _Planned:
    """A formula of a part: the column it becomes, and the part's own names that it may read so far."""

    column: str
    formula: Formula
    own: Mapping[str, str]


class _SeenBy:
    """A table as a formula of one part sees it: the part's steps under the names that the part gives them."""

    def __init__(self, table: ir.Table, own: Mapping[str, str]) -> None:
        self._table, self._own = table, own
        self.columns = (*table.columns, *own)

    def __getitem__(self, name: str) -> ir.Value:
        return self._table[self._own.get(name, name)]


def survey(table: ir.Table, parts: Mapping[str, Part], words: Mapping[str, tuple[str, ...]]) -> ir.Table:
    """Return one row over the table of a case: of each part, by its name, ``<name> in order`` and ``<name>
    open``, the counts of cases that are as they should be, and that are broken or cannot be told.

    All `parts` are about the same case.
    """
    case = CASES[next(iter(parts.values())).about]
    full = judged(in_window(only_needed(table, case, parts.values()), case), tuple(parts.values()), words)
    states = {}
    for number, part in enumerate(parts.values()):
        applies = full[f"_applies_{number}"] if part.when else None
        states[f"_state_{number}"] = state_of(applies, full[f"_broken_{number}"], in_time(full, case, part))
    told = full.select(**states)
    counts = {}
    for number, name in enumerate(parts):
        state = told[f"_state_{number}"]
        counts[f"{name} in order"] = told.count(where=state == 0)
        counts[f"{name} open"] = told.count(where=state > 0)
    return told.aggregate(**counts)


def judged(
    table: ir.Table, parts: Sequence[Part], words: Mapping[str, tuple[str, ...]], *, owed: bool = False
) -> ir.Table:
    """Add to the table of a case ``_applies_<n>`` and ``_broken_<n>`` of each part, by its place among them;
    where `owed` is asked for ``_owed_<n>`` too.
    """
    for level in _levels(parts, owed):
        table = table.mutate(
            **{each.column: each.formula.over(_SeenBy(table, each.own), words) for each in level}
        )
    return table


def _levels(parts: Sequence[Part], owed: bool) -> list[list[_Planned]]:
    """Return the formulas of all parts, each after those that it reads; what waits for nothing goes first."""
    levels: list[list[_Planned]] = []
    for number, part in enumerate(parts):
        own: dict[str, str] = {}
        depth: dict[str, int] = {}
        for name, formula in _deciding(part, owed):
            level = 1 + max((depth[read] for read in formula.names if read in depth), default=-1)
            levels += [[] for _ in range(level + 1 - len(levels))]
            column = f"{name}_{number}"
            levels[level].append(_Planned(column, formula, dict(own)))
            own[name], depth[name] = column, level
    return levels


def _deciding(part: Part, owed: bool) -> list[tuple[str, Formula]]:
    """Return what decides the state of a case: the steps that are needed, then *applies* and *broken*."""
    last = [("_applies", part.when), ("_broken", part.fails), ("_owed", part.owed if owed else None)]
    wanted = set[str]().union(*(formula.names for _, formula in last if formula))
    steps = []
    for step in reversed(part.steps):
        if step.name in wanted:
            wanted |= step.formula.names
            steps.append((step.name, step.formula))
    return [*reversed(steps), *((name, formula) for name, formula in last if formula)]
