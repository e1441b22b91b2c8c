"""Who is told of a delay, of the employer's and of the association's own; kinds and words as in `notices`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.models import (
    CorrectiveAction,
    Finding,
    OwnerKind,
    ProposedFinding,
    Severity,
)
from safe_employment.findings.notices import (
    contacts_of,
    portal,
    roles_for,
    speakers_of,
    tell,
    tell_office,
    tell_owner,
    verifiers_of,
)
from safe_employment.findings.policies import FOLLOWERS
from safe_employment.findings.untied import (
    board_of,
    deciders_of,
    finder_or_managers,
    first_untied,
    is_hidden,
    managers_and_finder,
    managers_or_board,
    without_tie,
)
from safe_employment.kit.models import Person
from safe_employment.kit.notices import notice_kind, notify, people_with
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.notices import NoticeKind

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
NOT_TOLD = notice_kind(
    "findings.employer_not_told",
    _("The employer was not told of finding %(reference)s, and an action on it is due on %(due_on)s"),
    _("Nobody there was called. Tell the employer of the finding, or drop the action with a reason."),
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
NOT_CONFIRMED = notice_kind(
    "findings.containment_not_confirmed",
    _("Nobody has confirmed that the harm of finding %(reference)s has stopped"),
    _("It was to stop by %(contain_by)s. Someone other than who noted it looks, and confirms or reopens it."),
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
NOT_DECIDED_UPON = notice_kind(
    "findings.not_decided_upon",
    _("It is not decided what is done about finding %(reference)s"),
    _("It was to be decided by %(due_on)s, the people concerned first. Say nothing of it at the workplace."),
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


def heads_of(finding: Finding) -> list[Person]:
    """Return who heads the employer, of those who speak for it.

    Those whom the register marks as its head; where none is marked, who bears the name of the legal
    representative.
    """
    people, head = contacts_of(finding), finding.employer.legal_representative.strip()
    marked = finding.employer.portal_contacts.filter(is_head=True, ended_at=None)
    keys = set(marked.values_list("person_id", flat=True))
    return [each for each in people if each.pk in keys] or [
        each for each in people if head and each.name.strip() == head
    ]


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


def tell_owner_is_late(action: CorrectiveAction, today: date) -> None:  # noqa: ARG001 - as the others
    """Call the owner; where an employer has no account, ask someone to phone."""
    _call_owner(action, OWNER_LATE, OWNER_LATE_BY_PHONE)


def _call_owner(action: CorrectiveAction, kind: NoticeKind, by_phone: NoticeKind) -> None:
    """Call the owner alone; of an employer without access the finder phones, or the manager if they left.

    They learn it too where the employer has access and was never told of the finding.
    """
    finding, facts = action.finding, {"due_on": action.due_on.isoformat()}
    if action.owner_kind == OwnerKind.ASSOCIATION:
        tell_owner(action, kind)
    elif people := owners_of(action):
        tell(people, kind, finding, portal(finding), **facts)
    else:
        tell_office(finder_or_managers(finding), _phone_or_tell(finding, by_phone), finding, **facts)


def _phone_or_tell(finding: Finding, by_phone: NoticeKind) -> NoticeKind:
    """Return what the association is told where the employer is not: to phone only who has no access."""
    return NOT_TOLD if not finding.shared_on and speakers_of(finding) else by_phone


def tell_owner_it_comes_due(action: CorrectiveAction, today: date) -> None:  # noqa: ARG001 - as the others
    """Remind the owner some days before; where an employer has no account, ask someone to phone."""
    _call_owner(action, COMES_DUE, COMES_DUE_BY_PHONE)


def tell_head_is_late(action: CorrectiveAction, today: date) -> None:
    """Tell whoever heads the employer and was not called as the owner; without one the manager phones."""
    finding = action.finding
    facts = _late_facts(action, today)
    called = owners_of(action)
    if people := [person for person in heads_of(finding) if person not in called]:
        tell(people, HEAD_LATE, finding, portal(finding), **facts)
    else:
        tell_office(deciders_of(finding), _phone_or_tell(finding, HEAD_LATE_BY_PHONE), finding, **facts)


def tell_not_contained(finding: Finding, whom: str) -> None:
    """Tell the manager with the finder, or the board, that harm may go on."""
    facts = {"contain_by": finding.contain_by.isoformat() if finding.contain_by else ""}
    kind = NOT_CONTAINED if finding.contained_at is None else NOT_CONFIRMED
    people = board_of(finding) if whom == "board" else managers_and_finder(finding)
    tell_office(people, kind, finding, **facts)


def tell_not_agreed(finding: Finding, whom: str, until: date) -> None:
    """Nothing is agreed: tell the finder, then the manager, then the board.

    Nobody is sent to the employer about what is kept from it; of an indicator, and of what comes from a
    report, the case officers decide what is done.
    """
    duty = finder_or_managers(finding)
    if is_hidden(finding):
        roles = (Role.CASE_OFFICER, Role.MANAGER, Role.BOARD)
        duty = first_untied(finding.association, finding.employer_id, *roles)
    kind = NOT_DECIDED_UPON if finding.is_in_confidence else NOT_AGREED
    _tell_owed(duty, kind, finding, whom, until)


def tell_not_verified(action: CorrectiveAction, whom: str, until: date) -> None:
    """What is done waits: tell those who may verify it, then the manager, then the board."""
    _tell_owed(verifiers_of(action), NOT_VERIFIED, action.finding, whom, until)


def _tell_owed(duty: list[Person], kind: NoticeKind, finding: Finding, whom: str, until: date) -> None:
    facts = {"due_on": until.isoformat()}
    people = {"duty": duty, "manager": deciders_of(finding), "board": board_of(finding)}[whom]
    tell_office(people, kind, finding, **facts)


def tell_not_decided(proposal: ProposedFinding, whom: str, until: date) -> None:
    """What is proposed waits: tell those who decide, the manager, then the board, which has no page of it."""
    kind = HARM_NOT_DECIDED if proposal.severity == Severity.CRITICAL else NOT_DECIDED
    home, employer = proposal.association, proposal.employer_id
    people = {
        "duty": without_tie(people_with(home, *roles_for(proposal.source_kind)), employer),
        "manager": managers_or_board(home, employer),
        "board": first_untied(home, employer, Role.BOARD, Role.MANAGER),
    }[whom]
    page = reverse("findings:proposals", kwargs={"association": home.slug})
    facts, readers = {"due_on": until.isoformat()}, people_with(home, *FOLLOWERS)
    notify(people, kind, association=home, facts=facts, path=page, readers=readers)


def _late_facts(action: CorrectiveAction, today: date) -> dict[str, object]:
    return {"due_on": action.due_on.isoformat(), "days": (today - action.due_on).days}


def tell_manager_is_late(action: CorrectiveAction, today: date) -> None:
    """Tell the manager."""
    finding = action.finding
    tell_office(deciders_of(finding), MANAGER_LATE, finding, **_late_facts(action, today))


def tell_board_is_late(action: CorrectiveAction, today: date) -> None:
    """Tell the board; the page of a finding that the board may not read is not named."""
    finding = action.finding
    first = min(action.first_due_on, action.due_on)
    facts = {"due_on": first.isoformat(), "days": (today - first).days}
    tell_office(board_of(finding), BOARD_LATE, finding, **facts)
