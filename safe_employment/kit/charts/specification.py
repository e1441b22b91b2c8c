"""What Vega-Lite is told of a chart: its marks, scales and look, in the programme's colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width

import altair as alt

if TYPE_CHECKING:
    from safe_employment.kit.charts.chart import Chart

# Amber and red are kept for what needs a person, so no series has them.
COLOURS = ("#0f4c5c", "#8fb3ac", "#54626b", "#c2b184", "#3c7f6d", "#a8b3b8")
INK, QUIET, LINE = "#1b2629", "#546166", "#d9d4c9"
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, system-ui, sans-serif"
WIDTH, HEIGHT, BAR_STEP, LINE_STEP = 420, 220, 34, 17
# Of what lies: the whole width with its words, and how many letters a line of them has (a Chinese one is 2).
LYING, LYING_NARROW = (680, 30), (330, 14)
# The shapes of the marks of states come first: diamond, triangle, circle.
SHAPES = ("diamond", "triangle-up", "circle", "square", "cross", "triangle-down")
MOST_LABELLED = 12
_WORD = re.compile(r"[\u2e80-\uffff][、，；：。）》]*|[^\s\u2e80-\uffff]+[、，；：。）》]*\s*|\s+")


def specification(chart: Chart) -> dict[str, Any]:
    """Return the Vega-Lite specification of a chart."""
    whole, letters = LYING_NARROW if chart.narrow else LYING
    values = chart.values()
    if chart.horizontal:
        values = [{**row, "x": in_lines(str(row["x"]), letters)} for row in values]
    data: Any = {"values": values}
    base: Any = alt.Chart(data).encode(**_encoding(chart))
    drawn = _marks(chart, base)
    if chart.kind == "bar" and not chart.series and len(chart.places) <= MOST_LABELLED:
        offset = {"dx": 4, "align": "left"} if chart.horizontal else {"dy": -8}
        drawn = drawn + base.mark_text(fontSize=14, color=INK, **offset).encode(
            text=alt.Text("y:Q", format=",~r")
        )
    size: dict[str, Any] = {"width": WIDTH, "height": HEIGHT}
    if chart.horizontal:
        lines = max((str(row["x"]).count("\n") + 1 for row in values), default=1)
        step = max(BAR_STEP, LINE_STEP * lines + 9)
        size = {
            "width": whole,
            "height": {"step": step, "for": "position"},
            "autosize": {"type": "fit-x", "contains": "padding"},
        }
    return dict(drawn.properties(background="transparent", **size).configure(**_look(chart)).to_dict())


def in_lines(text: str, letters: int) -> str:
    """Break a text into as few lines of at most so many letters as it takes, all about as long.

    It is broken between words or Chinese characters; a longer word keeps its line.
    """
    lines = _broken(text, letters)
    for less in range(letters - 1, 0, -1):
        shorter = _broken(text, less)
        if len(shorter) > len(lines) or max(map(len, shorter)) > less:
            break
        lines = shorter
    return "\n".join(lines)


def _broken(text: str, letters: int) -> list[str]:
    lines, room = [""], letters
    for word in _WORD.findall(text):
        size = sum(2 if east_asian_width(letter) in "WF" else 1 for letter in word.rstrip())
        if size > room and lines[-1]:
            lines.append("")
            room = letters
        lines[-1] += word
        room -= size + len(word) - len(word.rstrip())
    return [line.rstrip() for line in lines]


def _marks(chart: Chart, base: Any) -> Any:
    if chart.kind == "point":
        return base.mark_point(filled=True, size=130, opacity=1)
    if chart.kind == "line":
        point = alt.OverlayMarkDef(filled=True, size=50)
        return base.mark_line(strokeWidth=3, point=point, color=COLOURS[0])
    return base.mark_bar(color=COLOURS[0])


def _encoding(chart: Chart) -> dict[str, Any]:
    whole = all(figure is None or float(figure).is_integer() for figure in chart.figures())
    figures = alt.Axis(
        title=str(chart.y_title) or None,
        tickMinStep=1 if whole else alt.Undefined,
        format=",~r",
        tickCount=5,
        titleAngle=0 if not chart.horizontal else alt.Undefined,
        titleAlign="left" if not chart.horizontal else alt.Undefined,
        titleAnchor="end" if not chart.horizontal else alt.Undefined,
        titleY=-12 if not chart.horizontal else alt.Undefined,
        titleX=-30 if not chart.horizontal else alt.Undefined,
    )
    places = alt.Axis(
        # what lies has its heading above it; words on their side are hard to read
        title=None if chart.horizontal else str(chart.x_title) or None,
        labelAngle=0,
        labelOverlap=not chart.horizontal,
        labelLimit=240,
        labelExpr="split(datum.label, '\\n')" if chart.horizontal else alt.Undefined,
        grid=chart.kind == "point",
    )
    place, figure = ("y", "x") if chart.horizontal else ("x", "y")
    encoding: dict[str, Any] = {
        place: (alt.Y if chart.horizontal else alt.X)("x:N", sort=None, axis=places),
        figure: (alt.X if chart.horizontal else alt.Y)(
            "y:Q", axis=figures, stack="zero" if chart.kind == "stacked" else None
        ),
    }
    if chart.series:
        scale = alt.Scale(domain=chart.series_names, range=list(COLOURS[: len(chart.series_names)]))
        encoding["color"] = alt.Color("series:N", scale=scale, title=None, sort=None)
        if chart.kind == "point":
            shapes = alt.Scale(domain=chart.series_names, range=list(SHAPES[: len(chart.series_names)]))
            encoding["shape"] = alt.Shape("series:N", scale=shapes, title=None, sort=None)
        if chart.kind == "bar":
            offset = alt.YOffset if chart.horizontal else alt.XOffset
            encoding[f"{place}Offset"] = offset("series:N", sort=chart.series_names)
    return encoding


def _look(chart: Chart) -> dict[str, Any]:
    axis = {
        "labelFont": FONT,
        "titleFont": FONT,
        "labelFontSize": 14,
        "titleFontSize": 14,
        "titleFontWeight": "normal",
        "labelColor": QUIET,
        "titleColor": QUIET,
        "gridColor": LINE,
        "domainColor": LINE,
        "tickColor": LINE,
        "labelPadding": 6,
    }
    return {
        "axis": axis,
        "axisY": {"domain": False, "ticks": False},
        "legend": {
            "labelFont": FONT,
            "labelFontSize": 14,
            "labelColor": INK,
            "orient": "bottom",
            "symbolType": alt.Undefined if chart.kind == "point" else "square",
            "symbolSize": 130,
            "offset": 12,
        },
        "text": {"font": FONT},
        "scale": {"bandPaddingInner": 0.35, "bandPaddingOuter": 0.2},
        "view": {"stroke": None},
    }
