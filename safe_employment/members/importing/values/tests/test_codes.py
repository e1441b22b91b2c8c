"""Unified social credit codes, whole columns at once."""

from __future__ import annotations

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from safe_employment.engines import identifiers
from safe_employment.members.importing.values.codes import (
    ALPHABET,
    code_columns,
    is_resident_number,
    is_valid_uscc,
)

GOOD = "91110000600037341L"


def read(*values: str | None) -> pl.DataFrame:
    return code_columns(pl.Series("code", list(values), dtype=pl.String))


def one(value: str | None) -> dict[str, object]:
    return read(value).row(0, named=True)


def test_a_valid_code():
    assert one(GOOD) == {
        "code": GOOD,
        "code_kind": "uscc",
        "code_valid": True,
        "code_division": "110000",
        "code_issue": None,
        "code_proposed": None,
    }


def test_spaces_case_width_and_labels_are_no_fault():
    for text in (
        "91110000 600037341L",
        "91110000600037341l",
        "９１１１００００６００037341Ｌ",
        " 9111-0000-6000-3734-1L ",
        "信用代码：91110000600037341L",
        "'91110000600037341L",
        "9111000060003734\u200b1L",
    ):
        row = one(text)
        assert (row["code"], row["code_valid"], row["code_issue"]) == (GOOD, True, None)


def test_look_alikes_are_corrected_only_if_the_check_then_holds():
    row = one("9111OOOO600037341L")
    assert (row["code"], row["code_valid"], row["code_issue"]) == (GOOD, True, "CODE_LOOKALIKE_CORRECTED")
    row = one("9111OOOO600037342L")
    assert (row["code"], row["code_valid"], row["code_issue"]) == (
        "9111OOOO600037342L",
        False,
        "CODE_CHECK_FAILED",
    )


def test_missing_pending_rounded_short_and_old():
    issues = read(
        "无",
        None,
        "-",
        "N/A",
        "办理中",
        "正在办理",
        "9.111E+17",
        "9111000060003734",
        "530137476277410",
        "甲乙",
    )
    assert issues["code_issue"].to_list() == [
        "CODE_MISSING",
        "CODE_MISSING",
        "CODE_MISSING",
        "CODE_MISSING",
        "CODE_PENDING",
        "CODE_PENDING",
        "CODE_ROUNDED",
        "CODE_LENGTH",
        "CODE_OLD_NUMBER",
        "CODE_UNREADABLE",
    ]
    assert issues["code_kind"].to_list()[7:] == ["other", "registration", None]
    assert issues["code_division"].to_list()[8] == "530137"
    assert one("60003734-1")["code_kind"] == "organisation"
    assert one("530137476277410.0")["code"] == "530137476277410"


def test_a_lost_last_character_is_proposed_not_filled_in():
    row = one(GOOD[:-1])
    assert (row["code"], row["code_proposed"], row["code_issue"]) == (GOOD[:-1], GOOD, "CODE_LENGTH")


def test_a_persons_number_is_not_kept():
    row = one("360426199101010071")
    assert row["code_issue"] == "CODE_IS_RESIDENT_NUMBER"
    assert (row["code"], row["code_kind"], row["code_division"]) == (None, None, None)


body = st.builds(
    lambda head, division, tail: head + division + tail,
    st.text(ALPHABET, min_size=2, max_size=2),
    st.text("0123456789", min_size=6, max_size=6),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@given(st.lists(st.tuples(body, st.sampled_from(ALPHABET)), min_size=1, max_size=40))
@settings(max_examples=30, deadline=None)
def test_the_vectorised_check_agrees_with_the_engine(pairs):
    codes = [stem + last for stem, last in pairs]
    found = pl.DataFrame({"c": codes}).select(is_valid_uscc(pl.col("c"))).to_series().to_list()
    assert found == [identifiers.parse_social_credit_code(code).is_valid for code in codes]


@given(st.lists(st.text("0123456789", min_size=16, max_size=16), min_size=1, max_size=40))
@settings(max_examples=30, deadline=None)
def test_the_vectorised_check_agrees_with_stdnum(digits):
    codes = ["9" + text[1:] for text in digits]
    whole = [f"{code}0{uscc.calc_check_digit(code + '0')}" for code in codes]
    assert all(pl.DataFrame({"c": whole}).select(is_valid_uscc(pl.col("c"))).to_series())
    assert all(uscc.is_valid(code) for code in whole)


@given(st.integers(0, 999), st.sampled_from("0123456789X"))
@settings(max_examples=40, deadline=None)
def test_resident_numbers_agree_with_stdnum(sequence, last):
    number = f"53010219900307{sequence:03d}{last}"
    found = pl.DataFrame({"c": [number]}).select(is_resident_number(pl.col("c"))).item()
    assert found == ric.is_valid(number)
