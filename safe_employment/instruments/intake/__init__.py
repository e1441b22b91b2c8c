"""The single door of submissions: from ODK Collect and from the visit app.

The instanceID identifies a submission within its association. The same XML again is accepted and adds
only files that were missing; another XML under the same ID is held for a person to look at.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any

from safe_employment.instruments.events import SubmissionFilesReceived, SubmissionHeld, SubmissionReceived
from safe_employment.instruments.intake import sweeping  # noqa: F401 - registers its turn
from safe_employment.instruments.intake.arrivals import Arrival, land
from safe_employment.instruments.intake.jobs import Outcome, Receipt, prepare
from safe_employment.instruments.intake.storing import Revoked
from safe_employment.instruments.intake.telling import tell
from safe_employment.instruments.intake.writer import write
from safe_employment.instruments.subjects import SubjectKind, subject_kind
from safe_employment.kit.events import publish

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.instruments.intake.jobs import Job
    from safe_employment.instruments.models import Device
    from safe_employment.kit.actors import Actor

__all__ = ["Arrival", "Outcome", "Receipt", "Revoked", "SubjectKind", "receive", "subject_kind"]


def receive(
    *,
    device: Device,
    xml: bytes,
    files: Mapping[str, IO[Any]] | Sequence[Arrival],
    now: datetime,
    subject: str = "",
    device_time: datetime | None = None,
    taken_by: Actor | None = None,
) -> Receipt:
    """Store a filled-in questionnaire with the files that came with it; returns after the commit.

    `files` are open files by the names that the XML gives them, or arrivals that are on our disk already.
    `subject` is what it is about (`visit:12`); without it the XML's own field says so. `device_time` is
    the device's clock when it sent. `taken_by` is a person who has looked at what a device had kept, and
    takes it although the device was revoked or its owner left; the caller has checked that they may, and the
    audit entry names them. Inside a transaction everything is part of that transaction.

    Raises ProgrammeError SUBMISSION_NOT_XML, SUBMISSION_HAS_ENTITIES, SUBMISSION_TOO_LARGE,
    SUBMISSION_NOT_STORED and those of files; Revoked for a device that may not send.
    """
    arrivals = (
        [land(name, content) for name, content in files.items()]
        if isinstance(files, Mapping)
        else list(files)
    )
    try:
        job = prepare(
            device=device, xml=xml, arrivals=arrivals, now=now, subject=subject, device_time=device_time,
            taken_by=taken_by,
        )  # fmt: skip
        receipt = write(job)
    except (Revoked, OSError):
        _remove(arrivals)
        raise
    _remove([each for each in arrivals if not each.kept])
    _tell(job, receipt)
    return receipt


def _tell(job: Job, receipt: Receipt) -> None:
    """Tell the rooms above. Where what was held cannot be told, the device is told of no success.

    What is kept aside is told also where it names no subject: a critical answer in it is heard.
    """
    device = job.device
    if receipt.outcome == Outcome.HELD:
        publish(SubmissionHeld(device.association_id, receipt.instance_id, receipt.subject))
    if receipt.submission_id is None or not (job.is_told or receipt.subject):
        return
    facts = device.association_id, receipt.submission_id, receipt.subject
    if receipt.outcome == Outcome.STORED:
        tell(SubmissionReceived(*facts))
    elif receipt.added:
        tell(SubmissionFilesReceived(*facts))


def _remove(arrivals: list[Arrival]) -> None:
    for arrival in arrivals:
        arrival.remove()
