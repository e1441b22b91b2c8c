"""What visits do when a filled-in questionnaire arrives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.models import InstrumentKind, Submission
from safe_employment.kit.actors import machine
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.visits import errors, notices
from safe_employment.visits.commands import photo_changes, take_photos, take_submission
from safe_employment.visits.phone.accepting import deliver_accepted
from safe_employment.visits.screening import open_screening_of
from safe_employment.visits.submissions import ABOUT_THE_VISIT, is_taken, visit_of

if TYPE_CHECKING:
    from safe_employment.instruments.events import SubmissionFilesReceived, SubmissionReceived
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


def take_received(event: SubmissionReceived) -> None:
    """Take what was received into the visit that it is about; what is about nothing of ours is left alone."""
    found = _found(event)
    if found is None:
        return
    visit, submission = found
    by, kind = machine(submission.association, channel="phone"), submission.version.instrument.kind
    if visit.given.filter(submission=submission).exists():
        pass
    elif kind in ABOUT_THE_VISIT:
        try:
            take_submission(by=by, visit=visit, submission=submission, now=timezone.now())
        except ProgrammeError as error:
            _note_not_taken(by=by, visit=visit, submission=submission, code=error.code)
    elif kind == InstrumentKind.WORKER_INTERVIEW and _shows_harm(submission):
        if is_taken(visit, submission):
            open_screening_of(by, visit, timezone.now())
        else:
            code = errors.TAKES_NOTHING_FROM.code
            _note_not_taken(by=by, visit=visit, submission=submission, code=code)
    _take_photos(by, visit, submission)
    deliver_accepted(submission, timezone.now())


def take_received_files(event: SubmissionFilesReceived) -> None:
    """Take photographs that came later than the answers into the visit."""
    found = _found(event)
    if found is not None:
        visit, submission = found
        _take_photos(machine(submission.association, channel="phone"), visit, submission)


def _found(event: SubmissionReceived | SubmissionFilesReceived) -> tuple[Visit, Submission] | None:
    visit = visit_of(event.association_id, event.subject)
    if visit is None:
        return None
    kept = Submission.objects.select_related("version__instrument", "person", "association")
    return visit, kept.get(pk=event.submission_id, association=event.association_id)


def _take_photos(by: Actor, visit: Visit, submission: Submission) -> None:
    if any(photo_changes(visit, submission)):
        take_photos(by=by, visit=visit, submission=submission)


def _shows_harm(submission: Submission) -> bool:
    """Whether a worker gave a critical answer that shows harm."""
    definition = Definition.from_json(submission.version.definition)
    for path, value in submission.answers.items():
        question = definition.question(path)
        if question is not None and question.is_critical and question.is_adverse(str(value)):
            return True
    return False


@command
def _note_not_taken(*, by: Actor, visit: Visit, submission: Submission, code: str) -> None:
    record(by, "visits.submission_not_taken", visit, details={"submission": submission.pk, "code": code})
    notices.tell_not_taken(visit)
