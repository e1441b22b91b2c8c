"""Reading the XML of a submission: no document type, no entities, bounded in size and depth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError, TreeBuilder, XMLParser

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

LARGEST_XML = 8 * 1024 * 1024
DEEPEST, MOST_TAGS, LONGEST_ID = 40, 200_000, 100  # a tag opens or closes an element
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
class Parsed:
    """A submission as it was read; `by_path` are its answers, positions aside, the first of each path."""

    tree: Element
    by_path: Mapping[str, str]

    @property
    def root(self) -> str:
        """The name of its root."""
        return _local(self.tree)

    @property
    def form_id(self) -> str:
        """Of which questionnaire it is."""
        return self.tree.get("id", "")

    @property
    def version(self) -> str:
        """Of which version of that."""
        return self.tree.get("version", "")

    def value(self, path: str) -> str:
        """Return the first answer at a path, positions aside; "" for none."""
        return self.by_path.get(path, "").strip()

    def named(self, name: str) -> str:
        """Return the first answer of that name, in whatever group it stands; "" for none."""
        return self._by_name.get(name, "").strip()

    @cached_property
    def _by_name(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for path, text in self.by_path.items():
            found.setdefault(path.rpartition("/")[2], text)
        return found

    @property
    def instance_id(self) -> str:
        """By which it is known."""
        return self.value("meta/instanceID")

    @property
    def deprecated_id(self) -> str:
        """Which submission it takes the place of; "" unless it is an edit."""
        return self.value("meta/deprecatedID")

    @property
    def repeated(self) -> frozenset[str]:
        """The paths of what stands there more than once: the repeats of a form that is not here."""
        return _repeated(self.tree)

    def answers(self, repeats: frozenset[str]) -> dict[str, str]:
        """Return {path below the root: text}; repeats have their position, as `rooms[1]/beds`."""
        leaves = _leaves(self.tree, repeats) if repeats else self.by_path.items()
        return {path: text for path, text in leaves if path not in IDENTITY and text.strip()}


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if tag[0] == "{" else tag


def _leaves(tree: Element, repeats: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """Return the elements without elements in them, in their order: path below the root, and text.

    Raises ProgrammeError SUBMISSION_TOO_LARGE for elements that lie too deep.
    """
    found: list[tuple[str, str]] = []

    def go_down(element: Element, way: str, plain_way: str, depth: int) -> None:
        if depth > DEEPEST:
            raise ProgrammeError(TOO_LARGE, {"limit": LARGEST_XML // 1024 // 1024})
        counts: dict[str, int] = {}
        for child in element:
            name = _local(child)
            plain = plain_way + name
            path = way + name
            if plain in repeats:
                counts[plain] = counts.get(plain, 0) + 1
                path = f"{path}[{counts[plain]}]"
            if len(child):
                go_down(child, path + "/", plain + "/", depth + 1)
            else:
                found.append((path, child.text or ""))

    go_down(tree, "", "", 1)
    return found


def _repeated(element: Element, way: str = "") -> frozenset[str]:
    found: set[str] = set()
    seen: set[str] = set()
    for child in element:
        path = way + _local(child)
        if path in seen:
            found.add(path)
        seen.add(path)
        found |= _repeated(child, path + "/")
    return frozenset(found)


class _Tree(TreeBuilder):
    """Builds the tree of a document that declares no type of its own."""

    def doctype(self, *_facts: object) -> None:
        """Refuse. Without a document type there are no entities either."""
        raise ProgrammeError(ENTITIES)


def parse(xml: bytes) -> Parsed:
    """Read a submission.

    Raises ProgrammeError SUBMISSION_NOT_XML, SUBMISSION_HAS_ENTITIES, SUBMISSION_TOO_LARGE.
    """
    if len(xml) > LARGEST_XML or xml.count(b"<") > MOST_TAGS:
        raise ProgrammeError(TOO_LARGE, {"limit": LARGEST_XML // 1024 // 1024})
    parser = XMLParser(target=_Tree())  # noqa: S314 - which refuses document types, and so entities
    try:
        parser.feed(xml)
        tree = parser.close()
    except ParseError as error:
        raise ProgrammeError(NOT_XML, {"line": error.position[0]}) from error
    except (ValueError, LookupError) as error:  # an encoding of several bytes a sign, or one that is none
        raise ProgrammeError(NOT_XML, {"line": 1}) from error
    by_path: dict[str, str] = {}
    for path, text in _leaves(tree):
        by_path.setdefault(path, text)
    return Parsed(tree, by_path)
