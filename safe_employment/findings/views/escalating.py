"""When a delay is told to whom: the association's days, with a preview of what they hit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.findings import commands, policies
from safe_employment.findings.deadlines import steps_of
from safe_employment.findings.escalation_forms import EscalationForm
from safe_employment.findings.previewing import preview_of
from safe_employment.findings.views.parts import page
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, form_page, posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(policies.SET_ESCALATION)
def escalation_days(request: HttpRequest) -> HttpResponse:
    """Show and set the days of each step; with `preview` only what they would hit today."""
    by, today = actor_of(request), timezone.localdate()
    current = steps_of(by.home)
    if request.method != "POST" and "preview" in request.GET:
        form = EscalationForm(request.GET, current=current)
        hits = preview_of(by.home, today, form.steps()) if form.is_valid() else []
        return render(request, "findings/escalation.html", {"form": form, "hits": hits, "previewed": True})
    form = EscalationForm(*posted(request), current=current)
    words = FormWords(
        _("When a delay is told"), _("Save"), _("Saved. What was told already is not told again.")
    )
    here = page(by, "escalation")
    return form_page(
        request, form, commands.set_escalation, words, back=here, template="findings/escalation.html", by=by
    )
