"""Which row of a draw is whose: for an employer its own, for staff that of an employer who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.visits import policies
from safe_employment.visits.drawing.forms import KeyForm
from safe_employment.visits.drawing.keys import own_employers, rows_of
from safe_employment.visits.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(policies.SEE_OWN_REPORTS)
def own_keys(request: HttpRequest) -> HttpResponse:
    """Show an employer its own rows in the periods that are over."""
    by = actor_of(request)
    context = {
        "heading": _("Our rows in the draw"),
        "rows": rows_of(by, list(own_employers(by))),
        "back": page(by, "own_reports"),
        "back_label": _("Visits to our workplace"),
        "asked": True,
    }
    return render(request, "visits/draw_keys.html", context)


@door(policies.SEE_DRAW_RISKS)
def keys(request: HttpRequest) -> HttpResponse:
    """Look up the rows of one employer, to tell it when it asks."""
    by = actor_of(request)
    form = KeyForm(request.GET or None, by=by)
    asked = form.is_valid()
    rows = rows_of(by, [form.cleaned_data["employer"]]) if asked else []
    context = {
        "heading": _("Rows of the draw"),
        "rows": rows,
        "back": page(by, "periods"),
        "back_label": _("The draw"),
        "form": form,
        "asked": asked,
    }
    return render(request, "visits/draw_keys.html", context)
