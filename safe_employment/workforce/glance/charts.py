"""The charts of an employer's register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safe_employment.kit.charts import Chart
from safe_employment.kit.writing import currency_text
from safe_employment.workforce.glance.hours import hours_of_minutes
from safe_employment.workforce.glance.months import month_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from safe_employment.workforce.glance.hours import MonthHours
    from safe_employment.workforce.glance.pay import MonthPay

Rows = list[dict[str, object]]


def chart_of_moves(moves: Sequence[tuple[date, int, int]]) -> Chart:
    """Who joined and who left, by month."""
    rows: Rows = []
    for month, joined, left in moves:
        rows.append({"month": month_text(month), "number": joined, "kind": pgettext("a worker", "Joined")})
        rows.append({"month": month_text(month), "number": left, "kind": pgettext("a worker", "Left")})
    return _by_month(_("Joiners and leavers"), rows, _("people"))


def chart_of_hours(hours: Sequence[MonthHours]) -> Chart:
    """Normal hours and overtime, by month."""
    rows: Rows = []
    for one in hours:
        for words, minutes in ((_("Normal hours"), one.normal), (_("Overtime"), one.overtime)):
            rows.append({"month": month_text(one.month), "number": hours_of_minutes(minutes), "kind": words})
    return _by_month(_("Hours worked"), rows, pgettext("of work", "hours"), kind="stacked")


def chart_of_over(hours: Sequence[MonthHours], most: int) -> Chart:
    """The share of people with more overtime than the law allows, by month."""
    rows: Rows = [{"month": month_text(one.month), "number": round(one.over_share)} for one in hours]
    return Chart(
        title=_("Over %(hours)d hours of overtime") % {"hours": most}, rows=rows, x="month", y="number",
        x_title=_("Month"), y_title=_("percent of the people"),
    )  # fmt: skip


def chart_of_pay(pay: Sequence[MonthPay], currency: str) -> Chart | None:
    """The median and the lowest full wage beside the minimum wage, by month; None where there is no wage."""
    rows: Rows = []
    for one in pay:
        if one.median is None:
            continue
        for words, amount in (
            (_("Median"), one.median),
            (_("Lowest"), one.lowest),
            (_("Minimum wage"), one.minimum),
        ):
            rows.append({"month": month_text(one.month), "number": amount, "kind": words})
    unit = currency_text(currency)
    return _by_month(_("Full wages"), rows, unit, kind="line") if rows else None


def _by_month(title: str, rows: Rows, unit: str, kind: str = "bar") -> Chart:
    return Chart(
        title=title, rows=rows, x="month", y="number", series="kind", x_title=_("Month"), y_title=unit,
        kind="stacked" if kind == "stacked" else "line" if kind == "line" else "bar",
    )  # fmt: skip
