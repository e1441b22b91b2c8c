"""What an employer's contact sees: coming workshops, own registrations, and past attendance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, form_page, one_click, posted
from safe_employment.training import commands, policies, queries
from safe_employment.training.forms import OwnRegistrationForm
from safe_employment.training.models import RegistrationState
from safe_employment.training.refreshers import refresher_due
from safe_employment.training.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest


@door(policies.REGISTER_OWN_EMPLOYER)
def portal(request: HttpRequest) -> HttpResponse:
    """Show coming workshops and, for each own employer, registrations and certificates."""
    by, today = actor_of(request), timezone.localdate()
    employers = list(queries.own_employers(by))
    registrations = list(
        queries.registrations_for(by).filter(
            employer__in=employers, state=RegistrationState.REGISTERED, workshop__held_on__gte=today
        )
    )
    taken = {(each.workshop_id, each.employer_id): each for each in registrations}
    past = list(
        queries.attendances_for(by)
        .filter(employer__in=employers, attended=True, workshop__state="held")
        .order_by("-workshop__held_on")
    )
    context = {
        "coming": [
            (workshop, [(each, taken.get((workshop.pk, each.pk))) for each in employers])
            for workshop in queries.coming_workshops(by, today)
        ],
        "past": past,
        "refresher": refresher_due(past[0].workshop.held_on) if past else None,
        "today": today,
    }
    return render(request, "training/portal.html", context)


@door(policies.REGISTER_OWN_EMPLOYER)
def register(request: HttpRequest, pk: int, employer: int) -> HttpResponse:
    """Register one's own employer for a workshop."""
    by, today = actor_of(request), timezone.localdate()
    own = queries.own_employer(by, employer)
    workshop = queries.coming_workshop(by, pk, today)
    words = FormWords(
        _("Register for the workshop"),
        _("Register for the workshop"),
        _("You are registered. Until then you can withdraw here."),
        f"{workshop.course} · {workshop.held_on:%Y-%m-%d} {workshop.starts_at:%H:%M} · {workshop.place}",
    )
    form = OwnRegistrationForm(
        *posted(request), initial={"attendee_name": by.person.name if by.person else ""}
    )
    back, command = page(by, "portal"), commands.register_own_employer
    return form_page(
        request, form, command, words, back=back, by=by, workshop=workshop, employer=own.pk, today=today
    )


@door(policies.REGISTER_OWN_EMPLOYER)
@require_POST
def withdraw_own(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw one's own registration."""
    by = actor_of(request)
    found = queries.registration_for(by, pk)
    back, saved = page(by, "portal"), _("The registration was withdrawn.")
    return one_click(request, commands.withdraw_registration, saved, back=back, by=by, registration=found)
