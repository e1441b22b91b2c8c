"""What holds for every interview: a yes never weakens, a no never opens, order never matters."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from safe_employment.engines.screening import (
    Act,
    AdultOutput,
    AgeGroup,
    Answer,
    Assessment,
    Danger,
    Dimension,
    Fact,
    Interview,
    PalermoAnswers,
    Person,
    Screening,
    Sex,
    Strength,
    indicator_set,
    is_positive,
    possible_offences,
    screen,
)

relaxed = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
counts = st.integers(0, 16)

#: Persons of each age group; a child at work under 16 among them.
PERSONS = {
    AgeGroup.ADULT: st.sampled_from([Person(30), Person(None), Person(18, at_work=Answer.YES)]),
    AgeGroup.CHILD: st.sampled_from(
        [Person(17), Person(None, presumed_child=True), Person(15, at_work=Answer.YES), Person(12)]
    ),
}
groups = pytest.mark.parametrize("age_group", AgeGroup)


@st.composite
def interviews(draw, age_group):
    """Interviews in which one kind of answer is the rule and the others are the exception."""
    ids = sorted(indicator_set(age_group).ids)
    usual = draw(st.sampled_from(Answer))
    answers = dict.fromkeys(ids, usual)
    answers |= draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(Answer), max_size=30))
    one = st.sampled_from(Answer)
    return Interview(
        answers=answers,
        danger=draw(st.builds(Danger, one, one, one, one)),
        palermo=PalermoAnswers(acts=draw(st.dictionaries(st.sampled_from(Act), one))),
        involuntariness=draw(one),
        menace_of_penalty=draw(one),
    )


def ranks(screening: Screening) -> dict[str, int]:
    """Return every conclusion of a screening as a number: more is stronger."""
    found = {f"D{each.dimension}": each.assessment.rank for each in screening.dimensions}
    found |= {
        "refer": screening.refer.rank,
        "next step": screening.next_step.rank,
        "emergency": int(screening.emergency.is_emergency),
        "act": screening.palermo.act.rank,
        "means": screening.palermo.means.rank,
        "purpose": screening.palermo.purpose.rank,
        "Palermo": screening.palermo.trafficking.rank,
        "consent": screening.palermo.consent_irrelevant.rank,
        "statistics": screening.forced_labour_stat.rank,
    }
    found |= {f"sign {each.sign.number}": len(each.indicated_by) for each in screening.forced_labour_signs}
    if screening.adult is not None:
        found |= {output: screening.adult.output(output).rank for output in AdultOutput}
        found["class"] = screening.adult.case_class.rank
        found["deceived"] = screening.adult.deceived_and_exploited.rank
        found["finding"] = -screening.adult.no_finding.rank
    if screening.child is not None:
        found["child"] = screening.child.refer.rank
        found["child trafficking"] = screening.child.trafficking.rank
    return found


@groups
@relaxed
@given(data=st.data())
def test_a_yes_never_weakens_a_conclusion(age_group, data):
    indicators, person = indicator_set(age_group), data.draw(PERSONS[age_group])
    interview = data.draw(interviews(age_group))
    changed = data.draw(st.sets(st.sampled_from(sorted(indicators.ids)), min_size=1, max_size=8))
    with_yes = replace(interview, answers={**interview.answers, **dict.fromkeys(changed, Answer.YES)})
    before = ranks(screen(indicators, person, interview))
    after = ranks(screen(indicators, person, with_yes))
    assert {key: after[key] for key in before if after[key] < before[key]} == {}


@groups
@pytest.mark.parametrize("rest", Answer)
def test_the_first_yes_of_any_indicator_never_weakens_a_conclusion(age_group, rest):
    indicators, person = indicator_set(age_group), Person(17 if age_group is AgeGroup.CHILD else 30)
    silent = dict.fromkeys(indicators.ids, rest)
    before = ranks(screen(indicators, person, Interview(silent)))
    for identifier in indicators.ids:
        after = ranks(screen(indicators, person, Interview(silent | {identifier: Answer.YES})))
        assert all(after[key] >= before[key] for key in before), identifier


@groups
@relaxed
@given(data=st.data())
def test_unknown_answered_no_never_becomes_not_assessed(age_group, data):
    indicators, person = indicator_set(age_group), data.draw(PERSONS[age_group])
    interview = data.draw(interviews(age_group))
    open_ids = sorted(key for key, answer in interview.answers.items() if answer.is_open)
    closed = data.draw(st.sets(st.sampled_from(open_ids))) if open_ids else set()
    answered = replace(interview, answers={**interview.answers, **dict.fromkeys(closed, Answer.NO)})
    before = ranks(screen(indicators, person, interview))
    after = ranks(screen(indicators, person, answered))
    not_assessed = Assessment.NOT_ASSESSED.rank
    conclusions = [key for key in before if key not in {"next step", "class"} and "sign" not in key]
    assert [
        key
        for key in conclusions
        if abs(before[key]) != not_assessed and abs(after[key]) == not_assessed and key != "emergency"
    ] == []


@groups
@relaxed
@given(data=st.data())
def test_with_every_question_answered_every_dimension_is_assessed(age_group, data):
    indicators = indicator_set(age_group)
    yes = data.draw(st.sets(st.sampled_from(sorted(indicators.ids))))
    answers = dict.fromkeys(indicators.ids, Answer.NO) | dict.fromkeys(yes, Answer.YES)
    screening = screen(indicators, data.draw(PERSONS[age_group]), Interview(answers))
    assert Assessment.NOT_ASSESSED not in {each.assessment for each in screening.dimensions}
    assert screening.refer is not Assessment.NOT_ASSESSED


@groups
@relaxed
@given(data=st.data())
def test_the_order_of_answers_does_not_matter(age_group, data):
    indicators, person = indicator_set(age_group), data.draw(PERSONS[age_group])
    interview = data.draw(interviews(age_group))
    order = data.draw(st.permutations(sorted(interview.answers)))
    shuffled = replace(interview, answers={key: interview.answers[key] for key in order})
    assert screen(indicators, person, interview) == screen(indicators, person, shuffled)


@groups
@relaxed
@given(data=st.data())
def test_not_asked_is_the_same_as_unknown(age_group, data):
    indicators, person = indicator_set(age_group), data.draw(PERSONS[age_group])
    interview = data.draw(interviews(age_group))
    asked = {key: answer for key, answer in interview.answers.items() if answer is not Answer.UNKNOWN}
    assert screen(indicators, person, interview) == screen(
        indicators, person, replace(interview, answers=asked)
    )


@groups
@relaxed
@given(data=st.data())
def test_imminent_danger_overrides_everything(age_group, data):
    indicators, person = indicator_set(age_group), data.draw(PERSONS[age_group])
    interview = data.draw(interviews(age_group))
    name = data.draw(st.sampled_from(["confined_now", "violence_now"]))
    screening = screen(
        indicators, person, replace(interview, danger=replace(interview.danger, **{name: Answer.YES}))
    )
    assert screening.next_step.value == "emergency"
    assert screening.refer is Assessment.YES


@relaxed
@given(counts, counts, counts)
def test_one_more_yes_keeps_a_dimension_positive(strong, medium, weak):
    if is_positive(strong, medium, weak):
        assert is_positive(strong + 1, medium, weak)
        assert is_positive(strong, medium + 1, weak)
        assert is_positive(strong, medium, weak + 1)


@relaxed
@given(
    st.dictionaries(st.sampled_from(Fact), st.sampled_from(Answer)),
    st.none() | st.integers(0, 120),
    st.sampled_from(Sex),
)
def test_learning_age_or_sex_only_rules_articles_out(facts, age, sex):
    known = {each.article for each in possible_offences(facts, age=age, sex=sex)}
    assert known <= {each.article for each in possible_offences(facts)}


def test_no_list_lets_half_of_a_dimension_be_yes_below_the_threshold():
    """What keeps "not positive, everything answered" from ever reading as not assessed."""
    for age_group in AgeGroup:
        for dimension in Dimension:
            of = [each.strength for each in indicator_set(age_group).of(dimension)]
            most = max(
                strong + medium + weak
                for strong in range(of.count(Strength.STRONG) + 1)
                for medium in range(of.count(Strength.MEDIUM) + 1)
                for weak in range(of.count(Strength.WEAK) + 1)
                if not is_positive(strong, medium, weak)
            )
            assert 2 * most <= len(of)
