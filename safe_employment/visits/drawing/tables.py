"""The lists of periods and of requests for targeted visits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.divisions import division_name
from safe_employment.kit.marks import Mark
from safe_employment.kit.navigation import address
from safe_employment.kit.tables import (
    ChoiceFilter,
    Column,
    EmptyState,
    Table,
    district_column,
    district_filter,
    to_page,
)
from safe_employment.kit.writing import number_text
from safe_employment.members.models import Employer
from safe_employment.members.places import SECTIONS
from safe_employment.members.queries import employers_named
from safe_employment.visits import policies
from safe_employment.visits.drawing.keeping import points_of, weights_in
from safe_employment.visits.models import (
    DrawMaterial,
    DrawPeriod,
    PeriodState,
    RequestState,
    RosterRow,
    TargetRequest,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

#: The heads of the lines of risk, in the order of the engine.
LINE_WORDS = {
    "base": _("Everyone"), "findings": _("Open findings"), "books": _("Checks of the books"),
    "reports": _("Reports above the threshold"), "trade": _("Trade"), "turnover": _("Turnover"),
    "last_visit": pgettext_lazy("risk", "Time since the last visit"),
}  # fmt: skip


def _of_trades(rows: QuerySet[RosterRow], sections: list[str]) -> QuerySet[RosterRow]:
    return rows.filter(reduce(or_, (Q(trade__startswith=section) for section in sections)))


class PeriodTable(Table[DrawPeriod]):
    """Periods of the draw, the latest first."""

    key = "visits.draw_periods"
    title = _("The draw")
    columns = (
        Column(
            "name",
            pgettext_lazy("of a thing", "Name"),
            primary=True,
            sort="name",
            link=to_page("visits:period"),
        ),
        Column("first_on", _("First day"), kind="date", sort="first_on"),
        Column("last_on", _("Last day"), kind="date", sort="last_on"),
        Column("state", _("State"), kind="state", sort="state"),
        Column("employers", _("Employers"), kind="number", sort="employers"),
        Column("root", _("Hash"), kind="code", optional=True),
    )
    filters = (ChoiceFilter("state", _("State"), choices=PeriodState.choices),)
    default_sort = "-first_on"
    export_permission = policies.SEE_DRAW
    empty = EmptyState(
        _("No period is sealed yet"),
        _("A sealed period gives every employer a probability, and every week a schedule that nobody chose."),
        _("Seal a period"),
        "visits:seal",
        policies.DRAW_VISITS,
    )


def _points(row: Any) -> str:
    """Write the lines that have points, the most first."""
    told = sorted(((points, line) for line, points in row.points.items() if points), reverse=True)
    return " · ".join(f"{LINE_WORDS[line]} {number_text(points)}" for points, line in told)


def _record_page(row: Any, by: Actor) -> str:
    return address(by, "members:employer", pk=row.employer) if row.record else ""


class AloneTable(Table[Employer]):
    """Those whom no team may visit in a period: all of them, by name."""

    key = "visits.draw_alone"
    title = _("Certain to be left alone")
    columns = (
        Column("name", _("Employer"), value=str, sort="name", primary=True, link=to_page("members:employer")),
        Column("district", _("District"), value=lambda row: division_name(row.division_code)),
    )
    default_sort = "name"
    export_permission = policies.SEE_DRAW
    empty = EmptyState(
        _("Nobody is certain to be left alone"),
        _("Employers to which every team has a tie, or for which every team has too few hours, stand here."),
    )


class RiskTable(Table[RosterRow]):
    """The rows of a sealed roster with the points of each line, by the weights of the sealing.

    It cannot be taken out: reports are points in it.
    """

    key = "visits.draw_risks"
    exports = False
    title = _("Risk, line by line")
    search_label = _("Name or number of an employer")
    search_limit = 5_000
    columns = (
        Column(
            "employer", _("Employer"), value="record", primary=True, link=_record_page,
        ),
        district_column("district", sortable=False, optional=True),
        Column(
            "yearly", _("Expected visits a year"), kind="number", sort="yearly",
            value=lambda row: Decimal(f"{row.yearly:.3f}"),
        ),
        Column("harm", _("Harm at stake"), kind="number", value=lambda row: round(row.harm, 1)),
        Column("points", _("Points, line by line"), value=_points, wide=True),
    )  # fmt: skip
    filters = (
        district_filter("district"),
        ChoiceFilter("trade", _("Trade"), choices=list(SECTIONS.items()), narrow_by=_of_trades),
    )
    default_sort = "-yearly"
    empty = EmptyState(_("Nobody is in this draw"), _("Employers appear here once a period is sealed."))

    def search(self, queryset: QuerySet[RosterRow], text: str) -> QuerySet[RosterRow]:
        """Find employers by name, pinyin initials or code."""
        return queryset.filter(employer__in=employers_named(self.by, text).order_by().values("pk"))

    def rows(self, page: QuerySet[RosterRow]) -> Sequence[Any]:
        """Return the rows of a page with their `points` and the `record` of the employer, if it is there."""
        found: list[Any] = list(page)
        if found:
            kept = DrawMaterial.objects.values_list("weights", flat=True).get(period=found[0].period_id)
            records = Employer.objects.in_bulk([row.employer for row in found])
            for row, points in zip(found, points_of(found, weights_in(kept)), strict=True):
                row.points, row.record = points, records.get(row.employer)
        return found


def state_of(row: Any) -> Mark:
    """Return the state of a request as its reader may know it."""
    return Mark(str(RequestState(row.shown_state).label), TargetRequest.TONES[row.shown_state])


def _employer(row: Any) -> str:
    return str(row.shown_employer) or gettext("Sealed: open the request to see")


class RequestTable(Table[TargetRequest]):
    """Requests for visits with reasons."""

    key = "visits.target_requests"
    title = _("Visits asked for with reasons")
    columns = (
        Column(
            "number", _("Reference number"), kind="code", value=str, sort="pk", primary=True,
            link=to_page("visits:target"),
        ),
        Column("employer", _("Employer"), value=_employer, sort="shown_employer"),
        Column("state", _("State"), kind="state", value=state_of, sort="shown_state"),
        Column("asked_by", _("Asked by"), value="asked_by__name"),
        Column("asked_on", _("Asked on"), kind="date", sort="asked_on"),
        Column(
            "decided_on", _("Decided on"), kind="date", value="shown_decided_on", sort="shown_decided_on",
            optional=True,
        ),
    )  # fmt: skip
    filters = (ChoiceFilter("state", _("State"), choices=RequestState.choices, field="shown_state"),)
    default_sort = "-number"
    export_permission = policies.DECIDE_TARGETED
    empty = EmptyState(
        _("Nobody has asked for a visit"),
        _("Who has seen or heard something asks for a visit here, with the reason; someone else decides."),
        _("Ask for a visit"),
        "visits:ask",
        policies.ASK_TARGETED,
    )
