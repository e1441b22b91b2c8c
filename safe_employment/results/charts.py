"""The charts of a programme's figures; each can be read as a table too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.charts import Chart

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.privacy import Cell
    from safe_employment.results.counting import Figure
    from safe_employment.results.indicators import Cut
    from safe_employment.results.periods import Part, Parts

MOST_BARS = 16


def _together() -> list[tuple[str, tuple[str, ...]]]:
    """Return which figures are drawn in one chart: of like size, so that each can be seen."""
    return [
        (_("People and employers trained"), ("staff_trained", "employers_in_workshops")),
        (_("Typical employers and advocates"), ("typical_employers", "advocates")),
        (_("Copies of the code handed out"), ("codes_distributed",)),
        (_("Other print handed out"), ("handbooks_distributed", "recommendations_distributed")),
        (
            _("Events, visits and case studies"),
            ("public_events", "unannounced_visits", "case_studies"),
        ),
        (
            _("Findings and corrections"),
            ("findings", "actions_verified", "actions_verified_in_time"),
        ),
    ]


def charts_of(figures: Sequence[Figure], parts: Parts, reader: Actor | None) -> list[Chart]:
    """Return the charts of a programme: targets reached, then figures by year or quarter."""
    by_key = {figure.indicator.key: figure for figure in figures}
    reached = _targets_reached(figures, parts, reader)
    charts = [reached] if reached else []
    for title, keys in _together():
        chosen = [by_key[key] for key in keys if key in by_key]
        if any(figure.value(parts.whole) for figure in chosen):
            charts.append(chart_by(title, chosen, parts.steps, reader))
    return charts


def chart_by(
    title: str, figures: Sequence[Figure], parts: Iterable[Part], reader: Actor | None, x_title: str = ""
) -> Chart:
    """Return a chart of figures side by side in parts of a programme; withheld cells are gaps."""
    listed = list(parts)
    rows = [
        {"part": cell.label, "number": cell.number, "figure": str(figure.indicator.name)}
        for figure in figures
        for cell in figure.cells(listed, reader)
    ]
    several = len(figures) > 1
    return Chart(
        title=title,
        rows=rows,
        x="part",
        y="number",
        series="figure" if several else None,
        x_title=x_title,
        y_title="" if several else str(figures[0].indicator.unit),
    )


def chart_of_cut(cut: Cut, cells: Sequence[Cell], unit: str) -> Chart | None:
    """Return a chart of a divided figure; None where there is nothing or too much to draw."""
    if not cells or len(cells) > MOST_BARS:
        return None
    rows = [{"cell": cell.label, "number": cell.number} for cell in cells]
    return Chart(
        title=str(cut.label), rows=rows, x="cell", y="number", x_title=str(cut.label), y_title=unit,
        horizontal=True,
    )  # fmt: skip


def _targets_reached(figures: Sequence[Figure], parts: Parts, reader: Actor | None) -> Chart | None:
    rows: list[dict[str, object]] = [
        {"figure": str(figure.indicator.name), "percent": round(reached, 1)}
        for figure in figures
        if (reached := figure.reached(parts.chosen)) is not None
        and isinstance(figure.shown(parts.chosen, parts, reader), int)
    ]
    if not rows:
        return None
    return Chart(
        title=_("Targets reached, in percent"), rows=rows, x="figure", y="percent",
        x_title=_("Indicator"), y_title=_("percent of the target"), horizontal=True,
    )  # fmt: skip
