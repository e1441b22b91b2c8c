"""What is shown is what the engine says; unknown is never a no; nothing is answered by a suggestion."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from safe_employment.engines import screening as engine
from safe_employment.engines.screening.tests.interviews import ADULTS, CHILDREN, positive
from safe_employment.kit.models import Association
from safe_employment.screenings.assessing import (
    assess,
    by_kind,
    indicators_for,
    offences,
    person_of,
    snapshot,
)
from safe_employment.screenings.models import Age, Given, Kind, Screening
from safe_employment.screenings.picture import missing_of, picture_of
from safe_employment.screenings.sections import indicator_sections, kept_of
from safe_employment.screenings.tests import factories


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


def plain(given: dict[str, engine.Answer]) -> dict[str, str]:
    return {code: said.value for code, said in given.items()}


@pytest.mark.parametrize("letters", ["", "4", "14", "145", "34", "46", "123456"])
@pytest.mark.parametrize("not_assessed", ["", "5"])
@pytest.mark.parametrize("age", [Age.ADULT, Age.AGED_16_17, Age.MAYBE_CHILD, Age.UNKNOWN])
def test_the_result_is_the_engines(kunming: Association, age: str, letters: str, not_assessed: str) -> None:
    found = factories.screening(kunming, age=age, at_work="yes")
    indicators = indicators_for(found)
    assert indicators is (CHILDREN if age in (Age.AGED_16_17, Age.MAYBE_CHILD) else ADULTS)
    given = positive(indicators, letters, not_assessed)
    factories.answers(found, plain(given))
    factories.answers(found, {"recruitment": "yes"}, kind=Kind.ACT)
    factories.answers(found, {"violence_now": "no", "confined_now": "unknown"}, kind=Kind.DANGER)
    factories.answers(found, {"servitude": "refused"}, kind=Kind.PURPOSE)
    factories.answers(found, {"involuntariness": "yes"}, kind=Kind.LABOUR)
    expected = engine.screen(
        indicators,
        person_of(found),
        engine.Interview(
            answers=given,
            danger=engine.Danger(violence_now=engine.Answer.NO),
            palermo=engine.PalermoAnswers(
                acts={engine.Act.RECRUITMENT: engine.Answer.YES},
                purposes={engine.Purpose.SERVITUDE: engine.Answer.REFUSED},
            ),
            involuntariness=engine.Answer.YES,
        ),
    )
    assert assess(found, found.answers.all()) == expected
    assert found.next_step == expected.next_step
    kept = snapshot(found, found.answers.all())
    assert kept["result"]["refer"] == expected.refer.value
    shown = picture_of(found, list(found.answers.all()))
    assert shown.step.word == engine.wording(expected.next_step)["en"]
    marks = {"yes": "Positive", "no": "Negative", "not_assessed": "Not assessed"}
    assert [line.mark.word for line in shown.dimensions] == [
        marks[each.assessment.value] for each in expected.dimensions
    ]
    readings = [each.mark.word for each in shown.readings]
    if expected.adult is not None:
        outputs = [expected.adult.output(which) for which in engine.AdultOutput]
        assert readings == [engine.wording(each)["en"] for each in outputs]
    assert shown.signs_indicated == sum(each.is_indicated for each in expected.forced_labour_signs)


def test_unknown_and_not_asked_are_never_a_no(kunming: Association) -> None:
    assessments = {}
    for answer in ("no", "unknown", "refused", "not_asked"):
        found = factories.screening(kunming)
        factories.answers(found, dict.fromkeys(sorted(ADULTS.ids), answer))
        factories.answers(found, dict.fromkeys(engine.Act, answer), kind=Kind.ACT)
        factories.answers(found, dict.fromkeys(dangers(), answer), kind=Kind.DANGER)
        result = assess(found, found.answers.all())
        assessments[answer] = {each.assessment for each in result.dimensions}
        assert result.palermo.act is (
            engine.Assessment.NO if answer == "no" else engine.Assessment.NOT_ASSESSED
        )
        expected = engine.NextStep.NO_FURTHER_STEP if answer == "no" else engine.NextStep.FOLLOW_UP
        assert found.step is expected
    assert assessments["no"] == {engine.Assessment.NO}
    for answer in ("unknown", "refused", "not_asked"):
        assert assessments[answer] == {engine.Assessment.NOT_ASSESSED}


def dangers() -> list[str]:
    return [reason for reason in engine.DangerReason if reason is not engine.DangerReason.CHILD]


def test_a_means_not_asked_adds_nothing_and_an_unknown_one_keeps_it_open(kunming: Association) -> None:
    found = factories.screening(kunming)
    factories.answers(found, plain(positive(ADULTS, "")))
    factories.answers(found, {"fraud": "not_asked"}, kind=Kind.MEANS)
    assert assess(found, found.answers.all()).palermo.means is engine.Assessment.NO
    factories.answers(found, {"deception": "unknown"}, kind=Kind.MEANS)
    assert assess(found, found.answers.all()).palermo.means is engine.Assessment.NOT_ASSESSED


def test_suggestions_are_marked_and_answer_nothing(kunming: Association) -> None:
    found = factories.screening(kunming, alerts=["FRE-01"])
    sections = indicator_sections(found, kept_of([]))
    worth = {each.code for section in sections for each in section.questions if each.because}
    assert worth == {"D2.03", "D5.01"}
    assert not any(section.answered for section in sections)
    only = indicator_sections(found, kept_of([]), "worth")
    assert [each.code for section in only for each in section.questions] == ["D2.03", "D5.01"]
    assert only[0].questions[0].because == ("Papers are held",)
    factories.answers(found, {"D2.03": "no"})
    left = indicator_sections(found, kept_of(found.answers.all()), "open")
    assert "D2.03" not in {each.code for section in left for each in section.questions}


def test_answers_outlive_a_changed_age_and_a_changed_list(kunming: Association) -> None:
    found = factories.screening(kunming)
    only_adult = sorted(ADULTS.ids - CHILDREN.ids)
    factories.answers(found, [*only_adult, "D4.01"])
    factories.answers(found, {"D0.00": "yes"})  # of a list that is no longer used
    for age in Age:
        found.age = age
        assess(found, found.answers.all())
    assert by_kind(found.answers.all())[Kind.INDICATOR]["D4.01"] is engine.Answer.YES


def test_what_is_missing_is_said(kunming: Association) -> None:
    found = factories.screening(kunming, age=Age.AGED_16_17)
    result = assess(found, [])
    told = " ".join(missing_of(result, CHILDREN))
    assert "Danger at this moment is not cleared" in told
    assert "(the act) is not written down" in told
    assert "questions that could decide for a child" in told
    assert told.count("not assessed") == 6
    factories.answers(found, plain(positive(CHILDREN, "")))
    factories.answers(found, dict.fromkeys(dangers(), "no"), kind=Kind.DANGER)
    factories.answers(found, {"harbouring": "yes"}, kind=Kind.ACT)
    assert missing_of(assess(found, found.answers.all()), CHILDREN) == []


def test_the_agency_s_articles_are_apart_from_the_result(kunming: Association) -> None:
    found = factories.screening(kunming)
    before = assess(found, found.answers.all())
    factories.answers(found, {"liberty_restrained": "yes", "injured": "unknown"}, kind=Kind.FACT)
    assert assess(found, found.answers.all()) == before
    assert [each.article for each in offences(found, found.answers.all())] == [
        each.article
        for each in engine.possible_offences({engine.Fact.LIBERTY_RESTRAINED: engine.Answer.YES}, age=18)
    ]


def test_each_answer_has_its_word() -> None:
    assert set(Given.values) == {each.value for each in engine.Answer} | {"not_asked"}
    assert {each.value for each in Kind} >= {"danger", "indicator"}
    assert Screening(age=Age.UNKNOWN).age == "unknown"
