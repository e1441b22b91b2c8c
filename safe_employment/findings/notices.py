"""Who is told of what. Notices carry a number, never a name: mail is read on shared screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.eyes import barred_from_verifying
from safe_employment.findings.models import (
    CorrectiveAction,
    Finding,
    OwnerKind,
    ProposedFinding,
    Severity,
    SourceKind,
    Statement,
)
from safe_employment.findings.policies import FOLLOWERS
from safe_employment.kit.models import Association, Person
from safe_employment.kit.notices import notice_kind, notify, people_with
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Any

    from safe_employment.findings import events
    from safe_employment.kit.notices import NoticeKind

RECORDED = notice_kind(
    "findings.recorded",
    _("Finding %(reference)s needs you today"),
    _("A critical finding or an indicator of forced labour was recorded. Open it and decide what is done."),
)
SHARED = notice_kind(
    "findings.shared",
    _("The association has a finding for you: %(reference)s"),
    _("Read it, reply if you see it differently, and agree with the association what will be done."),
)
AGREED = notice_kind(
    "findings.action_agreed",
    _("An action was agreed on finding %(reference)s"),
    _("It is due on %(due_on)s. Report it done, with a photograph or a paper, when it is."),
)
DONE = notice_kind(
    "findings.action_done",
    _("An action on finding %(reference)s waits to be verified"),
    _("Someone who neither found nor did it verifies it, or sends it back with the reason."),
)
SENT_BACK = notice_kind(
    "findings.action_sent_back",
    _("An action on finding %(reference)s was sent back"),
    _("Read the reason, complete the action and report it done again. It is due on %(due_on)s."),
)
CLOSED = notice_kind(
    "findings.closed",
    _("Finding %(reference)s is closed"),
    _("What was agreed has been verified. Thank you."),
)
REOPENED = notice_kind(
    "findings.reopened",
    _("Finding %(reference)s was opened again"),
    _("Read the reason and agree what will be done."),
)
WITHDRAWN = notice_kind(
    "findings.withdrawn",
    _("Finding %(reference)s was withdrawn"),
    _("It was a mistake. Nothing is left to be done about it."),
)
REPLIED = notice_kind(
    "findings.replied", _("A reply to finding %(reference)s"), _("Open the finding to read it.")
)
COMES_DUE = notice_kind(
    "findings.owner_due_soon",
    _("An action on finding %(reference)s is due on %(due_on)s"),
    _("Report it done when it is. If you need more time, ask for it with a reason before that day."),
)
COMES_DUE_BY_PHONE = notice_kind(
    "findings.owner_due_soon_by_phone",
    _("Call the employer: an action on finding %(reference)s is due on %(due_on)s"),
    _("The employer has no access to the programme."),
)
HEAD_LATE = notice_kind(
    "findings.head_late",
    _("For whoever heads the business: an action on finding %(reference)s is %(days)s days overdue"),
    _("It was to be done by %(due_on)s. See to it that it is done, or ask the association to talk."),
)
HEAD_LATE_BY_PHONE = notice_kind(
    "findings.head_late_by_phone",
    _("Call the employer's head: an action on finding %(reference)s is %(days)s days overdue"),
    _("It was to be done by %(due_on)s. The head has no access to the programme apart from the owner's."),
)
NOT_CONTAINED = notice_kind(
    "findings.not_contained",
    _("The harm of finding %(reference)s is not contained"),
    _("It was to stop by %(contain_by)s. Find out whether it goes on, and note who stopped it and how."),
)
PROPOSED = notice_kind(
    "findings.proposed",
    _("A critical finding is proposed: decide today"),
    _("Open what is proposed, and accept it, change it, or put it aside with a reason."),
)
MORE_TIME_ASKED = notice_kind(
    "findings.postponement_asked",
    _("More time is asked for on finding %(reference)s"),
    _("The action is due on %(due_on)s. Grant it or refuse it, with a reason."),
)
MORE_TIME_DECIDED = notice_kind(
    "findings.postponement_decided",
    _("Your request for more time on finding %(reference)s is decided"),
    _("Open the finding to read the decision and its reason. The action is due on %(due_on)s."),
)
ACTION_PROPOSED = notice_kind(
    "findings.action_proposed",
    _("The employer proposes an action on finding %(reference)s"),
    _("Agree it, change it, or say why it is not enough."),
)
ACTION_NOT_AGREED = notice_kind(
    "findings.action_not_agreed",
    _("The action you proposed on finding %(reference)s was not agreed"),
    _("Open the finding to read why, and propose another."),
)
OWNER_LATE = notice_kind(
    "findings.owner_late",
    _("An action on finding %(reference)s is due"),
    _("It was to be done by %(due_on)s. Report it done, or tell the association what keeps you."),
)
OWNER_LATE_BY_PHONE = notice_kind(
    "findings.owner_late_by_phone",
    _("Call the employer: an action on finding %(reference)s is due"),
    _("It was to be done by %(due_on)s, and the employer has no access to the programme."),
)
MANAGER_LATE = notice_kind(
    "findings.manager_late",
    _("An action on finding %(reference)s is %(days)s days overdue"),
    _("It was to be done by %(due_on)s. Its owner was called and has not done it."),
)
BOARD_LATE = notice_kind(
    "findings.board_late",
    _("An action on finding %(reference)s is still not done after %(days)s days"),
    _("It was first agreed for %(due_on)s. If more time was given since, the finding's page says why."),
)

NOT_AGREED = notice_kind(
    "findings.not_agreed",
    _("No action is agreed on finding %(reference)s"),
    _("One was to be agreed by %(due_on)s. Agree with the employer what is done, by whom and until when."),
)
NOT_VERIFIED = notice_kind(
    "findings.not_verified",
    _("What was done about finding %(reference)s is not verified"),
    _("It was to be verified by %(due_on)s, by someone without a tie who neither found nor did it."),
)
NOT_DECIDED = notice_kind(
    "findings.not_decided",
    _("A proposed finding is not decided"),
    _("It was to be decided by %(due_on)s. Accept it, change it, or put it aside with a reason."),
)
HARM_NOT_DECIDED = notice_kind(
    "findings.harm_not_decided",
    _("A critical finding is proposed and not decided: the harm may go on"),
    _("It was to be decided by %(due_on)s. Find out whether the harm goes on, and decide."),
)


def _office(finding: Finding) -> str:
    return reverse("findings:finding", kwargs={"association": finding.association.slug, "pk": finding.pk})


def _portal(finding: Finding) -> str:
    return reverse("findings:own_finding", kwargs={"association": finding.association.slug, "pk": finding.pk})


def contacts_of(finding: Finding) -> list[Person]:
    """Return those who speak for the employer in the portal, if the employer was told of the finding."""
    if not finding.shared_on:
        return []
    return list(
        Person.objects.filter(
            is_active=True, employer_contacts__employer=finding.employer_id, employer_contacts__ended_at=None
        ).distinct()
    )


def heads_of(finding: Finding) -> list[Person]:
    """Return who heads the employer, as the register names them, of those who speak for it."""
    head = finding.employer.legal_representative.strip()
    return [person for person in contacts_of(finding) if head and person.name.strip() == head]


def owners_of(action: CorrectiveAction) -> list[Person]:
    """Return who at the employer is called to act: who has the owner's access, else all but the head."""
    people, contact = contacts_of(action.finding), action.owner_contact
    email = contact.email.casefold() if contact else ""
    names = {action.owner_name.strip(), contact.name.strip() if contact else ""} - {""}
    own = [
        each for each in people if each.name.strip() in names or (email and each.email.casefold() == email)
    ]
    heads = heads_of(action.finding)
    return own or [each for each in people if each not in heads] or people


