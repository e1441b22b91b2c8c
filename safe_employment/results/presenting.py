"""What the pages of this room show, made from figures."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.marks import Mark
from safe_employment.kit.navigation import address
from safe_employment.kit.parts import Tab
from safe_employment.kit.policies import can
from safe_employment.kit.writing import number_text
from safe_employment.results.charts import chart_by, chart_of_cut, charts_of
from safe_employment.results.counting import divided, figures_of
from safe_employment.results.indicators import GROUPS, INDICATORS
from safe_employment.results.periods import CHOSEN, WHOLE
from safe_employment.results.policies import EXPORT_FIGURES, KEEP_PROGRAMMES, OPEN_RECORDS

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.charts import Chart
    from safe_employment.kit.privacy import Cell
    from safe_employment.results.counting import Figure
    from safe_employment.results.indicators import Cut, Indicator
    from safe_employment.results.models import Programme
    from safe_employment.results.periods import Part, Parts


def chosen_key(by: Actor, params: QueryDict) -> str:
    """Return the key of the part that an address asks for: by name, or by two days."""
    first, last = params.get("from", ""), params.get("to", "")
    return allowed_key(by, f"{first}_{last}" if first and last else params.get("period", WHOLE))


def allowed_key(by: Actor, key: str) -> str:
    """Return the key if the reader may choose it.

    Days of one's own are for the association's staff only: from many of them, small cells that are
    withheld could be worked out.
    """
    return key if "_" not in key or can(by, OPEN_RECORDS) else WHOLE


def groups() -> list[tuple[str, list[Indicator]]]:
    """Return the indicators by group, with the group's title."""
    return [(str(title), [one for one in INDICATORS if one.group == key]) for key, title in GROUPS.items()]


@dataclass(frozen=True)
class Tile:
    """One figure as a page shows it."""

    figure: Figure
    part: Part
    value: int | str
    today: date
    url: str

    @property
    def label(self) -> str:
        """The indicator's name."""
        return str(self.figure.indicator.name)

    @property
    def unit(self) -> str:
        """The unit."""
        return str(self.figure.indicator.unit)

    @property
    def target(self) -> int | None:
        """The target; none where the figure is withheld."""
        return self.figure.target(self.part) if isinstance(self.value, int) else None

    @property
    def percent(self) -> float | None:
        """How much of the target was reached."""
        return None if self.target is None else self.figure.reached(self.part)

    @property
    def share(self) -> float | None:
        """The figure as percent of another."""
        return self.figure.share(self.part) if isinstance(self.value, int) else None

    @property
    def note(self) -> str:
        """The unit, and what part of the whole it is."""
        if self.share is None:
            return self.unit
        words = {"unit": self.unit, "share": number_text(self.share, "percent")}
        return _("%(unit)s, a share of %(share)s") % words

    @property
    def standing(self) -> Mark | None:
        """How the figure stands to its target: reached, under way, or missed when its time is over."""
        if self.target is None or not isinstance(self.value, int):
            return None
        if self.value >= self.target:
            return Mark(_("Reached"), "good")
        if self.today < self.part.ends_on:
            return Mark(_("Under way"), "active")
        return Mark(_("Not reached"), "attention")


@dataclass
class ResultsPage:
    """A programme's figures for the chosen part of it."""

    by: Actor
    programme: Programme
    parts: Parts
    figures: list[Figure]
    today: date
    view: str

    @property
    def part(self) -> Part:
        """The chosen part."""
        return self.parts.chosen

    @property
    def is_chosen_by_days(self) -> bool:
        """Whether the reader chose days of their own."""
        return self.part.kind == CHOSEN

    @property
    def may_choose_days(self) -> bool:
        """Whether the reader may choose days of their own."""
        return can(self.by, OPEN_RECORDS)

    @property
    def may_keep(self) -> bool:
        """Whether the reader keeps programmes."""
        return can(self.by, KEEP_PROGRAMMES)

    @cached_property
    def groups(self) -> list[tuple[str, list[Tile]]]:
        """The tiles by group."""
        return [
            (str(title), [self._tile(figure) for figure in self.figures if figure.indicator.group == key])
            for key, title in GROUPS.items()
        ]

    def _tile(self, figure: Figure) -> Tile:
        url = address(
            self.by,
            "results:indicator",
            programme=self.programme.slug,
            indicator=figure.indicator.key,
            part=self.part.key,
        )
        value = figure.shown(self.part, self.parts, self.by)
        return Tile(figure, self.part, value, self.today, url)

    @cached_property
    def columns(self) -> list[Part]:
        """The parts beside the chosen one that the table shows: the phases, then years or quarters."""
        return [part for part in (*self.parts.phases, *self.parts.steps) if part.key != self.part.key]

    @cached_property
    def table(self) -> list[tuple[str, list[tuple[Tile, list[Cell]]]]]:
        """The rows of the table by group: a tile with its cells."""
        return [(title, [(tile, self._cells(tile.figure)) for tile in tiles]) for title, tiles in self.groups]

    def _cells(self, figure: Figure) -> list[Cell]:
        kinds = (self.parts.phases, self.parts.steps)
        cells = [
            (part, cell)
            for kind in kinds
            for part, cell in zip(kind, figure.cells(kind, self.by), strict=True)
        ]
        return [cell for part, cell in cells if part.key != self.part.key]

    @cached_property
    def charts(self) -> list[Chart]:
        """The charts."""
        return charts_of(self.figures, self.parts, self.by)

    @cached_property
    def period_tabs(self) -> list[Tab]:
        """The parts that can be chosen."""
        return [Tab(part.label, self._url(part.key), part.key == self.part.key) for part in self.parts.named]

    @cached_property
    def view_tabs(self) -> list[Tab]:
        """The two ways to look at the figures."""
        return [
            Tab(label, self._url(self.part.key, view), view == self.view)
            for view, label in (("overview", _("Overview")), ("table", _("Table")))
        ]

    @cached_property
    def exports(self) -> list[tuple[str, str]]:
        """What can be taken out: (words, address); nothing if the reader may not."""
        if not can(self.by, EXPORT_FIGURES):
            return []
        kinds = (
            ("xlsx", _("Excel workbook")),
            ("csv", _("CSV file")),
            ("pdf", _("Report in two languages (PDF)")),
        )
        slug, query = self.programme.slug, f"?period={self.part.key}"
        return [
            (label, address(self.by, "results:export", programme=slug, kind=kind) + query)
            for kind, label in kinds
        ]

    def _url(self, key: str, view: str = "") -> str:
        base = address(self.by, "results:programme", programme=self.programme.slug)
        params = [f"period={key}"] if key != WHOLE else []
        if (view or self.view) == "table":
            params.append("view=table")
        return f"{base}?{'&'.join(params)}" if params else base


