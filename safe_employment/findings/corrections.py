"""Whether what was found is really corrected: the rooms above say how their sources tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safe_employment.findings.models import Finding

Telling = Callable[["Finding"], None]
_tellings: dict[str, Telling] = {}


def tell_corrected(kind: str, telling: Telling) -> None:
    """Have `telling(finding)` raise ProgrammeError while the source still shows what was found."""
    _tellings[kind] = telling


def check_corrected(finding: Finding) -> None:
    """Let a correction be verified unless its source says otherwise. Raises what the room above raises."""
    telling = _tellings.get(finding.source_kind)
    if telling is not None and finding.source_id:
        telling(finding)
