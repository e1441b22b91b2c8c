"""Case studies for tests of this room and of the rooms above it."""

from __future__ import annotations

from datetime import date
from itertools import count
from typing import Any

from safe_employment.interviews.models import (
    AgeBand,
    CaseStudy,
    Consent,
    ConsentWay,
    Scope,
    Sector,
    Sex,
    Side,
    Story,
    Theme,
)
from safe_employment.kit.models import Association, Person
from safe_employment.kit.tests import actors

_number = count(1)


def consent(association: Association, recorder: Person | None = None, **facts: Any) -> Consent:
    """Written consent to use a story inside, given on 10 October 2007."""
    values: dict[str, Any] = {
        "scope": Scope.USE_INSIDE,
        "way": ConsentWay.WRITTEN,
        "language": "汉语",
        "given_on": date(2007, 10, 10),
        "recorded_by": recorder or actors.person("记录人"),
    }
    return Consent.objects.create(association=association, **{**values, **facts})


def case_study(
    association: Association, *, scope: str = Scope.USE_INSIDE, text: str = "", **facts: Any
) -> CaseStudy:
    """What a waitress of 18 to 20 from Zhaotong told on 10 October 2007; with a text if one is given."""
    agreed = facts.pop("consent", None) or consent(association, scope=scope)
    values: dict[str, Any] = {
        "number": next(_number),
        "invented_name": "小云",
        "interviewed_on": date(2007, 10, 10),
        "interviewed_by": agreed.recorded_by,
        "sector": Sector.CATERING,
        "age_band": AgeBand.AGED_18_20,
        "sex": Sex.FEMALE,
        "home_division_code": "530600",
    }
    made = CaseStudy.objects.create(association=association, consent=agreed, **{**values, **facts})
    if text:
        Story.objects.create(case_study=made, how_treated=text)
    return made


def theme(association: Association, **facts: Any) -> Theme:
    """A theme of the codebook: why they migrated."""
    values: dict[str, Any] = {"side": Side.WHY_MIGRATED, "name_zh": f"家里缺钱{next(_number)}"}
    return Theme.objects.create(association=association, **{**values, **facts})
