"""Reading screenings: the doorways. Each reading is noted, and the log of it is kept apart too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Case, IntegerField, Q, Value, When

from safe_employment.engines.screening import NextStep
from safe_employment.findings.eyes import of_the_tied, pairs_tied
from safe_employment.kit.commands import record
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.notices import people_with
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of, own_records
from safe_employment.kit.roles import Role
from safe_employment.screenings.models import Screening, State, UrgentRecord
from safe_employment.screenings.policies import READ_SCREENINGS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association
    from safe_employment.screenings.models import ScreeningAnswer

READ = "screenings.read"
LISTED = "screenings.read_list"


def screenings_for(by: Actor) -> QuerySet[Any]:
    """Return the screenings that the actor may read, with `urgency`: the higher, the sooner.

    To who is tied to an employer those of its workers are not there.
    """
    ranks = [When(next_step=step.value, then=Value(step.rank)) for step in NextStep]
    rows = own_records(Screening.objects.select_related("employer"), by, READ_SCREENINGS)
    rows = rows.exclude(of_the_tied(by.person, "employer"))
    return rows.annotate(urgency=Case(*ranks, output_field=IntegerField()))


def screening_for(by: Actor, pk: int) -> Screening:
    """Return one screening. Raises Hidden."""
    people = ("opened_by", "concluded_by")
    found: Screening = one_of(screenings_for(by).select_related("employer", *people), pk)
    return found


def read_screening(by: Actor, pk: int, page: str) -> Screening:
    """Return one screening to be shown on a page; the reading is noted first. Raises Hidden."""
    found = screening_for(by, pk)
    record(by, READ, found, details={"page": page})
    return found


def list_read(by: Actor) -> None:
    """Note that the list was looked at. Raises Hidden."""
    check(by, READ_SCREENINGS)
    record(by, LISTED)


def answers_of(screening: Screening) -> list[ScreeningAnswer]:
    """Return the answers of a screening that was read, with who wrote them down."""
    return list(screening.answers.select_related("answered_by"))


def readings_of(by: Actor, screening: Screening) -> QuerySet[AuditEntry]:
    """Return who read or changed a screening, the latest first."""
    check(by, READ_SCREENINGS)
    return AuditEntry.objects.filter(
        association=by.association,
        object_type=Screening._meta.label_lower,
        object_id=str(screening.pk),
    ).select_related("person")


def not_closed(by: Actor, subjects: Iterable[str]) -> dict[str, Screening]:
    """Return the screenings of subjects (opaque keys) that are open or concluded, by subject."""
    rows = screenings_for(by).filter(subject_reference__in=list(subjects)).exclude(state=State.CLOSED)
    return {row.subject_reference: row for row in rows}


def open_ones(by: Actor) -> QuerySet[Any]:
    """Return what is open, the most urgent first, then the oldest."""
    return screenings_for(by).filter(state=State.OPEN).order_by("-urgency", "opened_at", "pk")


def urgent_records_for(by: Actor) -> QuerySet[Any]:
    """Return the urgent records of the screenings that the actor may read, what nobody has taken first."""
    rows = own_records(
        UrgentRecord.objects.select_related("screening", "acknowledged_by"), by, READ_SCREENINGS
    )
    rows = rows.exclude(of_the_tied(by.person, "screening__employer"))
    return rows.annotate(waits=Q(acknowledged_at=None)).order_by("-waits", "-opened_at", "-pk")


def urgent_for(by: Actor, pk: int) -> UrgentRecord:
    """Return one urgent record. Raises Hidden."""
    found: UrgentRecord = one_of(urgent_records_for(by).select_related("association"), pk)
    return found


def read_urgent(by: Actor, pk: int) -> UrgentRecord:
    """Return one urgent record to be shown; the reading is noted with its screening. Raises Hidden."""
    found = urgent_for(by, pk)
    record(by, READ, found.screening, details={"page": "urgent"})
    return found


def untaken(by: Actor) -> QuerySet[Any]:
    """Return the urgent records that nobody has taken, the oldest first."""
    return urgent_records_for(by).filter(acknowledged_at=None).order_by("opened_at", "pk")


def left_unread(home: Association, today: date) -> list[int | None]:
    """Return the employers (None: not known) of screenings not closed that no case officer may read.

    All of them are tied, or there is none.
    """
    officers = [person.pk for person in people_with(home, Role.CASE_OFFICER)]
    tied = set(pairs_tied(today, person__in=officers))
    waiting = Screening.objects.filter(association=home).exclude(state=State.CLOSED).order_by()
    employers = waiting.values_list("employer_id", flat=True).distinct()
    return [each for each in employers if all((person, each) in tied for person in officers)]
