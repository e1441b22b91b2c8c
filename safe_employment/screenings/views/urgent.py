"""Urgent records: what waits for a person, and taking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.engines.screening import NextStep
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.forms import run
from safe_employment.kit.pages import posted
from safe_employment.screenings import commands, directory, forms, queries
from safe_employment.screenings.policies import KEEP_SCREENINGS, READ_SCREENINGS
from safe_employment.screenings.presentation import step_mark
from safe_employment.screenings.tables import UrgentTable
from safe_employment.screenings.views.parts import list_page, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(READ_SCREENINGS)
def urgent_records(request: HttpRequest) -> HttpResponseBase:
    """List the urgent records, what nobody has taken first; the look is noted."""
    by = actor_of(request)
    queries.list_read(by)
    about = _("For case officers alone. Tell no employer, nor anyone who could.")
    return list_page(request, UrgentTable, queries.urgent_records_for(by), subtitle=about, back="screenings")


@door(READ_SCREENINGS, KEEP_SCREENINGS)
def urgent(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an urgent record, and take it; the reading is noted."""
    by = actor_of(request)
    found = queries.read_urgent(by, pk)
    form = forms.TakeForm(*posted(request))
    status = 200
    if request.method == "POST":
        taken = run(form, commands.take_urgent, by=by, urgent=found, now=timezone.now())
        found, status = (found, 422) if taken is None else (taken, 200)
    context = {
        "urgent": found,
        "state": found.mark,
        "step": step_mark(NextStep(found.step)),
        "form": form,
        "back": page(by, "urgent_records"),
        "lines": directory.lines(child=False),
    }
    return render(request, "screenings/urgent.html", context, status=status)
