"""What was published here, each version read once: it never changes."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.models import InstrumentVersion, VersionState


def published(**narrowed: Any) -> dict[int, Definition]:
    """Return what the versions ask that are or were in use, by their key, the latest first."""
    found = InstrumentVersion.objects.filter(**narrowed).exclude(state=VersionState.DRAFT)
    return {pk: _definition(pk) for pk in found.order_by("-pk").values_list("pk", flat=True)}


@lru_cache(maxsize=256)
def _definition(pk: int) -> Definition:
    return Definition.from_json(InstrumentVersion.objects.values_list("definition", flat=True).get(pk=pk))
