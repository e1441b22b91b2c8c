"""Looking at a sealed visit: every look is noted and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import record
from safe_employment.visits.queries import LOOK, shown_visit_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


def look_at(by: Actor, pk: int) -> Visit:
    """Return a visit to be shown to a person; while it is sealed the look is noted. Raises Hidden."""
    visit = shown_visit_for(by, pk)
    if visit.is_sealed:
        record(by, LOOK, visit)
    return visit
