"""The lifecycle of a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.findings.eyes import tied_people
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Person
from safe_employment.kit.roles import Role
from safe_employment.kit.states import Lifecycle, Transition, lifecycle
from safe_employment.visits import errors, policies
from safe_employment.visits.models import Outcome, VisitState
from safe_employment.visits.progress import adverse_without_finding, unanswered

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


def _team_of(visit: Visit) -> set[int]:
    """Return the keys of the team; a page has read it once for all moves that it offers."""
    return {member.person_id for member in visit.team.all()}


def on_the_team(by: Actor, visit: Visit) -> None:
    """Let the team act, and the manager. Raises ProgrammeError VISIT_NOT_ON_THE_TEAM."""
    if Role.MANAGER in by.roles or (by.person and by.person.pk in _team_of(visit)):
        return
    raise ProgrammeError(errors.NOT_ON_THE_TEAM)


def team_is_fit(by: Actor, visit: Visit) -> None:
    """Let a team set out that is of two and has no tie, as it stands on the day.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_TEAM_TOO_SMALL, VISIT_TEAM_HAS_TIE.
    """
    on_the_team(by, visit)
    people = _team_of(visit)
    if len(people) < 2:
        raise ProgrammeError(errors.TEAM_TOO_SMALL)
    tied = tied_people(visit.employer_id, people, visit.planned_on)
    if tied:
        names = ", ".join(Person.objects.filter(pk__in=tied).values_list("name", flat=True))
        raise ProgrammeError(errors.TEAM_HAS_TIE, {"people": names})


def report_is_complete(by: Actor, visit: Visit) -> None:
    """Let a visit be reported when the checklist is answered and each adverse answer has its finding.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_UNANSWERED, VISIT_ADVERSE_WITHOUT_FINDING.
    """
    on_the_team(by, visit)
    if visit.outcome == Outcome.HELD and not visit.on_paper and (left := unanswered(visit)):
        raise ProgrammeError(errors.UNANSWERED, {"questions": ", ".join(question.id for question in left)})
    if missing := adverse_without_finding(visit):
        raise ProgrammeError(
            errors.ADVERSE_WITHOUT_FINDING, {"questions": ", ".join(question.id for question in missing)}
        )


def reviewed_by_another(by: Actor, visit: Visit) -> None:
    """Let someone review who was not on the team. Raises ProgrammeError VISIT_REVIEWER_ON_THE_TEAM."""
    if by.person is None or by.person.pk in _team_of(visit):
        raise ProgrammeError(errors.REVIEWER_ON_THE_TEAM)


VISIT = lifecycle(
    Lifecycle(
        key="visits.visit",
        title=_("Visit"),
        states=VisitState,
        initial=VisitState.PLANNED,
        final=frozenset({VisitState.CANCELLED, VisitState.CLOSED}),
        transitions=(
            Transition(
                "set_out", _("Set out"), (VisitState.PLANNED,), VisitState.UNDER_WAY,
                policies.MAKE_VISITS, guard=team_is_fit,
                records=_("the day and the hour; the seal is opened"),
            ),
            Transition(
                "postpone", _("Postpone"), (VisitState.PLANNED,), VisitState.POSTPONED,
                policies.PLAN_VISITS, guard=on_the_team, needs_reason=True, records=_("the reason"),
            ),
            Transition(
                "replan", _("Plan anew"), (VisitState.POSTPONED,), VisitState.PLANNED,
                policies.PLAN_VISITS, guard=on_the_team, records=_("that there is a new day, not which"),
            ),
            Transition(
                "cancel", _("Cancel"), (VisitState.PLANNED, VisitState.POSTPONED), VisitState.CANCELLED,
                policies.PLAN_VISITS, guard=on_the_team, needs_reason=True, records=_("the reason"),
            ),
            Transition(
                "end", _("End the visit"), (VisitState.UNDER_WAY,), VisitState.TO_REPORT,
                policies.MAKE_VISITS, guard=on_the_team, records=_("the hour"),
            ),
            Transition(
                "note_refusal", _("Entry refused"), (VisitState.UNDER_WAY,), VisitState.TO_REPORT,
                policies.MAKE_VISITS, guard=on_the_team, needs_reason=True,
                records=_("what was said, and a finding"),
            ),
            Transition(
                "note_not_found", _("Workplace not found"), (VisitState.UNDER_WAY,), VisitState.TO_REPORT,
                policies.MAKE_VISITS, guard=on_the_team, needs_reason=True, records=_("where was looked"),
            ),
            Transition(
                "note_business_closed", _("Business closed"), (VisitState.UNDER_WAY,), VisitState.TO_REPORT,
                policies.MAKE_VISITS, guard=on_the_team, needs_reason=True, records=_("what was seen"),
            ),
            Transition(
                "report", _("Hand in the report"), (VisitState.TO_REPORT,), VisitState.REPORTED,
                policies.MAKE_VISITS, guard=report_is_complete, records=_("the day"),
                tells=_("the manager, and the employer"),
            ),
            Transition(
                "take_back_report", _("Take the report back"), (VisitState.REPORTED,), VisitState.TO_REPORT,
                policies.REVIEW_VISITS, needs_reason=True, records=_("the reason"), tells=_("the team"),
            ),
            Transition(
                "review", _("Review and close"), (VisitState.REPORTED,), VisitState.CLOSED,
                policies.REVIEW_VISITS, guard=reviewed_by_another, records=_("who reviewed it"),
            ),
        ),
    )
)  # fmt: skip
