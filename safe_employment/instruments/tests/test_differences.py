"""What differs between two versions is told, whichever column it stands in."""

from __future__ import annotations

import dataclasses

import pytest
from django.urls import reverse
from django.utils import translation

from safe_employment.instruments import commands
from safe_employment.instruments.compiling import compile_form
from safe_employment.instruments.compiling.columns import IN_LANGUAGES, PLAIN
from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.differences import Change, differences
from safe_employment.instruments.models import InstrumentVersion
from safe_employment.instruments.tests.factories import END, SMALL, group, judged, markdown, text
from safe_employment.kit.actors import Actor
from safe_employment.kit.tests.actors import signed_in

ZH = "中文 (zh)"
Told = list[tuple[str, str, str]]
# For each column of a question two cells that are both taken; columns that are not here are told elsewhere.
CELLS = {
    "default": ("a", "b"), "parameters": ("rows=2", "rows=3"), "trigger": ("${q}", "${r}"),
    "choice_filter": ("", ""), "appearance": ("multiline", "numbers"), "relevant": ("${q} = 1", "${q} = 2"),
    "required": ("yes", "${q} = 1"), "readonly": ("yes", ""), "calculation": ("1 + 1", "1 + 2"),
    "constraint": (". = 1", ". = 2"), "autoplay": ("audio", "video"), "rows": ("2", "3"),
    "compact_tag": ("t", "u"),
}  # fmt: skip
ELSEWHERE = {"type", "name", "disabled", "repeat_count", "choice_filter"}


def told(before: bytes, after: bytes) -> list[tuple[Change, str, Told]]:
    found = differences(compile_form(before).definition, compile_form(after).definition)
    return [
        (each.change, each.path, [(facet.name, facet.before, facet.after) for facet in each.facets])
        for each in found
    ]


def asked(column: str, cell: str) -> bytes:
    return markdown([text("q"), text("r"), text("a", **({column: cell} if cell else {}))])


def test_the_table_names_every_column_that_is_taken() -> None:
    assert {*CELLS, *ELSEWHERE} == set(PLAIN["survey"])


@pytest.mark.parametrize("column", [name for name in CELLS if name not in ELSEWHERE])
def test_a_change_of_any_column_is_told(column: str) -> None:
    one, other = CELLS[column]
    with translation.override("en"):
        found = told(asked(column, one), asked(column, other))
    words = {"default": "Answer given beforehand", "appearance": "Appearance"}
    assert found == [(Change.CHANGED, "a", [(words.get(column, column), one, other)])]


@pytest.mark.parametrize("column", IN_LANGUAGES["survey"])
@pytest.mark.parametrize("language", [ZH, "English (en)"])
def test_a_change_of_words_messages_and_media_is_told(column: str, language: str) -> None:
    image = {f"media::image::{language}": "x.png"} if column == "media::big-image" else {}

    def form(cell: str) -> bytes:
        cells = {"constraint": ". != ''", "required": "yes", **image, f"{column}::{language}": cell}
        return markdown([text("a", **cells)])

    with translation.override("en"):
        ((change, path, facets),) = told(form("a.png"), form("b.png"))
    assert (change, path) == (Change.CHANGED, "a")
    ((name, before, after),) = facets
    assert (before, after) == ("a.png", "b.png")
    assert ("Chinese" if language == ZH else "English") in name or column == "no_app_error_string"


def test_messages_are_named_in_the_readers_language() -> None:
    one, other = (
        markdown([text("a", constraint=". > 1", **{f"Constraining Message::{ZH}": words})])
        for words in ("大于一", "须大于一")
    )
    with translation.override("en"):
        assert told(one, other) == [
            (Change.CHANGED, "a", [("Message where an answer is not taken, Chinese", "大于一", "须大于一")])
        ]
    with translation.override("zh-hans"):
        assert not told(one, other)[0][2][0][0].isascii()


