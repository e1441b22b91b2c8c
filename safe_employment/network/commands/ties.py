"""Commands for ties between employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put, refusing
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.members.queries import employer_for
from safe_employment.network import errors
from safe_employment.network.models import Tie
from safe_employment.network.policies import KEEP_NETWORK
from safe_employment.network.queries import tie_for

if TYPE_CHECKING:
    from datetime import date
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer


class TieFacts(TypedDict, total=False):
    """What is said about a tie."""

    from_employer: Employer
    to_employer: Employer
    kind: str
    since: date
    ended_on: date | None


def _save(by: Actor, tie: Tie, facts: TieFacts) -> list[str]:
    for name, value in facts.items():
        setattr(tie, name, value)
    tie.from_employer = employer_for(by, tie.from_employer_id)
    tie.to_employer = employer_for(by, tie.to_employer_id)
    if tie.from_employer == tie.to_employer:
        raise ProgrammeError(errors.TIE_TO_ITSELF, field="to_employer")
    if tie.ended_on is not None and tie.ended_on < tie.since:
        raise ProgrammeError(errors.DATES_REVERSED, field="ended_on")
    with refusing("tie_of_a_kind_once", ProgrammeError(errors.TIE_TWICE, field="to_employer")):
        tie.save()
    return sorted(facts)


@command
def record_tie(*, by: Actor, **facts: Unpack[TieFacts]) -> Tie:
    """Record a tie from one employer to another.

    Raises ProgrammeError NETWORK_TIE_TO_ITSELF, NETWORK_TIE_TWICE or NETWORK_DATES_REVERSED.
    """
    check(by, KEEP_NETWORK)
    made = Tie(association=by.home)
    _save(by, made, facts)
    record(by, "network.record_tie", made, details={"kind": made.kind})
    return made


@command
def change_tie(*, by: Actor, tie: int, **facts: Unpack[TieFacts]) -> Tie:
    """Correct a tie. Raises as `record_tie` does."""
    check(by, KEEP_NETWORK)
    found = tie_for(by, tie)
    given = _save(by, found, facts)
    record(by, "network.change_tie", found, details={"given": given})
    return found


@command
def end_tie(*, by: Actor, tie: int, ended_on: date) -> Tie:
    """Record that a tie ended. Raises ProgrammeError NETWORK_DATES_REVERSED."""
    check(by, KEEP_NETWORK)
    found = tie_for(by, tie)
    if ended_on < found.since:
        raise ProgrammeError(errors.DATES_REVERSED, field="ended_on")
    put(found, {"ended_on": ended_on})
    record(by, "network.end_tie", found, details={"on": ended_on.isoformat()})
    return found


@command
def remove_tie(*, by: Actor, tie: int) -> Tie:
    """Remove a tie recorded by mistake."""
    check(by, KEEP_NETWORK)
    found = tie_for(by, tie)
    record(by, "network.remove_tie", found)
    Tie.objects.filter(pk=found.pk).delete()
    return found
