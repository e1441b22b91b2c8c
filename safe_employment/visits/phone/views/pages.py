"""The office's pages about phones: one's own, everyone's, and what was kept aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from safe_employment.findings.forms import ReasonForm
from safe_employment.instruments.collect import drawn_code
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, form_page, known, link, one_click, only, posted, record_page
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of
from safe_employment.visits import policies
from safe_employment.visits.phone import arriving, delivering, looking, pairing
from safe_employment.visits.views.parts import action_if, page

if TYPE_CHECKING:
    from django.http import HttpRequest

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.pages import Action, Fact


@door(policies.OPEN_PHONES)
def phones(request: HttpRequest) -> HttpResponse:
    """List phones, and for managers and case officers what they sent that was kept aside."""
    by = actor_of(request)
    kept = delivering.kept_parts(by) if can(by, policies.SETTLE_PARTS) else []
    return render(
        request,
        "visits/phones.html",
        {
            "phones": pairing.phones_for(by).select_related("phone").order_by("revoked_at", "-created_at"),
            "kept": kept,
            "late": arriving.late_parts(by, timezone.now()),
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


@door(policies.SETTLE_PARTS)
def kept_part(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a kept part holds; the look is noted."""
    by = actor_of(request)
    kept = looking.look_at_kept(by=by, part=one_of(delivering.kept_parts(by), pk))
    part = kept.part
    return record_page(
        request,
        title=kept.version.instrument.title if kept.version else _("Sent by a phone and kept aside"),
        subtitle=part.told,
        facts=_facts(by, kept),
        back=page(by, "phones"),
        actions=[] if kept.bar else _settling(by, pk),
        template="visits/kept_part.html",
        kept=kept,
    )


def _settling(by: Actor, pk: int) -> list[Action]:
    take = action_if(
        by, policies.SETTLE_PARTS, _("Take it"), "take_phone_part", pk, kind="primary", posts=True
    )
    return only(take, action_if(by, policies.SETTLE_PARTS, _("Put away"), "put_phone_part_away", pk))


def _facts(by: Actor, kept: looking.Kept) -> list[Fact]:
    part, visit = kept.part, kept.visit
    named = link(visit.reference, page(by, "visit", visit.pk)) if visit else _("none of ours")
    team = _("yes") if kept.on_the_team else _("no")
    return [
        (_("Person"), part.device.person.name),
        (pgettext_lazy("device", "Phone"), part.device.name),
        (_("Received"), part.created_at),
        *([(_("Visit"), named), (_("On the team of the visit"), team)] if kept.opens else []),
        *known(_("Begun"), kept.begun_at),
        *known(_("Finished"), kept.finished_at),
        *known(_("Photographs that are here"), kept.photos and f"{kept.arrived} / {len(kept.photos)}"),
    ]


@door(policies.SETTLE_PARTS)
def kept_photo(request: HttpRequest, pk: int, photo: int) -> HttpResponse:
    """Show a photo of a kept part; the look is noted."""
    by = actor_of(request)
    shown = looking.look_at_kept_photo(by=by, part=one_of(delivering.kept_parts(by), pk), place=photo)
    return HttpResponse(
        shown,
        content_type="image/jpeg",
        headers={"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"},
    )


@door(policies.SETTLE_PARTS)
@require_POST
def take_part(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Take a part that was kept aside."""
    by = actor_of(request)
    part = one_of(delivering.kept_parts(by), pk)
    back, saved = page(by, "phones"), _("Opened and handed in, unless it is listed here again.")
    return one_click(request, delivering.take_kept, saved, back=back, by=by, part=part, now=timezone.now())


@door(policies.SETTLE_PARTS)
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
