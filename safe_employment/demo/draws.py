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
    cancel_visit,
    end_visit,
    release_visit,
    report_visit,
    set_out,
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
        cancel_visit(by=stage.by("manager"), visit=visit, reason="抽中之后小组成员申报了利害关系")
    tell_secret(
        by=machine(stage.home, channel="demo"), period=over, now=_at(OVER[1], 34), today=date(2026, 10, 27)
    )
    running = _sealed(stage, "2026 年冬季", RUNNING, "4 7 15 18 26 30 / 3", "双色球 2026131")
    for week in running.weeks.all()[:2]:
        _drawn(stage, week)
    for visit in visits_of_period(running).filter(planned_on__lt=TODAY):
        _made(stage, visit, report=False)
    ask_target(by=stage.by("monitor2"), employer=asked_for, why=WHY, today=TODAY)


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
