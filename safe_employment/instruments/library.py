"""The questionnaires that come with the programme: `library/*.md`, named by their form id."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from safe_employment.instruments.models import InstrumentKind

SHELF = Path(__file__).parent / "library"
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
    """One questionnaire of ours."""

    form_id: str
    kind: InstrumentKind
    path: Path

    def read(self) -> bytes:
        """Return its file."""
        return self.path.read_bytes()


@cache
def library() -> tuple[LibraryForm, ...]:
    """Return our questionnaires in the order in which an association needs them."""
    return tuple(LibraryForm(form_id, kind, SHELF / f"{form_id}.md") for form_id, kind in KINDS.items())
