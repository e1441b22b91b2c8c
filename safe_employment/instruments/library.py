"""The questionnaires that come with the programme: `library/*.md`, named by their form id."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

from safe_employment.instruments.models import InstrumentKind

if TYPE_CHECKING:
    from safe_employment.instruments.models import InstrumentVersion

SHELF = Path(__file__).parent / "library"
EDITIONS = Path(__file__).parent / "editions.yaml"
KINDS = {
    "visit-checklist": InstrumentKind.VISIT_CHECKLIST,
    "dormitory-walk-through": InstrumentKind.WALK_THROUGH,
    "worker-interview": InstrumentKind.WORKER_INTERVIEW,
    "confidential-screening": InstrumentKind.SCREENING,
    "employer-self-assessment": InstrumentKind.SELF_ASSESSMENT,
    "htcds-case": InstrumentKind.CASE_RECORD,
}


@dataclass(frozen=True)
class LibraryForm:
    """One questionnaire of ours. `editions` are its versions, each with the SHA-256 of its file in hex."""

    form_id: str
    kind: InstrumentKind
    path: Path
    editions: Mapping[str, str]

    @property
    def version(self) -> str:
        """The version of its latest edition, which is the file."""
        return next(reversed(tuple(self.editions)))

    def read(self) -> bytes:
        """Return its file."""
        return self.path.read_bytes()

    def is_edition(self, version: InstrumentVersion) -> bool:
        """Whether a version is one of its editions, byte by byte."""
        return self.editions.get(version.version) == hashlib.sha256(bytes(version.source)).hexdigest()


@cache
def library() -> tuple[LibraryForm, ...]:
    """Return our questionnaires in the order in which an association needs them."""
    editions = yaml.safe_load(EDITIONS.read_text(encoding="utf-8"))
    return tuple(
        LibraryForm(form_id, kind, SHELF / f"{form_id}.md", editions[form_id])
        for form_id, kind in KINDS.items()
    )


def form_of(form_id: str) -> LibraryForm | None:
    """Return our questionnaire of that form id, if there is one."""
    return next((form for form in library() if form.form_id == form_id), None)
