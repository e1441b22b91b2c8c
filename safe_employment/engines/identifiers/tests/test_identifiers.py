"""Codes and numbers: published examples, every wrong character, and what people write."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from safe_employment.engines.identifiers import (
    CodeProblem,
    CodeWarning,
    IdentityProblem,
    age_on,
    normalise,
    parse_registration_number,
    parse_resident_identity,
    parse_social_credit_code,
    short_name,
    without_look_alikes,
)
from safe_employment.engines.identifiers.social_credit import (
    ALPHABET,
    check_character,
    organisation_check_character,
)

PUBLISHED = "91110000600037341L"
TODAY = date(2026, 11, 21)
bodies = st.builds(
    lambda kind, division, rest: kind + division + rest,
    st.sampled_from(["91", "92", "93", "51", "Y1", "N2"]),
    st.from_regex(r"\A53[0-9]{4}\Z"),
    st.text(ALPHABET, min_size=9, max_size=9),
)


@given(bodies)
def test_a_code_made_by_the_rule_is_valid(body: str) -> None:
    assert parse_social_credit_code(body + check_character(body)).is_valid


@given(bodies, st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(body: str, at: int, wrong: str) -> None:
    code = body + check_character(body)
    changed = code[:at] + wrong + code[at + 1 :]
    assert parse_social_credit_code(changed).is_valid == (changed == code)


@given(bodies.filter(str.isalnum).filter(lambda body: body[:2].isdigit()))
def test_where_both_apply_python_stdnum_agrees(body: str) -> None:
    code = body + check_character(body)
    assert uscc.is_valid(code) == parse_social_credit_code(code).is_valid


def test_parts_of_a_published_code() -> None:
    code = parse_social_credit_code(PUBLISHED)
    assert code.is_valid
    assert code.warnings == ()
    assert (code.authority_and_kind, code.division, code.organisation_code) == ("91", "110000", "600037341")
    assert organisation_check_character("60003734") == "1"


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("", CodeProblem.EMPTY),
        ("无", CodeProblem.EMPTY),
        (PUBLISHED[:17], CodeProblem.LENGTH),
        ("911100006000373VVV", CodeProblem.ALPHABET),
        ("9111A000600037341L", CodeProblem.DIVISION),
        ("91110000600037341M", CodeProblem.CHECK),
    ],
)
def test_why_a_code_is_wrong(written: str, problem: CodeProblem) -> None:
    assert parse_social_credit_code(written).problem is problem


def test_what_people_write_is_read_and_look_alikes_are_told() -> None:
    assert parse_social_credit_code(" ９１１１０００0-600037341l ").is_valid
    code = parse_social_credit_code(PUBLISHED.replace("0", "O"))
    assert code.is_valid
    assert CodeWarning.LOOK_ALIKES_REPLACED in code.warnings


def test_a_wrong_organisation_check_only_warns() -> None:
    body = "915301026000373" + "49"
    code = parse_social_credit_code(body + check_character(body))
    assert code.is_valid
    assert code.warnings == (CodeWarning.ORGANISATION_CHECK,)


def test_registration_numbers_warn_about_the_check_digit() -> None:
    assert parse_registration_number("110108000000016").check_holds
    wrong = parse_registration_number("110108000000017")
    assert wrong.is_valid
    assert not wrong.check_holds
    assert wrong.division == "110108"
    assert not parse_registration_number("12345").is_valid


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("11010519491231002X", None),
        ("11010519491231002x", None),
        ("360426199101010071", None),
        ("360426199101010072", IdentityProblem.CHECK),
        ("360426199113010071", IdentityProblem.BIRTH_DATE),
        ("360426203001010071", IdentityProblem.BIRTH_DATE),
        ("36042619910101007", IdentityProblem.LENGTH),
        ("36042619910101A071", IdentityProblem.CHARACTERS),
        ("", IdentityProblem.EMPTY),
    ],
)
def test_resident_identity_numbers(written: str, problem: IdentityProblem | None) -> None:
    assert parse_resident_identity(written, TODAY).problem is problem


def test_a_valid_identity_says_when_and_where() -> None:
    identity = parse_resident_identity("11010519491231002X", TODAY)
    assert identity.born_on == date(1949, 12, 31)
    assert identity.division == "110105"
    assert not identity.is_permit


def test_look_alikes_and_width() -> None:
    assert normalise("９１-ab Ｃ无") == "91ABC"
    assert without_look_alikes("OI5Z") == "0152"


def test_a_division_has_a_short_name() -> None:
    assert short_name("寻甸回族彝族自治县") == "寻甸"
    assert short_name("昆明市") == "昆明"
    assert short_name("五华区") == "五华"


@pytest.mark.parametrize(
    ("written", "sex"), [("11010519491231002X", "F"), ("440524188001010014", "M"), ("440524188001010015", "")]
)
def test_the_seventeenth_character_tells_the_sex_of_a_valid_number(written: str, sex: str) -> None:
    assert parse_resident_identity(written, TODAY).sex == sex


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2010, 11, 21), date(2026, 11, 20), 15),
        (date(2010, 11, 21), date(2026, 11, 21), 16),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_a_year_of_life_is_full_on_the_birthday(born_on: date, day: date, age: int) -> None:
    assert age_on(born_on, day) == age