def test_an_alias_of_a_column_is_no_difference() -> None:
    assert (
        told(asked("relevant", "${q} = 1"), asked("relevant", "${q} = 1").replace(b"relevant", b"Relevance"))
        == []
    )


def test_answers_with_their_pictures_and_columns_are_compared() -> None:
    def form(cell: str) -> bytes:
        rows = [text("q"), {**text("a"), "type": "select_one judged", "choice_filter": "town = ${q}"}]
        survey, mark, rest = markdown(rows).decode().partition("| choices |")
        listed, setting, said = rest.partition("| settings |")
        listed = listed.replace(f"label::{ZH} |", f"label::{ZH} | town |").replace(
            "| 是 |", f"| 是 | {cell} |"
        )
        return f"{survey}{mark}{listed}{setting}{said}".encode()

    with translation.override("en"):
        ((_change, path, ((name, before, after),)),) = told(form("k"), form("d"))
    assert (path, name) == ("a", "Answers")
    assert "yes: Yes / 是 (town: k)" in before
    assert "yes: Yes / 是 (town: d)" in after


def test_a_group_that_became_a_repeat_and_a_filter_and_a_count() -> None:
    def form(kind: str, **cells: str) -> bytes:
        opened = {"type": f"begin_{kind}", "name": "g", "label::English (en)": "G", **cells}
        return markdown([text("q"), opened, text("a"), {"type": f"end_{kind}"}])

    with translation.override("en"):
        assert told(form("group"), form("repeat")) == [(Change.CHANGED, "g", [("Type", "group", "repeat")])]
        assert told(form("repeat", repeat_count="2"), form("repeat", repeat_count="3"))[0][2] == [
            ("repeat_count", "2", "3")
        ]
        assert told(form("group", appearance="field-list"), form("group"))[0][2] == [
            ("Appearance", "field-list", "")
        ]


def test_title_and_settings_are_compared() -> None:
    form = markdown(SMALL)
    with translation.override("en"):
        assert told(form, form.replace("检查表 / Check".encode(), "清单 / Check".encode())) == [
            (Change.CHANGED, "settings", [("Title, Chinese", "检查表", "清单")])
        ]
        assert told(form, form.replace(b"| English (en) |", f"| {ZH} |".encode()))[-1][2] == [
            ("default_language", "English (en)", ZH)
        ]


def test_what_an_earlier_version_did_not_keep_is_no_difference() -> None:
    made = compile_form(markdown([*group("A"), judged("A01", appearance="minimal"), *END])).definition
    kept = made.to_json()
    for part in (
        *kept["questions"],
        *kept["groups"],
        *(c for held in kept["choices"].values() for c in held),
    ):
        part.pop("rest")
    kept.pop("settings")
    earlier = Definition.from_json(kept)
    assert differences(earlier, made) == []
    assert differences(dataclasses.replace(earlier), earlier) == []


@pytest.mark.django_db
def test_the_page_says_the_same_only_of_the_same(manager: Actor) -> None:
    def uploaded(version: str, **cells: str) -> InstrumentVersion:
        data = markdown([text("a", constraint=". != ''", **cells)], version=version)
        return commands.upload_version(by=manager, data=data, name="c.md")

    def page(one: InstrumentVersion, other: InstrumentVersion) -> str:
        address = reverse("instruments:compare", args=[manager.home.slug, other.pk, one.pk])
        return signed_in(manager).get(address).content.decode()

    first, second = uploaded("1"), uploaded("2")
    third = uploaded("3", **{f"constraint_message::{ZH}": "请填写"})

    def says(page: str, words: str) -> bool:
        with translation.override("zh-hans"):
            return words in page or str(translation.gettext(words)) in page

    assert says(page(first, second), "The same form")
    assert "请填写" in page(second, third)
    assert not says(page(second, third), "The same form")
    InstrumentVersion.objects.filter(pk=third.pk).update(definition=first.definition)
    assert says(page(second, third), "The same questions, not the same form")
