"""Commands for case studies and their texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Max

from safe_employment.interviews import errors
from safe_employment.interviews.models import (
    CHILDREN,
    CaseState,
    CaseStudy,
    Consent,
    ConsentWay,
    Guardian,
    Story,
)
from safe_employment.interviews.notices import tell_of_child
from safe_employment.interviews.policies import KEEP_CASE_STUDIES
from safe_employment.interviews.queries import case_study_for
from safe_employment.interviews.recognition import holds_identity
from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association
from safe_employment.kit.policies import check

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Unpack

    from safe_employment.interviews.models import Theme
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person


class ConsentFacts(TypedDict, total=False):
    """What is said about a consent."""

    scope: str
    way: str
    language: str
    given_on: date
    witness: Person | None
    sheet_kept_at: str
    guardian: str


class CaseFacts(TypedDict, total=False):
    """What is said about a case study."""

    invented_name: str
    interviewed_on: date
    sector: str
    age_band: str
    sex: str
    home_division_code: str
    themes: Iterable[Theme]


class StoryTexts(TypedDict, total=False):
    """The parts of a text."""

    why_migrated: str
    how_treated: str
    wishes: str


def _check_consent(consent: Consent, recorder: Person, facts: CaseFacts) -> None:
    if consent.way == ConsentWay.ORAL and (consent.witness is None or consent.witness == recorder):
        raise ProgrammeError(errors.WITNESS_MISSING, field="witness")
    if facts["age_band"] in CHILDREN and consent.guardian == Guardian.NOT_NEEDED:
        raise ProgrammeError(errors.GUARDIAN_MISSING, field="guardian")
    if consent.given_on > facts["interviewed_on"]:
        told = {"given": consent.given_on.isoformat(), "told": facts["interviewed_on"].isoformat()}
        raise ProgrammeError(errors.CONSENT_AFTER_INTERVIEW, told, field="given_on")


def _next_number(association: Association) -> int:
    Association.objects.select_for_update(of=("self",)).get(pk=association.pk)
    highest = CaseStudy.objects.filter(association=association).aggregate(n=Max("number"))["n"]
    return (highest or 0) + 1


def _own_themes(by: Actor, facts: CaseFacts) -> None:
    if any(theme.association_id != by.home.pk for theme in facts.get("themes", ())):
        raise Hidden


@command
def record_case_study(
    *,
    by: Actor,
    consent: ConsentFacts,
    today: date,
    recorder: Person | None = None,
    **facts: Unpack[CaseFacts],
) -> CaseStudy:
    """Record a consent and with it a case study; the text is written afterwards.

    `recorder` is who heard the story and recorded the consent, the actor unless another is named. When a
    child told it lately, the case officers are told at once. Raises ProgrammeError INTERVIEWS_NO_RECORDER,
    INTERVIEWS_WITNESS_MISSING, INTERVIEWS_GUARDIAN_MISSING, INTERVIEWS_CONSENT_AFTER_INTERVIEW or
    INTERVIEWS_DAY_TO_COME.
    """
    check(by, KEEP_CASE_STUDIES)
    person = recorder or by.person
    if person is None:
        raise ProgrammeError(errors.NO_RECORDER)
    if facts["interviewed_on"] > today:
        told = {"day": facts["interviewed_on"].isoformat()}
        raise ProgrammeError(errors.DAY_TO_COME, told, field="interviewed_on")
    _own_themes(by, facts)
    agreed = Consent(association=by.home, recorded_by=person, **consent)
    _check_consent(agreed, person, facts)
    agreed.save()
    case = CaseStudy(association=by.home, number=_next_number(by.home), consent=agreed, interviewed_by=person)
    put(case, facts)
    was_told = tell_of_child(by, case, today)
    details: dict[str, object] = {"scope": agreed.scope, "case_officer_told": was_told}
    record(by, "interviews.record_case_study", case, details=details)
    return case


def _writable(by: Actor, pk: int) -> CaseStudy:
    case = case_study_for(by, pk)
    if not case.consent.is_valid:
        raise ProgrammeError(errors.CONSENT_WITHDRAWN)
    if case.state != CaseState.RECORDED:
        raise ProgrammeError(errors.STORY_IN_USE, {"state": case.get_state_display()})
    return case


@command
def change_case_study(*, by: Actor, case_study: int, today: date, **facts: Unpack[CaseFacts]) -> CaseStudy:
    """Correct the facts of a case study.

    Raises ProgrammeError INTERVIEWS_CONSENT_WITHDRAWN, INTERVIEWS_STORY_IN_USE, INTERVIEWS_DAY_TO_COME, or
    INTERVIEWS_GUARDIAN_MISSING where it turns out that a child told it.
    """
    check(by, KEEP_CASE_STUDIES)
    case = _writable(by, case_study)
    _own_themes(by, facts)
    told_on = facts.get("interviewed_on", case.interviewed_on)
    if told_on > today:
        raise ProgrammeError(errors.DAY_TO_COME, {"day": told_on.isoformat()}, field="interviewed_on")
    was_child = case.is_of_a_child
    age = facts.get("age_band", case.age_band)
    if age in CHILDREN and case.consent.guardian == Guardian.NOT_NEEDED:
        raise ProgrammeError(errors.GUARDIAN_MISSING, field="age_band")
    changed = put(case, facts)
    if not was_child:
        tell_of_child(by, case, today)
    record(by, "interviews.change_case_study", case, details={"changed": changed})
    return case


@command
def write_story(*, by: Actor, case_study: int, **texts: Unpack[StoryTexts]) -> CaseStudy:
    """Write or change the text of a case study. The audit entry holds its length, never a word of it.

    Raises ProgrammeError INTERVIEWS_CONSENT_WITHDRAWN, INTERVIEWS_STORY_IN_USE, INTERVIEWS_STORY_EMPTY or
    INTERVIEWS_STORY_HOLDS_IDENTITY.
    """
    check(by, KEEP_CASE_STUDIES)
    case = _writable(by, case_study)
    story = Story.objects.filter(case_study=case).first() or Story(case_study=case)
    for name, text in texts.items():
        setattr(story, name, str(text).strip())
    parts = (story.why_migrated, story.how_treated, story.wishes)
    if not any(parts):
        raise ProgrammeError(errors.STORY_EMPTY)
    if holds_identity(*parts):
        raise ProgrammeError(errors.STORY_HOLDS_IDENTITY)
    story.save()
    record(by, "interviews.write_story", case, details={"characters": sum(map(len, parts))})
    return case
