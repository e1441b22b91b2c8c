"""An employer's own register at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import Action, only
from safe_employment.kit.pages.records import Kind
from safe_employment.members.queries import own_employers
from safe_employment.members.views.choosing import to_own
from safe_employment.workforce.glance.page import glance_of
from safe_employment.workforce.policies import CHECK_REGISTER, KEEP_WORKERS
from safe_employment.workforce.views.parts import page
from safe_employment.workforce.views.portal import own_employer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(KEEP_WORKERS, CHECK_REGISTER)
def own_glance(request: HttpRequest) -> HttpResponse:
    """Lead to the only employer's page, or let the contact of several choose."""
    by = actor_of(request)
    return to_own(request, own_employers(by, KEEP_WORKERS), "workforce:glance", _("My register at a glance"))


@door(KEEP_WORKERS, CHECK_REGISTER)
def glance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one's own register at a glance: people, hours, pay, problems, what is missing."""
    by = actor_of(request)
    employer = own_employer(by, pk)
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    found = glance_of(by, employer, timezone.localdate(), language=language)
    hand_in: Kind = "primary" if found.gaps or found.is_empty else "plain"
    actions = only(
        Action(_("Our workers"), page(by, "workers", pk)),
        Action(_("Hand in books"), page(by, "books", pk), hand_in, "file-upload"),
    )
    context = {
        "glance": found,
        "employer": employer,
        "actions": actions,
        "problems": page(by, "problems", pk),
    }
    return render(request, "workforce/glance/glance.html", context)
