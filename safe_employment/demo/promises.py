"""The code and the recommendation: their texts, the copies handed out, who signed and who advocates."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from safe_employment.conduct.commands import (
    publish_standard_code,
    publish_standard_recommendation,
    record_advocacy,
    record_copies,
    sign_in_portal,
)
from safe_employment.conduct.models import CodeVersion, Recommendation, Signature, SignatureWay
from safe_employment.conduct.references import reference_of
from safe_employment.demo.stage import DISTRICTS, TODAY, Stage, shares
from safe_employment.demo.texts_2005 import CODE_NOTE

if TYPE_CHECKING:
    from safe_employment.members.models import Employer

PUBLISHED = date(2007, 9, 12)
WEIGHTS = [18, 17, 17, 16, 3, 6, 4, 2, 4, 2, 3, 2, 2, 4]


def texts(stage: Stage) -> tuple[CodeVersion, Recommendation]:
    """Publish the code as revised in 2007, and the recommendation of the same autumn."""
    by = stage.by("manager")
    version = publish_standard_code(by=by, published_on=PUBLISHED, today=TODAY, change_note=CODE_NOTE)
    recommendation = publish_standard_recommendation(by=by, published_on=date(2007, 10, 8), today=TODAY)
    return version, recommendation


def copies(stage: Stage, version: CodeVersion, recommendation: Recommendation) -> None:
    """Hand out 150,000 copies of the code by district, and 4,200 of the recommendation."""
    by = stage.by("trainer")
    for total, text, first, last in (
        (150_000, version, date(2007, 10, 8), date(2008, 4, 30)),
        (4_200, recommendation, date(2007, 11, 1), date(2008, 6, 20)),
    ):
        for (code, name), number in zip(DISTRICTS, shares(total, WEIGHTS), strict=True):
            record_copies(
                by=by,
                text=text,
                copies=number,
                handed_out_on=stage.day(first, last),
                audience="members",
                division_code=code,
                handed_out_by=f"{name}分会",
                place=f"{name}工商所会员服务窗口",
                today=TODAY,
            )


def advocates(stage: Stage, recommendation: Recommendation, employers: list[Employer]) -> None:
    """Have employers advocate the recommendation since 2007 and 2008."""
    by = stage.by("trainer")
    ways = ("signed", "displays", "passes_on", "speaks")
    for employer in employers:
        record_advocacy(
            by=by,
            employer=employer.pk,
            recommendation=recommendation,
            since=stage.day(date(2007, 11, 5), date(2008, 6, 20)),
            way=stage.rng.choice(ways),
            today=TODAY,
        )


def signatures(stage: Stage, version: CodeVersion, employers: list[Employer]) -> None:
    """Have employers sign in 2026, in the portal and on paper (written as a list is, at once)."""
    clerk = stage.people["clerk"]
    Signature.objects.bulk_create(
        Signature(
            association=stage.home,
            employer=employer,
            version=version,
            signed_on=stage.day(date(2026, 1, 12), TODAY - timedelta(days=1)),
            way=SignatureWay.PAPER,
            signatory_name=employer.legal_representative or stage.name(),
            signatory_post=stage.rng.choice(("经营者", "总经理", "人事主管", "店长")),
            recorded_by=clerk,
            reference=reference_of(version.pk, employer.pk, 0),
        )
        for employer in employers
    )


def own_signature(stage: Stage, version: CodeVersion, employer: Employer) -> None:
    """Have the employer of the invented contact sign in the portal, as people do."""
    sign_in_portal(
        by=stage.by("employer"),
        employer=employer.pk,
        version=version,
        agreed=True,
        signatory_name=stage.people["employer"].name,
        signatory_post="店长",
        today=date(2026, 2, 3),
    )
