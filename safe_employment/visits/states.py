"""The lifecycle of a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings.eyes import tied_people
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Person
from safe_employment.kit.roles import Role
from safe_employment.kit.states import Lifecycle, Transition, lifecycle
from safe_employment.visits import errors, policies
from safe_employment.visits.models import CANCELLABLE, TO_REVIEW, CancelState, Origin, Outcome, VisitState
from safe_employment.visits.progress import adverse_without_finding, differences_of, unanswered
from safe_employment.visits.reading import is_tied

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


def _team_of(visit: Visit) -> set[int]:
    """Return the keys of the team; a page has read it once for all moves that it offers."""
    return {member.person_id for member in visit.team.all()}


def _is_of_the_team(by: Actor, visit: Visit) -> bool:
    return by.person is not None and by.person.pk in _team_of(visit)


def on_the_team(by: Actor, visit: Visit) -> None:
    """Let the team make its visit, and the programme itself; whoever has a tie with the employer does not.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_HAS_TIE.
    """
    if by.is_machine:
        return
    if not _is_of_the_team(by, visit):
        raise ProgrammeError(errors.NOT_ON_THE_TEAM)
    if is_tied(by, visit):
        raise ProgrammeError(errors.HAS_TIE)


def team_or_manager(by: Actor, visit: Visit) -> None:
    """Let the team and the manager give a drawn visit its day, which the draw has chosen.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM.
    """
    if not _is_of_the_team(by, visit) and Role.MANAGER not in by.roles:
        raise ProgrammeError(errors.NOT_ON_THE_TEAM)


def may_plan(by: Actor, visit: Visit) -> None:
    """Let the team plan, and the manager, unless they have a tie with the employer.

    A manager who does not know the target of a sealed visit is not asked: to refuse would be to tell it.
    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_HAS_TIE.
    """
    team_or_manager(by, visit)
    if is_tied(by, visit) and knows_target(by, visit):
        raise ProgrammeError(errors.HAS_TIE)


def knows_target(by: Actor, visit: Visit) -> bool:
    """Whether the actor may know whom a visit is for: it was out, is their own, or they opened its seal."""
    if not visit.is_sealed or _is_of_the_team(by, visit):
        return True
    planned = (
        visit.origin == Origin.TARGETED and by.person is not None and visit.planned_by_id == by.person.pk
    )
    opened, before = visit.openings.filter(person=by.person), visit.events.filter(released_at__isnull=False)  # type: ignore[attr-defined]
    return planned or opened.exists() or before.exists()


def may_cancel_alone(by: Actor, visit: Visit) -> None:
    """Let a targeted visit be cancelled; one that was drawn takes two people.

    Raises ProgrammeError as `may_plan`, VISIT_CANCEL_NEEDS_ANOTHER.
    """
    may_plan(by, visit)
    if visit.origin == Origin.DRAWN:
        raise ProgrammeError(errors.CANCEL_NEEDS_ANOTHER)


def was_confirmed(by: Actor, visit: Visit) -> None:
    """Let a drawn visit be cancelled by whoever has confirmed the request of another.

    Raises ProgrammeError VISIT_CANCEL_NEEDS_ANOTHER.
    """
    confirmed = visit.cancel_requests.filter(state=CancelState.CONFIRMED, decided_by=by.person)
    if visit.origin != Origin.DRAWN or by.person is None or not confirmed.exists():
        raise ProgrammeError(errors.CANCEL_NEEDS_ANOTHER)


def may_release(by: Actor, visit: Visit) -> None:
    """Let a fit team be sent out. Raises ProgrammeError as `may_plan` and `team_is_fit`."""
    may_plan(by, visit)
    _check_fit(visit)


def team_is_fit(by: Actor, visit: Visit) -> None:
    """Let a team set out that is of two and has no tie, as it stands on the day.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_HAS_TIE, VISIT_TEAM_TOO_SMALL, VISIT_TEAM_HAS_TIE.
    """
    if not by.is_machine and not _is_of_the_team(by, visit):
        raise ProgrammeError(errors.NOT_ON_THE_TEAM)
    _check_fit(visit)


def _check_fit(visit: Visit) -> None:
    people = _team_of(visit)
    if len(people) < 2:
        raise ProgrammeError(errors.TEAM_TOO_SMALL)
    tied = tied_people(visit.employer_id, people, visit.planned_on or timezone.localdate())
    if tied:
        names = ", ".join(Person.objects.filter(pk__in=tied).values_list("name", flat=True))
        raise ProgrammeError(errors.TEAM_HAS_TIE, {"people": names})


def is_not_over(by: Actor, visit: Visit) -> None:
    """Let the team act while nobody has noted how the visit went.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_HAS_TIE, VISIT_IS_OVER.
    """
    on_the_team(by, visit)
    if visit.outcome:
        raise ProgrammeError(errors.IS_OVER)


def may_postpone(by: Actor, visit: Visit) -> None:
    """Let a visit be postponed while nobody has noted how it went. Raises as `may_plan`, VISIT_IS_OVER."""
    may_plan(by, visit)
    if visit.outcome:
        raise ProgrammeError(errors.IS_OVER)


def is_over(by: Actor, visit: Visit) -> None:
    """Let the team act once it is noted how the visit went.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_NOT_OVER.
    """
    on_the_team(by, visit)
    if not visit.outcome:
        raise ProgrammeError(errors.NOT_OVER)


def report_is_complete(by: Actor, visit: Visit) -> None:
    """Let a visit be reported when the checklist is answered and each adverse answer has its finding.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_NOT_OVER, VISIT_UNANSWERED,
    VISIT_ADVERSE_WITHOUT_FINDING.
    """
    is_over(by, visit)
    if visit.outcome == Outcome.HELD and not visit.on_paper and (left := unanswered(visit)):
        raise ProgrammeError(errors.UNANSWERED, {"questions": ", ".join(question.id for question in left)})
    if missing := adverse_without_finding(visit):
        raise ProgrammeError(
            errors.ADVERSE_WITHOUT_FINDING, {"questions": ", ".join(question.id for question in missing)}
        )


def was_held(by: Actor, visit: Visit) -> None:
    """Let the report of a visit be taken back that was held. Raises as `may_review`, VISIT_IS_OVER."""
    may_review(by, visit)
    if visit.outcome == Outcome.REFUSED:
        raise ProgrammeError(errors.IS_OVER)


def was_refused(by: Actor, visit: Visit) -> None:
    """Let the report of a refusal be taken back. Raises as `may_review`, VISIT_IS_OVER."""
    may_review(by, visit)
    if visit.outcome != Outcome.REFUSED:
        raise ProgrammeError(errors.IS_OVER)


def may_review(by: Actor, visit: Visit) -> None:
    """Let someone review who was not on the team, had no part in the visit and has no tie with the employer.

    Raises ProgrammeError VISIT_REVIEWER_ON_THE_TEAM, VISIT_REVIEWER_TOOK_PART, VISIT_REVIEWER_HAS_TIE.
    """
    if by.person is None or _is_of_the_team(by, visit):
        raise ProgrammeError(errors.REVIEWER_ON_THE_TEAM)
    if by.person.pk in took_part(visit):
        raise ProgrammeError(errors.REVIEWER_TOOK_PART)
    has_no_tie(by, visit)


def took_part(visit: Visit) -> set[int | None]:
    """Return the keys of who reported a visit, gave an answer, or wrote it down from paper."""
    found = {visit.reported_by_id, *(one.given_by_id for one in visit.given.all())}
    return found | {visit.planned_by_id} if visit.on_paper else found


def has_no_tie(by: Actor, visit: Visit) -> None:
    """Let nobody with a tie close a visit. Raises ProgrammeError VISIT_REVIEWER_HAS_TIE."""
    if is_tied(by, visit):
        raise ProgrammeError(errors.REVIEWER_HAS_TIE)


def reviewed_by_another(by: Actor, visit: Visit) -> None:
    """Let the review be concluded when all differences between the team's answers are settled.

    Raises ProgrammeError as `may_review`, VISIT_DIFFERENCES_OPEN, VISIT_ADVERSE_WITHOUT_FINDING.
    """
    may_review(by, visit)
    if left := [difference.question for difference in differences_of(visit) if not difference.is_settled]:
        raise ProgrammeError(errors.DIFFERENCES_OPEN, {"questions": ", ".join(left)})
    if missing := adverse_without_finding(visit):
        raise ProgrammeError(
            errors.ADVERSE_WITHOUT_FINDING, {"questions": ", ".join(question.id for question in missing)}
        )


VISIT = lifecycle(
    Lifecycle(
        key="visits.visit",
        title=_("Visit"),
        states=VisitState,
        initial=VisitState.DRAWN,
        final=frozenset({VisitState.CANCELLED, VisitState.CLOSED}),
        transitions=(
            Transition(
                "seal", _("Give a day and a team"), (VisitState.DRAWN,), VisitState.SEALED,
                policies.PLAN_VISITS, guard=team_or_manager,
                records=_("that it was done, not for whom or when"),
            ),
            Transition(
                "release", _("Release to the team"), (VisitState.SEALED,), VisitState.RELEASED,
                policies.RELEASE_VISITS, guard=may_release,
                records=_("the hour; the seal is opened"), tells=_("the team"),
            ),
            Transition(
                "set_out", _("Set out"), (VisitState.SEALED, VisitState.RELEASED), VisitState.UNDER_WAY,
                policies.MAKE_VISITS, guard=team_is_fit,
                records=_("the day and the hour; the seal is opened"),
            ),
            Transition(
                "postpone", _("Postpone"),
                (VisitState.SEALED, VisitState.RELEASED, VisitState.UNDER_WAY), VisitState.POSTPONED,
                policies.PLAN_VISITS, guard=may_postpone,
                records=_("the reason, with the visit; it is sealed again and waits for a new day"),
            ),
            Transition(
                "replan", _("Plan anew"), (VisitState.POSTPONED,), VisitState.SEALED,
                policies.PLAN_VISITS, guard=may_plan, records=_("that there is a new day, not which"),
            ),
            Transition(
                "cancel", _("Cancel"), CANCELLABLE, VisitState.CANCELLED, policies.PLAN_VISITS,
                guard=may_cancel_alone,
                records=_("the reason, with the visit, which was targeted; it stays sealed"),
            ),
            Transition(
                "confirm_cancel", _("Cancel what was drawn"), CANCELLABLE, VisitState.CANCELLED,
                policies.DECIDE_CANCELLING, guard=was_confirmed,
                records=_("the reason of who asked, with the visit; it stays sealed"),
                tells=_("who asked, the other managers, and the board"),
            ),
            Transition(
                "end", _("End the visit"), (VisitState.UNDER_WAY,), VisitState.UNDER_WAY,
                policies.MAKE_VISITS, guard=is_not_over, records=_("the hour; the report is due"),
            ),
            Transition(
                "note_refusal", _("Entry refused"), (VisitState.UNDER_WAY,), VisitState.REFUSED,
                policies.MAKE_VISITS, guard=is_not_over, needs_reason=True,
                records=_("what was said, a finding, and by when the visit comes back"),
            ),
            Transition(
                "note_not_found", _("Workplace not found"), (VisitState.UNDER_WAY,), VisitState.NOT_FOUND,
                policies.MAKE_VISITS, guard=is_not_over, needs_reason=True, records=_("where was looked"),
                tells=_("the membership clerk, and the manager; the board where it was drawn"),
            ),
            Transition(
                "note_business_closed", _("Business closed"), (VisitState.UNDER_WAY,),
                VisitState.BUSINESS_CLOSED, policies.MAKE_VISITS, guard=is_not_over, needs_reason=True,
                records=_("what was seen"),
                tells=_("the membership clerk, and the manager; the board where it was drawn"),
            ),
            Transition(
                "go_on", _("Go on with the visit"),
                (
                    VisitState.UNDER_WAY, VisitState.REFUSED, VisitState.NOT_FOUND,
                    VisitState.BUSINESS_CLOSED,
                ),
                VisitState.UNDER_WAY, policies.MAKE_VISITS, guard=is_over, needs_reason=True,
                records=_("why what was noted did not hold"),
            ),
            Transition(
                "report", _("Hand in the report"), (VisitState.UNDER_WAY, VisitState.REFUSED),
                VisitState.REPORTED, policies.MAKE_VISITS, guard=report_is_complete, records=_("the day"),
                tells=_("the manager, and the employer"),
            ),
            Transition(
                "take_back_report", _("Take the report back"), (VisitState.REPORTED,), VisitState.UNDER_WAY,
                policies.REVIEW_VISITS, guard=was_held, needs_reason=True, records=_("the reason"),
                tells=_("the team"),
            ),
            Transition(
                "take_back_refusal", _("Take the report back"), (VisitState.REPORTED,), VisitState.REFUSED,
                policies.REVIEW_VISITS, guard=was_refused, needs_reason=True, records=_("the reason"),
                tells=_("the team"),
            ),
            Transition(
                "review", pgettext_lazy("a visit", "Review"),
                TO_REVIEW, VisitState.REVIEWED, policies.REVIEW_VISITS, guard=reviewed_by_another,
                records=_("who reviewed it"),
            ),
            Transition(
                "close", pgettext_lazy("a visit", "Close"), (VisitState.REVIEWED,), VisitState.CLOSED,
                policies.REVIEW_VISITS, guard=has_no_tie,
                records=_("the day: the employer has read the report, or its time to reply is over"),
            ),
        ),
    )
)  # fmt: skip
