"""What this room tells others: keys only, and never the target of a sealed visit."""

from __future__ import annotations

from dataclasses import dataclass

from safe_employment.kit.events import Event


@dataclass(frozen=True)
class VisitEvent(Event):
    """Something that happened to a visit; `person_id` did it (None: the programme itself)."""

    visit_id: int
    person_id: int | None


@dataclass(frozen=True)
class TeamFormed(VisitEvent):
    """A visit was planned, or its team changed; `people` are the new ones on it."""

    people: tuple[int, ...]


@dataclass(frozen=True)
class SealOpened(VisitEvent):
    """Someone who is not on the team opened a sealed visit."""


@dataclass(frozen=True)
class CancellingAsked(VisitEvent):
    """Someone asks that a drawn visit is cancelled."""

    request_id: int


@dataclass(frozen=True)
class CancellingRefused(VisitEvent):
    """It is refused that a drawn visit is cancelled."""

    request_id: int


@dataclass(frozen=True)
class VisitReleased(VisitEvent):
    """A visit was released to its team: target and day are no longer sealed."""


@dataclass(frozen=True)
class EntryRefused(VisitEvent):
    """Entry was refused: the visit is to be made again."""


@dataclass(frozen=True)
class NobodyMet(VisitEvent):
    """The workplace was not found, or its business is closed: the register may be wrong."""


@dataclass(frozen=True)
class VisitReported(VisitEvent):
    """A visit was reported: the employer can read the report."""


@dataclass(frozen=True)
class ReportAnswered(VisitEvent):
    """The employer has replied to a report."""


@dataclass(frozen=True)
class ReportTakenBack(VisitEvent):
    """A report is being corrected."""


@dataclass(frozen=True)
class VisitReviewed(VisitEvent):
    """A visit was reviewed by someone who was not on its team."""


@dataclass(frozen=True)
class VisitClosed(VisitEvent):
    """A visit is closed."""
