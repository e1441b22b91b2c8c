"""A chart as a room asks for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.charts.addresses import address_of
from safe_employment.kit.charts.drawing import draw

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

Figure = int | float | Decimal | None
ChartKind = Literal["bar", "line", "stacked", "point"]
MOST_SERIES = 6


@dataclass(frozen=True)
class FigureTable:
    """The figures of a chart: a head for each column; each row is (label, values)."""

    heads: list[str]
    rows: list[tuple[str, list[Figure]]]


@dataclass(frozen=True)
class Chart:
    """A chart of `rows`: for each, `x` names the place, `y` the figure, `series` the kind of figure.

    `kind` is bar (side by side where there are series), line, stacked, or point: a point for each figure,
    where most places have a figure in few series only, and bars would leave bands empty. `horizontal` turns
    it so that long words can be read; `narrow` draws that for a phone. `order` is the order of the series,
    else that of the rows. Figures are counts or amounts; None is a gap. At most six series.
    """

    title: str | _StrPromise
    rows: Sequence[Mapping[str, object]]
    x: str
    y: str
    kind: ChartKind = "bar"
    series: str | None = None
    x_title: str | _StrPromise = ""
    y_title: str | _StrPromise = ""
    horizontal: bool = False
    narrow: bool = False
    order: Sequence[str] = ()

    def __post_init__(self) -> None:
        if len(self.series_names) > MOST_SERIES:
            raise ValueError(f"a chart shows at most {MOST_SERIES} series, not {len(self.series_names)}")

    @cached_property
    def places(self) -> list[str]:
        """The values of `x` in the order of the rows."""
        return list(dict.fromkeys(str(row[self.x]) for row in self.rows))

    @cached_property
    def series_names(self) -> list[str]:
        """The series in their order, those without a row left out; nothing where there is one only."""
        found = list(dict.fromkeys(str(row[self.series]) for row in self.rows)) if self.series else []
        places = {name: place for place, name in enumerate(self.order)}
        return sorted(found, key=lambda name: places.get(name, len(places)))

    @cached_property
    def table(self) -> FigureTable:
        """The same figures, one row for each place."""
        names = self.series_names or [str(self.y_title or _("Number"))]
        found: dict[tuple[str, str], Figure] = {}
        for row in self.rows:
            name = str(row[self.series]) if self.series else names[0]
            found[str(row[self.x]), name] = self._figure(row)
        return FigureTable(
            [str(self.x_title), *names],
            [(place, [found.get((place, name)) for name in names]) for place in self.places],
        )

    def svg(self) -> SafeString:
        """Draw it; the drawing is cached by its content. Uses neither styles nor scripts, as the CSP asks."""
        return draw(self)

    @property
    def address(self) -> str:
        """Where a page finds the drawing, so that no page waits for it; see `charts.addresses`."""
        return address_of(self)

    @property
    def narrow_address(self) -> str:
        """Where a phone finds it, in a size at which its words can be read."""
        return address_of(replace(self, narrow=True))

    def figures(self) -> list[Figure]:
        """The figures in the order of the rows."""
        return [self._figure(row) for row in self.rows]

    def values(self) -> list[dict[str, object]]:
        """Return the figures as the drawing takes them: `x`, `y` and `series` for each row."""
        return [
            {
                "x": str(row[self.x]),
                "y": None if (figure := self._figure(row)) is None else float(figure),
                "series": str(row[self.series]) if self.series else "",
            }
            for row in self.rows
        ]

    def _figure(self, row: Mapping[str, object]) -> Figure:
        figure = row[self.y]
        if figure is not None and not isinstance(figure, int | float | Decimal):
            raise TypeError(f"{self.y} must be a number, not {type(figure).__name__}")
        return figure
