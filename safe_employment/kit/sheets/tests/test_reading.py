"""Kinds of file, encodings, layouts."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from typing import Any

import pytest
import xlsxwriter
import xlwt

from safe_employment.kit.sheets import FileKind, SheetError, SheetTable, read_sheet

HEADER: list[Any] = ["序号", "单位名称", "联系电话", "人数"]
ROWS: list[list[Any]] = [
    [1, "昆明市雄昂贸易有限公司", "18676217870", 7],
    [2, "五华区小岚针织", "0871-60399717", 12],
    [3, "西山区优律美容美发", "13800000000", 3],
]


def xlsx(*sheets: Sequence[Sequence[Any]], hidden: int | None = None) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for number, rows in enumerate(sheets):
        sheet = book.add_worksheet(f"表{number + 1}")
        if number == hidden:
            sheet.hide()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    book.close()
    return buffer.getvalue()


def csv(rows: Sequence[Sequence[Any]], delimiter: str = ",") -> str:
    return "".join(delimiter.join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows)


def names(table: SheetTable, letter: str = "B") -> list[str | None]:
    return table.frame[letter].to_list()


EXPECTED_NAMES = [row[1] for row in ROWS]


@pytest.mark.parametrize(
    ("encoding", "reported"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16"),
        ("utf-16-be", "utf-16"),
    ],
)
def test_text_is_read_in_every_encoding_an_office_uses(encoding, reported):
    table = read_sheet(csv([HEADER, *ROWS] * 1).encode(encoding))
    assert table.kind is FileKind.TEXT
    assert table.encoding == reported
    assert [column.header for column in table.columns] == HEADER
    assert names(table) == EXPECTED_NAMES
    assert table.frame["sheet_row"].to_list() == [2, 3, 4]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_the_delimiter_is_found(delimiter):
    table = read_sheet(csv([HEADER, *ROWS], delimiter).encode())
    assert table.delimiter == delimiter
    assert names(table) == EXPECTED_NAMES


def test_xlsx_and_xls_give_the_same_table():
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("名册")
    for row_number, row in enumerate([HEADER, *ROWS]):
        for column_number, value in enumerate(row):
            sheet.write(row_number, column_number, value)
    buffer = io.BytesIO()
    book.save(buffer)
    old = read_sheet(buffer.getvalue())
    new = read_sheet(xlsx([HEADER, *ROWS]))
    assert (old.kind, new.kind) == (FileKind.XLS, FileKind.XLSX)
    assert old.frame.equals(new.frame)
    assert old.sheet_name == "名册"
    assert new.frame["D"].to_list() == ["7", "12", "3"]


def test_a_path_is_read_whatever_its_ending(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(xlsx([HEADER, *ROWS]))
    assert read_sheet(path).kind is FileKind.XLSX
    assert len(read_sheet(str(path)).sha256) == 64


def test_titles_totals_blanks_remarks_and_repeated_headers_are_not_data():
    rows: list[list[Any]] = [
        ["昆明市私营经济协会会员名册", None, None, None],
        [None] * 4,
        HEADER,
        ROWS[0],
        [None] * 4,
        ["小  计", None, None, 7],
        HEADER,
        ["二、西山区", None, None, None],
        *ROWS[1:],
        [None, "合计", None, 22],
        ["注：本表由各分会填报", None, None, None],
        ["制表人：李某   审核：王某", None, None, None],
    ]
    for data in (xlsx(rows), csv(rows).encode()):
        table = read_sheet(data)
        assert table.header_row == 3
        assert names(table) == EXPECTED_NAMES
        assert table.frame["sheet_row"].to_list() == [4, 9, 10]
        assert table.roles.totals == (6, 11)
        assert table.roles.repeated_headers == (7,)
        assert table.roles.sections == (8,)
        assert table.roles.notes == (12, 13)


def test_an_employer_called_like_a_total_stays():
    rows = [HEADER, *ROWS, [4, "合计小吃店", "13911112222", 2], [5, "总计", "13911112223", "联系"]]
    assert read_sheet(csv(rows).encode()).frame.height == 5


def test_two_header_candidates_are_told_and_the_choice_is_obeyed():
    english = ["No", "Name", "Phone", "Staff"]
    data = csv([english, HEADER, *ROWS]).encode()
    table = read_sheet(data)
    notice = next(each for each in table.notices if each.code == "HEADER_AMBIGUOUS")
    assert set(table.header_candidates) == {1, 2}
    assert notice.params["row"] == table.header_row
    chosen = read_sheet(data, header_row=2)
    assert chosen.header_row == 2
    assert names(chosen) == EXPECTED_NAMES
    assert not [each for each in chosen.notices if each.code == "HEADER_AMBIGUOUS"]
    with pytest.raises(SheetError, match="HEADER_ROW_OUTSIDE"):
        read_sheet(data, header_row=99)


def test_a_list_without_header_keeps_its_first_row():
    table = read_sheet(csv(ROWS).encode())
    assert table.header_row == 0
    assert table.frame.height == 3
    assert "NO_HEADER_ROW" in [each.code for each in table.notices]


def test_group_titles_join_the_titles_below_them():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    sheet.merge_range(0, 0, 1, 0, "单位名称")
    sheet.merge_range(0, 1, 0, 2, "从业人数")
    sheet.write_row(1, 1, ["总数", "其中女"])
    sheet.merge_range(0, 3, 1, 3, "电话")
    for number, (_, name, phone, staff) in enumerate(ROWS):
        sheet.write_row(number + 2, 0, [name, staff, 1, phone])
    book.close()
    table = read_sheet(buffer.getvalue())
    assert [column.header for column in table.columns] == [
        "单位名称",
        "从业人数 / 总数",
        "从业人数 / 其中女",
        "电话",
    ]
    assert table.frame.height == 3


def test_the_sheet_with_the_list_is_chosen_and_said():
    data = xlsx([["说明"], ["请填写第二张表"]], [HEADER, *ROWS], [["草稿", "a"], ["x", "1"]])
    table = read_sheet(data, recognise=lambda text: text in HEADER)
    assert table.sheet_name == "表2"
    assert [each.code for each in table.notices] == ["SEVERAL_SHEETS"]
    assert read_sheet(data, sheet="表3").sheet_name == "表3"
    with pytest.raises(SheetError, match="SHEET_NOT_FOUND"):
        read_sheet(data, sheet="没有")


def test_a_hidden_sheet_gives_way_to_a_visible_one():
    data = xlsx([HEADER, *ROWS, *ROWS], [HEADER, *ROWS], hidden=0)
    assert read_sheet(data).frame.height in {3, 6}
    assert read_sheet(xlsx([HEADER, *ROWS], [HEADER, *ROWS, *ROWS], hidden=1)).sheet_name == "表1"


def test_cells_are_text_as_a_person_reads_them():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"default_date_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["名称", "日期", "序列", "公式", "代码", "是否"])
    sheet.write(1, 0, "甲店")
    sheet.write_datetime(1, 1, dt.date(2018, 8, 3))
    sheet.write(1, 2, 43315)
    sheet.write_formula(1, 3, "=1+1", None, 2)
    sheet.write(1, 4, 530102600123456)
    sheet.write_boolean(1, 5, True)
    sheet.write_row(2, 0, ["乙店", "2018年8月", 12.5, "=cmd", "x", ""])
    book.close()
    table = read_sheet(buffer.getvalue())
    assert table.frame.row(0)[1:] == ("甲店", "2018-08-03", "43315", "2", "530102600123456", "TRUE")
    assert table.frame["C"].to_list()[1] == "12.5"


def test_duplicate_headers_and_blank_columns():
    rows = [
        ["名称", None, "电话", "电话"],
        ["甲店", None, "13800000000", "0871-60399717"],
        ["乙店", None, None, "1"],
    ]
    table = read_sheet(csv(rows).encode())
    assert [column.letter for column in table.columns] == ["A", "C", "D"]
    assert "DUPLICATE_HEADER" in [each.code for each in table.notices]


def test_quoted_commas_line_breaks_and_ragged_rows():
    text = '名称,地址,电话\n"甲,店","一路\n2号",13800000000\n乙店,二路3号\n丙店,三路,13900000000,多余\n'
    table = read_sheet(text.encode())
    assert table.frame["A"].to_list() == ["甲,店", "乙店", "丙店"]
    assert table.frame["B"].to_list()[0] == "一路\n2号"
    assert table.frame["sheet_row"].to_list() == [2, 3, 4]
    assert table.frame["D"].to_list() == [None, None, "多余"]


def test_an_unclosed_quote_does_not_swallow_the_list():
    rows = [HEADER, *[[n, f"第{n}店", "13800000000", n] for n in range(1, 60)]]
    text = csv(rows).replace("第3店", '"第3店')
    table = read_sheet(text.encode())
    assert table.frame.height == 59
    assert table.frame["B"].to_list()[2] == "第3店"


def test_old_line_ends_and_trailing_blank_rows():
    assert read_sheet(csv([HEADER, *ROWS]).replace("\n", "\r").encode()).frame.height == 3
    assert read_sheet((csv([HEADER, *ROWS]) + ",,,\n" * 600_000).encode()).frame.height == 3


def test_a_few_damaged_characters_are_forgiven_and_told():
    damaged = bytearray(csv([HEADER, *ROWS * 20]).encode())
    damaged[damaged.index("小岚".encode()) + 1] = 0x20
    table = read_sheet(bytes(damaged))
    assert table.frame.height == 60
    assert table.notices[0].code == "DAMAGED_CHARACTERS"
