"""Writing an answer down as it was given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.screenings import errors
from safe_employment.screenings.commands.screenings import editable, refresh
from safe_employment.screenings.commands.urgent import raise_urgent
from safe_employment.screenings.models import Given, Kind, ScreeningAnswer
from safe_employment.screenings.questions import is_question

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person


@command
def answer_question(
    *,
    by: Actor,
    screening: int,
    kind: str,
    question: str,
    answer: str,
    now: datetime,
    note: str | None = None,
    writer: Person | None = None,
) -> ScreeningAnswer:
    """Write down one answer, or correct it; `note` None leaves the note as it is.

    `writer` is who writes it down, the actor unless another is named. The log notes which question was
    answered, not what was said. Raises Hidden for a question or an answer that there is not, and
    ProgrammeError SCREENING_NOT_OPEN or SCREENING_NO_PERSON.
    """
    found = editable(by, screening)
    if kind not in Kind.values or answer not in Given.values or not is_question(kind, question):
        raise Hidden
    person = writer or by.person
    if person is None:
        raise ProgrammeError(errors.NO_ONE_ANSWERS)
    row = ScreeningAnswer.objects.filter(screening=found, kind=kind, question=question).first()
    row = row or ScreeningAnswer(association=by.home, screening=found, kind=kind, question=question)
    row.answer, row.answered_by, row.answered_at = answer, person, now
    if note is not None:
        row.note = note.strip()[:1000]
    row.save()
    before = found.next_step
    refresh(found)
    details: dict[str, object] = {"question": f"{kind} {question}"}
    if found.next_step != before:
        details["next_step"] = found.next_step
    raise_urgent(by, found, found.step, now)
    record(by, "screenings.answer", found, details=details)
    row.screening = found
    return row
