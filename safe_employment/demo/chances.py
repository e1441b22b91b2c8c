"""The investment field trip to Dongchuan and the jobs offered there; this year's trip."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from safe_employment.demo.stage import TODAY, Stage
from safe_employment.opportunities.commands import (
    add_participant,
    hold_trip,
    plan_trip,
    record_filling,
    record_pledge,
    record_school_support,
)

if TYPE_CHECKING:
    from safe_employment.members.models import Employer

POSTS = ("餐厅服务员", "缝纫工", "鞋面工", "客房服务员", "导购员", "保洁员", "仓库理货员")
SCHOOLS = (("东川区阿旺镇中心学校", "530113"), ("寻甸县六哨中学", "530129"), ("禄劝县撒营盘中学", "530128"))


def past(stage: Stage, employers: list[Employer]) -> None:
    """The trip of 2007 with 45 enterprises, the jobs they pledged, and girls whom members support."""
    by = stage.by("trainer")
    trip = plan_trip(
        by=by,
        title_zh="东川投资与用工考察",
        title_en="Investment field trip to Dongchuan",
        destination_code="530113",
        held_on=date(2007, 10, 25),
        purpose="了解东川失业情况，通过合法渠道提供岗位",
        hosts=[stage.agencies["labour"]],
    )
    for employer in employers:
        add_participant(by=by, trip=trip.pk, employer=employer, people=stage.rng.randint(1, 3))
    hold_trip(by=by, trip=trip.pk, held_on=date(2007, 10, 25), today=TODAY, outcome="28 家企业当场提供岗位")
    for employer in employers[:28]:
        jobs = stage.rng.randint(3, 20)
        pledge = record_pledge(
            by=by,
            employer=employer,
            trip=trip,
            pledged_on=date(2007, 10, 26),
            post=stage.rng.choice(POSTS),
            jobs=jobs,
            wage_from=Decimal(stage.rng.randrange(650, 1100, 50)),
            channel=stage.rng.choice(("labour_bureau", "direct")),
            agency_name="",
        )
        filled = stage.rng.randint(1, jobs)
        record_filling(
            by=by,
            pledge=pledge.pk,
            filled=filled,
            women=stage.rng.randint(filled // 2, filled),
            reported_on=stage.day(date(2008, 1, 7), date(2008, 5, 30)),
            today=TODAY,
        )
    for number, employer in enumerate(employers[:12]):
        place, division = SCHOOLS[number % len(SCHOOLS)]
        record_school_support(
            by=by,
            employer=employer,
            division_code=division,
            place=place,
            girls=stage.rng.randint(1, 6),
            amount=Decimal(stage.rng.randrange(600, 3600, 300)),
            given_on=stage.day(date(2006, 9, 1), date(2008, 3, 8)),
            remarks="",
        )


def present(stage: Stage, employers: list[Employer]) -> None:
    """A trip that is planned for next month, with those who have said that they come."""
    by = stage.by("trainer")
    trip = plan_trip(
        by=by,
        title_zh="寻甸用工对接会",
        title_en="Field trip to Xundian: jobs for those who stay",
        destination_code="530129",
        held_on=date(2026, 12, 10),
        purpose="与寻甸县就业服务中心对接，提供正规岗位",
        hosts=[stage.agencies["labour"], stage.agencies["women"]],
    )
    for employer in employers:
        add_participant(by=by, trip=trip.pk, employer=employer, people=stage.rng.randint(1, 2))
