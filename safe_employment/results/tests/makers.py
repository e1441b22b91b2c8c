"""For each indicator: how to make a record that it counts on a given day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

from safe_employment.conduct.models import (
    Advocacy,
    CodeVersion,
    CopyDistribution,
    Recommendation,
    Signature,
)
from safe_employment.conduct.tests import factories as conduct
from safe_employment.findings.models import CorrectiveAction, Finding
from safe_employment.interviews.tests import factories as interviews
from safe_employment.kit.models import Association
from safe_employment.kit.tests import actors
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.network.models import TypicalEmployer
from safe_employment.opportunities.tests import factories as opportunities
from safe_employment.outreach.models import EventState
from safe_employment.outreach.tests import factories as outreach
from safe_employment.training.models import Attendance, Course, StaffMember, Workshop
from safe_employment.visits.models import TeamMember, Visit

_number = count(1)
Maker = Callable[[Association, date], object]


def employer(association: Association, **facts: Any) -> Employer:
    """An employer of its own, a member since 2004."""
    known = {"name": f"昆明第{next(_number)}饭店", "joined_on": date(2004, 7, 1)}
    return members.employer(association, **{**known, **facts})


def code(association: Association) -> CodeVersion:
    """The code in force since 2005."""
    found = CodeVersion.objects.filter(association=association).first()
    return found or conduct.published_code(association, published_on=date(2005, 1, 1))


def recommendation(association: Association) -> Recommendation:
    """The recommendation in force since 2005."""
    found = Recommendation.objects.filter(association=association).first()
    return found or conduct.published_recommendation(association, published_on=date(2005, 1, 1))


def signature(association: Association, day: date, signer: Employer | None = None) -> Signature:
    """A paper signature of a day."""
    return Signature.objects.create(
        association=association,
        employer=signer or employer(association, staff=20, women=12),
        version=code(association),
        signed_on=day,
        way="paper",
        signatory_name="王明",
        reference=f"REF{next(_number)}",
    )


def code_copies(association: Association, day: date, copies: int = 250) -> CopyDistribution:
    """Copies of the code handed out on a day."""
    return CopyDistribution.objects.create(
        association=association, document="code", code_version=code(association), copies=copies,
        handed_out_on=day, audience="members",
    )  # fmt: skip


def recommendation_copies(association: Association, day: date, copies: int = 40) -> CopyDistribution:
    """Copies of the recommendation handed out on a day."""
    return CopyDistribution.objects.create(
        association=association, document="recommendation", recommendation=recommendation(association),
        copies=copies, handed_out_on=day, audience="public",
    )  # fmt: skip


def advocacy(
    association: Association, day: date, advocate: Employer | None = None, **facts: object
) -> Advocacy:
    """An advocacy that began on a day."""
    return Advocacy.objects.create(
        association=association,
        employer=advocate or employer(association),
        recommendation=recommendation(association),
        since=day,
        way="displays",
        **facts,
    )


def finding(association: Association, day: date, **facts: object) -> Finding:
    """A finding of a day."""
    return Finding.objects.create(
        **{
            "association": association,
            "number": next(_number),
            "employer": employer(association),
            "cluster": "G",
            "severity": "major",
            "statement": "possible_breach",
            "title": "Wages held back",
            "basis": "programme",
            "found_by": actors.person("马监督"),
            "found_on": day,
            "clock_on": day,
            **facts,
        }
    )


def verified_action(association: Association, day: date, *, days_late: int = 0) -> CorrectiveAction:
    """An action verified on a day; done so many days after it was first agreed for."""
    done_on = day - timedelta(days=1)
    due_on = done_on - timedelta(days=days_late)
    return CorrectiveAction.objects.create(
        association=association,
        finding=finding(association, day - timedelta(days=60)),
        what="Pay it",
        owner_name="王老板",
        agreed_on=day - timedelta(days=60),
        due_on=max(due_on, done_on),
        first_due_on=due_on,
        state="verified",
        done_by=actors.person("周文员"),
        done_on=done_on,
        done_text="补发完毕",
        verified_by=actors.person("唐监督"),
        verified_on=day,
    )


def visit(association: Association, day: date, outcome: str = "held") -> Visit:
    """A visit that has ended on a day."""
    made = Visit.objects.create(
        association=association,
        number=next(_number),
        employer=employer(association),
        planned_on=day,
        visited_on=day,
        released_at=datetime(day.year, day.month, day.day, 2, tzinfo=UTC),
        origin="drawn",
        state="under_way" if outcome == "held" else outcome,
        outcome=outcome,
        reason="" if outcome == "held" else "门卫不让进",
    )
    for name in ("马监督", "唐监督"):
        TeamMember.objects.create(visit=made, person=actors.person(name))
    return made


def typical(association: Association, day: date, core: Employer | None = None) -> TypicalEmployer:
    """A typical employer selected on a day."""
    return TypicalEmployer.objects.create(
        association=association, employer=core or employer(association), selected_on=day, why="有声望"
    )


def workshop(
    association: Association, day: date, audience: str = "employers", state: str = "held"
) -> Workshop:
    """A workshop for employers, or for the association's staff."""
    course = Course.objects.get_or_create(
        association=association,
        audience=audience,
        defaults={"title_zh": f"课程{audience}", "title_en": "Course", "hours": 6},
    )[0]
    return Workshop.objects.create(
        association=association,
        number=next(_number),
        course=course,
        held_on=day,
        starts_at=time(9),
        place="协会会议室",
        capacity=60,
        state=state,
        cancel_reason="讲师生病" if state == "cancelled" else "",
    )


