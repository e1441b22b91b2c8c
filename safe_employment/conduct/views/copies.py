"""Pages of the copies handed out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.conduct import commands, policies, queries
from safe_employment.conduct.forms import CopiesForm
from safe_employment.conduct.states import COPIES
from safe_employment.conduct.tables import CopiesTable
from safe_employment.conduct.views.parts import action_if, list_page, page, page_of
from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.forms import ReasonForm
from safe_employment.kit.marks import mark_of
from safe_employment.kit.pages import (
    Action,
    FormWords,
    form_page,
    known,
    one_click,
    only,
    posted,
    record_page,
    saving,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


@door(policies.SEE_CONDUCT)
def distributions(request: HttpRequest) -> HttpResponseBase:
    """List the copies handed out."""
    by = actor_of(request)
    about = _("Printed copies of the code and of the recommendation: how many, when, where and to whom.")
    add = action_if(by, policies.RECORD_COPIES, _("Record copies"), "add_copies", kind="primary")
    return list_page(request, CopiesTable, queries.distributions_for(by), add, subtitle=about)


@door(policies.SEE_CONDUCT)
def copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one record of copies."""
    by = actor_of(request)
    found = queries.copies_for(by, pk)
    moves = {move.verb for move in COPIES.open_to(by, found)}
    change = action_if(by, policies.RECORD_COPIES, _("Change"), "edit_copies", pk, icon="pencil")
    withdraw = Action(_("Withdraw"), page(by, "withdraw_copies", pk), "danger")
    restore = Action(_("Let it count again"), page(by, "restore_copies", pk), posts=True)
    return record_page(
        request,
        title=found.text,
        back=page(by, "distributions"),
        state=mark_of(found),
        facts=[
            (_("Copies"), found.copies),
            (_("Handed out on"), found.handed_out_on),
            (_("Audience"), found.get_audience_display()),
            (_("District"), division_name(found.division_code)),
            (_("Where"), found.place),
            (_("Handed out by"), found.handed_out_by),
            *known(_("Reason"), found.withdrawn_reason),
        ],
        actions=only(
            change,
            withdraw if "withdraw_copies" in moves else None,
            restore if "restore_copies" in moves else None,
        ),
        template="conduct/copies.html",
    )


@door(policies.RECORD_COPIES)
def add_copies(request: HttpRequest) -> HttpResponse:
    """Record copies handed out."""
    by, today = actor_of(request), timezone.localdate()
    words = FormWords(_("Record copies handed out"), _("Save"), _("The copies are recorded."))
    form = CopiesForm(*posted(request), by=by, initial={"handed_out_on": today})
    back, done = page(by, "distributions"), page_of(by, "copies")
    return form_page(request, form, commands.record_copies, words, back=back, done=done, by=by, today=today)


@door(policies.RECORD_COPIES)
def edit_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a record of copies."""
    by = actor_of(request)
    found = queries.copies_for(by, pk)
    names = ("copies", "handed_out_on", "audience", "division_code", "place", "handed_out_by")
    text = found.text
    initial = {name: getattr(found, name) for name in names} | {
        "text": f"{found.document}-{text.pk if text else ''}"
    }
    words = saving(_("Change this record"))
    form = CopiesForm(*posted(request), by=by, initial=initial)
    back = page(by, "copies", pk)
    return form_page(
        request,
        form,
        commands.change_copies,
        words,
        back=back,
        by=by,
        distribution=found,
        today=timezone.localdate(),
    )


@door(policies.RECORD_COPIES)
def withdraw_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a record made by mistake."""
    by = actor_of(request)
    found = queries.copies_for(by, pk)
    words = FormWords(
        _("Withdraw this record"),
        _("Withdraw"),
        _("The record was withdrawn; its copies no longer count."),
        danger=True,
    )
    form, back = ReasonForm(*posted(request)), page(by, "copies", pk)
    return form_page(request, form, commands.withdraw_copies, words, back=back, by=by, distribution=found)


@door(policies.RECORD_COPIES)
@require_POST
def restore_copies(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a withdrawn record count again."""
    by = actor_of(request)
    found, saved = queries.copies_for(by, pk), _("The record counts again.")
    back = page(by, "copies", pk)
    return one_click(request, commands.restore_copies, saved, back=back, by=by, distribution=found)
