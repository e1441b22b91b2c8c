"""Reading an XForm that pyxform made: its questions, groups, choices and words (ODK XForms Specification)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from defusedxml import ElementTree

from safe_employment.instruments.compiling.attributes import NAMESPACE
from safe_employment.instruments.definitions import Choice, Definition, Group, Question, Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from xml.etree.ElementTree import Element

    from safe_employment.instruments.compiling.rows import SurveyRow
    from safe_employment.instruments.compiling.sheets import Sheets

XF = "{http://www.w3.org/2002/xforms}"
H = "{http://www.w3.org/1999/xhtml}"
JR = "{http://openrosa.org/javarosa}"
SE = f"{{{NAMESPACE}}}"
LANGUAGES = {"zh": ("zh", "chinese", "中文", "汉语"), "en": ("en", "english")}


def language_of(name: str) -> str:
    """Return the code of a language as forms name them: `中文 (zh)` is zh, `English (en)` is en."""
    lower = name.lower()
    code = lower.rpartition("(")[2].rstrip(")").strip() if "(" in lower else lower
    for language, words in LANGUAGES.items():
        if code.startswith(language) or any(word in lower for word in words[1:]):
            return language
    return code or "en"


class XForm:
    """One XForm, taken apart."""

    def __init__(self, text: str) -> None:
        root: Element = ElementTree.fromstring(text)
        self._model = _one(root, f"{H}head/{XF}model")
        self._body = _one(root, f"{H}body")
        self._title = root.findtext(f"{H}head/{H}title") or ""
        self._primary = _one(self._model, f"{XF}instance")[0]
        self._root = f"/{_local(self._primary)}/"
        self._texts = self._read_texts()

    def _read_texts(self) -> dict[str, Words]:
        """Return the words by the id of their text and language."""
        found: dict[str, Words] = {}
        for translation in self._model.iterfind(f"{XF}itext/{XF}translation"):
            language = language_of(translation.get("lang", ""))
            for text in translation:
                plain = next((value for value in text if value.get("form") is None), None)
                if plain is not None:
                    found.setdefault(text.get("id", ""), {})[language] = "".join(plain.itertext()).strip()
        return found

    def _words(self, element: Element | None) -> Words:
        if element is None:
            return {}
        reference = element.get("ref", "")
        if reference.startswith("jr:itext('"):
            return {
                language: words
                for language, words in self._texts.get(reference[10:].partition("'")[0], {}).items()
                if words != "-"
            }
        said = "".join(element.itertext()).strip()
        return {"en": said} if said else {}

    def definition(self, rows: Sequence[SurveyRow], sheets: Sheets) -> Definition:
        """Return what the form asks; the rows and sheets say how it was written."""
        attributes = self._attributes()
        controls = dict(self._controls(self._body))
        questions, groups = [], []
        for row in rows:
            if row.ends or not row.name:
                continue
            control = controls.get(row.path)
            labels = self._words(control.find(f"{XF}label") if control is not None else None)
            if row.begins:
                se, repeat = attributes.get(row.path, {}), row.kind == "begin_repeat"
                groups.append(Group(row.path, labels, se, repeat, row.logic, row.rest, row.row))
                continue
            hints = self._words(control.find(f"{XF}hint") if control is not None else None)
            questions.append(
                Question(
                    row.path, row.name, row.kind, labels, hints, row.choices, "/".join(row.group),
                    attributes.get(row.path, {}), row.logic, row.rest, row.row,
                )
            )  # fmt: skip
        return Definition(
            form_id=self._primary.get("id", ""), version=self._primary.get("version", ""),
            titles=titles(self._title), languages=self._languages(), questions=tuple(questions),
            groups=tuple(groups), choices=self._choices(sheets), root=_local(self._primary),
            media=self._media(), settings=sheets.further_settings,
        )  # fmt: skip

    def _languages(self) -> tuple[str, ...]:
        found = [
            language_of(each.get("lang", "")) for each in self._model.iterfind(f"{XF}itext/{XF}translation")
        ]
        return tuple(dict.fromkeys(found)) or ("en",)

    def _attributes(self) -> dict[str, Words]:
        return {
            bind.get("nodeset", "").removeprefix(self._root): {
                name.removeprefix(SE): value for name, value in bind.attrib.items() if name.startswith(SE)
            }
            for bind in self._model.iterfind(f"{XF}bind")
        }

    def _controls(self, around: Element) -> Iterator[tuple[str, Element]]:
        for element in around:
            place = element.get("ref") or element.get("nodeset")
            if place and place.startswith(self._root):
                path = place.removeprefix(self._root)
                if _local(element) != "repeat":  # a repeat's words are those of the group around it
                    yield path, element
            yield from self._controls(element)

    def _choices(self, sheets: Sheets) -> dict[str, tuple[Choice, ...]]:
        found: dict[str, tuple[Choice, ...]] = {}
        further = sheets.further
        for instance in self._model.findall(f"{XF}instance")[1:]:
            held = instance.get("id", "")
            if items := instance.findall(f"{XF}root/{XF}item"):
                found[held] = tuple(self._choice(item, held, further) for item in items)
        return found

    def _choice(self, item: Element, held: str, further: Mapping[tuple[str, str], Words]) -> Choice:
        name = item.findtext(f"{XF}name") or ""
        text = item.findtext(f"{XF}itextId")
        label = item.findtext(f"{XF}label")
        labels = self._texts.get(text, {}) if text else {"en": label} if label else {}
        return Choice(name, labels, further.get((held, name), {}))

    def _media(self) -> tuple[str, ...]:
        files = {
            "".join(value.itertext()).rpartition("/")[2]
            for value in self._model.iterfind(f"{XF}itext/{XF}translation/{XF}text/{XF}value")
            if value.get("form") in ("image", "audio", "video", "big-image")
        }
        return tuple(sorted(files))


def titles(written: str) -> Words:
    """Return a title by language. “中文 / English” is parted; otherwise it is the title in both."""
    for sign in (" / ", " | "):
        first, parted, second = written.partition(sign)
        if parted:
            first, second = first.strip(), second.strip()
            return {"zh": second, "en": first} if first.isascii() else {"zh": first, "en": second}
    return {"zh": written, "en": written}


def _local(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _one(element: Element, path: str) -> Element:
    found = element.find(path)
    if found is None:
        raise ValueError(f"an XForm without {path}")
    return found
