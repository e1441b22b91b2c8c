"""Parts of pages: marks, compared records, charts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from safe_employment.kit.charts import Chart
from safe_employment.kit.charts.specification import in_lines, specification
from safe_employment.kit.marks import TONES, Mark
from safe_employment.kit.parts import ComparedRow, compare
from safe_employment.kit.writing import written

VISITS: list[dict[str, object]] = [
    {"month": "1", "visits": 3, "sector": "餐饮"},
    {"month": "1", "visits": Decimal("1.5"), "sector": "<b>服装</b>"},
    {"month": "2", "visits": None, "sector": "餐饮"},
]


@pytest.mark.parametrize("tone", TONES)
def test_every_tone_has_a_shape_of_its_own(tone: str) -> None:
    shapes = {name: Mark("", name).shape for name in TONES}
    assert list(shapes.values()).count(shapes[tone]) == 1  # type: ignore[index]


def test_a_mark_escapes_its_word() -> None:
    assert "&lt;b&gt;" in Mark("<b>", "good").__html__()


def test_what_differs_is_marked_and_what_is_the_same_is_not() -> None:
    row = ComparedRow("Name", "春城米线馆", "春城过桥米线馆")
    assert row.left_html == "春城米线馆"
    assert row.right_html == "春城<mark>过桥</mark>米线馆"
    assert not row.is_same


@given(st.text(max_size=40), st.text(max_size=40))
def test_compared_text_is_always_escaped_and_whole(left: str, right: str) -> None:
    from django.utils.html import escape

    shown = str(ComparedRow("x", left, right).left_html)
    assert shown.replace("<mark>", "").replace("</mark>", "") == escape(left)


def test_nothing_counts_as_empty() -> None:
    (row,) = compare([("Phone", None, "1")])
    assert (row.left, row.is_same) == ("", False)


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (date(2026, 2, 3), "3 Feb 2026", "2026年2月3日"),
        (datetime(2026, 2, 3, 16, 5, tzinfo=UTC), "4 Feb 2026 00:05", "2026年2月4日 00:05"),
        (150000, "150,000", "150,000"),
        (Decimal("0.50"), "0.50", "0.50"),
        (False, "No", "否"),
    ],
)
def test_values_are_written_in_the_readers_language(value: object, english: str, chinese: str) -> None:
    for language, text in (("en", english), ("zh-hans", chinese)):
        with translation.override(language):
            assert text in written(value)


def test_a_chart_has_a_table_of_the_same_figures() -> None:
    chart = Chart("Visits", VISITS, x="month", y="visits", series="sector", kind="stacked", x_title="Month")
    assert chart.table.heads == ["Month", "餐饮", "<b>服装</b>"]
    assert chart.table.rows == [("1", [3, Decimal("1.5")]), ("2", [None, None])]


def test_a_drawing_carries_no_style_no_script_and_its_name() -> None:
    chart = Chart('A "title" <b>', VISITS, x="month", y="visits", series="sector")
    svg = chart.svg()
    for forbidden in (" style=", "<style", "<script", " onclick", " class=", "<b>"):
        assert forbidden not in svg
    assert 'role="img" aria-label="A &quot;title&quot; &lt;b&gt;"' in svg
    assert "餐饮" in svg


def test_no_series_is_drawn_in_a_colour_that_warns() -> None:
    scale = specification(Chart("V", VISITS, x="month", y="visits", series="sector"))
    text = str(scale).lower()
    assert "#854d00" not in text
    assert "#a3241b" not in text


def test_series_have_the_order_that_is_asked_for_and_points_a_shape_each() -> None:
    chart = Chart(
        "V", VISITS, x="month", y="visits", series="sector", kind="point", horizontal=True,
        order=["旅馆", "<b>服装</b>", "餐饮"],
    )  # fmt: skip
    assert chart.table.heads[1:] == chart.series_names == ["<b>服装</b>", "餐饮"]
    drawn = specification(chart)["encoding"]
    assert drawn["color"]["scale"]["domain"] == drawn["shape"]["scale"]["domain"] == chart.series_names
    assert "yOffset" not in drawn  # no band is kept for a series without a figure
    assert "餐饮" in chart.svg()


@given(st.text(alphabet="ab c、，社会保险劳务", max_size=60), st.integers(4, 30))
def test_words_of_a_chart_are_broken_and_never_lost(text: str, letters: int) -> None:
    lines = in_lines(text, letters).split("\n")
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    if not any(before in f" {text}" for before in (" 、", " ，")):
        assert not any(line.startswith(("、", "，")) for line in lines)
    assert all(len(line) <= letters or " " not in line.strip() for line in lines)


def test_a_phone_gets_a_drawing_whose_words_it_can_read(client) -> None:
    rows = [{"x": "Social insurance; dispatched, student, foreign and older workers", "y": 3}]
    chart = Chart("V", rows, x="x", y="y", horizontal=True)
    html = Template('{% cotton chart :chart="chart" / %}').render(Context({"chart": chart}))
    assert chart.narrow_address in html
    assert chart.address in html
    wide, narrow = (client.get(each).content.decode() for each in (chart.address, chart.narrow_address))
    assert 'width="330"' in narrow
    assert 'width="680"' in wide
    for drawn in (wide, narrow):
        assert "workers" in drawn  # broken into lines, not cut off
        assert "…" not in drawn
    standing = Chart("V", rows, x="x", y="y")
    html = Template('{% cotton chart :chart="chart" / %}').render(Context({"chart": standing}))
    assert "<source" not in html


def test_a_chart_refuses_what_cannot_be_read() -> None:
    many = [{"m": "1", "v": 1, "s": str(number)} for number in range(7)]
    with pytest.raises(ValueError, match="at most 6 series"):
        Chart("V", many, x="m", y="v", series="s")
    with pytest.raises(TypeError, match="must be a number"):
        Chart("V", [{"m": "1", "v": "three"}], x="m", y="v").svg()


def test_a_chart_on_a_page_shows_its_figures() -> None:
    chart = Chart("Visits", VISITS[:1], x="month", y="visits", y_title="Visits")
    with translation.override("en"):
        html = Template('{% cotton chart :chart="chart" / %}').render(Context({"chart": chart}))
    assert "<figcaption>Visits</figcaption>" in html
    assert '<td class="numeric">3</td>' in html


def test_the_address_of_a_drawing_is_its_content(client) -> None:
    chart = Chart("Visits", VISITS, x="month", y="visits", series="sector", y_title="Visits")
    assert (
        chart.address
        == Chart("Visits", VISITS, x="month", y="visits", series="sector", y_title="Visits").address
    )
    response = client.get(chart.address)
    assert response.headers["Content-Type"] == "image/svg+xml"
    assert response.content.decode() == chart.svg()
    assert 'xmlns="http://www.w3.org/2000/svg"' in chart.svg()


def test_only_what_a_page_named_is_drawn(client) -> None:
    chart = Chart("Visits", VISITS, x="month", y="visits")
    assert client.get(chart.address.replace(".svg", "x.svg")).status_code == 404
