"""Reading requests to cancel drawn visits. They tell a number, never whom a sealed visit is for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from safe_employment.kit.notices import people_with
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of
from safe_employment.visits import policies
from safe_employment.visits.models import CANCELLABLE, CancelRequest, CancelState, Origin, TeamMember

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.visits.models import Visit


def _own_team(by: Actor) -> Exists:
    return Exists(TeamMember.objects.filter(visit=OuterRef("visit"), person=by.person))


def cancel_requests_for(by: Actor) -> QuerySet[CancelRequest]:
    """Return the requests that the actor may see: all for who decides, else one's own and one's teams'."""
    if by.association is None or by.person is None or not can(by, policies.SEE_CANCELLING):
        return CancelRequest.objects.none()
    found = CancelRequest.objects.filter(association=by.association)
    found = found.select_related("visit__association", "asked_by", "decided_by")
    if can(by, policies.DECIDE_CANCELLING):
        return found
    return found.filter(Q(asked_by=by.person) | _own_team(by))


def cancel_request_for(by: Actor, pk: int) -> CancelRequest:
    """Return one request. Raises Hidden."""
    return one_of(cancel_requests_for(by), pk)


def to_decide(by: Actor) -> QuerySet[CancelRequest]:
    """Return the requests that wait for this very person: not their own, nor those of their teams."""
    if not can(by, policies.DECIDE_CANCELLING):
        return CancelRequest.objects.none()
    waiting = cancel_requests_for(by).filter(state=CancelState.ASKED)
    return waiting.exclude(asked_by=by.person).exclude(_own_team(by)).order_by("asked_on", "pk")


def deciders(request: CancelRequest) -> list[Person]:
    """Return who may decide: managers and board, but for who asked and for the team. Ties are not told."""
    roles = policies.DECIDE_CANCELLING.roles
    barred = {request.asked_by_id, *request.visit.team.values_list("person_id", flat=True)}
    return [person for person in people_with(request.association, *roles) if person.pk not in barred]


def asked_of(visit: Visit) -> CancelRequest | None:
    """Return the request that waits to be decided on a visit; None without, as for all that were targeted."""
    if visit.origin != Origin.DRAWN or visit.state not in CANCELLABLE:
        return None
    waiting = visit.cancel_requests.filter(state=CancelState.ASKED)
    return waiting.select_related("asked_by", "visit").first()
