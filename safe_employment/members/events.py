"""What the register tells the rooms above it."""

from __future__ import annotations

from dataclasses import dataclass

from safe_employment.kit.events import Event


@dataclass(frozen=True)
class EmployerCreated(Event):
    """An employer was entered by hand."""

    employer_id: int


@dataclass(frozen=True)
class EmployersImported(Event):
    """An import was confirmed."""

    batch_id: int


@dataclass(frozen=True)
class EmployersMerged(Event):
    """Two records were made one; what pointed at `gone_id` points at `kept_id` now."""

    kept_id: int
    gone_id: int


@dataclass(frozen=True)
class EmployersUnmerged(Event):
    """A merge was taken back."""

    kept_id: int
    gone_id: int


@dataclass(frozen=True)
class StandingMoved(Event):
    """An employer was admitted, suspended, reinstated or let go."""

    employer_id: int
    standing: str


@dataclass(frozen=True)
class CorrectionProposed(Event):
    """An employer proposed a correction of its record."""

    correction_id: int


@dataclass(frozen=True)
class CorrectionDecided(Event):
    """A clerk approved or declined a correction."""

    correction_id: int
