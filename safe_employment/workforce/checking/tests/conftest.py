"""A desk and a turnstile of its own for every test, and limits that a test may narrow."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from safe_employment.workforce.checking import admitting, api, desk, pages
from safe_employment.workforce.checking.limits import LIMITS, PublicLimits

READERS = (admitting, api, desk, pages)


@pytest.fixture(autouse=True)
def limited(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., PublicLimits]]:
    """Give `limited(findings=1, …)`; without a call the pages answer at once, however slow the machine is."""

    def narrow(**bounds: Any) -> PublicLimits:
        wanted = dataclasses.replace(LIMITS, **{"quick": 120.0, "seconds": 240.0, **bounds})
        for module in READERS:
            monkeypatch.setattr(module, "LIMITS", wanted)
        desk.close()
        return wanted

    narrow()
    yield narrow
    desk.close()
