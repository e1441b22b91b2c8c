"""From a file to clean rows: mapping, problems, row numbers."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safe_employment.members.importing import sheet, values
from safe_employment.members.importing.sheet.columns import CANONICAL
from safe_employment.members.importing.sheet.messages import PROBLEM_MESSAGES, describe_problem
from safe_employment.members.importing.sheet.prepare import PreparedRegister, prepare
from safe_employment.members.importing.sheet.problems import PROBLEM_SCHEMA, SEVERITIES
from safe_employment.members.importing.sheet.tests.lists import HEADER, ROWS, text, xlsx


def problems_of(register: PreparedRegister, data_row: int | None = None) -> set[str]:
    found = (
        register.problems if data_row is None else register.problems.filter(pl.col("data_row") == data_row)
    )
    return set(found["code"])


def test_a_list_becomes_clean_rows():
    register = prepare(xlsx([["昆明市会员名册"], HEADER, *ROWS, [None, "合计", *[None] * 6, 279]]))
    assert register.header_row == 2
    assert register.total_rows == (6,)
    assert register.rows["data_row"].to_list() == [1, 2, 3]
    assert register.rows["sheet_row"].to_list() == [3, 4, 5]
    first = register.rows.row(0, named=True)
    assert first["name"] == "昆明市雄昂贸易有限公司"
    assert (first["code"], first["code_kind"], first["code_valid"]) == ("91530128MAHHXUNQ47", "uscc", True)
    assert (first["district"], first["district_source"], first["industry"]) == ("530128", "column", "F52")
    assert (first["staff"], first["women"], first["kind"]) == (7, 2, "private_enterprise")
    assert (first["founded"], first["founded_precision"]) == (dt.date(2008, 1, 21), "day")
    second, third = register.rows.row(1, named=True), register.rows.row(2, named=True)
    assert (second["staff"], second["staff_approximate"]) == (20, True)
    assert (second["founded"], second["founded_precision"]) == (dt.date(2018, 8, 1), "month")
    assert (third["code"], third["phone"], third["district"]) == (None, "15931923748", "530114")
    assert third["founded"] == dt.date(2018, 8, 3)
    assert register.raw["C"].to_list()[2] == "办理中"
    assert problems_of(register, 3) == {"CODE_PENDING", "DISTRICT_RETIRED_NAME", "WOMEN_MORE_THAN_STAFF"}
    assert "TOTAL_ROW_SKIPPED" in problems_of(register)


def test_problems_name_row_column_and_value():
    register = prepare(xlsx([["名册"], HEADER, *ROWS]))
    assert dict(register.problems.schema) == dict(PROBLEM_SCHEMA)
    problem = register.problems.filter(pl.col("code") == "COUNT_APPROXIMATE").row(0, named=True)
    assert problem == {
        "row": 4,
        "data_row": 2,
        "column": "staff",
        "letter": "I",
        "header": "从业人数",
        "code": "COUNT_APPROXIMATE",
        "severity": "note",
        "value": "约20人",
        "proposed": "20",
    }


BAD: list[tuple[str, dict[str, Any], set[str]]] = [
    ("no name", {"单位名称": None}, {"NAME_MISSING"}),
    ("ditto", {"单位名称": "同上"}, {"NAME_DITTO"}),
    ("formula", {"单位名称": "=SUM(A1:A9)"}, {"NAME_UNREADABLE", "FORMULA_TEXT"}),
    ("markup", {"单位名称": "<b>甲乙丙商行"}, {"MARKUP_TEXT"}),
    ("other city", {"统一社会信用代码": "91110000600037341L"}, {"CODE_OTHER_CITY"}),
    ("check", {"统一社会信用代码": "91530128MAHHXUNQ48"}, {"CODE_CHECK_FAILED"}),
    ("district", {"所属区县": "火星"}, {"DISTRICT_UNKNOWN"}),
    ("no district", {"所属区县": None}, {"DISTRICT_INFERRED"}),
    ("apart", {"所属区县": "官渡区"}, {"DISTRICT_ADDRESS_DIFFERS"}),
    ("zone", {"所属区县": "高新区"}, {"DISTRICT_ZONE"}),
    ("date", {"成立日期": "去年"}, {"DATE_UNREADABLE"}),
    ("year", {"成立日期": "2018年"}, {"DATE_YEAR_ONLY"}),
    ("future", {"成立日期": "2030-01-01"}, {"DATE_IN_FUTURE"}),
    ("count", {"从业人数": "若干"}, {"COUNT_UNREADABLE"}),
    ("phone", {"联系电话": "abc"}, {"PHONE_UNREADABLE"}),
    ("phones", {"联系电话": "13800000000/13900000000"}, {"PHONE_SEVERAL"}),
    ("kind", {"会员类型": "?!"}, {"KIND_UNKNOWN"}),
    ("trade", {"行业": "天外来客"}, {"INDUSTRY_UNKNOWN"}),
]


@pytest.mark.parametrize(
    ("change", "codes"), [pytest.param(change, codes, id=name) for name, change, codes in BAD]
)
def test_every_fault_is_found(change, codes):
    row = dict(zip(HEADER, ROWS[0], strict=True)) | change
    register = prepare(xlsx([HEADER, *ROWS, list(row.values())]), today=dt.date(2026, 11, 21))
    assert codes <= problems_of(register, 4)


def test_a_code_of_another_city():
    row = dict(zip(HEADER, ROWS[0], strict=True))
    row["统一社会信用代码"] = "92110102MA00000001"
    from safe_employment.engines.identifiers.social_credit import check_character

    row["统一社会信用代码"] = "92110102MA0000000" + check_character("92110102MA0000000")
    register = prepare(xlsx([HEADER, *ROWS, list(row.values())]))
    assert "CODE_OTHER_CITY" in problems_of(register, 4)
    assert "CODE_OTHER_CITY" not in problems_of(prepare(xlsx([HEADER, *ROWS])))
    elsewhere = prepare(xlsx([HEADER, *ROWS]), home_division="5303")
    assert "CODE_OTHER_CITY" in problems_of(elsewhere, 1)


def test_formulas_and_markup_stay_text():
    rows = [HEADER, *ROWS, [4, "<script>alert(1)</script>昆明小店", *ROWS[0][2:12], "=cmd|' /C calc'!A0"]]
    register = prepare(text(rows))
    last = register.rows.row(3, named=True)
    assert last["name"] == "<script>alert(1)</script>昆明小店"
    assert last["note"] == "=cmd|' /C calc'!A0"
    assert {"FORMULA_TEXT", "MARKUP_TEXT"} <= problems_of(register, 4)


def test_duplicates_point_to_the_first_row():
    register = prepare(xlsx([HEADER, *ROWS, [9, *ROWS[0][1:]], [10, "别的店", *ROWS[1][2:]]]))
    found = register.problems.filter(pl.col("code").str.ends_with("DUPLICATE_IN_FILE"))
    assert found.select("data_row", "code", "proposed").rows() == [
        (4, "CODE_DUPLICATE_IN_FILE", "2"),
        (4, "ROW_DUPLICATE_IN_FILE", "2"),
        (5, "CODE_DUPLICATE_IN_FILE", "3"),
    ]


def test_a_resident_number_is_masked_everywhere_but_in_the_list_itself():
    row = dict(zip(HEADER, ROWS[0], strict=True)) | {"统一社会信用代码": "360426199101010071"}
    register = prepare(xlsx([HEADER, *ROWS, list(row.values())]))
    problem = register.problems.filter(pl.col("code") == "CODE_IS_RESIDENT_NUMBER").row(0, named=True)
    assert problem["value"] == "3604************71"
    assert "360426199101010071" not in str(register.rows.to_dicts())


def test_ditto_takes_the_value_above_except_for_names():
    rows = [
        HEADER,
        *ROWS,
        [4, "第四商行", None, "同上", "同上", "同上", "〃", "同上", 3, 1, "2018", "同上", None],
    ]
    row = prepare(text(rows)).rows.row(3, named=True)
    assert row["legal_representative"] == "顾海"
    assert row["phone"] == "15931923748"
    assert (row["district"], row["industry"], row["kind"]) == ("530114", "C19", "private_enterprise")


cell = st.one_of(
    st.none(), st.text(max_size=12).filter(lambda value: "\0" not in value), st.sampled_from(["同上", "=1+1"])
)


@given(st.lists(st.lists(cell, min_size=13, max_size=13), min_size=1, max_size=6))
@settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_content_makes_it_fail(rows):
    """Whatever the cells hold, the rows come back in number and order."""
    book = xlsx([HEADER, *ROWS, *[["x", *row[1:]] for row in rows]])
    register = prepare(book, header_row=1)
    assert register.rows.height == register.raw.height >= 3
    assert register.rows["data_row"].to_list() == list(range(1, register.rows.height + 1))


def test_catalogue_and_messages_agree():
    assert set(SEVERITIES) == set(PROBLEM_MESSAGES)
    for code in SEVERITIES:
        what, do = describe_problem(code, "甲", "乙")
        assert what
        assert do
        assert "{" not in what + do
    source = "".join(
        path.read_text(encoding="utf-8")
        for part in (sheet, values)
        for path in Path(str(part.__file__)).parent.glob("*.py")
    )
    raised = set(re.findall(r'"([A-Z]{2,}(?:_[A-Z]+)+)"', source)) - {"PROBLEM_SCHEMA"}
    assert set(SEVERITIES) <= raised
    assert set(CANONICAL) >= {"name", "code", "phone"}
