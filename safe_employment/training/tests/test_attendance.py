"""Who came: by list, by sheet, certificates, and what results are counted from."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
import xlsxwriter
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.training import commands, queries
from safe_employment.training.commands import Attendee
from safe_employment.training.models import Attendance, AttendanceSheet, Workshop
from safe_employment.training.tests import factories

TODAY = factories.TODAY


def test_sixty_people_are_recorded_in_a_few_queries(kunming: Association, trainer: Actor) -> None:
    workshop = factories.workshop(kunming, state="held")
    employers = [members.employer(kunming, name=f"第{n}饭店") for n in range(60)]
    people = [Attendee(employer=each.pk, attended=n % 6 != 0) for n, each in enumerate(employers)]
    with CaptureQueriesContext(
        connection,
    ) as seen:
        commands.record_attendance(by=trainer, workshop=workshop, attendees=people, today=TODAY)
    assert len(seen) < 25
    found = queries.workshop_for(trainer, workshop.pk)
    assert (found.came, found.expected) == (50, 60)
    numbers = [a.certificate_number for a in Attendance.objects.filter(attended=True).order_by("pk")]
    assert numbers[0] == f"2025-{workshop.number:04d}-001"
    assert len(set(numbers)) == 50
    assert not Attendance.objects.filter(attended=False).exclude(certificate_number="").exists()


def test_recording_again_changes_and_does_not_double(kunming: Association, trainer: Actor) -> None:
    workshop = factories.workshop(kunming, state="held")
    one, two = members.employer(kunming, name="甲饭店"), members.employer(kunming, name="乙饭店")
    factories.came(workshop, one, two)
    again = [
        Attendee(employer=one.pk, name="王明", post="经理"),
        Attendee(employer=one.pk, name="李红"),
        Attendee(employer=two.pk, attended=False),
    ]
    commands.record_attendance(by=trainer, workshop=workshop, attendees=again, today=TODAY)
    rows = [
        (a.employer, a.attendee_name, a.attended, a.certificate_number[-3:])
        for a in workshop.attendances.order_by("pk")
    ]
    assert rows == [(one, "王明", True, "001"), (two, "", False, ""), (one, "李红", True, "003")]


def test_numbers_and_audiences_must_fit(kunming: Association, qujing: Association, trainer: Actor) -> None:
    workshop, for_staff = (
        factories.workshop(kunming, state="held", audience=a) for a in ("employers", "staff")
    )
    employer, member = members.employer(kunming), factories.staff_member(kunming)
    stranger = members.employer(qujing)
    for where, attendee, code in (
        (workshop, Attendee(staff_member=member.pk), "TRAINING_OTHER_AUDIENCE"),
        (for_staff, Attendee(employer=employer.pk), "TRAINING_OTHER_AUDIENCE"),
        (for_staff, Attendee(employer=employer.pk, staff_member=member.pk), "TRAINING_OTHER_AUDIENCE"),
        (workshop, Attendee(employer=employer.pk, people=0), "TRAINING_PEOPLE_WRONG"),
        (workshop, Attendee(employer=employer.pk, people=1, women=2), "TRAINING_WOMEN_MORE_THAN_PEOPLE"),
    ):
        with pytest.raises(ProgrammeError, match=code):
            commands.record_attendance(by=trainer, workshop=where, attendees=[attendee], today=TODAY)
    with pytest.raises(Hidden):
        commands.record_attendance(
            by=trainer,
            workshop=workshop,
            attendees=[Attendee(employer=employer.pk), Attendee(employer=stranger.pk)],
            today=TODAY,
        )
    assert not Attendance.objects.exists()


def test_no_one_came_to_what_was_cancelled_or_has_not_come(kunming: Association, trainer: Actor) -> None:
    employer = members.employer(kunming)
    later = factories.workshop(kunming, held_on=TODAY + timedelta(days=1))
    cancelled = factories.workshop(kunming)
    commands.cancel_workshop(by=trainer, workshop=cancelled, reason="停电")
    for workshop, code in ((later, "TRAINING_NOT_YET"), (cancelled, "TRAINING_NOT_HELD")):
        with pytest.raises(ProgrammeError, match=code):
            factories.came(workshop, employer)


def test_the_database_keeps_attendance_in_order(kunming: Association) -> None:
    workshop = factories.workshop(kunming, state="held")
    [row] = factories.came(workshop, members.employer(kunming))
    member = factories.staff_member(kunming)
    rows = Attendance.objects.filter(pk=row.pk)
    for change, name in (
        ({"employer": None}, "employer_or_of_staff"),
        ({"staff_member": member}, "employer_or_of_staff"),
        ({"attended": False}, "certificate_only_for_who_came"),
        ({"women": 2}, "women_among"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            rows.update(**change)
    with pytest.raises(IntegrityError, match="attendee_once"), transaction.atomic():
        Attendance.objects.create(association=kunming, workshop=workshop, employer=row.employer)


def test_a_record_is_corrected_and_removed(kunming: Association, clerk: Actor) -> None:
    workshop = factories.workshop(kunming, state="held")
    one, two = factories.came(
        workshop, members.employer(kunming, name="甲"), members.employer(kunming, name="乙")
    )
    commands.correct_attendance(by=clerk, attendance=one, attended=False, today=TODAY)
    one.refresh_from_db()
    assert one.certificate_number == ""
    commands.correct_attendance(by=clerk, attendance=one, attendee_name="王", people=2, women=1, today=TODAY)
    one.refresh_from_db()
    assert one.certificate_number.endswith("-003")
    commands.remove_attendance(by=clerk, attendance=two)
    assert list(workshop.attendances.all()) == [one]
    twin = Attendee(employer=one.employer_id, name="李")
    [second] = commands.record_attendance(by=clerk, workshop=workshop, attendees=[twin], today=TODAY)
    with pytest.raises(ProgrammeError, match="TRAINING_RECORDED_ALREADY"):
        commands.correct_attendance(by=clerk, attendance=second, attendee_name="王", today=TODAY)


@pytest.mark.parametrize("who", ["monitor", "case_officer", "board", "neighbour_manager"])
def test_others_record_nothing(kunming: Association, who: str, request: pytest.FixtureRequest) -> None:
    other: Actor = request.getfixturevalue(who)
    workshop = factories.workshop(kunming, state="held")
    employer = members.employer(kunming)
    [row] = factories.came(workshop, employer)
    with pytest.raises(Hidden):
        commands.record_attendance(
            by=other, workshop=workshop, attendees=[Attendee(employer=employer.pk)], today=TODAY
        )
    with pytest.raises(Hidden):
        commands.remove_attendance(by=other, attendance=row)


def sheet_of(rows: list[list[object]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return file.getvalue()


def read(by: Actor, workshop: Workshop, content: bytes | str) -> AttendanceSheet:
    return commands.read_attendance_sheet(
        by=by, workshop=workshop, content=content, file_name="签到表.xlsx", today=TODAY
    )


@pytest.fixture
def register(kunming: Association) -> dict[str, Employer]:
    names = ("昆明翠湖饭庄有限公司", "昆明滇池鞋厂", "昆明滇池制衣厂", "昆明春城服装店")
    return {name[2:4]: members.employer(kunming, name=name) for name in names[:2]} | {
        "制衣": members.employer(kunming, name=names[2]),
        "春城": members.employer(kunming, name=names[3]),
    }


def test_a_sheet_is_looked_at_before_it_is_written(
    kunming: Association, trainer: Actor, register: dict[str, Employer]
) -> None:
    workshop = factories.workshop(kunming, state="held")
    content = sheet_of(
        [
            ["安全用工培训签到表"],
            ["序号", "单位名称", "姓名", "职务", "人数", "其中女", "到会"],
            [1, "翠湖饭庄", "王明", "经理", 2, 1, "是"],
            [2, "滇池", "李红", "厂长", 1, None, "是"],
            [3, "昆明春城服装店", "赵", "", "三", None, "是"],
            [4, "昆明春城服装店", "钱", "", 1, 2, "是"],
            [5, "昆明滇池制衣厂", "孙", "", 1, 0, "请假"],
            [6, "翠湖饭庄", "王明", "", 1, None, "是"],
            [7, "翠湖饭庄", "周", "", 1, None, "是"],
        ]
    )
    sheet = read(trainer, workshop, content)
    problems = {row["number"]: [(p["code"], p["column"]) for p in row["problems"]] for row in sheet.rows}
    assert problems == {
        3: [],
        4: [("ROSTER_EMPLOYER_UNCERTAIN", "B")],
        5: [("ROSTER_NUMBER_UNREADABLE", "E")],
        6: [("TRAINING_WOMEN_MORE_THAN_PEOPLE", "F")],
        7: [],
        8: [("ROSTER_TWICE", "")],
        9: [],
    }
    assert not Attendance.objects.exists()
    commands.answer_sheet(by=trainer, sheet=sheet, answers={4: str(register["滇池"].pk), 9: "out"})
    confirmed = commands.confirm_sheet(by=trainer, sheet=sheet, today=TODAY)
    assert (confirmed.state, confirmed.written) == ("confirmed", 3)
    assert {
        (a.employer, a.attendee_name, a.people, a.women, a.attended) for a in Attendance.objects.all()
    } == {
        (register["翠湖"], "王明", 2, 1, True),
        (register["滇池"], "李红", 1, None, True),
        (register["制衣"], "孙", 1, 0, False),
    }
    with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
        commands.confirm_sheet(by=trainer, sheet=sheet, today=TODAY)


def test_the_same_sheet_twice_changes_nothing(
    kunming: Association, trainer: Actor, register: dict[str, Employer]
) -> None:
    workshop = factories.workshop(kunming, state="held")
    for _ in range(2):
        sheet = read(trainer, workshop, "昆明滇池鞋厂\t李红\n昆明春城服装店\t赵")
        commands.confirm_sheet(by=trainer, sheet=sheet, today=TODAY)
    assert workshop.attendances.count() == 2


def test_sheets_that_do_not_fit(kunming: Association, trainer: Actor, register: dict[str, Employer]) -> None:
    for_staff = factories.workshop(kunming, state="held", audience="staff")
    with pytest.raises(ProgrammeError, match="TRAINING_OTHER_AUDIENCE"):
        read(trainer, for_staff, "昆明滇池鞋厂\t李红")
    workshop = factories.workshop(kunming, state="held")
    sheet = read(trainer, workshop, "没有这家\t李红")
    with pytest.raises(ProgrammeError, match="TRAINING_SHEET_HAS_NOTHING"):
        commands.confirm_sheet(by=trainer, sheet=sheet, today=TODAY)
    commands.discard_sheet(by=trainer, sheet=sheet)
    with pytest.raises(Hidden):
        commands.answer_sheet(by=trainer, sheet=sheet, answers={})


def test_results_are_counted_from_who_came_to_what_was_held(kunming: Association, trainer: Actor) -> None:
    may, june = (date(2025, 5, 1), date(2025, 6, 1)), (date(2025, 6, 1), date(2025, 7, 1))
    one, two, three = (members.employer(kunming, name=f"{n}饭店") for n in "甲乙丙")
    first = factories.workshop(kunming, state="held", held_on=date(2025, 5, 31))
    second = factories.workshop(kunming, state="held", held_on=date(2025, 6, 1))
    not_held = factories.workshop(kunming, state="open", held_on=date(2025, 6, 2))
    factories.came(first, one, two)
    factories.came(second, one)
    factories.came(second, two, attended=False)
    factories.came(not_held, three)
    assert set(queries.employers_trained_in(kunming, *may)) == {one, two}
    assert set(queries.employers_trained_in(kunming, *june)) == {one}
    assert queries.employer_attendances_in(kunming, may[0], june[1]).count() == 3
    assert list(queries.workshops_held_in(kunming, *june)) == [second]
    merged = members.employer(kunming, name="甲饭店（重复）", merged_into=one)
    Attendance.objects.filter(employer=two).update(employer=merged)
    assert set(queries.employers_trained_in(kunming, *may)) == {one}


def test_staff_trained_are_counted_once(kunming: Association, qujing: Association) -> None:
    period = (date(2025, 1, 1), date(2026, 1, 1))
    a, b = factories.staff_member(kunming, "张"), factories.staff_member(kunming, "李")
    factories.staff_member(kunming, "没来")
    for _ in range(2):
        factories.staff_came(factories.workshop(kunming, audience="staff", state="held"), a, b)
    elsewhere = factories.staff_member(qujing, "王")
    factories.staff_came(factories.workshop(qujing, audience="staff", state="held"), elsewhere)
    assert set(queries.staff_trained_in(kunming, *period)) == {a, b}
    assert queries.staff_attendances_in(kunming, *period).count() == 4


def test_who_is_due_for_a_refresher(kunming: Association, board: Actor) -> None:
    employer, recent = members.employer(kunming, name="甲"), members.employer(kunming, name="乙")
    for who, day in ((employer, date(2024, 5, 1)), (recent, date(2025, 5, 1))):
        factories.came(factories.workshop(kunming, state="held", held_on=day), who)
    assert queries.last_attended_on(employer) == date(2024, 5, 1)
    assert list(queries.employers_due(board, date(2024, 6, 15))) == [employer]
