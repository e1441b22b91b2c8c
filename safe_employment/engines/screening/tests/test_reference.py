"""The engine says what the reference files say: counts, names, articles, thresholds, provenance."""

from collections import Counter
from importlib.resources import files
from itertools import product
from typing import Any

import pytest
import yaml

from safe_employment.engines.screening import (
    ALERTS,
    Act,
    AgeGroup,
    Means,
    Purpose,
    Strength,
    indicator_set,
    is_positive,
)
from safe_employment.engines.screening.offence_articles import ARTICLES, STATUS_OF_SOURCE


def reference(name: str) -> dict[str, Any]:
    text = files("safe_employment.reference").joinpath(name).read_text(encoding="utf-8")
    table: dict[str, Any] = yaml.safe_load(text)
    return table


DELPHI = reference("delphi_indicators.yaml")
ILO = reference("ilo11_icls_palermo.yaml")


@pytest.mark.parametrize(("age_group", "count"), [(AgeGroup.ADULT, 67), (AgeGroup.CHILD, 65)])
def test_counts_of_the_sets(age_group, count):
    indicators = indicator_set(age_group)
    assert len(indicators.indicators) == count == DELPHI["meta"]["counts"][age_group]


@pytest.mark.parametrize("age_group", AgeGroup)
def test_counts_by_dimension_and_strength(age_group):
    indicators = indicator_set(age_group)
    counted = {
        heading.key: dict(Counter(each.strength.value for each in indicators.of(heading.dimension)))
        for heading in indicators.headings
    }
    assert counted == {
        key: by_age[age_group] for key, by_age in DELPHI["meta"]["counts"]["by_dimension"].items()
    }


def test_what_counts_for_one_age_group_only():
    assert indicator_set(AgeGroup.CHILD).unused == {"D3.09", "D4.06"}
    assert not indicator_set(AgeGroup.ADULT).unused


@pytest.mark.parametrize("age_group", AgeGroup)
def test_every_indicator_has_words_and_links(age_group):
    indicators = indicator_set(age_group)
    for each in indicators.indicators:
        assert each.words["zh"]
        assert each.words["en"]
        assert set(each.ilo11) <= set(range(1, 12))
        assert each.ilo11
    assert [each.number for each in indicators.forced_labour_signs] == list(range(1, 12))
    assert {number for each in indicators.indicators for number in each.ilo11} == set(range(1, 12))


@pytest.mark.parametrize("age_group", AgeGroup)
def test_the_set_says_that_it_is_not_confirmed(age_group):
    provenance = indicator_set(age_group).provenance
    assert not provenance.confirmed
    assert provenance.status == DELPHI["meta"]["strengths_status"]
    assert "WCMS_105023" in provenance.source
    assert "third-party" in provenance.warning
    assert "第三方" in provenance.notice["zh"]
    assert "third party" in provenance.notice["en"]


def test_the_sets_are_read_once():
    assert indicator_set(AgeGroup.ADULT) is indicator_set(AgeGroup.ADULT)


def holds(clause: dict[str, Any], strong: int, medium: int, weak: int) -> bool:
    other = medium + weak
    return bool(
        strong >= clause.get("strong_min", 0)
        and medium >= clause.get("medium_min", 0)
        and weak >= clause.get("weak_min", 0)
        and other >= clause.get("other_min", 0)
    )


@pytest.mark.parametrize(("strong", "medium", "weak"), list(product(range(4), repeat=3)))
def test_the_threshold_is_that_of_the_file(strong, medium, weak):
    clauses = DELPHI["rule_dimension_positive"]["positive_if_any"]
    by_file = any(holds(clause, strong, medium, weak) for clause in clauses)
    assert is_positive(strong, medium, weak) == by_file


EDGE_CASES = {
    "1 strong alone": [(1, 0, 0)],
    "1 medium + any number of weak": [(0, 1, weak) for weak in range(17)],
    "only weak": [(0, 0, weak) for weak in range(17)],
    "2 medium": [(0, 2, 0)],
    "2 medium + 1 weak": [(0, 2, 1)],
    "1 strong + 1 weak": [(1, 0, 1)],
}


def test_every_edge_case_of_the_file_is_in_the_table():
    assert set(EDGE_CASES) == set(DELPHI["rule_dimension_positive"]["edge_cases"])


@pytest.mark.parametrize("case", EDGE_CASES)
def test_edge_cases_of_the_file(case):
    expected = DELPHI["rule_dimension_positive"]["edge_cases"][case]
    assert [is_positive(*counts) for counts in EDGE_CASES[case]] == [expected] * len(EDGE_CASES[case])


@pytest.mark.parametrize(("codes", "key"), [(Act, "act"), (Means, "means"), (Purpose, "purpose")])
def test_the_palermo_elements_are_those_of_the_file(codes, key):
    assert [each.value for each in codes] == ILO["palermo"][key]


def test_articles_and_their_status_are_those_of_the_file():
    law = reference("law_national.yaml")["criminal_law"]
    in_list = {number for row in law["articles"] for number in row["art"].split(", ")}
    assert {each.number for each in ARTICLES} == in_list | {"234"}
    assert "234" in law["note"]
    assert law["status"] == STATUS_OF_SOURCE


def test_alerts_are_rules_of_the_file_or_patterns():
    rules = {row["id"] for row in reference("rules.yaml")["rules"]}
    known = {each.alert for each in ALERTS}
    assert {alert for alert in known if not alert.startswith("PAT-")} <= rules
    assert sorted(alert for alert in known if alert.startswith("PAT-")) == [f"PAT-0{n}" for n in range(1, 10)]
    assert {indicator for each in ALERTS for indicator in each.indicators} <= indicator_set(
        AgeGroup.ADULT
    ).ids


def test_strengths_are_three():
    assert [each.value for each in Strength] == ["strong", "medium", "weak"]
