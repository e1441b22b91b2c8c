"""Filled-in questionnaires for tests, as the door of submissions stores them."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import count

from safe_employment.instruments import commands
from safe_employment.instruments.models import InstrumentKind, InstrumentVersion, Submission
from safe_employment.instruments.tests import factories as instruments
from safe_employment.instruments.tests.library import LIBRARY
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Association
from safe_employment.visits.models import Visit

NOW = datetime(2026, 3, 10, 3, tzinfo=UTC)
_number = count(1)
QUESTIONS = [
    *instruments.group("A", 10),
    instruments.judged("A01"),
    instruments.judged("A02", se_critical="yes", se_severity="critical"),
    instruments.text("A02_note"),
    *instruments.END,
    *instruments.group("H", 30),
    instruments.judged("H03", se_good="no", se_critical="yes", se_tell="no"),
    *instruments.END,
]


def checklist(association: Association) -> InstrumentVersion:
    """A checklist of three questions in force, two of them critical."""
    return instruments.published(association, QUESTIONS)


def worker_interview(association: Association) -> InstrumentVersion:
    """The worker interview of our own library, in use."""
    by, name = machine(association), "worker-interview.md"
    made = commands.upload_version(
        by=by, data=(LIBRARY / name).read_bytes(), name=name, kind=InstrumentKind.WORKER_INTERVIEW
    )
    return commands.publish_version(by=by, version=made, now=NOW)


def sent(
    version: InstrumentVersion,
    by: Actor,
    visit: Visit,
    answers: dict[str, str],
    *,
    replaces: Submission | None = None,
    start: str = "",
    received_at: datetime = NOW,
    rest: dict[str, str] | None = None,
) -> Submission:
    """What a person of the team has sent about a visit: question → answer; `start` by the phone's clock.

    `rest` are further answers by their path.
    """
    number = next(_number)
    given = {"start": start} | (rest or {}) | {f"{key[0]}/{key}": value for key, value in answers.items()}
    return Submission.objects.create(
        association=version.association, version=version, instance_id=f"uuid:{number}", xml=b"<data/>",
        sha256=number.to_bytes(32), answers=given,
        subject=f"visit:{visit.pk}", received_at=received_at, person=by.person, replaces=replaces,
    )  # fmt: skip
