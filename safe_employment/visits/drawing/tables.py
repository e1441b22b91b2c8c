"""The lists of periods and of requests for targeted visits."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.marks import Mark
from safe_employment.kit.tables import ChoiceFilter, Column, EmptyState, Table, to_page
from safe_employment.visits import policies
from safe_employment.visits.models import DrawPeriod, PeriodState, RequestState, TargetRequest


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
        Column("asked_on", _("asked on"), kind="date", sort="asked_on"),
        Column(
            "decided_on", _("decided on"), kind="date", value="shown_decided_on", sort="shown_decided_on",
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
