"""Who advocates the recommendation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from safe_employment.conduct import errors
from safe_employment.conduct.models import Advocacy, AdvocacyState, Recommendation, TextState
from safe_employment.conduct.policies import RECORD_ADVOCACY
from safe_employment.conduct.queries import advocacy_for
from safe_employment.conduct.states import ADVOCACY
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members.models import Employer
from safe_employment.members.queries import employer_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def _check(by: Actor, recommendation: Recommendation, since: date, today: date) -> None:
    if recommendation.association_id != by.home.pk:
        raise Hidden
    if recommendation.state == TextState.DRAFT:
        raise ProgrammeError(errors.DRAFT_NOT_HANDED_OUT, field="recommendation")
    if since > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": since}, field="since")


@command
def record_advocacy(
    *,
    by: Actor,
    employer: int,
    recommendation: Recommendation,
    since: date,
    way: str,
    note: str = "",
    today: date,
) -> Advocacy:
    """Record that an employer advocates the recommendation since a day.

    Raises Hidden, or ProgrammeError CONDUCT_DRAFT_NOT_HANDED_OUT, CONDUCT_IN_THE_FUTURE or
    CONDUCT_ADVOCATES_ALREADY.
    """
    check(by, RECORD_ADVOCACY)
    found = employer_for(by, employer)
    _check(by, recommendation, since, today)
    Employer.objects.select_for_update(of=("self",)).get(pk=found.pk)
    active = Advocacy.objects.filter(employer=found, state=AdvocacyState.ACTIVE).first()
    if active is not None:
        facts = {"employer": found.name, "day": active.since}
        raise ProgrammeError(errors.ADVOCATES_ALREADY, facts, field="employer")
    made = Advocacy.objects.create(
        association=by.home,
        employer=found,
        recommendation=recommendation,
        since=since,
        way=way,
        note=note,
    )
    record(by, "conduct.record_advocacy", made)
    return made


@command
def change_advocacy(
    *,
    by: Actor,
    advocacy: Advocacy,
    recommendation: Recommendation,
    since: date,
    way: str,
    note: str = "",
    today: date,
) -> Advocacy:
    """Correct a record of advocacy; its employer stays.

    Raises Hidden, or ProgrammeError CONDUCT_DRAFT_NOT_HANDED_OUT, CONDUCT_IN_THE_FUTURE or
    CONDUCT_ENDS_BEFORE_IT_BEGAN.
    """
    check(by, RECORD_ADVOCACY)
    found = advocacy_for(by, advocacy.pk)
    _check(by, recommendation, since, today)
    if found.ended_on is not None and found.ended_on < since:
        raise ProgrammeError(errors.ENDS_BEFORE_IT_BEGAN, {"day": since}, field="since")
    found.recommendation, found.since, found.way, found.note = recommendation, since, way, note
    found.save()
    record(by, "conduct.change_advocacy", found)
    return found


@command
def end_advocacy(*, by: Actor, advocacy: Advocacy, ended_on: date, reason: str, today: date) -> Advocacy:
    """End an advocacy on a day, with a reason.

    Raises Hidden, or ProgrammeError CONDUCT_ENDS_BEFORE_IT_BEGAN, CONDUCT_IN_THE_FUTURE,
    STATE_NOT_FROM_HERE or STATE_REASON_MISSING.
    """
    found = advocacy_for(by, advocacy.pk)
    if ended_on < found.since:
        raise ProgrammeError(errors.ENDS_BEFORE_IT_BEGAN, {"day": found.since}, field="ended_on")
    if ended_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": ended_on}, field="ended_on")
    changes: dict[str, object] = {"ended_on": ended_on, "end_reason": reason.strip()[:500]}
    move(ADVOCACY, "end_advocacy", by=by, subject=found, reason=reason, changes=changes)
    return found
