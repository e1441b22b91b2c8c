"""Who is told of what became of a draw, and of visits that nobody drew: numbers, never a target or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.notices import notice_kind, notify, people_with, tell_another_needed
from safe_employment.kit.roles import Role
from safe_employment.visits.cancelling.queries import deciders
from safe_employment.visits.models import CancelRequest

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from safe_employment.kit.models import Person
    from safe_employment.kit.notices import NoticeKind
    from safe_employment.visits import events
    from safe_employment.visits.models import DrawPeriod, DrawWeek, Visit

DRAWN_NOT_MADE = notice_kind(
    "visits.drawn_not_made",
    _("Visit %(reference)s, which was drawn, was cancelled"),
    _("One person asked for it and another confirmed it. Read both reasons."),
)
DRAWN_POSTPONED = notice_kind(
    "visits.drawn_postponed",
    _("Visit %(reference)s, which was drawn, was postponed (times so far: %(times)s)"),
    _("Who was drawn is visited, or it is known why not. Ask for the reason where you doubt it."),
)
CANCEL_ASKED = notice_kind(
    "visits.cancelling_asked",
    _("Visit %(reference)s, which was drawn, is to be cancelled: confirm or refuse"),
    _("Read the reason and decide. Until then the visit stays as it is, and may be made."),
)
CANCEL_REFUSED = notice_kind(
    "visits.cancelling_refused",
    _("Visit %(reference)s is not cancelled"),
    _("Read why. The visit is to be made."),
)
SECRET_KEPT_BACK = notice_kind(
    "visits.secret_kept_back",
    _("The secret of the draw %(period)s cannot be told yet"),
    _("Visits of it are not over, two weeks after its end. See to it that they are made, or cancelled."),
)
LEFT_OUT = notice_kind(
    "visits.left_out",
    _("Of the draw %(period)s, week %(week)s: %(number)s who were drawn get no visit"),
    _("Why stands on its page: no member any more, or drawn too late, after the days of the week."),
)
NUMBER_AWAITED = notice_kind(
    "visits.number_awaited",
    _("The public number of the draw %(period)s is to be entered"),
    _("It was announced. Without it no week is drawn and nobody is visited. Enter it today."),
)
NUMBER_MISSING = notice_kind(
    "visits.number_missing",
    _("The draw %(period)s has begun without its public number"),
    _("No week of it is drawn as long as nobody enters the number. Ask why; each week that passes is lost."),
)
PLANNED_ALONE = notice_kind(
    "visits.planned_alone",
    _("Visit %(reference)s was planned with reasons, without a request"),
    _("Nobody else has agreed to it. Look at its reasons where you doubt them; each look is noted."),
)


def _cancel_request(pk: int) -> CancelRequest:
    return CancelRequest.objects.select_related("association", "visit", "asked_by").get(pk=pk)


def tell_drawn_postponed(visit: Visit, by: Person | None) -> None:
    """Managers and board learn that a drawn visit was put off, and how often, but for who did it.

    The managers are led to the visit; the board, which does not see it, to what became of its draw.
    """
    facts = {"reference": visit.reference, "times": visit.times_postponed}
    slug, home = visit.association.slug, visit.association
    page = reverse("visits:visit", kwargs={"association": slug, "pk": visit.pk})
    managers = set(people_with(home, Role.MANAGER))
    board = set(people_with(home, Role.BOARD)) - managers
    draw = reverse("visits:periods", kwargs={"association": slug})
    for people, path in ((managers, page), (board, draw)):
        notify(people - {by}, DRAWN_POSTPONED, association=home, facts=facts, path=path)


def _tell_of_cancelling(people: Iterable[Person], kind: NoticeKind, asked: CancelRequest) -> None:
    home = asked.association
    path = reverse("visits:cancelling", kwargs={"association": home.slug, "pk": asked.pk})
    notify(people, kind, association=home, facts={"reference": asked.visit.reference}, path=path)


def tell_cancelling_asked(event: events.CancellingAsked) -> None:
    """Those who may decide it learn that a drawn visit is to be cancelled; without any one is to be named."""
    asked = _cancel_request(event.request_id)
    if people := deciders(asked):
        _tell_of_cancelling(people, CANCEL_ASKED, asked)
    else:
        tell_another_needed(asked.association, Role.MANAGER)


def tell_cancelling_refused(event: events.CancellingRefused) -> None:
    """Who asked learns that a drawn visit is not cancelled."""
    asked = _cancel_request(event.request_id)
    _tell_of_cancelling([asked.asked_by], CANCEL_REFUSED, asked)


def tell_drawn_cancelled(asked: CancelRequest, by: Person | None) -> None:
    """Managers, board and who asked learn that a drawn visit was dropped, but for who confirmed it."""
    people = {asked.asked_by, *people_with(asked.association, Role.MANAGER, Role.BOARD)}
    _tell_of_cancelling([person for person in people if person != by], DRAWN_NOT_MADE, asked)


def _tell_of_period(kind: NoticeKind, period: DrawPeriod, *roles: Role, **facts: object) -> None:
    people = people_with(period.association, *roles)
    path = reverse("visits:period", kwargs={"association": period.association.slug, "pk": period.pk})
    told = {"period": period.name, **facts}
    notify(people, kind, association=period.association, facts=told, path=path)


def tell_secret_kept_back(period: DrawPeriod) -> None:
    """Managers and board learn that a period cannot be checked yet."""
    _tell_of_period(SECRET_KEPT_BACK, period, Role.MANAGER, Role.BOARD)


def tell_left_out(week: DrawWeek) -> None:
    """Managers and board learn that some who were drawn get no visit; how many, never who."""
    facts = {"week": week.name, "number": len(week.left_out)}
    _tell_of_period(LEFT_OUT, week.period, Role.MANAGER, Role.BOARD, **facts)


def tell_number_is_awaited(period: DrawPeriod, today: date) -> None:
    """The managers are reminded of the public number; from the first day of the period the board learns it
    too.
    """
    if today < period.first_on:
        _tell_of_period(NUMBER_AWAITED, period, Role.MANAGER)
    else:
        _tell_of_period(NUMBER_MISSING, period, Role.MANAGER, Role.BOARD)


def tell_planned_alone(visit: Visit, by: Person | None) -> None:
    """The other managers learn that somebody planned a visit by their own word; the board reads how many
    there were once they are no secret.
    """
    others = [person for person in people_with(visit.association, Role.MANAGER) if person != by]
    path = reverse("visits:visit", kwargs={"association": visit.association.slug, "pk": visit.pk})
    facts = {"reference": visit.reference}
    notify(others, PLANNED_ALONE, association=visit.association, facts=facts, path=path)
