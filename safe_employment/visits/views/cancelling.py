"""Requests to cancel drawn visits: asked on the visit's page, decided here, by number only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.findings.forms import ReasonForm
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.marks import mark_of
from safe_employment.kit.pages import (
    Action,
    FormWords,
    form_page,
    known,
    link_to,
    one_click,
    only,
    posted,
    record_page,
)
from safe_employment.visits import commands, policies
from safe_employment.visits.cancelling import queries
from safe_employment.visits.cancelling.states import CANCELLING
from safe_employment.visits.cancelling.tables import CancelTable
from safe_employment.visits.queries import visit_for, visits_for
from safe_employment.visits.views.parts import list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.pages import Fact
    from safe_employment.visits.models import CancelRequest

NAME_NOBODY = _(
    "Who decides may not know whom the visit is for: write no name, person, phone or place. Until it is "
    "confirmed the visit stays as it is."
)


@door(policies.SEE_CANCELLING)
def cancellings(request: HttpRequest) -> HttpResponseBase:
    """List the requests: all for who decides, else one's own and those of one's teams."""
    about = _("Whom the draw chose is not spared by one person: one asks, another decides.")
    found = queries.cancel_requests_for(actor_of(request))
    return list_page(request, CancelTable, found, subtitle=about, back="visits")


def ask(request: HttpRequest, by: Actor, pk: int) -> HttpResponse:
    """Ask that a drawn visit is cancelled; part of the page that cancels."""
    found = visit_for(by, pk)
    words = FormWords(
        _("Ask to cancel the visit"), _("Ask"),
        _("Asked. Another person decides; until then the visit stays."),
        NAME_NOBODY,
    )  # fmt: skip
    return form_page(
        request, ReasonForm(*posted(request)), commands.ask_to_cancel, words, back=page(by, "visit", pk),
        done=page_of(by, "cancelling"), by=by, visit=found, today=timezone.localdate(),
    )  # fmt: skip


def _facts(by: Actor, found: CancelRequest) -> list[Fact]:
    seen = visits_for(by).filter(pk=found.visit_id).first()
    return [
        (_("Visit"), link_to(by, "visits:visit", seen) or found.visit.reference),
        (_("State of the visit"), mark_of(found.visit)),
        (_("Reason"), found.reason),
        (_("Asked by"), found.asked_by),
        (_("Asked on"), found.asked_on),
        *known(_("Decided by"), found.decided_by),
        *known(_("Decided on"), found.decided_on),
        *known(_("Reason of the decision"), found.decision),
    ]


@door(policies.SEE_CANCELLING)
def cancelling(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request, to whoever decides it or asked."""
    by = actor_of(request)
    found = queries.cancel_request_for(by, pk)
    verbs = {row.verb for row in CANCELLING.open_to(by, found)}
    confirm = Action(_("Confirm"), page(by, "confirm_cancelling", pk), "danger")
    refuse = Action(_("Refuse"), page(by, "refuse_cancelling", pk))
    back = Action(pgettext_lazy("a request", "Take back"), page(by, "take_cancelling_back", pk), posts=True)
    return record_page(
        request, title=str(found), subtitle=_("Request to cancel a drawn visit"), facts=_facts(by, found),
        back=page(by, "cancellings"), back_label=CancelTable.title, state=mark_of(found),
        actions=only(
            confirm if "confirm_cancelling" in verbs else None,
            refuse if "refuse_cancelling" in verbs else None,
            back if "take_cancelling_back" in verbs else None,
        ),
        template="visits/cancelling.html", nobody=found.is_asked and not queries.deciders(found),
    )  # fmt: skip


def _asked_because(found: CancelRequest) -> str:
    return gettext("Asked for this reason: %(reason)s") % {"reason": found.reason}


@door(policies.DECIDE_CANCELLING)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm, with the reason: the visit is cancelled."""
    by = actor_of(request)
    found = queries.cancel_request_for(by, pk)
    words = FormWords(
        _("Cancel the drawn visit %(reference)s") % {"reference": found}, _("Confirm the cancelling"),
        _("Cancelled. Who was to be visited stays sealed."), _asked_because(found), danger=True,
    )  # fmt: skip
    return form_page(
        request, ReasonForm(*posted(request)), commands.confirm_cancelling, words,
        back=page(by, "cancelling", pk), by=by, asked=found, today=timezone.localdate(),
    )  # fmt: skip


@door(policies.DECIDE_CANCELLING)
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Refuse, with the reason: the visit stays as it is."""
    by = actor_of(request)
    found = queries.cancel_request_for(by, pk)
    words = FormWords(
        _("Refuse to cancel visit %(reference)s") % {"reference": found}, _("Refuse"),
        _("Refused. The visit stays as it is; who asked is told."), _asked_because(found),
    )  # fmt: skip
    return form_page(
        request, ReasonForm(*posted(request)), commands.refuse_cancelling, words,
        back=page(by, "cancelling", pk), by=by, asked=found, today=timezone.localdate(),
    )  # fmt: skip


@door(policies.SEE_CANCELLING)
@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Take one's own request back."""
    by = actor_of(request)
    found = queries.cancel_request_for(by, pk)
    back, saved = page(by, "cancelling", pk), _("Taken back. The visit stays as it is.")
    return one_click(request, commands.take_cancelling_back, saved, back=back, by=by, asked=found)
