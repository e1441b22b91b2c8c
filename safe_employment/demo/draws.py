"""The draw of 2026: a period that is over and verifies, one that runs, and a visit asked for with reasons."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.demo import walks
from safe_employment.demo.stage import TODAY, Stage
from safe_employment.demo.texts_walks import DRAWN
from safe_employment.kit.actors import actor_for, machine
from safe_employment.visits.checklist import questions
from safe_employment.visits.commands import (
    answer_questions,
    ask_to_cancel,
    confirm_cancelling,
    end_visit,
    refuse_cancelling,
    release_visit,
    report_visit,
    set_out,
    take_cancelling_back,
    write_report,
)
from safe_employment.visits.commands.drawing import enter_number, seal_period, tell_secret
from safe_employment.visits.commands.targeting import ask_target
from safe_employment.visits.commands.weeks import draw_week
from safe_employment.visits.drawing.queries import visits_of_period
from safe_employment.visits.models import VisitState

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.visits.models import DrawPeriod, DrawWeek, Visit

OVER = (date(2026, 10, 12), date(2026, 10, 25))
RUNNING = (date(2026, 11, 16), date(2026, 12, 27))
WHY = "两名顾客说后厨夜里锁门，招聘启事上写着“押身份证”。"
TIED = "抽中之后各小组都有人申报了利害关系"
SHORT = "小组一人请长假，本期排不出别的小组"
ENDED = "抽中之后注销了，登记信息已经核对"
CHECKED, ANOTHER_DAY = "已向小组核实，情况属实", "可以推迟几天，由别的小组去"
REPORT = "按检查表走访，未见需要整改的问题。"


def present(stage: Stage, asked_for: Employer) -> None:
    """Seal, draw and make what the days up to today ask for."""
    over = _sealed(stage, "2026 年秋季（两周）", OVER, "2 9 13 20 28 33 / 11", "双色球 2026117")
    for week in over.weeks.all():
        _drawn(stage, week)
    made = list(visits_of_period(over).exclude(planned_on=None).order_by("planned_on", "pk"))
    for visit in made[len(DRAWN) :]:
        _made(stage, visit, report=True)
    walks.drawn(stage, made)
    for visit in visits_of_period(over).filter(state=VisitState.DRAWN):
        _cancelled(stage, visit, asked_by=stage.by("manager"), reason=TIED)
    tell_secret(
        by=machine(stage.home, channel="demo"), period=over, now=_at(OVER[1], 34), today=date(2026, 10, 27)
    )
    running = _sealed(stage, "2026 年冬季", RUNNING, "4 7 15 18 26 30 / 3", "双色球 2026131")
    for week in running.weeks.all()[:2]:
        _drawn(stage, week)
    gone = list(visits_of_period(running).filter(planned_on__lt=TODAY).order_by("planned_on", "pk"))
    for visit in gone[:1]:  # they went all the same
        ask_to_cancel(by=_team_of(stage, visit), visit=visit, reason=SHORT, today=RUNNING[0])
    for visit in gone:
        _made(stage, visit, report=False)
    _to_be_cancelled(stage, running)
    ask_target(by=stage.by("monitor2"), employer=asked_for, why=WHY, today=TODAY)


def _cancelled(stage: Stage, visit: Visit, *, asked_by: Actor, reason: str) -> None:
    asked = ask_to_cancel(by=asked_by, visit=visit, reason=reason, today=TODAY)
    confirm_cancelling(by=stage.by("board"), asked=asked, reason=CHECKED, today=TODAY)


def _to_be_cancelled(stage: Stage, period: DrawPeriod) -> None:
    """Of the visits to come one is to be cancelled, one is not, one was a slip, and one is cancelled."""
    sealed = visits_of_period(period).filter(state=VisitState.SEALED).order_by("-planned_on", "-pk")
    waiting, refused, slip, confirmed = sealed[:4]
    ask_to_cancel(by=_team_of(stage, waiting), visit=waiting, reason=SHORT, today=TODAY)
    asked = ask_to_cancel(by=_team_of(stage, refused), visit=refused, reason=SHORT, today=TODAY)
    refuse_cancelling(by=stage.by("manager"), asked=asked, reason=ANOTHER_DAY, today=TODAY)
    asked = ask_to_cancel(by=_team_of(stage, slip), visit=slip, reason=SHORT, today=TODAY)
    take_cancelling_back(by=_team_of(stage, slip), asked=asked)
    _cancelled(stage, confirmed, asked_by=_team_of(stage, confirmed), reason=ENDED)


def _at(day: date, hours: int = 10) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(0))) + timedelta(hours=hours)


def _sealed(stage: Stage, name: str, days: tuple[date, date], number: str, lottery: str) -> DrawPeriod:
    first_on, last_on = days
    sealed_on, number_on = first_on - timedelta(days=10), first_on - timedelta(days=5)
    period = seal_period(
        by=stage.by("manager"), name=name, first_on=first_on, last_on=last_on, number_kind="lottery",
        number_form="6/1", number_name=lottery, number_on=number_on, now=_at(sealed_on), today=sealed_on,
    )  # fmt: skip
    return enter_number(
        by=stage.by("manager"), period=period, number=number, now=_at(number_on, 22), today=number_on
    )


def _drawn(stage: Stage, week: DrawWeek) -> None:
    saturday = week.first_on - timedelta(days=2)
    today = min(saturday, TODAY)
    draw_week(by=machine(stage.home, channel="demo"), week=week, now=_at(today, 8), today=today)


def _team_of(stage: Stage, visit: Visit) -> Actor:
    """Return the first of a visit's team, as they act."""
    first = visit.team.select_related("person").order_by("pk")[0].person
    return actor_for(first, stage.home, channel="demo")


def _made(stage: Stage, visit: Visit, *, report: bool) -> None:
    """Release a visit on its morning and let its team make it."""
    day = visit.planned_on
    if day is None:
        return
    release_visit(by=machine(stage.home, channel="demo"), visit=visit, now=_at(day, 7))
    by = _team_of(stage, visit)
    visit = set_out(by=by, visit=visit, now=_at(day, 9))
    if report:
        answers = {key: (each.good, "") for key, each in questions().items()}
        answer_questions(by=by, visit=visit, answers=answers)
    visit = end_visit(by=by, visit=visit, outcome="held", now=_at(day, 11))
    if report:
        visit = write_report(by=by, visit=visit, report=REPORT, remarks="")
        report_visit(by=by, visit=visit, today=min(TODAY, day + timedelta(days=6)))
