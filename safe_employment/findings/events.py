"""What this room tells others: keys only."""

from __future__ import annotations

from dataclasses import dataclass

from safe_employment.kit.events import Event


@dataclass(frozen=True)
class FindingEvent(Event):
    """Something that happened to a finding; `person_id` did it (None: the programme itself)."""

    finding_id: int
    person_id: int | None


@dataclass(frozen=True)
class FindingRecorded(FindingEvent):
    """A finding was recorded, or has become critical or an indicator of forced labour."""

    severity: str
    statement: str


@dataclass(frozen=True)
class FindingShared(FindingEvent):
    """The employer was told of a finding."""


@dataclass(frozen=True)
class FindingClosed(FindingEvent):
    """Every action of a finding is verified, or a wish was closed."""


@dataclass(frozen=True)
class FindingReopened(FindingEvent):
    """A closed finding was opened again."""

    recurrence: bool


@dataclass(frozen=True)
class FindingWithdrawn(FindingEvent):
    """A finding was a mistake."""


@dataclass(frozen=True)
class ReplyWritten(FindingEvent):
    """Someone replied to a finding."""

    from_employer: bool


@dataclass(frozen=True)
class ActionEvent(Event):
    """Something that happened to a corrective action; `person_id` did it."""

    action_id: int
    person_id: int | None


@dataclass(frozen=True)
class ActionAgreed(ActionEvent):
    """An action was agreed."""


@dataclass(frozen=True)
class ActionDone(ActionEvent):
    """An action was reported done."""


@dataclass(frozen=True)
class ActionSentBack(ActionEvent):
    """What was done was not enough."""


@dataclass(frozen=True)
class FindingProposed(Event):
    """A finding was proposed; someone decides."""

    proposal_id: int
    severity: str


@dataclass(frozen=True)
class PostponementAsked(ActionEvent):
    """The employer asks for more time."""


@dataclass(frozen=True)
class PostponementDecided(ActionEvent):
    """More time was granted or refused."""


@dataclass(frozen=True)
class ActionProposed(FindingEvent):
    """The employer proposed an action."""


@dataclass(frozen=True)
class ActionNotAgreed(FindingEvent):
    """An action that the employer proposed was not agreed."""


@dataclass(frozen=True)
class TieToBeEnded(Event):
    """Someone asks that their own tie is ended."""

    tie_id: int
