"""Commands for a screening itself: open it, correct whom it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Max

from safe_employment.findings.eyes import has_tie
from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association
from safe_employment.kit.policies import check
from safe_employment.kit.sealed import put_sealed, unmask
from safe_employment.screenings import errors
from safe_employment.screenings.assessing import assess
from safe_employment.screenings.models import Screening, Source, State
from safe_employment.screenings.policies import KEEP_SCREENINGS, READ_CONTACT
from safe_employment.screenings.queries import screening_for, screenings_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.sealed import Plain
    from safe_employment.members.models import Employer


class PersonFacts(TypedDict, total=False):
    """Whom a screening is about."""

    pseudonym: str
    age: str
    sex: str
    at_work: str
    employer: Employer | None


def refresh(screening: Screening) -> None:
    """Save a screening with what the engine says is next by the answers as they are."""
    screening.next_step = assess(screening, screening.answers.all()).next_step.value
    screening.save()


def editable(by: Actor, pk: int) -> Screening:
    """Return a screening whose answers may be changed, its row locked.

    Raises Hidden and ProgrammeError SCREENING_NOT_OPEN.
    """
    check(by, KEEP_SCREENINGS)
    found = screening_for(by, pk)
    locked = Screening.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if not locked.is_open:
        raise ProgrammeError(errors.NOT_OPEN, {"state": locked.get_state_display()})
    return locked


def _check_person(by: Actor, facts: PersonFacts) -> None:
    if not facts.get("pseudonym", "x").strip():
        raise ProgrammeError(errors.PSEUDONYM_MISSING, field="pseudonym")
    employer = facts.get("employer")
    if employer is None:
        return
    if employer.association_id != by.home.pk:
        raise Hidden
    if has_tie(by, employer.pk):
        raise ProgrammeError(errors.HAS_TIE, field="employer")


def _number(association: Association) -> int:
    """Return the next number; two who open at once wait for each other here."""
    Association.objects.select_for_update(no_key=True).get(pk=association.pk)
    highest = Screening.objects.filter(association=association).aggregate(n=Max("number"))["n"]
    return (highest or 0) + 1


@command
def open_screening(
    *,
    by: Actor,
    now: datetime,
    source: str = Source.DIRECT,
    source_reference: str = "",
    subject_reference: str = "",
    alerts: Iterable[str] = (),
    contact: Plain | None = None,
    **facts: Unpack[PersonFacts],
) -> Screening:
    """Open a screening of one person; no question is answered by it.

    Where one of the same subject is not closed yet, that one is returned, with the new alerts added to
    its own while it is open. Raises Hidden and ProgrammeError SCREENING_PSEUDONYM_MISSING or
    SCREENING_HAS_TIE.
    """
    check(by, KEEP_SCREENINGS)
    _check_person(by, facts)
    number = _number(by.home)
    if subject_reference:
        same = screenings_for(by).filter(subject_reference=subject_reference).exclude(state=State.CLOSED)
        found: Screening | None = same.first()
        if found is not None:
            return _add_alerts(by, found, alerts)
    made = Screening(
        association=by.home,
        number=number,
        source=source,
        source_reference=source_reference,
        subject_reference=subject_reference,
        alerts=sorted(set(alerts)),
        opened_at=now,
        opened_by=by.person,
    )
    put_sealed(made, "contact", contact)
    put(made, {"pseudonym": "", **facts})
    refresh(made)
    record(by, "screenings.open", made, details={"source": source, "next_step": made.next_step})
    return made


def _add_alerts(by: Actor, found: Screening, alerts: Iterable[str]) -> Screening:
    added = sorted(set(alerts) - set(found.alerts))
    if added and found.is_open:
        found.alerts = sorted({*found.alerts, *added})
        found.save(update_fields=["alerts", "changed_at"])
    record(by, "screenings.lead_to", found, details={"alerts": len(added)})
    return found


@command
def change_person(
    *,
    by: Actor,
    screening: int,
    contact: Plain | None = None,
    forget_contact: bool = False,
    **facts: Unpack[PersonFacts],
) -> Screening:
    """Correct whom an open screening is about; the answers stay, also when another list applies.

    An empty `contact` leaves the one that is kept. Raises Hidden, ProgrammeError SCREENING_NOT_OPEN,
    SCREENING_PSEUDONYM_MISSING or SCREENING_HAS_TIE.
    """
    found = editable(by, screening)
    _check_person(by, facts)
    if contact or forget_contact:
        put_sealed(found, "contact", None if forget_contact else contact)
    changed = put(found, facts)
    refresh(found)
    record(by, "screenings.change_person", found, details={"changed": changed})
    return found


def show_contact(*, by: Actor, screening: int, reason: str) -> Plain:
    """Return how the person can be reached; who looked and why is kept.

    Raises Hidden where there is none, and ProgrammeError UNMASK_REASON_MISSING.
    """
    check(by, READ_CONTACT)
    found = screening_for(by, screening)
    return unmask(by=by, subject=found, field="contact", permission=READ_CONTACT, reason=reason)
