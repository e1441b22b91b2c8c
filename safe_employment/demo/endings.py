"""What went otherwise in 2026, one case each: put off, not found, withdrawn, dropped, refused, taken back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from safe_employment.demo import walks
from safe_employment.demo.stage import TODAY
from safe_employment.demo.texts_walks import Walk
from safe_employment.findings.commands import (
    agree_action,
    agree_proposed_action,
    ask_for_postponement,
    close_wish,
    decide_postponement,
    drop_action,
    propose_action,
    put_proposed_action_aside,
    record_finding,
    report_action_done,
    take_postponement_back,
    verify_action,
    withdraw_finding,
)
from safe_employment.findings.models import Finding, FindingState
from safe_employment.kit.actors import machine
from safe_employment.visits.commands import cancel_visit, postpone_visit, release_visit
from safe_employment.visits.commands.targeting import (
    agree_target,
    ask_target,
    decline_target,
    withdraw_target,
)

if TYPE_CHECKING:
    from safe_employment.demo.stage import Stage
    from safe_employment.findings.models import CorrectiveAction
    from safe_employment.members.models import Employer
    from safe_employment.visits.models import Visit

WHY = "工资核查缺三个月，电话无人接听"
GONE = Walk(outcome="not_found", reason="门牌对应的是一家药店，电话停机")
IN_ORDER = Walk(
    interviews=5,
    report="查看了资料、现场和宿舍，未见需要整改的问题。",
    photos=(("安全出口通畅，灭火器在位", "I02", "exit_clear"),),
)
FOUND_ON = TODAY - timedelta(days=10)


def present(stage: Stage, employers: list[Employer], own: Employer) -> None:
    """Make the cases, each at an employer of its own; `own` is that of the invented contact."""
    _postponed(stage, employers[0])
    walks.made(stage, _planned(stage, employers[1], days_ago=2), GONE)
    _withdrawn(stage, employers[2])
    _dropped(stage, employers[3])
    _no_more_time(stage, employers[4])
    _only_a_wish(stage, employers[5])
    walks.ended(stage, walks.made(stage, _planned(stage, employers[6], days_ago=9), IN_ORDER))
    cancel_visit(
        by=stage.by("manager"), visit=_planned(stage, employers[7], days_ago=3), reason="走访前一天已注销"
    )
    _asked_for(stage, employers[8:11])
    _proposed(stage, own)


def _planned(stage: Stage, employer: Employer, *, days_ago: int) -> Visit:
    """Asked for by one and agreed to by another: the places that the draw keeps may be used."""
    day = TODAY - timedelta(days=days_ago)
    asked_on = day - timedelta(days=7)
    asked = ask_target(by=stage.by("monitor2"), employer=employer, why=WHY, today=asked_on)
    agreed = agree_target(
        by=stage.by("manager"), asked=asked, planned_on=day, today=asked_on,
        team=[stage.people["monitor"], stage.people["monitor3"]],
    )  # fmt: skip
    assert agreed.visit is not None  # noqa: S101 - it was agreed to
    return agreed.visit


def _postponed(stage: Stage, employer: Employer) -> None:
    """For safety: the team turned back at the door, and the visit is sealed again."""
    visit = _planned(stage, employer, days_ago=0)
    visit = release_visit(by=machine(stage.home, channel="demo"), visit=visit, now=walks.at(TODAY, 7))
    postpone_visit(by=stage.by("monitor"), visit=visit, reason="门口有人斗殴，小组为安全离开，改日再去")


def _found(stage: Stage, employer: Employer, title: str, article: str, cluster: str = "J") -> Finding:
    return record_finding(
        by=stage.by("monitor2"), employer=employer, cluster=cluster, severity="minor",
        statement="possible_breach", title=title, article=article, found_on=FOUND_ON, today=FOUND_ON,
    )  # fmt: skip


def _agreed(stage: Stage, finding: Finding, what: str) -> CorrectiveAction:
    return agree_action(
        by=stage.by("monitor2"), finding=finding, what=what, today=FOUND_ON,
        due_on=TODAY + timedelta(days=20), owner_name=finding.employer.legal_representative or "店主",
    )  # fmt: skip


def _withdrawn(stage: Stage, employer: Employer) -> None:
    """A slip: what was recorded belongs to the neighbour."""
    found = _found(stage, employer, "灭火器超过检验日期", "《消防法》第十六条")
    withdraw_finding(
        by=stage.by("manager"), finding=found, today=FOUND_ON + timedelta(days=2),
        reason="拍到的是隔壁店的灭火器，本店的在检验期内",
    )  # fmt: skip


def _dropped(stage: Stage, employer: Employer) -> None:
    """Of two actions one is dropped, because the other does it; that one is verified by its paper."""
    found = _found(stage, employer, "急救箱里的药品过期", "《职业病防治法》第二十五条")
    twice, kept = (_agreed(stage, found, what) for what in ("更换过期药品", "重新配齐急救箱，每季度检查"))
    drop_action(
        by=stage.by("manager"), action=twice, reason="与配齐急救箱重复", today=FOUND_ON + timedelta(days=1)
    )
    done_on = FOUND_ON + timedelta(days=5)
    kept = report_action_done(
        by=stage.by("monitor2"), action=kept, text="已配齐，有采购单", done_on=done_on, today=done_on
    )
    verify_action(
        by=stage.by("monitor"),
        action=kept,
        today=done_on + timedelta(days=2),
        how="records",
        text="采购单属实",
    )


def _no_more_time(stage: Stage, employer: Employer) -> None:
    """More time was asked for three times: refused, asked again by mistake and taken back."""
    found = _found(stage, employer, "考勤表由店主代签", "《工资支付暂行规定》第六条", cluster="F")
    action = _agreed(stage, found, "由本人签到，考勤表每月公示")
    by, day = stage.by("monitor2"), FOUND_ON + timedelta(days=3)
    later = action.due_on + timedelta(days=30)
    asked = ask_for_postponement(by=by, action=action, wanted_on=later, today=day, reason="店主说年底太忙")
    decide_postponement(
        by=stage.by("manager"), postponement=asked, grant=False, today=day,
        decision="签到当天就可以开始，不需要延期",
    )  # fmt: skip
    slip = ask_for_postponement(by=by, action=action, wanted_on=later, today=day, reason="店主再次要求延期")
    take_postponement_back(by=by, postponement=slip)


def _only_a_wish(stage: Stage, employer: Employer) -> None:
    """A wish is closed without an action."""
    found = record_finding(
        by=stage.by("monitor2"), employer=employer, cluster="J", severity="good_practice",
        statement="good_practice", title="后厨没有防滑垫", article="行为准则第四条", found_on=FOUND_ON,
        today=FOUND_ON,
    )  # fmt: skip
    close_wish(
        by=stage.by("manager"), finding=found, reason="店主已自行购置", today=FOUND_ON + timedelta(days=6)
    )


def _asked_for(stage: Stage, employers: list[Employer]) -> None:
    """Three requests for visits: agreed, declined, withdrawn."""
    by, manager, day = stage.by("monitor2"), stage.by("manager"), FOUND_ON
    agreed, declined, slip = (
        ask_target(by=by, employer=employer, why=WHY, today=day) for employer in employers
    )
    agree_target(
        by=manager, asked=agreed, planned_on=TODAY + timedelta(days=12), today=day,
        team=[stage.people["monitor"], stage.people["monitor3"]],
    )  # fmt: skip
    decline_target(by=manager, asked=declined, reason="下月的抽签已经排到这家", today=day)
    withdraw_target(by=by, asked=slip)


def _proposed(stage: Stage, own: Employer) -> None:
    """Two actions that the employer proposes: one is agreed, one put aside."""
    found = Finding.objects.filter(employer=own, state=FindingState.CORRECTING).order_by("pk").first()
    if found is None:
        return
    agreed, aside = (
        propose_action(
            by=stage.by("employer"), finding=found, what=what, owner_name="陈美玲，店长",
            due_on=TODAY + timedelta(days=15), today=TODAY - timedelta(days=1),
        )
        for what in ("把合同范本放在店里，入职当天就签", "等现有合同到期再一起换签")
    )  # fmt: skip
    agree_proposed_action(
        by=stage.by("monitor"), proposed=agreed, what=agreed.what, owner_name=agreed.owner_name,
        due_on=agreed.due_on, today=TODAY,
    )  # fmt: skip
    put_proposed_action_aside(
        by=stage.by("monitor"), proposed=aside, today=TODAY, reason="入职一个月内就要签，不能等"
    )
