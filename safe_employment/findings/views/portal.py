"""The employer's own findings: read them, reply, report actions done. No internal note is ever loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from safe_employment.findings import policies, presentation, queries
from safe_employment.findings.escalation import containment_mark
from safe_employment.findings.models import ProposalState
from safe_employment.findings.tables import standing_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(policies.SEE_OWN_FINDINGS)
def own_findings(request: HttpRequest) -> HttpResponse:
    """Show the employer's findings, what is due first."""
    today = timezone.localdate()
    found = queries.with_urgency(queries.findings_for(actor_of(request)))
    rows = [(finding, standing_of(finding, today)) for finding in found[:200]]
    return render(request, "findings/own_findings.html", {"rows": rows})


@door(policies.SEE_OWN_FINDINGS)
def own_finding(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one finding to the employer, with what to do."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.finding_for(by, pk)
    steps, current = presentation.steps_of(found)
    proposed = presentation.proposed_cards(found, by)
    return render(
        request,
        "findings/own_finding.html",
        {
            "finding": found,
            "steps": steps,
            "current": current,
            "facts": presentation.common_facts(found),
            "proposed": proposed,
            "waits": any(card.proposed.state == ProposalState.WAITING for card in proposed),
            "to_contain": containment_mark(found, today) if found.contained_at is None else None,
            "cards": presentation.action_cards(found, by, today),
            "replies": presentation.reply_cards(found),
        },
    )
