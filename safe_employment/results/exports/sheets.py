"""The rows of the exported sheets, in the language in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safe_employment.kit.writing import instant_text
from safe_employment.results.counting import divided
from safe_employment.results.indicators import GROUPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.results.counting import Figure
    from safe_employment.results.models import Programme
    from safe_employment.results.periods import Part, Parts

Value = str | int | float | None


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, the heads of its columns, and its rows."""

    name: str
    heads: list[str]
    rows: list[list[Value | date]]


def figures_sheet(parts: Parts, figures: Sequence[Figure], reader: Actor | None) -> Sheet:
    """Return one row for each indicator: figure, target, and the phases and years or quarters beside it."""
    others = [*parts.phases, *parts.steps]
    heads = [
        _("Group"), _("Indicator"), _("Unit"), _("Figure"), _("Target"), _("Reached (%)"), _("Share (%)"),
        *(part.label for part in others),
    ]  # fmt: skip
    rows: list[list[Value | date]] = []
    for figure in figures:
        cells = [cell.shown for kind in (parts.phases, parts.steps) for cell in figure.cells(kind, reader)]
        rows.append(
            [
                str(GROUPS[figure.indicator.group]),
                str(figure.indicator.name),
                str(figure.indicator.unit),
                figure.shown(parts.chosen, parts, reader),
                figure.target(parts.chosen),
                *_percents(figure, parts, reader),
                *cells,
            ]
        )
    return Sheet(pgettext("heading", "Figures"), heads, rows)


def divisions_sheet(
    programme: Programme, parts: Parts, figures: Sequence[Figure], reader: Actor | None
) -> Sheet:
    """Return one row for each cell of each way in which a figure of the chosen part is divided."""
    rows: list[list[Value | date]] = [
        [str(figure.indicator.name), str(cut.label), cell.label, cell.shown, str(figure.indicator.unit)]
        for figure in figures
        for cut in figure.indicator.cuts
        for cell in divided(figure.indicator, cut, programme.association, parts.period, reader)
    ]
    return Sheet(_("Divided"), [_("Indicator"), _("Divided by"), _("Cell"), _("Figure"), _("Unit")], rows)


def definitions_sheet(figures: Sequence[Figure]) -> Sheet:
    """Return what each indicator is and how it is counted."""
    rows: list[list[Value | date]] = [
        [one.key, str(one.name), str(one.definition), str(one.how_counted), str(one.unit), one.room]
        for one in (figure.indicator for figure in figures)
    ]
    heads = [_("Key"), _("Indicator"), _("Definition"), _("How it is counted"), _("Unit"), _("Room")]
    return Sheet(_("Definitions"), heads, rows)


def about_sheet(by: Actor, programme: Programme, part: Part, now: datetime) -> Sheet:
    """Return what the file is, of which days, when it was made and by whom."""
    rows: list[list[Value | date]] = [
        [_("Association"), str(programme.association)],
        [_("Programme"), programme.title],
        [_("Period"), f"{part.label}: {part.words}"],
        [_("Made on"), instant_text(timezone.localtime(now))],
        [_("Made by"), maker(by)],
        [pgettext("heading", "Figures"), _("Counted from the records at that instant; no figure is stored.")],
    ]
    rows.append([_("Small cells"), small_cells()])
    return Sheet(_("About this file"), [pgettext("heading", "What"), _("Value")], rows)


def maker(by: Actor) -> str:
    """Return who makes a file."""
    return str(by.person) if by.person is not None else _("the programme itself")


def small_cells() -> str:
    """Return the sentence that explains withheld cells."""
    return _(
        "Where a reader may not open the records, cells of fewer than five persons are shown as <5, and a * "
        "stands where a larger number is withheld so that they cannot be worked out."
    )


def _percents(figure: Figure, parts: Parts, reader: Actor | None) -> list[float | None]:
    """Return the percent reached and the share; neither where the figure itself is withheld."""
    if isinstance(figure.shown(parts.chosen, parts, reader), str):
        return [None, None]
    percents = (figure.reached(parts.chosen), figure.share(parts.chosen))
    return [None if percent is None else round(percent, 1) for percent in percents]
