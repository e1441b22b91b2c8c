"""Sheets of who came: read, looked at, confirmed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members.importing.values.texts import missing_word
from safe_employment.members.rosters import Problem, RosterColumn, RosterRow, choose, read_roster, settle
from safe_employment.members.rosters import errors as roster_errors
from safe_employment.training import errors
from safe_employment.training.commands.attendance import Attendee, locked_workshop, record_attendance
from safe_employment.training.models import AttendanceSheet, CourseAudience, SheetState, Workshop
from safe_employment.training.policies import RECORD_ATTENDANCE
from safe_employment.training.queries import sheet_for
from safe_employment.training.states import SHEET

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

COLUMNS = (
    RosterColumn(
        "person",
        _("Attendee"),
        ("姓名", "参加人", "参会人", "参训人", "参训人员", "签到", "签名", "联系人", "name", "participant"),
    ),
    RosterColumn("post", _("Post"), ("职务", "职位", "岗位", "post", "position", "title")),
    RosterColumn("people", _("How many people"), ("人数", "参加人数", "到会人数", "people")),
    RosterColumn("women", _("Women"), ("女", "其中女", "女性", "女性人数", "其中女性", "women", "female")),
    RosterColumn(
        "came", _("Came"), ("是否参加", "是否到会", "到会", "出席", "签到情况", "attended", "present")
    ),
)
STAYED_AWAY = frozenset({"否", "缺席", "未到", "请假", "没来", "×", "✗", "x", "n", "no", "absent", "0"})
CATALOGUE = {
    **roster_errors.CATALOGUE,
    errors.WOMEN_MORE_THAN_PEOPLE.code: errors.WOMEN_MORE_THAN_PEOPLE,
}


def _attendee(row: RosterRow) -> Attendee | None:
    """Return what a row says, or None where its numbers cannot be read."""
    people, women = _count(row.values.get("people", "")), _count(row.values.get("women", ""))
    if people == 0 or -1 in (people, women):
        return None
    came = row.values.get("came", "").strip().casefold() not in STAYED_AWAY
    return Attendee(
        employer=row.employer,
        name=row.values.get("person", ""),
        post=row.values.get("post", ""),
        people=people or 1,
        women=women,
        attended=came,
    )


def _count(text: str) -> int | None:
    """Return a number of people: None where the cell is empty, -1 where it cannot be read."""
    plain = text.strip().removesuffix("人").removesuffix(".0")
    if not plain or missing_word.match(plain):
        return None
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 3 else -1


@command
def read_attendance_sheet(
    *, by: Actor, workshop: Workshop, content: bytes | str, file_name: str = "", today: date
) -> AttendanceSheet:
    """Read a pasted or uploaded sheet; no attendance is written yet.

    Raises Hidden, ProgrammeError TRAINING_NOT_HELD, TRAINING_NOT_YET, TRAINING_OTHER_AUDIENCE, or a code
    of `members.rosters`.
    """
    check(by, RECORD_ATTENDANCE)
    locked = locked_workshop(by, workshop, today)
    if locked.course.audience != CourseAudience.EMPLOYERS:
        audience = locked.course.get_audience_display()
        raise ProgrammeError(errors.OTHER_AUDIENCE, {"audience": audience})
    roster = read_roster(content, COLUMNS)
    rows = settle(by, roster)
    _find_problems(rows, roster.letters)
    _find_repetitions(rows)
    made = AttendanceSheet.objects.create(
        association=by.home,
        workshop=locked,
        file_name=file_name[-200:],
        rows=[row.as_json() for row in rows],
        uploaded_by=by.person,
    )
    record(by, "training.read_attendance_sheet", made, details={"rows": len(rows)})
    return made


def _find_problems(rows: Sequence[RosterRow], letters: Mapping[str, str]) -> None:
    for row in rows:
        for key in ("people", "women"):
            count = _count(row.values.get(key, ""))
            if count == -1 or (key == "people" and count == 0):
                facts: dict[str, object] = {"text": row.values[key]}
                row.problems.append(
                    Problem(roster_errors.NUMBER_UNREADABLE.code, letters.get(key, ""), facts)
                )
        attendee = _attendee(row)
        if attendee and attendee.women is not None and attendee.women > attendee.people:
            facts = {"women": attendee.women, "people": attendee.people}
            row.problems.append(Problem(errors.WOMEN_MORE_THAN_PEOPLE.code, letters.get("women", ""), facts))


def _find_repetitions(rows: Sequence[RosterRow]) -> None:
    """Mark rows that name the same person of the same employer as a row above."""
    first: dict[tuple[int, str], int] = {}
    for row in rows:
        row.problems = [each for each in row.problems if each.code != roster_errors.TWICE.code]
        if row.employer is None or row.is_left_out:
            continue
        key = (row.employer, row.values.get("person", ""))
        if key in first:
            row.problems.append(Problem(roster_errors.TWICE.code, "", {"first": first[key]}))
        first.setdefault(key, row.number)


def rows_of(sheet: AttendanceSheet) -> list[RosterRow]:
    """Return the rows of a sheet."""
    return [RosterRow.of_json(stored) for stored in sheet.rows]


@command
def answer_sheet(*, by: Actor, sheet: AttendanceSheet, answers: Mapping[int, str]) -> AttendanceSheet:
    """Take the answers to uncertain rows: an employer's key, `number:<member number>`, or `out`.

    Raises Hidden.
    """
    check(by, RECORD_ATTENDANCE)
    locked = (
        AttendanceSheet.objects.select_for_update(of=("self",))
        .filter(pk=sheet.pk, association=by.home, state=SheetState.READY)
        .first()
    )
    if locked is None:
        raise Hidden
    rows = rows_of(locked)
    choose(by, rows, answers)
    _find_repetitions(rows)
    locked.rows = [row.as_json() for row in rows]
    locked.save()
    record(by, "training.answer_sheet", locked, details={"answers": len(answers)})
    return locked


@command
def confirm_sheet(*, by: Actor, sheet: AttendanceSheet, today: date) -> AttendanceSheet:
    """Write the attendance of all rows that are ready, in one transaction.

    Raises Hidden, or ProgrammeError TRAINING_SHEET_HAS_NOTHING, STATE_NOT_FROM_HERE, and what
    `record_attendance` raises.
    """
    check(by, RECORD_ATTENDANCE)
    found = sheet_for(by, sheet.pk)
    attendees = [
        attendee for row in rows_of(found) if row.is_ready and (attendee := _attendee(row)) is not None
    ]
    if not attendees and found.state == SheetState.READY:
        raise ProgrammeError(errors.SHEET_HAS_NOTHING)
    move(SHEET, "confirm_sheet", by=by, subject=found)
    written = record_attendance(by=by, workshop=found.workshop, attendees=attendees, today=today)
    found.written = len(written)
    found.save()
    return found


@command
def discard_sheet(*, by: Actor, sheet: AttendanceSheet) -> AttendanceSheet:
    """Put a sheet away; nothing of it is written. Raises Hidden or ProgrammeError STATE_NOT_FROM_HERE."""
    found = sheet_for(by, sheet.pk)
    move(SHEET, "discard_sheet", by=by, subject=found)
    return found
