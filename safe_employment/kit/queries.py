"""What the kit's pages read, and the two ways to records that every room uses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, Q, QuerySet

from safe_employment.kit.audit import apart_from
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import (
    AuditEntry,
    Invitation,
    Notice,
    PartnerAgency,
    RoleAssignment,
    TaskRun,
)
from safe_employment.kit.policies import Permission, can
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

M = TypeVar("M", bound=Model)
S = TypeVar("S", bound=QuerySet[Any])


def own_records(records: S, by: Actor, wanted: Permission) -> S:
    """Return those of the actor's association; none where they act in none or lack the permission."""
    if by.association is None or not can(by, wanted):
        return records.none()
    return records.filter(association=by.association)


def one_of(records: QuerySet[M], pk: int) -> M:
    """Return one of the records that the actor may see.

    Raises Hidden.
    """
    found = records.filter(pk=pk).first()
    if found is None:
        raise Hidden
    return found


def assignments_for(by: Actor) -> QuerySet[RoleAssignment]:
    """Return who holds which role in the association now."""
    return RoleAssignment.objects.filter(association=by.home, ended_at=None).select_related(
        "person", "agency"
    )


def assignment_for(by: Actor, pk: int) -> RoleAssignment:
    """Return one assignment of the association.

    Raises Hidden.
    """
    return one_of(assignments_for(by), pk)


def invitations_for(by: Actor) -> QuerySet[Invitation]:
    """Return the association's invitations that were neither accepted nor withdrawn."""
    return Invitation.objects.filter(association=by.home, accepted_at=None, withdrawn_at=None)


def invitation_for(by: Actor, pk: int) -> Invitation:
    """Return one open invitation.

    Raises Hidden.
    """
    return one_of(invitations_for(by), pk)


def agencies_for(by: Actor) -> QuerySet[PartnerAgency]:
    """Return the partner agencies of the association."""
    return PartnerAgency.objects.filter(association=by.home)


def agency_for(by: Actor, pk: int) -> PartnerAgency:
    """Return one partner agency.

    Raises Hidden.
    """
    return one_of(agencies_for(by), pk)


def audit_entries_for(by: Actor) -> QuerySet[AuditEntry]:
    """Return the entries one may search: the association's, and for the administrator the machine's.

    The administrator sees that something was done, and by whom, never to which record's name. What is
    kept apart (`kit.audit.apart`) only those see who may read it.
    """
    found = AuditEntry.objects.select_related("person").exclude(apart_from(by))
    if Role.ADMINISTRATOR in by.roles:
        return found.filter(Q(association=by.association) | Q(association=None)).defer(
            "object_label", "details"
        )
    members = RoleAssignment.objects.filter(association=by.home).values("person")
    return found.filter(Q(association=by.home) | Q(association=None, person__in=members))


def notices_for(by: Actor) -> QuerySet[Notice]:
    """Return the person's own notices in the association."""
    return Notice.objects.filter(person=by.person, association=by.association)


def notice_for(by: Actor, pk: int) -> Notice:
    """Return one of the person's own notices.

    Raises Hidden.
    """
    return one_of(notices_for(by), pk)


def unread_notices(by: Actor) -> int:
    """Return how many notices the person has not read, counted no further than 100."""
    return notices_for(by).filter(read_at=None).order_by()[:100].count()


def task_runs_for(by: Actor) -> QuerySet[TaskRun]:
    """Return the long work of the association."""
    return TaskRun.objects.filter(association=by.home).select_related("started_by")


def task_run_for(by: Actor, pk: int) -> TaskRun:
    """Return one run of long work.

    Raises Hidden.
    """
    return one_of(task_runs_for(by), pk)
