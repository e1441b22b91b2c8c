"""The list on which a trainer ticks who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.members import search
from safe_employment.members.queries import employers_for
from safe_employment.training.commands import Attendee
from safe_employment.training.models import CourseAudience, RegistrationState
from safe_employment.training.queries import attendances_for, registrations_for, staff_members_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.training.models import Workshop

MOST_FOUND = 12


@dataclass(frozen=True)
class Expected:
    """One line: `kind` is employer or staff, `attended` None where nothing is recorded yet.

    `field` names the line's inputs: `who-`, `name-`, `post-`, `people-` and `women-` before it.
    """

    kind: str
    key: int
    label: str
    note: str
    name: str = ""
    post: str = ""
    people: int = 1
    women: int | None = None
    attended: bool | None = None

    @property
    def field(self) -> str:
        """The end of the names of this line's inputs."""
        return f"{self.kind}-{self.key}"


def expected_at(by: Actor, workshop: Workshop) -> list[Expected]:
    """Return the lines of a workshop: recorded, registered, or (for staff) everyone still there."""
    recorded = list(attendances_for(by).filter(workshop=workshop))
    if workshop.course.audience == CourseAudience.STAFF:
        known = {each.staff_member_id: each.attended for each in recorded}
        members = staff_members_for(by).order_by("office", "name")
        return [
            Expected("staff", each.pk, each.name, each.office, attended=known.get(each.pk))
            for each in members
            if each.left_on is None or each.left_on >= workshop.held_on or each.pk in known
        ]
    lines = [
        Expected(
            "row", each.pk, each.employer.name, each.employer.member_number, each.attendee_name,
            each.attendee_post, each.people, each.women, each.attended,
        )
        for each in recorded
        if each.employer is not None
    ]  # fmt: skip
    there = {each.employer_id for each in recorded}
    registered = registrations_for(by).filter(workshop=workshop, state=RegistrationState.REGISTERED)
    lines += [
        Expected(
            "employer", each.employer_id, each.employer.name, each.employer.member_number,
            each.attendee_name, each.attendee_post, each.people,
        )
        for each in registered
        if each.employer_id not in there
    ]  # fmt: skip
    return sorted(lines, key=lambda each: each.label)


def found_by(by: Actor, workshop: Workshop, text: str, *, known: Iterable[Expected]) -> list[Employer]:
    """Return employers that `text` finds and that are not in the list yet, at most twelve."""
    if not text or workshop.course.audience == CourseAudience.STAFF:
        return []
    listed = {each.key for each in known if each.kind == "employer"}
    recorded = set(attendances_for(by).filter(workshop=workshop).values_list("employer", flat=True))
    fitting = search.matching(employers_for(by), text).exclude(pk__in=listed | recorded)
    return list(fitting.order_by("name", "pk")[:MOST_FOUND])


def attendees_ticked(by: Actor, workshop: Workshop, sent: Mapping[str, str]) -> list[Attendee]:
    """Return what the list says: each line that was sent, ticked or not.

    A line is sent when its `line-<field>` is there. `add` is the key of one more employer who came.
    """
    rows = {each.pk: each for each in attendances_for(by).filter(workshop=workshop)}
    attendees = []
    for name in sent:
        if not name.startswith("line-"):
            continue
        kind, _dash, key = name.removeprefix("line-").partition("-")
        if not key.isdigit():
            continue
        number = int(key)
        if kind == "staff":
            attendees.append(Attendee(staff_member=number, attended=f"who-staff-{key}" in sent))
            continue
        if kind == "row" and number in rows:
            attendees.append(_employer(sent, f"row-{key}", rows[number].employer_id, number))
        elif kind == "employer":
            attendees.append(_employer(sent, f"employer-{key}", number, None))
    added = sent.get("add", "")
    if added.isdigit():
        attendees.append(Attendee(employer=int(added)))
    return attendees


def _employer(sent: Mapping[str, str], field: str, employer: int | None, record: int | None) -> Attendee:
    people, women = sent.get(f"people-{field}", ""), sent.get(f"women-{field}", "")
    return Attendee(
        employer=employer,
        name=sent.get(f"name-{field}", ""),
        post=sent.get(f"post-{field}", ""),
        people=int(people) if people.isdigit() else 1,
        women=int(women) if women.isdigit() else None,
        attended=f"who-{field}" in sent,
        record=record,
    )
