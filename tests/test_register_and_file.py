"""The check of an imported register finds what the check of the same file finds.

Books with each kind of problem, and the worked cases of every rule. Where both differ, the difference is
listed with its reason; a difference that no longer is one fails too.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from safe_employment.demo.books import KINDS, invented_books
from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB
from safe_employment.engines.labour_law.check import CannotTell, Finding, check
from safe_employment.engines.labour_law.intake import Books, Window
from safe_employment.engines.labour_law.jurisdiction import jurisdiction
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.books.json_books import books_from_object
from safe_employment.workforce.checking.plans import kept_plan
from safe_employment.workforce.importing.planning import plan_import
from safe_employment.workforce.importing.writing import write_plan
from safe_employment.workforce.law import LAW
from safe_employment.workforce.models import Worker
from safe_employment.workforce.registers import Months, books_of, employer_key
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
