"""The two programmes whose results are counted, with what the present one wants to reach."""

from __future__ import annotations

from datetime import date

from safe_employment.demo.stage import Stage
from safe_employment.results.commands import add_phase, create_programme, set_target

TARGETS_2026 = {
    "employers_in_workshops": 400,
    "signatures": 4000,
    "unannounced_visits": 60,
    "handbooks_distributed": 3000,
}


def programmes(stage: Stage) -> None:
    """Make the Kunming programme of 2005 to 2008 with its two phases, and the year 2026."""
    by = stage.by("manager")
    past = create_programme(
        by=by,
        slug="kunming-2005-2008",
        title_zh="昆明预防拐卖项目 2005—2008",
        title_en="Kunming programme against trafficking 2005–2008",
        starts_on=date(2005, 1, 1),
        ends_on=date(2009, 1, 1),
    )
    phases = (
        (1, "第一期", "Phase I", date(2005, 1, 1), date(2007, 1, 1)),
        (2, "第二期", "Phase II", date(2007, 1, 1), date(2009, 1, 1)),
    )
    for number, zh, en, starts_on, ends_on in phases:
        add_phase(
            by=by,
            programme=past,
            number=number,
            title_zh=zh,
            title_en=en,
            starts_on=starts_on,
            ends_on=ends_on,
        )
    present = create_programme(
        by=by,
        slug="safe-employment-2026",
        title_zh="安全用工 2026",
        title_en="Safe employment 2026",
        starts_on=date(2026, 1, 1),
        ends_on=date(2027, 1, 1),
    )
    for indicator, number in TARGETS_2026.items():
        set_target(by=by, programme=present, indicator=indicator, number=number)
