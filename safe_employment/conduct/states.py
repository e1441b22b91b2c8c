"""The lifecycles of texts, signatures, advocacies, copies and lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.conduct import errors, policies
from safe_employment.conduct.models import (
    AdvocacyState,
    CodeVersion,
    ListState,
    Point,
    Recommendation,
    RecordState,
    SignatureState,
    TextState,
)
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.states import Lifecycle, Transition, lifecycle

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def says_all_in_both_languages(_by: Actor, version: CodeVersion) -> None:
    """Let a version pass that has an article for each of the seven points, all in both languages.

    Raises ProgrammeError CONDUCT_NO_ARTICLES, CONDUCT_POINTS_MISSING or CONDUCT_LANGUAGE_MISSING.
    """
    articles = list(version.articles.all())
    if not articles:
        raise ProgrammeError(errors.NO_ARTICLES)
    missing = [p for p in Point if p != Point.EXTRA and p not in {article.point for article in articles}]
    if missing:
        raise ProgrammeError(errors.POINTS_MISSING, {"points": ", ".join(p.value for p in missing)})
    for article in articles:
        parts = (article.title_zh, article.title_en, article.text_zh, article.text_en)
        if not all(part.strip() for part in parts):
            raise ProgrammeError(errors.LANGUAGE_MISSING, {"title": article.title})


def is_in_both_languages(_by: Actor, text: Recommendation) -> None:
    """Let a recommendation pass that is written in both languages.

    Raises ProgrammeError CONDUCT_LANGUAGE_MISSING.
    """
    if not all(part.strip() for part in (text.title_zh, text.title_en, text.text_zh, text.text_en)):
        raise ProgrammeError(errors.LANGUAGE_MISSING, {"title": text.title})


CODE_VERSION = lifecycle(
    Lifecycle(
        key="conduct.code_version",
        title=_("Version of the code"),
        states=TextState,
        initial=TextState.DRAFT,
        final=frozenset({TextState.SUPERSEDED}),
        transitions=(
            Transition(
                "publish_version",
                _("Publish"),
                (TextState.DRAFT,),
                TextState.PUBLISHED,
                policies.PUBLISH_TEXTS,
                guard=says_all_in_both_languages,
                records=_("the day of publication; from then on the text cannot change"),
                tells=_("the portal contacts of employers who signed an earlier version"),
            ),
            Transition(
                "supersede_version",
                _("Supersede"),
                (TextState.PUBLISHED,),
                TextState.SUPERSEDED,
                policies.PUBLISH_TEXTS,
                records=_("the day from which another version is in force"),
            ),
        ),
    )
)
RECOMMENDATION = lifecycle(
    Lifecycle(
        key="conduct.recommendation",
        title=_("Recommendation"),
        states=TextState,
        initial=TextState.DRAFT,
        final=frozenset({TextState.SUPERSEDED}),
        transitions=(
            Transition(
                "publish_recommendation",
                _("Publish"),
                (TextState.DRAFT,),
                TextState.PUBLISHED,
                policies.PUBLISH_TEXTS,
                guard=is_in_both_languages,
                records=_("the day of publication; from then on the text cannot change"),
            ),
            Transition(
                "supersede_recommendation",
                _("Supersede"),
                (TextState.PUBLISHED,),
                TextState.SUPERSEDED,
                policies.PUBLISH_TEXTS,
                records=_("the day from which another version is in force"),
            ),
        ),
    )
)
SIGNATURE = lifecycle(
    Lifecycle(
        key="conduct.signature",
        title=_("Signature of the code"),
        states=SignatureState,
        initial=SignatureState.SIGNED,
        final=frozenset({SignatureState.WITHDRAWN}),
        transitions=(
            Transition(
                "withdraw_signature",
                _("Withdraw"),
                (SignatureState.SIGNED,),
                SignatureState.WITHDRAWN,
                policies.WITHDRAW_SIGNATURES,
                needs_reason=True,
                records=_("the day and the reason; the employer may sign again"),
                tells=_("the employer's portal contacts"),
            ),
        ),
    )
)
ADVOCACY = lifecycle(
    Lifecycle(
        key="conduct.advocacy",
        title=_("Advocacy of the recommendation"),
        states=AdvocacyState,
        initial=AdvocacyState.ACTIVE,
        final=frozenset({AdvocacyState.ENDED}),
        transitions=(
            Transition(
                "end_advocacy",
                _("End"),
                (AdvocacyState.ACTIVE,),
                AdvocacyState.ENDED,
                policies.RECORD_ADVOCACY,
                needs_reason=True,
                records=_("the day and the reason"),
            ),
        ),
    )
)
COPIES = lifecycle(
    Lifecycle(
        key="conduct.copies",
        title=_("Copies handed out"),
        states=RecordState,
        initial=RecordState.RECORDED,
        transitions=(
            Transition(
                "withdraw_copies",
                _("Withdraw"),
                (RecordState.RECORDED,),
                RecordState.WITHDRAWN,
                policies.RECORD_COPIES,
                needs_reason=True,
                records=_("the reason; the copies no longer count"),
            ),
            Transition(
                "restore_copies",
                _("Restore"),
                (RecordState.WITHDRAWN,),
                RecordState.RECORDED,
                policies.RECORD_COPIES,
                records=_("that the copies count again"),
            ),
        ),
    )
)
SIGNATURE_LIST = lifecycle(
    Lifecycle(
        key="conduct.signature_list",
        title=_("List of paper signatures"),
        states=ListState,
        initial=ListState.READY,
        final=frozenset({ListState.CONFIRMED, ListState.DISCARDED}),
        transitions=(
            Transition(
                "confirm_list",
                _("Confirm"),
                (ListState.READY,),
                ListState.CONFIRMED,
                policies.RECORD_SIGNATURES,
                records=_("the signatures of all rows that are ready, in one transaction"),
            ),
            Transition(
                "discard_list",
                _("Discard"),
                (ListState.READY,),
                ListState.DISCARDED,
                policies.RECORD_SIGNATURES,
                records=_("that nothing was written"),
            ),
        ),
    )
)
