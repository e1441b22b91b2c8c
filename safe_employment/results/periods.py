"""The parts of a programme for which figures are shown: the whole, its phases, its years, a chosen span."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.writing import day_text
from safe_employment.results.indicators.base import Period

if TYPE_CHECKING:
    from safe_employment.results.models import Programme

WHOLE = "whole"
CHOSEN = "chosen"
MOST_YEARS_IN_QUARTERS = 2


@dataclass(frozen=True)
class Part:
    """A part of a programme; half-open. `number` is the phase's or the year's."""

    key: str
    kind: str
    label: str
    starts_on: date
    ends_on: date
    number: int = 0
    phase_id: int | None = None

    @property
    def words(self) -> str:
        """Its days in words, the last day included, as people read them."""
        last = date.fromordinal(self.ends_on.toordinal() - 1)
        return _("%(first)s to %(last)s") % {"first": day_text(self.starts_on), "last": day_text(last)}


@dataclass(frozen=True)
class Parts:
    """All parts of a programme, and the one that the reader chose.

    `steps` are its calendar years, or its quarters where it touches at most two years.
    """

    whole: Part
    phases: tuple[Part, ...]
    steps: tuple[Part, ...]
    chosen: Part

    @property
    def all(self) -> list[Part]:
        """Every part once, the whole first."""
        parts = {part.key: part for part in (self.whole, *self.phases, *self.steps, self.chosen)}
        return list(parts.values())

    @property
    def named(self) -> list[Part]:
        """The parts that one can choose by name."""
        return [self.whole, *self.phases, *self.steps]

    @property
    def period(self) -> Period:
        """The period of the chosen part; first appearances are looked for from the programme's beginning."""
        return Period(self.chosen.starts_on, self.chosen.ends_on, self.whole.starts_on)


def parts_of(programme: Programme, key: str = WHOLE) -> Parts:
    """Return the parts of a programme; `key` names the chosen one.

    A key is that of a part, or two days `2006-03-01_2006-09-01` (half-open), of which what lies in the
    programme counts. Any other key chooses the whole.
    """
    whole = Part(WHOLE, WHOLE, _("Whole programme"), programme.starts_on, programme.ends_on)
    by_phase = tuple(
        Part(f"phase-{p.number}", "phase", p.title, p.starts_on, p.ends_on, number=p.number, phase_id=p.pk)
        for p in programme.phases.all()
    )
    steps = _steps(programme.starts_on, programme.ends_on)
    named = next((part for part in (*by_phase, *steps) if part.key == key), None)
    return Parts(whole, by_phase, steps, named or _chosen(key, whole) or whole)


def _chosen(key: str, whole: Part) -> Part | None:
    first, _mark, last = key.partition("_")
    try:
        starts_on, ends_on = date.fromisoformat(first), date.fromisoformat(last)
    except ValueError:
        return None
    starts_on, ends_on = max(starts_on, whole.starts_on), min(ends_on, whole.ends_on)
    if starts_on >= ends_on:
        return None
    return Part(f"{starts_on}_{ends_on}", CHOSEN, _("Chosen days"), starts_on, ends_on)


def _steps(starts_on: date, ends_on: date) -> tuple[Part, ...]:
    years = range(starts_on.year, date.fromordinal(ends_on.toordinal() - 1).year + 1)
    if len(years) > MOST_YEARS_IN_QUARTERS:
        return tuple(
            Part(
                f"year-{year}",
                "year",
                str(year),
                max(starts_on, date(year, 1, 1)),
                min(ends_on, date(year + 1, 1, 1)),
                number=year,
            )
            for year in years
        )
    quarters = [_quarter(year, quarter) for year in years for quarter in (1, 2, 3, 4)]
    return tuple(
        replace(part, starts_on=max(part.starts_on, starts_on), ends_on=min(part.ends_on, ends_on))
        for part in quarters
        if part.starts_on < ends_on and starts_on < part.ends_on
    )


def _quarter(year: int, quarter: int) -> Part:
    following = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    label = _("%(year)s, quarter %(quarter)s") % {"year": year, "quarter": quarter}
    key = f"quarter-{year}-{quarter}"
    return Part(key, "quarter", label, date(year, quarter * 3 - 2, 1), following, number=quarter)
