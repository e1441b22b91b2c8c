"""The worked cases of every rule, read as JSON and checked; many cases in one run, an employer each."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import pytest

from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB
from safe_employment.engines.labour_law.books import BOOKS
from safe_employment.engines.labour_law.check import CannotTell, Finding, check
from safe_employment.engines.labour_law.explaining import date_text, money_text, period_text
from safe_employment.engines.labour_law.intake import Window
from safe_employment.engines.labour_law.jurisdiction import Jurisdiction, jurisdiction, jurisdictions
from safe_employment.engines.labour_law.tests.worked_cases import WorkedCase, worked_cases
from safe_employment.workforce.books.json_books import books_from_json
from safe_employment.workforce.checking.plans import kept_plan

CASES = {case.id: case for case in worked_cases()}
Results = dict[str, tuple[list[Finding], list[CannotTell]]]


def _together(cases: list[WorkedCase]) -> dict[str, list[dict[str, Any]]]:
    """Put the books of cases together, each under its own employer."""
    books: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for case in cases:
        for sheet, rows in case.books.items():
            books[sheet] += [{**row, "employer": row.get("employer", case.id)} for row in rows]
            books.setdefault(sheet, [])
    return books


@pytest.fixture(scope="session")
def results() -> Results:
    groups: dict[Any, list[WorkedCase]] = defaultdict(list)
    for case in CASES.values():
        groups[case.group].append(case)
    found: Results = {case: ([], []) for case in CASES}
    for cases in groups.values():
        case = cases[0]
        law = jurisdiction(case.law)
        text = json.dumps(_together(cases), default=str)
        books = books_from_json(text, place=law.place, minor_units=law.minor_units)
        backend = OnDuckDB()
        window = Window(case.starts, case.ends, case.as_of)
        checked = check(books, window, law, backend, kept_plan(law, backend.dialect))
        backend.close()
        for finding in checked.findings:
            found[finding.employer.split(" @")[0]][0].append(finding)
        for each in checked.cannot_tell:
            found[each.employer.split(" @")[0]][1].append(each)
    return found


def test_every_rule_has_cases() -> None:
    by_rule: dict[str, list[WorkedCase]] = defaultdict(list)
    for case in CASES.values():
        by_rule[case.rule].append(case)
    assert set(by_rule) == {rule.id for name in jurisdictions() for rule in jurisdiction(name).rules}
    for rule, cases in by_rule.items():
        assert any(case.expected for case in cases), f"{rule}: no case is broken"
        assert any(not case.expected and case.cannot_tell is None for case in cases), (
            f"{rule}: no case in order"
        )


def _told(finding: Finding, law: Jurisdiction) -> dict[str, Any]:
    return {
        "rule": finding.rule.id,
        "level": finding.level.word,
        "worker": finding.worker,
        "period": period_text(finding.period) if finding.period else None,
        "date": date_text(finding.day) if finding.day is not None else None,
        "owed": None if finding.amount is None else money_text(finding.amount, law.minor_units),
        "missing": list(finding.missing),
        "ilo": list(finding.ilo),
        "zh": finding.explanation.zh,
        "en": finding.explanation.en,
    }


@pytest.mark.parametrize("case_id", list(CASES))
def test_worked_case(case_id: str, results: Results) -> None:
    case = CASES[case_id]
    law = jurisdiction(case.law)
    findings, untold = results[case_id]
    own = [_told(finding, law) for finding in findings if finding.rule.id == case.rule]
    open_ones = [each for each in untold if each.rule.id == case.rule]
    left = list(own)
    for expected in case.expected:
        owed = None if expected.owed is None else money_text(expected.owed, law.minor_units)
        wanted = {"level": expected.level, "owed": owed, **{k: _plain(v) for k, v in expected.facts.items()}}
        match = next((one for one in left if {key: one[key] for key in wanted} == wanted), None)
        assert match, f"wanted {wanted}, found {own}, open {[each.missing for each in open_ones]}"
        left.remove(match)
    assert not left, f"not wanted: {left}"
    if case.cannot_tell is not None:
        assert open_ones, "it was told"
        assert set(case.cannot_tell) <= {fact for each in open_ones for fact in each.missing}, [
            each.missing for each in open_ones
        ]
    else:
        assert not (open_ones and not case.expected and case.is_alone), [each.missing for each in open_ones]
        if not case.expected:
            assert not open_ones, f"cannot tell for want of {[each.missing for each in open_ones]}"
    if case.is_alone:
        others = [_told(finding, law) for finding in findings if finding.rule.id != case.rule]
        assert not others


def _plain(value: Any) -> Any:
    return str(value) if not isinstance(value, list | type(None)) else value


def test_what_is_missing_is_said_in_the_words_of_the_books_and_figures(results: Results) -> None:
    words = {fact.key for sheet in BOOKS for fact in sheet.facts} | {sheet.key for sheet in BOOKS}
    words |= {"special_hours_approval"}
    words |= {key for name in jurisdictions() for key in jurisdiction(name).parameters}
    said = {
        (each.rule.id, fact) for _, untold in results.values() for each in untold for fact in each.missing
    }
    assert not {(rule, fact) for rule, fact in said if fact not in words}
    silent = {each.rule.id for _, untold in results.values() for each in untold if not each.missing}
    assert not silent
