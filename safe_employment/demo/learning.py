"""Courses and workshops: 125 staff and 1,320 employers then, and this year's."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from safe_employment.demo.stage import DISTRICTS, TODAY, Stage
from safe_employment.training.commands import (
    Attendee,
    add_course,
    add_staff_member,
    hold_workshop,
    open_invitations,
    plan_workshop,
    record_attendance,
    register_employer,
    register_own_employer,
    write_lessons,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.members.models import Employer
    from safe_employment.training.models import Course, StaffMember, Workshop

PHASE_2 = date(2007, 1, 1)
LESSONS = (
    "餐饮老板上午空闲，下午三点以后来的人多；案例比条文好懂。",
    "小店老板关心押金和合同，制衣厂关心加班费，下次分开讲。",
    "有人中途回店里，建议改到周一，发一页纸的要点。",
    "",
)


def past(stage: Stage, employers: list[Employer]) -> None:
    """Train 75 and then 50 staff, and 820 and then 500 employers, 40 or so at a time."""
    staff_course = _course(
        stage, "协会工作人员反拐与劳动法培训", "Trafficking and labour law for staff", "staff"
    )
    first, second = (
        _course(stage, "私营业主反拐与体面劳动", "Trafficking and decent work for employers", "employers"),
        _course(stage, "性别平等与劳动合同", "Gender equality and labour contracts", "employers"),
    )
    staff = _staff(stage, 125)
    for members, since, until in (
        (staff[:75], date(2005, 9, 1), date(2006, 12, 20)),
        (staff[75:], PHASE_2, date(2008, 5, 30)),
    ):
        for start in range(0, len(members), 25):
            group = [Attendee(staff_member=member.pk) for member in members[start : start + 25]]
            _held(stage, staff_course, stage.day(since, until), group)
    for chosen, course, since, until in (
        (employers[:820], first, date(2005, 10, 10), date(2006, 12, 20)),
        (employers[820:], second, date(2007, 1, 15), date(2008, 6, 15)),
    ):
        for start in range(0, len(chosen), 41):
            _held(stage, course, stage.day(since, until), _attendees(stage, chosen[start : start + 41]))


def present(stage: Stage, employers: list[Employer], own: Employer) -> None:
    """Workshops of 2026: held ones, and some to which employers can still register."""
    course = _course(
        stage, "安全用工七条承诺", "The seven promises of safe employment", "employers", hours="3"
    )
    refresher = _course(stage, "工资工时专题", "Wages and hours: a refresher", "employers", hours="2")
    for number in range(14):
        chosen = employers[400 + number * 28 : 424 + number * 28]
        if number == 4:
            chosen = [*chosen, own]
        day = stage.day(date(2026, 2, 9), date(2026, 11, 13))
        _held(stage, course if number % 3 else refresher, day, _attendees(stage, chosen))
    for number, days in enumerate((6, 13, 20, 34)):
        workshop = _planned(stage, (course, refresher)[number % 2], TODAY + timedelta(days=days))
        if number == 3:
            continue
        open_invitations(by=stage.by("trainer"), workshop=workshop)
        for employer in employers[800 + number * 30 : 812 + number * 30]:
            register_employer(
                by=stage.by("trainer"),
                workshop=workshop,
                employer=employer.pk,
                attendee_name=employer.legal_representative or stage.name(),
            )
        if number == 1:
            register_own_employer(
                by=stage.by("employer"),
                workshop=workshop,
                employer=own.pk,
                attendee_name=stage.people["employer"].name,
                attendee_post="店长",
                today=TODAY,
            )


def _course(stage: Stage, zh: str, en: str, audience: str, hours: str = "6") -> Course:
    points = ("1", "2", "3", "5", "advocacy") if audience == "staff" else ("1", "2", "3", "4", "5", "6", "7")
    return add_course(
        by=stage.by("trainer"),
        title_zh=zh,
        title_en=en,
        audience=audience,
        points=points,
        hours=Decimal(hours),
    )


def _staff(stage: Stage, number: int) -> list[StaffMember]:
    by = stage.by("trainer")
    made: list[StaffMember] = []
    seen: set[tuple[str, str]] = set()
    while len(made) < number:
        code, name = DISTRICTS[len(made) % len(DISTRICTS)]
        who = stage.name()
        if (who, name) in seen:
            continue
        seen.add((who, name))
        sex = "female" if stage.rng.random() < 0.56 else "male"
        made.append(
            add_staff_member(
                by=by, name=who, office=f"{name}分会", post="联络员", division_code=code, sex=sex
            )
        )
    return made


def _attendees(stage: Stage, employers: Sequence[Employer]) -> list[Attendee]:
    found = []
    for employer in employers:
        people = stage.rng.choice((1, 1, 1, 2))
        found.append(
            Attendee(
                employer=employer.pk,
                name=employer.legal_representative or stage.name(),
                people=people,
                women=stage.rng.randint(0, people),
            )
        )
    return found


def _planned(stage: Stage, course: Course, day: date) -> Workshop:
    code, name = DISTRICTS[stage.rng.randrange(6)]
    return plan_workshop(
        by=stage.by("trainer"),
        course=course,
        held_on=day,
        starts_at=time(stage.rng.choice((9, 14)), 30),
        place=f"{name}工会活动中心",
        capacity=60,
        division_code=code,
        agencies=[stage.agencies["women"], stage.agencies["labour"]],
        trainers=[stage.people["trainer"]],
    )


def _held(stage: Stage, course: Course, day: date, attendees: list[Attendee]) -> Workshop:
    workshop = _planned(stage, course, day)
    by = stage.by("trainer")
    record_attendance(by=by, workshop=workshop, attendees=attendees, today=TODAY)
    lessons = stage.rng.choice(LESSONS)
    if lessons:
        write_lessons(by=by, workshop=workshop, lessons=lessons)
    return hold_workshop(by=by, workshop=workshop, today=TODAY)
