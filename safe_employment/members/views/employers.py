"""The register and an employer's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.navigation import address
from safe_employment.kit.pages import FormWords, form_page, posted
from safe_employment.kit.tables import list_page
from safe_employment.members import commands, queries
from safe_employment.members.forms import EmployerForm, NewEmployerForm, ReasonForm
from safe_employment.members.history import changes_of
from safe_employment.members.policies import EDIT_EMPLOYERS, MOVE_STANDING, SEE_EMPLOYERS
from safe_employment.members.presentation import facts_of
from safe_employment.members.states import STANDING
from safe_employment.members.tables import EmployerTable, standing_mark
from safe_employment.members.timeline import timeline_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_EMPLOYERS)
def employers(request: HttpRequest) -> HttpResponseBase:
    """List the register."""
    by = actor_of(request)
    return list_page(request, EmployerTable, queries.employers_for(by), "members/employers.html")


@door(SEE_EMPLOYERS)
def employer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who an employer is and the chain so far; a merged record leads to its successor."""
    by = actor_of(request)
    found = queries.employer_for(by, pk)
    if found.pk != pk:
        messages.info(request, _("That record was merged into this one."))
        return HttpResponseRedirect(address(by, "members:employer", pk=found.pk))
    context: dict[str, Any] = {
        "employer": found,
        "standing": standing_mark(found),
        "facts": facts_of(found),
        "timeline": timeline_of(found, by),
        "changes": changes_of(found),
        "workplaces": found.workplaces.all(),
        "contacts": found.contacts.all(),
        "portal_contacts": found.portal_contacts.filter(ended_at=None).select_related("person"),
        "sources": queries.sources_of(found),
        "merges": found.merges_kept.filter(undone_at=None).select_related("gone"),
        "moves": STANDING.open_to(by, found),
    }
    return render(request, "members/employer.html", context)


@door(EDIT_EMPLOYERS)
def add_employer(request: HttpRequest) -> HttpResponse:
    """Enter an employer by hand."""
    by = actor_of(request)
    data, _files = posted(request)
    return form_page(
        request,
        NewEmployerForm(data, association=by.home),
        commands.create_employer,
        FormWords(_("Add an employer"), _("Add"), _("The employer is in the register.")),
        back=address(by, "members:employers"),
        done=lambda made: address(by, "members:employer", pk=made.pk),
        by=by,
    )


@door(EDIT_EMPLOYERS)
def edit_employer(request: HttpRequest, pk: int) -> HttpResponse:
    """Change an employer's facts."""
    by = actor_of(request)
    found = queries.employer_for(by, pk)
    data, _files = posted(request)
    return form_page(
        request,
        EmployerForm(data, instance=found, association=by.home),
        commands.edit_employer,
        FormWords(_("Change the employer"), _("Save"), _("Saved.")),
        back=address(by, "members:employer", pk=found.pk),
        by=by,
        employer=found,
    )


@require_POST
@door(MOVE_STANDING)
def move_standing(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Admit, suspend, reinstate, let go or readmit."""
    by = actor_of(request)
    found = queries.employer_for(by, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        moved = commands.move_standing(
            by=by, employer=found, verb=verb, reason=reason, today=timezone.localdate()
        )
        said = _("The standing is now: %(standing)s.") % {"standing": moved.get_standing_display()}
        messages.success(request, said)
    except ProgrammeError as problem:
        messages.error(request, f"{problem.what} {problem.remedy}")
    return redirect(address(by, "members:employer", pk=found.pk))
