"""Counting the figures of a programme: one query for each indicator, whatever the parts of the period."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import F

from safe_employment.kit.privacy import Cell, withhold
from safe_employment.results.indicators import INDICATORS, indicator
from safe_employment.results.indicators.base import Period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association
    from safe_employment.results.indicators.base import Cut, Indicator
    from safe_employment.results.models import Programme
    from safe_employment.results.periods import Part, Parts


@dataclass(frozen=True)
class Figure:
    """An indicator's figures in a programme, by the key of the part, with the targets of the parts."""

    indicator: Indicator
    values: Mapping[str, int]
    targets: Mapping[str, int] = field(default_factory=dict)
    bases: Mapping[str, int] = field(default_factory=dict)

    def value(self, part: Part) -> int:
        """The figure of a part."""
        return self.values[part.key]

    def target(self, part: Part) -> int | None:
        """The target of a part, if one was set."""
        return self.targets.get(part.key)

    def reached(self, part: Part) -> float | None:
        """How much of the target was reached, in percent; None without a target."""
        target = self.target(part)
        return None if target is None else 100 * self.value(part) / target

    def shown(self, part: Part, parts: Parts, reader: Actor | None) -> int | str:
        """The figure of a part as a reader may see it: that of the whole always, small ones of others not."""
        if part.key == parts.whole.key:
            return self.value(part)
        family = next((kind for kind in (parts.phases, parts.steps) if part in kind), (part,))
        cells = self.cells(family, reader)
        return cells[list(family).index(part)].shown

    def share(self, part: Part) -> float | None:
        """The figure as percent of the indicator that it is a share of; None without one or if that is 0."""
        base = self.bases.get(part.key)
        return 100 * self.value(part) / base if base else None

    def cells(self, parts: Iterable[Part], reader: Actor | None) -> list[Cell]:
        """The figures of parts that together make a whole, small ones withheld where they must be.

        `reader` None stands for the public.
        """
        found = [Cell(part.label, self.value(part)) for part in parts]
        return withhold(found) if self.indicator.withholds_from(reader) else found


def values_of(
    wanted: Indicator, association: Association, whole: Period, parts: Iterable[Part]
) -> dict[str, int]:
    """Count an indicator in several parts of a period by one query; returns the figure by the part's key."""
    days = wanted.by_day(association, whole)
    return {
        part.key: sum(
            n for day, ended, n in days if wanted.falls_in(day, ended, part.starts_on, part.ends_on)
        )
        for part in parts
    }


def figures_of(programme: Programme, parts: Parts, keys: Iterable[str] | None = None) -> list[Figure]:
    """Return the figures of a programme for all indicators, or for those named, with their targets.

    Queries: one for each indicator (and for one that a named one is a share of), and one for targets.
    """
    wanted = [indicator(key) for key in keys] if keys is not None else list(INDICATORS)
    whole = Period(parts.whole.starts_on, parts.whole.ends_on)
    counted: dict[str, dict[str, int]] = {}
    for key in dict.fromkeys(key for one in wanted for key in (one.key, one.share_of) if key):
        counted[key] = values_of(indicator(key), programme.association, whole, parts.all)
    targets = _targets(programme, parts)
    return [
        Figure(one, counted[one.key], targets.get(one.key, {}), counted.get(one.share_of, {}))
        for one in wanted
    ]


def _targets(programme: Programme, parts: Parts) -> dict[str, dict[str, int]]:
    keys = {part.phase_id: part.key for part in (parts.whole, *parts.phases)}
    found: dict[str, dict[str, int]] = {}
    for target in programme.targets.all():
        found.setdefault(target.indicator, {})[keys[target.phase_id]] = target.number
    return found


def divided(
    wanted: Indicator, cut: Cut, association: Association, period: Period, reader: Actor | None
) -> list[Cell]:
    """Return the figure of a period divided by a cut, in its order or the largest cell first; one query.

    Cells of persons under five are withheld unless the reader may see the records themselves; `reader`
    None stands for the public.
    """
    records = (
        wanted.counted(association, period)
        .order_by()
        .annotate(cell=F(cut.path) if isinstance(cut.path, str) else cut.path)
    )
    rows = records.values("cell").annotate(figure=wanted.measure())
    sums: dict[str, int] = {}
    for row in rows:
        name = cut.name(row["cell"])
        sums[name] = sums.get(name, 0) + int(row["figure"])
    places = {cut.name(value): place for place, value in enumerate(cut.order)}
    ordered = sorted(sums.items(), key=lambda item: (places.get(item[0], len(places)), -item[1], item[0]))
    cells = [Cell(name, number) for name, number in ordered]
    return withhold(cells) if wanted.withholds_from(reader) else cells
