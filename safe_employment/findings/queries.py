"""Reading findings, actions and ties: the doorways, and what results are counted from."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from safe_employment.findings import policies
from safe_employment.findings.escalation import Level
from safe_employment.findings.eyes import employers_tied, finders_of, of_the_tied, tied_to
from safe_employment.findings.models import (
    TO_BE_DONE,
    ActionState,
    ActionStep,
    CorrectiveAction,
    Finding,
    FindingState,
    Postponement,
    ProposedAction,
    ProposedFinding,
    SourceKind,
    Statement,
    StepKind,
    Tie,
)
from safe_employment.findings.models.actions import IN_ORDER
from safe_employment.findings.models.findings import GRAVITY
from safe_employment.kit.errors import Hidden
from safe_employment.kit.notices import people_with
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of
from safe_employment.members.models import Workplace

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association, Person


def findings_for(by: Actor, *, few: bool = False) -> QuerySet[Finding]:
    """Return the findings that the actor may see; `few` where a key, a source or an employer names them.

    Staff: the association's, indicators and confidential reports only where their duty needs it; of an
    employer to which they are tied, what it may be told.
    An employer's contact: what their own employer was told.
    """
    return Finding.objects.filter(_visible(by, few=few))


def actions_for(by: Actor, *, few: bool = False) -> QuerySet[CorrectiveAction]:
    """Return the actions of the findings that the actor may see; `few` where a key names them."""
    return CorrectiveAction.objects.filter(_visible(by, "finding__", few=few))


def _visible(by: Actor, way: str = "", *, few: bool) -> Q:
    nothing = Q(pk__in=[])
    if by.association is None:
        return nothing
    home = Q(association=by.association)  # an action is of the association of its finding
    if can(by, policies.SEE_FINDINGS):
        if not can(by, policies.SEE_INDICATORS):
            home &= ~Q(**{f"{way}statement": Statement.INDICATOR})
        if not can(by, policies.SEE_REPORTED):
            home &= ~Q(**{f"{way}source_kind": SourceKind.REPORT}) | Q(**{f"{way}found_by": by.person})
        return home & _told_to_the_tied(by, way, few=few)
    if can(by, policies.SEE_OWN_FINDINGS) and by.person is not None:
        own = by.person.employer_contacts.filter(ended_at=None).values("employer")
        told = Q(**{f"{way}employer__in": own, f"{way}shared_on__isnull": False})
        return home & told & ~Q(**{f"{way}state": FindingState.WITHDRAWN})
    return nothing


def _told_to_the_tied(by: Actor, way: str = "", *, few: bool) -> Q:
    """Return what the tied may read: what their employer may be told, and nothing from a report.

    A few rows are asked each. For a list the ties are asked first, by one query: who has none, as most
    people, reads it from its indexes alone.
    """
    untold = Q(**{f"{way}for_employer": False}) | Q(**{f"{way}source_kind": SourceKind.REPORT})
    if few:
        return ~(untold & of_the_tied(by.person, f"{way}employer"))
    tied = employers_tied(by.person)
    return ~(untold & Q(**{f"{way}employer__in": tied})) if tied else Q()


def finding_for(by: Actor, pk: int) -> Finding:
    """Return one finding. Raises Hidden for what does not exist and for what may not be seen."""
    return one_of(findings_for(by, few=True).select_related("employer", "found_by"), pk)


def shown_finding_for(by: Actor, pk: int) -> Finding:
    """Return one finding as its page shows it: with its urgency, and `reader_is_tied` to the employer.

    Raises Hidden for what does not exist and for what may not be seen.
    """
    tied: dict[str, Any] = {"reader_is_tied": tied_to(by.person, "employer")}
    people = ("employer", "found_by", "workplace", "earlier", "eased_by")
    shown = with_urgency(findings_for(by, few=True)).annotate(**tied).select_related(*people)
    return one_of(shown, pk)


def action_for(by: Actor, pk: int, *, locked: bool = False) -> CorrectiveAction:
    """Return one action with its finding; `locked` holds both until the transaction ends.

    Raises Hidden for what does not exist and for what may not be seen.
    """
    found = actions_for(by, few=True).filter(pk=pk).values_list("finding_id", flat=True).first()
    if found is None:
        raise Hidden
    if locked:
        Finding.objects.select_for_update(of=("self",), no_key=True).get(pk=found)
    return CorrectiveAction.objects.select_related(
        "finding__employer", "finding__found_by", "owner_person", "done_by", "verified_by"
    ).get(pk=pk)


def proposals_for(by: Actor, *, few: bool = False) -> QuerySet[ProposedFinding]:
    """Return the proposed findings that the actor may see; `few` where a key names them."""
    if by.association is None or not can(by, policies.DECIDE_PROPOSALS):
        return ProposedFinding.objects.none()
    seen = ProposedFinding.objects.filter(_told_to_the_tied(by, few=few), association=by.association)
    if not can(by, policies.SEE_REPORTED):
        seen = seen.exclude(source_kind=SourceKind.REPORT)
    return seen


def proposal_for(by: Actor, pk: int) -> ProposedFinding:
    """Return one proposed finding. Raises Hidden."""
    proposed = proposals_for(by, few=True)
    return one_of(proposed.select_related("employer", "found_by", "finding", "decided_by"), pk)


def postponement_for(by: Actor, pk: int) -> Postponement:
    """Return one request for more time, of an action that the actor may see. Raises Hidden."""
    seen = Postponement.objects.filter(action__in=actions_for(by, few=True))
    return one_of(seen.select_related("action__finding__employer", "asked_by"), pk)


def proposed_action_for(by: Actor, pk: int) -> ProposedAction:
    """Return one action that an employer proposes. Raises Hidden."""
    seen = ProposedAction.objects.filter(finding__in=findings_for(by, few=True))
    return one_of(seen.select_related("finding__employer", "proposed_by"), pk)


def ties_for(by: Actor) -> QuerySet[Tie]:
    """Return the ties that the actor may see: the manager all, others their own.

    A colleague's tie, declared when a team learns its sealed visit, would tell of whom the visit is for. So
    who ends ties but does not keep them, the board, sees only those whose own people ask that they end.
    """
    if by.association is None or not can(by, policies.SEE_TIES):
        return Tie.objects.none()
    ties = Tie.objects.filter(association=by.association)
    if can(by, policies.KEEP_TIES):
        return ties
    own = Q(person=by.person)
    return ties.filter(own | Q(end_asked_on__isnull=False) if can(by, policies.END_TIES) else own)


def tie_for(by: Actor, pk: int) -> Tie:
    """Return one tie. Raises Hidden."""
    return one_of(ties_for(by).select_related("person", "employer"), pk)


def own_tie_for(by: Actor, pk: int) -> Tie:
    """Return a tie of the actor's own. Raises Hidden."""
    return one_of(ties_for(by).filter(person=by.person).select_related("employer"), pk)


