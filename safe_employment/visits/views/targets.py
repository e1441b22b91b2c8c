"""Requests for visits with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.findings.forms import ReasonForm
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
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
from safe_employment.kit.queries import one_of
from safe_employment.visits import policies
from safe_employment.visits.commands import targeting as commands
from safe_employment.visits.drawing import forms
from safe_employment.visits.drawing.queries import requests_for
from safe_employment.visits.drawing.states import REQUEST
from safe_employment.visits.drawing.tables import RequestTable, state_of
from safe_employment.visits.looks import note_looks
from safe_employment.visits.views.parts import action_if, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.pages import Fact
    from safe_employment.visits.models import TargetRequest


@door(policies.ASK_TARGETED)
def targets(request: HttpRequest) -> HttpResponseBase:
    """List the requests: all for who decides, one's own for who asks."""
    by = actor_of(request)
    ask = action_if(by, policies.ASK_TARGETED, _("Ask for a visit"), "ask", kind="primary", icon="plus")
    about = _(
        "A share of the visits is kept for what people have seen or heard. Someone else decides; who asked "
        "learns it once the visit is released."
    )
    return list_page(request, RequestTable, requests_for(by), ask, subtitle=about, back="visits")


@door(policies.ASK_TARGETED)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a visit."""
    by, back = actor_of(request), page(actor_of(request), "targets")
    words = FormWords(
        _("Ask for a visit"), _("Ask"), _("Asked. Someone else decides."),
        _("The employer stays as secret as that of any visit."),
    )  # fmt: skip
    form = forms.AskForm(*posted(request), by=by)
    return form_page(
        request, form, commands.ask_target, words, back=back, done=page_of(by, "target"), by=by,
        today=timezone.localdate(),
    )  # fmt: skip


def _decision(by: Actor, found: TargetRequest) -> list[Fact]:
    return [
        *known(_("Decided by"), found.decided_by),
        *known(_("Decided on"), found.decided_on),
        *known(_("Reason"), found.reason),
        *known(_("Visit"), link_to(by, "visits:visit", found.visit)),
    ]


@door(policies.ASK_TARGETED)
def target(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a request. Who may know of its sealed visit sees it, and the look is noted."""
    by = actor_of(request)
    found = one_of(requests_for(by), pk)
    if found.visit is not None and not found.is_kept:
        note_looks(by, [found.visit])
    verbs = {row.verb for row in REQUEST.open_to(by, found)}
    agree = Action(_("Agree and plan"), page(by, "agree_target", pk), "primary", "check")
    facts = [
        (_("Employer"), link_to(by, "members:employer", found.employer)),
        (_("Why just this employer"), found.why),
        (_("Asked by"), found.asked_by),
        (_("Asked on"), found.asked_on),
        *([] if found.is_kept else _decision(by, found)),
    ]
    return record_page(
        request, title=str(found), facts=facts, back=page(by, "targets"), back_label=RequestTable.title,
        state=state_of(found),
        actions=only(
            agree if "agree_target" in verbs else None,
            Action(_("Decline"), page(by, "decline_target", pk)) if "decline_target" in verbs else None,
            Action(_("Withdraw"), page(by, "withdraw_target", pk), posts=True)
            if "withdraw_target" in verbs
            else None,
        ),
    )  # fmt: skip


@door(policies.DECIDE_TARGETED)
def agree_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree, and plan the visit."""
    by = actor_of(request)
    found = one_of(requests_for(by), pk)
    words = FormWords(
        _("Agree and plan"), _("Plan and seal"), _("Planned. Target and day are sealed."), found.why
    )
    form = forms.AgreeForm(*posted(request), by=by)
    return form_page(
        request, form, commands.agree_target, words, back=page(by, "target", pk), by=by, asked=found,
        today=timezone.localdate(),
    )  # fmt: skip


@door(policies.DECIDE_TARGETED)
def decline_target(request: HttpRequest, pk: int) -> HttpResponse:
    """Decline, with the reason."""
    by = actor_of(request)
    found = one_of(requests_for(by), pk)
    words = FormWords(_("Decline the request"), _("Decline"), _("Declined."), found.why)
    return form_page(
        request, ReasonForm(*posted(request)), commands.decline_target, words, back=page(by, "target", pk),
        by=by, asked=found, today=timezone.localdate(),
    )  # fmt: skip


@door(policies.ASK_TARGETED)
@require_POST
def withdraw_target(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Withdraw one's own request."""
    by = actor_of(request)
    found = one_of(requests_for(by), pk)
    back = page(by, "targets")
    return one_click(request, commands.withdraw_target, _("Withdrawn."), back=back, by=by, asked=found)
