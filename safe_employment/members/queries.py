"""Reading the register: the doorways, scoped to what the actor may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.errors import Hidden
from safe_employment.kit.policies import can
from safe_employment.members.models import Employer
from safe_employment.members.policies import SEE_EMPLOYERS, SEE_OWN_EMPLOYER

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor


def employers_for(by: Actor) -> QuerySet[Employer]:
    """Return the live employers that the actor may see: all of the association's, or only their own."""
    return _records_for(by).filter(merged_into=None)


def employer_for(by: Actor, pk: int) -> Employer:
    """Return one employer; a record that was merged leads to the one that it was merged into.

    Raises Hidden for what does not exist and for what the actor may not see.
    """
    found = _records_for(by).filter(pk=pk).first()
    if found is None:
        raise Hidden
    return successor(found)


def successor(employer: Employer) -> Employer:
    """Return the living record that stands for this one, following merge after merge."""
    seen = {employer.pk}
    while employer.merged_into is not None and employer.merged_into_id not in seen:
        employer = employer.merged_into
        seen.add(employer.pk)
    return employer


def _records_for(by: Actor) -> QuerySet[Employer]:
    if by.association is None:
        return Employer.objects.none()
    records = Employer.objects.filter(association=by.association)
    if can(by, SEE_EMPLOYERS):
        return records
    if can(by, SEE_OWN_EMPLOYER) and by.person is not None:
        own = by.person.employer_contacts.filter(ended_at=None, employer__association=by.association)
        return records.filter(pk__in=own.values("employer"))
    return Employer.objects.none()
