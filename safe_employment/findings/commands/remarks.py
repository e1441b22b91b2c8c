"""The right of reply, and notes among the staff."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from safe_employment.findings import errors, events, policies
from safe_employment.findings.files import REPLY
from safe_employment.findings.models import Finding, InternalNote, Reply
from safe_employment.findings.queries import finding_for
from safe_employment.findings.quoting import check_said
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.files import store_file
from safe_employment.kit.policies import check

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safe_employment.kit.actors import Actor


@command
def reply_to_finding(
    *, by: Actor, finding: Finding, text: str, evidence: Iterable[tuple[str, BinaryIO]] = ()
) -> Reply:
    """Reply to a finding that the employer was told of; employer and association read each other's replies.

    Raises ProgrammeError FINDING_NOT_FOR_EMPLOYER if the employer was not told, REPLY_EMPTY,
    FINDING_QUOTES_A_WORKER, FILE_….
    """
    check(by, policies.REPLY_TO_FINDINGS)
    finding = finding_for(by, finding.pk)
    if not finding.is_shared:
        raise ProgrammeError(errors.NOT_FOR_EMPLOYER)
    if not text.strip():
        raise ProgrammeError(errors.REPLY_EMPTY, field="text")
    check_said(by, finding, text, "text")
    if by.person is None:
        raise Hidden
    from_employer = not by.is_staff
    reply = Reply.objects.create(
        association=by.home, finding=finding, person=by.person, from_employer=from_employer, text=text.strip()
    )
    for name, content in evidence:
        store_file(by=by, purpose=REPLY, content=content, name=name, subject_id=reply.pk)
    record(by, "findings.reply", finding, details={"from_employer": from_employer})
    publish(events.ReplyWritten(by.home.pk, finding.pk, by.person.pk, from_employer))
    return reply


@command
def write_note(*, by: Actor, finding: Finding, text: str) -> InternalNote:
    """Write a note that no employer ever sees. Raises ProgrammeError REPLY_EMPTY."""
    check(by, policies.KEEP_NOTES)
    finding = finding_for(by, finding.pk)
    if not text.strip():
        raise ProgrammeError(errors.REPLY_EMPTY, field="text")
    if by.person is None:
        raise Hidden
    note = InternalNote.objects.create(
        association=by.home, finding=finding, person=by.person, text=text.strip()
    )
    record(by, "findings.write_note", finding)
    return note
