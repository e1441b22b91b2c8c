"""Pages of the copies handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.conduct import commands, policies, queries
from safe_employment.conduct.forms import CopiesForm, ReasonForm
from safe_employment.conduct.states import COPIES
from safe_employment.conduct.tables import CopiesTable
from safe_employment.conduct.views.texts import address
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.form_pages import FormWords, form_page, posted
from safe_employment.kit.one_click import one_click
from safe_employment.kit.tables import list_page
from safe_employment.members.places import division_name

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_CONDUCT)
def distributions(request: HttpRequest) -> HttpResponseBase:
    """List the copies handed out."""
    found = queries.distributions_for(actor_of(request))
    return list_page(request, CopiesTable, found, "conduct/distributions.html")


@door(policies.SEE_CONDUCT)
def copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record of copies."""
    by = actor_of(request)
    found = queries.copies_for(by, pk)
    moves = {move.verb for move in COPIES.open_to(by, found)}
    context = {"copies": found, "moves": moves, "district": division_name(found.division_code)}
    return render(request, "conduct/copies.html", context)


@door(policies.RECORD_COPIES)
def add_copies(request: HttpRequest) -> HttpResponse:
    """Record copies handed out."""
    by, today = actor_of(request), timezone.localdate()
    data, _files = posted(request)
    words = FormWords(_("Record copies handed out"), _("Save"), _("The copies are recorded."))
    return form_page(
        request,
        CopiesForm(data, by=by, initial={"handed_out_on": today}),
        commands.record_copies,
        words,
        back=address(by, "distributions"),
        done=lambda made: address(by, "copies", made.pk),
        by=by,
        today=today,
    )


@door(policies.RECORD_COPIES)
def edit_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a record of copies."""
    by = actor_of(request)
    found = queries.copies_for(by, pk)
    data, _files = posted(request)
    names = ("copies", "handed_out_on", "audience", "division_code", "place", "handed_out_by")
    text = found.text
    initial = {name: getattr(found, name) for name in names} | {
        "text": f"{found.document}-{text.pk if text else ''}"
    }
    words = FormWords(_("Change this record"), _("Save"), _("Saved."))
    return form_page(
        request,
        CopiesForm(data, by=by, initial=initial),
        commands.change_copies,
        words,
        back=address(by, "copies", pk),
        by=by,
        distribution=found,
        today=timezone.localdate(),
    )


@door(policies.RECORD_COPIES)
def withdraw_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a record made by mistake."""
    by = actor_of(request)
    found = queries.copies_for(by, pk)
    data, _files = posted(request)
    words = FormWords(
        _("Withdraw this record"),
        _("Withdraw"),
        _("The record was withdrawn; its copies no longer count."),
        danger=True,
    )
    form, back = ReasonForm(data), address(by, "copies", pk)
    return form_page(request, form, commands.withdraw_copies, words, back=back, by=by, distribution=found)


@door(policies.RECORD_COPIES)
@require_POST
def restore_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a withdrawn record count again."""
    by = actor_of(request)
    found, saved = queries.copies_for(by, pk), _("The record counts again.")
    back = address(by, "copies", pk)
    return one_click(request, commands.restore_copies, saved, back=back, by=by, distribution=found)
