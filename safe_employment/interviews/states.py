"""The lifecycle of a case study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.interviews import errors
from safe_employment.interviews.models import CaseState, CaseStudy, Scope, Story
from safe_employment.interviews.policies import KEEP_CASE_STUDIES, RELEASE_STORIES
from safe_employment.interviews.queries import recognition_of
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.states import Lifecycle, Transition, lifecycle

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def _has_text_and_consent(case: CaseStudy, *scopes: str) -> None:
    if not case.consent.is_valid:
        raise ProgrammeError(errors.CONSENT_WITHDRAWN)
    if case.consent.scope not in scopes:
        raise ProgrammeError(errors.SCOPE_TOO_NARROW, {"scope": case.consent.get_scope_display()})
    if not Story.objects.filter(case_study=case).exists():
        raise ProgrammeError(errors.STORY_MISSING)


def may_be_used_inside(_by: Actor, case: CaseStudy) -> None:
    """Refuse what was not agreed to, and what has no text."""
    _has_text_and_consent(case, Scope.USE_INSIDE, Scope.PUBLISH)


def may_be_published(by: Actor, case: CaseStudy) -> None:
    """Refuse what was not agreed to, children, the recognisable, and one pair of eyes."""
    _has_text_and_consent(case, Scope.PUBLISH)
    if case.is_of_a_child:
        raise ProgrammeError(errors.CHILD_NOT_PUBLISHED)
    found = recognition_of(case)
    if found.is_danger_to_publish:
        raise ProgrammeError(errors.RECOGNISABLE, {"sharing": found.sharing})
    if by.person is not None and by.person.pk in (case.interviewed_by_id, case.consent.recorded_by_id):
        raise ProgrammeError(errors.SAME_PERSON)


CASE = lifecycle(
    Lifecycle(
        key="interviews.case_study",
        title=_("Case study"),
        states=CaseState,
        initial=CaseState.RECORDED,
        final=frozenset({CaseState.WITHDRAWN.value}),
        transitions=(
            Transition(
                verb="release_case_study",
                words=_("Release inside"),
                sources=(CaseState.RECORDED,),
                target=CaseState.RELEASED,
                permission=RELEASE_STORIES,
                guard=may_be_used_inside,
                records=_("who released it; trainers may read it from now on"),
            ),
            Transition(
                verb="clear_case_study",
                words=_("Clear for publication"),
                sources=(CaseState.RELEASED,),
                target=CaseState.CLEARED,
                permission=RELEASE_STORIES,
                guard=may_be_published,
                records=_("who cleared it: not the one who heard it"),
            ),
            Transition(
                verb="take_back_case_study",
                words=_("Take it back"),
                sources=(CaseState.RELEASED, CaseState.CLEARED),
                target=CaseState.RECORDED,
                permission=RELEASE_STORIES,
                needs_reason=True,
                records=_("why"),
            ),
            Transition(
                verb="withdraw_case_study",
                words=_("Withdraw consent"),
                sources=(CaseState.RECORDED, CaseState.RELEASED, CaseState.CLEARED),
                target=CaseState.WITHDRAWN,
                permission=KEEP_CASE_STUDIES,
                records=_("when; the text, the invented name, the home and the themes are removed"),
            ),
        ),
    )
)
