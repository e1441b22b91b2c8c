"""Pages of typical employers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actor_forms import ActorForm
from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.form_pages import FormWords, form_page, posted
from safe_employment.kit.marks import mark_of
from safe_employment.kit.navigation import address
from safe_employment.kit.record_pages import Action, link, only, record_page
from safe_employment.kit.tables import list_page
from safe_employment.members.models import Employer
from safe_employment.network import commands, forms, queries
from safe_employment.network.models import TieKind, TypicalState
from safe_employment.network.picture import star_picture
from safe_employment.network.policies import KEEP_NETWORK, SEE_NETWORK
from safe_employment.network.reach import reached_from
from safe_employment.network.states import TYPICAL
from safe_employment.network.tables import TypicalEmployerTable
from safe_employment.network.views.parts import action_if, employer_fact, listing, page

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
    context = listing(by, "typical_employers", _("Typical employers"), select)
    found = queries.typical_employers_for(by)
    return list_page(request, TypicalEmployerTable, found, "kit/list_page.html", context)


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
        action_if(by, KEEP_NETWORK, _("Edit"), "change_typical_employer", found.pk),
        action_if(by, KEEP_NETWORK, _("Remove"), "remove_typical_employer", found.pk, kind="danger"),
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
    address_of = address(by, "training:workshop", pk=found.workshop_id) if found.workshop_id else ""
    workshop = link(found.workshop, address_of) if found.workshop_id else ""
    return record_page(
        request,
        title=found.employer,
        subtitle=division_name(found.employer.division_code),
        back=page(by, "typical_employers"),
        back_label=_("Typical employers"),
        state=mark_of(found),
        facts=[
            (_("Employer"), employer_fact(by, found.employer)),
            (_("Why this one"), found.why),
            (_("Selected on"), found.selected_on),
            (_("Trained on"), found.trained_on),
            (_("At the workshop"), workshop),
            (_("Reaches directly"), found.reach),
            *([(_("Ended on"), found.ended_on)] if found.ended_on else []),
            *([(_("Why it ended"), found.ended_because)] if found.ended_because else []),
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
    return form_page(
        request,
        forms.NewSelectionForm(*posted(request), by=by, initial=given),
        commands.select_typical_employer,
        words,
        back=page(by, "typical_employers"),
        done=lambda made: page(by, "typical_employer", made.pk),
        by=by,
        today=today,
    )


@door(KEEP_NETWORK)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the day or the reason of a selection."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.typical_employer_for(by, pk)
    form = forms.SelectionForm(*posted(request), by=by, instance=found)
    words = FormWords(_("Edit the selection"), _("Save"), _("Saved."), str(found))
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
    form = forms.EndForm(*posted(request), by=by, initial={"ended_on": today})
    words = FormWords(_("No typical employer any more"), _("End"), _("Ended."), str(found), danger=True)
    back = page(by, "typical_employer", pk)
    command = commands.end_typical_employer
    return form_page(request, form, command, words, back=back, by=by, typical_employer=pk, today=today)


@door(KEEP_NETWORK)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a selection that was recorded by mistake."""
    by = actor_of(request)
    found = queries.typical_employer_for(by, pk)
    words = FormWords(_("Remove this selection?"), _("Remove"), _("Removed."), str(found), danger=True)
    return form_page(
        request,
        ActorForm(*posted(request), by=by),
        commands.remove_typical_employer,
        words,
        back=page(by, "typical_employer", pk),
        done=page(by, "typical_employers"),
        by=by,
        typical_employer=pk,
    )


@door(KEEP_NETWORK)
def add_reached(request: HttpRequest, pk: int) -> HttpResponse:
    """Record to whom a typical employer passes the message, and stay there for the next one."""
    by = actor_of(request)
    found = queries.typical_employer_for(by, pk)
    form = forms.ReachedForm(*posted(request), by=by, initial={"since": timezone.localdate()})
    words = FormWords(_("Add whom it reaches"), _("Add"), _("Tie recorded."), str(found))
    return form_page(
        request,
        form,
        commands.record_tie,
        words,
        back=page(by, "typical_employer", pk),
        done=page(by, "add_reached", pk),
        by=by,
        from_employer=found.employer,
        kind=TieKind.PASSES_MESSAGE,
    )
