"""What is taught."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.training import errors
from safe_employment.training.models import Course
from safe_employment.training.policies import PLAN_TRAINING
from safe_employment.training.queries import course_for
from safe_employment.training.states import COURSE

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def _check(by: Actor, course: Course) -> None:
    same = Course.objects.filter(association=by.home, title_zh=course.title_zh).exclude(pk=course.pk)
    if same.exists():
        raise ProgrammeError(errors.TITLE_TAKEN, {"title": course.title_zh}, field="title_zh")
    if not 0 < course.hours <= 200:
        raise ProgrammeError(errors.HOURS_WRONG, field="hours")


@command
def add_course(
    *,
    by: Actor,
    title_zh: str,
    title_en: str,
    audience: str,
    points: Sequence[str],
    hours: Decimal,
    description: str = "",
) -> Course:
    """Add a course for the association's staff or for employers.

    Raises ProgrammeError TRAINING_TITLE_TAKEN or TRAINING_HOURS_WRONG.
    """
    check(by, PLAN_TRAINING)
    course = Course(
        association=by.home,
        title_zh=title_zh,
        title_en=title_en,
        audience=audience,
        points=list(points),
        hours=hours,
        description=description,
    )
    _check(by, course)
    course.save()
    record(by, "training.add_course", course)
    return course


@command
def change_course(
    *,
    by: Actor,
    course: Course,
    title_zh: str,
    title_en: str,
    audience: str,
    points: Sequence[str],
    hours: Decimal,
    description: str = "",
) -> Course:
    """Change a course; its audience only while no workshop of it was planned.

    Raises Hidden, or ProgrammeError TRAINING_TITLE_TAKEN, TRAINING_HOURS_WRONG or TRAINING_AUDIENCE_FIXED.
    """
    check(by, PLAN_TRAINING)
    found = course_for(by, course.pk)
    if audience != found.audience and found.workshops.exists():
        raise ProgrammeError(errors.AUDIENCE_FIXED, field="audience")
    found.title_zh, found.title_en, found.audience = title_zh, title_en, audience
    found.points, found.hours, found.description = list(points), hours, description
    _check(by, found)
    found.save()
    record(by, "training.change_course", found)
    return found


@command
def retire_course(*, by: Actor, course: Course) -> Course:
    """Offer a course no longer. Raises Hidden or ProgrammeError STATE_NOT_FROM_HERE."""
    found = course_for(by, course.pk)
    move(COURSE, "retire_course", by=by, subject=found)
    return found


@command
def offer_course(*, by: Actor, course: Course) -> Course:
    """Offer a retired course again. Raises Hidden or ProgrammeError STATE_NOT_FROM_HERE."""
    found = course_for(by, course.pk)
    move(COURSE, "offer_course", by=by, subject=found)
    return found
