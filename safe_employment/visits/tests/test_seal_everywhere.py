"""The seal, everywhere: every address as every role reads the same with a sealed visit as without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, cast

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from safe_employment.findings.commands import declare_tie
from safe_employment.findings.tests import factories as findings
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, Notice
from safe_employment.kit.policies import can
from safe_employment.kit.roles import STAFF_ROLES, Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.visits import commands, queries, tasks
from safe_employment.visits.commands.targeting import agree_target, ask_target, withdraw_target
from safe_employment.visits.models import TargetRequest, Visit
from safe_employment.visits.phone.tests.phone import TestPhone
from safe_employment.visits.policies import ASK_TARGETED
from safe_employment.visits.tests.factories import people, planned, reported
from safe_employment.visits.tests.outsiders import (
    CHANGING,
    DAY,
    NAME,
    NOT_HERE,
    OUTSIDERS,
    STRANGERS,
    WHY,
    addresses,
    client,
    paths,
    read,
    reader,
    there,
)

__all__ = ["client", "reader", "there"]  # fixtures

MORNING = datetime(2031, 7, 22, 23, 30, tzinfo=UTC)  # half past seven of that day in Kunming
# The board decides whether a drawn visit is cancelled: it learns the number and the reason.
CANCEL = "小组病了"
DECIDED_BY_THE_BOARD = ("/a/kunming/", "/a/kunming/visits/cancelling/")


def seal(by: Actor, with_: Actor, there: Employer) -> Visit:
    return planned(by, by, with_, employer=there, planned_on=DAY, why=WHY)


@dataclass(frozen=True)
class Asked:
    """What was there before the reader looked first: a request of theirs and one of another."""

    own: TargetRequest | None
    other: TargetRequest


def ask(reader: Actor | None, monitor: Actor, there: Employer) -> Asked:
    """Have a visit asked for by the reader, where they may, and by someone of the team."""
    given: dict[str, Any] = {"why": WHY, "today": date(2026, 3, 1)}
    may = reader is not None and reader.association == there.association and can(reader, ASK_TARGETED)
    own = ask_target(by=cast("Actor", reader), employer=there, **given) if may else None
    return Asked(own, ask_target(by=monitor, employer=there, **given))


def seal_all(asked: Asked, manager: Actor, team: list[Actor], there: Employer) -> list[Visit]:
    """Make a sealed visit of every kind: planned, drawn, with its team, asked for, postponed, cancelled."""
    day: dict[str, Any] = {"planned_on": DAY, "today": date(2026, 3, 1), "team": people(*team)}
    made = [planned(manager, *team, employer=there, planned_on=DAY, why=WHY) for _ in range(3)]
    made += [commands.draw_visit(by=manager, employer=there, drawn_in=f"p:W30:{at}") for at in range(2)]
    commands.seal_visit(by=manager, visit=made[-1], **day)
    for request in (asked.own, asked.other):
        if request is not None:
            agreed = agree_target(by=manager, asked=request, **day)
            made.append(cast("Visit", agreed.visit))
    commands.postpone_visit(by=team[0], visit=made[1], reason=f"{NAME}门前修路")
    commands.cancel_visit(by=team[0], visit=made[2], reason=f"{NAME}已搬走")
    commands.name_officers(by=manager, visit=made[0], officers=[("劳动监察", "张队长", "工资")])
    commands.ask_to_cancel(by=team[0], visit=made[4], reason=CANCEL, today=date(2026, 3, 1))
    declare_tie(by=team[2], employer=there, kind="relative", today=date(2026, 3, 1))
    with pytest.raises(ProgrammeError, match="TIE"):
        commands.release_visit(by=machine(manager.home), visit=made[0], now=MORNING)
    return made


@pytest.mark.parametrize("role", [*OUTSIDERS, *STRANGERS])
def test_every_address_reads_the_same_with_sealed_visits_as_without(
    *, role: str, reader: Actor | None, client: Client, manager: Actor, monitor: Actor, other_monitor: Actor,
    there: Employer, kunming: Association,
) -> None:  # fmt: skip
    reported(monitor, other_monitor)
    findings.finding(monitor, employer=there)
    team = [monitor, other_monitor, actors.actor(kunming, Role.MONITOR, name="段监督")]
    asked = ask(reader, monitor, there)
    client.get("/")  # what is only said once, such as a greeting, is over
    every = list(addresses(there))
    before = {}
    for address in every:
        cache.clear()
        before[address] = read(client, address)
    if role in STAFF_ROLES:
        assert sum(status == 200 for status, _ in before.values()) > 20
    seal_all(asked, manager, team, there)
    for address, page in before.items():
        cache.clear()
        status, told = read(client, address)
        if role == Role.BOARD and address.partition("?")[0] in DECIDED_BY_THE_BOARD:
            assert not any(secret in told for secret in (NAME, "北辰", WHY, "2031-07", "2031年"))
        else:
            assert (status, told) == page, address


def test_the_reading_would_notice_a_visit_that_is_no_longer_sealed(
    board: Actor, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    visit, client = seal(monitor, other_monitor, there), signed_in(board)
    asked = [f"/a/kunming/{page}" for page in ("visits/", "visits/?export=xlsx", "visits/?q=北辰")]
    asked += ["/a/kunming/visits/week/?day=2031-07-23", f"/a/kunming/employers/{there.pk}/"]
    before = {address: read(client, address) for address in asked}
    commands.release_visit(by=machine(monitor.home), visit=visit, now=MORNING)
    assert all(read(client, address) != page for address, page in before.items())


@pytest.mark.parametrize("role", [*OUTSIDERS, *STRANGERS])
def test_no_address_of_the_visit_itself_opens(
    role: str, client: Client, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    visit = seal(monitor, other_monitor, there)
    for path in paths():
        if not path.startswith(("a/<slug:association>/visits/<", "a/<slug:association>/own/visits/<")):
            continue
        given = path.replace("<slug:association>", "kunming").replace("<str:cluster>", "H")
        given = given.replace("<str:question>", "H03").replace("<int:photo>", "1")
        for way in (client.get, client.post):
            answer, none = (way("/" + given.replace("<int:pk>", str(pk))) for pk in (visit.pk, NOT_HERE))
            assert answer.status_code in ((302,) if role == "nobody" else (404, 405)), path
            said = answer.content.decode() + answer.headers.get("Location", "")
            nothing = none.content.decode() + none.headers.get("Location", "")
            same = CHANGING.sub("", nothing.replace(str(NOT_HERE), str(visit.pk)))
            assert CHANGING.sub("", said) == same, path
    assert not queries.looks_at(visit).exists()


def test_nothing_that_an_outsider_tries_is_answered_otherwise(
    kunming: Association, manager: Actor, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    others = [actors.actor(kunming, Role.MONITOR, name=name) for name in ("甲", "乙")]
    asked = ask(others[0], monitor, there)
    seal_all(asked, manager, [monitor, other_monitor, actors.actor(kunming, Role.MONITOR)], there)
    # Another team can plan a visit to the same employer on the same day, and ask for one.
    assert planned(others[0], *others, employer=there, planned_on=DAY, why=WHY).is_sealed
    assert ask_target(by=others[1], employer=there, why=WHY, today=DAY).pk
    # One's own request is as before: not to be asked again, to be withdrawn, though it was agreed.
    own = cast("TargetRequest", asked.own)
    with pytest.raises(ProgrammeError, match="TARGET_ASKED"):
        ask_target(by=others[0], employer=there, why=WHY, today=DAY)
    page = signed_in(others[0]).get(f"/a/kunming/visits/asked/{own.pk}/").content.decode()
    assert "Withdraw" in page
    assert "V-0" not in page
    withdraw_target(by=others[0], asked=own)
    own.refresh_from_db()
    assert own.visit is not None
    assert own.visit.is_sealed
    told = Notice.objects.filter(kind="visits.request_withdrawn")
    assert [notice.person for notice in told] == [manager.person]
    assert NAME not in f"{told[0].facts} {told[0].path}"


def test_who_asked_learns_the_decision_with_the_release(
    kunming: Association, manager: Actor, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    case_officer = actors.actor(kunming, Role.CASE_OFFICER)
    asked = ask_target(by=case_officer, employer=there, why=WHY, today=date(2026, 3, 1))
    given: dict[str, Any] = {"planned_on": DAY, "today": date(2026, 3, 1)}
    visit = agree_target(by=manager, asked=asked, team=people(monitor, other_monitor), **given).visit
    client, page = signed_in(case_officer), f"/a/kunming/visits/asked/{asked.pk}/"
    assert "Agreed" not in client.get(page).content.decode()
    assert (
        "Agreed" not in client.get("/a/kunming/visits/asked/?state=asked").content.decode().split("<tbody")[1]
    )
    commands.release_visit(by=machine(kunming), visit=cast("Visit", visit), now=MORNING)
    shown = client.get(page).content.decode()
    assert "Agreed" in shown
    assert "V-00001" in shown
    assert "Withdraw" not in shown
    with pytest.raises(ProgrammeError, match="TARGET_DECIDED"):
        withdraw_target(by=case_officer, asked=asked)


def test_no_phone_carries_it_before_its_morning(
    monitor: Actor, other_monitor: Actor, there: Employer, kunming: Association
) -> None:
    visit = seal(monitor, other_monitor, there)
    phones = [TestPhone(one) for one in (monitor, actors.actor(kunming, Role.MONITOR))]
    assert not any(NAME in phone.bundle().content.decode() for phone in phones)
    assert [phone.bundle().json()["visits"] for phone in phones] == [[], []]
    commands.release_visit(by=machine(kunming), visit=visit, now=MORNING)
    assert [len(phone.bundle().json()["visits"]) for phone in phones] == [1, 0]


@pytest.mark.parametrize("who", ["manager", "monitor"])
def test_whoever_may_know_learns_it_by_no_address_without_a_noted_look(
    *, who: str, request: pytest.FixtureRequest, monitor: Actor, other_monitor: Actor, there: Employer,
    manager: Actor,
) -> None:  # fmt: skip
    by = request.getfixturevalue(who)
    case_officer = actors.actor(manager.home, Role.CASE_OFFICER)
    asked = ask_target(by=case_officer, employer=there, why=WHY, today=date(2026, 3, 1))
    given: dict[str, Any] = {"planned_on": DAY, "today": date(2026, 3, 1)}
    visit = agree_target(by=manager, asked=asked, team=people(monitor, other_monitor), **given).visit
    assert visit is not None
    client = signed_in(by)
    every = [address for address in addresses(there) if f"/{there.pk}/" not in address]
    own = (path for path in paths() if re.match(r"a/<slug:association>/visits/<int:pk>/[a-z-]*/?\Z", path))
    every += [f"/{path.replace('<slug:association>', 'kunming')}" for path in own]
    every = [address.replace("<int:pk>", str(visit.pk)) for address in every]
    for address in [*every, f"/a/kunming/visits/asked/{asked.pk}/"]:
        before = queries.looks_at(visit).count()
        said = read(client, address)[1]
        names = NAME in said and (visit.reference in said or f"/{visit.pk}/" in address)
        # Its own team sees the day of a visit on its board, by number.
        dates = who == "manager" and visit.reference in said and "2031-07-23" in said.replace(address, "")
        if names or dates or (NAME in said and "/visits/asked/" in address):
            assert queries.looks_at(visit).count() > before, address


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
    *, monitor: Actor, other_monitor: Actor, manager: Actor, there: Employer,
    django_capture_on_commit_callbacks,
) -> None:  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        visit = planned(manager, monitor, other_monitor, employer=there, planned_on=DAY, why=WHY)
        tasks.release_due(machine(manager.home), datetime(2031, 7, 21, 23, 30, tzinfo=UTC))
    visit.refresh_from_db()
    assert visit.is_sealed
    with django_capture_on_commit_callbacks(execute=True):
        tasks.release_due(machine(manager.home), MORNING)
    visit.refresh_from_db()
    assert visit.state == "released"
    told = Notice.objects.all()
    assert {notice.person for notice in told} == {monitor.person, other_monitor.person}
    assert not any(NAME in f"{sent.subject} {sent.body}" for sent in mail.outbox)
    for notice in told:
        assert not {NAME, WHY, "2031"} & set(f"{notice.facts} {notice.path}".split())
        assert NAME not in f"{notice.facts} {notice.path}"


def test_a_look_on_the_board_is_noted_visit_by_visit(
    manager: Actor, monitor: Actor, other_monitor: Actor, there: Employer
) -> None:
    visit = seal(monitor, other_monitor, there)
    client = signed_in(manager)
    for page in ("week", "day"):
        closed = client.get(f"/a/kunming/visits/{page}/?day=2031-07-23").content.decode()
        own = signed_in(monitor).get(f"/a/kunming/visits/{page}/?day=2031-07-23").content.decode()
        assert visit.reference not in closed
        assert "sealed=show" in closed
        assert visit.reference in own
        assert NAME not in own
        assert NAME not in closed
        assert "北辰大道" not in closed
    assert not queries.looks_at(visit).exists()
    for page in ("week", "day"):
        shown = client.get(f"/a/kunming/visits/{page}/?day=2031-07-23&sealed=show").content.decode()
        assert visit.reference in shown
        assert NAME not in shown
    assert queries.looks_at(visit).count() == 2
    commands.open_seal(by=manager, visit=visit, reason="车坏了，要改路线", now=timezone.now())
    for page in ("week", "day"):
        assert NAME in client.get(f"/a/kunming/visits/{page}/?day=2031-07-23&sealed=show").content.decode()
    assert queries.looks_at(visit).count() == 4
    shown = signed_in(monitor).get(f"/a/kunming/visits/{visit.pk}/").content.decode()
    assert "not on the team" in shown
    assert "4 times" in shown


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
