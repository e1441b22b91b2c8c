"""The eleven signs, the Palermo elements, forced labour in statistics, emergencies, the whole screening."""

from typing import Any

import pytest

from safe_employment.engines.screening import (
    Act,
    AdultOutput,
    AgeGroup,
    Answer,
    Assessment,
    Danger,
    DangerReason,
    Interview,
    Means,
    NextStep,
    PalermoAnswers,
    Person,
    Purpose,
    assess_act,
    assess_dimensions,
    assess_palermo,
    forced_labour_signs,
    forced_labour_stat,
    needs_emergency,
    screen,
)
from safe_employment.engines.screening.problems import ProblemCode, ScreeningError

from .interviews import ADULTS, CHILDREN, answers, positive

Y, N, O = Assessment.YES, Assessment.NO, Assessment.NOT_ASSESSED  # noqa: E741 - O for open
YES, NO, UNKNOWN, REFUSED = Answer.YES, Answer.NO, Answer.UNKNOWN, Answer.REFUSED
SAFE = Danger(NO, NO, NO, NO)
NO_ACT = dict.fromkeys(Act, NO)


@pytest.mark.parametrize(
    ("yes", "numbers"),
    [
        ((), []),
        (("D5.01",), [7]),
        (("D2.05",), [3, 4]),
        (("D3.09", "D4.01"), [1, 2, 11]),
        (("D4.08", "D5.14"), [8, 9]),
    ],
)
def test_which_of_the_eleven_are_indicated(yes, numbers):
    signs = forced_labour_signs(ADULTS, answers(ADULTS, yes))
    assert [each.sign.number for each in signs] == list(range(1, 12))
    assert [each.sign.number for each in signs if each.is_indicated] == numbers
    assert {identifier for each in signs for identifier in each.indicated_by} == set(yes)


def test_a_sign_names_its_answers_and_what_is_open():
    signs = forced_labour_signs(ADULTS, answers(ADULTS, ["D2.03", "D5.01"]) | {"D5.02": REFUSED})
    assert signs[6].indicated_by == ("D2.03", "D5.01")
    assert (signs[8].indicated_by, signs[8].open) == ((), ("D5.02",))


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        ({}, O),
        ({Act.RECEIPT: YES}, Y),
        ({Act.RECEIPT: NO}, O),
        (NO_ACT, N),
        (NO_ACT | {Act.TRANSFER: REFUSED}, O),
        (NO_ACT | {Act.TRANSFER: YES}, Y),
    ],
)
def test_an_act_is_any_of_the_five(acts, expected):
    assert assess_act(acts) is expected


PALERMO = [
    # age group, act, positive, not assessed: means, purpose, trafficking, consent irrelevant
    (AgeGroup.ADULT, YES, "14", "", Y, Y, Y, Y),
    (AgeGroup.ADULT, YES, "46", "", Y, Y, Y, Y),
    (AgeGroup.ADULT, YES, "4", "", N, Y, N, N),
    (AgeGroup.ADULT, YES, "4", "3", O, Y, O, O),
    (AgeGroup.ADULT, YES, "1", "", Y, N, N, Y),
    (AgeGroup.ADULT, UNKNOWN, "14", "", Y, Y, O, Y),
    (AgeGroup.ADULT, NO, "14", "", Y, Y, N, Y),
    (AgeGroup.ADULT, UNKNOWN, "", "4", N, O, N, N),
    (AgeGroup.CHILD, YES, "4", "", N, Y, Y, Y),
    (AgeGroup.CHILD, YES, "1", "", Y, N, N, Y),
    (AgeGroup.CHILD, YES, "", "4", N, O, O, Y),
    (AgeGroup.CHILD, UNKNOWN, "4", "", N, Y, O, Y),
    (AgeGroup.CHILD, NO, "4", "", N, Y, N, Y),
]


@pytest.mark.parametrize(
    ("age_group", "act", "yes", "not_assessed", "means", "purpose", "trafficking", "consent"), PALERMO
)
def test_palermo(*, age_group, act, yes, not_assessed, means, purpose, trafficking, consent):
    indicators = ADULTS if age_group is AgeGroup.ADULT else CHILDREN
    dimensions = assess_dimensions(indicators, positive(indicators, yes, not_assessed))
    result = assess_palermo(age_group, dimensions, PalermoAnswers(acts=dict.fromkeys(Act, act)))
    assert (result.means, result.purpose, result.trafficking) == (means, purpose, trafficking)
    assert result.consent_irrelevant is consent


@pytest.mark.parametrize(("answer", "element"), [(YES, Y), (NO, N), (UNKNOWN, O), (REFUSED, O)])
def test_recorded_means_and_purposes_add_to_the_indicators(answer, element):
    dimensions = assess_dimensions(ADULTS, answers(ADULTS))
    recorded = PalermoAnswers(
        acts={Act.RECRUITMENT: YES},
        means={Means.PAYMENT_FOR_CONTROL: answer},
        purposes={Purpose.PROSTITUTION: answer},
    )
    result = assess_palermo(AgeGroup.ADULT, dimensions, recorded)
    assert (result.means, result.purpose, result.trafficking) == (element, element, element)


@pytest.mark.parametrize(
    ("involuntariness", "menace", "expected"),
    [
        (YES, YES, Y),
        (YES, NO, N),
        (NO, YES, N),
        (NO, UNKNOWN, N),
        (YES, UNKNOWN, O),
        (REFUSED, YES, O),
        (UNKNOWN, UNKNOWN, O),
        (NO, NO, N),
    ],
)
def test_forced_labour_in_statistics_needs_both(involuntariness, menace, expected):
    assert forced_labour_stat(involuntariness, menace) is expected


