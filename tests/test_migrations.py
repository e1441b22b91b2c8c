"""Migrations of visits, findings, screenings and questionnaires, forwards and backwards over records.

In a copy of the test database: what fails half-way spoils nothing for other tests.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from safe_employment.findings import commands as findings_commands
from safe_employment.findings.deadlines import Steps
from safe_employment.findings.models import CorrectiveAction, Finding
from safe_employment.findings.tests.factories import action, done_action, finding
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Association
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.visits import commands as visits_commands
from safe_employment.visits.commands.targeting import agree_target, ask_target, withdraw_target
from safe_employment.visits.drawing.keeping import weights_in
from safe_employment.visits.models import DrawMaterial, GivenAnswer, Visit
from safe_employment.visits.tests import factories as visits
from safe_employment.visits.tests.drawing import sealed

OLD = [(room, "0001_initial") for room in ("visits", "findings", "screenings", "instruments")]
DAY = date(2026, 3, 10)
HOUR = datetime(2026, 3, 10, 2, tzinfo=UTC)
# An old visit: its state and outcome, and the state in which it goes on.
VISITS = [
    ("planned", "", "sealed"),
    ("postponed", "", "postponed"),
    ("cancelled", "", "cancelled"),
    ("under_way", "", "under_way"),
    ("to_report", "held", "under_way"),
    ("to_report", "refused", "refused"),
    ("to_report", "not_found", "not_found"),
    ("to_report", "business_closed", "business_closed"),
    ("reported", "held", "reported"),
    ("reported", "refused", "reported"),
    ("closed", "held", "closed"),
    ("closed", "not_found", "closed"),
]
# An old finding: severity, statement, article, and what it rests on.
FINDINGS = [
    ("major", "breach", "劳动法第五十条", "law"),
    ("minor", "possible_breach", "Programme rule, not law: members let the team in", "programme"),
    ("minor", "possible_breach", "", "programme"),
    ("critical", "indicator", "", "programme"),
    ("good_practice", "good_practice", "", "programme"),
]


@pytest.fixture
def a_copy(transactional_db: None) -> Iterator[None]:
    """Have all that follows work in a copy of the test database."""
    original = connection.settings_dict["NAME"]
    copy = f"{original}_migrated"
    quoted = connection.ops.quote_name
    connection.close()
    with connection._nodb_cursor() as cursor:
        # What threads of earlier tests left open: a database in use is not copied.
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [original]
        )
        cursor.execute(f"DROP DATABASE IF EXISTS {quoted(copy)}")
        cursor.execute(f"CREATE DATABASE {quoted(copy)} TEMPLATE {quoted(original)}")
    connection.settings_dict["NAME"] = copy
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {quoted(copy)} WITH (FORCE)")


def migrate(*targets: tuple[str, str]) -> Any:
    """Migrate some rooms; returns the models as they are then. No target: every room to its newest."""
    executor = MigrationExecutor(connection)
    executor.migrate(list(targets) or executor.loader.graph.leaf_nodes())
    # Not the state that it returns: backwards it still holds what was taken back.
    loader = MigrationExecutor(connection).loader
    return loader.project_state(list(loader.applied_migrations)).apps


@pytest.fixture
def home(a_copy: None) -> Association:
    return actors.association("kunming")


def team_of(home: Association) -> list[Actor]:
    return [actors.actor(home, Role.MONITOR, name=name) for name in ("马监督", "唐监督")]


@transaction.atomic
def old_visits(old: Any, there: Employer, team: list[Actor]) -> None:
    reviewer = actors.person("林经理")
    for number, (state, outcome, _new) in enumerate(VISITS, start=101):
        sealed, told = state in ("planned", "postponed", "cancelled"), state in ("reported", "closed")
        made = old.get_model("visits", "Visit").objects.create(
            association_id=there.association_id, employer_id=there.pk, number=number, planned_on=DAY,
            state=state, outcome=outcome, reason="" if state == "planned" else "下雨",
            released_at=None if sealed else HOUR, visited_on=None if sealed else DAY,
            report="都看过了。" if told else "", reported_on=DAY if told else None,
            reviewed_on=DAY if state == "closed" else None,
            reviewed_by_id=reviewer.pk if state == "closed" else None,
        )  # fmt: skip
        for one in team:
            assert one.person is not None
            old.get_model("visits", "TeamMember").objects.create(visit=made, person_id=one.person.pk)
        old.get_model("visits", "Answer").objects.create(
            visit=made, question="H03", answer="no", note="看过", answered_by_id=team[0].person.pk
        )


def old_findings(old: Any, there: Employer, by: Actor) -> None:
    assert by.person is not None
    for number, (severity, statement, article, _basis) in enumerate(FINDINGS, start=101):
        made = old.get_model("findings", "Finding").objects.create(
            association_id=there.association_id, employer_id=there.pk, number=number, cluster="G",
            severity=severity, statement=statement, title="工资", article=article, found_on=DAY, clock_on=DAY,
            found_by_id=by.person.pk, for_employer=statement != "indicator", state="correcting",
        )  # fmt: skip
        agreed = old.get_model("findings", "CorrectiveAction").objects.create(
            association_id=there.association_id, finding=made, what="补发", owner_name="王老板",
            agreed_on=DAY, due_on=DAY, first_due_on=DAY, owner_told_on=DAY, manager_told_on=DAY,
        )  # fmt: skip
        old.get_model("findings", "ActionStep").objects.create(
            association_id=there.association_id, action=agreed, kind="agreed", taken_on=DAY, due_on=DAY
        )


def rows(table: str, columns: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {table} ORDER BY id")
        return cursor.fetchall()


KEPT = {
    "visits_visit": "id, number, employer_id, state, outcome, planned_on, visited_on, reason, report",
    "visits_teammember": "id, visit_id, person_id",
    "visits_answer": "id, visit_id, question, answer, note, answered_by_id",
    "findings_finding": "id, number, severity, statement, title, article, state, found_on",
    "findings_correctiveaction": "id, what, owner_name, due_on, state, owner_told_on, manager_told_on",
    "findings_actionstep": "id, action_id, kind, taken_on, due_on",
}


def test_records_go_back_and_forth_and_nothing_is_lost_that_can_be_kept(home: Association) -> None:
    manager, team = actors.actor(home, Role.MANAGER), team_of(home)
    new_visits(manager, *team)
    new_requests(manager, [*team, actors.actor(home, Role.MONITOR)])
    new_findings(manager, *team)
    made = {table: rows(table, "id") for table in KEPT}
    old = migrate(*OLD)
    assert {table: rows(table, "id") for table in KEPT} == made
    states = {state for _pk, state in rows("visits_visit", "id, state")}
    assert states == {"planned", "postponed", "cancelled", "under_way", "to_report", "reported", "closed"}
    there = employer(home)
    old_visits(old, there, team)
    old_findings(old, there, team[0])
    before = {table: rows(table, columns) for table, columns in KEPT.items()}
    migrate()
    check_what_was_old(there, before)
    migrate(*OLD)
    assert {table: rows(table, columns) for table, columns in KEPT.items()} == before


def test_a_sealed_roster_is_packed_and_unpacked(home: Association) -> None:
    manager, team = actors.actor(home, Role.MANAGER), team_of(home)
    for at in range(30):
        employer(home, division_code="530102", industry_code="H62", staff=3 * at)
    visits_commands.keep_team(
        by=manager, name="一组", members=visits.people(*team), working_days=[0, 1, 2, 3, 4],
        hours_per_day=Decimal(6),
    )  # fmt: skip
    period = sealed(manager)
    facts = "key, employer, district, trade, ties, minor, major, months, staff, round(yearly::numeric, 12)"
    kept, coverage = rows("visits_rosterrow", facts), rows("visits_drawperiod", "coverage::text")
    assert len(kept) == 30
    old = migrate(("visits", "0007_coverage_kept"))
    old.get_model("visits", "DrawPeriod").objects.update(coverage={})
    migrate()
    assert sorted(rows("visits_rosterrow", facts)) == sorted(kept)
    told, was = (json.loads(each[0][0]) for each in (rows("visits_drawperiod", "coverage::text"), coverage))
    assert told["districts"] == {code: pytest.approx(sums) for code, sums in was["districts"].items()}
    assert told["at_least"] == was["at_least"]
    material = DrawMaterial.objects.get(period=period)
    assert weights_in(material.weights) == weights_in(period.material.weights)
    assert bytes(material.salt) == bytes(period.material.salt)


def check_what_was_old(there: Employer, before: dict[str, list[tuple[Any, ...]]]) -> None:
    """Each old record stands in its new state, and the programme works with it."""
    found = Visit.objects.filter(employer=there).order_by("number")
    assert [visit.state for visit in found] == [new for *_, new in VISITS]
    assert {visit.origin for visit in found} == {"targeted"}
    assert all(visit.why for visit in found)
    assert GivenAnswer.objects.count() == len(before["visits_answer"])
    findings = Finding.objects.filter(employer=there).order_by("number")
    assert [one.basis for one in findings] == [rests_on for *_, rests_on in FINDINGS]
    assert CorrectiveAction.objects.filter(finding__in=findings, manager_told_on=DAY).count() == len(FINDINGS)
    try:
        with transaction.atomic():
            by = machine(there.association)
            released = visits_commands.release_visit(by=by, visit=found[0], now=HOUR)
            assert released.state == "released"
            raise _UndoneError
    except _UndoneError:
        pass


class _UndoneError(Exception):
    """What was tried is taken back."""


def new_visits(manager: Actor, monitor: Actor, other: Actor) -> None:
    """A visit in every state of today."""
    visits_commands.draw_visit(by=manager, employer=employer(manager.home), drawn_in="p:w:1")
    cancelled = visits_commands.draw_visit(by=manager, employer=employer(manager.home), drawn_in="p:w:2")
    asked = visits_commands.ask_to_cancel(by=manager, visit=cancelled, reason="停业", today=DAY)
    other_manager = actors.actor(manager.home, Role.MANAGER)
    visits_commands.confirm_cancelling(by=other_manager, asked=asked, reason="属实", today=DAY)
    visits_commands.postpone_visit(by=monitor, visit=visits.planned(monitor, monitor, other), reason="下雨")
    visits.released(monitor, other)
    visits.held(monitor, other)
    for outcome in ("refused", "not_found", "business_closed"):
        gone = visits_commands.end_visit(
            by=monitor,
            visit=visits.under_way(monitor, other),
            outcome=outcome,
            reason="门关着",
            now=visits.MADE,
        )
        if outcome == "business_closed":
            visits_commands.review_visit(by=manager, visit=gone, today=visits.TODAY)
    visits.reported(monitor, other)
    reviewed = visits_commands.review_visit(
        by=manager, visit=visits.reported(monitor, other), today=visits.TODAY
    )
    visits_commands.close_visit(by=manager, visit=reviewed, today=date(2026, 5, 1))


def new_requests(manager: Actor, team: list[Actor]) -> None:
    """Two open requests for one employer, and one that was agreed and then withdrawn."""
    there, on = employer(manager.home), {"today": date(2026, 3, 1)}
    for one in team[:2]:
        ask_target(by=one, employer=there, why="听说", **on)
    asked = ask_target(by=team[2], employer=there, why="听说", **on)
    agree_target(by=manager, asked=asked, planned_on=DAY, team=visits.people(*team[:2]), **on)
    withdraw_target(by=team[2], asked=asked)


def new_findings(manager: Actor, monitor: Actor, other: Actor) -> None:
    """Findings with everything that came later: containment, more time, proposals, steps of one's own."""
    critical = finding(monitor, severity="critical")
    findings_commands.contain_finding(
        by=monitor, finding=critical, who="王老板", how="拆了门锁", contained_at=visits.MADE, now=visits.MADE
    )
    made = finding(monitor)
    owner, agreed = contact_of(made.employer), action(monitor, made)
    asked = findings_commands.ask_for_postponement(
        by=owner, action=agreed, wanted_on=date(2026, 4, 1), reason="材料未到", today=DAY
    )
    findings_commands.decide_postponement(
        by=manager, postponement=asked, grant=False, decision="太久", today=DAY
    )
    findings_commands.propose_action(
        by=owner, finding=made, what="另请会计", owner_name="王老板", due_on=date(2026, 4, 1), today=DAY
    )
    findings_commands.set_escalation(by=manager, steps={"major": Steps(3, 3, 3, 7, 21)})
    verified = finding(monitor)
    done = done_action(monitor, verified, contact_of(verified.employer))
    findings_commands.verify_action(by=other, action=done, today=visits.TODAY)
    waits = finding(monitor)
    done_action(monitor, waits, contact_of(waits.employer))
    findings_commands.withdraw_finding(by=other, finding=finding(monitor), reason="误会", today=visits.TODAY)
    ended = findings_commands.declare_tie(by=other, employer=made.employer, kind="relative", today=DAY)
    findings_commands.end_tie(by=manager, tie=ended, today=visits.TODAY)
