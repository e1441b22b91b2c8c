"""Adults by the three readings and the lesser classes; children by lower evidence."""

import pytest

from safe_employment.engines.screening import (
    AdultOutput,
    Answer,
    Assessment,
    CaseClass,
    ChildReason,
    Person,
    assess_adult,
    assess_child,
    assess_dimensions,
)

from .interviews import ADULTS, CHILDREN, answers, positive

Y, N, O = Assessment.YES, Assessment.NO, Assessment.NOT_ASSESSED  # noqa: E741 - O for open

ADULT_CASES = [
    # positive, not assessed (others negative): strict, wide, forced labour, deceived, exploited, class
    ("", "", N, N, N, N, N, CaseClass.NO_FINDING),
    ("4", "", N, N, N, N, Y, CaseClass.EXPLOITED),
    ("14", "", N, Y, N, Y, Y, CaseClass.DECEIVED_AND_EXPLOITED),
    ("24", "", N, Y, N, N, Y, CaseClass.PALERMO_WIDE),
    ("34", "", N, Y, N, N, Y, CaseClass.PALERMO_WIDE),
    ("46", "", N, Y, Y, N, Y, CaseClass.FORCED_LABOUR_SIGN),
    ("45", "", N, Y, Y, N, Y, CaseClass.FORCED_LABOUR_SIGN),
    ("346", "", N, Y, Y, N, Y, CaseClass.FORCED_LABOUR_SIGN),
    ("145", "", Y, Y, Y, Y, Y, CaseClass.TRAFFICKING),
    ("245", "", Y, Y, Y, N, Y, CaseClass.TRAFFICKING),
    ("345", "", N, Y, Y, N, Y, CaseClass.FORCED_LABOUR_SIGN),
    ("15", "", N, N, N, N, N, CaseClass.SIGNS),
    ("12356", "", N, N, N, N, N, CaseClass.SIGNS),
    # propagation of "not assessed"
    ("", "123456", O, O, O, O, O, CaseClass.NOT_ASSESSED),
    ("", "4", N, N, N, N, O, CaseClass.NOT_ASSESSED),
    ("", "6", N, N, N, N, N, CaseClass.NOT_ASSESSED),
    ("", "12356", N, N, N, N, N, CaseClass.NOT_ASSESSED),
    ("45", "1", O, Y, Y, O, Y, CaseClass.FORCED_LABOUR_SIGN),
    ("45", "12", O, Y, Y, O, Y, CaseClass.FORCED_LABOUR_SIGN),
    ("14", "5", O, Y, O, Y, Y, CaseClass.DECEIVED_AND_EXPLOITED),
    ("15", "4", O, O, O, O, O, CaseClass.SIGNS),
    ("4", "5", N, O, O, N, Y, CaseClass.EXPLOITED),
    ("4", "15", O, O, O, O, Y, CaseClass.EXPLOITED),
    ("4", "3", N, O, N, N, Y, CaseClass.EXPLOITED),
    ("4", "6", N, O, O, N, Y, CaseClass.EXPLOITED),
    ("5", "124", O, O, O, O, O, CaseClass.SIGNS),
]


@pytest.mark.parametrize(
    ("yes", "not_assessed", "strict", "wide", "forced", "deceived", "exploited", "case_class"), ADULT_CASES
)
def test_adults(*, yes, not_assessed, strict, wide, forced, deceived, exploited, case_class):
    result = assess_adult(assess_dimensions(ADULTS, positive(ADULTS, yes, not_assessed)))
    assert (result.strict, result.palermo_wide, result.forced_labour_sign) == (strict, wide, forced)
    assert (result.deceived_and_exploited, result.exploited) == (deceived, exploited)
    assert result.case_class is case_class
    assert "".join(str(each.value) for each in result.not_assessed) == not_assessed


