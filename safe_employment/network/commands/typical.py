"""Commands for typical employers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put, refusing
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members.queries import employer_for
from safe_employment.network import errors
from safe_employment.network.models import TypicalEmployer, TypicalState
from safe_employment.network.policies import KEEP_NETWORK
from safe_employment.network.queries import typical_employer_for
from safe_employment.network.states import TYPICAL

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.training.models import Workshop


def _not_to_come(day: date, today: date, field: str) -> None:
    if day > today:
        raise ProgrammeError(errors.DAY_TO_COME, {"day": day.isoformat()}, field=field)


@command
def select_typical_employer(
    *, by: Actor, employer: Employer, selected_on: date, why: str, today: date
) -> TypicalEmployer:
    """Select an employer as a core of the network, with the reason.

    Raises ProgrammeError NETWORK_TYPICAL_TWICE or NETWORK_DAY_TO_COME.
    """
    check(by, KEEP_NETWORK)
    _not_to_come(selected_on, today, "selected_on")
    member = employer_for(by, employer.pk)
    made = TypicalEmployer(association=by.home, employer=member)
    with refusing(
        "typical_employer_once", ProgrammeError(errors.TYPICAL_TWICE, {"employer": member}, field="employer")
    ):
        put(made, {"selected_on": selected_on, "why": why.strip()})
    record(by, "network.select_typical_employer", made, details={"why": made.why})
    return made


@command
def change_typical_employer(
    *, by: Actor, typical_employer: int, selected_on: date, why: str, today: date
) -> TypicalEmployer:
    """Correct the day or the reason of a selection.

    Raises ProgrammeError NETWORK_TYPICAL_ENDED or NETWORK_DAY_TO_COME.
    """
    check(by, KEEP_NETWORK)
    found = typical_employer_for(by, typical_employer)
    if found.state == TypicalState.ENDED:
        raise ProgrammeError(errors.TYPICAL_ENDED, {"employer": found.employer})
    _not_to_come(selected_on, today, "selected_on")
    changed = put(found, {"selected_on": selected_on, "why": why.strip()})
    record(by, "network.change_typical_employer", found, details={"changed": changed})
    return found


@command
def train_typical_employer(
    *, by: Actor, typical_employer: int, trained_on: date, today: date, workshop: Workshop | None = None
) -> TypicalEmployer:
    """Record the day on which a typical employer was trained for its part, and at which workshop.

    Raises ProgrammeError NETWORK_DAY_TO_COME; Hidden for a workshop of another association.
    """
    found = typical_employer_for(by, typical_employer)
    _not_to_come(trained_on, today, "trained_on")
    if workshop is not None and workshop.association_id != by.home.pk:
        raise Hidden
    changes: dict[str, object] = {"trained_on": trained_on, "workshop": workshop}
    move(TYPICAL, "train_typical_employer", by=by, subject=found, changes=changes)
    return found


@command
def end_typical_employer(
    *, by: Actor, typical_employer: int, ended_on: date, reason: str, today: date
) -> TypicalEmployer:
    """Record that an employer is no typical employer any more.

    Raises ProgrammeError STATE_REASON_MISSING, NETWORK_DAY_TO_COME or NETWORK_BEFORE_SELECTION.
    """
    found = typical_employer_for(by, typical_employer)
    _not_to_come(ended_on, today, "ended_on")
    if ended_on < found.selected_on:
        told = {"day": found.selected_on.isoformat()}
        raise ProgrammeError(errors.BEFORE_SELECTION, told, field="ended_on")
    changes: dict[str, object] = {"ended_on": ended_on, "ended_because": reason.strip()[:300]}
    move(TYPICAL, "end_typical_employer", by=by, subject=found, reason=reason, changes=changes)
    return found


@command
def remove_typical_employer(*, by: Actor, typical_employer: int) -> TypicalEmployer:
    """Remove a selection recorded by mistake."""
    check(by, KEEP_NETWORK)
    found = typical_employer_for(by, typical_employer)
    record(by, "network.remove_typical_employer", found)
    TypicalEmployer.objects.filter(pk=found.pk).delete()
    return found
