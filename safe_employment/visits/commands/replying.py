"""The employer's side of a report: it is read, and answered within its period."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from safe_employment.findings import errors as finding_errors
from safe_employment.findings.quoting import quoted_in
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.files import store_file
from safe_employment.kit.policies import check
from safe_employment.visits import errors, policies
from safe_employment.visits.events import ReportAnswered
from safe_employment.visits.files import PHOTO, REPLY
from safe_employment.visits.models import ReportReply, Visit, VisitPhoto
from safe_employment.visits.queries import visit_for
from safe_employment.visits.states import on_the_team

if TYPE_CHECKING:
    from datetime import date, datetime

    from safe_employment.kit.actors import Actor


@command
def note_reading(*, by: Actor, visit: Visit, now: datetime) -> Visit:
    """Note that the employer has read the report; of several readings the first counts."""
    check(by, policies.SEE_OWN_REPORTS)
    visit = visit_for(by, visit.pk)
    if visit.read_at is None:
        visit.read_at, visit.read_by = now, by.person
        visit.save(update_fields=["read_at", "read_by", "changed_at"])
    record(by, "visits.read_report", visit)
    return visit


@command
def reply_to_report(
    *, by: Actor, visit: Visit, text: str, today: date, evidence: tuple[str, BinaryIO] | None = None
) -> ReportReply:
    """Reply to the report as a whole, with a paper or photograph, until the fourteenth day after it.

    Raises ProgrammeError VISIT_REPLY_TIME_OVER, REPLY_EMPTY, FILE_….
    """
    check(by, policies.SEE_OWN_REPORTS)
    visit = visit_for(by, visit.pk)
    if visit.reply_until is None or by.person is None:
        raise Hidden
    if today > visit.reply_until:
        raise ProgrammeError(errors.REPLY_TIME_OVER, {"day": visit.reply_until})
    if not text.strip():
        raise ProgrammeError(finding_errors.REPLY_EMPTY, field="text")
    stored = None
    if evidence is not None:
        name, content = evidence
        stored = store_file(by=by, purpose=REPLY, content=content, name=name, subject_id=visit.pk)
    reply = ReportReply.objects.create(visit=visit, text=text.strip(), written_by=by.person, file=stored)
    record(by, "visits.reply_to_report", visit)
    publish(ReportAnswered(by.home.pk, visit.pk, by.person.pk))
    return reply


@command
def add_photo(
    *,
    by: Actor,
    visit: Visit,
    content: BinaryIO,
    name: str,
    caption: str,
    question: str = "",
    for_employer: bool = True,
) -> VisitPhoto:
    """Add a photograph to a visit; place, time and camera are taken out of it.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_PHOTO_WITHOUT_WORDS, VISIT_QUOTES_A_WORKER, FILE_….
    """
    check(by, policies.MAKE_VISITS)
    visit = visit_for(by, visit.pk)
    on_the_team(by, visit)
    if visit.is_sealed or visit.is_reported:
        raise ProgrammeError(errors.NOT_OPEN_FOR_ANSWERS)
    if not caption.strip():
        raise ProgrammeError(errors.PHOTO_WITHOUT_WORDS, field="caption")
    if quoted := quoted_in(caption) if for_employer else "":
        told = {"where": _("Caption of a photograph"), "words": quoted}
        raise ProgrammeError(errors.QUOTES_A_WORKER, told, field="caption")
    stored = store_file(by=by, purpose=PHOTO, content=content, name=name, subject_id=visit.pk)
    photo = VisitPhoto.objects.create(
        visit=visit, file=stored, caption=caption.strip(), question=question, for_employer=for_employer,
        added_by=by.person,
    )  # fmt: skip
    record(by, "visits.add_photo", visit, details={"photo": photo.pk})
    return photo


@command
def leave_photo_out(*, by: Actor, visit: Visit, photo: int, for_employer: bool) -> VisitPhoto:
    """Leave a photograph out of the report, or take it in again. Raises Hidden, VISIT_NOT_ON_THE_TEAM."""
    check(by, policies.MAKE_VISITS)
    visit = visit_for(by, visit.pk)
    on_the_team(by, visit)
    found = visit.photos.filter(pk=photo).first()
    if found is None or visit.is_reported:
        raise Hidden
    found.for_employer = for_employer
    found.save()
    record(by, "visits.leave_photo_out", visit, details={"photo": photo, "in": for_employer})
    return found
