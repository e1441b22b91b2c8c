"""The seal, everywhere: every address as every role reads the same with a sealed visit as without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from safe_employment.findings.tests import factories as findings
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import AuditEntry, Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.visits import commands, queries, tasks
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import planned, reported

NAME, WHY = "昆明盘龙区北辰制衣厂", "隔壁店反映宿舍夜里上锁"
DAY = date(2031, 7, 23)
MORNING = datetime(2031, 7, 22, 23, 30, tzinfo=UTC)  # half past seven of that day in Kunming
OUTSIDERS = ("third_monitor", "case_officer", "board", "clerk", "trainer", "owner")
# What differs between two readings of any page.
CHANGING = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|"X-CSRFToken": ?"[^"]*"|hx-headers=\S+'
    r"|\d\d?:\d\d(:\d\d)?"
)
# Samples of components, and large files of a whole register: they say nothing of visits.
LEFT_OUT = ("style/", "example.xlsx", "template", "/download/", "sheets/")


@pytest.fixture
def third_monitor(kunming) -> Actor:
    return actors.actor(kunming, Role.MONITOR, name="段监督")


@pytest.fixture
def there(kunming) -> Employer:
    return employer(kunming, name=NAME, division_code="530103", address="北辰大道88号")


@pytest.fixture
def owner(there: Employer) -> Actor:
    return contact_of(there)


def addresses(there: Employer) -> Iterator[str]:
    """Every address of the association that names no record, and those that name the employer."""
    for path in _paths():
        pattern = path.removeprefix("a/<slug:association>/")
        if any(left in pattern for left in LEFT_OUT):
            continue
        if "<" not in pattern and "(?P" not in pattern:
            yield f"/a/kunming/{pattern}"
        elif re.fullmatch(r"employers/<int:pk>/[a-z/]*", pattern):
            yield f"/a/kunming/{pattern.replace('<int:pk>', str(there.pk))}"


def _paths(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from _paths(entry, path)
        elif isinstance(entry, URLPattern) and path.startswith("a/<slug:association>/"):
            yield path


def read(client: Client, address: str) -> tuple[int, str]:
    """What an address answers, without what changes from one reading to the next."""
    answer = client.get(address)
    if getattr(answer, "streaming", False) or not answer.headers.get("Content-Type", "").startswith("text/"):
        return answer.status_code, ""
    return answer.status_code, CHANGING.sub("", answer.content.decode())


def seal(by: Actor, with_: Actor, there: Employer) -> Visit:
    return planned(by, by, with_, employer=there, planned_on=DAY, why=WHY)


@pytest.mark.parametrize("role", OUTSIDERS)
def test_every_address_reads_the_same_with_a_sealed_visit_as_without(
    role: str, request: pytest.FixtureRequest, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    by: Actor = request.getfixturevalue(role)
    reported(monitor, other_monitor)
    findings.finding(monitor, employer=there)
    client, asked = signed_in(by), list(addresses(there))
    asked += [
        f"/a/kunming/visits/?{query}" for query in ("q=北辰", "q=V-00002", "state=sealed", "origin=targeted")
    ]
    asked += [f"/a/kunming/visits/{page}/?day=2031-07-23&sealed=show" for page in ("week", "day")]
    asked += ["/a/kunming/visits/?export=csv", "/a/kunming/employers/?q=北辰"]
    for _ in range(2):  # what is only said once, such as a greeting, is over
        before = {address: read(client, address) for address in asked}
    assert sum(status == 200 for status, _ in before.values()) > 5
    cache.clear()
    visit = seal(monitor, other_monitor, there)
    for address, page in before.items():
        assert read(client, address) == page, address
    commands.cancel_visit(by=monitor, visit=visit, reason=f"{NAME}已搬走")
    for address in ("/a/kunming/visits/", f"/a/kunming/employers/{there.pk}/", "/a/kunming/"):
        if address in before:
            assert read(client, address) == before[address], address


@pytest.mark.parametrize("role", [*OUTSIDERS, "neighbour_manager", "administrator", "nobody"])
def test_no_address_of_the_visit_itself_opens(
    role: str, request: pytest.FixtureRequest, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    visit = seal(monitor, other_monitor, there)
    client = Client() if role == "nobody" else signed_in(request.getfixturevalue(role))
    for path in _paths():
        if not path.startswith(("a/<slug:association>/visits/<", "a/<slug:association>/own/visits/<")):
            continue
        address = "/" + path.replace("<slug:association>", "kunming").replace("<int:pk>", str(visit.pk))
        address = (
            address.replace("<str:cluster>", "H").replace("<str:question>", "H03").replace("<int:photo>", "1")
        )
        for answer in (client.get(address), client.post(address)):
            assert answer.status_code in ((302,) if role == "nobody" else (404, 405)), address
            assert "/account/" in answer.headers.get("Location", "/account/"), address
    assert not queries.looks_at(visit).exists()


@pytest.mark.parametrize("role", ["manager", "administrator"])
def test_who_reads_the_audit_log_learns_that_there_is_a_visit_and_no_more(
    role: str, request: pytest.FixtureRequest, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    visit = seal(monitor, other_monitor, there)
    commands.postpone_visit(by=monitor, visit=visit, reason=f"{NAME}门前修路")
    commands.replan_visit(by=monitor, visit=visit, planned_on=DAY, today=date(2026, 3, 1))
    commands.name_officers(by=monitor, visit=visit, officers=[("劳动监察", "张队长", "工资")])
    commands.cancel_visit(by=monitor, visit=visit, reason=f"{NAME}已搬走")
    for entry in AuditEntry.objects.filter(object_type="visits.visit"):
        kept = f"{entry.object_label} {entry.details}"
        for secret in (NAME, "北辰", WHY, "2031", str(there.number)):
            assert secret not in kept, entry.action
    page = signed_in(request.getfixturevalue(role)).get("/a/kunming/audit/").content.decode()
    for secret in (NAME, WHY, "2031"):
        assert secret not in page


def test_no_notice_before_release_names_it_and_the_one_of_the_morning_goes_to_the_team(
    *, monitor: Actor, other_monitor: Actor, manager: Actor, there: Employer, owner: Actor,
    django_capture_on_commit_callbacks,
) -> None:  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        visit = planned(manager, monitor, other_monitor, employer=there, planned_on=DAY, why=WHY)
        tasks.release_due(actors_machine(manager), datetime(2031, 7, 21, 23, 30, tzinfo=UTC))
    visit.refresh_from_db()
    assert visit.is_sealed
    with django_capture_on_commit_callbacks(execute=True):
        tasks.release_due(actors_machine(manager), MORNING)
    visit.refresh_from_db()
    assert visit.state == "released"
    told = Notice.objects.all()
    assert {notice.person for notice in told} == {monitor.person, other_monitor.person}
    for notice in told:
        assert not {NAME, WHY, "2031"} & set(f"{notice.facts} {notice.path}".split())
        assert NAME not in f"{notice.facts} {notice.path}"


def actors_machine(by: Actor) -> Actor:
    from safe_employment.kit.actors import machine

    return machine(by.home)


def test_a_look_on_the_board_is_noted_visit_by_visit(
    manager: Actor, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    visit = seal(monitor, other_monitor, there)
    client = signed_in(manager)
    for page in ("week", "day"):
        closed = client.get(f"/a/kunming/visits/{page}/?day=2031-07-23").content.decode()
        assert visit.reference in closed
        assert NAME not in closed
        assert "北辰大道" not in closed
    assert not queries.looks_at(visit).exists()
    for page in ("week", "day"):
        assert NAME in client.get(f"/a/kunming/visits/{page}/?day=2031-07-23&sealed=show").content.decode()
    assert queries.looks_at(visit).count() == 2
    shown = signed_in(monitor).get(f"/a/kunming/visits/{visit.pk}/").content.decode()
    assert "not on the team" in shown
    assert "2 times" in shown


def test_nothing_of_it_is_counted(
    manager: Actor, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    always = (monitor.home, date(2000, 1, 1), date(2100, 1, 1))
    for end in ("sealed", "postponed", "cancelled"):
        visit = seal(monitor, other_monitor, there)
        if end == "postponed":
            commands.postpone_visit(by=monitor, visit=visit, reason="下雨")
        if end == "cancelled":
            commands.cancel_visit(by=monitor, visit=visit, reason="不去了")
        assert not queries.visits_attempted(*always).exists()
        assert not queries.visits_at(manager, there).exists()
    assert timezone.now() < MORNING
