"""What was kept aside, in words, beside what is stored under its ID."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from safe_employment.instruments.answered import compared
from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.intake.jobs import known_version
from safe_employment.instruments.intake.parsing import parse
from safe_employment.instruments.models import InstrumentVersion
from safe_employment.instruments.queries import definition_of

if TYPE_CHECKING:
    from safe_employment.instruments.models import HeldSubmission, Submission
    from safe_employment.kit.models import StoredFile


@dataclass
class BothFiles:
    """The files of one name: that which was kept aside, and that which is stored."""

    name: str
    held: StoredFile | None = None
    stored: StoredFile | None = None

    @property
    def differs(self) -> bool:
        """Whether they are not the same, byte by byte."""
        return (self.held.sha256 if self.held else "") != (self.stored.sha256 if self.stored else "")


def both(found: HeldSubmission, stored: Submission | None) -> dict[str, Any]:
    """Return `groups` of answers and `files` to be shown; no groups for what is of no version here."""
    return {"groups": _groups(found, stored), "files": _files(found, stored), "has_stored": bool(stored)}


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
            names.setdefault(row.name, BothFiles(row.name)).held = row.file
    for each in stored.files.select_related("file") if stored else ():
        if found.content is not None or each.name in names:
            names.setdefault(each.name, BothFiles(each.name)).stored = each.file
    return list(names.values())
