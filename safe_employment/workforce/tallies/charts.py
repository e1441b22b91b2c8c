"""The charts of the counts; a withheld number is a gap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.charts import Chart

if TYPE_CHECKING:
    from safe_employment.workforce.tallies.cells import Line
    from safe_employment.workforce.tallies.reading import Group

MOST_BARS = 12


def chart_of(group: Group) -> Chart | None:
    """Return the chart of a division: employers with books, checked, with a breach; None for too little."""
    names = (
        ("employers", _("Keep books")),
        ("checked", _("Checked in 12 months")),
        ("broken", _("With a breach")),
    )
    lines = [line for line in group.lines if any(line.number(name) for name, _words in names)]
    lines = sorted(lines, key=lambda line: -(line.number("employers") or 0))[:MOST_BARS]
    if len(lines) < 2:
        return None
    rows = [
        {"place": line.label, "number": line.number(name), "series": words}
        for line in lines
        for name, words in names
    ]
    return Chart(
        title=_("Employers: %(divided_by)s") % {"divided_by": group.title},
        rows=rows,
        x="place",
        y="number",
        series="series",
        horizontal=True,
        x_title=group.title,
        y_title=_("employers"),
    )


def chart_of_rules(lines: list[Line]) -> Chart | None:
    """Return the chart of the rules that most employers break."""
    shown = [line for line in lines if line.number("broken")][:MOST_BARS]
    if len(shown) < 2:
        return None
    rows = [{"rule": line.label, "number": line.number("broken")} for line in shown]
    return Chart(
        title=_("Breaches by rule"), rows=rows, x="rule", y="number", horizontal=True, x_title=_("Rule"),
        y_title=_("employers"),
    )  # fmt: skip
