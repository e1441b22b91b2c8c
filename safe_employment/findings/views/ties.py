"""Declared ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.findings import commands, forms, policies, queries
from safe_employment.findings.eyes import check_ender
from safe_employment.findings.tables import TieTable
from safe_employment.findings.views.parts import action_if, led_back, list_page, page
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.pages import FormWords, confirm_page, form_page, posted

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

KEPT_APART = _("Whoever is tied to an employer neither visits it nor verifies its corrections.")


@door(policies.SEE_TIES)
def ties(request: HttpRequest) -> HttpResponseBase:
    """List ties: the manager sees all, others their own, the board also those that are to be ended."""
    by = actor_of(request)
    found = queries.ties_for(by).select_related("person", "employer", "ended_by")
    add = action_if(by, policies.DECLARE_TIES, _("Declare a tie"), "new_tie", kind="primary", icon="plus")
    return list_page(request, TieTable, found, add, subtitle=KEPT_APART)


@door(policies.DECLARE_TIES)
def new_tie(request: HttpRequest) -> HttpResponse:
    """Declare a tie."""
    by, today = actor_of(request), timezone.localdate()
    form = forms.TieForm(*posted(request), by=by)
    words = FormWords(_("Declare a tie"), _("Declare"), _("Tie declared."), KEPT_APART)
    back = page(by, "ties")
    return form_page(request, form, commands.declare_tie, words, back=back, by=by, today=today)


@door(policies.DECLARE_TIES)
def ask_end_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask that one's own tie is ended."""
    by, today = actor_of(request), timezone.localdate()
    tie = queries.own_tie_for(by, pk)
    words = FormWords(
        _("Ask to end the tie"), _("Ask"), _("Asked. Another person ends it."),
        _("Another manager ends it, or the board. Until then you stay away from this employer."),
    )  # fmt: skip
    form, back = forms.EndTieForm(*posted(request)), page(by, "ties")
    return form_page(request, form, commands.ask_to_end_tie, words, back=back, by=by, tie=tie, today=today)


@door(policies.END_TIES)
def end_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """End a tie; whose own it is reads at once that another has to."""
    by, today = actor_of(request), timezone.localdate()
    tie = queries.tie_for(by, pk)
    back = page(by, "ties")
    try:
        check_ender(by, tie)
    except ProgrammeError as refused:
        return led_back(request, refused, back)
    about = " · ".join(filter(None, (f"{tie.person} – {tie.employer}", tie.end_why)))
    words = FormWords(_("End the tie"), _("End it"), _("Tie ended."), about, danger=True)
    return confirm_page(request, commands.end_tie, words, back=back, by=by, tie=tie, today=today)
