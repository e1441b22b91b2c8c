"""Reading the XML of a submission: no document type, no entities, bounded in size and depth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.definitions import without_positions
from safe_employment.kit.errors import ErrorKind, ProgrammeError

LARGEST_XML = 8 * 1024 * 1024
DEEPEST, MOST_ELEMENTS, LONGEST_ID = 40, 100_000, 100
# What identifies a submission is kept in fields of its own.
IDENTITY = ("meta/instanceID", "meta/deprecatedID")

NOT_XML = ErrorKind(
    "SUBMISSION_NOT_XML",
    _("What was sent is not a filled-in questionnaire: line %(line)s cannot be read."),
    _("Send it again. If it fails again, keep the device as it is and tell the programme manager."),
)
ENTITIES = ErrorKind(
    "SUBMISSION_HAS_ENTITIES",
    _("What was sent declares a document type or entities; that is never read."),
    _("Fill in the questionnaire with ODK Collect or the visit app."),
)
TOO_LARGE = ErrorKind(
    "SUBMISSION_TOO_LARGE",
    _("What was sent is larger than %(limit)s MB."),
    _("Send photos one by one; a questionnaire itself is never that large."),
)


@dataclass(frozen=True)
class Leaf:
    """An answer as it stands in the XML: names and positions from below the root, and the text."""

    way: tuple[tuple[str, int], ...]
    text: str


@dataclass(frozen=True)
class Parsed:
    """A submission as it was read. `id` and `version` are the attributes of its root."""

    root: str
    form_id: str
    version: str
    leaves: tuple[Leaf, ...]

    def value(self, path: str) -> str:
        """Return the first answer at a path, positions aside; "" for none."""
        return self._by_path.get(path, "").strip()

    @cached_property
    def _by_path(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for leaf in self.leaves:
            found.setdefault("/".join([name for name, _position in leaf.way]), leaf.text)
        return found

    def named(self, name: str) -> str:
        """Return the first answer of that name, in whatever group it stands; "" for none."""
        return self._by_name.get(name, "").strip()

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for leaf in self.leaves:
            found.setdefault(leaf.way[-1][0], leaf.text)
        return found

    @property
    def instance_id(self) -> str:
        """By which it is known."""
        return self.value("meta/instanceID")

    @property
    def deprecated_id(self) -> str:
        """Which submission it takes the place of; "" unless it is an edit."""
        return self.value("meta/deprecatedID")

    def answers(self, repeats: frozenset[str]) -> dict[str, str]:
        """Return {path below the root: text}; repeats have their position, as `rooms[1]/beds`."""
        if not repeats:
            return {
                path: text for path, text in self._by_path.items() if path not in IDENTITY and text.strip()
            }
        found: dict[str, str] = {}
        for leaf in self.leaves:
            path = _path(leaf.way, repeats)
            if path not in IDENTITY and leaf.text.strip():
                found[path] = leaf.text
        return found


def _path(way: tuple[tuple[str, int], ...], repeats: frozenset[str]) -> str:
    parts: list[str] = []
    for name, position in way:
        plain = "/".join((*parts, name))
        parts.append(f"{name}[{position}]" if repeats and without_positions(plain) in repeats else name)
    return "/".join(parts)


class _Reader:
    """Collects leaves while expat reads."""

    def __init__(self) -> None:
        self.root = ""
        self.attributes: dict[str, str] = {}
        self.way: list[tuple[str, int]] = []
        self.counts: list[dict[str, int]] = [{}]
        self.text: list[str] = []
        self.is_leaf = False
        self.leaves: list[Leaf] = []
        self.elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Go down into an element."""
        local = name.rpartition("}")[2]
        self.elements += 1
        if self.elements > MOST_ELEMENTS or len(self.counts) > DEEPEST:
            raise ProgrammeError(TOO_LARGE, {"limit": LARGEST_XML // 1024 // 1024})
        if not self.root:
            self.root, self.attributes = local, attributes
        else:
            position = self.counts[-1].get(local, 0) + 1
            self.counts[-1][local] = position
            self.way.append((local, position))
            self.counts.append({})
        self.text.clear()
        self.is_leaf = True

    def end(self, _name: str) -> None:
        """Come up from an element; one without elements in it is an answer."""
        if self.is_leaf and self.way:
            self.leaves.append(Leaf(tuple(self.way), "".join(self.text)))
        self.is_leaf = False
        self.text.clear()
        if self.way:
            self.way.pop()
            self.counts.pop()


def _refuse(*_facts: object) -> int:
    raise ProgrammeError(ENTITIES)


def parse(xml: bytes) -> Parsed:
    """Read a submission.

    Raises ProgrammeError SUBMISSION_NOT_XML, SUBMISSION_HAS_ENTITIES, SUBMISSION_TOO_LARGE.
    """
    if len(xml) > LARGEST_XML:
        raise ProgrammeError(TOO_LARGE, {"limit": LARGEST_XML // 1024 // 1024})
    reader, parser = _Reader(), expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
    parser.CharacterDataHandler = reader.text.append
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _refuse
    parser.ExternalEntityRefHandler = parser.UnparsedEntityDeclHandler = _refuse
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ProgrammeError(NOT_XML, {"line": error.lineno}) from error
    facts = reader.attributes
    return Parsed(reader.root, facts.get("id", ""), facts.get("version", ""), tuple(reader.leaves))
