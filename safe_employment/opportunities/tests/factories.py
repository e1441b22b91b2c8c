"""Field trips, pledges and school support for tests of this room and of the rooms above it."""

from __future__ import annotations

from datetime import date
from typing import Any

from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.opportunities.models import (
    FieldTrip,
    Filling,
    JobPledge,
    LegalChannel,
    Participant,
    SchoolSupport,
    TripState,
)


def trip(association: Association, **facts: Any) -> FieldTrip:
    """A trip to Dongchuan planned for 15 May 2007."""
    values: dict[str, Any] = {
        "title_zh": "东川投资考察",
        "title_en": "Field trip to Dongchuan",
        "destination_code": "530113",
        "held_on": date(2007, 5, 15),
    }
    return FieldTrip.objects.create(association=association, **{**values, **facts})


def held_trip(association: Association, *employers: Employer, **facts: Any) -> FieldTrip:
    """A trip that was held, with the employers who took part."""
    made = trip(association, **{"state": TripState.HELD, **facts})
    for employer in employers:
        participant(made, employer)
    return made


def participant(of: FieldTrip, employer: Employer, **facts: Any) -> Participant:
    """An employer on a trip with two people."""
    return Participant.objects.create(
        association=of.association, trip=of, employer=employer, **{"people": 2, **facts}
    )


def pledge(employer: Employer, **facts: Any) -> JobPledge:
    """Ten jobs for waiters, pledged on 15 May 2007, through the labour bureau."""
    values: dict[str, Any] = {
        "pledged_on": date(2007, 5, 15),
        "post": "服务员",
        "jobs": 10,
        "channel": LegalChannel.LABOUR_BUREAU,
    }
    return JobPledge.objects.create(
        association=employer.association, employer=employer, **{**values, **facts}
    )


def filling(of: JobPledge, *, filled: int = 1, **facts: Any) -> Filling:
    """Jobs of a pledge filled, reported on 1 July 2007; the pledge's sum follows."""
    made = Filling.objects.create(
        association=of.association,
        pledge=of,
        filled=filled,
        **{"reported_on": date(2007, 7, 1), **facts},
    )
    of.filled += filled
    of.save()
    return made


def school_support(employer: Employer, **facts: Any) -> SchoolSupport:
    """Five girls in Dongchuan supported on 1 September 2007."""
    values: dict[str, Any] = {
        "division_code": "530113",
        "place": "东川区阿旺镇中心学校",
        "girls": 5,
        "given_on": date(2007, 9, 1),
    }
    return SchoolSupport.objects.create(
        association=employer.association, employer=employer, **{**values, **facts}
    )
