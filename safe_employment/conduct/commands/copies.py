"""Copies of the code and of the recommendation that were handed out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from safe_employment.conduct import errors
from safe_employment.conduct.models import CodeVersion, CopyDistribution, Document, Recommendation, TextState
from safe_employment.conduct.policies import RECORD_COPIES
from safe_employment.conduct.queries import copies_for
from safe_employment.conduct.states import COPIES
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def _fill(
    by: Actor,
    copies: CopyDistribution,
    *,
    text: CodeVersion | Recommendation,
    number: int,
    handed_out_on: date,
    today: date,
) -> None:
    if text.association_id != by.home.pk:
        raise Hidden
    if text.state == TextState.DRAFT:
        raise ProgrammeError(errors.DRAFT_NOT_HANDED_OUT, field="text")
    if number < 1:
        raise ProgrammeError(errors.NO_COPIES, field="copies")
    if handed_out_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": handed_out_on}, field="handed_out_on")
    is_code = isinstance(text, CodeVersion)
    copies.document = Document.CODE if is_code else Document.RECOMMENDATION
    copies.code_version = text if isinstance(text, CodeVersion) else None
    copies.recommendation = text if isinstance(text, Recommendation) else None
    copies.copies, copies.handed_out_on = number, handed_out_on


@command
def record_copies(
    *,
    by: Actor,
    text: CodeVersion | Recommendation,
    copies: int,
    handed_out_on: date,
    audience: str,
    division_code: str = "",
    handed_out_by: str = "",
    place: str = "",
    today: date,
) -> CopyDistribution:
    """Record that copies of a version were handed out on a day.

    Raises Hidden, or ProgrammeError CONDUCT_NO_COPIES, CONDUCT_DRAFT_NOT_HANDED_OUT or CONDUCT_IN_THE_FUTURE.
    """
    check(by, RECORD_COPIES)
    made = CopyDistribution(
        association=by.home,
        audience=audience,
        division_code=division_code,
        handed_out_by=handed_out_by,
        place=place,
    )
    _fill(by, made, text=text, number=copies, handed_out_on=handed_out_on, today=today)
    made.save()
    record(by, "conduct.record_copies", made, details={"copies": copies})
    return made


@command
def change_copies(
    *,
    by: Actor,
    distribution: CopyDistribution,
    text: CodeVersion | Recommendation,
    copies: int,
    handed_out_on: date,
    audience: str,
    division_code: str = "",
    handed_out_by: str = "",
    place: str = "",
    today: date,
) -> CopyDistribution:
    """Correct a record of copies. Raises what `record_copies` raises."""
    check(by, RECORD_COPIES)
    found = copies_for(by, distribution.pk)
    before = found.copies
    found.audience, found.division_code = audience, division_code
    found.handed_out_by, found.place = handed_out_by, place
    _fill(by, found, text=text, number=copies, handed_out_on=handed_out_on, today=today)
    found.save()
    record(by, "conduct.change_copies", found, details={"before": before, "after": copies})
    return found


@command
def withdraw_copies(*, by: Actor, distribution: CopyDistribution, reason: str) -> CopyDistribution:
    """Withdraw a record made by mistake: its copies no longer count.

    Raises Hidden, or ProgrammeError STATE_NOT_FROM_HERE or STATE_REASON_MISSING.
    """
    found = copies_for(by, distribution.pk)
    changes: dict[str, object] = {"withdrawn_reason": reason.strip()[:500]}
    move(COPIES, "withdraw_copies", by=by, subject=found, reason=reason, changes=changes)
    return found


@command
def restore_copies(*, by: Actor, distribution: CopyDistribution) -> CopyDistribution:
    """Let a withdrawn record count again. Raises Hidden or ProgrammeError STATE_NOT_FROM_HERE."""
    found = copies_for(by, distribution.pk)
    move(COPIES, "restore_copies", by=by, subject=found, changes={"withdrawn_reason": ""})
    return found
