"""Who acts: a person in an association, with the roles they hold there, through a channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

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


@dataclass(frozen=True)
class Held:
    """A role that a person holds now: where (None: everywhere), and for which agency.

    `has_second_factor` is the person's: whether they sign in with one.
    """

    role: Role
    association: Association | None
    agency_id: int | None
    has_second_factor: bool


def roles_held(person: Person) -> tuple[Held, ...]:
    """Return every role that a person holds now, in whatever association: one query for the whole frame."""
    from allauth.mfa.models import Authenticator

    from safe_employment.kit.models import RoleAssignment

    secured = Exists(Authenticator.objects.filter(user=OuterRef("person")))
    rows = RoleAssignment.objects.filter(person=person, ended_at=None).annotate(secured=secured)
    return tuple(
        Held(Role(row.role), row.association, row.agency_id, row.secured)
        for row in rows.select_related("association").order_by("role", "pk")
    )


def actor_for(
    person: Person,
    association: Association | None,
    *,
    channel: str,
    request_id: str = "",
    held: tuple[Held, ...] | None = None,
) -> Actor:
    """Return the person as they act in `association`; `held` saves reading their roles again."""
    own = [
        each
        for each in (roles_held(person) if held is None else held)
        if each.association is None or each.association == association
    ]
    return Actor(
        person=person,
        association=association,
        roles=frozenset(each.role for each in own),
        channel=channel,
        request_id=request_id,
        agency_id=next((each.agency_id for each in own if each.agency_id), None),
    )


def machine(association: Association | None, *, channel: str = "task") -> Actor:
    """Return the programme itself, which may do what a manager and every other staff role may."""
    return Actor(person=None, association=association, roles=STAFF_ROLES, channel=channel)
