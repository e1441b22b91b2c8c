"""Files of questionnaires: what is made of them, and every problem by sheet, row and column."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import pytest
import xlsxwriter
from django.utils import translation
from pyxform.xls2json_backends import md_table_to_workbook

from safe_employment.instruments.compiling import FormError, compile_form
from safe_employment.instruments.compiling.wording import KINDS
from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.tests.factories import END, NAMESPACE, SMALL, group, judged, markdown, text


def problems(data: bytes) -> list[tuple[str, str, int | None, str]]:
    with pytest.raises(FormError) as refused:
        compile_form(data)
    for language in ("zh-hans", "en"):
        with translation.override(language):
            for problem in refused.value.problems:
                assert problem.what
                assert problem.remedy
                assert "%(" not in str(problem)
    return [(each.code, each.sheet, each.row, each.column) for each in refused.value.problems]


def in_cluster(*rows: dict[str, str]) -> list[dict[str, str]]:
    return [*group("A"), *rows, *END]


def test_a_form_becomes_an_xform_and_a_definition() -> None:
    made = compile_form(markdown(SMALL))
    definition = made.definition
    assert (definition.form_id, definition.version) == ("checklist", "1")
    assert definition.titles == {"zh": "检查表", "en": "Checklist"}
    assert [question.path for question in definition.questions] == ["A/A01", "A/A02", "A/A02_note"]
    asked = definition.question("A/A02")
    assert asked is not None
    assert asked.labels == {"en": "Is A02 as it should be?", "zh": "A02符合要求吗？"}
    assert (asked.is_critical, asked.good) == (True, frozenset({"yes"}))
    assert asked.finding["zh"] == "A02不符合要求"
    cluster = definition.cluster_of(asked)
    assert cluster is not None
    assert (cluster.cluster, cluster.weight) == ("A", 10)
    assert definition.questions[2].logic == {"relevant": "${A02} = 'no'"}
    assert [choice.labels["zh"] for choice in definition.choices["judged"]] == ["是", "否", "部分", "未看到"]
    assert Definition.from_json(definition.to_json()) == definition


def test_a_workbook_gives_the_same_form_as_its_markdown() -> None:
    data = markdown(SMALL)
    kept = io.BytesIO()
    md_table_to_workbook(data.decode()).save(kept)
    workbook = compile_form(kept.getvalue())
    assert workbook.definition == compile_form(data).definition
    assert workbook.digest == compile_form(data).digest


@pytest.mark.parametrize(
    ("answer", "adverse"), [("yes", False), ("no", True), ("partly", True), ("not_seen", False), ("", False)]
)
def test_an_answer_is_adverse_that_is_not_good(answer: str, adverse: bool) -> None:
    asked = compile_form(markdown(SMALL)).definition.question("A/A01")
    assert asked is not None
    assert asked.is_adverse(answer) is adverse


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        (in_cluster(judged("A01", se_good="ja")), ("NO_SUCH_ANSWER", "survey", 3, "bind::se:good")),
        (in_cluster(judged("A01", se_good="")), ("NEEDS_GOOD", "survey", 3, "bind::se:good")),
        (in_cluster(judged("A01", type="text")), ("NOT_JUDGED", "survey", 3, "bind::se:good")),
        (in_cluster(judged("A01", se_severity="grave")), ("BAD_VALUE", "survey", 3, "bind::se:severity")),
        (in_cluster(judged("A01", se_ilo="12")), ("BAD_VALUE", "survey", 3, "bind::se:ilo")),
        (in_cluster(judged("A01", se_methods="gossip")), ("BAD_VALUE", "survey", 3, "bind::se:methods")),
        (in_cluster(judged("A01", se_colour="red")), ("UNKNOWN_ATTRIBUTE", "survey", 3, "bind::se:colour")),
        (in_cluster(judged("A01", se_finding_zh="")), ("NEEDS_FINDING", "survey", 3, "bind::se:finding-zh")),
        (
            in_cluster(judged("A01", se_statement="good_practice")),
            ("WISH_OR_BREACH", "survey", 3, "bind::se:statement"),
        ),
        (
            in_cluster(judged("A01", se_statement="breach", se_article="")),
            ("BREACH_WITHOUT_ARTICLE", "survey", 3, "bind::se:article"),
        ),
        (
            in_cluster(judged("A01", se_statement="indicator")),
            ("INDICATOR_TOLD", "survey", 3, "bind::se:tell"),
        ),
        (
            in_cluster(judged("A01"), judged("A01", name="A01b")),
            ("QUESTION_TWICE", "survey", 4, "bind::se:question"),
        ),
        (in_cluster(text("a", relevant="${b} = ")), ("BAD_EXPRESSION", "survey", 3, "relevant")),
        (in_cluster(text("a", relevant="evil('x')")), ("UNKNOWN_FUNCTION", "survey", 3, "relevant")),
        (in_cluster(text("a", relevant="${zz} = 1")), ("PYREF_003", "survey", 3, "relevant")),
        ([text("a b")], ("NAMES_008", "survey", 2, "name")),
        ([text("a"), text("a")], ("NAMES_001", "survey", 3, "name")),
        ([*group("A"), text("a")], ("SURVEY_002", "survey", 2, "")),
        ([{"type": "wonder", "name": "w"}], ("UNKNOWN_TYPE", "survey", 2, "type")),
        ([text("a", type="Text")], ("UNKNOWN_TYPE", "survey", 2, "type")),
        ([text("a", type="set form id")], ("UNKNOWN_TYPE", "survey", 2, "type")),
        ([text("a", type="begin loop over judged")], ("UNKNOWN_TYPE", "survey", 2, "type")),
        ([text("a", type="")], ("NO_TYPE", "survey", 2, "type")),
        ([text("a"), text("b", type="select_one")], ("NO_LIST", "survey", 3, "type")),
        ([text("a", type="select_one jugded")], ("UNKNOWN_LIST", "survey", 2, "type")),
        ([text("")], ("NO_NAME", "survey", 2, "name")),
        ([text("a:b")], ("NAMES_008", "survey", 2, "name")),
        ([text("n" * 65)], ("LONG_NAME", "survey", 2, "name")),
        ([text("meta")], ("NAMES_005", "survey", 2, "name")),
        ([{"type": "text", "name": "a"}], ("NO_LABEL", "survey", 2, "label")),
        ([{"type": "calculate", "name": "a"}], ("NO_CALCULATION", "survey", 2, "calculation")),
        ([*group("A"), text("a"), {"type": "end_repeat"}], ("SURVEY_001", "survey", 4, "")),
        ([text("a"), *END], ("SURVEY_001", "survey", 3, "")),
        ([text("a", **{"hint::中文 (zh)": "${b}"})], ("PYREF_003", "survey", 2, "hint::中文 (zh)")),
        ([text("a", trigger="${b}")], ("PYREF_003", "survey", 2, "trigger")),
        ([text("a", **{"bind::kobo:x": "1"})], ("NO_PREFIX", "survey", 1, "bind::kobo:x")),
        ([text("a", hint="\x07")], ("CONTROL_CHARACTER", "survey", 2, "hint")),
        ([text("a", **{"hint::\x07": "x"})], ("CONTROL_CHARACTER", "survey", 1, "")),
        ([{"type": "xml-external", "name": "people"}], ("NEEDS_FILE", "survey", 2, "type")),
        (
            [text("a", **{"media::image::English (en)": "../../key.png"})],
            ("MEDIA_NAME", "survey", 2, "media::image::English (en)"),
        ),
    ],
)  # fmt: skip
def test_each_problem_names_its_place(rows: list[dict[str, str]], found: tuple[Any, ...]) -> None:
    assert found in problems(markdown(rows))


@pytest.mark.parametrize(
    "written",
    [
        "instance('secrets')/root/item[1]/name",
        "instance(concat('a', 'b'))/root",
        "//A01",
        "/data/ancestor::x",
    ],
)
def test_an_expression_stays_inside_the_form(written: str) -> None:
    assert [code for code, *_ in problems(markdown([text("a"), text("b", relevant=f"{written} = 'x'")]))] == [
        "OUTSIDE_PATH"
    ]


@pytest.mark.parametrize("written", ["'] | //* | ['", "1 = 1] or [1", "${a} = 'x' or ''='", "a('", "$"])
def test_an_injected_expression_is_no_expression(written: str) -> None:
    assert "BAD_EXPRESSION" in [
        code for code, *_ in problems(markdown([text("a"), text("b", relevant=written)]))
    ]


def test_the_answers_of_a_list_may_be_read() -> None:
    rows = [
        text("a"),
        text("b", relevant="count(instance('judged')/root/item) > 1"),
        judged("A01", type="select_one judged"),
    ]
    assert compile_form(markdown([*group("A"), *rows, *END])).definition.questions


def test_a_circle_is_told_with_its_names() -> None:
    rows = [
        text("a", relevant="${c} = 'x'"), text("b", relevant="${a} = 'x'"),
        {"type": "calculate", "name": "c", "calculation": "concat(${b}, 'x')"},
    ]  # fmt: skip
    with pytest.raises(FormError) as refused:
        compile_form(markdown(rows))
    (problem,) = refused.value.problems
    assert (problem.code, problem.row) == ("CYCLE", 2)
    assert set(str(problem.facts["names"]).split(" → ")) == {"a", "b", "c"}


def test_of_a_long_circle_the_beginning_and_the_end_are_named() -> None:
    rows = [text(f"q{number}", relevant=f"${{q{(number + 1) % 3_000}}} = 1") for number in range(3_000)]
    with pytest.raises(FormError) as refused:
        compile_form(markdown(rows))
    (problem,) = refused.value.problems
    assert problem.code == "CYCLE"
    assert len(str(problem.facts["names"]).split(" → ")) == 13


@pytest.mark.parametrize("deep", [330, 400, 1_600])
@pytest.mark.parametrize("column", ["relevant", "calculation", "required", "trigger"])
def test_brackets_without_end_are_told_and_never_an_error(column: str, deep: int) -> None:
    written = "a[" * deep + "1" + "]" * deep
    asked = text("b") if column != "calculation" else text("b", type="calculate")
    found = problems(markdown([text("a"), asked | {column: written}]))
    code = "DEEP_EXPRESSION" if column != "trigger" else "PYREF_001"
    assert [(each[0], each[2]) for each in found if each[3] == column or column == "trigger"] == [(code, 3)]


def test_a_group_that_depends_on_what_is_in_it_is_a_circle() -> None:
    rows = [*group("A"), text("a"), *END]
    rows[0]["relevant"] = "${a} = 'x'"
    assert problems(markdown(rows))[0][0] == "CYCLE"


def test_five_thousand_questions_are_a_form_and_too_many_rows_are_none() -> None:
    rows = [text(f"q{number}") for number in range(5_000)]
    assert len(compile_form(markdown(rows)).definition.questions) == 5_000
    rows = [text(f"q{number}") for number in range(10_001)]
    assert problems(markdown(rows)) == [("TOO_MANY_ROWS", "survey", None, "")]


def test_settings_are_wanted() -> None:
    assert ("NO_SETTING", "settings", None, "form_id") in problems(markdown(SMALL, form_id=""))
    assert ("NO_SETTING", "settings", None, "version") in problems(markdown(SMALL, version=""))
    assert ("BAD_SETTING", "settings", 2, "form_id") in problems(markdown(SMALL, form_id="../x"))
    assert ("NO_NAMESPACE", "settings", None, "") in problems(markdown(SMALL, namespaces='se="urn:other"'))


def test_several_mistakes_are_told_at_once_in_the_readers_language() -> None:
    rows = [text("a", type="txt"), text("b", type="select_one colours"), text("c", relevant="${d} = 1")]
    with pytest.raises(FormError) as refused:
        compile_form(markdown(rows))
    with translation.override("zh-hans"):
        places = [problem.place for problem in refused.value.problems]
        remedies = [problem.remedy for problem in refused.value.problems]
    assert ["survey" in place and f"第 {row} 行" in place for row, place in enumerate(places, 2)] == [
        True
    ] * 3
    assert "text" in remedies[0]
    assert "judged" in remedies[1]


def test_what_the_other_sheets_lack_is_told() -> None:
    form = markdown(SMALL).decode()
    assert ("NO_LIST_NAME", "choices", 2, "list_name") in problems(
        form.replace("judged | yes", " | yes").encode()
    )
    assert ("NAMES_006", "choices", 3, "name") in problems(
        form.replace("judged | no |", "judged | |").encode()
    )
    several = markdown([text("a", type="select_multiple judged")]).replace(
        b"judged | not_seen", b"judged | not seen"
    )
    assert ("CHOICE_SPACE", "choices", 5, "name") in problems(several)
    spaces = markdown(SMALL, namespaces=f'se="{NAMESPACE}" 1x="urn:x"')
    assert ("BAD_NAMESPACE", "settings", 2, "namespaces") in problems(spaces)
    assert ("HEADER_003", "choices", 1, "") in problems(form.replace("list_name", "list").encode())
    assert problems(form.replace("| type |", "| kind |").encode())[0] == ("HEADER_003", "survey", 1, "")
    assert ("SHEET_NOT_TAKEN", "entities", None, "") in problems(
        f"{form}\n| entities |\n| | list_name |\n| | x |".encode()
    )
    assert problems(form.replace("| Yes |", "| Yes | or | no |").encode()) == [
        ("TOO_MANY_CELLS", "choices", 2, "")
    ]
    assert problems(form.replace("form_title | form_id", "form_id | set form id").encode())[0] == (
        "HEADER_002", "settings", 1, "set form id",
    )  # fmt: skip
    nothing = b"| survey |\n| | type | name |\n| settings |\n| | form_id | version |\n| | f | 1 |"
    assert problems(nothing)[0] == (
        "NO_QUESTIONS", "survey", None, "",
    )  # fmt: skip


def test_what_is_no_form_is_refused_before_it_is_parsed() -> None:
    assert problems(b"\xff\xd8\xff\xe0 picture")[0][0] == "NOT_A_FORM"
    assert problems(b"hello")[0][0] == "NOT_A_FORM"
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "x")
        archive.writestr("xl/workbook.xml", b"0" * 300_000_000)
    assert problems(kept.getvalue())[0][0] == "UNREADABLE"
    assert problems(b"| survey |\n" + b"x" * (6 * 1024 * 1024))[0][0] == "TOO_LARGE"


def test_every_entry_of_the_catalogue_is_worded_in_chinese() -> None:
    with translation.override("zh-hans"):
        lacking = [
            code for code, kind in KINDS.items() if str(kind.what).isascii() or str(kind.remedy).isascii()
        ]
    assert lacking == []


def test_a_form_of_a_toolbox_without_settings_is_called_by_its_file() -> None:
    """As IOM's HTCDS form comes: columns of another tool, answers TRUE and NA, no settings, no language."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept) as book:
        survey, choices = book.add_worksheet("survey"), book.add_worksheet("choices")
        rows: list[list[Any]] = [
            ["type", "name", "label", "required", "calculation", "$kuid", "$autoname"],
            ["start", "start", "", "", "", "a1", "start"],
            ["select_one yn", "con_Consent", "Consent", False, "", "a2", "con_Consent"],
            ["date", "prs_Birthdate", "Birthdate", False, "", "a3", "prs_Birthdate"],
            ["select_one country", "prs_Citizenship", "Citizenship", False, "", "a4", "prs_Citizenship"],
            ["select_multiple control", "vic_Methods", "Methods", False, "", "a5", "vic_Methods"],
            ["calculate", "__version__", "", "", "'vX'", "", ""],
        ]
        for at, row in enumerate(rows):
            survey.write_row(at, 0, [cell if cell != "" else None for cell in row])
        answers = [
            ("yn", True),
            ("yn", False),
            ("country", "NA"),
            ("country", "NO"),
            ("control", "DebtBondage"),
        ]
        choices.write_row(0, 0, ["list_name", "name", "label", "$kuid"])
        for at, (held, answer) in enumerate(answers, 1):
            choices.write_row(at, 0, [held, answer, f"{held} {at}", f"b{at}"])
    data = kept.getvalue()
    assert [code for code, *_ in problems(data)] == ["NO_SETTING", "NO_SETTING"]
    made = compile_form(data, "htcds_xlsform.xlsx")
    definition = made.definition
    assert definition.form_id == "htcds_xlsform"
    assert definition.version == compile_form(data, "htcds_xlsform.xlsx").definition.version
    assert len(definition.version) == 8
    assert [choice.name for choice in definition.choices["yn"]] == ["TRUE", "FALSE"]
    assert [choice.name for choice in definition.choices["country"]] == ["NA", "NO"]
    asked = definition.question("con_Consent")
    assert asked is not None
    assert (asked.type, asked.label) == ("select_one", "Consent")
    assert compile_form(data, "检查表.HTCDS 2.xlsx").definition.form_id == "HTCDS_2"
    with pytest.raises(FormError):
        compile_form(data, "检查表.xlsx")


@pytest.mark.parametrize("column", ["1x", "x:y", "<b>", "x y", "价格", "label::English (en)"])
def test_a_further_column_of_choices_has_a_name_fit_for_the_form(column: str) -> None:
    form = f"""
| survey |  |  |  |
|  | type | name | label |
|  | select_one yn | q | Q |
| choices |  |  |  |  |
|  | list_name | name | label | {column} |
|  | yn | a | A | 1 |
| settings |  |  |
|  | form_id | version |
|  | f | 1 |
"""
    if column in ("x y", "价格", "label::English (en)"):
        assert compile_form(form.encode()).definition.form_id == "f"
    else:
        assert problems(form.encode()) == [("BAD_COLUMN", "choices", 1, column)]
