"""Reporting a visit and reviewing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.findings.commands import share_findings_of, take_findings_back
from safe_employment.findings.models import Finding, FindingState, SourceKind
from safe_employment.findings.quoting import quoted_in, quoted_of
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import NOT_FROM_HERE, move
from safe_employment.visits import errors, policies
from safe_employment.visits.checklist import own_words
from safe_employment.visits.events import ReportTakenBack, VisitClosed, VisitReported, VisitReviewed
from safe_employment.visits.models import Outcome, Visit
from safe_employment.visits.queries import visit_for
from safe_employment.visits.states import VISIT, on_the_team

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from safe_employment.kit.actors import Actor


# What the words of a finding are read from, each in one query.
WRITTEN = ("containments", "actions__steps", "actions__postponements")


def _person(by: Actor) -> int | None:
    return by.person.pk if by.person else None


@command
def write_report(*, by: Actor, visit: Visit, report: str, remarks: str) -> Visit:
    """Write the report, which the employer will read, and remarks for the staff; it may be done in turns."""
    check(by, policies.MAKE_VISITS)
    visit = visit_for(by, visit.pk)
    on_the_team(by, visit)
    if not visit.waits_for_report:
        raise ProgrammeError(
            NOT_FROM_HERE, {"verb": VISIT.transition("report").words, "state": visit.get_state_display()}
        )
    visit.report, visit.remarks = report.strip(), remarks.strip()
    visit.save(update_fields=["report", "remarks", "changed_at"])
    record(by, "visits.write_report", visit)
    return visit


def _check_told(visit: Visit) -> None:
    """Hold that nothing the employer will read tells what a worker said. Raises VISIT_QUOTES_A_WORKER."""
    for where, words in _told_by_workers(visit):
        if words:
            raise ProgrammeError(errors.QUOTES_A_WORKER, {"where": where, "words": words}, field="report")


def _told_by_workers(visit: Visit) -> Iterator[tuple[str, str]]:
    """Yield where something is told, and which words tell it; the questionnaire's own words tell nothing."""
    yield _("The report"), quoted_in(visit.report)
    for photo in visit.photos.filter(for_employer=True):
        if photo.caption not in own_words(visit, photo.question):
            yield _("Caption of a photograph"), quoted_in(photo.caption)
    found = Finding.objects.filter(
        association=visit.association_id, source_kind=SourceKind.VISIT, source_id=str(visit.pk),
        for_employer=True,
    )  # fmt: skip
    for finding in found.exclude(state=FindingState.WITHDRAWN).prefetch_related(*WRITTEN):
        yield finding.reference, quoted_of(finding, own_words(visit, finding.question))


@command
def report_visit(*, by: Actor, visit: Visit, today: date) -> Visit:
    """Hand the report in: the employer reads it, with the findings that it may be told of.

    Raises ProgrammeError VISIT_REPORT_EMPTY, VISIT_QUOTES_A_WORKER, VISIT_UNANSWERED,
    VISIT_ADVERSE_WITHOUT_FINDING.
    """
    visit = visit_for(by, visit.pk)
    if not visit.report:
        raise ProgrammeError(errors.REPORT_EMPTY, field="report")
    _check_told(visit)
    changes: dict[str, object] = {"reported_on": today, "reported_by": by.person}
    move(VISIT, "report", by=by, subject=visit, changes=changes)
    share_findings_of(by=by, source_kind=SourceKind.VISIT, source_id=str(visit.pk), today=today)
    publish(VisitReported(by.home.pk, visit.pk, _person(by)))
    return visit


@command
def take_back_report(*, by: Actor, visit: Visit, reason: str) -> Visit:
    """Take a report back to be corrected, with the reason; the employer no longer reads it.

    Nor does it read the findings that it was told with the report, but for those that it has answered.
    """
    visit = visit_for(by, visit.pk)
    told_on = visit.reported_on
    verb = "take_back_refusal" if visit.outcome == Outcome.REFUSED else "take_back_report"
    changes: dict[str, object] = {
        "reported_on": None, "reported_by": None, "read_at": None, "read_by": None,
    }  # fmt: skip
    move(VISIT, verb, by=by, subject=visit, reason=reason, changes=changes)
    if told_on is not None:
        take_findings_back(by=by, source_kind=SourceKind.VISIT, source_id=str(visit.pk), shared_on=told_on)
    publish(ReportTakenBack(by.home.pk, visit.pk, _person(by)))
    return visit


@command
def review_visit(*, by: Actor, visit: Visit, today: date) -> Visit:
    """Review a visit; whoever was on the team or has a tie cannot.

    The employer is told of findings that were accepted after the report was handed in. Raises ProgrammeError
    VISIT_REVIEWER_ON_THE_TEAM, VISIT_REVIEWER_HAS_TIE, VISIT_DIFFERENCES_OPEN, VISIT_QUOTES_A_WORKER.
    """
    visit = visit_for(by, visit.pk)
    changes: dict[str, object] = {"reviewed_on": today, "reviewed_by": by.person}
    move(VISIT, "review", by=by, subject=visit, changes=changes)
    if visit.is_reported:
        _check_told(visit)
        share_findings_of(
            by=by, source_kind=SourceKind.VISIT, source_id=str(visit.pk), today=today, each_by_itself=True
        )
    publish(VisitReviewed(by.home.pk, visit.pk, _person(by)))
    return visit


@command
def close_visit(*, by: Actor, visit: Visit, today: date) -> Visit:
    """Close a reviewed visit once the employer has read the report, or its time to reply is over.

    Findings and their correction go on by themselves. Raises ProgrammeError VISIT_REPLY_TIME_RUNS.
    """
    visit = visit_for(by, visit.pk)
    if visit.reply_until and visit.read_at is None and today <= visit.reply_until:
        raise ProgrammeError(errors.REPLY_TIME_RUNS, {"day": visit.reply_until})
    move(VISIT, "close", by=by, subject=visit, changes={"closed_on": today})
    publish(VisitClosed(by.home.pk, visit.pk, _person(by)))
    return visit
