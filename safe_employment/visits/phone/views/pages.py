"""The office's pages about phones: one's own, everyone's, and what was kept aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.findings.forms import ReasonForm
from safe_employment.instruments.collect import drawn_code
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, form_page, one_click, posted
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of
from safe_employment.visits import policies
from safe_employment.visits.models import PartState
from safe_employment.visits.phone import delivering, pairing
from safe_employment.visits.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(policies.MAKE_VISITS)
def phones(request: HttpRequest) -> HttpResponse:
    """List phones, and for the manager what they sent that was kept aside."""
    by = actor_of(request)
    kept = delivering.kept_parts(by).filter(state=PartState.KEPT) if can(by, policies.SEE_PHONES) else []
    return render(
        request,
        "visits/phones.html",
        {
            "phones": pairing.phones_for(by).select_related("phone").order_by("revoked_at", "-created_at"),
            "kept": kept,
        },
    )


@door(policies.MAKE_VISITS)
@require_POST
def connect(request: HttpRequest) -> HttpResponse:
    """Show a new code, once."""
    by = actor_of(request)
    code = pairing.issue_code(by=by, now=timezone.now())
    address = f"{settings.PUBLIC_URL}{reverse('phone:app')}"
    facts = {
        "code": code,
        "minutes": pairing.CODE_MINUTES,
        "address": address,
        "here": f"{reverse('phone:app')}#{code}",
        "drawing": drawn_code(f"{address}#{code}"),
    }
    return render(request, "visits/phone_code.html", facts)


@door(policies.MAKE_VISITS)
@require_POST
def sign_out(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Sign a phone out."""
    by = actor_of(request)
    device = one_of(pairing.phones_for(by), pk)
    saved = _("Signed out. At its next contact the phone hands in what is sealed and forgets everything.")
    return one_click(
        request, pairing.sign_out, saved, back=page(by, "phones"), by=by, device=device, now=timezone.now()
    )


@door(policies.SEE_PHONES)
@require_POST
def take_part(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Take a part that was kept aside."""
    by = actor_of(request)
    part = one_of(delivering.kept_parts(by), pk)
    back, saved = page(by, "phones"), _("Opened and handed in, unless it is listed here again.")
    return one_click(request, delivering.take_kept, saved, back=back, by=by, part=part, now=timezone.now())


@door(policies.SEE_PHONES)
def put_part_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a part away that was kept aside."""
    by = actor_of(request)
    part = one_of(delivering.kept_parts(by), pk)
    words = FormWords(
        _("Put away what a phone sent"), _("Put away"), _("Put away. It stays sealed, with your reason."),
        part.device.person.name,
    )  # fmt: skip
    form = ReasonForm(*posted(request))
    return form_page(request, form, delivering.put_away, words, back=page(by, "phones"), by=by, part=part)