@pytest.mark.parametrize(
    ("person", "danger", "reasons"),
    [
        (Person(30), SAFE, ()),
        (Person(30), Danger(), ()),
        (Person(30), Danger(confined_now=YES), (DangerReason.CONFINED_NOW,)),
        (Person(30), Danger(violence_now=YES), (DangerReason.VIOLENCE_NOW,)),
        (Person(30), Danger(violence_threatened_now=YES), (DangerReason.VIOLENCE_THREATENED_NOW,)),
        (Person(30), Danger(needs_medical_help_now=YES), (DangerReason.NEEDS_MEDICAL_HELP_NOW,)),
        (Person(15, at_work=YES), SAFE, (DangerReason.CHILD,)),
        (Person(15, at_work=NO), SAFE, ()),
        (Person(17, at_work=YES), SAFE, ()),
        (Person(15, at_work=YES), Danger(confined_now=YES), (DangerReason.CHILD, DangerReason.CONFINED_NOW)),
    ],
)
def test_imminent_danger(person, danger, reasons):
    emergency = needs_emergency(person, danger)
    assert emergency.reasons == reasons
    assert bool(emergency) == emergency.is_emergency == bool(reasons)


def test_open_questions_about_danger_are_named():
    assert needs_emergency(Person(30), Danger(confined_now=NO, violence_now=REFUSED)).to_ask == (
        DangerReason.VIOLENCE_NOW,
        DangerReason.VIOLENCE_THREATENED_NOW,
        DangerReason.NEEDS_MEDICAL_HELP_NOW,
    )


def test_danger_as_stored_text_is_read_and_other_text_refused():
    stored: Any = "yes"
    assert needs_emergency(Person(30), Danger(confined_now=stored))
    stored = "perhaps"
    with pytest.raises(ScreeningError):
        needs_emergency(Person(30), Danger(confined_now=stored))


NEXT_STEPS = [
    # person, answers, danger, refer on: refer, next step
    (Person(30), positive(ADULTS, ""), SAFE, (), N, NextStep.NO_FURTHER_STEP),
    (Person(30), positive(ADULTS, ""), Danger(), (), N, NextStep.FOLLOW_UP),
    (Person(30), positive(ADULTS, ""), Danger(confined_now=YES), (), Y, NextStep.EMERGENCY),
    (Person(30), {}, SAFE, (), O, NextStep.FOLLOW_UP),
    (Person(30), answers(ADULTS, ["D5.01"]), SAFE, (), N, NextStep.FOLLOW_UP),
    (Person(30), positive(ADULTS, "4"), SAFE, (), N, NextStep.LABOUR_RIGHTS_CASE),
    (Person(30), positive(ADULTS, "46"), SAFE, (), N, NextStep.LABOUR_RIGHTS_CASE),
    (Person(30), positive(ADULTS, "46"), SAFE, (AdultOutput.FORCED_LABOUR_SIGN,), Y, NextStep.REFER),
    (Person(30), positive(ADULTS, "145"), SAFE, (), Y, NextStep.REFER),
    (Person(None), positive(ADULTS, "145"), SAFE, (), Y, NextStep.REFER),
    (Person(17), answers(CHILDREN), SAFE, (), N, NextStep.NO_FURTHER_STEP),
    (Person(17), answers(CHILDREN, ["D3.01"]), SAFE, (), N, NextStep.FOLLOW_UP),
    (Person(17), {}, SAFE, (), O, NextStep.FOLLOW_UP),
    (Person(17), answers(CHILDREN, ["D1.10"]), SAFE, (), Y, NextStep.EMERGENCY),
    (Person(None, presumed_child=True), answers(CHILDREN, ["D5.03"]), SAFE, (), Y, NextStep.EMERGENCY),
    (Person(14, at_work=YES), answers(CHILDREN), SAFE, (), Y, NextStep.EMERGENCY),
]


@pytest.mark.parametrize(("person", "given", "danger", "refer_on", "refer", "step"), NEXT_STEPS)
def test_what_comes_next(*, person, given, danger, refer_on, refer, step):
    indicators = CHILDREN if person.is_child else ADULTS
    screening = screen(indicators, person, Interview(given, danger), frozenset(refer_on))
    assert (screening.refer, screening.next_step) == (refer, step)
    assert (screening.adult is None, screening.child is None) == (person.is_child, not person.is_child)
    assert screening.provenance is indicators.provenance


def test_a_screening_carries_its_parts():
    interview = Interview(
        positive(ADULTS, "145"),
        palermo=PalermoAnswers(acts={Act.RECRUITMENT: YES}),
        involuntariness=YES,
        menace_of_penalty=YES,
    )
    screening = screen(ADULTS, Person(30), interview)
    assert screening.palermo.trafficking is Y
    assert screening.forced_labour_stat is Y
    assert [each.sign.number for each in screening.forced_labour_signs if each.is_indicated] == [
        2,
        7,
        9,
        10,
        11,
    ]
    assert len(screening.dimensions) == 6


def test_the_set_must_be_that_of_the_age_group():
    with pytest.raises(ScreeningError) as caught:
        screen(ADULTS, Person(17), Interview({}))
    assert caught.value.code is ProblemCode.WRONG_AGE_GROUP


@pytest.mark.parametrize(
    ("person", "age_group"),
    [
        (Person(18), AgeGroup.ADULT),
        (Person(17), AgeGroup.CHILD),
        (Person(None), AgeGroup.ADULT),
        (Person(None, presumed_child=True), AgeGroup.CHILD),
        (Person(18, presumed_child=True), AgeGroup.ADULT),
    ],
)
def test_who_is_a_child(person, age_group):
    assert person.age_group is age_group


@pytest.mark.parametrize("age", [-1, 121])
def test_an_age_that_cannot_be(age):
    with pytest.raises(ScreeningError):
        Person(age)
