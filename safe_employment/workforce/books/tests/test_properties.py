"""What holds of every book: paying more never owes more, more overtime never owes less, order and company
do not matter.

One run of the engine takes seconds, so an example is a list of workers, each with an own employer.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB
from safe_employment.engines.labour_law.check import Checked, check
from safe_employment.engines.labour_law.intake import Window
from safe_employment.engines.labour_law.jurisdiction import jurisdiction
from safe_employment.engines.labour_law.parameters import day_number
from safe_employment.workforce.books.json_books import books_from_object
from safe_employment.workforce.checking.plans import kept_plan

Book = dict[str, list[dict[str, Any]]]
#: Few examples of many workers: each example costs two runs.
FEW = settings(max_examples=2, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
AUGUST = date(2026, 8, 1)
#: November 2025 and August 2026 begin on a Saturday, have no holidays and the same minimum wage.
WEEKS_BETWEEN = timedelta(weeks=39)


@dataclass(frozen=True)
class Place:
    """Where the books lie: a place of a jurisdiction, what a fen is there, its rules of pay."""

    law: str
    code: str
    money: Decimal
    wage: str
    overtime: tuple[str, ...]

    @property
    def pay(self) -> tuple[str, ...]:
        return (self.wage, *self.overtime)


WUHUA = Place("kunming", "530102", Decimal("0.01"), "PAY-01", ("PAY-03", "PAY-04", "PAY-05"))
HA_NOI = Place("viet_nam", "VN-I", Decimal(23), "VN-WAGE", ("VN-OT-PAY",))
everywhere = pytest.mark.parametrize("place", [WUHUA, HA_NOI], ids=lambda place: place.law)


@dataclass(frozen=True)
class Month:
    """A worker's August: the hours of its first thirty days, and what was paid."""

    hours: tuple[int, ...]
    base: int
    promised: int
    ot_pay: tuple[int, int, int]
    form: str | None
    is_planned: bool


_hours = st.sampled_from([0, 0, 4, 8, 8, 8, 8, 9, 10, 11, 12])
_pay = st.integers(0, 90_000)
months = st.builds(
    Month,
    hours=st.lists(_hours, min_size=30, max_size=30).map(tuple),
    base=st.integers(150_000, 400_000),
    promised=st.integers(150_000, 400_000),
    ot_pay=st.tuples(_pay, _pay, _pay),
    form=st.sampled_from(["full_time", "full_time", "dispatched", "part_time", None]),
    is_planned=st.booleans(),
)
workers = st.lists(months, min_size=12, max_size=12)


def _book(month: Month, employer: str, first: date = AUGUST, place: Place = WUHUA) -> Book:
    """Return the books of one worker of one employer."""

    def money(fen: int) -> str:
        return str(fen * place.money)

    days = []
    for number, hours in enumerate(month.hours):
        day = first + timedelta(days=number)
        row = {"employer": employer, "worker": "W1", "date": day.isoformat(), "worked_hours": hours}
        if month.is_planned:
            row["planned_kind"] = "rest" if day.isoweekday() > 5 else "work"
        days.append(row)
    hired = (first - timedelta(days=700)).isoformat()
    worker = {"employer": employer, "worker": "W1", "hire_date": hired}
    if month.form:
        worker["employment_form"] = month.form
    gross = month.base + sum(month.ot_pay)
    pay = {f"ot_pay_{rate}": money(fen) for rate, fen in zip((150, 200, 300), month.ot_pay, strict=True)}
    line = {
        "employer": employer,
        "worker": "W1",
        "period": f"{first:%Y-%m}",
        "base": money(month.base),
        **pay,
        "special_allowances": 0,
        "welfare": 0,
        "gross": money(gross),
        "net": money(gross),
        "deductions": [],
    }
    contract = {"signed_on": hired, "from": hired, "kind": "open", "base_wage": money(month.promised)}
    return {
        "employer": [{"employer": employer, "district_code": place.code}],
        "workers": [worker],
        "contracts": [{"employer": employer, "worker": "W1", **contract}],
        "attendance": days,
        "payroll": [line],
    }


def _joined(books: Iterable[Book]) -> Book:
    joined: Book = defaultdict(list)
    for book in books:
        for sheet, rows in book.items():
            joined[sheet] += rows
    return dict(joined)


def _check(book: Book, as_of: date = date(2026, 8, 31), place: Place = WUHUA) -> Checked:
    law = jurisdiction(place.law)
    books = books_from_object(book, place=place.code, minor_units=law.minor_units)
    backend = OnDuckDB()
    try:
        return check(books, Window(None, None, as_of), law, backend, kept_plan(law, backend.dialect))
    finally:
        backend.close()


def _owed(checked: Checked) -> Mapping[tuple[str, str], int]:
    owed: dict[tuple[str, str], int] = defaultdict(int)
    for finding in checked.findings:
        owed[finding.employer, finding.rule.id] += finding.amount or 0
    return owed