class IndicatorPage:
    """One indicator in a programme. Nothing is counted before the page asks for it."""

    def __init__(self, by: Actor, programme: Programme, parts: Parts, indicator: Indicator) -> None:
        self.by = by
        self.programme = programme
        self.parts = parts
        self.indicator = indicator

    @property
    def part(self) -> Part:
        """The chosen part."""
        return self.parts.chosen

    @property
    def may_open_records(self) -> bool:
        """Whether the reader may see the list of records: by this room's rule and by the source room's."""
        return self.indicator.may_be_opened(self.by)

    @cached_property
    def figure(self) -> Figure:
        """The figure with its targets."""
        return figures_of(self.programme, self.parts, [self.indicator.key])[0]

    @property
    def value(self) -> int | str:
        """The figure of the chosen part; a small one of persons is withheld from who may not open it."""
        return self.figure.shown(self.part, self.parts, self.by)

    @property
    def target(self) -> int | None:
        """The target of the chosen part; none where the figure is withheld."""
        return self.figure.target(self.part) if isinstance(self.value, int) else None

    @property
    def percent(self) -> float | None:
        """How much of the target was reached."""
        return None if self.target is None else self.figure.reached(self.part)

    @property
    def share(self) -> float | None:
        """The figure as percent of another."""
        return self.figure.share(self.part) if isinstance(self.value, int) else None

    @cached_property
    def facts(self) -> list[tuple[str, object]]:
        """The definition, with how the figure is counted and from which room."""
        one = self.indicator
        return [
            (_("Definition"), one.definition),
            (_("How it is counted"), one.how_counted),
            (_("Unit"), one.unit),
            (_("Divided by"), ", ".join(str(label) for label in divisions(one))),
        ]

    @cached_property
    def charts(self) -> list[Chart]:
        """The figure by phase and by year or quarter."""
        charts = []
        if len(self.parts.phases) > 1:
            title = _("By phase")
            charts.append(chart_by(title, [self.figure], self.parts.phases, self.by, x_title=_("Phase")))
        title = _("By year") if self.parts.steps[0].kind == "year" else _("By quarter")
        charts.append(chart_by(title, [self.figure], self.parts.steps, self.by, x_title=_("Time")))
        return charts

    @cached_property
    def cuts(self) -> list[tuple[Cut, list[Cell], Chart | None]]:
        """The figure of the chosen part divided in every way that is defined; one query each."""
        found = []
        for cut in self.indicator.cuts:
            cells = divided(self.indicator, cut, self.programme.association, self.parts.period, self.by)
            found.append((cut, cells, chart_of_cut(cut, cells, str(self.indicator.unit))))
        return found

    @cached_property
    def period_tabs(self) -> list[Tab]:
        """The parts that can be chosen."""
        listed = list(self.parts.named)
        if self.part.kind == CHOSEN:
            listed.append(self.part)
        return [
            Tab(
                part.label,
                address(
                    self.by,
                    "results:indicator",
                    programme=self.programme.slug,
                    indicator=self.indicator.key,
                    part=part.key,
                ),
                part.key == self.part.key,
            )
            for part in listed
        ]


def divisions(indicator: Indicator) -> list[str]:
    """Return the ways in which a figure is divided, in words."""
    return [_("Phase"), _("Year or quarter"), *(str(cut.label) for cut in indicator.cuts)]
