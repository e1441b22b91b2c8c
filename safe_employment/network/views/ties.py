"""Pages of ties between employers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import (
    FormWords,
    confirm_page,
    form_page,
    link_to,
    only,
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.network import commands, forms, queries
from safe_employment.network.policies import KEEP_NETWORK, SEE_NETWORK
from safe_employment.network.tables import TieTable
from safe_employment.network.views.parts import action_if, edit_and_remove, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_NETWORK)
def ties(request: HttpRequest) -> HttpResponseBase:
    """List ties."""
    by = actor_of(request)
    add = action_if(by, KEEP_NETWORK, _("Record a tie"), "add_tie", kind="primary")
    return list_page(request, TieTable, queries.ties_for(by), add)


@door(SEE_NETWORK)
def tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a tie."""
    by = actor_of(request)
    found = queries.tie_for(by, pk)
    return record_page(
        request,
        title=found,
        subtitle=found.get_kind_display(),
        back=page(by, "ties"),
        back_label=_("Ties"),
        facts=[
            (_("From employer"), link_to(by, "members:employer", found.from_employer)),
            (_("Kind"), found.get_kind_display()),
            (_("To employer"), link_to(by, "members:employer", found.to_employer)),
            (_("Since"), found.since),
            (_("Ended on"), found.ended_on),
        ],
        actions=only(
            None if found.ended_on else action_if(by, KEEP_NETWORK, _("End"), "end_tie", pk),
            *edit_and_remove(by, KEEP_NETWORK, "tie", pk),
        ),
    )


@door(KEEP_NETWORK)
def add_tie(request: HttpRequest) -> HttpResponse:
    """Record a tie."""
    by = actor_of(request)
    form = forms.TieForm(*posted(request), by=by, initial={"since": timezone.localdate()})
    words = FormWords(_("Record a tie"), _("Record"), _("Tie recorded."))
    return form_page(
        request, form, commands.record_tie, words, back=page(by, "ties"), done=page_of(by, "tie"), by=by
    )


@door(KEEP_NETWORK)
def change_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a tie."""
    by = actor_of(request)
    form = forms.TieForm(*posted(request), by=by, instance=queries.tie_for(by, pk))
    words = saving(_("Edit the tie"))
    back = page(by, "tie", pk)
    return form_page(request, form, commands.change_tie, words, back=back, by=by, tie=pk)


@door(KEEP_NETWORK)
def end_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Record when a tie ended."""
    by = actor_of(request)
    found = queries.tie_for(by, pk)
    form = forms.EndTieForm(*posted(request), by=by, initial={"ended_on": timezone.localdate()})
    words = FormWords(_("End this tie"), _("End"), _("Ended."), str(found))
    back = page(by, "tie", pk)
    return form_page(request, form, commands.end_tie, words, back=back, by=by, tie=pk)


@door(KEEP_NETWORK)
def remove_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a tie that was recorded by mistake."""
    by = actor_of(request)
    found = queries.tie_for(by, pk)
    words = removing(_("Remove this tie?"), found)
    back, done = page(by, "tie", pk), page(by, "ties")
    return confirm_page(request, commands.remove_tie, words, back=back, done=done, by=by, tie=pk)
