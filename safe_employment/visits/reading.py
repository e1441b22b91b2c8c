"""Who reads what workers said at a visit: nobody with a tie to the employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.findings.eyes import tied_people
from safe_employment.kit.errors import Hidden
from safe_employment.kit.policies import can
from safe_employment.visits.policies import READ_REMARKS

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


def is_tied(by: Actor, visit: Visit) -> bool:
    """Whether the actor has a tie with the employer; `queries.shown_visit_for` has asked already."""
    if visit.reader_is_tied is not None or by.person is None:
        return bool(visit.reader_is_tied)
    return bool(tied_people(visit.employer_id, [by.person.pk], timezone.localdate()))


def reads_all(by: Actor, visit: Visit) -> bool:
    """Whether the actor reads notes and remarks, and the answers that rest on what workers said."""
    return can(by, READ_REMARKS) and not is_tied(by, visit)


def check_reader(by: Actor, visit: Visit) -> None:
    """Keep the pages on which the work of a visit stands from who is tied. Raises Hidden.

    A sealed visit's show nothing of it yet; to hide them would tell its target.
    """
    if not visit.is_sealed and is_tied(by, visit):
        raise Hidden
