"""The questionnaires whose answers become another record: the same codes, the same words."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from safe_employment.engines import screening as engine
from safe_employment.instruments.tests.library import ROOMS, by_name, form, read

# What the screenings room takes, in its order; rooms below it do not import it.
AGES = ["under_14", "14_15", "16_17", "adult", "maybe_child", "unknown"]
SEXES = ["female", "male", "unknown"]
AT_WORK = ["yes", "no", "unknown"]


def words_of_screenings() -> set[tuple[str, str]]:
    """Return the English and Chinese words of the screenings room."""
    path = ROOMS / "screenings" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return {(str(each.id), str(each.string)) for each in read_po(file) if each.id}


class TestConfidentialScreening:
    NAME = "confidential-screening"
    SETS = (engine.indicator_set(engine.AgeGroup.ADULT), engine.indicator_set(engine.AgeGroup.CHILD))

    def test_asks_the_indicators_of_both_ages_in_the_engines_words(self):
        asked = by_name(self.NAME)
        known = {each.id: each for chosen in self.SETS for each in chosen.indicators}
        fields = {name for name in asked if re.fullmatch(r"D\d_\d\d", name)}

        assert fields == {id_.replace(".", "_") for id_ in known}
        for id_, indicator in known.items():
            question = asked[id_.replace(".", "_")]
            assert question.labels == dict(indicator.words), id_
            assert question.ilo == tuple(indicator.ilo11), id_
            ages = ["adult" if id_ in self.SETS[0].ids else "", "child" if id_ in self.SETS[1].ids else ""]
            shown = "" if all(ages) else f"${{age_group}} = '{''.join(ages)}'"
            assert question.logic.get("relevant", "") == shown, id_

    @pytest.mark.parametrize(
        ("group", "codes"),
        [
            ("danger", [each for each in engine.DangerReason if each is not engine.DangerReason.CHILD]),
            ("act", list(engine.Act)), ("means", list(engine.Means)), ("purpose", list(engine.Purpose)),
            ("fact", list(engine.Fact)),
        ],
    )  # fmt: skip
    def test_asks_the_rest_in_the_engines_words(self, group, codes):
        asked = {
            each.name: each for each in form(self.NAME).questions if each.group == group and each.choices
        }

        assert list(asked) == [code.value for code in codes]
        for code in codes:
            assert asked[code.value].labels == dict(engine.wording(code))

    def test_takes_the_answers_that_the_screening_takes(self):
        lists = form(self.NAME).choices

        assert [choice.name for choice in lists["given"]] == [answer.value for answer in engine.Answer]
        for name, known in (("age", AGES), ("sex", SEXES), ("at_work", AT_WORK)):
            assert [choice.name for choice in lists[name]] == known
        known_words = words_of_screenings()
        for name in ("given", "age", "sex", "at_work"):
            for choice in lists[name]:
                assert (choice.labels["en"], choice.labels["zh"]) in known_words, (name, choice)

    def test_danger_comes_first(self):
        first = next(question for question in form(self.NAME).questions if question.choices)

        assert first.group == "danger"


class TestHtcds:
    NAME = "htcds-case"

    def test_has_the_core_fields_and_codes_of_the_standard(self):
        core = {
            field["name"]: field
            for field in read("reference/htcds_fields.yaml")["fields"]
            if field["core"] and field["status"] != "DEPRECATED"
        }
        asked = {
            name: each for name, each in by_name(self.NAME).items() if re.match(r"(prs|vic|cas|con)_", name)
        }

        assert set(asked) == set(core)
        for name, question in asked.items():
            values = core[name].get("values", [])
            if "icklist" not in core[name]["type"] or values[0].startswith("Use ISO"):
                continue
            assert [choice.name for choice in form(self.NAME).choices[question.choices]] == values, name
            several = core[name]["type"].startswith("Multiselect")
            assert question.type == ("select_multiple" if several else "select_one"), name

    def test_without_consent_nothing_is_kept(self):
        for group in form(self.NAME).groups:
            assert group.logic["relevant"] == "${con_Consent} = 'TRUE'"
        ungrouped = [each.name for each in form(self.NAME).questions if each.choices and not each.group]
        assert ungrouped == ["con_Consent"]

    def test_knows_every_country_once(self):
        codes = [choice.name for choice in form(self.NAME).choices["countries"]]

        assert len(codes) == len(set(codes)) == 249
        assert codes[0] == "CN"