def _tell(people: Iterable[Person], kind: NoticeKind, finding: Finding, path: str, **facts: Any) -> None:
    given = {"reference": finding.reference, **facts}
    notify(people, kind, association=finding.association, facts=given, path=path)


def _finding(pk: int) -> Finding:
    return Finding.objects.select_related("association", "found_by").get(pk=pk)


def _action(pk: int) -> CorrectiveAction:
    return CorrectiveAction.objects.select_related(
        "finding__association", "finding__found_by", "owner_person"
    ).get(pk=pk)


def tell_recorded(event: events.FindingRecorded) -> None:
    """A critical finding or an indicator goes to the case officers and the manager the same day."""
    finding = _finding(event.finding_id)
    if event.severity == "critical" or event.statement == Statement.INDICATOR:
        people = people_with(finding.association, Role.CASE_OFFICER, Role.MANAGER)
        _tell([p for p in people if p.pk != event.person_id], RECORDED, finding, _office(finding))


def tell_shared(event: events.FindingShared) -> None:
    """The employer learns of a finding."""
    finding = _finding(event.finding_id)
    _tell(contacts_of(finding), SHARED, finding, _portal(finding))


def _tell_owner(action: CorrectiveAction, kind: NoticeKind, without: int | None = None) -> None:
    finding = action.finding
    facts = {"due_on": action.due_on.isoformat()}
    if action.owner_person:
        people, path = [action.owner_person], _office(finding)
    else:
        people, path = contacts_of(finding), _portal(finding)
    _tell([p for p in people if p.pk != without], kind, finding, path, **facts)


