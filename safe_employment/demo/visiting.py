"""Unannounced visits, what they found, and how it was corrected."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.demo.corrections import at
from safe_employment.demo.stage import TODAY, Stage
from safe_employment.demo.texts_visits import FINDINGS, WHY, WHY_AGAIN, Seen, report_of
from safe_employment.demo.visit_days import photographs, released_day, standing_teams
from safe_employment.findings.commands import (
    agree_action,
    confirm_containment,
    contain_finding,
    declare_tie,
    record_finding,
    reopen_finding,
    reply_to_finding,
    report_action_done,
    send_action_back,
    share_finding,
    verify_action,
)
from safe_employment.findings.models import Finding
from safe_employment.visits.checklist import questions
from safe_employment.visits.commands import (
    answer_questions,
    close_visit,
    plan_visit,
    record_visit,
    report_visit,
    review_visit,
    set_out,
    write_report,
)

if TYPE_CHECKING:
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Employer
    from safe_employment.visits.models import Visit

NOT_HELD = {7: ("refused", "店主不让进门"), 23: ("business_closed", "已停业，门面转租")}
TEAM = ("monitor", "monitor3")


def past(stage: Stage, employers: list[Employer]) -> None:
    """The handful of visits by March 2008, with what was put right on the spot."""
    for number, employer in enumerate(employers):
        day = date(2008, 2, 18) + timedelta(days=4 * number)
        visit = _held(stage, employer, day)
        found = [_finding(stage, visit, FINDINGS[number], fate="closed")] if number < 3 else []
        visit = _reported(stage, visit, found)
        review_visit(by=stage.by("manager"), visit=visit, today=day + timedelta(days=20))
        close_visit(by=stage.by("manager"), visit=visit, today=day + timedelta(days=60))


def present(stage: Stage, employers: list[Employer], own: Employer) -> None:
    """The visits of 2026: most closed, some corrections waiting, late or re-opened, and visits to come."""
    fates = ("closed",) * 9 + ("done", "done", "late", "late", "open", "sent_back", "reopened", "agreed")
    for number, employer in enumerate(employers[:44]):
        day = stage.day(date(2026, 2, 2), date(2026, 10, 30))
        if number in NOT_HELD:
            outcome, reason = NOT_HELD[number]
            record_visit(
                by=stage.by("monitor"),
                employer=employer,
                visited_on=day,
                team=_team(stage),
                today=TODAY,
                outcome=outcome,
                reason=reason,
            )
            continue
        visit, found = _held(stage, employer, day), []
        if number % 5 < 3:
            words = FINDINGS[number % len(FINDINGS)]
            found = [_finding(stage, visit, words, fate=fates[number % len(fates)])]
        visit = _reported(stage, visit, found)
        if number % 4:
            review_visit(by=stage.by("manager"), visit=visit, today=min(TODAY, day + timedelta(days=21)))
            if day + timedelta(days=40) < TODAY:
                close_visit(by=stage.by("manager"), visit=visit, today=day + timedelta(days=40))
    _own_visit(stage, own)
    _to_come(
        stage,
        employers[44:],
        next(employers[key] for key, (how, _why) in NOT_HELD.items() if how == "refused"),
    )


def _team(stage: Stage) -> list[Person]:
    return [stage.people[user] for user in TEAM]


def _held(stage: Stage, employer: Employer, day: date) -> Visit:
    by = stage.by("monitor")
    visit = record_visit(
        by=by, employer=employer, visited_on=day, team=_team(stage), outcome="held", today=TODAY
    )
    answer_questions(by=by, visit=visit, answers={key: (each.good, "") for key, each in questions().items()})
    return visit


def _reported(stage: Stage, visit: Visit, found: list[Finding]) -> Visit:
    """Hand in the report of what was found."""
    by = stage.by("monitor")
    today = min(TODAY, _day_of(visit) + timedelta(days=stage.rng.randint(3, 18)))
    agreed = all(finding.actions.filter(agreed_on__lte=today).exists() for finding in found)
    report = report_of([finding.title for finding in found], agreed=agreed)
    write_report(by=by, visit=visit, report=report, remarks="")
    return report_visit(by=by, visit=visit, today=today)


def _day_of(visit: Visit) -> date:
    assert visit.visited_on is not None  # noqa: S101 - it was held
    return visit.visited_on


def _finding(stage: Stage, visit: Visit, seen: Seen, *, fate: str) -> Finding:
    by, day, employer = stage.by("monitor"), _day_of(visit), visit.employer
    found = record_finding(
        by=by, employer=employer, cluster=seen.cluster, severity=seen.severity, statement=seen.statement,
        title=seen.title, description="", article=seen.article, found_on=day, today=TODAY,
        source_kind="visit", source_id=str(visit.pk), found_by=stage.people["monitor"],
    )  # fmt: skip
    if seen.severity == "critical":
        contain_finding(
            by=by, finding=found, who="店主", how="当场关闭气瓶，停止开火，走访小组在场",
            contained_at=at(day, 16), now=at(day, 18),
        )  # fmt: skip
        confirm_containment(by=stage.by("monitor2"), finding=found, today=day)
    found = share_finding(by=by, finding=found, today=day + timedelta(days=1))
    if fate == "open":
        return found
    agreed = TODAY - timedelta(days=5) if fate == "agreed" else day + timedelta(days=1)
    days = {"critical": 6, "major": 28}.get(seen.severity, 60)
    due = agreed + timedelta(days=days)
    if fate == "late":
        due = min(due, TODAY - timedelta(days=stage.rng.choice((2, 9))))
    action = agree_action(
        by=by, finding=found, what=seen.what, due_on=due, today=TODAY, agreed_on=agreed,
        owner_name=employer.legal_representative or stage.name(),
    )  # fmt: skip
    if fate in ("agreed", "late"):
        return found
    done = min(agreed + timedelta(days=stage.rng.randint(1, days)), TODAY)
    action = report_action_done(by=by, action=action, text=seen.done, done_on=done, today=TODAY)
    if fate == "sent_back":
        send_action_back(
            by=stage.by("monitor2"), action=action, reason=seen.lacks, today=TODAY,
            due_on=TODAY + timedelta(days=7),
        )  # fmt: skip
    if fate in ("closed", "reopened"):
        verified = min(done + timedelta(days=stage.rng.randint(2, 20)), TODAY)
        verify_action(
            by=stage.by("monitor2"), action=action, today=verified, how="site", text="到店查看，属实"
        )
    if fate == "reopened":
        found.refresh_from_db()
        reopen_finding(
            by=stage.by("monitor"),
            finding=found,
            reason="回访时又出现同样的情况",
            recurrence=True,
            today=TODAY,
        )
    return found


def _own_visit(stage: Stage, own: Employer) -> None:
    """A visit to the employer of the invented contact: one matter closed, one to be answered."""
    day = date(2026, 10, 20)
    visit = _held(stage, own, day)
    photographs(stage, visit)
    posted = _finding(stage, visit, FINDINGS[4], fate="closed")
    open_one = _finding(stage, visit, FINDINGS[0], fate="agreed")
    _reported(stage, visit, [posted, open_one])
    reply_to_finding(
        by=stage.by("employer"), finding=open_one, text="合同已经打印好，等两位员工从老家回来就签。"
    )


def _to_come(stage: Stage, employers: list[Employer], refused: Employer) -> None:
    """Sealed visits of the coming days, one where entry was refused, one under way, and a declared tie."""
    declare_tie(
        by=stage.by("monitor2"), employer=employers[0], person=stage.people["monitor2"], kind="relative",
        note="店主是我的表姐", today=TODAY,
    )  # fmt: skip
    for number, employer in enumerate((*employers[:4], refused)):
        plan_visit(
            by=stage.by("manager"), employer=employer, planned_on=TODAY + timedelta(days=3 + 2 * number),
            team=_team(stage), today=TODAY, why=WHY_AGAIN if employer == refused else WHY[number % len(WHY)],
        )  # fmt: skip
    out = plan_visit(
        by=stage.by("manager"), employer=employers[5], planned_on=TODAY, team=_team(stage), today=TODAY,
        why=WHY[0],
    )  # fmt: skip
    east, _west = standing_teams(stage)
    released_day(stage, employers[6:8], east, _team(stage), WHY[1])
    set_out(by=stage.by("monitor"), visit=out, now=timezone.make_aware(datetime.combine(TODAY, time(9, 30))))
