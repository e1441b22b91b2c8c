"""What stands after the last check, what no check reaches any more, and what the lists cost."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.models import CheckResult, CheckRun, ResultState
from safe_employment.workforce.results import (
    counts_by_rule,
    in_last_run,
    not_looked_at,
    results_for,
    signs_for,
)
from safe_employment.workforce.tests import factories

SEEN, SINCE = datetime(2026, 3, 2, 4, tzinfo=UTC), datetime(2027, 4, 2, 4, tzinfo=UTC)


def at(route: str, pk: int) -> str:
    return reverse(f"workforce:{route}", kwargs={"association": "kunming", "pk": pk})


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, division_code="530102")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


def a_run(employer: Employer, at: datetime, first: date, last: date, **facts: Any) -> CheckRun:
    values = {"counts": {"breach": 0, "warning": 0, "info": 0}, "as_of": last, "jurisdiction": "kunming"}
    return CheckRun.objects.create(
        association=employer.association, employer=employer, ran_at=at, first=first, last=last,
        **{**values, **facts},
    )  # fmt: skip


def a_result(run: CheckRun, **facts: Any) -> CheckResult:
    values: dict[str, Any] = {
        "rule": "PAY-01", "level": "breach", "state": ResultState.STILL, "amount": "100.00",
        "explanation_zh": "说明", "explanation_en": "It is too little.", "first_seen": run, "last_seen": run,
    }  # fmt: skip
    return CheckResult.objects.create(
        association=run.association, employer=run.employer, **{**values, **facts}
    )


@pytest.fixture
def aged(employer: Employer) -> CheckResult:
    """A result of February 2026, which the check of April 2027 no longer looked at; beside it a new one."""
    before = a_run(employer, SEEN, date(2026, 2, 1), date(2026, 2, 1))
    worker = factories.worker(employer)
    aged = a_result(before, worker=worker, period=date(2026, 2, 1))
    a_result(before, worker=worker, period=date(2026, 2, 1), rule="PAT-09", level="alert", confidential=True)
    last = a_run(employer, SINCE, date(2026, 4, 1), date(2027, 3, 1))
    a_result(last, worker=worker, period=date(2027, 3, 1))
    return aged


def test_what_no_check_reaches_any_more_is_neither_counted_nor_called_put_right(
    contact: Actor, manager: Actor, case_officer: Actor, employer: Employer, aged: CheckResult
) -> None:
    found = results_for(contact).filter(employer=employer)
    assert list(not_looked_at(found, employer)) == [aged]
    assert aged not in in_last_run(found, employer)
    assert counts_by_rule(manager, employer) == [("PAY-01", "breach", 1)]
    aged.refresh_from_db()
    assert aged.state == ResultState.STILL
    for language, said in (("en", "Last seen on 2 Mar 2026"), ("zh-hans", "2026年3月2日的检查最后一次发现")):
        page = signed_in(contact, language=language).get(at("problems", employer.pk)).content.decode()
        assert said in page, language
    # A sign does not vanish because time goes by.
    assert [sign.rule for sign in signs_for(case_officer, employer)] == ["PAT-09"]
    shown = signed_in(case_officer, language="en").get(at("case_results", employer.pk)).content.decode()
    assert "Last seen on 2 Mar 2026, not looked at since" in shown


def test_the_list_is_narrowed_to_what_was_not_looked_at(
    contact: Actor, employer: Employer, aged: CheckResult
) -> None:
    browser = signed_in(contact, language="en")
    for state, months in (("unknown", ["2026-02"]), ("still", ["2027-03"]), ("gone", [])):
        listing = browser.get(at("problems", employer.pk), {"state": state}).context["table"]
        assert [row.month for row in listing._page] == months, state
    both = browser.get(at("problems", employer.pk), {"state": ["unknown", "still"]}).context["table"]
    assert both.total == 2


@pytest.mark.parametrize("by", ["contact", "case_officer"])
def test_before_the_first_check_nobody_says_that_all_is_well(
    employer: Employer, by: str, request: pytest.FixtureRequest
) -> None:
    route = "problems" if by == "contact" else "case_result_list"
    shown = signed_in(request.getfixturevalue(by)).get(
        at(route, employer.pk), headers={"accept-language": "en"}
    )
    assert "Not checked yet" in shown.content.decode()
    assert "No problem was found" not in shown.content.decode()
