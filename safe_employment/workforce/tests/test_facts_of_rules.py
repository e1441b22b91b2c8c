"""What a rule reads is kept on import and given to the rules again, but for what must not be kept."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any

import polars as pl
import pytest
import yaml

from safe_employment.engines.labour_law.books import BOOKS, sheet_named
from safe_employment.engines.labour_law.intake import Books
from safe_employment.engines.labour_law.jurisdiction import jurisdiction
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.books.json_books import books_from_json
from safe_employment.workforce.importing.values import KNOWN_NONE
from safe_employment.workforce.importing.worker_rows import SENSITIVE_FIELDS
from safe_employment.workforce.law import LAW
from safe_employment.workforce.models import (
    AnnualLeave,
    BankFile,
    Establishment,
    HoursApproval,
    Leaving,
    SensitiveFacts,
    Worker,
)
from safe_employment.workforce.registers import Months, books_of
from safe_employment.workforce.registers.sheets import ASKED_OF_CONTRACTS, ASKED_OF_WORKERS
from safe_employment.workforce.tests import factories
from safe_employment.workforce.tests.full_books import full_books, resident
from safe_employment.workforce.tests.handed_in import SEPTEMBER, confirmed, handed_in

#: Facts that do not come back as they were handed in → why not.
EXCEPTIONS: Mapping[str, Mapping[str, str]] = {
    "employer": {
        "employer": "what the employer is called in the books is the register's own key",
        "uscc": "the register of members says it; an employer's file does not change who it is",
        "district_code": "the register of members says it",
        "industry_code": "the register of members says it",
        "size_class": "the register of members says it",
    },
    "workers": {
        "worker": "the rules get the number of the record; the staff number is shown beside it",
        "bank_account": "a keyed hash: the rules ask only which are the same",
    },
    "contracts": {"worker": "the number of the record"},
    "attendance": {"worker": "the number of the record"},
    "payroll": {
        "worker": "the number of the record",
        "account": "a keyed hash: the account paid into is never kept",
    },
    "deductions": {"worker": "the number of the record"},
}
#: Inputs that `reference/rules.yaml` names in another way than the sheets do.
SAID_OTHERWISE = {
    "special_hours_approval": {"approved_system", "approved_from", "approved_to", "approved_cycle"},
    "deduction": {"code", "amount", "reason"},
}
MONTHS = Months(SEPTEMBER, SEPTEMBER)


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, address="翠湖路1号", division_code="530102")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


def as_file(books: Mapping[str, Any]) -> bytes:
    return json.dumps(books, ensure_ascii=False).encode()


def of_file(books: Mapping[str, Any]) -> Books:
    return books_from_json(as_file(books), place="530102", minor_units=100)


def of_register(employer: Employer) -> Books:
    return books_of([employer], MONTHS, minor_units=100)


def row_of(books: Books, sheet: str) -> dict[str, Any]:
    rows = list(books.sheets[sheet].iter_rows(named=True))
    assert len(rows) == 1, sheet
    return rows[0]


def test_the_full_books_are_full() -> None:
    for key, rows in full_books().items():
        assert set(rows[0]) | {"employer"} == set(sheet_named(key).keys) | {"employer"}
        assert None not in rows[0].values()
    assert set(full_books()) == {sheet.key for sheet in BOOKS}


def test_every_fact_that_is_handed_in_is_read_again(contact: Actor, employer: Employer) -> None:
    given = full_books()
    made = handed_in(contact, employer, as_file(given))
    assert (made.problems, made.preview["not_kept"]) == ([], [])
    confirmed(contact, employer, as_file(given))
    file, register = of_file(given), of_register(employer)
    for sheet in BOOKS:
        before, after = row_of(file, sheet.key), row_of(register, sheet.key)
        lost = {
            fact.key: (before[fact.key], after[fact.key])
            for fact in sheet.facts
            if fact.key not in EXCEPTIONS[sheet.key] and before[fact.key] != after[fact.key]
        }
        assert not lost, (sheet.key, lost)
    again = handed_in(contact, employer, as_file(given))
    for sheet_key in ("employer", "workers", "contracts", "payroll", "attendance"):
        assert again.counts[sheet_key] == {"new": 0, "changed": 0, "same": 1}, sheet_key
    for model in (Establishment, HoursApproval, BankFile, Leaving, AnnualLeave, SensitiveFacts):
        assert model.objects.count() == 1, model


def test_accounts_come_back_as_what_is_the_same(contact: Actor, employer: Employer) -> None:
    given = full_books()
    given["payroll"][0]["account"] = given["workers"][0]["bank_account"]
    confirmed(contact, employer, as_file(given))
    register = of_register(employer)
    account = row_of(register, "payroll")["account"]
    assert account == row_of(register, "workers")["bank_account"]
    assert account is not None
    assert account not in as_file(given).decode()


def test_every_input_of_the_rules_is_a_fact_of_the_books() -> None:
    text = files("safe_employment.reference").joinpath("rules.yaml").read_text(encoding="utf-8")
    inputs = yaml.safe_load(text)["meta"]["inputs"]
    of = ("employer", "worker", "contract", "attendance_day", "payroll_line")
    everywhere = {key for sheet in BOOKS for key in sheet.keys}
    for name, sheet in zip(of, BOOKS, strict=False):
        for key in re.sub(r"\([^)]*\)", "", ",".join(inputs[name])).split(","):
            wanted = SAID_OTHERWISE.get(key, {key})
            assert wanted <= (everywhere if key in SAID_OTHERWISE else sheet.keys), key


def _asked_as_none() -> dict[str, set[str]]:
    """Return the facts whose emptiness a rule of the law reads, by the case that the rule is about."""
    found: dict[str, set[str]] = {}
    for rule in jurisdiction(LAW).rules:
        for part in rule.parts:
            formulas = [part.when, part.fails, *(step.formula for step in part.steps)]
            for formula in filter(None, formulas):
                for node in ast.walk(ast.parse(formula.text.strip(), mode="eval")):
                    found.setdefault(part.about, set()).update(_asked(node))
    return found


def _asked(node: ast.AST) -> set[str]:
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return set()
    if node.func.id in ("lacking", "given") and isinstance(node.args[0], ast.Name):
        return {node.args[0].id}
    if node.func.id == "has" and isinstance(node.args[0], ast.Name) and "blank" in node.args[0].id:
        return {str(node.args[1].value)} if isinstance(node.args[1], ast.Constant) else set()
    return set()


#: Facts of which a rule reads the emptiness and the register cannot be empty → why not.
NEVER_EMPTY = {
    "sex": "no worker is in the register without",
    "employment_form": "no worker is in the register without",
    "hire_date": "no worker is in the register without",
}


def test_what_is_known_to_be_none_is_kept_wherever_a_rule_reads_it() -> None:
    kept = {
        *KNOWN_NONE["employer"], *KNOWN_NONE["workers"], *KNOWN_NONE["contracts"], *ASKED_OF_WORKERS,
        *ASKED_OF_CONTRACTS, *SENSITIVE_FIELDS, *NEVER_EMPTY,
    }  # fmt: skip
    asked = {name for names in _asked_as_none().values() for name in names}
    assert {"young_worker_cert_no", "approved_system", "hr_licence_no"} <= asked
    assert asked <= kept


def blanks(books: Books, sheet: str) -> set[str]:
    return set(filter(None, (row_of(books, sheet)["blank"] or "").split("|")))


def test_a_young_worker_without_certificate_and_health_check_lacks_them(
    contact: Actor, employer: Employer
) -> None:
    given = full_books(young_worker_cert_no=None, health_checks=[], permit_no=None, permit_from=None)
    confirmed(contact, employer, as_file(given))
    assert {"young_worker_cert_no", "health_checks", "permit_no"} <= blanks(of_register(employer), "workers")
    confirmed(contact, employer, as_file(full_books()))
    assert not {"young_worker_cert_no", "health_checks", "permit_no"} & blanks(
        of_register(employer), "workers"
    )


def test_that_there_is_no_pregnancy_is_not_collected_for_its_own_sake(
    contact: Actor, employer: Employer
) -> None:
    none = dict.fromkeys(SENSITIVE_FIELDS)
    plain = {**none, **resident(), "post_hazard_tags": [], "leave_date": None}
    confirmed(contact, employer, as_file(full_books(**plain)))
    assert not SensitiveFacts.objects.exists()


def test_employer_and_contract_say_that_there_is_none(contact: Actor, employer: Employer) -> None:
    given = full_books()
    given["employer"][0] |= dict.fromkeys(
        (
            "approved_system",
            "approved_from",
            "approved_to",
            "approved_cycle",
            "approved_posts",
            "hr_licence_no",
        )
    )
    given["contracts"][0] |= dict.fromkeys(KNOWN_NONE["contracts"])
    confirmed(contact, employer, as_file(given))
    register = of_register(employer)
    assert blanks(register, "employer") == {"approved_system", "hr_licence_no"}
    assert set(KNOWN_NONE["contracts"]) <= blanks(register, "contracts")
    unasked = full_books()
    for key in KNOWN_NONE["contracts"]:
        del unasked["contracts"][0][key]
    unasked["contracts"][0] |= {"worker": "001", "from": "2029-03-01", "to": "2030-02-28", "kind": "fixed"}
    unasked["contracts"][0] |= {"probation_from": None, "probation_to": None}
    confirmed(contact, employer, as_file(unasked))
    later = of_register(employer).sheets["contracts"].filter(pl.col("from") == _day(date(2029, 3, 1)))
    assert later["blank"].to_list() == ["|"]
    assert later["documents_held"].to_list() == [None]


def _day(value: date) -> int:
    return (value - date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("sheet", "facts", "told"),
    [
        ("employer", {"bank_file_period": None}, ("IMPORT_BANK_FILE_MONTH", "银行代发月份")),
        ("employer", {"pay_day": 32}, ("WORKFORCE_PAY_DAY", "约定发薪日")),
        ("employer", {"approved_to": "2025-12-31"}, ("WORKFORCE_APPROVAL_DAYS", "工时审批开始日期")),
        ("employer", {"advert_conditions": ["beauty"]}, ("IMPORT_CODE_NOT_KEPT", "招聘限制条件")),
        ("employer", {"auxiliary_posts": ["长" * 81]}, ("IMPORT_TEXT_TOO_LONG", "公示的辅助性岗位")),
        ("workers", {"district_code": "五华区"}, ("IMPORT_DISTRICT_CODE", "工作地区划代码")),
        ("workers", {"breastfeeding_minutes": 40_000}, ("BOOKS_TOO_LARGE", "每日哺乳时间分钟")),
        ("contracts", {"waiver_clauses": ["rest"]}, ("IMPORT_CODE_NOT_KEPT", "免责条款")),
        ("contracts", {"training_months": 40_000}, ("BOOKS_TOO_LARGE", "服务期月数")),
        ("payroll", {"days_paid": 40_000}, ("BOOKS_TOO_LARGE", "计薪天数")),
    ],
)
def test_what_does_not_fit_is_told_by_row_and_column(
    contact: Actor, employer: Employer, sheet: str, facts: dict[str, Any], told: tuple[str, str]
) -> None:
    given = full_books()
    given[sheet][0] |= facts
    made = handed_in(contact, employer, as_file(given))
    (problem,) = made.problems
    assert (problem["code"], problem["sheet"], problem["row"]) == (told[0], sheet, 1)
    assert problem["column"].startswith(told[1])
    assert not Worker.objects.exists()


def test_the_books_of_two_employers_are_refused(contact: Actor, employer: Employer) -> None:
    given = full_books()
    given["employer"] += [{"employer": "other", "pay_day": 5}]
    made = handed_in(contact, employer, as_file(given))
    assert {problem["code"] for problem in made.problems} == {"IMPORT_SEVERAL_EMPLOYERS"}


def test_an_approval_that_overlaps_another_is_refused(contact: Actor, employer: Employer) -> None:
    confirmed(contact, employer, as_file(full_books()))
    later = full_books()
    later["employer"][0] |= {"approved_from": "2027-06-01", "approved_to": "2028-05-31"}
    assert [each["code"] for each in handed_in(contact, employer, as_file(later)).problems] == [
        "WORKFORCE_APPROVAL_OVERLAPS"
    ]
    later["employer"][0] |= {"approved_from": "2028-01-01", "approved_to": "2028-12-31"}
    confirmed(contact, employer, as_file(later))
    assert HoursApproval.objects.count() == 2
    assert row_of(of_register(employer), "employer")["approved_to"] == _day(date(2027, 12, 31))


def test_a_worker_is_put_at_the_workplace_of_the_district(contact: Actor, employer: Employer) -> None:
    there = employer.workplaces.create(address="北京路2号", division_code="530103")
    confirmed(contact, employer, as_file(full_books()))
    worker = Worker.objects.get()
    assert (worker.workplace, worker.work_district) == (there, "")


def test_a_licence_that_the_association_knows_goes_before_what_is_written(
    contact: Actor, employer: Employer
) -> None:
    known = factories.agency(employer.association, name="无名中介", licence_no="真001")
    confirmed(contact, employer, as_file(full_books()))
    found = row_of(of_register(employer), "workers")
    assert (found["agency_licence_no"], found["agency_licence_to"]) == ("真001", _day(date(2028, 12, 31)))
    assert Worker.objects.get().recruitment.agency == known


def test_annual_leave_counts_for_its_own_year(contact: Actor, employer: Employer) -> None:
    given = full_books(leave_date=None)
    confirmed(contact, employer, as_file(given))
    assert row_of(of_register(employer), "workers")["service_years"] == 3
    AnnualLeave.objects.update(year=2025)
    assert row_of(of_register(employer), "workers")["service_years"] is None
