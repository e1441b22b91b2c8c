"""Our own questionnaires: that they can be filled in, in both languages, and say what the reference says."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from pyxform.validators.odk_validate import check_xform
from pyxform.xls2json_backends import md_table_to_workbook
from pyxform.xls2xform import convert

from safe_employment.instruments.cautions import cautions_of
from safe_employment.instruments.compiling import Compiled, compile_form
from safe_employment.instruments.definitions import Question
from safe_employment.instruments.tests.library import LIBRARY, by_id, by_name, form, read, reference, sheets

NAMES = [
    "confidential-screening", "dormitory-walk-through", "employer-self-assessment", "htcds-case",
    "visit-checklist", "worker-interview",
]  # fmt: skip
EN, ZH = "English (en)", "中文 (zh)"
CHINESE = re.compile(r"[\u4e00-\u9fff]")
UNSEEN = {"start", "end", "today", "deviceid", "hidden", "calculate"}
PART = {
    "document": "documents", "manager_interview": "documents", "observation": "tour",
    "worker_interview": "interviews",
}  # fmt: skip
# What a finding holds; rooms below do not import it.
TITLE_LIMIT = 160
ARTICLE_LIMIT = 200


def adverse_when(question: Question) -> str:
    """The expression that is true of every adverse answer, and of no other."""
    bad = [answer for answer in ("yes", "no", "partly") if question.is_adverse(answer)]
    return " or ".join(f"${{{question.name}}} = '{answer}'" for answer in bad)


def who_is_asked(name: str) -> dict[str, str]:
    """Who is asked each question that is shown: as it says, or the nearest group around it."""
    found, around = {}, ["interviewer"]
    for row in sheets(name).survey:
        says = row.get("bind::se:asked") or around[-1]
        if row["type"] == "begin_group":
            around.append(says)
        elif row["type"] == "end_group":
            around.pop()
        elif row["type"] not in UNSEEN:
            found[row["name"]] = says
    return found


def validated(made: Compiled, folder: Path) -> list[str]:
    """Have ODK Validate read a form, and return its warnings; raises what it finds wrong."""
    file = folder / "form.xml"
    file.write_text(made.xform, encoding="utf-8")
    return list(check_xform(str(file)))


def workbook(written: bytes) -> bytes:
    """The same form as a workbook."""
    kept = io.BytesIO()
    md_table_to_workbook(written.decode()).save(kept)
    return kept.getvalue()


SPELLED_OTHERWISE = """
| Survey |
| | Type | Name | caption | media::image | Relevance | Calculate | constraint | parameters |
| | begin repeat | rooms | Room | room.png | | | | |
| | int | beds | Beds | | | | . < 40 | |
| | select one judged | A01 | Clean? | | ${beds} > 1 | | | |
| | photo | front | Photo | | | | | max-pixels=1024 |
| | end repeat | | | | | | | |
| | calculate | all | | | | sum(${beds}) | | |
| Choices |
| | list name | value | caption |
| | judged | yes | Yes |
| | judged | no | No |
| Settings |
| | id_string | version | title |
| | rooms | 1 | Rooms |
"""


def test_a_form_in_other_spellings_with_repeats_and_pictures_passes_odk_validate(tmp_path):
    made = compile_form(SPELLED_OTHERWISE.encode())

    assert [group.repeat for group in made.definition.groups] == [True]
    assert made.definition.media == ("room.png",)
    assert validated(made, tmp_path) == []


def test_library_holds_these():
    assert sorted(path.stem for path in LIBRARY.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
class TestEveryForm:
    def test_passes_odk_validate_as_devices_get_it(self, name, tmp_path):
        written = (LIBRARY / f"{name}.md").read_bytes()
        made = compile_form(written)

        assert validated(made, tmp_path) == []
        assert made.definition.warnings == ()
        assert cautions_of(made.definition) == []
        assert made.xform == convert(written, file_type=".md").xform
        assert compile_form(workbook(written)).xform == made.xform

    def test_says_who_it_is(self, name):
        found = form(name)

        assert found.form_id == name
        assert re.fullmatch(r"20\d{8}", found.version)
        assert CHINESE.search(found.titles["zh"])
        assert not CHINESE.search(found.titles["en"])

    def test_is_complete_in_both_languages(self, name):
        for sheet in (sheets(name).survey, sheets(name).choices):
            for row in sheet:
                for what in ("label", "hint", "required_message", "constraint_message"):
                    words = (row.get(f"{what}::{EN}", ""), row.get(f"{what}::{ZH}", ""))
                    assert bool(words[0]) == bool(words[1]), row
                    if words[0]:
                        assert CHINESE.search(words[1]), row
                        assert not CHINESE.search(words[0]), row

    def test_leaves_no_question_and_no_rule_without_words(self, name):
        for row in sheets(name).survey:
            kind = row["type"].replace(" ", "_", 1)
            if kind not in UNSEEN and not kind.startswith("end_"):
                assert row.get(f"label::{EN}"), row
            if row.get("required"):
                assert row.get(f"required_message::{ZH}"), row
            if row.get("constraint"):
                assert row.get(f"constraint_message::{ZH}"), row

    def test_asks_only_for_lists_that_it_has(self, name):
        lists = {row["list_name"] for row in sheets(name).choices}
        used = {question.choices for question in form(name).questions if question.choices}

        assert used == lists

    def test_proposes_only_findings_that_can_be_kept(self, name):
        for question in form(name).questions:
            severity, statement = question.se.get("severity"), question.se.get("statement")
            assert bool(severity) == bool(statement), question
            if not severity:
                continue
            assert (severity == "good_practice") == (statement == "good_practice"), question
            assert all(0 < len(title) <= TITLE_LIMIT for title in question.finding.values()), question
            assert CHINESE.search(question.finding["zh"]), question
            assert len(question.se["article"]) <= ARTICLE_LIMIT, question
            if statement == "indicator":
                assert not question.tells, question
            if statement == "breach":
                assert question.se["article"] not in ("", "programme rule"), question
                assert "(memory)" not in question.se["article"], question

    def test_calls_a_question_of_the_checklist_what_it_is(self, name):
        for id_, question in by_id(name).items():
            expected = reference()[id_]
            assert question.se.get("article", "") == expected["law"], id_
            assert list(question.ilo) == expected["ilo11"], id_
            if expected["good_answer"] != "record":
                assert question.good == {expected["good_answer"]}, id_
            cluster = form(name).cluster_of(question)
            assert cluster, id_
            assert cluster.cluster == id_[0], id_

    def test_takes_no_account_and_no_number_of_the_person(self, name):
        kinds = {question.type for question in form(name).questions}

        assert not kinds & {
            "username",
            "phonenumber",
            "email",
            "simserial",
            "subscriberid",
            "audit",
            "geopoint",
        }
        if name in ("worker-interview", "confidential-screening", "htcds-case"):
            assert not kinds & {"start", "end", "deviceid"}


class TestVisitChecklist:
    NAME = "visit-checklist"

    def test_asks_the_ninety_one_questions_in_their_words(self):
        asked = by_id(self.NAME)

        assert list(asked) == list(reference())
        assert len(asked) == 91
        assert {id_: question.labels["en"] for id_, question in asked.items()} == {
            id_: row["q"] for id_, row in reference().items()
        }

    def test_judges_by_the_same_answers_and_marks_the_same_as_critical(self):
        for id_, question in by_id(self.NAME).items():
            row = reference()[id_]
            judged = row["good_answer"] != "record"
            assert question.is_judged == judged, id_
            assert question.is_critical == row["critical"], id_
            assert bool(question.se.get("severity")) == judged, id_
            if judged:
                assert question.choices == "judged", id_
        assert [choice.name for choice in form(self.NAME).choices["judged"]] == [
            "yes", "no", "partly", "not_applicable", "not_seen",
        ]  # fmt: skip

    def test_critical_questions_say_what_the_short_checklist_says(self):
        ours = read("visits/checklist.yaml")["questions"]
        critical = {id_: each for id_, each in by_id(self.NAME).items() if each.is_critical}

        assert set(critical) == set(ours)
        for id_, question in critical.items():
            assert question.labels["zh"] == ours[id_]["zh"], id_
            assert question.finding == ours[id_]["finding"], id_
            assert question.se["severity"] == ours[id_]["severity"], id_
            assert question.se["statement"] == ours[id_]["statement"], id_
            assert question.tells == ours[id_]["tell"], id_

    def test_a_critical_question_takes_two_methods(self):
        for id_, question in by_id(self.NAME).items():
            given = {method.replace(" ", "_") for method in reference()[id_]["method"].split("+")}
            assert given <= set(question.methods), id_
            if question.is_critical:
                assert len(set(question.methods)) >= 2, id_
            else:
                assert given == set(question.methods), id_

    def test_what_only_workers_can_say_is_not_told(self):
        for id_, question in by_id(self.NAME).items():
            if reference()[id_]["method"] == "worker interview":
                assert not question.tells, id_

    def test_a_rule_of_the_programme_is_no_breach(self):
        for id_, question in by_id(self.NAME).items():
            if question.se["article"] == "programme rule" and question.is_judged:
                assert question.se["statement"] in ("good_practice", "indicator"), id_

    def test_each_part_sees_its_own_questions(self):
        for id_, question in by_id(self.NAME).items():
            parts = {PART[method] for method in question.methods}
            assert set(question.se["part"].split()) == parts, id_
            seen = set(re.findall(r"selected\(\$\{parts\}, '(\w+)'\)", question.logic.get("relevant", "")))
            assert seen == (parts if len(parts) < 3 else set()), id_

    def test_a_critical_question_is_hidden_by_nothing_but_the_part(self):
        for id_, question in by_id(self.NAME).items():
            if question.is_critical:
                hidden_by = set(re.findall(r"\$\{(\w+)\}", question.logic.get("relevant", "")))
                assert hidden_by <= {"parts"}, id_

    def test_an_adverse_answer_asks_what_was_found(self):
        asked = by_name(self.NAME)
        for question in asked.values():
            if not question.is_judged:
                continue
            followed = [f"{question.name}_note", f"{question.name}_photo", f"{question.name}_critical"]
            assert followed[0] in asked
            assert (followed[2] in asked) == question.is_critical
            for name in followed:
                if name in asked:
                    assert asked[name].logic["relevant"] == adverse_when(question)
                    assert asked[name].tells == question.tells or name == followed[2]

    def test_nobody_is_photographed(self):
        photos = {name.partition("_")[0] for name in by_name(self.NAME) if name.endswith("_photo")}

        assert not photos & {"D01", "D05", "D06", "H06", "L06"}
        for id_, question in by_id(self.NAME).items():
            if not set(question.methods) & {"document", "observation"}:
                assert id_ not in photos

    def test_twelve_clusters_weigh_a_hundred(self):
        clusters = {group.cluster: group.weight for group in form(self.NAME).groups if group.cluster}

        assert "".join(clusters) == "ABCDEFGHIJKL"
        assert sum(clusters.values()) == 100

    def test_a_team_that_must_leave_can_send_what_it_has(self):
        for question in by_id(self.NAME).values():
            if question.is_judged:
                assert question.logic["required"] == "${stopped_early} = 'no'"


class TestWorkerInterview:
    NAME = "worker-interview"

    def test_after_a_no_nothing_is_asked(self):
        top = [group for group in form(self.NAME).groups if "/" not in group.path]
        names = [group.path for group in top]
        after = top[names.index("consent_group") + 1 :]

        assert after
        for group in after:
            assert group.logic["relevant"].startswith("${consent} = 'yes'"), group.path
        for question in form(self.NAME).questions:
            if question.is_judged:
                assert question.group.partition("/")[0] in {group.path for group in after}

    def test_the_employer_learns_nothing(self):
        for question in form(self.NAME).questions:
            if question.choices or question.type == "text":
                assert not question.tells or question.name == "visit_number", question.name

    def test_says_who_is_asked(self):
        asked = who_is_asked(self.NAME)
        interviewer = [name for name, who in asked.items() if who == "interviewer"]

        assert interviewer == [
            "visit_number", "rules", "alone", "understood", "not_now", "way", "emergency_interviewer",
            "go_on", "child", "help", "seemed_afraid", "remark", "after_rules",
        ]  # fmt: skip
        for row in sheets(self.NAME).survey:
            if asked.get(row.get("name", "")) == "worker":
                assert not re.search("Interviewer|the worker", row[f"label::{EN}"]), row["name"]

    def test_asks_for_every_sign_of_forced_labour(self):
        asked = {number for question in form(self.NAME).questions for number in question.ilo}

        assert asked == set(range(1, 12))

    def test_a_worker_can_stay_silent(self):
        values = [choice.name for choice in form(self.NAME).choices["yes_no_silent"]]

        assert values == ["yes", "no", "silent"]
        for question in form(self.NAME).questions:
            if question.is_judged and question.name != "seemed_afraid":
                assert question.choices == "yes_no_silent", question.name
                assert "required" not in question.logic, question.name

    @pytest.mark.parametrize("other", [NAME, "dormitory-walk-through"])
    def test_same_questions_propose_the_same_findings(self, other):
        checklist = by_id("visit-checklist")
        for id_, question in by_id(other).items():
            for what in ("good", "critical", "severity", "statement", "finding-en", "finding-zh", "article"):
                assert question.se.get(what) == checklist[id_].se.get(what), (id_, what)


class TestSelfAssessment:
    NAME = "employer-self-assessment"

    def test_each_adverse_answer_is_followed_by_what_to_do(self):
        asked = by_name(self.NAME)
        judged = [question for question in asked.values() if question.is_judged]

        assert 30 <= len(judged) <= 40
        for question in judged:
            assert asked[f"{question.name}_do"].logic["relevant"] == adverse_when(question)

    def test_proposes_no_finding_and_weighs_like_the_visit(self):
        assert not any(
            question.se.keys() & {"severity", "statement", "critical"}
            for question in form(self.NAME).questions
        )
        weights = {group.cluster: group.weight for group in form(self.NAME).groups if group.cluster}
        assert weights == {
            group.cluster: group.weight for group in form("visit-checklist").groups if group.cluster
        }


class TestDormitory:
    def test_what_no_article_asks_for_is_a_wish(self):
        for question in form("dormitory-walk-through").questions:
            if question.is_judged and not question.id:
                assert question.se["statement"] == "good_practice", question.name
                assert question.se["article"] == "programme rule", question.name

    def test_a_room_is_judged_in_the_building_only(self):
        rooms = {group.path for group in form("dormitory-walk-through").groups if group.repeat}

        assert rooms
        assert not any(
            each.is_judged for each in form("dormitory-walk-through").questions if each.group in rooms
        )
