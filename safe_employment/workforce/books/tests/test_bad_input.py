"""What people's files have: the impossible is refused with its place, other writing is understood."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from safe_employment.engines.labour_law.books import BOOKS
from safe_employment.engines.labour_law.intake import Books
from safe_employment.engines.labour_law.parameters import day_number
from safe_employment.workforce.books import words
from safe_employment.workforce.books.files import books_from_bytes
from safe_employment.workforce.books.json_books import books_from_json, books_from_object
from safe_employment.workforce.books.problems import BooksUnreadable

WORKER = {"worker": "W1", "hire_date": "2025-01-06"}
DAY = {"worker": "W1", "date": "2026-08-03"}
LINE = {"worker": "W1", "period": "2026-08"}
CONTRACT = {"worker": "W1", "from": "2025-01-01", "to": "2025-12-31"}


def _read(books: Mapping[str, Any]) -> Books:
    return books_from_object(books, place="530102", minor_units=100)


def _problems(books: Mapping[str, Any]) -> list[tuple[str, str, int | None]]:
    with pytest.raises(BooksUnreadable) as told:
        _read(books)
    for problem in told.value.problems:
        assert problem.what, problem.code
        assert problem.remedy, problem.code
    return [(problem.code, problem.sheet, problem.row) for problem in told.value.problems]


@pytest.mark.parametrize(
    ("sheet", "row", "code"),
    [
        ("attendance", {**DAY, "worked_hours": 25}, "BOOKS_DAY_TOO_LONG"),
        ("attendance", {**DAY, "worked_hours": -1}, "BOOKS_NEGATIVE"),
        ("attendance", {**DAY, "start": "25:00"}, "BOOKS_NOT_A_TIME"),
        ("attendance", {**DAY, "planned_kind": "holyday"}, "BOOKS_UNKNOWN_WORD"),
        ("attendance", {"worker": "W1", "date": "2026-02-30"}, "BOOKS_NOT_A_DATE"),
        ("attendance", {"worker": "W1", "date": None}, "BOOKS_CELL_MISSING"),
        ("attendance", {"date": "2026-08-03"}, "BOOKS_COLUMN_MISSING"),
        ("payroll", {**LINE, "gross": -3000}, "BOOKS_NEGATIVE"),
        ("payroll", {**LINE, "gross": "three thousand"}, "BOOKS_NOT_A_NUMBER"),
        ("payroll", {**LINE, "gross": 1e12}, "BOOKS_TOO_LARGE"),
        ("payroll", {**LINE, "gross": "NaN"}, "BOOKS_NOT_A_NUMBER"),
        ("payroll", {**LINE, "slip_given": "perhaps"}, "BOOKS_NOT_YES_OR_NO"),
        ("payroll", {"worker": "W1", "period": "2026-13"}, "BOOKS_NOT_A_MONTH"),
        ("workers", {**WORKER, "birth_date": "2023-01-01"}, "BOOKS_TOO_YOUNG"),
        ("workers", {**WORKER, "id_number": "53010220230101001X"}, "BOOKS_TOO_YOUNG"),
        ("workers", {**WORKER, "leave_date": "2024-12-31"}, "BOOKS_LEFT_BEFORE_HIRED"),
        ("workers", {**WORKER, "sex": "Z"}, "BOOKS_UNKNOWN_WORD"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(sheet: str, row: Mapping[str, Any], code: str) -> None:
    assert code in [found for found, *_ in _problems({sheet: [row]})]


def test_a_worker_twice_in_the_register_is_refused() -> None:
    assert _problems({"workers": [WORKER, {**WORKER, "sex": "F"}]}) == [("BOOKS_TWICE", "workers", 2)]


def test_the_same_row_twice_is_refused() -> None:
    line = {**LINE, "gross": 3000}
    assert _problems({"payroll": [line, dict(line)]}) == [("BOOKS_TWICE", "payroll", 2)]
    day = {**DAY, "worked_hours": 8}
    assert _problems({"attendance": [day, dict(day)]}) == [("BOOKS_TWICE", "attendance", 2)]


def test_two_payments_of_a_month_are_not_the_same_row() -> None:
    books = _read({"payroll": [{**LINE, "gross": 3000}, {**LINE, "gross": 200}]})
    assert books.sheets["payroll"].height == 2


def test_two_shifts_of_a_day_are_put_together() -> None:
    shifts = [{**DAY, "start": "08:00", "end": "12:00"}, {**DAY, "start": "22:00", "end": "02:00"}]
    days = _read({"attendance": shifts}).sheets["attendance"]
    assert days["worked_hours"].to_list() == [8 * 60]


def test_contracts_that_overlap_are_refused_and_those_that_follow_are_not() -> None:
    after = {"worker": "W1", "from": "2026-01-01", "to": "2026-12-31"}
    assert _read({"contracts": [CONTRACT, after]}).sheets["contracts"].height == 2
    overlapping = {**after, "from": "2025-12-31"}
    assert _problems({"contracts": [CONTRACT, overlapping]}) == [("BOOKS_CONTRACTS_OVERLAP", "contracts", 2)]


@pytest.mark.parametrize(
    "written",
    ["2026-08-03", "2026/8/3", "2026年8月3日", "20260803", "2026.08.03", 46237, "2026-08-03 00:00:00"],
)
def test_dates_as_people_write_them(written: Any) -> None:
    days = _read({"attendance": [{"worker": "W1", "date": written}]}).sheets["attendance"]
    assert days["date"].to_list() == [day_number(date(2026, 8, 3))]


@pytest.mark.parametrize("written", ["3,000.50", "¥3000.5", 3000.5, "3000.50元"])
def test_amounts_as_people_write_them(written: Any) -> None:
    assert _read({"payroll": [{**LINE, "gross": written}]}).sheets["payroll"]["gross"].to_list() == [300050]


def test_a_secret_is_not_repeated_in_a_message() -> None:
    with pytest.raises(BooksUnreadable) as told:
        _read({"workers": [{**WORKER, "permit_no": "P-123", "birth_date": "never"}]})
    assert "P-123" not in "".join(problem.what for problem in told.value.problems)


NOT_A_LIST = '{"payroll": [{"worker": "W1", "period": "2026-08", "deductions": ["fine"]}]}'


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "3", '"books"', "{}", '{"workers": 3}', '{"workers": ["W1"]}', NOT_A_LIST]
)
def test_what_is_no_books_is_refused(text: str) -> None:
    with pytest.raises(BooksUnreadable):
        books_from_json(text, place="530102", minor_units=100)


def test_a_workers_id_is_its_key() -> None:
    books = _read(
        {"workers": [{"id": "W7", "hire_date": "2025-01-06"}], "payroll": [{**LINE, "worker": "W7"}]}
    )
    assert books.sheets["workers"]["worker"].to_list() == ["W7"]


def test_several_employers_keep_their_own_facts() -> None:
    books = _read(
        {
            "employer": [
                {"employer": "A", "district_code": "530102"},
                {"employer": "B", "district_code": "530113"},
            ],
            "workers": [{**WORKER, "employer": "A"}, {**WORKER, "employer": "B"}],
        }
    )
    assert books.sheets["employer"].select("employer", "district_code").rows() == [
        ("A", "530102"),
        ("B", "530113"),
    ]


def _workbook(rows: Sequence[Sequence[Any]], *, merged: bool = False) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = book.add_worksheet("考勤")
    start = 0
    if merged:
        sheet.merge_range(0, 0, 0, len(rows[0]) - 1, "某某餐厅 2026年8月考勤")
        start = 1
    for number, row in enumerate(rows, start):
        for column, value in enumerate(row):
            sheet.write(number, column, value)
    if merged:
        sheet.merge_range(2, 0, 3, 0, "W1")
    book.close()
    return buffer.getvalue()


ROWS: list[list[Any]] = [["工号", "日期", "工时"], ["W1", "2026-08-03", 8], ["W1", "2026-08-04", 9]]


def _from_workbook(data: bytes) -> Books:
    return books_from_bytes(data, "books.xlsx", place="530102", minor_units=100)


def test_a_workbook() -> None:
    days = _from_workbook(_workbook(ROWS)).sheets["attendance"]
    assert days.select("worker", "worked_hours").rows() == [("W1", 480), ("W1", 540)]


def test_merged_cells_hold_for_all_their_rows() -> None:
    days = _from_workbook(_workbook(ROWS, merged=True)).sheets["attendance"]
    assert days.select("worker", "worked_hours").rows() == [("W1", 480), ("W1", 540)]


def test_a_workbook_with_macros_is_read_and_its_macros_are_not() -> None:
    data = io.BytesIO(_workbook(ROWS))
    with zipfile.ZipFile(data, "a") as parts:
        parts.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 never run")
    assert _from_workbook(data.getvalue()).sheets["attendance"].height == 2


def test_a_problem_in_a_workbook_names_row_and_column() -> None:
    with pytest.raises(BooksUnreadable) as told:
        _from_workbook(_workbook([*ROWS, ["W1", "2026-08-05", 25]]))
    (problem,) = told.value.problems
    assert (problem.code, problem.row, problem.column) == ("BOOKS_DAY_TOO_LONG", 4, "工时")


def test_what_has_no_known_name_is_told_and_not_lost_in_silence() -> None:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("考勤")
        for number, row in enumerate(
            [["工号", "日期", "工时", "天气", "5301021990010112", "备注"], ["W1", "2026-08-03", 8, "晴", 1]]
        ):
            sheet.write_row(number, 0, row)
        book.add_worksheet("菜单").write(0, 0, "米线")
        book.add_worksheet("李明530102199001").write(0, 0, "米线")
    books = _from_workbook(buffer.getvalue())
    assert [(each.sheet, each.column) for each in books.not_read] == [
        ("菜单", None),
        ("李明…", None),
        ("考勤", "天气"),
        ("考勤", "…"),
    ]


def test_all_of_json_that_is_known_is_read() -> None:
    books = _read(
        {
            "employer": {"special_hours_approval": {"type": "comprehensive"}},
            "workers": [{"id": "W1"}],
            "payroll": [{"worker": "W1", "period": "2026-08", "deductions": [], "扣款-个税": 3}],
            "menu": [],
        }
    )
    assert [(each.sheet, each.column) for each in books.not_read] == [("menu", None)]


def test_no_word_means_two_things() -> None:
    headers, sheets = words._words()["headers"], words._words()["sheets"]
    for sheet in BOOKS:
        meant: dict[str, set[str]] = {}
        for fact in sheet.facts:
            for word in (*headers.get(fact.key, ()), fact.zh, fact.en, fact.key):
                meant.setdefault(words.plain_word(word), set()).add(fact.key)
        assert not {word: keys for word, keys in meant.items() if len(keys) > 1}, sheet.key
    named: dict[str, set[str]] = {}
    for key, those in (*sheets.items(), *((sheet.key, (sheet.key, sheet.zh, sheet.en)) for sheet in BOOKS)):
        for word in those:
            named.setdefault(words.plain_word(word), set()).add(key)
    assert not {word: keys for word, keys in named.items() if len(keys) > 1}
