"""The interface for programs: its documents are as they are described, its errors coded."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from safe_employment.workforce.checking.schemas import Answer, Errors

from .books import BOOKS, as_json, changed


def ask(data: bytes, **question: str) -> Any:
    return Client().post(
        "/api/v1/checks", data, content_type="application/json", query_params=question or None
    )


def test_the_answer_is_as_described() -> None:
    answer = ask(as_json(), lang="en")
    found = Answer.model_validate(answer.json())
    assert answer.status_code == 200
    assert found.checked.totals.breach > 0
    assert {each.rule for each in found.findings} >= {"FRE-01", "FRE-02", "PAY-04"}
    assert answer.headers["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_the_answer_of_several_employers_is_as_described() -> None:
    books = {
        sheet: [{**row, "employer": f"R-{number}"} for number in (1, 2) for row in rows]
        for sheet, rows in BOOKS.items()
        if isinstance(rows, list)
    }
    found = Answer.model_validate(ask(as_json(books)).json())
    assert {each.employer for each in found.findings} == {"R-1", "R-2"}


def test_problems_have_codes_and_places_in_the_language_asked_for() -> None:
    for language, remedy in (("zh", "日期请写成 2026-09-30。"), ("en", "Write dates as 2026-09-30.")):
        answer = ask(as_json(changed("workers", 0, hire_date="2026-02-31")), lang=language)
        [problem] = Errors.model_validate(answer.json()).errors
        assert answer.status_code == 422
        assert (problem.code, problem.sheet, problem.row, problem.column) == (
            "BOOKS_NOT_A_DATE", "workers", 1, "hire_date",
        )  # fmt: skip
        assert problem.remedy == remedy
        assert "2026-02-31" in problem.what


def test_a_wrong_question_is_coded_too() -> None:
    wrong = {
        "CHECK_PLACE_UNKNOWN": {"place": "nowhere"},
        "CHECK_MONTH_WRONG": {"from": "13-2026"},
        "CHECK_JURISDICTION_UNKNOWN": {"jurisdiction": "atlantis"},
    }
    for code, question in wrong.items():
        answer = ask(as_json(), **question)
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, code)
    empty = ask(b"")
    assert (empty.status_code, empty.json()["errors"][0]["code"]) == (422, "CHECK_NO_FILE")


def test_the_law_of_another_country_answers_in_its_currency() -> None:
    answer = ask(as_json(), jurisdiction="viet_nam", place="VN-II")
    found = Answer.model_validate(answer.json())
    assert {each.rule[:3] for each in found.findings} == {"VN-"}
    assert found.checked.totals.currency == "VND"


def test_it_describes_itself() -> None:
    described = Client().get("/api/v1/openapi.json").json()
    operation = described["paths"]["/api/v1/checks"]["post"]
    books = operation["requestBody"]["content"]["application/json"]["schema"]["properties"]
    assert {"200", "413", "422", "429", "503"} <= set(operation["responses"])
    assert {each["name"] for each in operation["parameters"]} == {
        "place",
        "from",
        "to",
        "jurisdiction",
        "lang",
    }
    assert books["attendance"]["items"]["properties"]["date"]["format"] == "date"


def test_its_documentation_comes_from_here_alone() -> None:
    page = Client().get("/api/v1/docs").content.decode()
    assert re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page) == []
    assert "swagger-ui-bundle.js" in page
