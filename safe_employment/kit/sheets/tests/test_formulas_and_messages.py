"""Formula text, markup, and the catalogue of messages."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from safe_employment.kit import sheets
from safe_employment.kit.sheets import (
    formula_text,
    has_markup,
    is_formula_text,
    markup_text,
    neutralise_formula,
)
from safe_employment.kit.sheets.messages import SHEET_MESSAGES, describe

FORMULAS = ["=SUM(A1:A9)", "+cmd|' /C calc'!A0", "-2+3+cmd", "@SUM(A1)", "\t=1+1", "＝HYPERLINK(1)", " =A1"]
PLAIN = ["-5", "+86 871 60399717", "甲店", "-", "——", "", "1-2", "a=b", "+8613800000000"]


@pytest.mark.parametrize("text", FORMULAS)
def test_formula_text_is_found_and_neutralised(text):
    assert is_formula_text(text)
    assert neutralise_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_left_alone(text):
    assert not is_formula_text(text)
    assert neutralise_formula(text) == text


@given(st.text(max_size=30))
def test_neutralising_is_idempotent_and_leaves_no_formula(text):
    once = neutralise_formula(text)
    assert not is_formula_text(once)
    assert neutralise_formula(once) == once


@given(
    st.lists(st.text(alphabet=st.sampled_from("=+-@＝ \t5a<b>&#;/店"), max_size=8), min_size=1, max_size=20)
)
def test_the_vectorised_forms_agree(values):
    frame = pl.DataFrame({"v": values}).select(
        formula=formula_text(pl.col("v")), markup=markup_text(pl.col("v"))
    )
    assert frame["formula"].to_list() == [is_formula_text(value) for value in values]
    assert frame["markup"].to_list() == [has_markup(value) for value in values]


def test_markup():
    assert has_markup("<script>alert(1)</script>店")
    assert has_markup("<b>店")
    assert has_markup("</B >")
    assert has_markup("&#60;script")
    assert not has_markup("3 < 5 and 7 > 2")
    assert not has_markup("A&B 服饰")


def test_every_code_that_is_raised_or_noticed_is_in_the_catalogue():
    source = "".join(path.read_text(encoding="utf-8") for path in Path(sheets.__file__).parent.glob("*.py"))
    used = set(re.findall(r'Sheet(?:Error|Notice)\(\s*"([A-Z_]+)"', source)) | {"EMPTY_SHEET", "NO_DATA_ROWS"}
    assert used <= set(SHEET_MESSAGES)
    assert set(SHEET_MESSAGES) <= used


def test_a_message_says_what_why_and_what_next():
    with translation.override("en"):
        what, why, do = describe("TOO_MANY_COLUMNS", {"columns": 300, "limit": 200})
    assert "too many columns" in what
    assert "300" in why
    assert "200" in why
    assert do
