"""The public page. None of these tests may touch the database: nothing of a check is stored."""

from __future__ import annotations

import html
import io
import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from python_calamine import CalamineWorkbook
from typer.testing import CliRunner

from safe_employment.cli import add_rooms, app

from .books import BOOKS, IDENTITY, NAME, as_json, as_workbook, changed

BOOKS_ZH, BOOKS_EN = "查一查自己的账本", "Check your own books"


def post(data: bytes, name: str = "books.xlsx", **question: str) -> Any:
    given: dict[str, Any] = {"lang": "en", **question, "file": SimpleUploadedFile(name, data)}
    return Client().post(f"/check/?lang={given['lang']}", given)


def text_of(answer: Any) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", content.decode())))


@pytest.mark.parametrize(("language", "title"), [("zh", BOOKS_ZH), ("en", BOOKS_EN)])
def test_the_empty_page_is_light_and_leaves_nothing_behind(language: str, title: str) -> None:
    answer = Client().get("/check/", {"lang": language})
    style = finders.find("built/light.css")
    assert style is not None, "run the front end's build"
    assert answer.status_code == 200
    assert f"<h1>{title}</h1>" in answer.content.decode()
    assert len(answer.content) + Path(str(style)).stat().st_size < 60_000
    assert not answer.cookies
    assert "office" not in answer.content.decode()


def test_a_workbook_is_checked_in_english() -> None:
    answer = post(as_workbook())
    said = text_of(answer)
    assert answer.status_code == 200
    assert "indicators of forced labour were found" in said
    assert (
        "9 rest-day hours without compensatory rest in 2026-09 × 2000.00 ÷ 174 × 200 % = 206.90 yuan" in said
    )
    assert "What to do: Pay it back to the worker in full." in said
    assert "Labour Contract Law 9" in said
    assert "not checked by a Chinese labour lawyer" in said
    assert "Its text was read" in said
    assert "What cannot be told" in said
    assert "Birth date" in said
    assert not answer.cookies
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_workbook_is_checked_in_chinese() -> None:
    said = text_of(post(as_workbook(), lang="zh"))
    assert "强迫劳动迹象" in said
    assert "元" in said
    assert "未经中国劳动法律师核对" in said
    assert "无法判断的" in said
    assert not re.search(r"[A-Za-z]{3,} [a-z]{3,} [a-z]{3,}", said), "English words on the Chinese page"


def test_what_is_right_is_said_to_be_only_what_the_books_tell() -> None:
    books = {
        "attendance": [{"worker": "W9", "date": "2026-09-01", "planned_kind": "work", "worked_hours": 8}]
    }
    said = text_of(post(as_json(books)))
    assert "No breach was found" in said
    assert "It is not said that all is well there" in said


def test_names_and_identity_numbers_are_never_repeated() -> None:
    content = post(as_workbook()).content.decode()
    assert "W001" in content
    assert NAME not in content
    assert IDENTITY not in content


@pytest.mark.parametrize(("name", "data"), [("books.json", as_json()), ("books.xlsx", as_workbook())])
def test_the_page_the_interface_and_the_command_line_agree(tmp_path: Path, name: str, data: bytes) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    add_rooms()
    printed = CliRunner().invoke(app, ["check", str(file), "--json"])
    expected = json.loads(printed.stdout)
    assert expected["findings"]
    assert json.loads(_carried(post(data, name), "json")) == expected
    assert Client().post("/api/v1/checks", {"file": SimpleUploadedFile(name, data)}).json() == expected
    if name.endswith("json"):
        told = Client().post("/api/v1/checks", data, content_type="application/json")
        assert told.json() == expected


def test_the_question_reaches_the_check() -> None:
    both = {"place": "530113", "first": "2026-10", "last": "2026-10"}
    document = json.loads(_carried(post(as_workbook(), **both), "json"))
    assert (document["checked"]["from"], document["checked"]["to"]) == ("2026-10", "2026-10")
    assert not [found for found in document["findings"] if found["rule"].startswith("HRS")]


def test_what_was_not_read_is_named() -> None:
    books = {**changed("workers", 0, 生肖="马"), "menu": []}
    assert "Not read, the names are unknown menu; workers · 生肖" in text_of(post(as_json(books), lang="en"))
    assert "未读取（名称不认识） menu；workers · 生肖" in text_of(post(as_json(books), lang="zh"))


def test_the_results_are_downloaded_as_a_workbook() -> None:
    page = post(as_workbook())
    book = CalamineWorkbook.from_filelike(io.BytesIO(_carried(page, "xlsx")))
    rows = book.get_sheet_by_name("Results").to_python()
    document = json.loads(_carried(page, "json"))
    assert len(rows) - 1 == len(document["findings"])
    untold = book.get_sheet_by_name("Cannot tell").to_python()
    assert len(untold) - 1 == len(document["cannot_tell"])
    assert all(title for _rule, title, *_others in untold)