def with_urgency(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Add `told`, and put the most overdue first.

    `told` is the highest step of the delay that was told of an action to be done (an `escalation.Level`).
    """
    late = CorrectiveAction.objects.filter(finding=OuterRef("pk"), state__in=TO_BE_DONE)
    steps = late.annotate(step=told_of_action()).order_by("-step").values("step")
    return findings.annotate(told=Coalesce(Subquery(steps[:1]), 0)).order_by("urgent_on", "pk")


def with_gravity(findings: QuerySet[Finding]) -> QuerySet[Finding]:
    """Add `gravity`, by which the gravest come first."""
    return findings.annotate(gravity=GRAVITY)


def told_of_action() -> Case:
    """The step of an action's delay as a number, as `escalation.told_level` gives it."""
    return Case(
        When(board_told_on__isnull=False, then=Value(int(Level.BOARD))),
        When(manager_told_on__isnull=False, then=Value(int(Level.MANAGER))),
        When(head_told_on__isnull=False, then=Value(int(Level.HEAD))),
        default=Value(0),
        output_field=IntegerField(),
    )


def actions_in_order(actions: QuerySet[CorrectiveAction]) -> QuerySet[CorrectiveAction]:
    """Add `urgent_on`: to be done by due date, then to be verified, then what is over."""
    return actions.annotate(urgent_on=IN_ORDER)


def earlier_findings(by: Actor, finding: Finding) -> QuerySet[Finding]:
    """Return other findings on the same point at the same employer, the newest first."""
    same = findings_for(by, few=True).filter(employer=finding.employer_id).exclude(pk=finding.pk)
    same = same_point(same, finding) if finding.code else same.filter(cluster=finding.cluster)
    return same.exclude(state=FindingState.WITHDRAWN).order_by("-found_on", "-pk")


def same_point(findings: QuerySet[Finding], finding: Finding) -> QuerySet[Finding]:
    """Narrow findings to those of the same code: the question of the checklist, or the rule."""
    if finding.question:
        return findings.filter(question=finding.question)
    return findings.filter(rule=finding.rule)


def earlier_of(finding: Finding) -> Finding | None:
    """Return the last finding of the same code at the same workplace before this one; None without.

    Where a finding names no workplace it is of the main one. Without a code nothing is known.
    """
    if not finding.code:
        return None
    mains = Workplace.objects.filter(employer=finding.employer_id, is_main=True)
    main = mains.values_list("pk", flat=True).first()
    place = finding.workplace_id or main
    here = Q(workplace=place) | Q(workplace=None) if place == main else Q(workplace=place)
    before = Finding.objects.filter(here, association=finding.association_id, employer=finding.employer_id)
    before = same_point(before, finding).exclude(pk=finding.pk).exclude(state=FindingState.WITHDRAWN)
    return before.filter(found_on__lte=finding.found_on).order_by("-found_on", "-pk").first()


def findings_of_source(by: Actor, source_kind: str, source_id: str) -> QuerySet[Finding]:
    """Return the findings that a record of another room led to."""
    return findings_for(by, few=True).filter(source_kind=source_kind, source_id=source_id)


def overdue_actions(by: Actor, today: date) -> QuerySet[CorrectiveAction]:
    """Return the actions whose due date has passed without their being done, the oldest first."""
    return actions_for(by).filter(state__in=TO_BE_DONE, due_on__lt=today).order_by("due_on", "pk")


def actions_to_verify(by: Actor) -> QuerySet[CorrectiveAction]:
    """Return the done actions that this very person may verify: none of who found or did it, nor the tied."""
    if by.person is None or not can(by, policies.VERIFY_ACTIONS):
        return CorrectiveAction.objects.none()
    reported = ActionStep.objects.filter(action=OuterRef("pk"), kind=StepKind.DONE, person=by.person)
    return (
        actions_for(by)
        .filter(~Exists(reported), state=ActionState.DONE)
        .exclude(Q(finding__found_by=by.person) | Q(finding__found_with__contains=[by.person.pk]))
        .exclude(of_the_tied(by.person, "finding__employer"))
        .exclude(owner_person__isnull=False, owner_person=by.person)
        .order_by("done_on", "pk")
    )


def verifiers_besides(by: Actor, finding: Finding) -> list[Person]:
    """Return the others whose duty it is to verify and who did not find it, by name.

    Those who speak for the employer are left out, and those with a declared tie as far as the reader may
    know of ties (`ties_for`): a colleague who is missing tells of a tie, and one declared when a team learns
    its visit would tell of that visit.
    """
    roles = policies.VERIFY_ACTIONS.roles
    if finding.source_kind == SourceKind.REPORT:
        roles &= policies.SEE_REPORTED.roles
    tied = set(
        ties_for(by).filter(employer=finding.employer_id, ended_on=None).values_list("person", flat=True)
    )
    speaking = finding.employer.portal_contacts.filter(ended_at=None).values_list("person", flat=True)
    barred = tied | set(speaking) | finders_of(finding) | {by.person.pk if by.person else None}
    people = [person for person in people_with(by.home, *roles) if person.pk not in barred]
    return sorted(people, key=lambda person: (person.name, person.pk))


# What results are counted from: the records themselves, in a half-open period [start, end).


def findings_found(association: Association, start: date, end: date) -> QuerySet[Finding]:
    """Findings by the day they were found, without the withdrawn ones."""
    return Finding.objects.filter(association=association, found_on__gte=start, found_on__lt=end).exclude(
        state=FindingState.WITHDRAWN
    )


def findings_closed(association: Association, start: date, end: date) -> QuerySet[Finding]:
    """Findings by the day they were closed."""
    return Finding.objects.filter(association=association, closed_on__gte=start, closed_on__lt=end)


def findings_open_at(association: Association, day: date) -> QuerySet[Finding]:
    """Findings found before a day and not closed before it (as the records stand now)."""
    found = Finding.objects.filter(association=association, found_on__lt=day)
    return found.exclude(state=FindingState.WITHDRAWN).filter(Q(closed_on=None) | Q(closed_on__gte=day))


def actions_verified(association: Association, start: date, end: date) -> QuerySet[CorrectiveAction]:
    """Actions by the day they were verified."""
    return CorrectiveAction.objects.filter(
        association=association, state=ActionState.VERIFIED, verified_on__gte=start, verified_on__lt=end
    )


def actions_verified_in_time(association: Association, start: date, end: date) -> QuerySet[CorrectiveAction]:
    """Of the actions verified in the period, those done by the day first agreed (extensions do not help)."""
    return actions_verified(association, start, end).filter(done_on__lte=F("first_due_on"))


def median_days_to_verification(actions: QuerySet[CorrectiveAction]) -> float | None:
    """Return the median number of days from the finding to the verification; None without actions."""
    days = [
        (verified - found).days
        for verified, found in actions.values_list("verified_on", "finding__found_on")
        if verified is not None
    ]
    return float(median(days)) if days else None
