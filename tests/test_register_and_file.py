"""The check of an imported register finds what the check of the same file finds.

Books with each kind of problem, and the worked cases of every rule. Where both differ, the difference is
listed with its reason; a difference that no longer is one fails too.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from safe_employment.demo.books import KINDS, invented_books
from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB
from safe_employment.engines.labour_law.check import CannotTell, Finding, check
from safe_employment.engines.labour_law.intake import Books, Window
from safe_employment.engines.labour_law.jurisdiction import jurisdiction
from safe_employment.engines.labour_law.tests.worked_cases import WorkedCase, worked_cases
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.books.json_books import books_from_object
from safe_employment.workforce.checking.plans import kept_plan
from safe_employment.workforce.importing.planning import plan_import
from safe_employment.workforce.importing.writing import write_plan
from safe_employment.workforce.law import LAW
from safe_employment.workforce.models import Worker
from safe_employment.workforce.registers import Months, books_of, employer_key, sheets_kept
from safe_employment.workforce.tests.handed_in import NOW

FIRST, LAST, END = date(2025, 11, 1), date(2026, 10, 1), date(2026, 10, 31)
Told = Counter[tuple[Any, ...]]


def checked(books: Books, window: Window) -> tuple[dict[str, Told], dict[str, Told]]:
    """Return what was found and what cannot be told, by employer; workers by their key."""
    law = jurisdiction(LAW)
    backend = OnDuckDB()
    found = check(books, window, law, backend, kept_plan(law, backend.dialect))
    backend.close()
    results: dict[str, Told] = defaultdict(Counter)
    untold: dict[str, Told] = defaultdict(Counter)
    for one in found.findings:
        results[one.employer][_finding(one)] += 1
    for each in found.cannot_tell:
        untold[each.employer][_open(each)] += 1
    return results, untold


def _finding(one: Finding) -> tuple[Any, ...]:
    facts = (one.period, one.day, one.amount, tuple(sorted(one.missing)), tuple(one.ilo))
    return (one.rule.id, one.level.word, one.worker or "", *facts)


def _open(each: CannotTell) -> tuple[Any, ...]:
    return (each.rule.id, each.worker or "", each.period, tuple(sorted(each.missing)))


def imported(employer: Employer, books: Books, today: date) -> list[dict[str, Any]]:
    """Write books into the register of an employer; return why not, where they are refused."""
    plan = plan_import(employer, books, units=100, today=today)
    if not plan.problems:
        write_plan(plan, NOW)
    return plan.problems


def by_staff_no(told: Told, names: Mapping[str, str], at: int) -> Told:
    """Call the workers as the file does."""
    return Counter({(*one[:at], names.get(one[at], one[at]), *one[at + 1 :]): n for one, n in told.items()})


@pytest.mark.parametrize("kind", list(KINDS))
def test_books_of_each_kind(kind: str, kunming: Association) -> None:
    employer = members.employer(kunming, division_code="530102", industry_code="")
    given = invented_books(kind, 8, 7)
    given["employer"]["size_class"] = None
    file = books_from_object(json.loads(json.dumps(given)), place="530102", minor_units=100)
    assert imported(employer, file, END) == []
    window = Window(FIRST, END, END)
    register = books_of([employer], Months(FIRST, LAST), minor_units=100)
    names = {f"W{worker.pk:06d}": worker.staff_no for worker in Worker.objects.all()}
    wanted, unknown = checked(file, window)
    found, untold = checked(register, window)
    key = employer_key(employer.pk)
    assert by_staff_no(found[key], names, 2) == next(iter(wanted.values()), Counter())
    assert by_staff_no(untold[key], names, 1) == next(iter(unknown.values()), Counter())


#: Without what no worker, and no contract, is in the register, and what it has a place for and the law wants:
#: laid under the worked cases, for both ways.
NEEDED_OF_WORKERS = {
    "name": "李小明", "employment_form": "full_time", "hire_date": "2026-03-01", "sex": "M",
    "birth_date": "1990-01-01", "post": "服务员", "household_address": "云南省东川区", "id_number": None,
    "current_address": "翠湖路1号", "contact": "13800000001", "si_registered_on": "2026-03-10",
    "nationality": "CN",
}  # fmt: skip
NEEDED_OF_CONTRACTS = {"signed_on": "2026-03-01", "from": "2026-03-01", "copy_given_on": "2026-03-01"}
SPEAKING = re.compile(r"\d{17}[\dX]$")  # a number that tells sex and birth date itself
DAY = date(2026, 9, 30)
EMPTY_SHEET = (
    "a sheet without a row: of a file it says that there is nothing; handed in to a register, that nothing "
    "of it has changed"
)
KIND = "a contract that does not say its kind has a fixed term where it has a last day, else an open one"
CHANNEL = "who came through somebody, and nobody says how, came in another way than those that need a licence"
NUMBER_TWICE = "no number is in the register twice at a time: the file is refused by row and column"
CONTRADICTION = "the register does not take what contradicts itself: the file is refused by row and column"
#: Worked cases of which the register says something else than the file, or which it refuses → why.
DIFFERENT: Mapping[str, str] = {
    "CON-01 left within the month": EMPTY_SHEET,
    "CON-01 never signed": EMPTY_SHEET,
    "CON-01 never signed in over a year": EMPTY_SHEET,
    "CON-01 part-time": EMPTY_SHEET,
    "CON-02 a day less than a year": EMPTY_SHEET,
    "CON-02 a year without contract": EMPTY_SHEET,
    "HRS-12 hours not known": EMPTY_SHEET,
    "REG-12 a man a month short": EMPTY_SHEET,
    "REG-12 a man over the age by his birth date": EMPTY_SHEET,
    "REG-12 no agreement": EMPTY_SHEET,
    "CON-05 kind of contract not known": KIND,
    "CON-08 kind not known": KIND,
    "FRE-05 a cent": CHANNEL,
    "FRE-05 no fee": CHANNEL,
    "FRE-05 paid to a broker": CHANNEL,
    "FRE-05 paid to the employer": CHANNEL,
    "PAT-05 five on a day from one place": CHANNEL,
    "PAT-05 four": CHANNEL,
    "PAT-07 a recruiter of one employer": CHANNEL,
    "PAT-09 in debt": CHANNEL,
    "PAT-09 no debt": CHANNEL,
}
REFUSED: Mapping[str, str] = {
    "PAT-01 one number under two names": NUMBER_TWICE,
    "PAT-01 one person twice": NUMBER_TWICE,
    "REG-02 left on the day of coming back": NUMBER_TWICE,
    "REG-02 twice at a time": NUMBER_TWICE,
    "REG-02 twice without hire dates": NUMBER_TWICE,
    "CON-06 end of the term not known": CONTRADICTION,
    "REG-01 a man's number for a woman": CONTRADICTION,
    "REG-01 another birth date": CONTRADICTION,
    "REG-01 fifteen digits": CONTRADICTION,
    "REG-01 no such day": CONTRADICTION,
    "REG-01 wrong check character": CONTRADICTION,
    "REG-03 a number that does not hold tells no age": CONTRADICTION,
}


def completed(case: WorkedCase, number: int) -> dict[str, Any]:
    """Return the books of a case with what the register needs, and recruiters that are of this case only."""
    books = {sheet: [dict(row) for row in rows] for sheet, rows in case.books.items()}
    for row in books.get("workers", ()):
        for key, value in NEEDED_OF_WORKERS.items():
            if not (key in ("sex", "birth_date") and SPEAKING.match(row.get("id_number") or "")):
                row.setdefault(key, value)
        if row.get("recruiter_contact"):
            row["recruiter_contact"] = f"{row['recruiter_contact']}/{number}"
    for row in books.get("contracts", ()):
        for key, value in NEEDED_OF_CONTRACTS.items():
            row.setdefault(key, value)
    found: dict[str, Any] = json.loads(json.dumps(books, default=str))
    return found


def chosen() -> list[WorkedCase]:
    """Return of every rule a case that is broken (all others are compared over it too); and the listed."""
    found: dict[str, WorkedCase] = {}
    listed = []
    for case in worked_cases():
        if case.law != "kunming":
            continue  # the law of the association's registers
        of_several = any("employer" in row for sheet, rows in case.books.items() for row in rows)
        if of_several or (case.starts, case.ends, case.as_of) != (None, None, DAY):
            continue  # an import is of one employer; one day, so that few runs do
        if case.id in DIFFERENT or case.id in REFUSED:
            listed.append(case)
        elif case.expected:
            found.setdefault(case.rule, case)
    return [*found.values(), *listed]


@dataclass
class Imported:
    """A worked case whose books were written into the register of an employer of its own."""

    case: WorkedCase
    employer: Employer
    books: dict[str, Any]
    sheets: tuple[str, ...]


def in_registers(cases: list[WorkedCase], association: Association) -> tuple[list[Imported], set[str]]:
    """Import each case; return those that were taken, and the names of those that were refused."""
    taken, refused = [], set()
    for number, case in enumerate(cases):
        given = completed(case, number)
        place = given["employer"][0].get("district_code") or ""
        employer = members.employer(association, division_code=place, industry_code="")
        file = books_from_object(given, place="530102", minor_units=100)
        if imported(employer, file, case.as_of):
            refused.add(case.id)
        else:
            taken.append(Imported(case, employer, given, tuple(sorted(file.sheets))))
    return taken, refused


def alike(those: Iterable[Imported], key: Callable[[Imported], Any]) -> list[list[Imported]]:
    """Return those that are checked in one run."""
    groups: dict[Any, list[Imported]] = defaultdict(list)
    for one in those:
        groups[key(one)].append(one)
    return list(groups.values())


def test_worked_cases(kunming: Association) -> None:
    taken, refused = in_registers(chosen(), kunming)
    assert refused == set(REFUSED)
    window, months = Window(None, None, DAY), Months(date(1990, 1, 1), DAY.replace(day=1))
    of_file: dict[str, tuple[Told, Told]] = {}
    for those in alike(taken, lambda one: one.sheets):
        together: dict[str, list[Any]] = defaultdict(list)
        for one in those:
            for sheet, rows in one.books.items():
                together[sheet] += [{**row, "employer": one.case.id} for row in rows]
        file = books_from_object(together, place="530102", minor_units=100)
        wanted, unknown = checked(file, window)
        of_file |= {one.case.id: (wanted[one.case.id], unknown[one.case.id]) for one in those}
    kept = sheets_kept([one.employer for one in taken], months)
    different = set()
    for those in alike(taken, lambda one: kept[one.employer.pk]):
        found, untold = checked(books_of([one.employer for one in those], months, minor_units=100), window)
        for one in those:
            names = {f"W{each.pk:06d}": each.staff_no for each in one.employer.workers.all()}
            key = employer_key(one.employer.pk)
            told = by_staff_no(found[key], names, 2), by_staff_no(untold[key], names, 1)
            if told != of_file[one.case.id]:
                different.add(one.case.id)
    assert different == set(DIFFERENT)