@pytest.mark.parametrize(
    ("yes", "not_assessed", "chosen", "expected"),
    [
        ("145", "", [], Y),
        ("46", "", [], N),
        ("46", "", [AdultOutput.PALERMO_WIDE], Y),
        ("46", "", [AdultOutput.FORCED_LABOUR_SIGN], Y),
        ("34", "", [AdultOutput.FORCED_LABOUR_SIGN], N),
        ("45", "1", [], O),
        ("45", "1", [AdultOutput.FORCED_LABOUR_SIGN], Y),
        ("145", "", [AdultOutput.PALERMO_WIDE], Y),
    ],
)
def test_the_association_chooses_what_refers_beyond_the_strict_reading(yes, not_assessed, chosen, expected):
    result = assess_adult(assess_dimensions(ADULTS, positive(ADULTS, yes, not_assessed)))
    assert result.refer(frozenset(chosen)) is expected


def test_one_sign_is_not_no_finding():
    result = assess_adult(assess_dimensions(ADULTS, answers(ADULTS, ["D5.01"])))
    assert result.strict is N
    assert result.no_finding is N
    assert result.case_class is CaseClass.SIGNS


def child_result(given, age=17, at_work=Answer.NO, act=O):
    person = Person(age, at_work=at_work)
    return assess_child(person, CHILDREN, given, assess_dimensions(CHILDREN, given), act)


CHILD_CASES = [
    # yes, every other answer, refer, why
    ((), Answer.NO, N, ()),
    (("D1.10",), Answer.NO, Y, (ChildReason.STRONG_INDICATOR,)),
    (("D5.12",), Answer.UNKNOWN, Y, (ChildReason.STRONG_INDICATOR,)),
    (("D4.01",), Answer.NO, Y, (ChildReason.STRONG_INDICATOR,)),
    (("D4.02",), Answer.NO, N, ()),
    (("D4.02", "D4.09"), Answer.NO, Y, (ChildReason.EXPLOITATION_MEDIUM,)),
    (("D3.01", "D3.02"), Answer.NO, N, ()),
    (("D3.01", "D3.02", "D3.03"), Answer.NO, N, ()),
    (
        ("D4.01", "D4.02", "D4.03"),
        Answer.NO,
        Y,
        (ChildReason.STRONG_INDICATOR, ChildReason.EXPLOITATION_MEDIUM),
    ),
    ((), Answer.UNKNOWN, O, ()),
    ((), Answer.REFUSED, O, ()),
    (("D4.02",), Answer.UNKNOWN, O, ()),
]


@pytest.mark.parametrize(("yes", "rest", "refer", "reasons"), CHILD_CASES)
def test_children_are_referred_on_lower_evidence(yes, rest, refer, reasons):
    result = child_result(answers(CHILDREN, yes, rest))
    assert (result.refer, result.reasons) == (refer, reasons)


@pytest.mark.parametrize(
    ("age", "at_work", "refer"),
    [
        (15, Answer.YES, Y),
        (12, Answer.YES, Y),
        (16, Answer.YES, N),
        (15, Answer.NO, N),
        (15, Answer.UNKNOWN, N),
        (None, Answer.YES, N),
    ],
)
def test_under_sixteen_at_work_is_enough(age, at_work, refer):
    person = Person(age, presumed_child=True, at_work=at_work)
    given = answers(CHILDREN)
    result = assess_child(person, CHILDREN, given, assess_dimensions(CHILDREN, given))
    assert result.refer is refer
    assert (ChildReason.WORKS_UNDER_AGE in result.reasons) == (refer is Y)


@pytest.mark.parametrize(
    ("open_ids", "yes", "to_ask"),
    [
        (["D5.01"], [], ("D5.01",)),
        (["D3.01"], [], ()),
        (["D4.02"], [], ()),
        (["D4.02"], ["D4.03"], ("D4.02",)),
        (["D4.02", "D4.03"], [], ("D4.02", "D4.03")),
        (["D5.01"], ["D4.01"], ()),
    ],
)
def test_one_open_question_that_could_decide_keeps_a_child_unassessed(open_ids, yes, to_ask):
    given = answers(CHILDREN, yes) | dict.fromkeys(open_ids, Answer.UNKNOWN)
    result = child_result(given)
    assert result.to_ask == to_ask
    assert result.refer is (O if to_ask else Y if "D4.01" in yes else N)


def test_a_child_needs_act_and_exploitation_but_no_means():
    given = answers(CHILDREN, ["D4.01", "D4.02"])
    assert child_result(given, act=Y).trafficking is Y
    assert child_result(given, act=O).trafficking is O
    assert child_result(given, act=N).trafficking is N