def tell_agreed(event: events.ActionAgreed) -> None:
    """The owner learns what was agreed."""
    _tell_owner(_action(event.action_id), AGREED, event.person_id)


def tell_sent_back(event: events.ActionSentBack) -> None:
    """The owner learns that it was not enough."""
    _tell_owner(_action(event.action_id), SENT_BACK, event.person_id)


def tell_done(event: events.ActionDone) -> None:
    """Those who may verify it learn that it waits."""
    action = _action(event.action_id)
    _tell(_verifiers(action), DONE, action.finding, _office(action.finding))


def _roles(source_kind: str) -> tuple[Role, Role]:
    """Return whose duty it is: of what comes from a confidential report only who may know of it."""
    return Role.MANAGER, Role.CASE_OFFICER if source_kind == SourceKind.REPORT else Role.MONITOR


def _verifiers(action: CorrectiveAction) -> list[Person]:
    finding = action.finding
    barred = barred_from_verifying(action)
    people = people_with(finding.association, *_roles(finding.source_kind))
    return [person for person in people if person.pk not in barred]


def finder_or_managers(finding: Finding) -> list[Person]:
    """Return the finder while they still follow findings here, else the managers."""
    managers = people_with(finding.association, Role.MANAGER)
    staff = people_with(finding.association, *FOLLOWERS)
    return [finding.found_by] if finding.found_by in staff else managers


def tell_closed(event: events.FindingClosed) -> None:
    """The employer learns that nothing is left to do."""
    finding = _finding(event.finding_id)
    _tell(contacts_of(finding), CLOSED, finding, _portal(finding))


def tell_reopened(event: events.FindingReopened) -> None:
    """The employer and the manager learn that it is open again."""
    finding = _finding(event.finding_id)
    _tell(contacts_of(finding), REOPENED, finding, _portal(finding))
    managers = [p for p in people_with(finding.association, Role.MANAGER) if p.pk != event.person_id]
    _tell(managers, REOPENED, finding, _office(finding))


def tell_withdrawn(event: events.FindingWithdrawn) -> None:
    """The employer that was told learns that it was a mistake; the page is gone, so no address."""
    finding = _finding(event.finding_id)
    _tell(contacts_of(finding), WITHDRAWN, finding, "")


def tell_replied(event: events.ReplyWritten) -> None:
    """The other side learns of a reply: the finder, or the employer."""
    finding = _finding(event.finding_id)
    if event.from_employer:
        _tell([finding.found_by], REPLIED, finding, _office(finding))
    else:
        _tell(contacts_of(finding), REPLIED, finding, _portal(finding))


def tell_owner_is_late(action: CorrectiveAction, today: date) -> None:  # noqa: ARG001 - as the others
    """Call the owner; where an employer has no account, ask someone to phone."""
    _call_owner(action, OWNER_LATE, OWNER_LATE_BY_PHONE)


def _call_owner(action: CorrectiveAction, kind: NoticeKind, by_phone: NoticeKind) -> None:
    """Call the owner alone; of an employer without access the finder phones, or the manager if they left."""
    finding, facts = action.finding, {"due_on": action.due_on.isoformat()}
    if action.owner_kind == OwnerKind.ASSOCIATION:
        _tell_owner(action, kind)
    elif people := owners_of(action):
        _tell(people, kind, finding, _portal(finding), **facts)
    else:
        _tell(finder_or_managers(finding), by_phone, finding, _office(finding), **facts)


def tell_owner_it_comes_due(action: CorrectiveAction, today: date) -> None:  # noqa: ARG001 - as the others
    """Remind the owner some days before; where an employer has no account, ask someone to phone."""
    _call_owner(action, COMES_DUE, COMES_DUE_BY_PHONE)


def tell_head_is_late(action: CorrectiveAction, today: date) -> None:
    """Tell whoever heads the employer and was not called as the owner; without one the manager phones."""
    finding = action.finding
    facts = _late_facts(action, today)
    called = owners_of(action)
    if people := [person for person in heads_of(finding) if person not in called]:
        _tell(people, HEAD_LATE, finding, _portal(finding), **facts)
    else:
        managers = people_with(finding.association, Role.MANAGER)
        _tell(managers, HEAD_LATE_BY_PHONE, finding, _office(finding), **facts)


def tell_not_contained(finding: Finding, whom: str) -> None:
    """Tell the manager with the finder, or the board, that harm may go on."""
    facts = {"contain_by": finding.contain_by.isoformat() if finding.contain_by else ""}
    if whom == "board":
        path = "" if finding.source_kind == SourceKind.REPORT else _office(finding)
        _tell(people_with(finding.association, Role.BOARD), NOT_CONTAINED, finding, path, **facts)
    else:
        people = [*people_with(finding.association, Role.MANAGER), finding.found_by]
        _tell(people, NOT_CONTAINED, finding, _office(finding), **facts)


