"""Corrections that employers proposed, for the clerk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.navigation import address
from safe_employment.kit.parts import compare
from safe_employment.kit.tables import list_page
from safe_employment.members import commands, queries
from safe_employment.members.models import CorrectionState
from safe_employment.members.policies import APPROVE_CORRECTIONS
from safe_employment.members.presentation import fact_text
from safe_employment.members.tables import CorrectionTable, correction_mark, labels_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.members.models import Correction


@door(APPROVE_CORRECTIONS)
def corrections(request: HttpRequest) -> HttpResponseBase:
    """List the corrections."""
    rows = queries.corrections_for(actor_of(request)).select_related("employer", "proposed_by", "decided_by")
    return list_page(request, CorrectionTable, rows, "members/corrections.html")


@door(APPROVE_CORRECTIONS)
def correction(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what the record says (once it is decided: said) and what the employer proposes."""
    found = queries.correction_for(actor_of(request), pk)
    is_open = found.state == CorrectionState.PROPOSED
    proposed, before = commands.from_json(found.values), commands.from_json(found.before)
    standing = {name: getattr(found.employer, name) for name in proposed} if is_open else before
    overtaken = commands.overtaken_facts(found, found.employer) if is_open else []
    context = {
        "correction": found,
        "rows": compare(
            (capfirst(labels_of([name])), fact_text(standing.get(name)), fact_text(value))
            for name, value in proposed.items()
        ),
        "state": correction_mark(found),
        "is_open": is_open,
        "overtaken": labels_of(overtaken),
    }
    return render(request, "members/correction.html", context)


@require_POST
@door(APPROVE_CORRECTIONS)
def decide_correction(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Approve or decline."""
    by = actor_of(request)
    found = queries.correction_for(by, pk)
    try:
        _decide(request, found, verb)
    except ProgrammeError as problem:
        messages.error(request, f"{problem.what} {problem.remedy}")
        return redirect(address(by, "members:correction", pk=found.pk))
    return redirect(address(by, "members:corrections"))


def _decide(request: HttpRequest, found: Correction, verb: str) -> None:
    by, now = actor_of(request), timezone.now()
    if verb == "approve":
        commands.approve_correction(
            by=by, correction=found, now=now, despite_changes="despite_changes" in request.POST
        )
        messages.success(request, _("Approved: the register says so now."))
    else:
        reason = request.POST.get("reason", "")[:500]
        commands.decline_correction(by=by, correction=found, reason=reason, now=now)
        messages.success(request, _("Declined; the employer can read why."))