def _results(checked: Checked, *, moved: int = 0) -> list[Any]:
    """Return what was found and what could not be told, without the explanations; days moved back."""
    found = [
        (f.rule.id, f.employer, f.worker, f.level.word, f.day and f.day - moved, f.amount, f.missing, f.ilo)
        for f in checked.findings
    ]
    open_ones = [(c.rule.id, c.employer, c.worker, "?", c.day and c.day - moved) for c in checked.cannot_tell]
    return sorted(map(repr, [*found, *open_ones]))


def _pairs(cases: list[Month], changed: Iterable[Month], place: Place) -> Mapping[tuple[str, str], int]:
    books = [_book(case, f"before {n}", place=place) for n, case in enumerate(cases)]
    books += [_book(case, f"after {n}", place=place) for n, case in enumerate(changed)]
    return _owed(_check(_joined(books), place=place))


@everywhere
@FEW
@given(cases=workers, more=st.integers(1, 50_000), which=st.integers(0, 2))
def test_paying_more_for_overtime_never_owes_more(
    cases: list[Month], more: int, which: int, place: Place
) -> None:
    def raised(case: Month) -> Month:
        pay = list(case.ot_pay)
        pay[which] += more
        return Month(
            case.hours, case.base, case.promised, (pay[0], pay[1], pay[2]), case.form, case.is_planned
        )

    owed = _pairs(cases, map(raised, cases), place)
    for number in range(len(cases)):
        for rule in place.pay:
            assert owed.get((f"after {number}", rule), 0) <= owed.get((f"before {number}", rule), 0), rule


@everywhere
@FEW
@given(cases=workers, more=st.integers(1, 50_000))
def test_a_higher_wage_never_falls_shorter_of_the_minimum(
    cases: list[Month], more: int, place: Place
) -> None:
    def raised(case: Month) -> Month:
        return Month(case.hours, case.base + more, case.promised, case.ot_pay, case.form, case.is_planned)

    # A wage that reaches the contract's shows that the month was full: only those already there are compared.
    full = [
        Month(c.hours, max(c.base, c.promised), c.promised, c.ot_pay, c.form, c.is_planned) for c in cases
    ]
    owed = _pairs(full, map(raised, full), place)
    for number in range(len(cases)):
        before, after = (owed.get((f"{when} {number}", place.wage), 0) for when in ("before", "after"))
        assert after <= before


@everywhere
@FEW
@given(cases=workers, day=st.integers(0, 29))
def test_an_hour_more_never_owes_less(cases: list[Month], day: int, place: Place) -> None:
    worked = [c for c in cases if c.form != "part_time"]

    def longer(case: Month) -> Month:
        hours = list(case.hours)
        hours[day] += 1
        return Month(tuple(hours), case.base, case.promised, case.ot_pay, case.form, case.is_planned)

    owed = _pairs(worked, map(longer, worked), place)
    for number in range(len(worked)):
        before, after = (
            sum(owed.get((f"{when} {number}", rule), 0) for rule in place.pay) for when in ("before", "after")
        )
        assert after >= before


@FEW
@given(workers)
def test_the_same_month_thirty_nine_weeks_earlier(cases: list[Month]) -> None:
    now = _check(_joined(_book(case, f"{n}") for n, case in enumerate(cases)), AUGUST + timedelta(days=29))
    then_first = AUGUST - WEEKS_BETWEEN
    then = _check(
        _joined(_book(case, f"{n}", then_first) for n, case in enumerate(cases)),
        then_first + timedelta(days=29),
    )
    moved = day_number(AUGUST) - day_number(then_first)
    # August has a thirty-first day, which decides whether a month is full: the rules over days and
    # overtime agree.
    rules = ("HRS-01", "HRS-02", "HRS-03", "HRS-04", "HRS-05", "PAY-03", "PAY-04", "PAY-05")
    assert [row for row in _results(now, moved=moved) if row[2:8] in rules] == [
        row for row in _results(then) if row[2:8] in rules
    ]


@FEW
@given(workers, st.randoms(use_true_random=False))
def test_the_order_of_rows_does_not_matter(cases: list[Month], chance: random.Random) -> None:
    book = _joined(_book(case, f"{n}") for n, case in enumerate(cases))
    shuffled = deepcopy(book)
    for rows in shuffled.values():
        chance.shuffle(rows)
    assert _results(_check(book)) == _results(_check(shuffled))


@FEW
@given(workers)
def test_two_employers_together_are_two_employers_apart(cases: list[Month]) -> None:
    one, other = _book(cases[0], "one"), _book(cases[1], "other")
    apart = _results(_check(one)) + _results(_check(other))
    assert _results(_check(_joined([one, other]))) == sorted(apart)


@pytest.mark.parametrize("first", [AUGUST, AUGUST - WEEKS_BETWEEN])
def test_the_two_months_have_the_same_weekdays(first: date) -> None:
    assert first.isoweekday() == 6
    assert not any(first <= day < first + timedelta(days=30) for day in jurisdiction().holidays.statutory)
