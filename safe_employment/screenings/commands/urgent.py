"""Urgent records: opened when a screening is positive or a sign does not wait, called until taken.

And the door by which a critical answer opens a screening the same day, without anyone being told who spoke.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from safe_employment.engines.screening import URGENT_ANSWERS, NextStep
from safe_employment.kit.actors import machine
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association
from safe_employment.kit.policies import check
from safe_employment.screenings import errors, notices
from safe_employment.screenings.commands.screenings import open_screening
from safe_employment.screenings.models import URGENT_STEPS, Screening, Source, State, UrgentRecord
from safe_employment.screenings.policies import KEEP_SCREENINGS
from safe_employment.screenings.queries import urgent_for

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

UNKNOWN_PERSON = "—"


@command
def open_for_employer(
    *,
    by: Actor,
    employer: Employer | None,
    now: datetime,
    source_reference: str,
    sign: str = "",
    source: str = Source.VISIT,
    alerts: Iterable[str] = (),
    formerly: Collection[str] = (),
) -> None:
    """Open a screening upon a critical answer at an employer; the person is not known yet.

    Where one of the same `source_reference` (`visits.visit:12`) is open, the alerts are added to that one;
    where it is concluded or closed, its answers stand and a new one is opened. Case officers are told of each
    `sign` (the key of what was sent), once however often it is called. The programme itself does it: who
    called it is not noted, nothing is returned, and only case officers are told. Someone in danger now, or a
    child at work, is an urgent record at once. `employer` is None where it must not be told. What the
    references `formerly` opened is placed here from now on. Raises Hidden for another association's employer.
    """
    if employer is not None and employer.association_id != by.home.pk:
        raise Hidden
    programme = machine(by.home, channel=by.channel)
    Association.objects.select_for_update(no_key=True).get(pk=by.home.pk)
    of_source = Screening.objects.filter(association=by.home, source=source)
    _place(programme, of_source.filter(source_reference__in=formerly), source_reference, employer)
    before = of_source.filter(source_reference=source_reference)
    signs, alerts = [sign] if sign else [], list(alerts)
    known = before.filter(signs__contains=signs, alerts__contains=alerts).first() if sign else None
    found = before.filter(state=State.OPEN).first()
    if known is not None:
        record(programme, "screenings.lead_to", known, details={"alerts": 0})
    elif found is not None:
        _lead_to(programme, found, alerts, signs, now)
    else:
        made = open_screening(
            by=programme, now=now, source=source, source_reference=source_reference, alerts=alerts,
            pseudonym=UNKNOWN_PERSON, employer=employer,
        )  # fmt: skip
        _begin(programme, made, signs, now)


def _begin(by: Actor, made: Screening, signs: list[str], now: datetime) -> None:
    """Call the case officers to a screening that a sign has opened."""
    made.signs = signs
    made.save(update_fields=["signs", "changed_at"])
    if _is_urgent(made.alerts):
        raise_urgent(by, made, NextStep.EMERGENCY, now)
    else:
        notices.tell_opened(made)


def _place(by: Actor, earlier: QuerySet[Screening], source_reference: str, employer: Employer | None) -> None:
    """Give screenings the source that is known only now, and its employer unless a case officer named one."""
    for found in earlier:
        found.source_reference, found.employer = source_reference, found.employer or employer
        found.save(update_fields=["source_reference", "employer", "changed_at"])
        record(by, "screenings.place", found)
        notices.tell_placed(found)


def _is_urgent(alerts: Iterable[str]) -> bool:
    return not URGENT_ANSWERS.isdisjoint(alerts)


def _lead_to(by: Actor, found: Screening, alerts: list[str], signs: list[str], now: datetime) -> None:
    """Add another sign to an open screening, and call the case officers back to it."""
    added = set(alerts) - set(found.alerts)
    found.alerts, found.signs = sorted(added.union(found.alerts)), list(dict.fromkeys([*found.signs, *signs]))
    found.save(update_fields=["alerts", "signs", "changed_at"])
    record(by, "screenings.lead_to", found, details={"alerts": len(added)})
    if not _is_urgent(alerts):
        notices.tell_led_to(found)
    elif raise_urgent(by, found, NextStep.EMERGENCY, now) is None:
        notices.tell_urgent_again(found)


def raise_urgent(by: Actor, screening: Screening, step: NextStep, now: datetime) -> UrgentRecord | None:
    """Open the urgent record of a screening, within the command that found it urgent; None otherwise.

    One for each step: a record that was taken is not opened again, but an emergency is more than a referral.
    """
    if step not in URGENT_STEPS:
        return None
    known = UrgentRecord.objects.filter(screening=screening).values_list("step", flat=True)
    if any(NextStep(each).rank >= step.rank for each in known):
        return None
    Association.objects.select_for_update(no_key=True).get(pk=screening.association_id)
    highest = UrgentRecord.objects.filter(association=screening.association_id).aggregate(n=Max("number"))[
        "n"
    ]
    made = UrgentRecord.objects.create(
        association_id=screening.association_id, number=(highest or 0) + 1, screening=screening,
        step=step.value, opened_at=now, reminded_at=now,
    )  # fmt: skip
    record(by, "screenings.raise_urgent", screening, details={"number": str(made), "step": step.value})
    notices.tell_urgent(made)
    return made


@command
def take_urgent(*, by: Actor, urgent: UrgentRecord, plan: str, now: datetime) -> UrgentRecord:
    """Take an urgent record on: from now on this person sees to it. Reminders end.

    Raises Hidden, ProgrammeError URGENT_TAKEN or URGENT_PLAN_MISSING.
    """
    check(by, KEEP_SCREENINGS)
    if by.person is None:
        raise Hidden
    found = urgent_for(by, urgent.pk)
    if not plan.strip():
        raise ProgrammeError(errors.URGENT_PLAN_MISSING, field="plan")
    rows = UrgentRecord.objects.filter(pk=found.pk, acknowledged_at=None)
    if not rows.update(acknowledged_by=by.person, acknowledged_at=now, plan=plan.strip()):
        raise ProgrammeError(errors.URGENT_TAKEN)
    record(by, "screenings.take_urgent", found.screening, details={"number": str(found)})
    found.refresh_from_db()
    return found


@command
def call_for_case_officer(*, by: Actor, employers: Iterable[int | None]) -> None:
    """Have a case officer named who may read what is `left_unread` of the workers of these employers."""
    notices.tell_case_officer_needed(by.home, employers)
    record(by, "screenings.call_for_case_officer")


def remind_of_urgent(*, by: Actor, urgent: UrgentRecord, now: datetime) -> bool:
    """Claim and send one reminder; False when it was taken, or another process was first."""
    with transaction.atomic():
        rows = UrgentRecord.objects.filter(pk=urgent.pk, acknowledged_at=None, reminded_at=urgent.reminded_at)
        if not rows.update(reminded_at=now, reminders=urgent.reminders + 1):
            return False
        _note_reminder(by=by, urgent=urgent)
    return True


@command
def _note_reminder(*, by: Actor, urgent: UrgentRecord) -> None:
    notices.tell_still_urgent(urgent)
    record(by, "screenings.remind_urgent", urgent.screening, details={"number": str(urgent)})
