"""Pages of ties between employers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actor_forms import ActorForm
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.form_pages import FormWords, form_page, posted
from safe_employment.kit.record_pages import only, record_page
from safe_employment.kit.tables import list_page
from safe_employment.network import commands, forms, queries
from safe_employment.network.policies import KEEP_NETWORK, SEE_NETWORK
from safe_employment.network.tables import TieTable
from safe_employment.network.views.parts import action_if, employer_fact, listing, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_NETWORK)
def ties(request: HttpRequest) -> HttpResponseBase:
    """List ties."""
    by = actor_of(request)
    add = action_if(by, KEEP_NETWORK, _("Record a tie"), "add_tie", kind="primary")
    context = listing(by, "ties", _("Ties"), add)
    return list_page(request, TieTable, queries.ties_for(by), "kit/list_page.html", context)


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
            (_("From employer"), employer_fact(by, found.from_employer)),
            (_("Kind"), found.get_kind_display()),
            (_("To employer"), employer_fact(by, found.to_employer)),
            (_("Since"), found.since),
            (_("Ended on"), found.ended_on),
        ],
        actions=only(
            None if found.ended_on else action_if(by, KEEP_NETWORK, _("End"), "end_tie", pk),
            action_if(by, KEEP_NETWORK, _("Edit"), "change_tie", pk),
            action_if(by, KEEP_NETWORK, _("Remove"), "remove_tie", pk, kind="danger"),
        ),
    )


@door(KEEP_NETWORK)
def add_tie(request: HttpRequest) -> HttpResponse:
    """Record a tie."""
    by = actor_of(request)
    form = forms.TieForm(*posted(request), by=by, initial={"since": timezone.localdate()})
    words = FormWords(_("Record a tie"), _("Record"), _("Tie recorded."))
    return form_page(
        request,
        form,
        commands.record_tie,
        words,
        back=page(by, "ties"),
        done=lambda made: page(by, "tie", made.pk),
        by=by,
    )


@door(KEEP_NETWORK)
def change_tie(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a tie."""
    by = actor_of(request)
    form = forms.TieForm(*posted(request), by=by, instance=queries.tie_for(by, pk))
    words = FormWords(_("Edit the tie"), _("Save"), _("Saved."))
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
    words = FormWords(_("Remove this tie?"), _("Remove"), _("Removed."), str(found), danger=True)
    return form_page(
        request,
        ActorForm(*posted(request), by=by),
        commands.remove_tie,
        words,
        back=page(by, "tie", pk),
        done=page(by, "ties"),
        by=by,
        tie=pk,
    )
