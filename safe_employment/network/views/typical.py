"""Pages of typical employers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.marks import mark_of
from safe_employment.kit.pages import (
    Action,
    FormWords,
    confirm_page,
    form_page,
    known,
    link_to,
    only,
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.members.models import Employer
from safe_employment.network import commands, forms, queries
from safe_employment.network.models import TieKind, TypicalState
from safe_employment.network.picture import star_picture
from safe_employment.network.policies import KEEP_NETWORK, SEE_NETWORK
from safe_employment.network.reach import reached_from
from safe_employment.network.states import TYPICAL
from safe_employment.network.tables import TypicalEmployerTable
from safe_employment.network.views.parts import action_if, edit_and_remove, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.kit.actors import Actor
    from safe_employment.network.models import TypicalEmployer

MOST_DRAWN = 72
DIRECT = 50


@door(SEE_NETWORK)
def typical_employers(request: HttpRequest) -> HttpResponseBase:
    """List typical employers, the farthest reaching first."""
    by = actor_of(request)
    select = action_if(by, KEEP_NETWORK, _("Select an employer"), "select_typical_employer", kind="primary")
    return list_page(request, TypicalEmployerTable, queries.typical_employers_for(by), select)


def _actions(by: Actor, found: TypicalEmployer) -> list[Action]:
    if found.state == TypicalState.ENDED:
        return only(
            action_if(by, KEEP_NETWORK, _("Remove"), "remove_typical_employer", found.pk, kind="danger")
        )
    moves = [
        Action(row.words, page(by, row.verb, found.pk), "danger" if row.verb.startswith("end") else "plain")
        for row in TYPICAL.open_to(by, found)
    ]
    return only(
        action_if(by, KEEP_NETWORK, _("Add whom it reaches"), "add_reached", found.pk, kind="primary"),
        *moves,
        *edit_and_remove(by, KEEP_NETWORK, "typical_employer", found.pk),
    )


def _reached(by: Actor, found: TypicalEmployer) -> list[tuple[str, int]]:
    """Return the names of those who hear its message with the number of steps, the nearest first."""
    steps = reached_from([found.employer_id], queries.message_ties(by.home))
    nearest = sorted(steps, key=lambda key: (steps[key], key))[:MOST_DRAWN]
    names = Employer.objects.filter(association=by.home).in_bulk(nearest)
    return [(str(names[key]), steps[key]) for key in nearest if key in names]


@door(SEE_NETWORK)
def typical_employer(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a typical employer: why it was selected, and whom it reaches."""
    by = actor_of(request)
    found = queries.typical_employer_for(by, pk)
    ties = queries.ties_for(by).filter(
        from_employer=found.employer, kind=TieKind.PASSES_MESSAGE, ended_on=None
    )
    reached = _reached(by, found)
    return record_page(
        request,
        title=found.employer,
        subtitle=division_name(found.employer.division_code),
        back=page(by, "typical_employers"),
        back_label=_("Typical employers"),
        state=mark_of(found),
        facts=[
            (_("Employer"), link_to(by, "members:employer", found.employer)),
            (_("Why this one"), found.why),
            (_("Selected on"), found.selected_on),
            (_("Trained on"), found.trained_on),
            (_("At the workshop"), link_to(by, "training:workshop", found.workshop)),
            (_("Reaches directly"), found.reach),
            *known(_("Ended on"), found.ended_on),
            *known(_("Why it ended"), found.ended_because),
        ],
        actions=_actions(by, found),
        template="network/typical_employer.html",
        ties=ties[:DIRECT],
        through_others=sum(steps > 1 for _name, steps in reached),
        picture=star_picture(str(found.employer), reached, _t("Whom it reaches")) if reached else "",
    )


@door(KEEP_NETWORK)
def select(request: HttpRequest) -> HttpResponse:
    """Select an employer as a core of the network."""
    by, today = actor_of(request), timezone.localdate()
    given = {"selected_on": today, "employer": request.GET.get("employer", "")}
    words = FormWords(_("Select a typical employer"), _("Select"), _("Selected."))
    form = forms.NewSelectionForm(*posted(request), by=by, initial=given)
    back, done = page(by, "typical_employers"), page_of(by, "typical_employer")
    return form_page(
        request, form, commands.select_typical_employer, words, back=back, done=done, by=by, today=today
    )


@door(KEEP_NETWORK)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the day or the reason of a selection."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.typical_employer_for(by, pk)
    form = forms.SelectionForm(*posted(request), by=by, instance=found)
    words = saving(_("Edit the selection"), found)
    back = page(by, "typical_employer", pk)
    command = commands.change_typical_employer
    return form_page(request, form, command, words, back=back, by=by, typical_employer=pk, today=today)


@door(KEEP_NETWORK)
def train(request: HttpRequest, pk: int) -> HttpResponse:
    """Record when a typical employer was trained."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.typical_employer_for(by, pk)
    form = forms.TrainedForm(
        *posted(request),
        by=by,
        initial={"trained_on": found.trained_on or today, "workshop": found.workshop_id},
    )
    words = FormWords(_("Record the training"), _("Record"), _("Recorded."), str(found))
    back = page(by, "typical_employer", pk)
    command = commands.train_typical_employer
    return form_page(request, form, command, words, back=back, by=by, typical_employer=pk, today=today)


@door(KEEP_NETWORK)
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Record that an employer is no typical employer any more."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.typical_employer_for(by, pk)
    form = forms.EndForm(*posted(request), initial={"ended_on": today})
    words = FormWords(_("No typical employer any more"), _("End"), _("Ended."), str(found), danger=True)
    back = page(by, "typical_employer", pk)
    command = commands.end_typical_employer
    return form_page(request, form, command, words, back=back, by=by, typical_employer=pk, today=today)


@door(KEEP_NETWORK)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a selection that was recorded by mistake."""
    by = actor_of(request)
    found = queries.typical_employer_for(by, pk)
    words = removing(_("Remove this selection?"), found)
    back, done = page(by, "typical_employer", pk), page(by, "typical_employers")
    return confirm_page(
        request, commands.remove_typical_employer, words, back=back, done=done, by=by, typical_employer=pk
    )


@door(KEEP_NETWORK)
def add_reached(request: HttpRequest, pk: int) -> HttpResponse:
    """Record to whom a typical employer passes the message, and stay there for the next one."""
    by = actor_of(request)
    found = queries.typical_employer_for(by, pk)
    form = forms.ReachedForm(*posted(request), by=by, initial={"since": timezone.localdate()})
    words = FormWords(_("Add whom it reaches"), _("Add"), _("Tie recorded."), str(found))
    back, done = page(by, "typical_employer", pk), page(by, "add_reached", pk)
    return form_page(
        request,
        form,
        commands.record_tie,
        words,
        back=back,
        done=done,
        by=by,
        from_employer=found.employer,
        kind=TieKind.PASSES_MESSAGE,
    )
