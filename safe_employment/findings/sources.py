"""Where a finding comes from: the rooms above tell what their source ids mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.findings.models import SourceKind
from safe_employment.findings.policies import SEE_REPORTED
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from safe_employment.findings.models import Finding
    from safe_employment.kit.actors import Actor


@dataclass(frozen=True)
class Source:
    """A source as it is shown: its words and, if the actor may open it, its address."""

    words: str
    url: str = ""


Naming = Callable[["Actor", str], Source | None]
_named: dict[str, Naming] = {}


def name_source(kind: str, naming: Naming) -> None:
    """Have `naming(by, source_id)` say what a source of this kind is; None for what the actor may not see."""
    _named[kind] = naming


def source_of(finding: Finding, by: Actor) -> Source | None:
    """Return where the finding comes from; None if the actor may not know, or there is nothing to say."""
    if finding.source_kind == SourceKind.REPORT and not can(by, SEE_REPORTED):
        return None
    naming = _named.get(finding.source_kind)
    if naming is None:
        return Source(finding.get_source_kind_display())
    return naming(by, finding.source_id)
