"""Lists of findings and actions: found by name or word, in the order of every column; the board's worst."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from safe_employment.findings import boards, searching
from safe_employment.findings.boards import Narrowed
from safe_employment.findings.models import Finding
from safe_employment.findings.queries import actions_for, actions_in_order, findings_for, with_gravity
from safe_employment.findings.tables import ActionTable, FindingTable
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding
from safe_employment.kit.actors import Actor
from safe_employment.kit.tables.listing import Listing
from safe_employment.kit.tables.reading import read
from safe_employment.kit.tables.table import Table
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import contact_of, employer

WAGES, DOORS = "Wages held back 100%", "夜里锁门_后门"
# What is looked for, and the numbers of the employers whose findings it finds.
SEARCHES = [
    ("昆明第1饭店", [1]),
    ("饭店", [0, 1, 2]),
    ("wages HELD", [0, 2]),
    ("锁门", [1]),
    ("锁", [1]),
    ("第2饭店 昆明", [2]),
    ("100%", [0, 2]),
    ("_", [1]),
    ("0%", [0, 2]),
    ("门锁", []),
    ("没有的", []),
    ("'", []),
]


@pytest.fixture
def made(monitor: Actor) -> list[Finding]:
    rows = []
    for number, title in enumerate((WAGES, DOORS, WAGES)):
        there = employer(monitor.home, name=f"昆明第{number}饭店")
        rows.append(finding(monitor, employer=there, title=title))
        action(monitor, rows[-1], what=title)
    return rows


@pytest.fixture(params=[searching.FEW, 1, 0])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found is few, or many."""
    monkeypatch.setattr(searching, "FEW", request.param)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(("text", "numbers"), SEARCHES)
def test_a_name_or_a_word_finds_the_same_however_many_there_are(
    text: str, numbers: list[int], made: list[Finding], manager: Actor
) -> None:
    wanted = [made[number].pk for number in numbers]
    found = FindingTable(manager).search(findings_for(manager), text)
    assert sorted(found.values_list("pk", flat=True)) == wanted
    actions = ActionTable(manager).search(actions_for(manager), text)
    assert sorted(actions.values_list("finding", flat=True)) == wanted


def test_a_search_keeps_what_the_filters_left_and_shows_no_more_than_one_may_see(
    made: list[Finding], manager: Actor, neighbour_manager: Actor
) -> None:
    some = findings_for(manager).exclude(pk=made[0].pk)
    assert set(FindingTable(manager).search(some, "wages")) == {made[2]}
    assert not FindingTable(neighbour_manager).search(findings_for(neighbour_manager), "饭店").exists()


@pytest.mark.parametrize("route", ["findings", "actions"])
def test_a_search_takes_a_bounded_number_of_queries(
    route: str, made: list[Finding], manager: Actor, django_assert_max_num_queries
) -> None:
    client, path = signed_in(manager), reverse(f"findings:{route}", kwargs={"association": manager.home.slug})
    client.get(path, {"q": "饭店"})
    with django_assert_max_num_queries(12):
        page = client.get(path, {"q": "饭店"}).content.decode()
    assert all(each.employer.name in page for each in made)


def found(table: Table[Any], query: str, every: QuerySet[Any]) -> QuerySet[Any]:
    """Return what the list of an address finds, in its order."""
    return Listing(table, read(table, QueryDict(query)), every, "").found


@pytest.mark.parametrize("table", [FindingTable, ActionTable])
def test_every_column_orders_the_list_and_back(
    table: type[Table[Any]], made: list[Finding], monitor: Actor, manager: Actor
) -> None:
    done_action(monitor, made[0], contact_of(made[0].employer))
    finding(monitor, employer=made[1].employer, severity="critical", found_on=FOUND - timedelta(days=3))
    every: QuerySet[Any]
    if table is FindingTable:
        every = with_gravity(findings_for(manager))
    else:
        every = actions_in_order(actions_for(manager))
    for column in table.columns:
        if not column.sort:
            continue
        there, back = (
            [row.pk for row in table(manager).rows(found(table(manager), f"sort={sign}{column.key}", every))]
            for sign in ("", "-")
        )
        assert there == back[::-1], column.key
        assert len(there) == every.count()


def test_findings_by_severity_begin_with_the_gravest(monitor: Actor, manager: Actor) -> None:
    for severity in ("minor", "critical", "major", "minor"):
        finding(monitor, severity=severity)
    finding(monitor, severity="good_practice", statement="good_practice")
    gravest_first = ["critical", "major", "minor", "minor", "good_practice"]
    for sign, expected in (("", gravest_first), ("-", gravest_first[::-1])):
        table = FindingTable(manager)
        asked = found(table, f"sort={sign}severity", with_gravity(findings_for(manager)))
        assert [row.severity for row in table.rows(asked[:20])] == expected


def test_the_order_of_severity_is_read_from_its_index(monitor: Actor, manager: Actor) -> None:
    table = FindingTable(manager)
    asked = found(table, "sort=severity", with_gravity(findings_for(manager)))
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        sql, given = asked.values("pk")[:20].query.sql_with_params()
        cursor.execute(f"EXPLAIN {sql}", given)
        assert any("findings_by_gravity" in line for (line,) in cursor.fetchall())


def test_actions_by_reference_stand_in_the_order_of_the_numbers(made: list[Finding], manager: Actor) -> None:
    rows = found(ActionTable(manager), "sort=reference", actions_for(manager))
    assert [row.finding.number for row in rows] == sorted(each.number for each in made)


class TestTheBoardOfWhatIsOverdue:
    def test_shows_the_worst_and_counts_all(
        self, made: list[Finding], monitor: Actor, manager: Actor
    ) -> None:
        action(monitor, made[2], due_on=FOUND)
        action(monitor, finding(monitor), owner_person=manager.person)
        everyone = boards.late_by_whom(manager, TODAY, Narrowed())
        assert (everyone.who, everyone.actions) == (4, 5)
        assert [row.actions for row in everyone.rows] == [2, 1, 1, 1]
        worst = boards.late_by_whom(manager, TODAY, Narrowed(), 2)
        assert (worst.who, worst.actions, worst.rows) == (4, 5, everyone.rows[:2])

    def test_with_nothing_overdue(self, made: list[Finding], manager: Actor) -> None:
        none = boards.late_by_whom(manager, date(2026, 3, 3), Narrowed(), 2)
        assert (none.who, none.actions, none.rows) == (0, 0, [])
