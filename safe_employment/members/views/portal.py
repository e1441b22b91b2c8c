"""The employer's own page, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.navigation import address
from safe_employment.kit.pages import FormWords, form_page, posted
from safe_employment.members import commands, queries
from safe_employment.members.forms import CorrectionForm
from safe_employment.members.models import CorrectionState
from safe_employment.members.policies import CORRECT_OWN_EMPLOYER, SEE_OWN_EMPLOYER
from safe_employment.members.presentation import facts_of
from safe_employment.members.tables import correction_mark, labels_of, standing_mark
from safe_employment.members.timeline import timeline_of
from safe_employment.members.views.choosing import to_own

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(SEE_OWN_EMPLOYER)
def portal(request: HttpRequest) -> HttpResponse:
    """Lead to the only employer, or let the contact of several choose."""
    by = actor_of(request)
    return to_own(request, queries.employers_for(by), "members:own", _("Our page"))


@door(SEE_OWN_EMPLOYER)
def own(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one's own employer: what to do next, what happened, what the association knows."""
    by = actor_of(request)
    found = queries.employer_for(by, pk)
    corrections = queries.corrections_for(by).filter(employer=found)[:5]
    context = {
        "employer": found,
        "standing": standing_mark(found),
        "facts": [(label, value) for label, value in facts_of(found) if value],
        "workplaces": found.workplaces.filter(closed_on=None),
        "contacts": found.contacts.all(),
        "timeline": timeline_of(found, by),
        "corrections": [(each, labels_of(each.values), correction_mark(each)) for each in corrections],
        "open_state": CorrectionState.PROPOSED,
    }
    return render(request, "members/own.html", context)


@door(CORRECT_OWN_EMPLOYER)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct one's own data; the clerk approves."""
    by = actor_of(request)
    found = queries.employer_for(by, pk)
    words = FormWords(
        _("Correct our data"),
        _("Send to the association"),
        _("Sent. The association looks at it and then changes the register."),
        help=_("Change what is wrong and leave the rest as it is."),
    )
    return form_page(
        request,
        CorrectionForm(posted(request)[0], instance=found),
        commands.propose_correction,
        words,
        back=address(by, "members:own", pk=found.pk),
        by=by,
        employer=found,
    )


@require_POST
@door(CORRECT_OWN_EMPLOYER)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own proposal back."""
    by = actor_of(request)
    found = queries.correction_for(by, pk)
    commands.withdraw_correction(by=by, correction=found)
    messages.success(request, _("The correction is withdrawn."))
    return redirect(address(by, "members:own", pk=found.employer_id))
