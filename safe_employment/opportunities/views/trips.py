"""Pages of field trips and the employers who take part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.forms import ShortReasonForm
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
from safe_employment.opportunities import commands, forms, queries
from safe_employment.opportunities.policies import KEEP_PLEDGES, KEEP_TRIPS, SEE_OPPORTUNITIES
from safe_employment.opportunities.states import TRIP
from safe_employment.opportunities.tables import ParticipantTable, TripTable
from safe_employment.opportunities.views.parts import action_if, edit_and_remove, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.kit.actors import Actor
    from safe_employment.opportunities.models import FieldTrip


@door(SEE_OPPORTUNITIES)
def trips(request: HttpRequest) -> HttpResponseBase:
    """List field trips."""
    by = actor_of(request)
    plan = action_if(by, KEEP_TRIPS, _("Plan a field trip"), "plan_trip", kind="primary")
    return list_page(request, TripTable, queries.trips_for(by), plan)


def _moves(by: Actor, trip: FieldTrip) -> list[Action]:
    """Return what can be done with a trip; the first move of its lifecycle is the one thing to do."""
    add = action_if(by, KEEP_TRIPS, _("Add an employer"), "add_participant", trip.pk)
    moves = [
        Action(row.words, page(by, row.verb, trip.pk), "plain" if position else "primary")
        for position, row in enumerate(TRIP.open_to(by, trip))
    ]
    return only(add, *moves, *edit_and_remove(by, KEEP_TRIPS, "trip", trip.pk))


@door(SEE_OPPORTUNITIES)
def trip(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a field trip: who took part, and what they pledged."""
    by = actor_of(request)
    found = queries.trip_for(by, pk)
    return record_page(
        request,
        title=found,
        subtitle=division_name(found.destination_code),
        back=page(by, "trips"),
        back_label=_("Field trips"),
        state=mark_of(found),
        facts=[
            (_("Destination"), division_name(found.destination_code)),
            (_("On"), found.held_on),
            (_("Host agencies"), ", ".join(str(agency) for agency in found.hosts.all())),
            (_("Purpose"), found.purpose),
            (_("What came of it"), found.outcome),
            *known(_("Cancelled because"), found.cancelled_because),
        ],
        actions=_moves(by, found),
        template="opportunities/trip.html",
        trip=found,
        participants=queries.participants_for(by).filter(trip=found).order_by("employer__name"),
        pledges=queries.pledges_for(by).filter(trip=found),
        may_pledge=bool(KEEP_PLEDGES.roles & by.roles),
    )


@door(KEEP_TRIPS)
def plan_trip(request: HttpRequest) -> HttpResponse:
    """Plan a field trip."""
    by = actor_of(request)
    words = FormWords(_("Plan a field trip"), _("Plan"), _("Field trip planned."))
    form = forms.TripForm(*posted(request), by=by)
    back, done = page(by, "trips"), page_of(by, "trip")
    return form_page(request, form, commands.plan_trip, words, back=back, done=done, by=by)


@door(KEEP_TRIPS)
def change_trip(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said about a trip."""
    by = actor_of(request)
    form = forms.TripForm(*posted(request), by=by, instance=queries.trip_for(by, pk))
    words = saving(_("Edit the field trip"))
    back = page(by, "trip", pk)
    return form_page(request, form, commands.change_trip, words, back=back, by=by, trip=pk)


@door(KEEP_TRIPS)
def hold_trip(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how a trip went."""
    by = actor_of(request)
    found = queries.trip_for(by, pk)
    form = forms.HoldTripForm(*posted(request), by=by, initial={"held_on": found.held_on})
    words = FormWords(_("Record that it was held"), _("Record"), _("Recorded."), str(found))
    today = timezone.localdate()
    back = page(by, "trip", pk)
    return form_page(request, form, commands.hold_trip, words, back=back, by=by, trip=pk, today=today)


@door(KEEP_TRIPS)
def cancel_trip(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a trip."""
    by = actor_of(request)
    found = queries.trip_for(by, pk)
    form = ShortReasonForm(*posted(request))
    words = FormWords(
        _("Cancel this field trip"), _("Cancel the trip"), _("Cancelled."), str(found), danger=True
    )
    back = page(by, "trip", pk)
    return form_page(request, form, commands.cancel_trip, words, back=back, by=by, trip=pk)


@door(KEEP_TRIPS)
def replan_trip(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a trip back to planned."""
    by = actor_of(request)
    found = queries.trip_for(by, pk)
    form = ShortReasonForm(*posted(request))
    words = FormWords(_("Plan this field trip again"), _("Plan again"), _("Planned again."), str(found))
    back = page(by, "trip", pk)
    return form_page(request, form, commands.replan_trip, words, back=back, by=by, trip=pk)


@door(KEEP_TRIPS)
def remove_trip(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a trip that was recorded by mistake."""
    by = actor_of(request)
    found = queries.trip_for(by, pk)
    words = removing(_("Remove this field trip?"), found)
    back, done = page(by, "trip", pk), page(by, "trips")
    return confirm_page(request, commands.remove_trip, words, back=back, done=done, by=by, trip=pk)


@door(SEE_OPPORTUNITIES)
def participants(request: HttpRequest) -> HttpResponseBase:
    """List the employers on field trips."""
    by = actor_of(request)
    return list_page(request, ParticipantTable, queries.participants_for(by))


@door(SEE_OPPORTUNITIES)
def participant(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an employer's part in a trip."""
    by = actor_of(request)
    found = queries.participant_for(by, pk)
    return record_page(
        request,
        title=found.employer,
        subtitle=found.trip,
        back=page(by, "trip", found.trip_id),
        back_label=found.trip,
        facts=[
            (_("Employer"), link_to(by, "members:employer", found.employer)),
            (_("Field trip"), link_to(by, "opportunities:trip", found.trip)),
            (_("People sent"), found.people),
        ],
        actions=only(
            action_if(by, KEEP_TRIPS, _("Edit"), "change_participant", pk),
            action_if(by, KEEP_TRIPS, _("Take off the list"), "remove_participant", pk, kind="danger"),
        ),
    )


@door(KEEP_TRIPS)
def add_participant(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an employer on the list of a trip, and stay there for the next one."""
    by = actor_of(request)
    found = queries.trip_for(by, pk)
    words = FormWords(_("Add an employer"), _("Add"), _("Employer added."), str(found))
    form = forms.ParticipantForm(*posted(request), by=by)
    back, done = page(by, "trip", pk), page(by, "add_participant", pk)
    return form_page(request, form, commands.add_participant, words, back=back, done=done, by=by, trip=pk)


@door(KEEP_TRIPS)
def change_participant(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct how many people an employer sent."""
    by = actor_of(request)
    found = queries.participant_for(by, pk)
    form = forms.ParticipantPeopleForm(*posted(request), by=by, instance=found)
    words = saving(_("How many people it sent"), found.employer)
    back = page(by, "participant", pk)
    return form_page(request, form, commands.change_participant, words, back=back, by=by, participant=pk)


@door(KEEP_TRIPS)
def remove_participant(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an employer off the list of a trip."""
    by = actor_of(request)
    found = queries.participant_for(by, pk)
    title = _("Take this employer off the list?")
    words = FormWords(title, _("Take off the list"), _("Taken off."), str(found), danger=True)
    back, done = page(by, "participant", pk), page(by, "trip", found.trip_id)
    return confirm_page(
        request, commands.remove_participant, words, back=back, done=done, by=by, participant=pk
    )
