"""A column has many spellings, a type many names, a place many paths: the checks see through all."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyxform import aliases
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT

from safe_employment.instruments.compiling import FormError, compile_form
from safe_employment.instruments.compiling.columns import PLAIN, columns_of
from safe_employment.instruments.compiling.question_types import TYPES, is_known, spelled
from safe_employment.instruments.compiling.xpath import paths_in
from safe_employment.instruments.tests.factories import END, NAMESPACE, group, judged, markdown, text

MEANINGS: dict[str, tuple[str, str]] = {
    "relevant": ("bind", "relevant"), "calculation": ("bind", "calculate"),
    "required": ("bind", "required"), "readonly": ("bind", "readonly"),
    "constraint": ("bind", "constraint"), "repeat_count": ("control", "jr:count"),
}  # fmt: skip


def ways(column: str) -> list[str]:
    """All headers that pyxform takes for a column: by its own aliases, in any case, with any spaces."""
    element, attribute = MEANINGS[column]
    names = [name for name, meant in aliases.survey_header.items() if meant == (element, attribute)]
    elements = [element, *(name for name, meant in aliases.survey_header.items() if meant == element)]
    grouped = [f"{each}::{attribute}" for each in elements]
    grouped += [f"{each.title()}  ::  {attribute}" for each in elements]
    return [*names, *(n.upper() for n in names), *(n.title().replace("_", "  ") for n in names), *grouped]


WAYS = [(column, header) for column in MEANINGS for header in ways(column)]
CIRCLING = [way for way in WAYS if way[0] != "constraint"]


def codes(data: bytes) -> list[str]:
    with pytest.raises(FormError) as refused:
        compile_form(data)
    return [problem.code for problem in refused.value.problems]


def form(header: str, column: str, written: str) -> bytes:
    """A question `b` whose expression stands under a header, and `c`, which reads `b`."""
    asked = text("b")
    if column == "calculation":
        asked = {"type": "calculate", "name": "b"}
    if column == "repeat_count":
        asked = {"type": "begin_repeat", "name": "b", "label::English (en)": "B"}
    inner = [text("x"), {"type": "end_repeat"}] if column == "repeat_count" else []
    rows = [{**asked, header: written}, *inner]
    rows.append({"type": "calculate", "name": "c", "Calculate": "concat('x', count(${b}))"})
    if column == "calculation":
        rows[-1] = text("c", Relevance="${b} = 'x'")
    kept = [each if header == each else f"no_{each}" for each in ("relevant", "calculation")]
    return markdown(rows).replace(b"| relevant | calculation |", f"| {' | '.join(kept)} |".encode())


def test_the_spellings_are_those_that_pyxform_takes() -> None:
    slots = set(MultipleChoiceQuestion.get_slot_names())
    for column, header in WAYS:
        meant = process_header(header.strip(), True, aliases.survey_header, slots)[1]
        assert meant == MEANINGS[column], header
    assert len(WAYS) > 40


def test_each_column_is_read_by_pyxform_as_the_one_it_stands_for() -> None:
    slots = set(MultipleChoiceQuestion.get_slot_names())
    for header, meant in aliases.survey_header.items():
        for column in columns_of("survey", [header]):
            again = process_header(column.name, True, aliases.survey_header, slots)[1]
            assert again == (meant if isinstance(meant, tuple) else (meant,)), header


@pytest.mark.parametrize(("column", "header"), CIRCLING)
def test_a_circle_is_found_under_every_header(column: str, header: str) -> None:
    assert codes(form(header, column, "count(${c})")) == ["CYCLE"]


@pytest.mark.parametrize(("column", "header"), WAYS)
@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("evil('x')", "UNKNOWN_FUNCTION"), ("evil ('x')", "UNKNOWN_FUNCTION"), ("//q = 1", "OUTSIDE_PATH"),
        ("instance ('x')/root = 1", "OUTSIDE_PATH"), ("count(/data/*) > 1", "OUTSIDE_PATH"),
        ("1 = ", "BAD_EXPRESSION"),
    ],
)  # fmt: skip
def test_what_is_forbidden_is_found_under_every_header(
    column: str, header: str, written: str, code: str
) -> None:
    with pytest.raises(FormError) as refused:
        compile_form(form(header, column, written))
    (found,) = refused.value.problems
    assert (found.code, found.sheet, found.row) == (code, "survey", 2)
    assert found.column == header.strip()  # as the author wrote it


@pytest.mark.parametrize(
    "written",
    [
        "/data/c = 1", "../c = 1", "./../c = 1", "current()/../c = 1", "../ c = 1", ".. /c = 1", "(../c) = 1",
        "../c[1] = 1", "/data/q[../c = 1] = 1", "string-length(../c) > 1", "../q | ../c", "../q * ../c > 1",
        "../q = 1 and/data/c = 1", "${q}/../c = 1", "jr:choice-name('a', '${c}') = 'a'", "../b = 1", ". = 1",
        "/data/q/../c = 1", "1-../c > 0", "../q div ../c > 1", "../*[name() = 'c'] = 1", "${c} = 1",
    ],
)  # fmt: skip
def test_a_circle_by_path_is_found(written: str) -> None:
    rows = [text("q"), text("b", relevant=written), text("c", relevant="${b} = 'x'")]
    assert codes(markdown(rows)) in (["CYCLE"], ["OUTSIDE_PATH"])


@pytest.mark.parametrize(
    "written",
    [
        "../q = 1", "count(../rooms) > 1", "${last-saved#c} = 1", "../q[. = 'c'] = 'c'", "'../c' = ../q",
        "instance('judged')/root/item[c = 'x']/name = 1",
    ],
)  # fmt: skip
def test_what_is_no_circle_is_none(written: str) -> None:
    rows = [
        text("q"), judged("A01", **{"bind::se:question": ""}), text("b", relevant=written),
        text("c", relevant="${b} = 'x'"), {"type": "begin_repeat", "name": "rooms"}, text("door"),
        {"type": "end_repeat"},
    ]  # fmt: skip
    assert compile_form(markdown(rows)).definition.question("b")


def test_a_calculation_with_a_trigger_may_read_itself_but_triggers_do_not_chase_each_other() -> None:
    counting = {"type": "calculate", "name": "n", "calculation": "${n} + 1", "trigger": "${q}"}
    assert compile_form(markdown([text("q"), counting])).definition.question("n")
    chased = {**counting, "name": "m", "trigger": "${n}"}
    assert codes(markdown([text("q"), {**counting, "trigger": "${m}"}, chased])) == ["CYCLE"]


@settings(max_examples=60, deadline=None)
@given(
    way=st.sampled_from(CIRCLING),
    back=st.sampled_from(["${c}", "../c", "/data/c", "current()/../c", "./../c", "/data/q/../c"]),
    wrapped=st.sampled_from(["count({0})", "concat('x', {0})", "if({0} = 1, 1, 2)", "1 + {0}", "({0})"]),
)
@example(way=("relevant", "Relevance"), back="../c", wrapped="({0})")
def test_no_spelling_of_a_circle_is_published(way: tuple[str, str], back: str, wrapped: str) -> None:
    column, header = way
    assert codes(form(header, column, wrapped.format(back))) == ["CYCLE"]


def test_the_paths_of_an_expression() -> None:
    def find(name: str) -> tuple[str, ...]:
        return ("A", name)

    def paths(written: str) -> set[Any]:
        return paths_in(written, ("A", "b"), find)

    assert paths("${x} + ../y * /data/B/z") == {("A", "x"), ("A", "y"), ("B", "z")}
    assert paths("../y[./k = current()/../x]/../m") == {("A", "m"), ("A", "x"), ("A", "y", "k")}
    assert paths("instance('l')/root/item[name = ${x}]/label") == {("A", "x")}
    assert paths("position(..) > 1 and . != 'a/b'") == {("A",), ("A", "b")}
    assert paths("indexed-repeat(${x}, ${r}, 1)/v") == {("A", "x"), ("A", "r")}


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"default": "concat('a', evil ('b'))"}, "UNKNOWN_FUNCTION"),
        ({"Default": "instance('x')/root/a + 1"}, "OUTSIDE_PATH"),
        ({"appearance": "minimal search ('people')"}, "NEEDS_FILE"),
        ({"bind::nodeset": "/data/other"}, "COLUMN_NOT_TAKEN"),
        ({"body::nodeset": "instance('x')/root/item"}, "COLUMN_NOT_TAKEN"),
        ({"bind::Relevant": "${x} = 1"}, "COLUMN_NOT_TAKEN"),
        ({"relevant::English (en)": "//x"}, "COLUMN_NOT_TAKEN"),
        ({"bind::se::good": "yes"}, "COLUMN_NOT_TAKEN"),
        ({"intent": "org.example.app(a=${a})"}, "COLUMN_NOT_TAKEN"),
        ({"save_to": "person"}, "COLUMN_NOT_TAKEN"),
        ({"relevance": "1 = 1"}, "HEADER_002"),
    ],
)  # fmt: skip
def test_other_columns_that_the_device_would_read(cells: dict[str, str], code: str) -> None:
    assert codes(markdown([text("a", **cells)])) == [code]


def test_the_name_of_a_submission_is_an_expression_too() -> None:
    form = markdown([text("a")]).replace(b"default_language |", b"Instance_Name |")
    assert codes(form.replace(b"| English (en) |", b"| evil ('x') |")) == ["UNKNOWN_FUNCTION"]
    named = compile_form(form.replace(b"| English (en) |", b"| concat(${a}, ' x') |"))
    assert "concat(" in named.xform


def test_what_is_ours_is_not_carried_under_another_name() -> None:
    form = markdown([text("a", **{"bind::x:good": "yes"})], namespaces=f'se="{NAMESPACE}" x="{NAMESPACE}"')
    assert codes(form) == ["NO_NAMESPACE"]


def test_columns_that_pyxform_would_read_and_nobody_meant_are_left_out() -> None:
    asked = text("a", actions="x", children="y", query="z", my_remark="look here", parent="p")
    assert compile_form(markdown([asked])).digest == compile_form(markdown([text("a")])).digest


def test_other_headers_and_types_give_the_same_form() -> None:
    rows = [*group("A"), judged("A01"), text("note", relevant="${A01} = 'no'", required="yes"), *END]
    plain = markdown(rows)
    written = plain
    for old, new in (
        ("| type |", "| Type |"), ("| name | label::English (en) |", "| NAME | Caption :: English (en) |"),
        ("relevant", "Relevance"), ("required", "Required"), ("list_name", "List  Name"),
        ("| begin_group |", "| begin lgroup |"), ("end_group", "end group"), ("select_one ", "select1 "),
        ("| text |", "| add text prompt |"), ("bind::se:weight", "Bind::se:weight"),
        ("form_id", "set form id"),
        ("form_title", "Form Title"), ("| version |", "| Version |"),
    ):  # fmt: skip
        assert old.encode() in written
        written = written.replace(old.encode(), new.encode())
    written = written.replace(b"begin lgroup", b"begin group")
    made, meant = compile_form(written), compile_form(plain)
    assert made.definition == meant.definition
    assert made.digest == meant.digest


def test_every_type_of_pyxform_has_one_spelling() -> None:
    assert [spelled(each) for each in ("select one a", "select all that apply a", "rank a")] == [
        "select_one a", "select_multiple a", "rank a",
    ]  # fmt: skip
    assert spelled("select_one a or_other") == spelled("select one from a or specify other")
    assert [spelled(each) for each in ("begin repeat", "end looped group")] == ["begin_repeat", "end_repeat"]
    assert [spelled(each) for each in ("q picture", "photo", "string", "int", "gps", "imei")] == [
        "image", "image", "text", "integer", "geopoint", "deviceid",
    ]  # fmt: skip
    for each in QUESTION_TYPE_DICT:
        again = spelled(each)
        assert is_known(again) or each.startswith(("select", "add select", "q select")), each
        assert again not in TYPES or QUESTION_TYPE_DICT[again] == QUESTION_TYPE_DICT[each]


def test_the_other_answer_is_a_question_and_a_row_switched_off_is_none() -> None:
    rows = [
        {"type": "select_one judged or_other", "name": "a", "label::English (en)": "A"},
        text("b", disabled="yes", relevant="//x"), text("c", disabled="no"), {"hint": "a remark"},
    ]  # fmt: skip
    definition = compile_form(markdown(rows)).definition
    assert [question.path for question in definition.questions] == ["a", "a_other", "c"]
    assert definition.questions[1].labels["en"] == "Specify other."
    assert definition.choices["judged"][-1].name == "other"


def test_every_column_that_is_taken_is_one_of_xlsform() -> None:
    for sheet, names in PLAIN.items():
        assert [(each.name, each.problem) for each in columns_of(sheet, names)] == [(n, "") for n in names]
