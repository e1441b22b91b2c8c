"""Whatever stands in a file, it becomes a form or a list of problems, never an error of the server."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Any

import pytest
import xlsxwriter
from defusedxml import ElementTree
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from safe_employment.instruments.compiling import FormError, compile_form
from safe_employment.kit.actors import Actor
from safe_employment.kit.tests.actors import signed_in

Table = list[list[Any]]
HEADERS = [
    "type", "name", "label", "label::English (en)", "label:zh", "hint", "Relevance", "calculate",
    "required", "bind::x:y", "bind::se:good", "bind::", "::", ":", "jr:", "jr:count", "a:b:c",
    "bind::a::b", "media::image", "media", "image::zh", "default", "appearance", "parameters",
    "trigger", "choice_filter", "repeat_count", "constraint", "constraint_message::zh",
    "required_message", "read_only", "bind", "control", "children", "actions", "parent", "itemset",
    "choices", "instance::odk:x", "$kuid", "列", "x" *300, "a b", "<b>", "1", "label::<b>\"'",
    "disabled", "guidance_hint", "autoplay", "rows", "value", "tag", "command", "bind::jr:preload",
    "_dynamic_default", "__row", "query", "list_name", "None",
]  # fmt: skip
CELLS = [
    "text", "integer", "select_one l", "select_multiple l or_other", "select_one", "rank l", "range",
    "note", "calculate", "begin group", "end group", "begin_repeat", "end_repeat", "image", "geopoint",
    "audit", "today", "Text", "begin loop over l", "background-audio", "background-geopoint",
    "start-geopoint", "hidden", "l", "a", "b", "a b", "a:b", "n" *4000, "${a}", "${zz}", "${", "$ {a}",
    "${a", "}{", "${last-saved#a}", "a = 1", ". = 1", "../a", "'", '"', "(", "count(", "1 +", "=1+1",
    "<output value=\"//x\"/>", "&amp;", "]]>", "<!--", "\\|", "-", "yes", "TRUE", "start=1 end=x",
    "rows=x", "a=", "=", "x.png", "../x.png", "jr://images/x", "search('x')", "quick table-list",
    "meta", "instanceID", "data", "列表", "zh", "\x07", "\x0b", "\x85", "￾", " ", "", "concat(${a}, 'x')",
    "pulldata('f', 'a', 'b', ${a})", "once(uuid())", "2026-01-01", "12:30", "0", "-1",
]  # fmt: skip
SETTINGS = [
    "form_id", "id_string", "version", "form_title", "default_language", "namespaces", "instance_name",
    "style", "name", "public_key", "submission_url", "omit_instanceID", "attribute::x:y", "clean_text_values",
    "allow_choice_duplicates", "prefix", "title", "instance_xmlns", "flat", "sms_keyword",
]  # fmt: skip
NAMES = ["survey", "choices", "settings", "entities", "osm", "external_choices", "Survey", "notes"]

cells = st.one_of(st.sampled_from(CELLS), st.sampled_from(CELLS), st.text(max_size=12))
headers = st.lists(st.one_of(st.sampled_from(HEADERS), st.text(max_size=8)), max_size=7)
survey = st.tuples(
    st.lists(st.sampled_from(HEADERS), max_size=6),
    st.lists(st.lists(cells, min_size=3, max_size=10), max_size=6),
).map(lambda made: [["type", "name", "label", *made[0]], *made[1]])
odd_survey = st.tuples(headers, st.lists(st.lists(cells, max_size=8), max_size=5)).map(
    lambda made: [made[0], *made[1]]
)
choices = st.tuples(headers, st.lists(st.lists(cells, max_size=7), max_size=4)).map(
    lambda made: [
        ["list_name", "name", "label", *made[0]],
        ["l", "a", "A"],
        *(["l", *row] for row in made[1]),
    ]
)
sure = st.tuples(st.lists(st.sampled_from(SETTINGS), max_size=4), st.lists(cells, max_size=4)).map(
    lambda made: [["form_id", "version", *made[0]], ["f", "1", *made[1]]]
)
forms = st.fixed_dictionaries(
    {"survey": st.one_of(survey, odd_survey)},
    optional={"choices": st.one_of(choices, odd_survey, st.just([])), "settings": st.one_of(sure, odd_survey),
              "entities": odd_survey, "notes": odd_survey},
)  # fmt: skip
KNOWN_ROW = {
    "UNKNOWN_TYPE", "UNKNOWN_LIST", "NO_NAME", "NO_TYPE", "NAMES_001", "SURVEY_001", "SURVEY_002",
    "PYREF_003",
}  # fmt: skip


def judge(data: bytes) -> list[str]:
    """A form or a list of problems, each with words and a remedy in both languages; return the codes."""
    try:
        made = compile_form(data, "form.xlsx")
    except FormError as refused:
        for language in ("zh-hans", "en"):
            with translation.override(language):
                for problem in refused.problems:
                    assert problem.what
                    assert problem.remedy
                    assert problem.place
                    assert problem.code != "NOT_BUILT", str(problem)
                    assert problem.row or problem.code not in KNOWN_ROW, str(problem)
        return [problem.code for problem in refused.problems]
    ElementTree.fromstring(made.xform)
    made.definition.to_json()
    return []


def markdown_of(sheets: dict[str, Table]) -> bytes:
    lines = []
    for name, rows in sheets.items():
        lines.append(f"| {name} |")
        for row in rows:
            shown = (str(cell).replace("|", "\\|").replace("\n", " ").replace("\r", " ") for cell in row)
            lines.append(f"| | {' | '.join(shown)} |")
    return "\n".join(lines).encode(errors="replace")


def workbook_of(sheets: dict[str, Table]) -> bytes:
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, str(cell).encode(errors="replace").decode())
    return kept.getvalue()


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(sheets=forms)
def test_any_table_is_a_form_or_a_list_of_problems(sheets: dict[str, Table]) -> None:
    judge(markdown_of(sheets))


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(sheets=forms)
def test_any_workbook_is_a_form_or_a_list_of_problems(sheets: dict[str, Table]) -> None:
    judge(workbook_of(sheets))


@settings(max_examples=100, deadline=None)
@given(
    data=st.one_of(st.binary(max_size=300), st.binary(max_size=300).map(lambda tail: b"PK\x03\x04" + tail))
)
def test_any_bytes_are_refused_in_words(data: bytes) -> None:
    assert judge(data) in (["NOT_A_FORM"], ["UNREADABLE"], ["NO_QUESTIONS"], ["XLSFORM"], ["HEADER_003"])


def book(fill: Any) -> bytes:
    made = Workbook()
    survey = made.active
    survey.title = "survey"
    choices, said = made.create_sheet("choices"), made.create_sheet("settings")
    survey.append(["type", "name", "label"])
    choices.append(["list_name", "name", "label"])
    said.append(["form_id", "version"])
    said.append(["f", 1])
    fill(survey, choices, said)
    kept = io.BytesIO()
    made.save(kept)
    return kept.getvalue()


def test_merged_cells_dates_numbers_and_formulas() -> None:
    def fill(survey: Any, choices: Any, said: Any) -> None:
        survey.append(["select_one l", "a", "Which day?"])
        survey.append(["integer", "b", 7])
        survey.merge_cells("C3:E3")
        survey.append(["text", "c", datetime(2026, 1, 2, 3, 4)])  # noqa: DTZ001 - Excel has no zones
        for name in (date(2026, 1, 2), time(12, 30), 3, 4.5, True):
            choices.append(["l", name, name])

    made = compile_form(book(fill)).definition
    names = [choice.name for choice in made.choices["l"]]
    assert names == ["2026-01-02 00:00:00", "12:30:00", "3", "4.5", "TRUE"]
    assert [question.label for question in made.questions] == ["Which day?", "7", "2026-01-02 03:04:00"]

    def formula(survey: Any, choices: Any, said: Any) -> None:  # nothing reckoned it: the cell is empty
        survey.append(["=A1", "a", "A"])

    assert judge(book(formula)) == ["NO_TYPE"]


@pytest.mark.parametrize(
    ("tables", "code"),
    [
        ({"survey": []}, "NO_QUESTIONS"),
        ({"survey": [["type", "name", "label"]]}, "NO_QUESTIONS"),
        ({"notes": [["x"]], "choices": [["y"]]}, "NO_QUESTIONS"),
        ({"survey": [["type", "name", "label"], ["text", "a", "A"]], "choices": []}, "NO_SETTING"),
        ({"survey": [["type", "type", "name"], ["text", "text", "a"]]}, "COLUMN_TWICE"),
    ],
)  # fmt: skip
def test_empty_sheets_and_columns_that_stand_twice(tables: dict[str, Table], code: str) -> None:
    with pytest.raises(FormError) as refused:
        compile_form(workbook_of(tables))
    assert code in [problem.code for problem in refused.value.problems]


@pytest.mark.django_db
@pytest.mark.parametrize("cell", ["\x07", "${zz}", "evil('x')"])
@pytest.mark.parametrize("header", ["bind::kobo:x", "label::\x07", "Relevance"])
def test_the_page_tells_what_is_wrong(manager: Actor, header: str, cell: str) -> None:
    sheets = {
        "survey": [["type", "name", "label", header], ["text", "a", "A", cell]],
        "settings": [["form_id", "version"], ["f", "1"]],
    }
    file = SimpleUploadedFile("f.md", markdown_of(sheets))
    by = signed_in(manager)
    answer = by.post(reverse("instruments:upload", args=[manager.home.slug]), {"file": file, "kind": "other"})
    assert b"data-problems" in answer.content
