"""What was kept aside, in words, beside what is stored under its ID."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from safe_employment.instruments.answered import compared
from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.files import kind_of_file
from safe_employment.instruments.intake.jobs import known_version
from safe_employment.instruments.intake.parsing import parse
from safe_employment.instruments.models import InstrumentVersion
from safe_employment.instruments.queries import definition_of
from safe_employment.kit.errors import Hidden
from safe_employment.kit.files import IMAGES

if TYPE_CHECKING:
    from safe_employment.instruments.models import HeldSubmission, Submission
    from safe_employment.kit.models import StoredFile


@dataclass(frozen=True)
class ShownFile:
    """A file beside its name: a photo as a small picture, another by its kind and size."""

    file: StoredFile

    @property
    def is_shown(self) -> bool:
        """Whether it is a picture that a page can show."""
        return self.file.content_type in IMAGES

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return kind_of_file(self.file)


@dataclass
class BothFiles:
    """The files of one name: that which was kept aside, and that which is stored."""

    name: str
    held: ShownFile | None = None
    stored: ShownFile | None = None

    @property
    def differs(self) -> bool:
        """Whether they are not the same, byte by byte."""
        held, stored = (each.file.sha256 if each else "" for each in (self.held, self.stored))
        return held != stored


def both(found: HeldSubmission, stored: Submission | None) -> dict[str, Any]:
    """Return `groups` of answers and `files` to be shown; no groups for what is of no version here."""
    return {"groups": _groups(found, stored), "files": _files(found, stored), "has_stored": bool(stored)}


def photo_of(found: HeldSubmission, stored: Submission | None, pk: int) -> StoredFile:
    """Return a photo that is shown beside the answers. Raises Hidden."""
    for each in _files(found, stored):
        for shown in (each.held, each.stored):
            if shown is not None and shown.file.pk == pk and shown.is_shown:
                return shown.file
    raise Hidden


def _groups(found: HeldSubmission, stored: Submission | None) -> list[Any]:
    if found.content is None:
        return []
    known = known_version(found.association_id, found.form_id, found.version)
    if isinstance(known, str):
        return []
    definition = Definition.from_json(InstrumentVersion.objects.get(pk=known.pk).definition)
    held = definition, parse(bytes(found.content)).answers(known.repeats)
    there = (definition_of(stored.version), stored.answers) if stored else (definition, {})
    return compared(held, there)


def _files(found: HeldSubmission, stored: Submission | None) -> list[BothFiles]:
    names: dict[str, BothFiles] = {}
    for row in (found, *found.files.select_related("file")):
        if row.file is not None:
            names.setdefault(row.name, BothFiles(row.name)).held = ShownFile(row.file)
    for each in stored.files.select_related("file") if stored else ():
        if found.content is not None or each.name in names:
            both_files = names.setdefault(each.name, BothFiles(each.name))
            both_files.stored = ShownFile(each.file) if each.file else None
    return list(names.values())
