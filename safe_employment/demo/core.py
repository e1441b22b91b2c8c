"""The network: typical employers, trained as its core, and those to whom they pass the message on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from safe_employment.demo.stage import TODAY, Stage
from safe_employment.network.commands import record_tie, select_typical_employer, train_typical_employer
from safe_employment.network.models import TypicalEmployer, TypicalState

if TYPE_CHECKING:
    from safe_employment.members.models import Employer

WHY = ("街区餐饮业的带头店", "制衣厂，女工多，管理好", "市场商户小组长", "愿意给同行讲经验", "连锁店，店长多")


def past(stage: Stage, employers: list[Employer]) -> None:
    """The 900 typical employers of 2005 to 2008, each trained soon after; written as a list is, at once."""
    made = []
    for employer in employers:
        day = stage.day(date(2005, 10, 10), date(2008, 4, 30))
        made.append(
            TypicalEmployer(
                association=stage.home,
                employer=employer,
                selected_on=day,
                why=stage.rng.choice(WHY),
                state=TypicalState.TRAINED,
                trained_on=day + timedelta(days=stage.rng.randint(3, 40)),
            )
        )
    TypicalEmployer.objects.bulk_create(made)


def present(stage: Stage, employers: list[Employer]) -> None:
    """Sixty of 2026; forty are trained, and thirty of these pass the message on."""
    by = stage.by("trainer")
    for number, employer in enumerate(employers):
        day = stage.day(date(2026, 2, 2), date(2026, 10, 30))
        _typical(stage, employer, day, trained=number < 40)
        if number < 30:
            for reached in stage.rng.sample(stage.employers, stage.rng.randint(1, 4)):
                if reached.pk != employer.pk:
                    record_tie(
                        by=by,
                        from_employer=employer,
                        to_employer=reached,
                        kind="passes_message",
                        since=min(TODAY, day + timedelta(days=14)),
                        ended_on=None,
                    )


def _typical(stage: Stage, employer: Employer, day: date, *, trained: bool) -> None:
    by = stage.by("trainer")
    typical = select_typical_employer(
        by=by, employer=employer, selected_on=day, why=stage.rng.choice(WHY), today=TODAY
    )
    if trained:
        train_typical_employer(
            by=by,
            typical_employer=typical.pk,
            trained_on=min(TODAY, day + timedelta(days=stage.rng.randint(3, 40))),
            today=TODAY,
        )
