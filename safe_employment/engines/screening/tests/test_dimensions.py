"""A dimension: positive by threshold, negative only with enough noes, otherwise not assessed."""

from typing import Any

import pytest

from safe_employment.engines.screening import Answer, Assessment, Dimension, IndicatorSet, assess_dimensions
from safe_employment.engines.screening.problems import ProblemCode, ScreeningError

from .interviews import ADULTS, CHILDREN, answers, some

YES, NO, NOT_ASSESSED = Assessment.YES, Assessment.NO, Assessment.NOT_ASSESSED
D1, D3, D4, D5, D6 = (Dimension(n) for n in (1, 3, 4, 5, 6))

THRESHOLD = [
    # dimension, strong, medium, weak, all others no
    (D5, 2, 0, 0, YES),
    (D5, 1, 1, 0, YES),
    (D5, 1, 0, 1, YES),
    (D5, 1, 0, 0, NO),
    (D5, 0, 3, 0, YES),
    (D5, 0, 2, 1, YES),
    (D5, 0, 2, 0, NO),
    (D5, 0, 1, 1, NO),
    (D5, 0, 0, 1, NO),
    (D6, 0, 1, 2, NO),
    (D6, 0, 0, 2, NO),
    (D3, 0, 1, 2, NO),
    (D3, 0, 2, 1, YES),
    (D1, 0, 0, 0, NO),
]


@pytest.mark.parametrize(("dimension", "strong", "medium", "weak", "expected"), THRESHOLD)
def test_threshold_with_every_other_question_answered_no(dimension, strong, medium, weak, expected):
    given = some(dimension, strong, medium, weak, rest=Answer.NO)
    result = assess_dimensions(ADULTS, given)[dimension]
    assert result.assessment is expected
    assert (result.strong, result.medium, result.weak) == (strong, medium, weak)
    assert len(result.yes) == strong + medium + weak


SILENCE = [
    # D1 has ten indicators: yes, no, unknown, refused
    (0, 10, 0, 0, NO),
    (0, 5, 5, 0, NO),
    (0, 5, 0, 5, NO),
    (0, 4, 6, 0, NOT_ASSESSED),
    (0, 4, 3, 3, NOT_ASSESSED),
    (0, 0, 10, 0, NOT_ASSESSED),
    (0, 0, 0, 10, NOT_ASSESSED),
    (1, 4, 5, 0, NOT_ASSESSED),
    (1, 5, 4, 0, NO),
    (2, 0, 8, 0, YES),
]


@pytest.mark.parametrize(("yes", "no", "unknown", "refused", "expected"), SILENCE)
def test_unknown_and_refused_are_never_a_no(yes, no, unknown, refused, expected):
    values = [Answer.YES] * yes + [Answer.NO] * no + [Answer.UNKNOWN] * unknown + [Answer.REFUSED] * refused
    ids = [each.id for each in ADULTS.of(D1)]
    result = assess_dimensions(ADULTS, dict(zip(ids, values, strict=True)))[D1]
    assert result.assessment is expected
    assert (len(result.no), len(result.unknown), len(result.refused)) == (no, unknown, refused)
    assert len(result.open) == unknown + refused
    assert result.has_signs == bool(yes)


def test_what_was_not_asked_is_unknown():
    result = assess_dimensions(ADULTS, {})
    assert {each.assessment for each in result.values()} == {NOT_ASSESSED}
    assert len(result[D4].unknown) == 9


def test_strength_depends_on_the_age_group():
    given = {"D1.10": Answer.YES, "D1.02": Answer.YES}
    assert assess_dimensions(ADULTS, answers(ADULTS) | given)[D1].assessment is NO
    assert assess_dimensions(CHILDREN, answers(CHILDREN) | given)[D1].assessment is YES


def test_an_answer_for_the_other_age_group_is_not_counted():
    result = assess_dimensions(CHILDREN, answers(CHILDREN) | {"D4.06": Answer.YES})
    assert result[D4].yes == ()


def test_a_dimension_without_indicators_is_not_assessed():
    empty = IndicatorSet(ADULTS.age_group, (), ADULTS.provenance)
    assert {each.assessment for each in assess_dimensions(empty, {}).values()} == {NOT_ASSESSED}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"D9.01": Answer.YES}, ProblemCode.UNKNOWN_INDICATOR),
        ({"D1.01": "maybe"}, ProblemCode.NOT_AN_ANSWER),
    ],
)
def test_input_that_cannot_be_screened(given, code):
    with pytest.raises(ScreeningError) as caught:
        assess_dimensions(ADULTS, given)
    assert caught.value.code is code
    assert next(iter(given)) in str(caught.value) or "maybe" in caught.value.words["zh"]


def test_a_set_in_which_an_indicator_stands_twice():
    with pytest.raises(ScreeningError) as caught:
        IndicatorSet(ADULTS.age_group, ADULTS.indicators[:1] * 2, ADULTS.provenance)
    assert caught.value.code is ProblemCode.REPEATED_INDICATOR


def test_stored_text_is_read_as_an_answer():
    stored: Any = {"D5.01": "yes", "D5.02": "yes"}
    assert assess_dimensions(ADULTS, stored)[D5].assessment is YES
