"""Which column of a list is which column of the register."""

from __future__ import annotations

import pytest

from safe_employment.members.importing.sheet.columns import is_known_header, match_header
from safe_employment.members.importing.sheet.mapping import (
    header_signature,
    mapping_from_letters,
    propose_mapping,
)
from safe_employment.members.importing.sheet.prepare import prepare
from safe_employment.members.importing.sheet.tests.lists import HEADER, ROWS, text

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
    assert "NAME_COLUMN_MISSING" in set(register.problems["code"])
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
