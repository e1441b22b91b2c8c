"""Books and checks of all employers in counts: what is counted, what is withheld, who sees it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from python_calamine import CalamineWorkbook

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association, AuditEntry, TaskRun
from safe_employment.kit.tasks import carry_out
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.commands.tallies import count_books, is_to_be_counted
from safe_employment.workforce.models import BookTally, CheckResult, RuleTally
from safe_employment.workforce.tallies.cells import Sums, lines_of
from safe_employment.workforce.tallies.page import TallyPage
from safe_employment.workforce.tallies.work import count_what_was_checked
from safe_employment.workforce.tests import a_year, factories

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
TODAY = date(2026, 11, 22)
QUERIES = 12


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def hotels(kunming: Association) -> list[Employer]:
    """Seven hotels in Wuhua, each owing 100 yuan for the minimum wage."""
    return [
        a_year.employer_with_breach(
            kunming, name=f"旅馆{number}", division_code="530102", industry_code="H61", size_class="small"
        )
        for number in range(7)
    ]


@pytest.fixture
def shops(kunming: Association) -> list[Employer]:
    """Two shops in Panlong, each owing 900 yuan; and nine that keep books and were never checked."""
    owing = [
        a_year.employer_with_breach(
            kunming, owed="900.00", name=f"商店{number}", division_code="530103", industry_code="F52",
            size_class="micro",
        )
        for number in range(2)
    ]  # fmt: skip
    facts = {"division_code": "530111", "industry_code": "F52", "size_class": "micro"}
    idle = [members.employer(kunming, name=f"小店{number}", **facts) for number in range(9)]
    for one in idle:
        factories.worker(one)
    return owing + idle


def at(route: str, **named: Any) -> str:
    return reverse(f"workforce:{route}", kwargs={"association": "kunming", **named})


def page_of(by: Actor, query: str = "") -> TallyPage:
    return TallyPage(by, QueryDict(query), TODAY)


def counted(by: Actor, query: str = "") -> TallyPage:
    count_books(by=machine(by.home), now=NOW)
    return page_of(by, query)


def lines(page: TallyPage, key: str) -> dict[str, Any]:
    [group] = [group for group in page.tallies.groups if group.key == key]
    return {line.key: line for line in group.lines}


def test_the_whole_and_its_parts(board: Actor, hotels: list[Employer], shops: list[Employer]) -> None:
    page = counted(board)
    total = page.total
    assert {name: total.shown[name] for name in ("members", "employers", "checked", "broken")} == {
        "members": 18, "employers": 18, "checked": 9, "broken": 9,
    }  # fmt: skip
    assert total.checked_share == 50.0
    assert total.shown["owed"] == Decimal("2500.00")
    by_section = lines(page, "section")
    assert (by_section["H"].shown["employers"], by_section["F"].shown["employers"]) == (7, 11)


def test_small_cells_and_the_one_that_would_give_them_away(
    board: Actor, hotels: list[Employer], shops: list[Employer]
) -> None:
    page = counted(board)
    by_section = lines(page, "section")
    for name in ("checked", "broken"):
        assert (by_section["F"].shown[name], by_section["H"].shown[name]) == ("<5", "*")
    assert (by_section["F"].shown["owed"], by_section["H"].shown["owed"]) == ("<5", "*")
    assert by_section["H"].checked_share is None
    assert by_section["H"].urls.keys() == {"employers"}
    assert "F" in by_section["F"].urls["employers"]
    districts = lines(page, "district")
    assert districts["530111"].shown["broken"] == 0
    assert districts["530103"].shown["employers"] == "<5"
    assert "*" in {line.shown["employers"] for line in districts.values()}


def test_amounts_need_five_employers_behind_them() -> None:
    three = Sums(
        employers=50, broken=40, results=90, owing=3, owed=Decimal("70.00"), paying=6, paid=Decimal(60)
    )
    many = Sums(
        employers=60, broken=30, results=40, owing=20, owed=Decimal("500.00"), paying=9, paid=Decimal(9)
    )
    more = Sums(
        employers=60, broken=30, results=40, owing=30, owed=Decimal("900.00"), paying=9, paid=Decimal(9)
    )
    one, two, last = lines_of([("a", "A"), ("b", "B"), ("c", "C")], [three, many, more])
    assert (one.shown["owed"], two.shown["owed"], last.shown["owed"]) == ("<5", "*", Decimal("900.00"))
    assert (one.shown["paid"], one.shown["results"]) == (Decimal(60), 90)


def test_breaches_by_rule_in_the_readers_language(board: Actor, hotels: list[Employer]) -> None:
    for one in hotels[:5]:
        run = one.check_runs.get()
        a_year.result(run, "HRS-03", None)
        a_year.result(run, "HRS-03", None, ordinal=1)
    rules = counted(board).tallies.rules
    assert [(line.key, line.shown["broken"], line.shown["results"]) for line in rules] == [
        ("PAY-01", 7, 7), ("HRS-03", 5, 10),
    ]  # fmt: skip
    assert rules[0].label == "At least the monthly minimum wage"
    assert rules[0].shown["owed"] == Decimal("700.00")
    with translation.override("zh-hans"):
        assert page_of(board).tallies.rules[0].label == "不低于月最低工资"


def test_what_is_gone_was_paid_back_and_a_period_tells_what_was_found_in_it(
    board: Actor, hotels: list[Employer]
) -> None:
    for number, one in enumerate(hotels):
        old = a_year.run(one, datetime(2025, 5, 5, 2, tzinfo=UTC))
        gone = a_year.result(old, "PAY-04", "50.00", state="gone")
        day = datetime(2026, 2, 2, 2, tzinfo=UTC) if number < 6 else datetime(2026, 12, 31, 20, tzinfo=UTC)
        CheckResult.objects.filter(pk=gone.pk).update(changed_at=day)
    now = counted(board).total
    assert (now.shown["owed"], now.shown["paid"]) == (Decimal("700.00"), Decimal("350.00"))
    year = page_of(board, "period=2025").total
    assert (year.shown["broken"], year.shown["owed"], year.shown["paid"]) == (7, Decimal("350.00"), 0)
    quarter = page_of(board, "period=2026-Q1").total
    assert (quarter.shown["broken"], quarter.shown["paid"]) == (0, Decimal("300.00"))
    assert page_of(board, "period=2025").urls == {}
    # By the clock of Kunming it is January already.
    assert BookTally.objects.get(
        period="2027", section="*", size_class="*", division_code="*"
    ).paid == Decimal("50.00")


def test_only_offered_periods_and_places_are_read(board: Actor, hotels: list[Employer]) -> None:
    count_books(by=machine(board.home), now=NOW)
    for query in ("period=2026-01-01_2026-01-02", "period=2019", "section=ZZ", "district=110000"):
        assert page_of(board, query).tallies.choice.query == "", query


def test_by_industry_and_district(board: Actor, hotels: list[Employer], shops: list[Employer]) -> None:
    page = counted(board, "section=F")
    assert {group.key for group in page.tallies.groups} == {"size", "district"}
    assert (page.total.shown["employers"], page.total.shown["broken"]) == (11, "<5")
    assert page.total.shown["owed"] == "<5"
    assert page_of(board, "district=530102").total.shown["employers"] == 7
    assert page_of(board, "section=B").tallies.is_empty


def test_nothing_confidential_and_no_lesser_level_is_counted(board: Actor, hotels: list[Employer]) -> None:
    def found() -> tuple[Any, ...]:
        count_books(by=machine(board.home), now=NOW)
        names = ("period", "section", "broken", "results", "owing", "owed", "paying", "paid")
        return (
            list(BookTally.objects.values_list(*names)),
            list(RuleTally.objects.values_list("period", "rule", "employers", "results", "owed")),
        )

    before = found()
    run = hotels[0].check_runs.get()
    a_year.result(run, "PAT-09", "5.00", level="alert", confidential=True)
    a_year.result(run, "FRE-07", "5.00", level="breach", confidential=True)
    a_year.result(run, "FRE-07", "5.00", level="breach", confidential=True, state="gone", ordinal=1)
    a_year.result(run, "CON-06", "5.00", level="warning")
    assert found() == before


def test_a_merged_record_counts_for_the_one_that_stands(board: Actor, hotels: list[Employer]) -> None:
    gone, kept = hotels[0], hotels[1]
    gone.merged_into = kept
    gone.save()
    page = counted(board)
    assert (page.total.shown["employers"], page.total.shown["broken"]) == (6, 6)
    assert page.total.shown["owed"] == Decimal("700.00")


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("manager", True), ("monitor", True), ("case_officer", True), ("board", True), ("clerk", False),
        ("trainer", False), ("contact", False), ("neighbour_manager", False),
    ],
)  # fmt: skip
def test_who_sees_it(
    role: str, sees: bool, board: Actor, hotels: list[Employer], request: pytest.FixtureRequest
) -> None:
    count_books(by=machine(board.home), now=NOW)
    by = members.contact_of(hotels[0]) if role == "contact" else request.getfixturevalue(role)
    browser = signed_in(by)
    for url in (at("tallies"), at("checked_employers"), at("take_out_tallies", kind="csv")):
        assert browser.get(url).status_code == (200 if sees else 404), url
    assert browser.post(at("count_books")).status_code == (302 if sees else 404)
    if by.home == board.home and not sees:
        with pytest.raises(Hidden):
            count_books(by=by, now=NOW)


def test_a_neighbour_is_not_counted(
    board: Actor, hotels: list[Employer], qujing: Association, neighbour_manager: Actor
) -> None:
    for number in range(6):
        a_year.employer_with_breach(qujing, name=f"曲靖{number}", industry_code="H61")
    assert counted(board).total.shown["employers"] == 7
    assert counted(neighbour_manager).total.shown["employers"] == 6
    assert page_of(board).total.shown["employers"] == 7


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_empty_and_full_within_its_budget(
    board: Actor, language: str, kunming: Association, request: pytest.FixtureRequest
) -> None:
    browser = signed_in(board, language=language)
    assert browser.get(at("tallies")).status_code == 200
    for name in ("hotels", "shops"):
        request.getfixturevalue(name)
    count_books(by=machine(board.home), now=NOW)
    for query in ("", "?period=2026", "?section=H&district=530102", "?section=B"):
        with CaptureQueriesContext(connection) as seen:
            answer = browser.get(at("tallies") + query)
        assert answer.status_code == 200
        assert len(seen) <= QUERIES, [one["sql"][:100] for one in seen]
    with CaptureQueriesContext(connection) as seen:
        listed = browser.get(at("checked_employers"), {"breach": "yes", "section": "H", "rule": "PAY-01"})
    assert (listed.content.decode().count("data-row"), len(seen) <= QUERIES) == (7, True)
    assert browser.get(at("checked_employers"), {"checked": "no"}).content.decode().count("data-row") == 9
    assert browser.get(at("checked_employers"), {"breach": "no"}).content.decode().count("data-row") == 9


def test_the_files_have_what_the_page_has_and_no_more(
    board: Actor, hotels: list[Employer], shops: list[Employer]
) -> None:
    count_books(by=machine(board.home), now=NOW)
    browser = signed_in(board, language="en")
    text = browser.get(at("take_out_tallies", kind="csv")).content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert ["Wholesale and retail", "11", "<5", "", "<5", "<5", "0.00"] in rows
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(browser.get(at("take_out_tallies", kind="xlsx")).content)
    )
    assert book.sheet_names == [
        "All together", "Industry", "Size", "District", "Breaches by rule", "About this file",
    ]  # fmt: skip
    assert ["Wholesale and retail", 11.0, "<5", "", "<5", "<5", 0.0] in book.get_sheet_by_index(1).to_python()
    assert AuditEntry.objects.filter(action="workforce.take_out_tallies").count() == 2


def test_it_is_counted_by_the_clock_when_something_was_checked(board: Actor, hotels: list[Employer]) -> None:
    by = machine(board.home)
    count_what_was_checked(by, NOW)
    assert BookTally.objects.exists()
    entries = AuditEntry.objects.filter(action="workforce.count_books")
    assert entries.count() == 1
    BookTally.objects.update(created_at=datetime(2100, 1, 1, tzinfo=UTC))
    assert not is_to_be_counted(by)
    count_what_was_checked(by, NOW)
    assert entries.count() == 1


def test_it_is_counted_when_someone_asks(manager: Actor, hotels: list[Employer]) -> None:
    browser = signed_in(manager)
    for _twice in range(2):
        assert browser.post(at("count_books")).headers["Location"] == at("tallies")
    work = TaskRun.objects.get(kind="workforce.count_books")
    assert browser.get(at("tallies")).status_code == 200
    assert carry_out(work.pk).error_code == ""
    assert page_of(manager).total.shown["employers"] == 7
