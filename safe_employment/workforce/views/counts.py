"""The association's pages of worker registers in counts, and what is kept for how long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import only
from safe_employment.kit.policies import can
from safe_employment.members.queries import employer_for
from safe_employment.workforce import policies, queries
from safe_employment.workforce.counts import counts_of
from safe_employment.workforce.retention import PERIODS
from safe_employment.workforce.tables import RegisterTable, with_people
from safe_employment.workforce.views.parts import action_if, list_page, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(policies.SEE_COUNTS)
def registers(request: HttpRequest) -> HttpResponseBase:
    """List the employers who keep a worker register."""
    by = actor_of(request)
    found = with_people(queries.employers_with_register(by, timezone.localdate()))
    kept = action_if(by, policies.SEE_RETENTION, _("What is kept, and how long"), "retention")
    about = _("How many people work at the employers who keep their register here. Names stay with them.")
    return list_page(request, RegisterTable, found, kept, subtitle=about)


@door(policies.SEE_COUNTS)
def counts(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one employer's register in counts."""
    by = actor_of(request)
    employer = employer_for(by, pk)
    read = action_if(by, policies.READ_WORKERS, _("Workers, for a case"), "case_workers", employer.pk)
    checks = action_if(by, policies.SEE_COUNTS, _("Checks of the books"), "case_results", employer.pk)
    context = {
        "employer": employer,
        "counts": counts_of(by, employer, timezone.localdate()),
        "back": page(by, "registers"),
        "actions": only(checks, read),
    }
    return render(request, "workforce/counts.html", context)


@door(policies.SEE_RETENTION)
def retention(request: HttpRequest) -> HttpResponse:
    """Show what is collected of workers, why, and for how long."""
    by = actor_of(request)
    route = "portal" if can(by, policies.KEEP_WORKERS) else "registers"
    is_reader = can(by, policies.KEEP_WORKERS) or can(by, policies.SEE_COUNTS)
    back = page(by, route) if is_reader else ""
    return render(request, "workforce/retention.html", {"periods": PERIODS, "back": back})
