"""The parts of a programme for which figures are shown: the whole, its phases, its years, a chosen span."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import formats
from django.utils.translation import gettext as _

from safe_employment.results.indicators.base import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.results.models import Phase, Programme

WHOLE = "whole"
CHOSEN = "chosen"


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
        first = formats.date_format(self.starts_on, "SHORT_DATE_FORMAT")
        return _("%(first)s to %(last)s") % {
            "first": first,
            "last": formats.date_format(last, "SHORT_DATE_FORMAT"),
        }


@dataclass(frozen=True)
class Parts:
    """All parts of a programme, and the one that the reader chose."""

    whole: Part
    phases: tuple[Part, ...]
    years: tuple[Part, ...]
    chosen: Part

    @property
    def all(self) -> list[Part]:
        """Every part once, the whole first."""
        parts = {part.key: part for part in (self.whole, *self.phases, *self.years, self.chosen)}
        return list(parts.values())

    @property
    def period(self) -> Period:
        """The period of the chosen part; first appearances are looked for from the programme's beginning."""
        return Period(self.chosen.starts_on, self.chosen.ends_on, self.whole.starts_on)


def parts_of(
    programme: Programme, phases: Sequence[Phase], key: str = WHOLE, span: tuple[date, date] | None = None
) -> Parts:
    """Return the parts of a programme; `key` names the chosen one, `span` gives days within the programme.

    An unknown key or a span that is empty within the programme chooses the whole.
    """
    whole = Part(WHOLE, WHOLE, _("Whole programme"), programme.starts_on, programme.ends_on)
    by_phase = tuple(
        Part(f"phase-{p.number}", "phase", p.title, p.starts_on, p.ends_on, number=p.number, phase_id=p.pk)
        for p in phases
    )
    by_year = tuple(_years(programme.starts_on, programme.ends_on))
    chosen = next((part for part in (*by_phase, *by_year) if part.key == key), whole)
    if span is not None:
        starts_on, ends_on = max(span[0], whole.starts_on), min(span[1], whole.ends_on)
        if starts_on < ends_on:
            chosen = Part(CHOSEN, CHOSEN, _("Chosen days"), starts_on, ends_on)
    return Parts(whole, by_phase, by_year, chosen)


def _years(starts_on: date, ends_on: date) -> list[Part]:
    last = date.fromordinal(ends_on.toordinal() - 1).year
    return [
        Part(
            f"year-{year}",
            "year",
            str(year),
            max(starts_on, date(year, 1, 1)),
            min(ends_on, date(year + 1, 1, 1)),
            number=year,
        )
        for year in range(starts_on.year, last + 1)
    ]