def tell_proposed(event: events.FindingProposed) -> None:
    """What is critical is decided the same day: the manager and the monitors are told."""
    if event.severity != "critical":
        return
    association = Association.objects.get(pk=event.association_id)
    path = reverse("findings:proposals", kwargs={"association": association.slug})
    people = people_with(association, Role.MANAGER, Role.MONITOR)
    notify(people, PROPOSED, association=association, facts={}, path=path)


def tell_not_agreed(finding: Finding, whom: str, until: date) -> None:
    """Nothing is agreed: tell the finder, then the manager, then the board."""
    duty = finder_or_managers(finding)
    _tell_owed(duty, NOT_AGREED, finding, whom, until)


def tell_not_verified(action: CorrectiveAction, whom: str, until: date) -> None:
    """What is done waits: tell those who may verify it, then the manager, then the board."""
    _tell_owed(_verifiers(action), NOT_VERIFIED, action.finding, whom, until)


def _tell_owed(duty: list[Person], kind: NoticeKind, finding: Finding, whom: str, until: date) -> None:
    facts = {"due_on": until.isoformat()}
    if whom == "board":
        board = people_with(finding.association, Role.BOARD)
        _tell(board, kind, finding, "" if _is_hidden(finding) else _office(finding), **facts)
    else:
        people = duty if whom == "duty" else people_with(finding.association, Role.MANAGER)
        _tell(people, kind, finding, _office(finding), **facts)


def tell_not_decided(proposal: ProposedFinding, whom: str, until: date) -> None:
    """What is proposed waits: tell those who decide, the manager, then the board, without a page."""
    kind = HARM_NOT_DECIDED if proposal.severity == Severity.CRITICAL else NOT_DECIDED
    roles = {"duty": _roles(proposal.source_kind), "manager": (Role.MANAGER,), "board": (Role.BOARD,)}[whom]
    association = proposal.association
    path = reverse("findings:proposals", kwargs={"association": association.slug})
    notify(
        people_with(association, *roles), kind, association=association,
        facts={"due_on": until.isoformat()}, path="" if whom == "board" else path,
    )  # fmt: skip


def tell_more_time_asked(event: events.PostponementAsked) -> None:
    """Those who may grant it learn that an employer asks."""
    action = _action(event.action_id)
    people = [p for p in people_with(action.finding.association, Role.MANAGER) if p.pk != event.person_id]
    facts = {"due_on": action.due_on.isoformat()}
    _tell(people, MORE_TIME_ASKED, action.finding, _office(action.finding), **facts)


def tell_more_time_decided(event: events.PostponementDecided) -> None:
    """The owner learns what was decided."""
    _tell_owner(_action(event.action_id), MORE_TIME_DECIDED, event.person_id)


def tell_action_proposed(event: events.ActionProposed) -> None:
    """The finder and the manager learn what the employer would do."""
    finding = _finding(event.finding_id)
    people = [*people_with(finding.association, Role.MANAGER), finding.found_by]
    _tell(people, ACTION_PROPOSED, finding, _office(finding))


def tell_action_not_agreed(event: events.ActionNotAgreed) -> None:
    """The employer learns that something else is needed."""
    finding = _finding(event.finding_id)
    _tell(contacts_of(finding), ACTION_NOT_AGREED, finding, _portal(finding))


def _late_facts(action: CorrectiveAction, today: date) -> dict[str, object]:
    return {"due_on": action.due_on.isoformat(), "days": (today - action.due_on).days}


def tell_manager_is_late(action: CorrectiveAction, today: date) -> None:
    """Tell the manager."""
    finding = action.finding
    people = people_with(finding.association, Role.MANAGER)
    _tell(people, MANAGER_LATE, finding, _office(finding), **_late_facts(action, today))


def tell_board_is_late(action: CorrectiveAction, today: date) -> None:
    """Tell the board; the page of a finding that the board may not read is not named."""
    finding = action.finding
    people = people_with(finding.association, Role.BOARD)
    first = min(action.first_due_on, action.due_on)
    facts = {"due_on": first.isoformat(), "days": (today - first).days}
    _tell(people, BOARD_LATE, finding, "" if _is_hidden(finding) else _office(finding), **facts)


def _is_hidden(finding: Finding) -> bool:
    """Whether the board may not read its page."""
    return finding.statement == Statement.INDICATOR or finding.source_kind == SourceKind.REPORT
