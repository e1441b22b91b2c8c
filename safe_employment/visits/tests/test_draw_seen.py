"""What is seen of a draw by those who watch over it: numbers read back, visits dropped, secrets kept back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safe_employment.findings.commands import declare_tie
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.tests.actors import signed_in
from safe_employment.visits.commands import ask_to_cancel, confirm_cancelling, postpone_visit
from safe_employment.visits.commands.drawing import enter_number, file_of
from safe_employment.visits.commands.weeks import draw_week
from safe_employment.visits.drawing.queries import visits_of_period
from safe_employment.visits.drawing.tasks import draw_due_weeks, remind_of_numbers, tell_secrets
from safe_employment.visits.models import DrawPeriod, PeriodState, Team
from safe_employment.visits.tests.drawing import FIRST, LAST, NOW, NUMBER, SEALED_ON, at, drawing, sealed
from safe_employment.visits.timeline import numbers_awaited

pytestmark = pytest.mark.django_db


def told(kind: str, by: Actor) -> int:
    return Notice.objects.filter(kind=f"visits.{kind}", person=by.person).count()


def test_the_number_is_read_back_before_it_holds(
    manager: Actor, team: Team, roster: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    period = sealed(manager)
    DrawPeriod.objects.filter(pk=period.pk).update(number_on=SEALED_ON)
    office = signed_in(manager)
    address = reverse("visits:number", args=["kunming", period.pk])
    wrong = office.post(address, {"number": "3 8 14"})
    assert wrong.status_code == 422
    shown = office.post(address, {"number": "31 27 22 14 8 3 / 09"})
    assert "3.8.14.22.27.31./9./" in shown.content.decode()
    assert not DrawPeriod.objects.get().number, "only looked at"
    assert office.post(address, {"number": "31 27 22 14 8 3 / 09", "sure": "1"}).status_code == 302
    assert DrawPeriod.objects.get().number == "3.8.14.22.27.31./9./"


@pytest.mark.parametrize("form", ["", "6-1", "hex!"])
def test_a_lottery_without_its_form_is_not_sealed(
    manager: Actor, team: Team, roster: list[Any], form: str
) -> None:
    with pytest.raises(ProgrammeError, match="DRAW_NUMBER_FORM"):
        sealed(manager, number_form=form)
    assert sealed(manager, number_kind="drand", number_form=form).number_form == "hex"


@pytest.mark.usefixtures("team")
def test_who_is_left_alone_is_sealed_published_and_named_to_the_board(
    manager: Actor, monitor: Actor, board: Actor, roster: list[Any], client: Client
) -> None:
    declare_tie(by=monitor, employer=roster[3], kind="owner", today=SEALED_ON, person=monitor.person)
    period = sealed(manager)
    assert file_of(period)["period"]["left_alone"] == 1
    public = client.get(reverse("draw:sealed", args=[period.slug])).content.decode()
    assert roster[3].name not in public
    assert ": every team has a tie" in public or "每个小组" in public
    page = signed_in(board).get(reverse("visits:period", args=["kunming", period.pk])).content.decode()
    assert roster[3].name in page


def test_no_drawn_visit_is_dropped_or_put_off_unseen(
    manager: Actor, board: Actor, monitor: Actor, team: Team, roster: list[Any]
) -> None:
    period = drawing(manager)
    draw_week(by=machine(manager.home), week=period.weeks.get(place=0), now=NOW, today=FIRST)
    first, second = visits_of_period(period).order_by("pk")[:2]
    asked = ask_to_cancel(by=monitor, visit=first, reason="小组病了", today=FIRST)
    confirm_cancelling(by=manager, asked=asked, reason="属实", today=FIRST)
    assert (told("drawn_not_made", board), told("drawn_not_made", manager)) == (1, 0)
    postpone_visit(by=monitor, visit=second, reason="下雨")
    assert (told("drawn_postponed", board), told("drawn_postponed", manager)) == (1, 1)
    for notice in Notice.objects.filter(kind__startswith="visits.drawn_", person=board.person):
        assert first.employer.name not in str(notice.facts)
        assert signed_in(board).get(notice.path).status_code == 200
    page = signed_in(board).get(reverse("visits:period", args=["kunming", period.pk]))
    assert [number for _word, number in page.context["fates"]] == [6, 1, 1]


def test_a_drawn_visit_without_a_team_is_told_to_the_managers(
    manager: Actor, monitor: Actor, team: Team, roster: list[Any]
) -> None:
    period = drawing(manager)
    Team.objects.update(retired_on=SEALED_ON)
    draw_week(by=machine(manager.home), week=period.weeks.get(place=0), now=NOW, today=FIRST)
    assert told("no_team", manager) == 8


def test_a_secret_that_must_wait_is_told_once_after_two_weeks(
    manager: Actor, board: Actor, monitor: Actor, team: Team, roster: list[Any]
) -> None:
    period, clock = drawing(manager), machine(manager.home, channel="schedule")
    draw_due_weeks(clock, at(date(2026, 3, 14)))
    tell_secrets(clock, at(LAST + timedelta(days=1)))
    assert told("secret_kept_back", board) == 0
    for days in (15, 16):
        tell_secrets(clock, at(LAST + timedelta(days=days)))
    assert (told("secret_kept_back", board), told("secret_kept_back", manager)) == (1, 1)
    for visit in visits_of_period(period):
        asked = ask_to_cancel(by=monitor, visit=visit, reason="小组病了", today=LAST)
        confirm_cancelling(by=manager, asked=asked, reason="属实", today=LAST)
    tell_secrets(clock, at(LAST + timedelta(days=17)))
    period.refresh_from_db()
    assert period.state == PeriodState.TOLD


def test_a_number_that_nobody_enters_is_asked_for_each_week_and_told_to_the_board(
    manager: Actor, board: Actor, team: Team, roster: list[Any]
) -> None:
    period, clock = sealed(manager, last_on=FIRST + timedelta(days=34)), machine(manager.home)

    def asked(day: date) -> tuple[int, int, int]:
        for hour in (1, 3):
            remind_of_numbers(clock, at(day, hour))
        return told("number_awaited", manager), told("number_missing", manager), told("number_missing", board)

    assert asked(date(2026, 3, 4)) == (0, 0, 0)
    assert asked(date(2026, 3, 5)) == (1, 0, 0), "the day of the number"
    assert asked(date(2026, 3, 6)) == (1, 0, 0)
    assert asked(FIRST) == (1, 1, 1), "the first Monday"
    assert asked(FIRST + timedelta(days=6)) == (1, 1, 1)
    assert asked(FIRST + timedelta(days=7)) == (1, 2, 2)
    # The programme was down for two weeks: one reminder, and the weeks are lost for the record.
    assert asked(FIRST + timedelta(days=23)) == (1, 3, 3)
    day = FIRST + timedelta(days=23)
    enter_number(by=manager, period=period, number=NUMBER, now=at(day), today=day)
    assert asked(day + timedelta(days=9)) == (1, 3, 3)
    draw_due_weeks(machine(manager.home), at(day))
    period.refresh_from_db()
    late = [week for week in period.weeks.all() if week.left_out]
    assert len(late) >= 3
    assert told("left_out", board) == told("left_out", manager) == len(late)
    notice = Notice.objects.filter(kind="visits.left_out", person=board.person).earliest("pk")
    assert notice.facts["number"] == len(late[0].left_out)


def test_the_first_page_asks_for_a_number_that_was_announced(
    manager: Actor, team: Team, roster: list[Any]
) -> None:
    period = sealed(manager)
    before, section = numbers_awaited(manager, SEALED_ON), numbers_awaited(manager, FIRST)
    assert before is not None
    assert before.total == 0
    assert section is not None
    assert section.total == 1
    assert section.items[0].url == reverse("visits:number", args=["kunming", period.pk])
