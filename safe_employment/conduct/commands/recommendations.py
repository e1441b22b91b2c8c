"""Drafting, changing and publishing the recommendation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from safe_employment.conduct import errors
from safe_employment.conduct.models import Recommendation, TextState
from safe_employment.conduct.policies import PUBLISH_TEXTS, WRITE_TEXTS
from safe_employment.conduct.states import RECOMMENDATION
from safe_employment.conduct.texts import standard_recommendation
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association
from safe_employment.kit.policies import check
from safe_employment.kit.states import move

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def _draft(by: Actor, recommendation: Recommendation) -> Recommendation:
    """Return the draft with its row locked. Raises Hidden or ProgrammeError CONDUCT_PUBLISHED_STAYS."""
    found = (
        Recommendation.objects.select_for_update(of=("self",))
        .filter(pk=recommendation.pk, association=by.home)
        .first()
    )
    if found is None:
        raise Hidden
    if found.state != TextState.DRAFT:
        raise ProgrammeError(errors.PUBLISHED_STAYS, {"text": str(found)})
    return found


@command
def draft_recommendation(
    *, by: Actor, title_zh: str, title_en: str, text_zh: str, text_en: str
) -> Recommendation:
    """Draft the next version of the recommendation.

    Raises ProgrammeError CONDUCT_DRAFT_EXISTS.
    """
    check(by, WRITE_TEXTS)
    Association.objects.select_for_update(of=("self",)).get(pk=by.home.pk)
    versions = Recommendation.objects.filter(association=by.home)
    waiting = versions.filter(state=TextState.DRAFT).first()
    if waiting is not None:
        raise ProgrammeError(errors.DRAFT_EXISTS, {"number": waiting.number})
    drafted = Recommendation.objects.create(
        association=by.home,
        number=(versions.aggregate(last=Max("number"))["last"] or 0) + 1,
        title_zh=title_zh,
        title_en=title_en,
        text_zh=text_zh,
        text_en=text_en,
    )
    record(by, "conduct.draft_recommendation", drafted)
    return drafted


@command
def edit_recommendation(
    *,
    by: Actor,
    recommendation: Recommendation,
    title_zh: str,
    title_en: str,
    text_zh: str,
    text_en: str,
) -> Recommendation:
    """Change a draft.

    Raises Hidden or ProgrammeError CONDUCT_PUBLISHED_STAYS.
    """
    check(by, WRITE_TEXTS)
    draft = _draft(by, recommendation)
    draft.title_zh, draft.title_en, draft.text_zh, draft.text_en = title_zh, title_en, text_zh, text_en
    draft.save()
    record(by, "conduct.edit_recommendation", draft)
    return draft


@command
def remove_recommendation_draft(*, by: Actor, recommendation: Recommendation) -> Recommendation:
    """Remove a draft; history keeps it. Returns it as it was.

    Raises Hidden or ProgrammeError CONDUCT_PUBLISHED_STAYS.
    """
    check(by, WRITE_TEXTS)
    draft = _draft(by, recommendation)
    record(by, "conduct.remove_recommendation_draft", draft, details={"number": draft.number})
    draft.delete()
    return recommendation


@command
def publish_recommendation(
    *, by: Actor, recommendation: Recommendation, published_on: date, today: date
) -> Recommendation:
    """Put a draft in force from `published_on`; the version before is superseded on that day.

    Raises Hidden, or ProgrammeError CONDUCT_IN_THE_FUTURE, CONDUCT_PUBLISHED_TOO_EARLY,
    CONDUCT_LANGUAGE_MISSING or STATE_NOT_FROM_HERE.
    """
    check(by, PUBLISH_TEXTS)
    if published_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": published_on}, field="published_on")
    draft = _draft(by, recommendation)
    before = Recommendation.objects.filter(association=by.home, state=TextState.PUBLISHED).first()
    if before is not None and before.published_on is not None:
        if published_on < before.published_on:
            facts = {"day": before.published_on}
            raise ProgrammeError(errors.PUBLISHED_TOO_EARLY, facts, field="published_on")
        changes: dict[str, object] = {"superseded_on": published_on}
        move(RECOMMENDATION, "supersede_recommendation", by=by, subject=before, changes=changes)
    move(
        RECOMMENDATION,
        "publish_recommendation",
        by=by,
        subject=draft,
        changes={"published_on": published_on},
    )
    return draft


@command
def publish_standard_recommendation(*, by: Actor, published_on: date, today: date) -> Recommendation:
    """Draft the standard recommendation as the association's next version, and publish it.

    Raises ProgrammeError CONDUCT_STANDARD_IN_FORCE if the version in force says just that,
    CONDUCT_DRAFT_EXISTS, and what `publish_recommendation` raises.
    """
    check(by, PUBLISH_TEXTS)
    text = standard_recommendation()
    current = Recommendation.objects.filter(association=by.home, state=TextState.PUBLISHED).first()
    if current is not None and (current.text_zh, current.text_en) == (text.text.zh, text.text.en):
        raise ProgrammeError(errors.STANDARD_IN_FORCE, {"number": current.number})
    drafted = draft_recommendation(
        by=by,
        title_zh=text.title.zh,
        title_en=text.title.en,
        text_zh=text.text.zh,
        text_en=text.text.en,
    )
    return publish_recommendation(by=by, recommendation=drafted, published_on=published_on, today=today)
