"""Visits of 2026 that their team made with the checklist, from the seal to the end, with made photographs."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING

import pgtrigger
from django.utils import timezone

from safe_employment.demo.photos import photo
from safe_employment.demo.stage import TODAY
from safe_employment.demo.texts_walks import DRAWN, OWN, REPLY, THANKS, Seen, Walk
from safe_employment.findings.commands import (
    agree_action,
    record_finding,
    report_action_done,
    share_finding,
    verify_action,
)
from safe_employment.kit.actors import Actor, actor_for, machine
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.commands import (
    add_photo,
    answer_questions,
    close_visit,
    end_visit,
    note_reading,
    plan_visit,
    release_visit,
    reply_to_report,
    report_visit,
    review_visit,
    set_out,
    write_report,
)
from safe_employment.visits.models import Outcome, ReportReply, Visit, VisitState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.demo.stage import Stage
    from safe_employment.findings.models import Finding
    from safe_employment.members.models import Employer

OWN_DAY = date(2026, 6, 9)
REVIEWED_AFTER, CLOSED_AFTER = 5, 16  # days after the report; its time to reply is 14


@dataclass(frozen=True)
class Team:
    """Who makes a visit, and a monitor who is not of them and may verify."""

    first: Actor
    second: Actor
    another: Actor


def drawn(stage: Stage, visits: Sequence[Visit]) -> None:
    """Make the first visits of a drawn period as DRAWN tells; the manager reviews and closes them all."""
    for visit, walk in zip(visits, DRAWN, strict=False):
        made(stage, visit, walk)
    for visit in visits:
        ended(stage, visit)


def own(stage: Stage, employer: Employer) -> None:
    """The summer's visit to the employer of the invented contact, who reads the report and replies to it."""
    by = stage.by("employer")
    visit = plan_visit(
        by=stage.by("manager"), employer=employer, planned_on=OWN_DAY, today=OWN_DAY - timedelta(days=6),
        team=[stage.people["monitor"], stage.people["monitor3"]], why=OWN.why,
    )  # fmt: skip
    visit = made(stage, visit, OWN)
    assert visit.reported_on is not None  # noqa: S101 - it was made and reported
    read_on = visit.reported_on + timedelta(days=2)
    note_reading(by=by, visit=visit, now=at(read_on, 19))
    reply = reply_to_report(by=by, visit=visit, text=REPLY, today=read_on)
    with pgtrigger.ignore("visits.ReportReply:report_reply_stays"):  # it was written on that evening
        ReportReply.objects.filter(pk=reply.pk).update(created_at=at(read_on, 20))
    ended(stage, visit)


