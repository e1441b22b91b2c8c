"""The address of a drawing holds what is drawn, signed: nothing is stored, a browser may keep it for good.

Whoever has the address has the figures already, so it opens no door; what was not signed here is not drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.signing import BadSignature, Signer
from django.urls import reverse

from safe_employment.kit.errors import Hidden

if TYPE_CHECKING:
    from safe_employment.kit.charts.chart import Chart

_SIGNER = "kit.charts"


def address_of(chart: Chart) -> str:
    """Return the address of the drawing."""
    facts = {
        "title": str(chart.title),
        "kind": chart.kind,
        "horizontal": chart.horizontal,
        "narrow": chart.narrow,
        "series": "series" if chart.series else None,
        "x_title": str(chart.x_title),
        "y_title": str(chart.y_title),
        "order": chart.series_names,
        "rows": chart.values(),
    }
    return reverse("kit:chart", kwargs={"facts": Signer(salt=_SIGNER).sign_object(facts, compress=True)})


def chart_at(facts: str) -> Chart:
    """Return the chart that the address holds.

    Raises Hidden if it was not made here.
    """
    from safe_employment.kit.charts.chart import Chart

    try:
        return Chart(x="x", y="y", **Signer(salt=_SIGNER).unsign_object(facts))
    except BadSignature as problem:
        raise Hidden from problem
