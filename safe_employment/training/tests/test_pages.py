"""The pages of training, as staff, employers and neighbours see them."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests import factories as members
from safe_employment.members.timeline import timeline_of
from safe_employment.training import commands
from safe_employment.training.models import Attendance, Course, Registration, StaffMember, Workshop
from safe_employment.training.months import first_of, holiday, month_of
from safe_employment.training.rates import attendance_by_time
from safe_employment.training.tests import factories
from safe_employment.training.timeline import sheets_to_confirm, workshops_soon, workshops_to_record

NOW = timezone.localdate()


def url(route: str, **named: Any) -> str:
    return reverse(f"training:{route}", kwargs={"association": "kunming", **named})


@pytest.fixture
def held(kunming: Association) -> Workshop:
    return factories.workshop(kunming, state="held", held_on=date(2025, 5, 20))


def test_lists_open_in_few_queries_and_give_sheets(
    kunming: Association, manager: Actor, held: Workshop
) -> None:
    employers = [members.employer(kunming, name=f"第{n}饭店") for n in range(30)]
    factories.came(held, *employers)
    recent = factories.workshop(kunming, of=held.course, state="held", held_on=NOW, today=NOW)
    factories.came(recent, *employers[:20], today=NOW)
    old = factories.workshop(kunming, state="held", held_on=date(2023, 5, 20))
    factories.came(old, *[members.employer(kunming, name=f"旧{n}饭店") for n in range(9)])
    for number in range(20):
        factories.workshop(kunming, of=held.course, held_on=date(2025, 6, 1) + timedelta(days=number))
        factories.staff_member(kunming, f"第{number}位")
    browser = signed_in(manager)
    for route in ("workshops", "courses", "staff", "attendances", "sheets", "due"):
        with CaptureQueriesContext(connection) as seen:
            response = browser.get(url(route))
        assert response.status_code == 200, route
        assert len(seen) <= 12, (route, [each["sql"] for each in seen])
    for page in (url("calendar"), url("workshop", pk=held.pk), url("tick", pk=held.pk)):
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(page).status_code == 200
        assert len(seen) <= 12, (page, [each["sql"] for each in seen])
    for route in ("workshops", "courses", "staff", "attendances", "due"):
        sheet = browser.get(url(route), {"export": "xlsx"})
        assert sheet.getvalue()[:2] == b"PK"
    due = browser.get(url("due"), {"size": "100"}).content.decode()
    assert "旧3饭店" in due
    assert "第3饭店" not in due
    found = browser.get(url("attendances"), {"q": "第7饭店", "came": "yes"}).content.decode()
    assert "第7饭店" in found
    assert "第8饭店" not in found
    assert "第7位" in browser.get(url("staff"), {"trained": "no", "q": "第7"}).content.decode()


def test_a_record_opens_in_few_queries(kunming: Association, manager: Actor, held: Workshop) -> None:
    employers = [members.employer(kunming, name=f"昆明第{n}饭店有限公司") for n in range(6)]
    pasted = "\n".join(f"第{n}饭店\t王明" for n in range(6))
    sheet = commands.read_attendance_sheet(by=manager, workshop=held, content=pasted, today=factories.TODAY)
    for_staff = factories.workshop(kunming, audience="staff", state="held")
    records = {
        "course": held.course,
        "sheet": sheet,
        "attendance": factories.came(held, *employers)[0],
        "staff_member": factories.staff_came(for_staff, factories.staff_member(kunming))[0].staff_member,
    }
    browser = signed_in(manager)
    for route, record in records.items():
        assert record is not None
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url(route, pk=record.pk)).status_code == 200, route
        assert len(seen) <= 12, (route, [each["sql"] for each in seen])


def test_a_trainer_plans_holds_and_records(kunming: Association, trainer: Actor) -> None:
    browser = signed_in(trainer)
    browser.post(
        url("add_course"),
        {
            "title_zh": "劳动法",
            "title_en": "Labour law",
            "audience": "employers",
            "points": ["3"],
            "hours": "2.5",
        },
    )
    course = Course.objects.get()
    plan = {
        "course": course.pk, "held_on": NOW.isoformat(), "starts_at": "14:30", "place": "会议室",
        "capacity": "40", "division_code": "",
    }  # fmt: skip
    browser.post(url("add_workshop"), {**plan, "trainers": [trainer.person.pk if trainer.person else 0]})
    workshop = Workshop.objects.get()
    assert workshop.workshop_trainers.count() == 1
    browser.post(url("edit_workshop", pk=workshop.pk), {**plan, "place": "大会议室"})
    browser.post(url("open_invitations", pk=workshop.pk))
    one, two = members.employer(kunming, name="甲饭店"), members.employer(kunming, name="乙饭店")
    browser.post(url("add_registration", pk=workshop.pk), {"employer": "甲饭店", "people": "2"})
    assert Registration.objects.get().people == 2
    response = browser.post(url("hold_workshop", pk=workshop.pk))
    assert response.headers["Location"] == url("tick", pk=workshop.pk)
    found = browser.get(url("tick", pk=workshop.pk), {"q": "乙饭"}).content.decode()
    assert f'name="add" value="{two.pk}"' in found
    browser.post(url("tick", pk=workshop.pk), {"add": two.pk, "more": "yes"})
    row = Attendance.objects.get()
    line = {
        f"line-employer-{one.pk}": "yes", f"who-employer-{one.pk}": "yes", f"name-employer-{one.pk}": "王明",
        f"people-employer-{one.pk}": "2", f"women-employer-{one.pk}": "1",
        f"line-row-{row.pk}": "yes", f"name-row-{row.pk}": "李红",
    }  # fmt: skip
    browser.post(url("tick", pk=workshop.pk), line)
    rows = workshop.attendances.all()
    assert {(a.employer, a.attendee_name, a.people, a.women, a.attended) for a in rows} == {
        (one, "王明", 2, 1, True), (two, "李红", 1, None, False),
    }  # fmt: skip
    browser.post(url("lessons", pk=workshop.pk), {"lessons": "餐馆下午三点最有空"})
    page = browser.get(url("workshop", pk=workshop.pk)).content.decode()
    assert "餐馆下午三点最有空" in page
    assert "50%" in page


def test_staff_are_ticked_too(kunming: Association, trainer: Actor) -> None:
    workshop = factories.workshop(kunming, audience="staff", state="held")
    browser = signed_in(trainer)
    browser.post(url("add_staff_member"), {"name": "张干事", "office": "五华区分会"})
    member = StaffMember.objects.get()
    browser.post(
        url("edit_staff_member", pk=member.pk), {"name": "张干事", "office": "五华区分会", "post": "干事"}
    )
    assert "张干事" in browser.get(url("tick", pk=workshop.pk)).content.decode()
    line = {f"line-staff-{member.pk}": "yes", f"who-staff-{member.pk}": "yes"}
    browser.post(url("tick", pk=workshop.pk), line)
    row = Attendance.objects.get()
    assert (row.staff_member, row.attended) == (member, True)
    assert row.certificate_number in browser.get(url("certificate", pk=row.pk)).content.decode()
    browser.post(url("staff_member_left", pk=member.pk), {"left_on": NOW.isoformat()})
    browser.post(url("staff_member_returned", pk=member.pk))
    assert browser.get(url("staff_member", pk=member.pk)).status_code == 200
    browser.post(url("edit_attendance", pk=row.pk), {"people": "1"})
    row.refresh_from_db()
    assert not row.attended
    assert browser.get(url("certificate", pk=row.pk)).status_code == 404
    browser.post(url("remove_attendance", pk=row.pk))
    assert not Attendance.objects.exists()


def test_a_sheet_is_brought_in(kunming: Association, clerk: Actor, held: Workshop) -> None:
    one, two = (
        members.employer(kunming, name="昆明滇池鞋厂"),
        members.employer(kunming, name="昆明滇池制衣厂"),
    )
    browser = signed_in(clerk)
    sent = {"text": "单位名称\t姓名\n滇池\t王明\n昆明滇池制衣厂\t李红"}
    response = browser.post(url("add_sheet", pk=held.pk), sent)
    page = browser.get(response.headers["Location"]).content.decode()
    assert "ROSTER_EMPLOYER_UNCERTAIN" in page
    browser.post(response.headers["Location"], {"number-2": str(one.number)})
    browser.post(response.headers["Location"] + "confirm/")
    assert {each.employer for each in Attendance.objects.all()} == {one, two}
    assert browser.post(url("add_sheet", pk=held.pk), {"text": ""}).status_code == 422


def test_cancelling_and_planning_again(kunming: Association, manager: Actor) -> None:
    workshop = factories.workshop(kunming)
    browser = signed_in(manager)
    assert browser.post(url("cancel_workshop", pk=workshop.pk), {"reason": ""}).status_code == 422
    browser.post(url("cancel_workshop", pk=workshop.pk), {"reason": "停电"})
    assert "停电" in browser.get(url("workshop", pk=workshop.pk)).content.decode()
    assert browser.get(url("cancel_workshop", pk=workshop.pk)).status_code == 404
    browser.post(url("plan_again", pk=workshop.pk), {"reason": "来电了"})
    workshop.refresh_from_db()
    assert workshop.state == "planned"
    browser.post(url("retire_course", pk=workshop.course_id))
    browser.post(url("offer_course", pk=workshop.course_id))
    assert browser.get(url("course", pk=workshop.course_id)).status_code == 200


def test_an_employer_registers_and_sees_what_they_came_to(kunming: Association, held: Workshop) -> None:
    employer = members.employer(kunming)
    contact = members.contact_of(employer)
    [row] = factories.came(held, employer)
    coming = factories.workshop(kunming, state="open", held_on=NOW + timedelta(days=5))
    hidden = factories.workshop(kunming, held_on=NOW + timedelta(days=6))
    browser = signed_in(contact)
    page = browser.get(url("portal")).content.decode()
    assert url("register", pk=coming.pk, employer=employer.pk) in page
    assert url("certificate", pk=row.pk) in page
    assert row.certificate_number in browser.get(url("certificate", pk=row.pk)).content.decode()
    sent = {"attendee_name": "王明", "people": "2"}
    browser.post(url("register", pk=coming.pk, employer=employer.pk), sent)
    registration = Registration.objects.get()
    assert (registration.way, registration.people) == ("portal", 2)
    assert browser.get(url("register", pk=hidden.pk, employer=employer.pk)).status_code == 404
    titles = [
        (each.is_next, each.day) for each in timeline_of(employer, contact).entries if "training" in each.url
    ]
    assert titles == [(True, coming.held_on), (False, held.held_on)]
    browser.post(url("withdraw_own", pk=registration.pk))
    registration.refresh_from_db()
    assert registration.state == "withdrawn"


def test_others_find_nothing(
    kunming: Association, neighbour_manager: Actor, monitor: Actor, held: Workshop
) -> None:
    employer = members.employer(kunming)
    [row] = factories.came(held, employer)
    open_one = factories.workshop(kunming, state="open", held_on=NOW + timedelta(days=5))
    other = signed_in(members.contact_of(members.employer(kunming, name="别家饭店")))
    neighbour, watcher = signed_in(neighbour_manager), signed_in(monitor)
    pages = [
        url("calendar"), url("workshops"), url("workshop", pk=held.pk), url("courses"), url("staff"),
        url("attendances"), url("attendance", pk=row.pk), url("certificate", pk=row.pk), url("due"),
        url("register", pk=open_one.pk, employer=employer.pk),
    ]  # fmt: skip
    for page in pages:
        assert neighbour.get(page).status_code == 404, page
        assert other.get(page).status_code == 404, page
    for page in (url("tick", pk=held.pk), url("add_workshop"), url("add_sheet", pk=held.pk), url("sheets")):
        assert watcher.get(page).status_code == 404, page
    assert watcher.get(url("calendar")).status_code == 200
    assert Client().get(url("workshops")).status_code == 302


def test_the_calendar_shows_weeks_holidays_and_workshops(kunming: Association, board: Actor) -> None:
    workshop = factories.workshop(kunming, held_on=date(2025, 5, 20))
    month = month_of(date(2025, 5, 1), [workshop], date(2025, 5, 20))
    assert (month.begins, month.before, month.after) == (date(2025, 4, 28), "2025-04", "2025-06")
    [day] = [each for week in month.weeks for each in week if each.workshops]
    assert (day.on, day.is_today, day.in_month) == (date(2025, 5, 20), True, True)
    assert holiday(date(2025, 5, 1))
    assert not holiday(date(2025, 5, 20))
    assert first_of("2025-13", date(2025, 5, 20)) == date(2025, 5, 1)
    page = signed_in(board).get(url("calendar"), {"month": "2025-05"}).content.decode()
    assert url("workshop", pk=workshop.pk) in page
    assert (
        url("workshop", pk=workshop.pk)
        not in signed_in(board).get(url("calendar"), {"month": "2025-09"}).content.decode()
    )


def test_at_which_times_employers_come(kunming: Association) -> None:
    early = factories.workshop(kunming, state="held", held_on=date(2025, 5, 20), starts_at=time(9))
    evening = factories.workshop(kunming, state="held", held_on=date(2025, 5, 21), starts_at=time(19))
    factories.workshop(kunming, state="held", audience="staff", held_on=date(2025, 5, 22))
    employers = [members.employer(kunming, name=f"第{n}饭店") for n in range(4)]
    factories.came(early, *employers[:1])
    factories.came(early, *employers[1:], attended=False)
    factories.came(evening, *employers)
    rates = attendance_by_time(Workshop.objects.all(), date(2025, 1, 1), date(2026, 1, 1))
    assert (rates.total.workshops, rates.total.came, rates.total.expected) == (2, 5, 8)
    (_m, morning), (_a, afternoon), (_e, night) = rates.parts
    assert (morning[1].percent, night[2].percent, afternoon[1].percent) == (25.0, 100.0, None)
    assert night[2].average == 4


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_in_both_languages(kunming: Association, board: Actor, held: Workshop, language: str) -> None:
    page = signed_in(board, language=language).get(url("calendar")).content.decode()
    assert ("培训" in page) == (language == "zh-hans")
    assert ("When employers come" in page) == (language == "en")


def test_the_timeline_names_the_refresher(kunming: Association, board: Actor) -> None:
    employer, fresh = members.employer(kunming, name="甲饭店"), members.employer(kunming, name="乙饭店")
    factories.came(factories.workshop(kunming, state="held", held_on=date(2023, 3, 1)), employer)
    [due] = [each for each in timeline_of(employer, board).next if "training" in each.url]
    assert (due.day, due.tone) == (date(2024, 3, 1), "attention")
    [first] = [each for each in timeline_of(fresh, board).next if "training" in each.url]
    assert (first.day, first.is_next) == (None, True)


def test_what_waits_today(kunming: Association, trainer: Actor, held: Workshop, board: Actor) -> None:
    factories.workshop(kunming, held_on=NOW)
    factories.workshop(kunming, state="open", held_on=NOW + timedelta(days=3))
    factories.workshop(kunming, held_on=NOW + timedelta(days=30))
    commands.read_attendance_sheet(by=trainer, workshop=held, content="翠湖饭庄\t王明", today=factories.TODAY)
    sections = [each(trainer, NOW) for each in (workshops_to_record, workshops_soon, sheets_to_confirm)]
    assert [section.total if section else None for section in sections] == [1, 1, 1]
    assert workshops_to_record(board, NOW) is None
