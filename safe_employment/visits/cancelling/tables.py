"""The list of requests to cancel drawn visits: numbers only."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.tables import ChoiceFilter, Column, EmptyState, Table, to_page
from safe_employment.visits import policies
from safe_employment.visits.models import CancelRequest, CancelState


class CancelTable(Table[CancelRequest]):
    """Requests to cancel drawn visits, those to be decided first."""

    key = "visits.cancel_requests"
    title = _("Drawn visits to be cancelled")
    columns = (
        Column(
            "reference", _("Reference number"), kind="code", value=str, sort="visit__number", primary=True,
            link=to_page("visits:cancelling"),
        ),
        Column("state", _("State"), kind="state", sort="state"),
        Column("asked_by", _("Asked by"), value="asked_by__name"),
        Column("asked_on", _("Asked on"), kind="date", sort="asked_on"),
        Column("decided_by", _("Decided by"), value="decided_by__name"),
        Column("decided_on", _("Decided on"), kind="date", sort="decided_on"),
    )  # fmt: skip
    filters = (ChoiceFilter("state", _("State"), choices=CancelState.choices),)
    default_sort = "state"
    export_permission = policies.DECIDE_CANCELLING
    empty = EmptyState(
        _("Nobody has asked to cancel a drawn visit"),
        _("A visit that was drawn is cancelled by two people: one asks on its page, another decides here."),
    )
