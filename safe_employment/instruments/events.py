"""What this room tells others: keys only."""

from __future__ import annotations

from dataclasses import dataclass

from safe_employment.kit.events import Event


@dataclass(frozen=True)
class SubmissionReceived(Event):
    """A filled-in questionnaire was stored; `subject` is what it is about, e.g. `visit:123`."""

    submission_id: int
    subject: str


@dataclass(frozen=True)
class SubmissionHeld(Event):
    """A filled-in questionnaire was kept aside for a person to look at."""

    instance_id: str
    subject: str


@dataclass(frozen=True)
class SubmissionFilesReceived(Event):
    """Files of a filled-in questionnaire arrived that was stored before."""

    submission_id: int
    subject: str
