"""Who acts: a person in an association, with the roles they hold there, through a channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from safe_employment.kit.roles import STAFF_ROLES, Role

if TYPE_CHECKING:
    from django.http import HttpRequest

    from safe_employment.kit.models import Association, Person


@dataclass(frozen=True)
class Actor:
    """Given as `by` to every command and query. `person` is None only for the machine itself."""

    person: Person | None
    association: Association | None
    roles: frozenset[Role] = field(default_factory=frozenset)
    channel: str = "web"
    request_id: str = ""
    agency_id: int | None = None

    @property
    def is_staff(self) -> bool:
        """Whether they work for the association."""
        return bool(self.roles & STAFF_ROLES)

    @property
    def is_machine(self) -> bool:
        """Whether the programme itself acts: a schedule, a command line, a demonstration."""
        return self.person is None

    @property
    def home(self) -> Association:
        """The association in which they act.

        Raises ValueError for someone who acts in none (the system administrator's own pages).
        """
        if self.association is None:
            raise ValueError("this actor acts in no association")
        return self.association


def actor_of(request: HttpRequest) -> Actor:
    """Return the actor that the middleware found for this request."""
    found = getattr(request, "actor", None)
    return found if isinstance(found, Actor) else Actor(person=None, association=None, channel="web")


def actor_for(
    person: Person, association: Association | None, *, channel: str, request_id: str = ""
) -> Actor:
    """Return the person as they act in `association`, with the roles they hold there now."""
    from django.db.models import Q

    from safe_employment.kit.models import RoleAssignment

    held = list(
        RoleAssignment.objects.filter(person=person, ended_at=None)
        .filter(Q(association=association) | Q(association=None))
        .values_list("role", "agency_id")
    )
    return Actor(
        person=person,
        association=association,
        roles=frozenset(Role(role) for role, _ in held),
        channel=channel,
        request_id=request_id,
        agency_id=next((agency for _, agency in held if agency), None),
    )


def machine(association: Association | None, *, channel: str = "task") -> Actor:
    """Return the programme itself, which may do what a manager and every other staff role may."""
    return Actor(person=None, association=association, roles=STAFF_ROLES, channel=channel)
