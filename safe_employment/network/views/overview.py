"""The network at a glance, and the list of advocates."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.charts import Chart
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.network import queries
from safe_employment.network.models import TypicalState
from safe_employment.network.picture import Node, districts_picture
from safe_employment.network.policies import KEEP_NETWORK, SEE_NETWORK
from safe_employment.network.reach import reached_from
from safe_employment.network.tables import AdvocateTable
from safe_employment.network.views.parts import NETWORK, action_if, list_page, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_NETWORK)
def overview(request: HttpRequest) -> HttpResponse:
    """Show how many typical employers there are where, and how far their message goes."""
    by = actor_of(request)
    core = list(queries.typical_employers_for(by).exclude(state=TypicalState.ENDED))
    ties = queries.message_ties(by.home)
    reached = reached_from([found.employer_id for found in core], ties)
    elsewhere = _t("District not known")
    nodes = [
        Node(
            str(found.employer),
            division_name(found.employer.division_code) or elsewhere,
            found.reach,
            page(by, "typical_employer", found.pk),
        )
        for found in core
    ]
    context = {
        "tabs": NETWORK.tabs_for(by, "overview"),
        "typical": len(core),
        "untrained": sum(found.state == TypicalState.SELECTED for found in core),
        "reached": len(reached),
        "directly": sum(steps == 1 for steps in reached.values()),
        "silent": sum(not found.reach for found in core),
        "advocates": queries.advocates_for(by).count(),
        "select": action_if(by, KEEP_NETWORK, _("Select an employer"), "select_typical_employer"),
        "picture": districts_picture(nodes, _t("Typical employers by district")) if nodes else "",
        "chart": _chart(nodes) if nodes else None,
    }
    return render(request, "network/overview.html", context)


def _chart(nodes: list[Node]) -> Chart:
    """Return how many typical employers each district has."""
    counted = Counter(node.district for node in nodes)
    rows = [{"district": district, "number": number} for district, number in counted.most_common()]
    return Chart(
        _("Typical employers by district"),
        rows=rows,
        x="district",
        y="number",
        horizontal=True,
        x_title=_("District"),
        y_title=_("Typical employers"),
    )


@door(SEE_NETWORK)
def advocates(request: HttpRequest) -> HttpResponseBase:
    """List who advocates the recommendation, and whether it is a typical employer too."""
    by = actor_of(request)
    return list_page(request, AdvocateTable, queries.advocates_for(by))
