"""The draw in the office: sealed, drawn by the clock, told, verified; requests for targeted visits."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safe_employment.engines.draw import read, verify
from safe_employment.findings.commands import declare_tie
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.commands import merge_employers
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import employer
from safe_employment.visits.commands import plan_visit, weeks
from safe_employment.visits.commands.drawing import (
    enter_number,
    file_of,
    keep_rules,
    public_file,
    tell_secret,
)
from safe_employment.visits.commands.targeting import (
    agree_target,
    ask_target,
    decline_target,
    withdraw_target,
)
from safe_employment.visits.commands.weeks import draw_week
from safe_employment.visits.drawing.days import days_off, visit_days
from safe_employment.visits.drawing.pictures import coverage_of, left_alone
from safe_employment.visits.drawing.previews import preview
from safe_employment.visits.drawing.queries import fates_of, rules_of, visits_of_period
from safe_employment.visits.drawing.tasks import draw_due_weeks, tell_secrets
from safe_employment.visits.models import PeriodState, Team, Visit, VisitState
from safe_employment.visits.tests.drawing import (
    FIRST,
    LAST,
    NOW,
    NUMBER,
    SEALED_ON,
    at,
    cancel_all,
    drawing,
    sealed,
)
from safe_employment.visits.tests.factories import people

pytestmark = pytest.mark.django_db


def test_a_week_is_drawn_into_sealed_visits(manager: Actor, team: Team, roster: list[Any]) -> None:
    period = drawing(manager)
    week = period.weeks.get(place=0)
    draw_week(by=machine(manager.home), week=week, now=NOW, today=date(2026, 3, 7))
    visits = list(visits_of_period(period))
    assert len(visits) == len(week.drawn) == week.drawn_places == 8
    assert {visit.state for visit in visits} == {VisitState.SEALED}
    week_days = {FIRST + timedelta(days=at) for at in range(5)}
    assert {visit.planned_on for visit in visits} <= week_days
    assert all(visit.team.count() == 2 and visit.standing_team_id == team.pk for visit in visits)
    assert len({visit.employer_id for visit in visits}) == 8
    with pytest.raises(ProgrammeError, match="DRAW_WEEK_DRAWN"):
        draw_week(by=manager, week=week, now=NOW, today=date(2026, 3, 7))
    assert Visit.objects.count() == 8


def test_the_log_tells_no_target(manager: Actor, team: Team, roster: list[Any]) -> None:
    period = drawing(manager)
    draw_week(by=manager, week=period.weeks.get(place=0), now=NOW, today=date(2026, 3, 7))
    told = "".join(f"{entry.object_label}{entry.details}" for entry in AuditEntry.objects.all())
    drawn = Visit.objects.values_list("employer__name", flat=True)
    late = AuditEntry.objects.filter(action__startswith="visits.")
    assert late.exists()
    assert not [name for name in drawn if any(name in f"{e.object_label}{e.details}" for e in late)]
    assert file_of(period)["rows"][0][0] not in told


def test_the_clock_draws_each_week_once_and_catches_up(manager: Actor, team: Team, roster: list[Any]) -> None:
    period, by = drawing(manager), machine(manager.home, channel="schedule")
    draw_due_weeks(by, at(date(2026, 3, 6)))
    assert not Visit.objects.exists()
    for day in (7, 7, 8):
        draw_due_weeks(by, at(date(2026, 3, day)))
    assert Visit.objects.count() == 8
    # The programme was down from the 9th: the second week is drawn on its Wednesday, two visits on each day
    # that is left, as on every day; the rest is left out and counted.
    draw_due_weeks(by, at(date(2026, 3, 18)))
    late = Counter(
        visits_of_period(period).filter(drawn_in__contains="W12").values_list("planned_on", flat=True)
    )
    assert late == {date(2026, 3, 18): 2, date(2026, 3, 19): 2, date(2026, 3, 20): 2}
    week = period.weeks.get(place=1)
    assert [why for _key, why in week.left_out] == ["late", "late"]
    assert {key for key, _team, _day in week.drawn} >= {key for key, _why in week.left_out}


def test_a_week_that_is_over_is_drawn_for_the_record_only(
    manager: Actor, team: Team, roster: list[Any]
) -> None:
    period = drawing(manager)
    draw_due_weeks(machine(manager.home), at(date(2026, 3, 17)))
    over, running = period.weeks.order_by("place")
    assert len(over.drawn) == len(over.left_out) == 8
    assert not visits_of_period(period).filter(drawn_in__contains=over.name).exists()
    assert visits_of_period(period).filter(drawn_in__contains=running.name).exists()


def test_one_week_that_cannot_be_drawn_keeps_no_other_waiting(
    manager: Actor, team: Team, roster: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    period, place = drawing(manager), weeks.on_days_left

    def breaks(rows: Any, teams: Any, at_week: int, today: date) -> Any:
        if at_week == 0:
            raise ValueError("unreadable")
        return place(rows, teams, at_week, today)

    monkeypatch.setattr(weeks, "on_days_left", breaks)
    with pytest.raises(ExceptionGroup):
        draw_due_weeks(machine(manager.home), at(date(2026, 3, 14)))
    assert [week.drawn_at is None for week in period.weeks.order_by("place")] == [True, False]


def test_who_cannot_be_visited_any_more_is_left_out_and_counted(
    manager: Actor, team: Team, kunming: Association, clerk: Actor
) -> None:
    # Half a year with a visit a month: each is drawn several times, in other weeks.
    gone, left, kept, merged, *others = (employer(kunming, division_code="530102") for _ in range(6))
    period = sealed(manager, last_on=FIRST + timedelta(days=26 * 7 - 1))
    enter_number(by=manager, period=period, number=NUMBER, now=NOW, today=date(2026, 3, 6))
    period.refresh_from_db()
    keys = dict(period.rows.values_list("employer", "key"))
    names = {keys[gone.pk]: "gone", keys[left.pk]: "left", keys[kept.pk]: "same", keys[merged.pk]: "same"}
    Employer.objects.filter(pk=left.pk).update(standing="left")
    merge_employers(by=clerk, kept=kept, gone=merged)
    gone.delete()
    for week in period.weeks.all():
        draw_week(by=machine(manager.home), week=week, now=NOW, today=SEALED_ON)
    visited = Counter(visits_of_period(period).values_list("employer", flat=True))
    assert set(visited) == {kept.pk, *(each.pk for each in others)}
    reasons = {(names[key], why) for week in period.weeks.all() for key, why in week.left_out}
    assert reasons == {("gone", "gone"), ("left", "not_a_member"), ("same", "merged")}
    drawn = [key for week in period.weeks.all() for key, _team, _day in week.drawn]
    assert visited[kept.pk] in {drawn.count(keys[kept.pk]), drawn.count(keys[merged.pk])}, "as one employer"
    assert sum(number for _word, number in fates_of(period)) == len(drawn)


def test_after_the_period_the_file_verifies(
    manager: Actor, team: Team, roster: list[Any], client: Client
) -> None:
    period, by = drawing(manager), machine(manager.home)
    draw_due_weeks(by, at(date(2026, 3, 7)))
    draw_due_weeks(by, at(date(2026, 3, 14)))
    address = reverse("draw:file", kwargs={"period": period.slug})
    assert client.get(address).status_code == 404
    with pytest.raises(ProgrammeError, match="DRAW_NOT_OVER"):
        tell_secret(by=manager, period=period, now=NOW, today=LAST)
    tell_secrets(by, at(date(2026, 3, 23)))
    period.refresh_from_db()
    assert period.state == PeriodState.DRAWING, "its visits are still sealed"
    cancel_all()
    one = visits_of_period(period).order_by("pk")[:1]
    out = {"state": VisitState.RELEASED, "released_at": NOW, "visited_on": FIRST, "reason": ""}
    Visit.objects.filter(pk__in=one).update(**out)
    with pytest.raises(ProgrammeError, match="DRAW_VISITS_OPEN"):
        tell_secret(by=manager, period=period, now=NOW, today=date(2026, 3, 23))
    cancel_all(released_at=None, visited_on=None)
    tell_secrets(by, at(date(2026, 3, 24)))
    period.refresh_from_db()
    assert period.state == PeriodState.TOLD
    file = read(client.get(address).getvalue())
    assert verify(file, published=period.root).holds
    file["drawn"]["weeks"]["2026-W11"][0][0] = file["rows"][0][0]
    assert not verify(file).holds
    del file["drawn"]["weeks"]["2026-W11"]
    assert [check.code for check in verify(file).checks if not check.holds] == ["MISSING"]
    page = client.get(reverse("draw:sealed", kwargs={"period": period.slug})).content.decode()
    assert file["secret"][:32] in page


def test_before_the_end_the_public_page_has_hashes_and_no_secret(
    manager: Actor, team: Team, roster: list[Any], client: Client
) -> None:
    period = drawing(manager)
    page = client.get(reverse("draw:sealed", kwargs={"period": period.slug}))
    text = page.content.decode()
    assert page.status_code == 200
    assert period.root[:32] in text
    assert period.commitment[:32] in text
    assert "3.8.14.22.27.31./9./" in text
    assert not [each for each in roster if each.name in text]
    assert "(6/1)" in text, "how the number will be read"
    with pytest.raises(ProgrammeError, match="DRAW_NOT_OVER"):
        public_file(period)
    assert client.get(reverse("draw:sealed", kwargs={"period": "none"})).status_code == 404


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"first_on": date(2026, 3, 10)}, "DRAW_WHOLE_WEEKS"),
        ({"last_on": date(2026, 3, 21)}, "DRAW_WHOLE_WEEKS"),
        ({"number_on": SEALED_ON}, "DRAW_NUMBER_TOO_EARLY"),
        ({"number_on": FIRST}, "DRAW_NUMBER_TOO_EARLY"),
    ],
)
def test_a_period_must_be_sealed_in_time(
    manager: Actor, team: Team, roster: list[Any], changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(ProgrammeError, match=code):
        sealed(manager, **changes)


def test_periods_do_not_overlap(manager: Actor, team: Team, roster: list[Any]) -> None:
    sealed(manager)
    with pytest.raises(ProgrammeError, match="DRAW_PERIODS_OVERLAP"):
        sealed(manager, first_on=date(2026, 3, 16), last_on=date(2026, 3, 29))


def test_without_teams_or_employers_it_says_so(manager: Actor, kunming: Association) -> None:
    with pytest.raises(ProgrammeError, match=r"DRAW_NO_(CAPACITY|EMPLOYERS)"):
        sealed(manager)
    employer(kunming)
    with pytest.raises(ProgrammeError, match="DRAW_NO_CAPACITY"):
        sealed(manager)


def test_all_risks_zero_and_floors_too_high_are_told(manager: Actor, team: Team, roster: list[Any]) -> None:
    keep_rules(by=manager, base=Decimal(0), month=Decimal(0))
    with pytest.raises(ProgrammeError, match="DRAW_NO_RISK"):
        sealed(manager)
    keep_rules(by=manager, base=Decimal(1), floor=Decimal(1), cap=Decimal(1), district_floors={"530102": 9e4})
    with pytest.raises(ProgrammeError, match="DRAW_FLOORS_TOO_HIGH"):
        sealed(manager)


def test_the_number_is_entered_once_and_not_before_its_day(
    manager: Actor, team: Team, roster: list[Any]
) -> None:
    period = sealed(manager)
    with pytest.raises(ProgrammeError, match="DRAW_NUMBER_NOT_YET"):
        enter_number(by=manager, period=period, number=NUMBER, now=NOW, today=date(2026, 3, 4))
    with pytest.raises(ProgrammeError, match="DRAW_BAD_NUMBER"):
        enter_number(by=manager, period=period, number="9 / 3 8 14 22 27 31", now=NOW, today=date(2026, 3, 5))
    with pytest.raises(ProgrammeError, match="DRAW_NO_NUMBER"):
        draw_week(by=manager, week=period.weeks.get(place=0), now=NOW, today=date(2026, 3, 7))
    enter_number(by=manager, period=period, number=NUMBER, now=NOW, today=date(2026, 3, 5))
    with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
        enter_number(by=manager, period=period, number=NUMBER, now=NOW, today=date(2026, 3, 6))


def test_a_tie_keeps_the_team_away_and_who_has_no_team_is_named(
    manager: Actor, monitor: Actor, team: Team, roster: list[Any]
) -> None:
    declare_tie(
        by=monitor,
        employer=roster[3],
        kind="owner",
        today=SEALED_ON,
        person=monitor.person,
    )
    period = sealed(manager)
    assert left_alone(manager, period) == [roster[3]]
    assert period.employers == 39


def test_a_tie_declared_after_the_seal_leaves_the_visit_without_a_team(
    manager: Actor, monitor: Actor, team: Team, roster: list[Any]
) -> None:
    period = drawing(manager)
    for each in roster:
        declare_tie(by=monitor, employer=each, kind="owner", today=SEALED_ON, person=monitor.person)
    draw_week(by=machine(manager.home), week=period.weeks.get(place=0), now=NOW, today=date(2026, 3, 7))
    assert set(visits_of_period(period).values_list("state", flat=True)) == {VisitState.DRAWN}


def test_holidays_are_no_visit_days(team: Team) -> None:
    assert date(2026, 10, 1) in days_off()
    assert visit_days(team, date(2026, 9, 28)) == [date(2026, 9, day) for day in (28, 29, 30)]


def test_coverage_and_risks_are_told(manager: Actor, team: Team, roster: list[Any]) -> None:
    period = sealed(manager)
    coverage = coverage_of(period)
    assert coverage.expected == pytest.approx(16 * 365.25 / 14, rel=0.02)
    assert len(coverage.charts[0].rows) == 2


def test_a_preview_keeps_nothing_and_says_who_moves(manager: Actor, team: Team, roster: list[Any]) -> None:
    before, after = rules_of(manager.home), rules_of(manager.home)
    keep_rules(by=manager, deterrence=Decimal("0.2"))
    before = rules_of(manager.home)
    after = rules_of(manager.home)
    after.staff_power = Decimal(1)
    shown = preview(manager.home, before, after, SEALED_ON)
    assert shown.employers == 40
    assert shown.deterred_after >= shown.deterred_before - 1e-5
    assert shown.up
    assert shown.down
    assert rules_of(manager.home).staff_power == Decimal("0.5")


def test_a_request_is_decided_by_another(
    manager: Actor, monitor: Actor, other_monitor: Actor, kunming: Association
) -> None:
    there = employer(kunming)
    asked = ask_target(by=monitor, employer=there, why="工人夜里还在干活", today=SEALED_ON)
    with pytest.raises(ProgrammeError, match="TARGET_ASKED"):
        ask_target(by=monitor, employer=there, why="同上", today=SEALED_ON)
    team, day = people(monitor, other_monitor), date(2026, 3, 10)
    agree_target(by=manager, asked=asked, planned_on=day, team=team, today=SEALED_ON)
    asked.refresh_from_db()
    assert asked.visit is not None
    assert asked.visit.origin == "targeted"
    assert asked.visit.why == "工人夜里还在干活"
    own = ask_target(by=manager, employer=there, why="再看一次", today=SEALED_ON)
    with pytest.raises(ProgrammeError, match="TARGET_OWN_REQUEST"):
        agree_target(by=manager, asked=own, planned_on=day, team=team, today=SEALED_ON)
    with pytest.raises(ProgrammeError, match="TARGET_OWN_REQUEST"):
        decline_target(by=manager, asked=own, reason="不", today=SEALED_ON)
    withdraw_target(by=manager, asked=own)


def test_who_asks_sees_only_their_own(
    manager: Actor, monitor: Actor, other_monitor: Actor, kunming: Association
) -> None:
    asked = ask_target(by=monitor, employer=employer(kunming), why="听说", today=SEALED_ON)
    with pytest.raises(Hidden):
        withdraw_target(by=other_monitor, asked=asked)
    decline_target(by=manager, asked=asked, reason="刚去过", today=SEALED_ON)
    assert plan_visit is not None


PAGES = ("periods", "seal", "draw_rules", "targets", "ask")


def test_the_pages_answer(manager: Actor, team: Team, roster: list[Any]) -> None:
    client = signed_in(manager)
    slug = manager.home.slug
    for route in PAGES:
        assert client.get(reverse(f"visits:{route}", kwargs={"association": slug})).status_code == 200, route
    period = sealed(manager)
    for route in ("period", "number", "draw_risks"):
        address = reverse(f"visits:{route}", kwargs={"association": slug, "pk": period.pk})
        assert client.get(address).status_code == 200, route
    assert client.get(reverse("visits:periods", kwargs={"association": slug})).status_code == 200


def test_the_preview_is_shown_before_anything_is_saved(manager: Actor, team: Team, roster: list[Any]) -> None:
    client = signed_in(manager)
    address = reverse("visits:draw_rules", kwargs={"association": manager.home.slug})
    form = client.get(address).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    shown = client.post(address, {**given, "staff_power": "1", "preview": "1"})
    assert shown.status_code == 200
    assert shown.context["preview"].employers == 40
    assert rules_of(manager.home).staff_power == Decimal("0.5")
    assert client.post(address, {**given, "staff_power": "1"}).status_code == 302
    assert rules_of(manager.home).staff_power == 1
    assert client.post(address, {**given, "trades": "H62"}).status_code == 422


def test_a_period_with_one_employer_is_drawn(team: Team, manager: Actor, kunming: Association) -> None:
    one, by = employer(kunming, division_code="530102", industry_code="H62"), machine(kunming)
    period = drawing(manager)
    for week in period.weeks.all():
        draw_week(by=by, week=week, now=NOW, today=FIRST)
    weeks = [week.drawn for week in period.weeks.all()]
    assert all(len(week) <= 1 for week in weeks), "never twice in a week"
    assert set(visits_of_period(period).values_list("employer", flat=True)) <= {one.pk}
    assert period.employers == 1
