"""The pages of screenings: what a case officer sees, and that nobody else finds anything."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.screenings.models import Age, Kind, Screening, ScreeningAnswer, State
from safe_employment.screenings.tests import factories
from safe_employment.screenings.urls import urlpatterns

QUERIES = 12
READ = ("screening", "elements", "result", "agency", "print")
OTHERS = ("manager", "clerk", "trainer", "monitor", "board", "neighbour_manager", "contact")


def at(route: str, pk: int | None = None, association: str = "kunming") -> str:
    named: dict[str, Any] = {"association": association, **({} if pk is None else {"pk": pk})}
    return reverse(f"screenings:{route}", kwargs=named)


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, name="昆明翠湖饭庄")


@pytest.fixture
def screened(kunming: Association, employer: Employer) -> Screening:
    """A screening with something of everything."""
    found = factories.screening(
        kunming, employer=employer, alerts=["FRE-01"], contact="13800000001", age=Age.AGED_16_17
    )
    factories.answers(found, {"D2.03": "yes", "D4.01": "yes", "D4.02": "unknown"}, note="护照在老板那里")
    factories.answers(found, {"confined_now": "no", "violence_now": "yes"}, kind=Kind.DANGER)
    factories.answers(found, {"liberty_restrained": "yes"}, kind=Kind.FACT)
    return found


def test_from_opening_to_closing(case_officer: Actor, employer: Employer) -> None:
    browser = signed_in(case_officer)
    refused = browser.post(at("open_screening"), {"pseudonym": "", "age": "adult"})
    assert refused.status_code == 422
    given = {"pseudonym": "小云", "age": "unknown", "sex": "female", "at_work": "yes", "contact": ""}
    sent = browser.post(at("open_screening"), {**given, "employer": str(employer.number)})
    found = Screening.objects.get()
    assert sent.headers["Location"] == at("screening", found.pk)
    assert (found.employer, found.source) == (employer, "direct")
    page = browser.get(at("screening", found.pk)).content.decode()
    assert "The age is not known" in page
    assert "Emergency" not in page
    answer = {
        "kind": "danger",
        "question": "confined_now",
        "answer": "yes",
        "next": at("screening", found.pk),
    }
    gone = browser.post(at("answer", found.pk), answer)
    assert gone.headers["Location"] == at("screening", found.pk) + "#danger-confined_now"
    page = browser.get(at("screening", found.pk)).content.decode()
    assert "Emergency: protect the person first" in page
    assert 'href="tel:110"' in page
    assert "not called yet" in page
    weaker = browser.post(at("conclude_screening", found.pk), {"outcome": "watch"})
    assert "Emergency" in str(weaker.context["form"].errors)
    browser.post(at("conclude_screening", found.pk), {"outcome": "urgent", "conclusion": "门锁着"})
    page = browser.get(at("result", found.pk)).content.decode()
    assert "门锁着" in page
    assert "Hand it to the joint team today" in page
    assert " disabled" in browser.get(at("screening", found.pk)).content.decode()
    late = browser.post(at("answer", found.pk), {**answer, "answer": "no"}, follow=True)
    assert "its answers stand" in late.content.decode()
    browser.post(at("close_screening", found.pk), {"reason": "已报警"})
    browser.post(at("reopen_screening", found.pk), {"reason": "又联系上了"})
    found.refresh_from_db()
    assert found.state == State.OPEN
    for route in ("change_person", "contact", "conclude_screening", "close_screening", "reopen_screening"):
        assert browser.get(at(route, found.pk)).status_code in (200, 404)


def test_an_answer_by_htmx_brings_what_it_changed(case_officer: Actor, screened: Screening) -> None:
    browser = signed_in(case_officer)
    sent = {"kind": "indicator", "question": "D4.02", "answer": "no", "note": ""}
    answer = browser.post(at("answer", screened.pk), sent, headers={"HX-Request": "true"})
    part = answer.content.decode()
    assert answer.status_code == 200
    assert 'id="status-indicator-D4-02"' in part
    assert 'id="running"' in part
    assert 'hx-swap-oob="true"' in part
    assert "<html" not in part
    row = ScreeningAnswer.objects.get(question="D4.02")
    assert (row.answer, row.answered_by, row.note) == ("no", case_officer.person, "")
    fact = {"kind": "fact", "question": "injured", "answer": "yes"}
    assert (
        'id="articles"'
        in browser.post(at("answer", screened.pk), fact, headers={"HX-Request": "true"}).content.decode()
    )
    Screening.objects.filter(pk=screened.pk).update(
        state=State.CLOSED, outcome="urgent", concluded_at=factories.NOW, assessment={"x": 1}
    )
    refused = browser.post(at("answer", screened.pk), sent, headers={"HX-Request": "true"})
    assert (refused.status_code, "its answers stand" in refused.content.decode()) == (422, True)
    assert (
        browser.post(at("answer", screened.pk), {**sent, "next": "https://evil.example/"})
        .headers["Location"]
        .startswith("/a/kunming/screenings/")
    )


def test_what_is_worth_asking_comes_first(case_officer: Actor, screened: Screening) -> None:
    browser = signed_in(case_officer)
    page = browser.get(at("screening", screened.pk))
    assert [section.title for section in page.context["sections"]] == [
        "Coercive recruitment (also during transfer and transport)",
        "Coercion at destination",
    ]
    assert "Worth asking, for there are signs: Papers are held." in page.content.decode()
    every = browser.get(at("screening", screened.pk), {"show": "all"})
    assert sum(len(section.questions) for section in every.context["sections"]) == 65
    left = browser.get(at("screening", screened.pk), {"show": "open"})
    assert sum(len(section.questions) for section in left.context["sections"]) == 62


def test_every_page_names_where_the_lists_come_from(case_officer: Actor, screened: Screening) -> None:
    for language, notice in (("zh-hans", "尚未与官方原文核对"), ("en", "not been checked")):
        browser = signed_in(case_officer, language=language)
        for route in READ:
            assert notice in browser.get(at(route, screened.pk)).content.decode(), route


def test_the_print_holds_what_was_answered_and_nothing_else(case_officer: Actor, screened: Screening) -> None:
    page = signed_in(case_officer).get(at("print", screened.pk)).content.decode()
    assert "护照在老板那里" in page
    assert "13800000001" not in page
    assert page.count("<strong>Yes</strong>") == 3


def test_the_contact_is_shown_for_a_reason(case_officer: Actor, screened: Screening) -> None:
    browser = signed_in(case_officer)
    assert "13800000001" not in browser.get(at("contact", screened.pk)).content.decode()
    assert browser.post(at("contact", screened.pk), {"reason": ""}).status_code == 422
    assert "13800000001" in browser.post(at("contact", screened.pk), {"reason": "见面"}).content.decode()
    bare = factories.screening(screened.association)
    assert browser.post(at("contact", bare.pk), {"reason": "见面"}).status_code == 404


def test_each_reading_is_noted_and_shown(case_officer: Actor, screened: Screening) -> None:
    browser = signed_in(case_officer)
    for route in READ:
        browser.get(at(route, screened.pk))
    noted = AuditEntry.objects.filter(action="screenings.read").order_by("pk")
    assert [entry.details["page"] for entry in noted] == list(READ)
    browser.get(at("screenings"))
    assert AuditEntry.objects.latest("pk").action == "screenings.read_list"
    assert "罗专员" in browser.get(at("result", screened.pk)).content.decode()


def test_the_list_is_searched_and_cannot_be_taken_out(
    case_officer: Actor, screened: Screening, kunming: Association, employer: Employer
) -> None:
    factories.screening(kunming, pseudonym="阿兰")
    browser = signed_in(case_officer)
    for query, count in (
        ({}, 2),
        ({"q": "阿兰"}, 1),
        ({"q": "翠湖"}, 1),
        ({"q": str(screened)}, 1),
        ({"step": "emergency"}, 1),
        ({"state": "closed"}, 0),
        ({"employer": employer.pk}, 1),
        ({"age": "16_17"}, 1),
    ):
        assert browser.get(at("screenings"), query).context["table"].total == count, query
    shown = browser.get(at("screenings"))
    assert next(iter(shown.context["table"]._page)) == screened
    assert "export=xlsx" not in shown.content.decode()
    assert browser.get(at("screenings"), {"export": "xlsx"}).status_code == 404


def test_an_empty_list_says_how_to_begin(case_officer: Actor) -> None:
    page = signed_in(case_officer).get(at("screenings")).content.decode()
    assert "No screenings yet" in page
    assert at("open_screening") in page


@pytest.mark.parametrize("role", OTHERS)
def test_to_others_no_address_is_there(
    role: str, screened: Screening, employer: Employer, request: pytest.FixtureRequest
) -> None:
    by = members.contact_of(employer) if role == "contact" else request.getfixturevalue(role)
    slug = by.home.slug
    browser = signed_in(by)
    for pattern in urlpatterns:
        url = at(str(pattern.name), screened.pk if "pk" in str(pattern.pattern) else None, slug)
        for answer in (browser.get(url), browser.post(url, {"answer": "yes"})):
            nothing = browser.get(f"/a/{slug}/no-such-page/")
            assert answer.status_code == nothing.status_code == 404, url
            told, plain = (
                "".join(line for line in found.content.decode().splitlines() if "csrf" not in line)
                .replace(url, "")
                .replace(f"/a/{slug}/no-such-page/", "")
                for found in (answer, nothing)
            )
            assert told == plain, url


@pytest.mark.parametrize("role", OTHERS)
def test_no_page_of_others_has_a_trace(
    role: str, kunming: Association, employer: Employer, request: pytest.FixtureRequest
) -> None:
    by = members.contact_of(employer) if role == "contact" else request.getfixturevalue(role)
    browser = signed_in(by)
    home = by.home.slug
    pages = [
        reverse("kit:office", kwargs={"association": home}),
        reverse("kit:notices", kwargs={"association": home}),
        reverse("kit:audit", kwargs={"association": home}),
        reverse("members:employers", kwargs={"association": home}),
        reverse("members:employer", kwargs={"association": home, "pk": employer.pk}),
        reverse("members:own", kwargs={"association": home, "pk": employer.pk}),
        reverse("findings:findings", kwargs={"association": home}),
        reverse("workforce:case_results", kwargs={"association": home, "pk": employer.pk}),
        reverse("workforce:counts", kwargs={"association": home, "pk": employer.pk}),
        reverse("workforce:problems", kwargs={"association": home, "pk": employer.pk}),
    ]
    officer = signed_in(request.getfixturevalue("case_officer"))
    before = [_told(browser, url) for url in pages]
    found = factories.screening(kunming, employer=employer, pseudonym="小云")
    assert officer.get(at("screening", found.pk)).status_code == 200
    assert [_told(browser, url) for url in pages] == before


def _told(browser: Any, url: str) -> tuple[int, str]:
    answer = browser.get(url)
    lines = [line for line in answer.content.decode().splitlines() if "csrfmiddlewaretoken" not in line]
    return answer.status_code, "\n".join(lines)


def test_the_first_page_of_a_case_officer_counts_them(case_officer: Actor, screened: Screening) -> None:
    page = signed_in(case_officer).get(reverse("kit:office", kwargs={"association": "kunming"}))
    told = page.content.decode()
    assert "Open screenings" in told
    assert str(screened) in told
    assert "小云" not in told


def test_the_list_takes_few_queries(
    case_officer: Actor, kunming: Association, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(7):
        found = factories.screening(kunming, employer=members.employer(kunming))
        factories.answers(found, ["D4.01"])
    browser = signed_in(case_officer)
    browser.get(at("screenings"))
    with django_assert_max_num_queries(QUERIES):
        assert browser.get(at("screenings")).status_code == 200


@pytest.mark.parametrize("route", READ)
def test_a_page_takes_few_queries(
    route: str,
    case_officer: Actor,
    screened: Screening,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = signed_in(case_officer)
    browser.get(at(route, screened.pk))
    with django_assert_max_num_queries(QUERIES):
        assert browser.get(at(route, screened.pk)).status_code == 200


def test_retention_is_shown(case_officer: Actor) -> None:
    page = signed_in(case_officer).get(at("retention")).content.decode()
    assert "Five years after the conclusion" in page