def test_workbooks_are_counted_like_checks(limited: Any) -> None:
    limited(per_address=3)
    page = post(as_workbook())
    assert len(_carried(page, "xlsx")) > 1000
    assert _carried(page, "json")
    assert len(_carried(page, "xlsx")) > 1000
    assert _carried(page, "json")
    results = re.search(r'name="results"\s+value="([^"]+)"', page.content.decode())
    assert results
    answer = Client().post("/check/download/", {"kind": "xlsx", "results": results[1], "lang": "en"})
    assert answer.status_code == 429
    assert "Many files came from your address" in text_of(answer)


def test_a_download_that_was_not_made_here_is_refused() -> None:
    assert Client().post("/check/download/", {"kind": "json", "results": "eJwDAAAAAAE=:x"}).status_code == 404
    assert Client().post("/check/download/", {}).status_code == 404


def _carried(page: Any, kind: str) -> bytes:
    field = re.search(r'name="results"\s+value="([^"]+)"', page.content.decode())
    assert field, "the page carries no download"
    answer = Client().post("/check/download/", {"kind": kind, "results": field[1], "lang": "en"})
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    content: bytes = answer.content
    return content


def test_both_templates_are_given_and_can_be_handed_in_as_they_are() -> None:
    for language, first in (("zh", "用人单位"), ("en", "Employer")):
        answer = Client().get(f"/check/template-{language}.xlsx")
        assert CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).sheet_names[0] == first
        assert post(answer.content).status_code in (200, 422)


def test_problems_of_the_books_are_told_by_row_and_column() -> None:
    answer = post(as_workbook(changed("workers", 1, hire_date="soon")))
    said = text_of(answer)
    assert answer.status_code == 422
    assert "workers row 3 hire_date" in said
    assert "Write dates as 2026-09-30." in said
    assert "BOOKS_NOT_A_DATE" in said
    assert "soon" not in said


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "The submitted file is empty."),
        (b"{", "BOOKS_NOT_JSON"),
        (b"[]", "BOOKS_NOT_JSON"),
        (b"{}", "BOOKS_NO_SHEET"),
        (b"hello", "BOOKS_NOT_READABLE"),
        (b"PK\x03\x04 no zip", "BROKEN_FILE"),
        (b"[" * 100_000, "BOOKS_NOT_JSON"),
    ],
)
def test_what_is_no_book_is_refused_with_its_code(data: bytes, code: str) -> None:
    answer = post(data)
    assert answer.status_code == 422
    assert code in text_of(answer)


def test_why_a_file_is_no_book_is_said_in_the_readers_language() -> None:
    assert "既不是工作簿，也不是 JSON" in text_of(post(b"hello", lang="zh"))


def test_without_a_file_the_form_says_so() -> None:
    answer = Client().post("/check/", {"lang": "en"})
    assert answer.status_code == 422
    assert "No file came with the question." in text_of(answer)


def test_a_wrong_question_is_told_at_its_field() -> None:
    answer = post(as_json(), first="2026-10", last="2026-09")
    assert answer.status_code == 422
    assert "the last lies before the first" in text_of(answer)
    assert "the last lies before the first" in text_of(post(as_json(), first="soon"))
    assert post(as_json(), place="999999").status_code == 422
    assert post(as_json(), last="9999-12").status_code == 422


def test_macros_are_not_looked_at() -> None:
    plain, with_macros = post(as_workbook()), post(as_workbook(macros=True), "books.xlsm")
    assert _carried(with_macros, "json") == _carried(plain, "json")


def test_a_long_check_shows_its_steps_and_then_the_same_answer(limited: Any) -> None:
    at_once = text_of(post(as_workbook()))
    limited(quick=0.0)
    answer = post(as_workbook())
    assert answer.streaming
    pieces = [piece.decode() for piece in answer.streaming_content]
    whole = "".join(pieces)
    steps = [
        "has arrived",
        "rows on 5 sheets",
        "Days and weeks",
        "Pay and deductions",
        "side by side",
        "</article>",
    ]
    places = [whole.index(step) for step in steps]
    assert places == sorted(places)
    assert len(pieces) > 3, "the steps come one after the other"
    assert whole.rstrip().endswith("</html>")
    assert whole.index("</ol>") < whole.index('class="check-answer"')
    result = html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", whole)))
    assert result[result.index("indicators of") :] == at_once[at_once.index("indicators of") :]


def test_a_long_check_of_unreadable_books_ends_with_the_problems(limited: Any) -> None:
    limited(quick=0.0)
    assert "BOOKS_NOT_JSON" in text_of(post(b"{"))


def test_who_goes_away_stops_the_check(limited: Any) -> None:
    from safe_employment.workforce.checking.desk import desk

    limited(quick=0.0)
    answer = post(as_json())
    pieces = answer._iterator
    next(pieces)
    pieces.close()
    for _ in range(600):
        if not desk()._taken:
            break
        time.sleep(0.1)
    assert desk()._taken == 0


def test_the_public_page_is_named_where_people_begin() -> None:
    from safe_employment.kit.navigation import public_pages

    assert ("/check/", "查一查自己的账本（无需账号）") in public_pages()


def test_books_hold_what_the_tests_say() -> None:
    assert BOOKS["workers"][0]["id_number"] == IDENTITY
