"""Who is drawn, and who goes, in the tests of the draw."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.members.tests.factories import employer
from safe_employment.visits.commands import keep_team
from safe_employment.visits.commands.drawing import keep_rules
from safe_employment.visits.models import Team
from safe_employment.visits.tests.factories import people


@pytest.fixture
def team(manager: Actor, monitor: Actor, other_monitor: Actor) -> Team:
    # Few employers and much capacity: each may be visited once a month.
    keep_rules(by=manager, deterrence=Decimal(1), cap=Decimal(12))
    return keep_team(
        by=manager, name="一组", members=people(monitor, other_monitor), working_days=[0, 1, 2, 3, 4],
        hours_per_day=Decimal(6),
    )  # fmt: skip


@pytest.fixture
def roster(kunming: Association) -> list[Any]:
    return [
        employer(kunming, division_code="530102" if at % 2 else "530103", industry_code="H62", staff=5 + at)
        for at in range(40)
    ]
