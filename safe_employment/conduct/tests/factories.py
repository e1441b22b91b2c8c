"""Texts and signatures for tests of this room and of the rooms above it."""

from __future__ import annotations

from datetime import date
from typing import Any

from safe_employment.conduct import commands
from safe_employment.conduct.models import (
    Advocacy,
    CodeVersion,
    CopyDistribution,
    Recommendation,
    Signature,
)
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members

TODAY = date(2025, 6, 15)
PUBLISHED_ON = date(2025, 3, 1)


def published_code(association: Association, *, published_on: date = PUBLISHED_ON) -> CodeVersion:
    """The standard code, in force."""
    return commands.publish_standard_code(by=machine(association), published_on=published_on, today=TODAY)


def revised_code(association: Association, *, published_on: date, by: Actor | None = None) -> CodeVersion:
    """A second version, in force; its first article is worded otherwise."""
    by = by or machine(association)
    version = commands.draft_version(by=by, change_note="会员座谈会后修订")
    article = version.articles.get(order=1)
    commands.edit_article(
        by=by,
        article=article,
        point="1",
        title_zh=article.title_zh,
        title_en=article.title_en,
        text_zh=article.text_zh + "\n每年核对一次中介的许可证。",
        text_en=article.text_en + "\nWe check licences once a year.",
    )
    return commands.publish_version(by=by, version=version, published_on=published_on, today=TODAY)


def published_recommendation(
    association: Association, *, published_on: date = PUBLISHED_ON
) -> Recommendation:
    """The standard recommendation, in force."""
    return commands.publish_standard_recommendation(
        by=machine(association), published_on=published_on, today=TODAY
    )


def signature(version: CodeVersion, employer: Employer | None = None, **facts: Any) -> Signature:
    """A paper signature."""
    signer = employer or members.employer(version.association)
    given = {"signed_on": TODAY, "signatory_name": "王明", "signatory_post": "经理", **facts}
    return commands.record_signature(
        by=machine(version.association), employer=signer.pk, version=version, today=TODAY, **given
    )


def advocacy(recommendation: Recommendation, employer: Employer | None = None, **facts: Any) -> Advocacy:
    """An employer who advocates."""
    advocate = employer or members.employer(recommendation.association)
    given = {"since": TODAY, "way": "signed", **facts}
    return commands.record_advocacy(
        by=machine(recommendation.association),
        employer=advocate.pk,
        recommendation=recommendation,
        today=TODAY,
        **given,
    )


def copies(text: CodeVersion | Recommendation, number: int = 100, **facts: Any) -> CopyDistribution:
    """Copies handed out."""
    given = {"handed_out_on": TODAY, "audience": "members", **facts}
    return commands.record_copies(
        by=machine(text.association), text=text, copies=number, today=TODAY, **given
    )