def at(day: date, hour: int) -> datetime:
    """Return an hour of a day in Kunming."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def team_of(stage: Stage, visit: Visit) -> Team:
    """Return the team of a visit, as its people act."""
    people = [member.person for member in visit.team.select_related("person").order_by("person_id")]
    others = [stage.people[user] for user in ("monitor", "monitor2") if stage.people[user] not in people]
    first, second, another = (
        actor_for(person, stage.home, channel="demo") for person in [*people[:2], *others[:1]]
    )
    return Team(first, second, another)


def made(stage: Stage, visit: Visit, walk: Walk) -> Visit:
    """Release a visit on its morning; its team makes it, and reports it where it has a report."""
    day = visit.planned_on
    assert day is not None  # noqa: S101 - it was sealed
    team = team_of(stage, visit)
    release_visit(by=machine(stage.home, channel="demo"), visit=visit, now=at(day, 7))
    visit = set_out(by=team.first, visit=visit, now=at(day, 9))
    found = [_saw(team, visit, seen, day) for seen in walk.seen]
    if walk.outcome == Outcome.HELD:
        _answered(team, visit, walk)
    visit = end_visit(
        by=team.first, visit=visit, outcome=walk.outcome, reason=walk.reason, now=at(day, 11),
        workers_interviewed=walk.interviews,
    )  # fmt: skip
    if not walk.report:
        return visit
    told = f"发现：{'；'.join(finding.title for finding in found)}。" if found else ""
    visit = write_report(by=team.first, visit=visit, report=walk.report + told, remarks="")
    visit = report_visit(by=team.first, visit=visit, today=min(TODAY, day + timedelta(days=4)))
    for finding, seen in zip(found, walk.seen, strict=True):
        _followed(team, finding, seen, day)
    return visit


def _saw(team: Team, visit: Visit, seen: Seen, day: date) -> Finding:
    """Record a finding in the words of its question, and photograph what it is about."""
    asked = checklist_of(visit).asked[seen.question]
    assert team.first.person is not None  # noqa: S101 - a monitor
    found = record_finding(
        by=team.first, employer=visit.employer, cluster=asked.cluster, question=asked.id,
        severity=asked.severity, statement=asked.statement, title=asked.finding_zh, article=asked.law,
        ilo=asked.ilo, found_on=day, today=day, source_kind="visit", source_id=str(visit.pk),
    )  # fmt: skip
    if seen.motif:
        photographed(team.first, visit, seen.caption, seen.question, seen.motif)
    return found


def photographed(by: Actor, visit: Visit, caption: str, question: str, motif: str) -> None:
    """Add a made photograph to a visit."""
    content = io.BytesIO(photo(motif, Random(f"{visit.number}{question}")))  # noqa: S311 - invented data
    add_photo(by=by, visit=visit, content=content, name="photo.jpg", caption=caption, question=question)


def _answered(team: Team, visit: Visit, walk: Walk) -> None:
    """Answer the whole checklist, half of it by each of the team."""
    bad = {seen.question for seen in walk.seen}
    answers = {
        key: (("no" if "yes" in asked.good.split() else "yes") if key in bad else asked.good.split()[0], "")
        for key, asked in checklist_of(visit).asked.items()
    }
    halves = ({key: answers[key] for key in answers if (key < "G") is early} for early in (True, False))
    for by, half in zip((team.first, team.second), halves, strict=True):
        answer_questions(by=by, visit=visit, answers=half, now=at(visit.visited_on or TODAY, 10))
    for caption, question, motif in walk.photos:
        photographed(team.second, visit, caption, question, motif)


def _followed(team: Team, finding: Finding, seen: Seen, day: date) -> None:
    """Agree what is done; what is `done` was reported, and what is `closed` was verified by someone else."""
    finding.refresh_from_db()
    if finding.for_employer and finding.shared_on is None:
        share_finding(by=team.first, finding=finding, today=day + timedelta(days=4))
    if seen.fate == "open":
        return
    action = agree_action(
        by=team.first, finding=finding, what=seen.what, due_on=day + timedelta(days=21), today=TODAY,
        agreed_on=day + timedelta(days=4), owner_name=finding.employer.legal_representative or "店主",
    )  # fmt: skip
    if seen.fate == "agreed":
        return
    done_on = day + timedelta(days=12)
    action = report_action_done(by=team.first, action=action, text=seen.done, done_on=done_on, today=TODAY)
    if seen.fate == "closed":
        verify_action(
            by=team.another, action=action, today=done_on + timedelta(days=3), how="site", text=THANKS
        )


def ended(stage: Stage, visit: Visit) -> None:
    """The manager, who was not there, reviews a visit, and closes it when its time to reply is over."""
    by = stage.by("manager")
    visit = Visit.objects.get(pk=visit.pk)
    if visit.state not in (VisitState.REPORTED, VisitState.NOT_FOUND, VisitState.BUSINESS_CLOSED):
        return
    told_on = visit.reported_on or visit.visited_on
    assert told_on is not None  # noqa: S101 - it was made
    visit = review_visit(by=by, visit=visit, today=min(TODAY, told_on + timedelta(days=REVIEWED_AFTER)))
    closed_on = told_on + timedelta(days=CLOSED_AFTER)
    if closed_on <= TODAY:
        close_visit(by=by, visit=visit, today=closed_on)
