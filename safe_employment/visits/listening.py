"""What visits do when a filled-in questionnaire arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.instruments.models import HeldSubmission, InstrumentKind, Submission
from safe_employment.kit.actors import machine
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.visits import errors, notices
from safe_employment.visits.commands import photo_changes, take_photos, take_submission
from safe_employment.visits.hearing import hear_kept_aside, hear_stop
from safe_employment.visits.phone.accepting import deliver_accepted
from safe_employment.visits.screening import screen_submission
from safe_employment.visits.submissions import ABOUT_THE_VISIT, is_taken, visit_of

if TYPE_CHECKING:
    from safe_employment.instruments.events import (
        SubmissionFilesReceived,
        SubmissionHeld,
        SubmissionReceived,
    )
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


def take_received(event: SubmissionReceived) -> None:
    """Take what was received into the visit that it is about.

    A critical answer, and that a team had to leave, come first: they are heard whether or not the visit takes
    answers, or is known at all.
    """
    visit, submission = _found(event)
    by, kind = machine(submission.association, channel="phone"), submission.version.instrument.kind
    screen_submission(by, visit, submission, timezone.now())
    hear_stop(
        by, visit, submission.answers, sign=bytes(submission.sha256).hex(), sender=submission.person,
        listed="instruments:submissions",
    )  # fmt: skip
    if visit is None:
        return
    if visit.given.filter(submission=submission).exists():
        pass
    elif kind in ABOUT_THE_VISIT:
        try:
            take_submission(by=by, visit=visit, submission=submission, now=timezone.now())
        except ProgrammeError as error:
            _note_not_taken(by=by, visit=visit, submission=submission, code=error.code)
    elif kind == InstrumentKind.WORKER_INTERVIEW and not is_taken(visit, submission):
        code = errors.TAKES_NOTHING_FROM.code
        _note_not_taken(by=by, visit=visit, submission=submission, code=code)
    _take_photos(by, visit, submission)
    deliver_accepted(submission, timezone.now())


def take_received_files(event: SubmissionFilesReceived) -> None:
    """Take photographs that came later than the answers into the visit."""
    visit, submission = _found(event)
    if visit is not None:
        _take_photos(machine(submission.association, channel="phone"), visit, submission)


def hear_held(event: SubmissionHeld) -> None:
    """Hear a critical answer, and that a team had to leave, in what waits for a person to look at it."""
    visit = visit_of(event.association_id, event.subject)
    kept = HeldSubmission.objects.filter(
        association=event.association_id, instance_id=event.instance_id, subject=event.subject
    )
    for held in kept.exclude(content=None).select_related("association", "person"):
        by, xml = machine(held.association, channel="phone"), bytes(held.content or b"")
        hear_kept_aside(by, visit, xml, timezone.now(), sender=held.person, listed="instruments:held")


def _found(event: SubmissionReceived | SubmissionFilesReceived) -> tuple[Visit | None, Submission]:
    kept = Submission.objects.select_related("version__instrument", "person", "association")
    found = kept.get(pk=event.submission_id, association=event.association_id)
    return visit_of(event.association_id, event.subject), found


def _take_photos(by: Actor, visit: Visit, submission: Submission) -> None:
    if any(photo_changes(visit, submission)):
        take_photos(by=by, visit=visit, submission=submission)


@command
def _note_not_taken(*, by: Actor, visit: Visit, submission: Submission, code: str) -> None:
    record(by, "visits.submission_not_taken", visit, details={"submission": submission.pk, "code": code})
    notices.tell_not_taken(visit)
