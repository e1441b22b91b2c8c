"""The packages of law hold together, and nothing of one place is wired into the engine."""

from __future__ import annotations

from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from safe_employment.engines.labour_law.jurisdiction import jurisdiction, jurisdictions
from safe_employment.engines.labour_law.language import FormulaError, parse
from safe_employment.engines.labour_law.parameters import Status

PLACES = jurisdictions()


@pytest.mark.parametrize("place", PLACES)
def test_every_figure_has_a_source_and_a_status(place):
    law = jurisdiction(place)
    for key, parameter in law.parameters.items():
        for value in parameter.values:
            assert value.status is not Status.NONE, key
            assert value.instrument or value.source, f"{key} from {value.starts} has no source"


@pytest.mark.parametrize("place", PLACES)
def test_every_rule_names_its_law_and_speaks_both_languages(place):
    law = jurisdiction(place)
    for rule in law.rules:
        assert rule.articles, rule.id
        for part in rule.parts:
            for words in (rule.title, rule.remedy, part.explain):
                assert words.zh.strip(), rule.id
                assert words.en.strip(), rule.id
            assert part.explain.zh.count("{") == part.explain.en.count("{"), (
                f"{rule.id}: the two languages show other figures"
            )


def test_the_checks_are_those_of_the_reference():
    text = files("safe_employment.reference").joinpath("rules.yaml").read_text(encoding="utf-8")
    wanted = {row["id"] for row in yaml.safe_load(text)["rules"]}
    have = {rule.id for rule in jurisdiction("kunming").rules}
    assert len(wanted) == 71
    assert have - wanted == {f"PAT-0{n}" for n in range(1, 10)}
    assert wanted <= have


@pytest.mark.parametrize(
    ("day", "place", "wage", "status"),
    [
        ("2025-09-30", "530102", 207000, Status.PARTLY_SEEN),
        ("2025-10-01", "530102", 217000, Status.SEEN_SECONDARY),
        ("2026-08-31", "530102", 217000, Status.SEEN_SECONDARY),
        ("2026-09-01", "530102", 227000, Status.SEEN_SECONDARY),
        ("2026-09-01", "530113", 212000, Status.SEEN_SECONDARY),
        ("2026-09-01", "530127", 227000, Status.SEEN_SECONDARY),
        ("2025-09-30", "530127", 192000, Status.PARTLY_SEEN),
        ("2014-05-01", "530102", 142000, Status.PARTLY_SEEN),
        ("2012-11-01", "530102", 110000, Status.MEMORY),
    ],
)
def test_the_minimum_wage_of_a_day_and_a_district(day, place, wage, status):
    value = jurisdiction("kunming").parameters["minimum_month"].at(date.fromisoformat(day), place)
    assert value is not None
    assert (value.value, value.status) == (wage, status)


def test_a_place_without_a_minimum_wage_has_none():
    value = jurisdiction("kunming").parameters["minimum_month"].at(date(2026, 9, 1), "530822")
    assert value is None


def test_the_engine_knows_no_place():
    """No code, district or name of China stands in the engine's own modules."""
    root = Path(str(files("safe_employment.engines.labour_law")))
    own = [path for path in root.rglob("*.py") if "tests" not in path.parts]
    for path in own:
        text = path.read_text(encoding="utf-8")
        for word in ("5301", "Kunming", "Yunnan", "CNY", "21.75", "minimum_wage_kunming"):
            assert word not in text, f"{path.name} has {word}"


@pytest.mark.parametrize(
    "text", ["a / b", "open('x')", "a[0]", "lambda: 1", "a.b", "1 +", "a if b", "f'{a}'"]
)
def test_what_the_language_does_not_have_is_refused(text):
    import ibis

    table = ibis.table(dict.fromkeys("abx", "int64"), name="t")
    with pytest.raises(FormulaError):
        parse(text).over(table)
