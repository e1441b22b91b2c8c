"""Lists of paper signatures: read, looked at, confirmed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.conduct import errors
from safe_employment.conduct.commands.signing import PaperSignature, record_signatures
from safe_employment.conduct.models import (
    CodeVersion,
    ListState,
    SignatureList,
    SignatureState,
    TextState,
)
from safe_employment.conduct.policies import RECORD_SIGNATURES
from safe_employment.conduct.queries import list_for, version_for
from safe_employment.conduct.states import SIGNATURE_LIST
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members.importing.values.dates import read_date
from safe_employment.members.rosters import Problem, RosterColumn, RosterRow, choose, read_roster, settle
from safe_employment.members.rosters import errors as roster_errors

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

COLUMNS = (
    RosterColumn(
        "signatory",
        _("Signatory"),
        ("签署人", "签名", "签字人", "姓名", "负责人", "法定代表人", "经营者", "联系人", "name", "signed by"),
    ),
    RosterColumn("post", _("Post"), ("职务", "职位", "岗位", "post", "position", "title")),
    RosterColumn("day", _("Signed on"), ("签署日期", "签字日期", "日期", "签署时间", "时间", "date", "day")),
)
# Every problem that a row may have.
CATALOGUE = {
    **roster_errors.CATALOGUE,
    **{
        kind.code: kind
        for kind in (errors.IN_THE_FUTURE, errors.SIGNED_BEFORE_PUBLICATION, errors.SIGNED_ALREADY)
    },
}


@command
def read_signature_list(
    *,
    by: Actor,
    version: CodeVersion,
    signed_on: date,
    today: date,
    content: bytes | str,
    file_name: str = "",
) -> SignatureList:
    """Read a pasted or uploaded list; nothing is written to the record of signatures yet.

    Raises Hidden, ProgrammeError CONDUCT_DRAFT_NOT_HANDED_OUT, or a code of `members.rosters`.
    """
    check(by, RECORD_SIGNATURES)
    found = version_for(by, version.pk)
    if found.state == TextState.DRAFT:
        raise ProgrammeError(errors.DRAFT_NOT_HANDED_OUT, field="version")
    roster = read_roster(content, COLUMNS)
    rows = settle(by, roster)
    draft = SignatureList(association=by.home, version=found, signed_on=signed_on, file_name=file_name[-200:])
    _find_problems(draft, rows, roster.letters, today)
    draft.rows = [{**row.as_json()} for row in rows]
    draft.uploaded_by = by.person
    draft.save()
    record(by, "conduct.read_signature_list", draft, details={"rows": len(rows)})
    return draft


def day_of(signature_list: SignatureList, row: RosterRow) -> date | None:
    """Return the day that a row gives, or the list's own; None where it cannot be read to the day."""
    text = row.values.get("day", "")
    if not text:
        return signature_list.signed_on
    reading = read_date(text)
    return reading.on if reading.precision == "day" else None


def _find_problems(
    signature_list: SignatureList, rows: list[RosterRow], letters: Mapping[str, str], today: date
) -> None:
    for row in rows:
        if not row.values.get("signatory"):
            column = str(COLUMNS[0].label)
            row.problems.append(
                Problem(roster_errors.VALUE_MISSING.code, letters.get("signatory", ""), {"column": column})
            )
        day = day_of(signature_list, row)
        place = letters.get("day", "")
        published = signature_list.version.published_on
        if day is None:
            text = row.values["day"]
            row.problems.append(Problem(roster_errors.DAY_UNREADABLE.code, place, {"text": text}))
        elif day > today:
            row.problems.append(Problem(errors.IN_THE_FUTURE.code, place, {"day": day.isoformat()}))
        elif published is not None and day < published:
            facts = {"number": signature_list.version.number, "day": published.isoformat()}
            row.problems.append(Problem(errors.SIGNED_BEFORE_PUBLICATION.code, place, facts))
    _find_repetitions(signature_list, rows)


def _find_repetitions(signature_list: SignatureList, rows: list[RosterRow]) -> None:
    """Mark rows whose employer stands higher up in the list, or has signed already."""
    of_rows = (roster_errors.TWICE.code, errors.SIGNED_ALREADY.code)
    signed = {
        each.employer_id: each
        for each in signature_list.version.signatures.filter(
            employer__in=[row.employer for row in rows if row.employer], state=SignatureState.SIGNED
        ).select_related("employer")
    }
    first: dict[int, int] = {}
    for row in rows:
        row.problems = [each for each in row.problems if each.code not in of_rows]
        if row.employer is None or row.is_left_out:
            continue
        if row.employer in signed:
            before = signed[row.employer]
            facts: dict[str, object] = {
                "employer": before.employer.name,
                "number": signature_list.version.number,
                "day": before.signed_on.isoformat(),
            }
            row.problems.append(Problem(errors.SIGNED_ALREADY.code, "", facts))
        elif row.employer in first:
            row.problems.append(Problem(roster_errors.TWICE.code, "", {"first": first[row.employer]}))
        first.setdefault(row.employer, row.number)


def _ready(by: Actor, signature_list: SignatureList) -> SignatureList:
    found = (
        SignatureList.objects.select_for_update(of=("self",))
        .filter(pk=signature_list.pk, association=by.home)
        .select_related("version")
        .first()
    )
    if found is None:
        raise Hidden
    return found


@command
def answer_list(*, by: Actor, signature_list: SignatureList, answers: Mapping[int, str]) -> SignatureList:
    """Take the answers to uncertain rows: an employer's key, `number:<member number>`, or `out`.

    Raises Hidden.
    """
    check(by, RECORD_SIGNATURES)
    locked = _ready(by, signature_list)
    if locked.state != ListState.READY:
        raise Hidden
    rows = rows_of(locked)
    choose(by, rows, answers)
    _find_repetitions(locked, rows)
    locked.rows = [row.as_json() for row in rows]
    locked.save()
    record(by, "conduct.answer_list", locked, details={"answers": len(answers)})
    return locked


def rows_of(signature_list: SignatureList) -> list[RosterRow]:
    """Return the rows of a list."""
    return [RosterRow.of_json(stored) for stored in signature_list.rows]


@command
def confirm_list(*, by: Actor, signature_list: SignatureList, today: date) -> SignatureList:
    """Write the signatures of all rows that are ready, in one transaction.

    Raises Hidden, or ProgrammeError CONDUCT_LIST_HAS_NOTHING or STATE_NOT_FROM_HERE.
    """
    check(by, RECORD_SIGNATURES)
    locked = list_for(by, signature_list.pk)
    entries = [
        PaperSignature(
            row.employer,
            day_of(locked, row) or locked.signed_on,
            row.values.get("signatory", ""),
            row.values.get("post", ""),
        )
        for row in rows_of(locked)
        if row.is_ready and row.employer is not None
    ]
    if not entries and locked.state == ListState.READY:
        raise ProgrammeError(errors.LIST_HAS_NOTHING)
    move(SIGNATURE_LIST, "confirm_list", by=by, subject=locked)
    written = record_signatures(by=by, version=locked.version, signatures=entries, today=today)
    locked.written = len(written)
    locked.save()
    return locked


@command
def discard_list(*, by: Actor, signature_list: SignatureList) -> SignatureList:
    """Put a list away; nothing of it is written. Raises Hidden or ProgrammeError STATE_NOT_FROM_HERE."""
    found = list_for(by, signature_list.pk)
    move(SIGNATURE_LIST, "discard_list", by=by, subject=found)
    return found
