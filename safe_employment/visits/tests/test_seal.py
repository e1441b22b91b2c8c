"""The seal: nobody but the team learns a target or a day, the manager with a reason; every look is noted."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import formats, timezone
from python_calamine import CalamineWorkbook

from safe_employment.kit import today
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import AuditEntry, Notice
from safe_employment.kit.policies import can
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.members.timeline import timeline_of
from safe_employment.visits import commands, policies, queries
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import people, planned

NAME = "昆明盘龙区北辰制衣厂"
DAY = date(2031, 7, 23)
ON_THE_DAY = datetime(2031, 7, 23, 2, tzinfo=UTC)
OUTSIDERS = ("third_monitor", "case_officer", "board", "clerk", "trainer", "neighbour_manager")
STAFF = ("manager", "monitor", "other_monitor", *OUTSIDERS)


@pytest.fixture
def third_monitor(kunming) -> Actor:
    return actors.actor(kunming, Role.MONITOR, name="段监督")


@pytest.fixture
def sealed(monitor: Actor, other_monitor: Actor) -> Visit:
    there = employer(monitor.home, name=NAME, division_code="530103")
    return planned(monitor, monitor, other_monitor, employer=there, planned_on=DAY)


def url(by: Actor, route: str, **kwargs: object) -> str:
    return reverse(f"visits:{route}", kwargs={"association": by.home.slug, **kwargs})


def betrays(text: str) -> bool:
    """Whether a text names the target or the day, in any of the ways in which days are written."""
    ways = {DAY.isoformat(), DAY.strftime("%Y%m%d"), formats.date_format(DAY, "SHORT_DATE_FORMAT"), "2031"}
    return NAME in text or "北辰" in text or any(way in text for way in ways)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_outsiders_learn_nothing_on_any_page(
    role: str, request: pytest.FixtureRequest, sealed: Visit, monitor: Actor
) -> None:
    by = request.getfixturevalue(role)
    client = signed_in(by)
    assert not queries.visits_for(by).exists()
    for route in (
        "visit",
        "change_plan",
        "end",
        "postpone",
        "replan",
        "cancel",
        "checklist",
        "write",
        "report",
    ):
        assert client.get(url(monitor, route, pk=sealed.pk)).status_code == 404, route
    for route in ("set_out", "hand_in", "review"):
        assert client.post(url(monitor, route, pk=sealed.pk)).status_code == 404, route
    if can(by, policies.SEE_VISITS) and by.home == monitor.home:
        for asked in ({}, {"q": "北辰"}, {"q": sealed.reference}, {"state": "sealed"}):
            page = client.get(url(by, "visits"), asked).content.decode()
            assert url(monitor, "visit", pk=sealed.pk) not in page
            assert NAME not in page


@pytest.mark.parametrize("role", ["monitor", "other_monitor"])
def test_the_team_opens_it_and_each_look_is_noted_and_shown(
    role: str, request: pytest.FixtureRequest, sealed: Visit
) -> None:
    by = request.getfixturevalue(role)
    client = signed_in(by)
    page = client.get(url(by, "visit", pk=sealed.pk)).content.decode()
    assert NAME in page
    client.get(url(by, "visit", pk=sealed.pk))
    looks = queries.looks_at(sealed)
    assert [look.person for look in looks] == [by.person, by.person]
    page = client.get(url(by, "visit", pk=sealed.pk)).content.decode()
    assert "Who looked while it was sealed" in page


def opened(manager: Actor, visit: Visit, minutes: int = 0) -> Visit:
    """The manager opened the seal so many minutes ago."""
    at = timezone.now() - timedelta(minutes=minutes)
    return commands.open_seal(by=manager, visit=visit, reason="两人都病了，要换组", now=at)


def test_the_manager_reads_it_only_once_its_seal_is_opened_with_a_reason(
    sealed: Visit, manager: Actor, monitor: Actor
) -> None:
    client = signed_in(manager)
    page = client.get(url(manager, "visit", pk=sealed.pk)).content.decode()
    assert sealed.reference in page
    assert not betrays(page)
    for route in ("change_plan", "officers", "end"):
        answer = client.get(url(manager, route, pk=sealed.pk))
        assert answer.headers.get("Location") == url(manager, "open_seal", pk=sealed.pk), route
    assert not queries.looks_at(sealed).exists()
    asked = client.get(url(manager, "open_seal", pk=sealed.pk)).content.decode()
    assert not betrays(asked)
    assert client.post(url(manager, "open_seal", pk=sealed.pk), {"reason": " "}).status_code == 422
    client.post(url(manager, "open_seal", pk=sealed.pk), {"reason": "两人都病了，要换组"})
    assert NAME in client.get(url(manager, "visit", pk=sealed.pk)).content.decode()
    assert [look.person for look in queries.looks_at(sealed)] == [manager.person]
    page = signed_in(monitor).get(url(monitor, "visit", pk=sealed.pk)).content.decode()
    assert "两人都病了，要换组" in page
    assert "not on the team" in page


def test_an_opened_seal_closes_after_half_an_hour_and_is_one_persons(sealed: Visit, manager: Actor) -> None:
    opened(manager, sealed, minutes=31)
    other = actors.actor(manager.home, Role.MANAGER, name="万经理")
    for by in (manager, other):
        assert not betrays(signed_in(by).get(url(by, "visit", pk=sealed.pk)).content.decode())
    opened(manager, sealed, minutes=29)
    assert NAME in signed_in(manager).get(url(manager, "visit", pk=sealed.pk)).content.decode()
    assert not betrays(signed_in(other).get(url(other, "visit", pk=sealed.pk)).content.decode())


def test_who_opens_a_seal_is_told_to_the_team_and_the_log_keeps_no_reason(
    *, sealed: Visit, manager: Actor, monitor: Actor, other_monitor: Actor, third_monitor: Actor,
    django_capture_on_commit_callbacks,
) -> None:  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        opened(manager, sealed)
    told = Notice.objects.filter(kind="visits.seal_opened")
    assert {notice.person for notice in told} == {monitor.person, other_monitor.person}
    assert not any(betrays(f"{notice.facts} {notice.path}") for notice in told)
    entry = AuditEntry.objects.get(action="visits.open_seal")
    assert "换组" not in str(entry.details)
    for by in (monitor, third_monitor):
        with pytest.raises(Hidden):
            commands.open_seal(by=by, visit=sealed, reason="想看", now=timezone.now())
    commands.set_out(by=monitor, visit=sealed, now=ON_THE_DAY)
    with pytest.raises(ProgrammeError, match="VISIT_NOT_SEALED"):
        opened(manager, sealed)


def test_a_look_after_the_seal_is_open_is_no_longer_noted(sealed: Visit, monitor: Actor) -> None:
    commands.set_out(by=monitor, visit=sealed, now=ON_THE_DAY)
    signed_in(monitor).get(url(monitor, "visit", pk=sealed.pk))
    assert not queries.looks_at(sealed).exists()


@pytest.mark.parametrize("role", ["manager", "monitor"])
def test_lists_searches_and_sheets_hide_it_even_from_team_and_manager(
    role: str, request: pytest.FixtureRequest, sealed: Visit
) -> None:
    by = request.getfixturevalue(role)
    client = signed_in(by)
    page = client.get(url(by, "visits")).content.decode()
    assert sealed.reference in page
    assert not betrays(page)
    assert sealed.reference not in client.get(url(by, "visits"), {"q": "北辰"}).content.decode()
    for asked in ({"visited_from": "2031-07-01"}, {"visited_to": "2031-07-31"}):
        assert sealed.reference not in client.get(url(by, "visits"), asked).content.decode()


def test_the_sheet_hides_it(sealed: Visit, manager: Actor) -> None:
    answer = signed_in(manager).get(
        url(manager, "visits"),
        {"export": "xlsx", "columns": "reference,employer,state,visited_on,reviewed_on"},
    )
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.getvalue()))
    cells = " ".join(str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row)
    assert sealed.reference in cells
    assert not betrays(cells)


def test_a_cancelled_visit_stays_sealed(sealed: Visit, monitor: Actor, board: Actor) -> None:
    commands.cancel_visit(by=monitor, visit=sealed, reason="不去了")
    assert not queries.visits_for(board).exists()
    assert not betrays(signed_in(monitor).get(url(monitor, "visits")).content.decode())


@pytest.mark.parametrize("role", STAFF)
def test_no_timeline_shows_it(role: str, request: pytest.FixtureRequest, sealed: Visit) -> None:
    by = request.getfixturevalue(role)
    titles = [str(entry.title) for entry in timeline_of(sealed.employer, by).entries]
    assert not any(sealed.reference in title or "visit" in title.lower() for title in titles)


@pytest.mark.parametrize("role", STAFF)
def test_the_days_work_names_it_by_number_only(
    role: str, request: pytest.FixtureRequest, sealed: Visit
) -> None:
    by = request.getfixturevalue(role)
    items = [item for section in today.sections_for(by, DAY) for item in section.items]
    assert not any(betrays(item.text + str(item.mark)) for item in items)
    assert any(sealed.reference in item.text for item in items) == (role in ("monitor", "other_monitor"))


def test_neither_the_audit_log_nor_a_notice_tells_it(
    monitor: Actor, other_monitor: Actor, manager: Actor, administrator: Actor,
    django_capture_on_commit_callbacks,
) -> None:  # fmt: skip
    there = employer(monitor.home, name=NAME)
    with django_capture_on_commit_callbacks(execute=True):
        visit = planned(manager, monitor, other_monitor, employer=there, planned_on=DAY)
    with django_capture_on_commit_callbacks(execute=True):
        commands.postpone_visit(by=monitor, visit=visit, reason="下雨")
        commands.replan_visit(by=monitor, visit=visit, planned_on=date(2031, 8, 1), today=date(2026, 3, 1))
        commands.change_plan(
            by=monitor, visit=visit, planned_on=DAY, today=date(2026, 3, 1),
            team=people(monitor, other_monitor),
        )  # fmt: skip
    entries = AuditEntry.objects.filter(object_type="visits.visit")
    assert entries.count() == 4
    for entry in entries:
        assert not betrays(f"{entry.object_label} {entry.details}")
    notices = Notice.objects.all()
    assert {notice.person for notice in notices} == {monitor.person, other_monitor.person}
    assert not any(betrays(f"{notice.facts} {notice.path}") for notice in notices)


@pytest.mark.parametrize("released", [False, True])
def test_the_employer_sees_neither_plan_nor_visit_before_the_report(
    sealed: Visit, monitor: Actor, released: bool
) -> None:
    owner = contact_of(sealed.employer)
    if released:
        commands.set_out(by=monitor, visit=sealed, now=ON_THE_DAY)
    client = signed_in(owner)
    assert sealed.reference not in client.get(url(owner, "own_reports")).content.decode()
    assert client.get(url(owner, "own_report", pk=sealed.pk)).status_code == 404
    assert client.get(url(owner, "visit", pk=sealed.pk)).status_code == 404
    entries = timeline_of(sealed.employer, owner).entries
    assert not any(sealed.reference in str(entry.title) or "/visits/" in entry.url for entry in entries)


def test_results_do_not_count_it(sealed: Visit) -> None:
    always = (sealed.association, date(2000, 1, 1), date(2100, 1, 1))
    assert not queries.visits_held(*always).exists()
    assert not queries.visits_attempted(*always).exists()


def test_its_name_is_its_number(sealed: Visit) -> None:
    assert str(sealed) == sealed.reference
    assert not betrays(str(sealed) + repr(sealed))
