"""From a sign in the books to a confidential screening, and that nobody else sees a difference."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.queries import audit_entries_for
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.screenings.models import Screening, State
from safe_employment.screenings.sources import origins_of
from safe_employment.screenings.tests.factories import screening
from safe_employment.workforce.models import CheckResult, CheckRun, ResultState, Worker
from safe_employment.workforce.screenings import open_screening_of_sign, proposed
from safe_employment.workforce.tests import factories

NOW = datetime(2026, 10, 2, 2, tzinfo=UTC)
TODAY = date(2026, 10, 2)
PERSON = {"pseudonym": "小云", "age": "adult", "sex": "female", "at_work": "yes"}


def at(route: str, pk: int) -> str:
    return reverse(route, kwargs={"association": "kunming", "pk": pk})


def sign(of: Employer, worker: Worker | None, rule: str = "FRE-01", **facts: Any) -> CheckResult:
    """A sign that a check of the books raised."""
    run = CheckRun.objects.filter(employer=of).first() or CheckRun.objects.create(
        association=of.association, employer=of, ran_at=NOW, first=date(2026, 9, 1), last=date(2026, 9, 1),
        as_of=TODAY, jurisdiction="kunming",
    )  # fmt: skip
    values: dict[str, Any] = {
        "level": "alert",
        "confidential": True,
        "explanation_zh": "护照由店里保管。",
        **facts,
    }
    return CheckResult.objects.create(
        association=of.association, employer=of, worker=worker, rule=rule, first_seen=run, last_seen=run,
        explanation_en="The passport is kept by the shop.", **values,
    )  # fmt: skip


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, name="昆明翠湖饭庄")


@pytest.fixture
def worker(employer: Employer) -> Worker:
    return factories.worker(employer, sex="F", birth_date=date(2009, 6, 1), name="玉香")


def test_a_sign_leads_to_one_screening_of_the_worker(
    case_officer: Actor, employer: Employer, worker: Worker
) -> None:
    first, other = sign(employer, worker), sign(employer, worker, "PAT-04")
    browser = signed_in(case_officer)
    page = browser.get(at("workforce:case_results", employer.pk)).content.decode()
    assert at("workforce:open_screening", first.pk) in page
    asked = browser.get(at("workforce:open_screening", first.pk))
    form = asked.context["form"]
    assert {name: form[name].value() for name in ("pseudonym", "age", "sex", "at_work")} == {
        "pseudonym": str(worker), "age": "16_17", "sex": "female", "at_work": "yes",
    }  # fmt: skip
    for words in ("Papers are held", "The pay of several workers goes into one account"):
        assert words in asked.content.decode()
    assert "玉香" not in asked.content.decode()
    assert not Screening.objects.exists()
    sent = browser.post(at("workforce:open_screening", first.pk), PERSON)
    made = Screening.objects.get()
    assert sent.headers["Location"] == at("screenings:screening", made.pk)
    assert (made.alerts, made.source, made.employer) == (["FRE-01", "PAT-04"], "books", employer)
    assert not made.answers.exists()
    again = browser.get(at("workforce:open_screening", other.pk))
    assert again.headers["Location"] == at("screenings:screening", made.pk)
    page = browser.get(at("workforce:case_results", employer.pk)).content.decode()
    assert page.count(at("screenings:screening", made.pk)) == 1  # both signs are about one worker
    assert at("workforce:open_screening", first.pk) not in page
    Screening.objects.update(state=State.CLOSED, outcome="watch", concluded_at=NOW, assessment={"result": {}})
    assert browser.get(at("workforce:open_screening", other.pk)).status_code == 200


def test_the_same_sign_of_several_months_is_one_line(
    case_officer: Actor, employer: Employer, worker: Worker
) -> None:
    for month in (8, 6, 7):
        sign(employer, worker, "FRE-06", period=date(2026, month, 1))
    sign(employer, worker, "FRE-01", period=date(2026, 8, 1))
    groups = signed_in(case_officer).get(at("workforce:case_results", employer.pk)).context["sign_groups"]
    assert [[sign.months for sign in group.signs] for group in groups] == [
        [[date(2026, 8, 1)], [date(2026, 6, 1), date(2026, 7, 1), date(2026, 8, 1)]]
    ]


def test_the_screening_says_where_it_came_from_as_long_as_that_is_there(
    case_officer: Actor, employer: Employer, worker: Worker
) -> None:
    found = sign(employer, worker)
    made = open_screening_of_sign(by=case_officer, sign=found.pk, now=NOW, **PERSON)
    with translation.override("en"):
        told = origins_of(made, case_officer)
    assert [one.url for one in told] == [
        at("workforce:case_results", employer.pk),
        at("workforce:case_worker", worker.pk),
    ]
    page = signed_in(case_officer).get(at("screenings:screening", made.pk)).content.decode()
    assert at("workforce:case_worker", worker.pk) in page
    worker.delete()
    assert origins_of(made, case_officer) == []
    assert signed_in(case_officer).get(at("screenings:screening", made.pk)).status_code == 200


def test_a_sign_without_a_worker_asks_whom_it_is_about(case_officer: Actor, employer: Employer) -> None:
    found = sign(employer, None, "PAT-08")
    browser = signed_in(case_officer)
    page = browser.get(at("workforce:open_screening", found.pk))
    assert "The sign names no worker" in page.content.decode()
    with translation.override("en"):
        worth = page.context["form"].worth_asking()
    assert worth
    assert {sign for _, because in worth for sign in because} == {"One address for several workers"}
    browser.post(at("workforce:open_screening", found.pk), PERSON)
    again = browser.get(at("workforce:open_screening", found.pk))
    assert again.headers["Location"] == at("screenings:screening", Screening.objects.get().pk)


def test_the_age_is_that_of_the_time_of_the_sign(employer: Employer) -> None:
    young = factories.worker(employer, birth_date=date(2010, 9, 15))
    cases: tuple[tuple[dict[str, Any], str], ...] = (
        ({"day": date(2026, 9, 14)}, "14_15"),
        ({"day": date(2026, 9, 15)}, "16_17"),
        ({}, "16_17"),
    )
    for facts, age in cases:
        assert proposed(sign(employer, young, **facts), TODAY)["age"] == age
    assert proposed(sign(employer, young, period=date(2023, 9, 1)), TODAY)["age"] == "under_14"
    gone = factories.worker(employer, leave_date=date(2026, 9, 1))
    assert proposed(sign(employer, gone), TODAY)["at_work"] == "unknown"


@pytest.mark.parametrize("role", ["manager", "clerk", "trainer", "monitor", "board", "contact"])
def test_others_see_neither_button_nor_difference(
    role: str, employer: Employer, worker: Worker, kunming: Association, request: pytest.FixtureRequest
) -> None:
    found = sign(employer, worker)
    by = members.contact_of(employer) if role == "contact" else request.getfixturevalue(role)
    browser = signed_in(by)
    officer: Actor = request.getfixturevalue("case_officer")
    pages = [
        at("workforce:case_results", employer.pk),
        at("workforce:counts", employer.pk),
        at("workforce:problems", employer.pk),
        at("workforce:worker", worker.pk),
        at("members:own", employer.pk),
        at("members:employer", employer.pk),
    ]
    before = [told(browser, url) for url in pages]
    made = open_screening_of_sign(by=officer, sign=found.pk, now=NOW, **PERSON)
    assert [told(browser, url) for url in pages] == before
    assert str(made) not in str(before)
    for answer in (
        browser.get(at("workforce:open_screening", found.pk)),
        browser.post(at("workforce:open_screening", found.pk), PERSON),
    ):
        assert answer.status_code == 404
    with pytest.raises(Hidden):
        open_screening_of_sign(by=by, sign=found.pk, now=NOW, **PERSON)


def told(browser: Any, url: str) -> tuple[int, str]:
    answer = browser.get(url)
    lines = [line for line in answer.content.decode().splitlines() if "csrfmiddlewaretoken" not in line]
    return answer.status_code, "\n".join(lines)


def test_only_a_sign_that_stands_opens_one(
    case_officer: Actor, employer: Employer, worker: Worker, qujing: Association
) -> None:
    gone = sign(employer, worker, state=ResultState.GONE)
    plain = sign(employer, worker, "PAY-03", level="breach", confidential=False)
    elsewhere = sign(members.employer(qujing), None)
    for found in (gone, plain, elsewhere):
        with pytest.raises(Hidden):
            open_screening_of_sign(by=case_officer, sign=found.pk, now=NOW, **PERSON)


def test_that_signs_were_read_is_kept_apart_too(
    case_officer: Actor, manager: Actor, employer: Employer, worker: Worker
) -> None:
    sign(employer, worker)
    signed_in(case_officer).get(at("workforce:case_results", employer.pk))
    entry = AuditEntry.objects.get(action="workforce.read_signs")
    assert not audit_entries_for(manager).filter(pk=entry.pk).exists()


def test_a_screening_is_never_a_finding(kunming: Association) -> None:
    from safe_employment.findings.models import SourceKind

    assert "screening" not in SourceKind.values
    related = {relation.name for relation in type(screening(kunming))._meta.related_objects}
    assert related == {"answers", "events", "urgent_records"}
