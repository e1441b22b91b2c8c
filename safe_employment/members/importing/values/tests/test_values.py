"""Dates, counts, telephone numbers, districts, trades and kinds as lists write them."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe_employment.members.importing.values.counts import count_columns, read_count
from safe_employment.members.importing.values.dates import date_columns, read_date
from safe_employment.members.importing.values.districts import (
    current_code,
    district_columns,
    district_in_text,
    division_of_code,
    read_district,
    short_name,
)
from safe_employment.members.importing.values.phones import phone_columns, read_phones
from safe_employment.members.importing.values.reference import table
from safe_employment.members.importing.values.texts import name_column, tidy, tidy_column
from safe_employment.members.importing.values.words import kind_of_code, read_industry, read_kind

THIRD_OF_AUGUST = dt.date(2018, 8, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2018-08-03",
        "2018.8.3",
        "2018/8/3",
        "2018年8月3日",
        "2018年08月03号",
        "20180803",
        "43315",
        "43315.0",
        "18.8.3",
        "二〇一八年八月三日",
        "二零一八年八月三日",
        "２０１８．８．３",
        "2018 - 8 - 3",
        "2018-08-03 00:00:00",
        "2018、8、3",
        "Aug 3, 2018",
        "3 August 2018",
        "3-Aug-2018",
        "'2018-8-3",
        "2018\\8\\3",
        "成立于2018年8月3日",
        "2018年8月3日成立",
    ],
)
def test_spellings_of_one_day(text):
    reading = read_date(text)
    assert (reading.on, reading.precision, reading.ambiguous) == (THIRD_OF_AUGUST, "day", False)


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("2018年8月", dt.date(2018, 8, 1), "month"),
        ("2018.08", dt.date(2018, 8, 1), "month"),
        ("201808", dt.date(2018, 8, 1), "month"),
        ("08年5月", dt.date(2008, 5, 1), "month"),
        ("二〇一八年十二月", dt.date(2018, 12, 1), "month"),
        ("2018", dt.date(2018, 1, 1), "year"),
        ("2018年", dt.date(2018, 1, 1), "year"),
        ("2018年底", dt.date(2018, 1, 1), "year"),
        ("约2018年", dt.date(2018, 1, 1), "year"),
        ("二〇一八年", dt.date(2018, 1, 1), "year"),
        ("98.5.3", dt.date(1998, 5, 3), "day"),
        ("98年", dt.date(1998, 1, 1), "year"),
        ("一九九八年十月二十一日", dt.date(1998, 10, 21), "day"),
        ("25/3/2018", dt.date(2018, 3, 25), "day"),
    ],
)
def test_precision_and_century(text, on, precision):
    reading = read_date(text)
    assert (reading.on, reading.precision) == (on, precision)


def test_doubtful_and_unreadable_dates():
    assert read_date("8/3/2018").ambiguous
    assert read_date("8/3/2018").on == THIRD_OF_AUGUST
    for text in ("2018-13-45", "2018-02-30", "去年", "999999", "3000-01-01", "2018-00-03", "12"):
        assert read_date(text).on is None
        assert not read_date(text).missing
    for text in ("", "无", "-", "N/A", "不详", "/"):
        assert read_date(text).missing


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2049, 12, 31)),
    st.sampled_from(["-", ".", "/", "年", "full"]),
    st.booleans(),
)
def test_every_day_is_read_back(day, style, padded):
    month, number = (f"{day.month:02d}", f"{day.day:02d}") if padded else (str(day.month), str(day.day))
    text = {
        "年": f"{day.year}年{month}月{number}日",
        "full": f"{day.year}{day.month:02d}{day.day:02d}",
    }.get(style, f"{day.year}{style}{month}{style}{number}")
    assert read_date(text).on == day
    serial = str((day - dt.date(1899, 12, 30)).days)
    assert read_date(serial).on == day


@given(st.text(max_size=20))
@settings(deadline=None)
def test_readers_never_fail(text):
    (
        read_date(text),
        read_count(text),
        read_phones(text),
        read_district(text),
        read_kind(text),
        read_industry(text),
    )


@pytest.mark.parametrize(
    ("text", "count", "approximate"),
    [
        ("20", 20, False),
        ("20人", 20, False),
        ("约20人", 20, True),
        ("20人左右", 20, True),
        ("20-30", 25, True),
        ("30～40人", 35, True),
        ("二十", 20, False),
        ("20余人", 20, True),
        ("十几人", 15, True),
        ("二十多人", 25, True),
        ("一百二十五人", 125, False),
        ("一百二", 120, False),
        ("一百零五", 105, False),
        ("两人", 2, False),
        ("男10女5", 15, False),
        ("1,200", 1200, False),
        ("1200.0", 1200, False),
        ("５", 5, False),
        ("无", 0, False),
        ("10人以上", 10, True),
        ("1万", 10000, False),
        ("about 20", 20, True),
        ("12 employees", 12, False),
    ],
)
def test_counts(text, count, approximate):
    reading = read_count(text)
    assert (reading.count, reading.approximate) == (count, approximate)


def test_unreadable_counts():
    for text in ("几十人", "若干", "12.5", "2024-05-06", "-5", "99999999999"):
        assert read_count(text).count is None
        assert not read_count(text).missing
    assert read_count("-").missing


@given(st.integers(0, 99_999))
def test_every_number_is_read_back(number):
    assert read_count(str(number)).count == number
    assert read_count(f"约{number}人") == read_count(f"{number}人左右")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("13800000000", ["13800000000"]),
        ("138-0000-0000", ["13800000000"]),
        ("138 0000 0000", ["13800000000"]),
        ("+86 13800000000", ["13800000000"]),
        ("0086-13800000000", ["13800000000"]),
        ("13800000000.0", ["13800000000"]),
        ("1.3800000000E10", ["13800000000"]),
        ("１３８００００００００", ["13800000000"]),
        ("0871-60399717", ["0871-60399717"]),
        ("(0871)60399717", ["0871-60399717"]),
        ("0871 6039 9717", ["0871-60399717"]),
        ("087160399717", ["0871-60399717"]),
        ("0871-60399717转801", ["0871-60399717-801"]),
        ("010-12345678", ["010-12345678"]),
        ("13800000000/13900000000", ["13800000000", "13900000000"]),
        ("13800000000、0871-60399717", ["13800000000", "0871-60399717"]),
        ("13800000000 13900000000", ["13800000000", "13900000000"]),
        ("1380000000013900000000", ["13800000000", "13900000000"]),
        ("13800000000，13800000000", ["13800000000"]),
        ("手机13800000000 电话：65551234", ["13800000000", "65551234"]),
        ("4008001234", ["4008001234"]),
        ("12345", []),
        ("张三", []),
    ],
)
def test_phones(text, numbers):
    assert list(read_phones(text).numbers) == numbers


def test_a_number_that_the_spreadsheet_rounded_is_lost_and_said():
    assert read_phones("1.39E10").rounded
    assert read_phones("1.38E+10").numbers == ()


@given(
    st.from_regex(r"\A1[3-9][0-9]{9}\Z"),
    st.sampled_from(["{}", "+86{}", "{}.0", " {} ", "电话:{}", "{}（王）"]),
)
def test_every_mobile_is_found(mobile, frame):
    assert read_phones(frame.format(mobile)).numbers == (mobile,)


@pytest.mark.parametrize(
    ("text", "code", "retired"),
    [
        ("五华", "530102", False),
        ("五华区", "530102", False),
        ("五 华 区", "530102", False),
        ("昆明市五华区", "530102", False),
        ("云南省昆明市官渡区", "530111", False),
        ("530102", "530102", False),
        ("530102.0", "530102", False),
        ("Wuhua District", "530102", False),
        ("呈贡县", "530114", True),
        ("晋宁县", "530115", True),
        ("寻甸县", "530129", True),
        ("东川市", "530113", True),
        ("安宁县", "530181", True),
        ("路南县", "530126", True),
        ("530121", "530114", True),
        ("石林", "530126", False),
        ("石林县", "530126", False),
        ("禄劝", "530128", False),
        ("寻甸回族彝族自治县", "530129", False),
        ("麒麟区", "530302", False),
        ("沾益县", "530303", True),
        ("五华区分局", "530102", False),
    ],
)
def test_districts(text, code, retired):
    reading = read_district(text)
    assert (reading.code, reading.retired) == (code, retired)


def test_districts_that_cannot_be_told():
    assert read_district("高新区").zone
    assert read_district("官度区").proposed == "530111"
    assert read_district("昆明市").code is None
    assert read_district("火星").proposed is None
    assert read_district("无").missing


def test_every_current_county_is_read_by_its_full_name():
    for county in table("divisions_yunnan")["yunnan_counties_current"]:
        assert read_district(county["zh"]).code == county["code"]
        assert current_code(county["code"]) == county["code"]
    assert short_name("禄劝彝族苗族自治县") == "禄劝"
    assert current_code("530200") == "530113"
    assert current_code("990000") is None


def test_the_district_of_an_address():
    addresses = [
        "昆明市五华区学府路4号",
        "云南昆明官渡关上中路",
        "呈贡县龙城镇",
        "官渡区西山路3号",
        "北京路",
        None,
    ]
    found = pl.DataFrame({"a": addresses}).select(district_in_text(pl.col("a"), "5301")).to_series().to_list()
    assert found == ["530102", "530111", "530114", "530111", None, None]
    inside = pl.DataFrame({"c": ["530102", "530200", "110101", None]}).select(
        division_of_code(pl.col("c"), "5301")
    )
    assert inside.to_series().to_list() == ["530102", "530113", None, None]


def test_trades_and_kinds():
    trades = {
        "餐饮": "H62",
        "服装加工": "C18",
        "服装零售": "F52",
        "6210": "H62",
        "H62": "H62",
        "H6210正餐服务": "H62",
        "制鞋": "C19",
        "物业家政": "K70",
        "restaurant": "H62",
        "美容": "O80",
        "C99": None,
        "xyz": None,
    }
    assert {text: read_industry(text) for text in trades} == trades
    kinds = {
        "个体": "individual_business",
        "私营企业": "private_enterprise",
        "有限责任公司": "private_enterprise",
        "农民专业合作社": "cooperative",
        "外商投资企业": "foreign_invested",
        "民办非企业单位": "social_organisation",
        "事业单位": "institution",
        "国有企业": "other",
        "Sole trader": "individual_business",
        "?": None,
    }
    assert {text: read_kind(text) for text in kinds} == kinds
    codes = pl.DataFrame({"c": ["91X", "92X", "93X", "51X", "12X", "00X"]}).select(kind_of_code(pl.col("c")))
    assert codes.to_series().to_list() == [
        "private_enterprise",
        "individual_business",
        "cooperative",
        "social_organisation",
        "institution",
        None,
    ]


def test_every_trade_word_leads_to_a_division_of_the_standard():
    words = table("industry_words")
    sections = {each["gb"]: each["divisions"] for each in table("industry")["sections"]}
    for group in ("words", "english"):
        for division in words[group]:
            first, _, last = sections[division[0]].partition("-")
            assert int(first) <= int(division[1:]) <= int(last or first)


@given(st.lists(st.text(alphabet="Ａa１ \u200b\u3000（店)约2", max_size=6), min_size=1, max_size=30))
@settings(max_examples=40, deadline=None)
def test_columns_are_tidied_like_single_texts(values):
    expected = [tidy(value) or None for value in values]
    assert tidy_column(pl.Series("v", values, dtype=pl.String)).to_list() == expected


def test_names():
    raw = ["昆明 五 华 小店", "甲店(总店)", "Kunming Foods (Yunnan) Ltd", "ＡＢＣ商贸", "无", "暂无", None]
    names = name_column(tidy_column(pl.Series("n", raw, dtype=pl.String))).to_list()
    assert names == [
        "昆明五华小店",
        "甲店（总店）",
        "Kunming Foods (Yunnan) Ltd",
        "ABC商贸",
        None,
        None,
        None,
    ]


def test_whole_columns_agree_with_single_readers():
    texts = ["2018.8.3", None, "无", "坏", "20180803"]
    dates = date_columns(pl.Series("d", texts))
    assert dates["on"].to_list() == [THIRD_OF_AUGUST, None, None, None, THIRD_OF_AUGUST]
    assert dates["unreadable"].to_list() == [False, None, False, True, False]
    counts = count_columns(pl.Series("c", ["约5人", None, "坏"]))
    assert counts.rows() == [(5, True, False), (None, None, None), (None, False, True)]
    phones = phone_columns(pl.Series("p", ["13800000000", "138-0000-0000/13900000000", None, "坏", "1.3E10"]))
    assert phones["phone"].to_list() == ["13800000000", "13800000000", None, None, None]
    assert phones["phones"].to_list()[1] == ["13800000000", "13900000000"]
    assert phones["rounded"].to_list() == [False, False, False, False, True]
    assert phones["unreadable"].to_list() == [False, False, False, True, False]
    districts = district_columns(pl.Series("x", ["五华", None, "火星"]), "5301")
    assert districts["code"].to_list() == ["530102", None, None]
    assert districts["unreadable"].to_list() == [False, None, True]


def test_an_empty_column_keeps_its_height():
    nothing = pl.Series("v", [None, None], dtype=pl.String)
    for frame in (
        date_columns(nothing),
        count_columns(nothing),
        phone_columns(nothing),
        district_columns(nothing, "5301"),
    ):
        assert frame.height == 2
