"""The visit that phones of these tests fill in, and its checklist."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import InstrumentVersion
from safe_employment.kit.actors import Actor
from safe_employment.visits.models import Visit
from safe_employment.visits.tests import factories

NOW = datetime.now(UTC)


@pytest.fixture
def checklist(manager: Actor) -> InstrumentVersion:
    instruments.add_library(by=manager, now=NOW)
    return InstrumentVersion.objects.get(instrument__form_id="visit-checklist")


@pytest.fixture
def visit(monitor: Actor, other_monitor: Actor) -> Visit:
    return factories.under_way(monitor, other_monitor)
