"""Proposed findings: the list, and accepting or putting aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.findings import commands, forms, policies, queries
from safe_employment.findings.proposing import facts_of_proposal
from safe_employment.findings.tables import ProposalTable, in_order_to_decide
from safe_employment.findings.views.parts import list_page, page, page_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.marks import mark_of
from safe_employment.kit.pages import FormWords, form_page, posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

CHANGEABLE = (
    "title", "cluster", "question", "statement", "severity", "basis", "article", "description", "ilo",
    "for_employer",
)  # fmt: skip


@door(policies.DECIDE_PROPOSALS)
def proposals(request: HttpRequest) -> HttpResponseBase:
    """List what is proposed, what waits and is critical first."""
    found = in_order_to_decide(queries.proposals_for(actor_of(request))).select_related(
        "employer", "finding", "decided_by"
    )
    about = _(
        "From adverse answers and checks of the books. Accept it, change it, or put it aside with a reason."
    )
    return list_page(request, ProposalTable, found, subtitle=about, back="findings")


@door(policies.DECIDE_PROPOSALS)
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what is proposed; while it waits, as a form in which it can be changed and accepted."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.proposal_for(by, pk)
    if found.state != "waiting":
        context = {"proposal": found, "state": mark_of(found), "facts": facts_of_proposal(found, by)}
        return render(request, "findings/proposal.html", context)
    initial = {name: getattr(found, name) for name in CHANGEABLE}
    form = forms.ChangedForm(*posted(request), by=by, found=found, initial=initial)
    about = _("Change what is not right. What you change is kept beside what was proposed.")
    words = FormWords(
        found.title, _("Accept as a finding"), _("Accepted: it is a finding now."),
        f"{found.employer} · {about}",
    )  # fmt: skip
    return form_page(
        request, form, commands.accept_proposal, words, back=page(by, "proposals"),
        done=page_of(by, "finding"), by=by, proposal=found, today=today, template="findings/proposed.html",
    )  # fmt: skip


@door(policies.DECIDE_PROPOSALS)
def put_aside(request: HttpRequest, pk: int) -> HttpResponse | HttpResponseRedirect:
    """Put a proposal aside."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.proposal_for(by, pk)
    words = FormWords(
        _("Put the proposal aside"), _("Put aside"), _("Put aside. It is not proposed again."), found.title
    )
    form = forms.ReasonForm(*posted(request))
    return form_page(
        request, form, commands.put_proposal_aside, words, back=page(by, "proposals"), by=by, proposal=found,
        today=today,
    )  # fmt: skip
