"""From a file to clean rows: mapping, problems, row numbers."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safe_employment.members import importing
from safe_employment.members.importing.columns import CANONICAL, is_known_header, match_header
from safe_employment.members.importing.mapping import (
    header_signature,
    mapping_from_letters,
    propose_mapping,
)
from safe_employment.members.importing.messages import PROBLEM_MESSAGES, describe_problem
from safe_employment.members.importing.prepare import PreparedRegister, prepare
from safe_employment.members.importing.problems import PROBLEM_SCHEMA, SEVERITIES

HEADER: list[Any] = [
    "序号",
    "单位名称",
    "统一社会信用代码",
    "法定代表人",
    "联系电话",
    "经营地址",
    "所属区县",
    "行业",
    "从业人数",
    "女职工人数",
    "成立日期",
    "会员类型",
    "备注",
]
ROWS: list[list[Any]] = [
    [
        1,
        "昆明市雄昂贸易有限公司",
        "91530128MAHHXUNQ47",
        "邱成志",
        "18676217870",
        "昆明市禄劝彝族苗族自治县昌宏路448号",
        "禄劝彝族苗族自治县",
        "批发零售",
        7,
        2,
        "2008.1.21",
        "私营企业",
        None,
    ],
    [
        2,
        "昆明市五华区渔阳建材经营部",
        "92530102MAH6HE7414",
        "于春明",
        "0871-60399717",
        "昆明市五华区学府路4号",
        "五华",
        "批发零售",
        "约20人",
        0,
        "2018年8月",
        "个体工商户",
        None,
    ],
    [
        3,
        "昆明宝尔康鞋业有限公司",
        "办理中",
        "顾海",
        "159-3192-3748",
        "昆明市呈贡区菊华路493号",
        "呈贡县",
        "制鞋",
        252,
        346,
        "43315",
        "私营企业",
        "搬迁",
    ],
]


def text(rows: Sequence[Sequence[Any]]) -> bytes:
    return "".join(
        ",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows
    ).encode()


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("名册")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return buffer.getvalue()


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


OTHER_STYLES: list[tuple[str, dict[str, str]]] = [
    (
        "licence office",
        {
            "字号名称": "name",
            "注册号/统一代码": "code",
            "经营者": "legal_representative",
            "手机": "phone",
            "经营场所": "address",
            "辖区": "district",
            "经营范围": "industry",
            "雇工人数": "staff",
            "其中女工": "women",
            "注册日期": "founded",
            "经济性质": "kind",
            "入会时间": "joined",
        },
    ),
    (
        "english",
        {
            "Company name": "name",
            "Registration No.": "code",
            "Owner": "legal_representative",
            "Tel": "phone",
            "Address": "address",
            "District": "district",
            "Trade": "industry",
            "Employees": "staff",
            "of whom women": "women",
            "Established": "founded",
            "Type": "kind",
            "Member since": "joined",
        },
    ),
    (
        "odd words",
        {
            "会员单位（全称）*": "name",
            "营业执照编号": "code",
            "老板姓名": "legal_representative",
            "联 系 方 式": "phone",
            "店面地址": "address",
            "属于哪个区": "district",
            "做什么生意": "industry",
            "用工（人）": "staff",
            "女工数（人）": "women",
            "哪年开业": "founded",
            "企业性质": "kind",
            "何时入会": "joined",
        },
    ),
]
VALUES: dict[str, list[str]] = {
    "name": [str(row[1]) for row in ROWS]
    + ["西山区优律美容美发", "官渡区武建丽制衣店", "云南老照片商贸股份有限公司"],
    "code": [
        "91530128MAHHXUNQ47",
        "92530102MAH6HE7414",
        "无",
        "530137476277410",
        "91530102MAR6PAW84Y",
        "92530115MAU9E6B029",
    ],
    "legal_representative": ["邱成志", "于春明", "顾海", "苏丽平", "莫兰燕", "武仙洋"],
    "phone": ["18676217870", "0871-60399717", "159-3192-3748", "13997857000", "13594997857", "18695417136"],
    "address": [
        "昆明市五华区学府路4号",
        "昆明市官渡区春城路360号",
        "昆明市西山区白云路300号",
        "昆明市呈贡区菊华路265号",
        "昆明市五华区人民中路575号",
        "昆明市晋宁区人民中路251号",
    ],
    "district": ["五华区", "官渡", "西山区", "呈贡县", "五华", "晋宁区"],
    "industry": ["餐饮", "批发零售", "制鞋", "餐饮", "服装加工", "住宿"],
    "staff": ["7", "12", "约20人", "252", "3", "5"],
    "women": ["2", "5", "10", "146", "0", "1"],
    "founded": ["2008.1.21", "2018年8月", "43315", "2014年3月7日", "2024-08-06", "2006-06-02"],
    "kind": ["私营企业", "个体工商户", "私营企业", "个体工商户", "私营企业", "个体工商户"],
    "joined": ["2019-01-01", "2020年", "2021.5", "2015-03-07", "2025-08-06", "2016-06-02"],
}


@pytest.mark.parametrize("headers", [pytest.param(style, id=name) for name, style in OTHER_STYLES])
def test_lists_in_other_styles_are_mapped(headers):
    rows = [list(headers), *zip(*(VALUES[column] for column in headers.values()), strict=True)]
    mapping = prepare(text(rows)).mapping
    found = {mapped.headers[0]: column for column, mapped in mapping.columns.items()}
    assert found == headers


@pytest.mark.parametrize("seed", range(4))
def test_values_alone_name_the_columns(seed):
    order = [*VALUES][seed:] + [*VALUES][:seed]
    order.remove("joined")
    rows = list(zip(*(VALUES[column] for column in order), strict=True))
    register = prepare(text(rows))
    assert register.header_row == 0
    assert register.rows.height == 6
    found = {mapped.letters[0]: column for column, mapped in register.mapping.columns.items()}
    expected = {chr(65 + place): column for place, column in enumerate(order)}
    assert found == expected
    assert all(mapped.reason == "values" for mapped in register.mapping.columns.values())


def test_values_overrule_a_wrong_header():
    rows = [
        ["单位名称", "法人", "统一社会信用代码"],
        *zip(VALUES["name"], VALUES["code"], VALUES["phone"], strict=True),
    ]
    mapping = prepare(text(rows)).mapping
    assert mapping.letter("code") == "B"
    assert mapping.letter("phone") == "C"


def test_identity_numbers_of_persons_are_never_mapped():
    assert match_header("法人身份证号码") == ()
    numbers = ["360426199101010071"] * 6
    mapping = prepare(text([["单位名称", "号码"], *zip(VALUES["name"], numbers, strict=True)])).mapping
    assert mapping.unmapped == ("B",)


def test_two_phone_columns_feed_one():
    rows = [
        ["名称", "手机", "固定电话"],
        *zip(VALUES["name"], VALUES["phone"], ["0871-65551234"] * 6, strict=True),
    ]
    register = prepare(text(rows))
    assert register.mapping.columns["phone"].letters == ("B", "C")
    assert register.rows["phones"].to_list()[0] == ["18676217870", "0871-65551234"]


def test_a_corrected_mapping_is_obeyed():
    data = text([HEADER, *ROWS])
    proposed = prepare(data).mapping
    corrected = {**proposed.as_dict(), "note": ["D"], "legal_representative": []}
    register = prepare(data, mapping=corrected)
    assert register.rows["note"].to_list()[0] == "邱成志"
    assert register.rows["legal_representative"].null_count() == 3
    assert register.mapping.columns["note"].reason == "chosen"
    assert register.mapping.signature == proposed.signature
    with pytest.raises(ValueError, match="no column"):
        prepare(data, mapping={"name": "ZZ"})
    with pytest.raises(ValueError, match="unknown column"):
        mapping_from_letters({"nonsense": "A"}, {"A": ""})


def test_a_list_without_names_says_so():
    register = prepare(text([["电话", "从业人数"], ["13800000000", "3"], ["13900000000", "4"]]))
    assert "NAME_COLUMN_MISSING" in problems_of(register)
    assert register.rows["name"].null_count() == 2


def test_the_signature_knows_the_layout():
    assert header_signature(["单位名称", "电 话"]) == header_signature(["单位名称", "电话"])
    assert header_signature(["ＴＥＬ"]) == header_signature(["tel"])
    assert header_signature(["a", "b"]) != header_signature(["b", "a"])


@pytest.mark.parametrize(
    ("header", "column"),
    [
        ("联系人电话", "phone"),
        ("女职工人数", "women"),
        ("行业类型", "industry"),
        ("企业类型", "kind"),
        ("注册地址", "address"),
        ("注册日期", "founded"),
        ("注册号", "code"),
        ("从业人数 / 其中女", "women"),
        ("从业人数 / 总数", "staff"),
        ("负责人", "legal_representative"),
        ("联系人", "contact_name"),
        ("Name of company", "name"),
        ("E-mail", "email"),
        ("备  注", "note"),
        ("No.", "sequence"),
        ("入会日期", "joined"),
        ("曾用名", "other_names"),
        ("税号", "code"),
        ("片区", "district"),
        ("Female workers", "women"),
    ],
)
def test_headers(header, column):
    assert match_header(header)[0].column == column
    assert is_known_header(header)


@pytest.mark.parametrize(
    "header", ["党员人数", "注册资本", "邮政编码", "传真", "昆明市雄昂贸易有限公司", "13800000000", ""]
)
def test_headers_that_are_no_column_of_ours(header):
    assert not is_known_header(header)


def test_propose_mapping_takes_plain_rows():
    mapping = propose_mapping(["名称", "x"], [["甲商行", "13800000000"], ["乙饭店", "13900000000"]])
    assert mapping.as_dict() == {"name": ["A"], "phone": ["B"]}


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
        path.read_text(encoding="utf-8") for path in Path(importing.__file__).parent.glob("*.py")
    )
    raised = set(re.findall(r'"([A-Z]{2,}(?:_[A-Z]+)+)"', source)) - {"PROBLEM_SCHEMA"}
    assert set(SEVERITIES) <= raised
    assert set(CANONICAL) >= {"name", "code", "phone"}
