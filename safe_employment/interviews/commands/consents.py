"""Commands for what someone agreed to: a changed scope, and withdrawal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.interviews import errors
from safe_employment.interviews.models import CaseState, CaseStudy, Scope, Story
from safe_employment.interviews.policies import KEEP_CASE_STUDIES
from safe_employment.interviews.queries import case_study_for
from safe_employment.interviews.states import CASE
from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person

# Which states a scope allows.
ALLOWED = {
    Scope.KEEP: {CaseState.RECORDED},
    Scope.USE_INSIDE: {CaseState.RECORDED, CaseState.RELEASED},
    Scope.PUBLISH: {CaseState.RECORDED, CaseState.RELEASED, CaseState.CLEARED},
}


@command
def change_scope(*, by: Actor, case_study: int, scope: str) -> CaseStudy:
    """Record that someone agrees to more or to less; what goes too far already is taken back.

    Raises ProgrammeError INTERVIEWS_CONSENT_WITHDRAWN.
    """
    check(by, KEEP_CASE_STUDIES)
    case = case_study_for(by, case_study)
    if not case.consent.is_valid:
        raise ProgrammeError(errors.CONSENT_WITHDRAWN)
    before = case.consent.scope
    put(case.consent, {"scope": Scope(scope)})
    record(by, "interviews.change_scope", case, details={"from": before, "to": scope})
    if case.state not in ALLOWED[Scope(scope)]:
        move(CASE, "take_back_case_study", by=by, subject=case, reason=_("The consent was narrowed."))
    return case


@command
def withdraw_consent(
    *, by: Actor, case_study: int, now: datetime, recorder: Person | None = None
) -> CaseStudy:
    """Record that consent was withdrawn: the text goes, and all that could lead to the person.

    Number, day, sector, age band and sex stay, so that it is known how many withdrew. No reason is asked.
    Raises ProgrammeError STATE_NOT_FROM_HERE when it was withdrawn before, or INTERVIEWS_NO_RECORDER.
    """
    case = case_study_for(by, case_study)
    person = recorder or by.person
    if person is None:
        raise ProgrammeError(errors.NO_RECORDER)
    blank: dict[str, object] = {"invented_name": "", "home_division_code": ""}
    move(CASE, "withdraw_case_study", by=by, subject=case, changes=blank)
    case.themes.clear()
    Story.objects.filter(case_study=case).delete()
    put(case.consent, {"withdrawn_at": now, "withdrawal_recorded_by": person, "sheet_kept_at": ""})
    return case
