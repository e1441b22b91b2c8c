"""One answer at a time: sent as soon as it is chosen, or by its own button without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.screenings import commands, queries
from safe_employment.screenings.models import Kind
from safe_employment.screenings.policies import KEEP_SCREENINGS
from safe_employment.screenings.sections import question_of
from safe_employment.screenings.views.parts import page, shown_state
from safe_employment.screenings.views.screenings import agency_context

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

PAGES = {Kind.DANGER: "screening", Kind.INDICATOR: "screening", Kind.FACT: "agency"}


@door(KEEP_SCREENINGS)
@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write one answer down; htmx gets what changed by it, others go back to where the question stands."""
    by, sent = actor_of(request), request.POST
    kind, question = sent.get("kind", ""), sent.get("question", "")
    is_part = request.headers.get("HX-Request") == "true"
    try:
        row = commands.answer_question(
            by=by,
            screening=pk,
            kind=kind,
            question=question,
            answer=sent.get("answer", ""),
            note=sent.get("note"),
            now=timezone.now(),
        )
    except ProgrammeError as error:
        told = f"{error.what} {error.remedy}"
        if is_part:
            return render(request, "screenings/parts/refused.html", {"told": told}, status=422)
        messages.error(request, told)
        return HttpResponseRedirect(page(by, "screening", pk))
    found = queries.screening_for(by, pk)
    asked = question_of(found, row)
    if not is_part:
        messages.success(request, _("Saved."))
        return HttpResponseRedirect(
            f"{_back(request, page(by, PAGES.get(Kind(kind), 'elements'), pk))}#{asked.key}"
        )
    answers = queries.answers_of(found)
    context = {**shown_state(found, answers), "question": asked, "kind": kind}
    if kind == Kind.FACT:
        context |= agency_context(found, answers)
    return render(request, "screenings/answered.html", context)


def _back(request: HttpRequest, otherwise: str) -> str:
    """Return the page on which the question stood, as it was filtered."""
    came = request.POST.get("next", "")
    return came if url_has_allowed_host_and_scheme(came, allowed_hosts=None) else otherwise
