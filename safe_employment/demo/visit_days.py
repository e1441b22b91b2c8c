"""What the pages of visits show: standing teams, a released day, made photographs, differing answers."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.demo.photos import photo
from safe_employment.demo.stage import DISTRICTS, TODAY, Stage
from safe_employment.kit.actors import machine
from safe_employment.visits.commands import (
    add_photo,
    answer_questions,
    end_visit,
    keep_team,
    name_officers,
    plan_visit,
    release_visit,
    set_out,
)

if TYPE_CHECKING:
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Employer
    from safe_employment.visits.models import Team, Visit

DOOR, SHEET = "后门没有上锁，通道畅通", "墙上张贴的排班表"


def standing_teams(stage: Stage) -> list[Team]:
    """Two teams of two, for the east of the city and for all the rest, so that nobody is left out."""
    east = ["530103", "530111"]
    rest = [code for code, _name in DISTRICTS if code not in east]
    pairs = (("东片走访组", ("monitor", "monitor3"), east, [0, 2, 4]),
             ("西片和郊县走访组", ("monitor2", "monitor3"), rest, [1, 3]))  # fmt: skip
    return [
        keep_team(
            by=stage.by("manager"), name=name, members=[stage.people[user] for user in users],
            working_days=days, hours_per_day=Decimal(6), districts=districts,
        )
        for name, users, districts, days in pairs
    ]  # fmt: skip


def photographs(stage: Stage, visit: Visit) -> None:
    """Two photographs of a visit, in its report."""
    for words, question, motif in ((DOOR, "H03", "exit_clear"), (SHEET, "F01", "notice")):
        content = io.BytesIO(photo(motif, Random(visit.number)))  # noqa: S311 - invented data
        add_photo(
            by=stage.by("monitor"), visit=visit, content=content, name="photo.jpg", caption=words,
            question=question,
        )  # fmt: skip


def released_day(stage: Stage, employers: list[Employer], team: Team, people: list[Person], why: str) -> None:
    """The day of today: one visit released, one held whose two monitors saw something different."""
    now = timezone.make_aware(datetime.combine(TODAY, time(7, 5)))
    made = [
        plan_visit(
            by=stage.by("manager"), employer=employer, planned_on=TODAY, team=people, today=TODAY, why=why,
            standing_team=team,
        )
        for employer in employers[:2]
    ]  # fmt: skip
    for visit in made:
        release_visit(by=machine(stage.home, channel="demo"), visit=visit, now=now)
    name_officers(
        by=stage.by("manager"), visit=made[0], officers=[("五华区劳动保障监察大队", "张队长", "工资和工时")]
    )
    held = made[1]
    set_out(by=stage.by("monitor"), visit=held, now=now + timedelta(hours=2))
    for user, answer in (("monitor", "yes"), ("monitor3", "not_seen")):
        answer_questions(by=stage.by(user), visit=held, answers={"I02": (answer, "")}, now=now)
    end_visit(
        by=stage.by("monitor"),
        visit=held,
        outcome="held",
        now=now + timedelta(hours=4),
        workers_interviewed=6,
    )
