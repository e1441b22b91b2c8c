"""How findings are followed in 2026: proposed, contained, given more time, told on, and come back."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.demo.stage import TODAY, Stage
from safe_employment.findings.commands import (
    accept_proposal,
    agree_action,
    ask_for_postponement,
    confirm_containment,
    contain_finding,
    decide_postponement,
    propose_action,
    propose_findings,
    put_proposal_aside,
    record_finding,
    report_action_done,
    set_escalation,
    verify_action,
)
from safe_employment.findings.commands.proposals import Proposal
from safe_employment.findings.deadlines import usual_steps
from safe_employment.findings.models import CorrectiveAction, Finding
from safe_employment.findings.models.choices import OVER
from safe_employment.findings.tasks import remind
from safe_employment.kit.actors import machine

if TYPE_CHECKING:
    from safe_employment.members.models import Employer

LOCKED = "《消防法》第二十八条"
# Cluster, severity, title, question, article and ILO indicators of what answers propose.
ANSWERED = tuple(
    Proposal(cluster, severity, "possible_breach", title, question, article=article, ilo=ilo)
    for cluster, severity, title, question, article, ilo in (
        ("H", "critical", "夜间宿舍楼门上锁，钥匙由保安保管", "H03", LOCKED, (3,)),
        ("G", "major", "工资推迟到次月二十五日以后发放", "G02", "《劳动法》第五十条", (8,)),
        ("A", "minor", "没有指定负责用工合规的人员", "A02", "项目规则", ()),
        ("J", "minor", "灭火器压力不足", "J04", "《消防法》第十六条", ()),
    )
)


def at(day: date, hour: int) -> datetime:
    """Return an hour of a day in Kunming."""
    return timezone.make_aware(datetime.combine(day, time(hour)))


def present(stage: Stage, employers: list[Employer], own: Employer) -> None:
    """Fill the pages on which findings are followed."""
    by, manager = stage.by("monitor"), stage.by("manager")
    set_escalation(by=manager, steps={"critical": usual_steps("critical")})
    _contained(stage)
    _proposed(stage, employers[0])
    _came_back(stage, employers[1:3])
    _more_time(stage, own)
    record_finding(
        by=by, employer=employers[3], cluster="D", severity="critical", statement="possible_breach",
        title="后厨有一名帮工可能不满十六周岁", article="《禁止使用童工规定》第二条",
        found_on=TODAY, today=TODAY,
        root_cause="no_records", root_cause_text="入职时没有查看身份证", ilo=[1],
    )  # fmt: skip
    remind(machine(stage.home, channel="demo"), at(TODAY, 9))


def _contained(stage: Stage) -> None:
    """What was critical was stopped on its day."""
    waiting = Finding.objects.filter(association=stage.home, contain_by__isnull=False, contained_at=None)
    for finding in waiting.exclude(state__in=OVER):
        contain_finding(
            by=stage.by("monitor"), finding=finding, who="店主", how="当场改正，走访小组在场",
            contained_at=at(finding.clock_on, 16), now=at(finding.clock_on, 18),
        )  # fmt: skip
        confirm_containment(by=stage.by("monitor2"), finding=finding, today=finding.clock_on)


def _proposed(stage: Stage, employer: Employer) -> None:
    """What answers propose: two wait, one was accepted with a change, one put aside."""
    day = TODAY - timedelta(days=1)
    made = propose_findings(
        by=machine(stage.home, channel="demo"), employer=employer, source_kind="other", source_id="demo",
        proposals=ANSWERED, found_on=day, today=day,
    )  # fmt: skip
    accept_proposal(
        by=stage.by("monitor"), proposal=made[2], today=TODAY, title="没有指定负责用工和员工投诉的人员",
        root_cause="nobody_in_charge",
    )  # fmt: skip
    put_proposal_aside(
        by=stage.by("monitor2"), proposal=made[3], today=TODAY, reason="当天已换新，有发票照片"
    )


def _came_back(stage: Stage, employers: list[Employer]) -> None:
    """The same was found again months after it was closed."""
    by = stage.by("monitor")
    for number, employer in enumerate(employers):
        for day in (date(2026, 3, 10) + timedelta(days=9 * number), date(2026, 10, 12)):
            found = record_finding(
                by=by, employer=employer, cluster="F", question="F04", severity="minor",
                statement="possible_breach", title="排班表上没有每周休息日", article="《劳动法》第三十八条",
                found_on=day, today=TODAY, root_cause="cost", ilo=[11],
            )  # fmt: skip
            due = day + timedelta(days=60)
            action = agree_action(
                by=by, finding=found, what="改排班，每周至少休一天", due_on=due, today=TODAY, agreed_on=day,
                owner_name=employer.legal_representative or stage.name(),
            )  # fmt: skip
            if day.month < 10:
                done = day + timedelta(days=30)
                action = report_action_done(
                    by=by, action=action, text="新排班表已张贴", done_on=done, today=TODAY
                )
                verify_action(
                    by=stage.by("monitor2"), action=action, today=done + timedelta(days=9), how="site",
                    text="到店查看排班表和考勤",
                )  # fmt: skip


def _more_time(stage: Stage, own: Employer) -> None:
    """The own employer asks for more time, and proposes what else it would do."""
    by = stage.by("employer")
    action = CorrectiveAction.objects.filter(finding__employer=own, state="agreed").order_by("due_on").first()
    if action is None:
        return
    asked_on = min(TODAY, action.due_on)
    granted = ask_for_postponement(
        by=by, action=action, wanted_on=action.due_on + timedelta(days=5), today=asked_on,
        reason="两位员工还在老家，下周才回来签合同",
    )  # fmt: skip
    decide_postponement(
        by=stage.by("manager"),
        postponement=granted,
        grant=True,
        today=asked_on,
        decision="可以，回来当天就签",
    )
    action.refresh_from_db()
    ask_for_postponement(
        by=by, action=action, wanted_on=action.due_on + timedelta(days=7), today=asked_on,
        reason="其中一位改到月底回来",
    )  # fmt: skip
    propose_action(
        by=by, finding=action.finding, what="今后入职当天签合同，由店长逐人登记", owner_name="陈美玲，店长",
        due_on=TODAY + timedelta(days=20), today=TODAY,
    )  # fmt: skip
