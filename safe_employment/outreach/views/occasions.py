"""Pages of public events and of the programme's year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Sum
from django.shortcuts import render
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
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.outreach import commands, forms, queries, year
from safe_employment.outreach.days import fixed_days
from safe_employment.outreach.models import Occasion
from safe_employment.outreach.policies import KEEP_EVENTS, KEEP_PUBLICITY, SEE_OUTREACH
from safe_employment.outreach.states import EVENT
from safe_employment.outreach.tables import EventTable
from safe_employment.outreach.views.parts import (
    OUTREACH,
    action_if,
    edit_and_remove,
    list_page,
    page,
    page_of,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from safe_employment.kit.actors import Actor
    from safe_employment.outreach.models import PublicEvent

FIRST_YEAR = 2000


@door(SEE_OUTREACH)
def the_year(request: HttpRequest) -> HttpResponse:
    """Show the two fixed days of a year, what is ready for them, and what was done each month."""
    by, today = actor_of(request), timezone.localdate()
    asked = request.GET.get("year", "")
    shown = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else today.year
    shown = min(max(shown, FIRST_YEAR), today.year + 1)
    context = {
        "year": shown,
        "before": shown - 1 if shown > FIRST_YEAR else None,
        "after": shown + 1 if shown <= today.year else None,
        "tabs": OUTREACH.tabs_for(by, "year"),
        "days": year.days_of_year(by, shown, today),
        "copies": year.copies_in(by, shown),
        "chart": year.months_chart(by, shown),
    }
    return render(request, "outreach/year.html", context)


@door(SEE_OUTREACH)
def events(request: HttpRequest) -> HttpResponseBase:
    """List public events."""
    by = actor_of(request)
    plan = action_if(by, KEEP_EVENTS, _("Plan an event"), "plan_event", kind="primary")
    return list_page(request, EventTable, queries.events_for(by), plan)


def _moves(by: Actor, event: PublicEvent) -> list[Action]:
    """Return the moves of the lifecycle that are open; the first is the one thing to do."""
    moves = [
        Action(row.words, page(by, row.verb, event.pk), "plain" if position else "primary")
        for position, row in enumerate(EVENT.open_to(by, event))
    ]
    return [*moves, *edit_and_remove(by, KEEP_EVENTS, "event", event.pk)]


@door(SEE_OUTREACH)
def event(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a public event with what was handed out there and what the media said."""
    by = actor_of(request)
    found = queries.event_for(by, pk)
    handed_out = found.distributions.select_related("material")
    return record_page(
        request,
        title=found,
        subtitle=found.get_occasion_display(),
        back=page(by, "events"),
        back_label=_("Public events"),
        state=mark_of(found),
        facts=[
            (_("On"), found.held_on),
            (_("Place"), found.place),
            (_("District"), division_name(found.division_code)),
            (_("Partners"), ", ".join(str(agency) for agency in found.partners.all())),
            (_("What happens there"), found.programme),
            (_("People reached (estimate)"), found.people_reached),
            (_("Who counted, and how"), found.counted_by),
            *known(_("Cancelled because"), found.cancelled_because),
        ],
        actions=_moves(by, found),
        template="outreach/event.html",
        event=found,
        distributions=handed_out,
        copies=handed_out.aggregate(n=Sum("copies"))["n"] or 0,
        media_items=found.media_items.all(),
        may_add_media=KEEP_PUBLICITY.roles & by.roles,
    )


def _suggested(request: HttpRequest) -> dict[str, object]:
    """Return the occasion and its next day, as the page of the year asks for them."""
    wanted = request.GET.get("occasion", "")
    today = timezone.localdate()
    coming = [day for shown in (today.year, today.year + 1) for day in fixed_days(shown) if day.day >= today]
    near = next((day for day in coming if day.occasion == wanted), None)
    return {"occasion": near.occasion, "held_on": near.day} if near else {"occasion": Occasion.OTHER}


@door(KEEP_EVENTS)
def plan_event(request: HttpRequest) -> HttpResponse:
    """Plan a public event."""
    by = actor_of(request)
    words = FormWords(_("Plan an event"), _("Plan"), _("Event planned."))
    form = forms.EventForm(*posted(request), by=by, initial=_suggested(request))
    back, done = page(by, "events"), page_of(by, "event")
    return form_page(request, form, commands.plan_event, words, back=back, done=done, by=by)


@door(KEEP_EVENTS)
def change_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said about an event."""
    by = actor_of(request)
    form = forms.EventForm(*posted(request), by=by, instance=queries.event_for(by, pk))
    words = saving(_("Edit the event"))
    back = page(by, "event", pk)
    return form_page(request, form, commands.change_event, words, back=back, by=by, event=pk)


@door(KEEP_EVENTS)
def hold_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Record how an event went."""
    by = actor_of(request)
    found = queries.event_for(by, pk)
    form = forms.HoldEventForm(*posted(request), by=by, initial={"held_on": found.held_on})
    words = FormWords(_("Record that it was held"), _("Record"), _("Recorded."), str(found))
    back = page(by, "event", pk)
    return form_page(
        request, form, commands.hold_event, words, back=back, by=by, event=pk, today=timezone.localdate()
    )


@door(KEEP_EVENTS)
def cancel_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel an event."""
    by = actor_of(request)
    found = queries.event_for(by, pk)
    form = ShortReasonForm(*posted(request))
    words = FormWords(_("Cancel this event"), _("Cancel the event"), _("Cancelled."), str(found), danger=True)
    back = page(by, "event", pk)
    return form_page(request, form, commands.cancel_event, words, back=back, by=by, event=pk)


@door(KEEP_EVENTS)
def replan_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an event back to planned."""
    by = actor_of(request)
    found = queries.event_for(by, pk)
    form = ShortReasonForm(*posted(request))
    words = FormWords(_("Plan this event again"), _("Plan again"), _("Planned again."), str(found))
    back = page(by, "event", pk)
    return form_page(request, form, commands.replan_event, words, back=back, by=by, event=pk)


@door(KEEP_EVENTS)
def remove_event(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove an event that was recorded by mistake."""
    by = actor_of(request)
    found = queries.event_for(by, pk)
    words = removing(_("Remove this event?"), found)
    back, done = page(by, "event", pk), page(by, "events")
    return confirm_page(request, commands.remove_event, words, back=back, done=done, by=by, event=pk)