def staff_member(association: Association, **facts: object) -> StaffMember:
    """Someone who works for a branch of the association."""
    return StaffMember.objects.create(
        association=association, name=f"职员{next(_number)}", office="五华分会", **facts
    )


def staff_attendance(
    association: Association, day: date, trained: StaffMember | None = None, **facts: object
) -> Attendance:
    """Staff at a held workshop for staff."""
    return Attendance.objects.create(
        association=association,
        workshop=workshop(association, day, "staff"),
        staff_member=trained or staff_member(association),
        **facts,
    )


def employer_attendance(
    association: Association, day: date, trained: Employer | None = None, **facts: object
) -> Attendance:
    """Two people of an employer at a held workshop for employers."""
    return Attendance.objects.create(
        association=association,
        workshop=workshop(association, day),
        employer=trained or employer(association),
        people=2,
        **facts,
    )


def handbooks(association: Association, day: date) -> object:
    """A hundred handbooks handed out on a day."""
    return outreach.distribution(outreach.material(association), distributed_on=day)


def field_trip(association: Association, day: date) -> object:
    """A trip held on a day with one employer."""
    return opportunities.held_trip(association, employer(association), held_on=day)


def filling(association: Association, day: date) -> object:
    """Three pledged jobs reported filled on a day."""
    pledge = opportunities.pledge(employer(association), pledged_on=date(2004, 1, 1))
    return opportunities.filling(pledge, filled=3, reported_on=day)


def radio(association: Association, day: date) -> object:
    """A message broadcast twenty times from a day on."""
    return outreach.radio_message(association, first_on=day, last_on=day)


# Indicator → (a maker of one counted record, the figure that it gives).
MAKERS: dict[str, tuple[Maker, int]] = {
    "staff_trained": (staff_attendance, 1),
    "employers_in_workshops": (employer_attendance, 1),
    "people_from_employers": (employer_attendance, 2),
    "workshops_held": (workshop, 1),
    "signatures": (signature, 1),
    "women_at_signatories": (signature, 12),
    "codes_distributed": (code_copies, 250),
    "recommendations_distributed": (recommendation_copies, 40),
    "advocates": (advocacy, 1),
    "typical_employers": (typical, 1),
    "handbooks_distributed": (handbooks, 100),
    "public_events": (lambda a, d: outreach.event(a, held_on=d, state=EventState.HELD), 1),
    "wall_newspapers": (lambda a, d: outreach.wall_newspaper(a, posted_on=d), 1),
    "radio_messages": (radio, 20),
    "media_items": (lambda a, d: outreach.media_item(a, published_on=d), 1),
    "case_studies": (lambda a, d: interviews.case_study(a, interviewed_on=d), 1),
    "field_trip_enterprises": (field_trip, 1),
    "jobs_pledged": (lambda a, d: opportunities.pledge(employer(a), pledged_on=d), 10),
    "jobs_filled": (filling, 3),
    "girls_supported": (lambda a, d: opportunities.school_support(employer(a), given_on=d), 5),
    "unannounced_visits": (visit, 1),
    "visits_attempted": (visit, 1),
    "findings": (finding, 1),
    "actions_verified": (verified_action, 1),
    "actions_verified_in_time": (verified_action, 1),
}
