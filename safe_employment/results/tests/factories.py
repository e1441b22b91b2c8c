"""Programmes for tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from safe_employment.kit.models import Association
from safe_employment.results.models import Phase, Programme, Target


def programme(association: Association, *, phased: bool = True, **facts: Any) -> Programme:
    """The programme of 2005 to 2008, in two phases: before 2007 and from 2007 on."""
    made = Programme.objects.create(
        **{
            "association": association,
            "slug": "kunming-2005-2008",
            "title_zh": "昆明项目2005—2008",
            "title_en": "Kunming programme 2005–2008",
            "starts_on": date(2005, 1, 1),
            "ends_on": date(2009, 1, 1),
            **facts,
        }
    )
    if phased:
        phase(made, 1, date(2005, 1, 1), date(2007, 1, 1), zh="第一期", en="Phase I")
        phase(made, 2, date(2007, 1, 1), date(2009, 1, 1), zh="第二期", en="Phase II")
    return made


def phase(
    programme: Programme, number: int, starts_on: date, ends_on: date, *, zh: str = "阶段", en: str = "Phase"
) -> Phase:
    """A phase of the programme."""
    return Phase.objects.create(
        association=programme.association,
        programme=programme,
        number=number,
        title_zh=zh,
        title_en=en,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def target(programme: Programme, indicator: str, number: int, phase: Phase | None = None) -> Target:
    """What an indicator should reach."""
    return Target.objects.create(
        association=programme.association,
        programme=programme,
        indicator=indicator,
        number=number,
        phase=phase,
    )
