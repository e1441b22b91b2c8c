"""Checking many registers at once finds what checking each alone finds, and what only several show."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.commands.checks import run_checks, run_checks_of_many
from safe_employment.workforce.models import CheckResult, CheckRun
from safe_employment.workforce.registers import Months, books_of
from safe_employment.workforce.tests.handed_in import (
    NOW,
    SEPTEMBER,
    TODAY,
    a_book,
    a_pay_line,
    a_worker,
    confirmed,
)

BROKER: dict[str, Any] = {"recruiter": "老黄", "recruiter_contact": "13708710000", "channel": "broker"}


def an_employer(
    association: Association,
    name: str,
    *,
    base: str = "1000.00",
    without: tuple[str, ...] = (),
    **worker: Any,
) -> Employer:
    made = members.employer(association, name=name, division_code="530102")
    line = a_pay_line(base=base, gross=base, net=base, deductions=[])
    if "deductions" in without:
        del line["deductions"]
    sheets = dict.fromkeys({*without} - {"deductions"})
    book = a_book(**{"workers": [a_worker(**worker)], "payroll": [line], **sheets})
    confirmed(members.contact_of(made, name=f"{name}老板"), made, book)
    return made


def found(employer: Employer) -> list[tuple[Any, ...]]:
    fields = ("rule", "level", "worker", "period", "day", "amount", "explanation_zh", "state", "confidential")
    rows = CheckResult.objects.filter(employer=employer).order_by("rule", "level", "worker", "period", "day")
    return list(rows.values_list(*fields))


def told(run: CheckRun) -> tuple[Any, ...]:
    return (run.employer_id, run.first, run.last, run.counts, run.rules, run.owed, run.cannot_tell)


def test_many_at_once_as_each_alone(kunming: Association) -> None:
    employers = [
        an_employer(kunming, "甲"),
        an_employer(kunming, "乙", base="2600.00"),
        an_employer(kunming, "丁", without=("attendance",)),
        an_employer(kunming, "戊", without=("contracts", "deductions")),
    ]
    nothing_kept = members.employer(kunming, name="丙")
    by = machine(kunming)
    runs = run_checks_of_many(by=by, employers=[*employers, nothing_kept], now=NOW, today=TODAY)
    assert {run.employer for run in runs} == {*employers}
    runs.sort(key=lambda run: run.employer_id)
    at_once = [(told(run), found(run.employer)) for run in runs]
    assert at_once[0][1] != at_once[1][1]
    CheckResult.objects.all().delete()
    alone = [run_checks(by=by, employer=employer, now=NOW, today=TODAY) for employer in employers]
    assert [(told(run), found(run.employer)) for run in alone] == at_once


@pytest.mark.parametrize("at_once", [True, False])
def test_one_recruiter_behind_two_employers_is_seen_from_either(kunming: Association, at_once: bool) -> None:
    employers = [an_employer(kunming, "甲", **BROKER), an_employer(kunming, "乙", **BROKER)]
    by = machine(kunming)
    if at_once:
        run_checks_of_many(by=by, employers=employers, now=NOW, today=TODAY)
    else:
        run_checks(by=by, employer=employers[0], now=NOW, today=TODAY)
        run_checks(by=by, employer=employers[1], now=NOW, today=TODAY)
    signs = CheckResult.objects.filter(rule="PAT-07").order_by("employer_id")
    assert [(sign.employer, sign.confidential) for sign in signs] == [(each, True) for each in employers]
    assert not CheckResult.objects.exclude(employer__in=employers).exists()


def test_only_the_machine_checks_many_and_only_of_its_association(
    kunming: Association, qujing: Association
) -> None:
    employer = an_employer(kunming, "甲")
    contact: Actor = members.contact_of(employer, name="又一位")
    for by in (contact, machine(qujing)):
        with pytest.raises(Hidden):
            run_checks_of_many(by=by, employers=[employer], now=NOW, today=TODAY)


def test_reading_many_registers_takes_the_queries_of_one(kunming: Association) -> None:
    employers = [an_employer(kunming, name, **BROKER) for name in "甲乙丙丁"]

    def queries(of: list[Employer]) -> int:
        with CaptureQueriesContext(connection) as seen:
            books_of(of, Months(SEPTEMBER, SEPTEMBER), minor_units=100)
        return len(seen)

    assert queries(employers) == queries(employers[:1]) <= 13
