"""Corrections that an employer proposes and a clerk decides."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members import errors
from safe_employment.members.commands.employers import editable
from safe_employment.members.events import CorrectionDecided, CorrectionProposed
from safe_employment.members.facts import CORRECTABLE, write_facts
from safe_employment.members.models import Correction, CorrectionState, Employer
from safe_employment.members.policies import CORRECT_OWN_EMPLOYER
from safe_employment.members.queries import employer_for
from safe_employment.members.states import CORRECTION

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor


@command
def propose_correction(*, by: Actor, employer: Employer, note: str = "", **facts: Any) -> Correction:
    """Propose new values for facts of one's own employer (those of `facts.CORRECTABLE`).

    A proposal that is still open is replaced. Raises Hidden, and ProgrammeError CORRECTION_EMPTY or
    as `facts.write_facts` does.
    """
    check(by, CORRECT_OWN_EMPLOYER)
    found = employer_for(by, employer.pk)
    if set(facts) - set(CORRECTABLE):
        raise Hidden
    before = {name: getattr(found, name) for name in facts}
    changed = write_facts(found, facts)  # checked here, written only when a clerk approves
    values = {name: getattr(found, name) for name in changed if name in facts}
    if not values and not note.strip():
        raise ProgrammeError(errors.CORRECTION_EMPTY)
    for open_one in Correction.objects.filter(
        employer=found, proposed_by=by.person, state=CorrectionState.PROPOSED
    ):
        move(CORRECTION, "withdraw_correction", by=by, subject=open_one)
    made = Correction.objects.create(
        association=by.home,
        employer=found,
        proposed_by=by.person,
        values=as_json(values),
        before=as_json({name: before[name] for name in values}),
        note=note.strip(),
    )
    record(by, "members.propose_correction", made, details={"facts": sorted(values)})
    publish(CorrectionProposed(by.home.pk, made.pk))
    return made


@command
def approve_correction(
    *, by: Actor, correction: Correction, now: datetime, despite_changes: bool = False
) -> Correction:
    """Write the proposed values into the register.

    Raises Hidden, and ProgrammeError CORRECTION_OVERTAKEN (unless `despite_changes`), STATE_NOT_FROM_HERE,
    EMPLOYER_MERGED or as `facts.write_facts` does.
    """
    _of_home(by, correction)
    changes: dict[str, object] = {"decided_by": by.person, "decided_at": now}
    move(CORRECTION, "approve_correction", by=by, subject=correction, changes=changes)
    found = editable(by, correction.employer)
    overtaken = overtaken_facts(correction, found)
    if overtaken and not despite_changes:
        names = ", ".join(str(Employer._meta.get_field(name).verbose_name) for name in overtaken)  # type: ignore[union-attr]
        raise ProgrammeError(errors.CORRECTION_OVERTAKEN, {"names": names})
    write_facts(found, from_json(correction.values))
    found.save()
    publish(CorrectionDecided(by.home.pk, correction.pk))
    return correction


@command
def decline_correction(*, by: Actor, correction: Correction, reason: str, now: datetime) -> Correction:
    """Leave the register as it is, and say why.

    Raises Hidden, and ProgrammeError STATE_NOT_FROM_HERE or STATE_REASON_MISSING.
    """
    _of_home(by, correction)
    changes: dict[str, object] = {"decided_by": by.person, "decided_at": now, "answer": reason.strip()}
    move(CORRECTION, "decline_correction", by=by, subject=correction, reason=reason, changes=changes)
    publish(CorrectionDecided(by.home.pk, correction.pk))
    return correction


@command
def withdraw_correction(*, by: Actor, correction: Correction) -> Correction:
    """Take one's own proposal back.

    Raises Hidden, and ProgrammeError STATE_NOT_FROM_HERE.
    """
    _of_home(by, correction)
    if by.person is None or correction.proposed_by_id != by.person.pk:
        raise Hidden
    move(CORRECTION, "withdraw_correction", by=by, subject=correction)
    return correction


def overtaken_facts(correction: Correction, employer: Employer) -> list[str]:
    """Return the names of proposed facts that someone changed in the register since they were proposed."""
    standing = as_json({name: getattr(employer, name) for name in correction.before})
    return [name for name, value in correction.before.items() if standing[name] != value]


def _of_home(by: Actor, correction: Correction) -> None:
    if correction.association_id != by.home.pk:
        raise Hidden


def as_json(values: dict[str, Any]) -> dict[str, Any]:
    """Return facts as they come back from a JSON column."""
    return dict(json.loads(json.dumps(values, cls=DjangoJSONEncoder)))


def from_json(values: dict[str, Any]) -> dict[str, Any]:
    """Return facts of a JSON column as values of the employer's fields."""
    return {name: Employer._meta.get_field(name).to_python(value) for name, value in values.items()}  # type: ignore[union-attr]
