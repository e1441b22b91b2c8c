"""Articles of the Criminal Law that may be worth a look; suggestions from the books; words for all codes."""

from enum import StrEnum

import pytest

from safe_employment.engines.screening import (
    ALERTS,
    FOR_THE_AGENCY,
    AgeGroup,
    Answer,
    Assessment,
    Fact,
    NextStep,
    ProblemCode,
    Sex,
    indicator_set,
    possible_offences,
    suggested_indicators,
    wording,
)
from safe_employment.engines.screening.problems import ScreeningError
from safe_employment.engines.screening.wording import _TABLES

from .interviews import ADULTS, CHILDREN

F, M, U = Sex.FEMALE, Sex.MALE, Sex.UNKNOWN

ARTICLES = [
    # fact, age, sex, articles
    (Fact.LIBERTY_RESTRAINED, 30, M, ["238", "244"]),
    (Fact.FORCED_TO_WORK, 30, M, ["244"]),
    (Fact.HELPED_FORCED_WORK, 30, M, ["244"]),
    (Fact.INJURED, 30, M, ["234"]),
    (Fact.SOLD_OR_FOR_SALE, 30, F, ["240"]),
    (Fact.SOLD_OR_FOR_SALE, 13, M, ["240"]),
    (Fact.SOLD_OR_FOR_SALE, 14, M, []),
    (Fact.SOLD_OR_FOR_SALE, 30, M, []),
    (Fact.SOLD_OR_FOR_SALE, 30, U, ["240"]),
    (Fact.SOLD_OR_FOR_SALE, None, M, ["240"]),
    (Fact.BOUGHT, 30, F, ["241"]),
    (Fact.BOUGHT, 14, M, []),
    (Fact.RESCUE_OBSTRUCTED, 30, F, ["242"]),
    (Fact.DANGEROUS_WORK, 15, M, ["244-1"]),
    (Fact.DANGEROUS_WORK, 16, F, []),
    (Fact.DANGEROUS_WORK, None, U, ["244-1"]),
    (Fact.TAKEN_FROM_FAMILY, 13, F, ["262"]),
    (Fact.TAKEN_FROM_FAMILY, 14, F, []),
    (Fact.MADE_TO_BEG, 40, M, ["262-1"]),
    (Fact.MADE_TO_OFFEND, 17, M, ["262-2"]),
    (Fact.MADE_TO_OFFEND, 18, M, []),
    (Fact.WAGES_NOT_PAID, 30, M, ["276-1"]),
    (Fact.BORDER_CROSSING_ORGANISED, 30, M, ["318"]),
    (Fact.CARRIED_ACROSS_BORDER, 30, M, ["321"]),
    (Fact.PROSTITUTION, 30, F, ["358"]),
]


@pytest.mark.parametrize(("fact", "age", "sex", "articles"), ARTICLES)
def test_which_articles_a_fact_may_touch(fact, age, sex, articles):
    found = possible_offences({fact: Answer.YES}, age=age, sex=sex)
    assert [each.article for each in found] == articles
    assert all(each.because == (fact,) for each in found)


def test_every_fact_is_in_the_table():
    assert {row[0] for row in ARTICLES} == set(Fact)


@pytest.mark.parametrize("answer", [Answer.NO, Answer.UNKNOWN, Answer.REFUSED])
def test_only_a_yes_names_an_article(answer):
    assert possible_offences(dict.fromkeys(Fact, answer), age=12, sex=F) == ()


def test_every_article_is_worded_as_possible_with_its_source():
    found = possible_offences(dict.fromkeys(Fact, Answer.YES), age=12, sex=F)
    assert len(found) == 14
    for each in found:
        assert each.wording == FOR_THE_AGENCY
        assert each.status["zh"].endswith("未经中国律师核对。")
        assert "no Chinese lawyer has checked it" in each.status["en"]
        assert each.offence["zh"]
        assert each.to_be_shown["en"]
    assert "Possible" in FOR_THE_AGENCY["en"]
    assert "可能" in FOR_THE_AGENCY["zh"]


def test_an_article_names_all_the_facts_behind_it():
    facts = {Fact.LIBERTY_RESTRAINED: Answer.YES, Fact.FORCED_TO_WORK: Answer.YES}
    by_article = {each.article: each.because for each in possible_offences(facts)}
    assert by_article["244"] == (Fact.FORCED_TO_WORK, Fact.LIBERTY_RESTRAINED)


def test_an_impossible_age_is_refused():
    with pytest.raises(ScreeningError) as caught:
        possible_offences({}, age=200)
    assert caught.value.code is ProblemCode.IMPOSSIBLE_AGE


@pytest.mark.parametrize(
    ("alerts", "expected"),
    [
        ([], {}),
        (["CON-01", "nothing"], {}),
        (["HRS-03"], {"D4.01": ("HRS-03",), "D5.10": ("HRS-03",)}),
        (["FRE-01"], {"D2.03": ("FRE-01",), "D5.01": ("FRE-01",)}),
        (
            ["PAY-08", "FRE-06", "PAY-08"],
            {
                "D4.04": ("PAY-08",),
                "D4.08": ("FRE-06",),
                "D5.01": ("FRE-06",),
                "D5.14": ("FRE-06", "PAY-08"),
            },
        ),
    ],
)
def test_alerts_suggest_what_is_worth_asking(alerts, expected):
    found = suggested_indicators(ADULTS, alerts)
    assert {each.indicator.id: each.because for each in found} == expected


def test_suggestions_stay_within_the_set():
    every_alert = [each.alert for each in ALERTS]
    for indicators in (ADULTS, CHILDREN):
        assert {each.indicator.id for each in suggested_indicators(indicators, every_alert)} <= indicators.ids


def test_the_alerts_that_open_a_screening_are_all_mapped():
    wanted = (
        "REG-03 REG-04 REG-07 REG-11 FRE-01 FRE-02 FRE-03 FRE-05 FRE-06 FRE-07 FRE-08 HRS-03 "
        "PAY-08 PAY-12 PAY-16 PAY-17 PAT-01 PAT-02 PAT-03 PAT-04 PAT-05 PAT-06 PAT-07 PAT-08 PAT-09"
    )
    assert [each.alert for each in ALERTS] == wanted.split()
    assert all(each.indicators and each.words["zh"] and each.words["en"] for each in ALERTS)


@pytest.mark.parametrize("codes", list(_TABLES), ids=lambda codes: codes.__name__)
def test_every_code_has_words_in_both_languages(codes: type[StrEnum]):
    assert set(_TABLES[codes]) == {each.value for each in codes}
    for each in codes:
        words = wording(each)
        assert words["zh"] != words["en"]
        assert words["zh"]
        assert words["en"]


def test_codes_of_the_same_text_keep_their_own_words():
    assert wording(Answer.YES) is not wording(Assessment.YES)
    assert wording(Assessment.NOT_ASSESSED)["en"].startswith("Not assessed")
    assert wording(NextStep.EMERGENCY)["zh"].startswith("紧急")


def test_every_problem_says_what_to_do_in_both_languages():
    for code in ProblemCode:
        problem = ScreeningError(code, "D9.99")
        assert "D9.99" in problem.words["zh"]
        assert "D9.99" in problem.words["en"]
        assert str(problem) == problem.words["en"]


def test_loaded_sets_carry_both_languages():
    for age_group in AgeGroup:
        for heading in indicator_set(age_group).headings:
            assert heading.words["zh"] != heading.words["en"]
