"""Who is told of what. Notices carry a number, never a name: mail is read on shared screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.eyes import barred_from_verifying
from safe_employment.findings.models import (
    CorrectiveAction,
    Finding,
    ProposedFinding,
    SourceKind,
    Statement,
    Tie,
)
from safe_employment.findings.policies import FOLLOWERS
from safe_employment.findings.untied import (
    board_of,
    deciders_of,
    finder_or_managers,
    is_hidden,
    managers_and_finder,
    untied_as,
    without_tie,
)
from safe_employment.kit.models import Person
from safe_employment.kit.notices import notice_kind, notify, people_with, tell_another_needed
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

    from safe_employment.findings import events
    from safe_employment.kit.notices import NoticeKind

RECORDED = notice_kind(
    "findings.recorded",
    _("Finding %(reference)s needs you today"),
    _("A critical finding or an indicator of forced labour was recorded. Open it and decide what is done."),
)
CONTAINED = notice_kind(
    "findings.contained",
    _("The harm of finding %(reference)s is said to have stopped: confirm it"),
    _("Look whether it has. Confirm it, or say that it goes on, with a reason; until then its clock runs."),
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
TIE_TO_BE_ENDED = notice_kind(
    "findings.tie_to_be_ended",
    _("A tie is to be ended: its person asks for it"),
    _("Nobody ends their own tie. Read the reason in the list of ties, and end it where it holds."),
)


# Where nobody at the employer reads the programme, somebody of the association phones.
SHARED_BY_PHONE = notice_kind(
    "findings.shared_by_phone",
    _("Call the employer: there is finding %(reference)s"),
    _("The employer has no access to the programme. Say what was found, and agree what will be done."),
)
SENT_BACK_BY_PHONE = notice_kind(
    "findings.action_sent_back_by_phone",
    _("Call the employer: an action on finding %(reference)s was sent back"),
    _("The employer cannot read it in the programme. Say why; it is due on %(due_on)s."),
)
MORE_TIME_DECIDED_BY_PHONE = notice_kind(
    "findings.postponement_decided_by_phone",
    _("Call the employer: more time on finding %(reference)s is decided"),
    _("The employer cannot read it in the programme. Say what was decided; the action is due on %(due_on)s."),
)
CLOSED_BY_PHONE = notice_kind(
    "findings.closed_by_phone",
    _("Call the employer: finding %(reference)s is closed"),
    _("The employer has no access to the programme. Say that what was agreed has been verified."),
)
REOPENED_BY_PHONE = notice_kind(
    "findings.reopened_by_phone",
    _("Call the employer: finding %(reference)s was opened again"),
    _("The employer has no access to the programme. Say why, and agree what will be done."),
)
WITHDRAWN_BY_PHONE = notice_kind(
    "findings.withdrawn_by_phone",
    _("Call the employer: finding %(reference)s was withdrawn"),
    _("The employer has no access to the programme. Say that nothing is left to be done about it."),
)
ACTION_NOT_AGREED_BY_PHONE = notice_kind(
    "findings.action_not_agreed_by_phone",
    _("Call the employer: what it proposed on finding %(reference)s was not agreed"),
    _("The employer has no access to the programme. Say why, and ask for another proposal."),
)


def office(finding: Finding) -> str:
    """Return the address of its page in the office."""
    return reverse("findings:finding", kwargs={"association": finding.association.slug, "pk": finding.pk})


def portal(finding: Finding) -> str:
    """Return the address of its page in the employer's portal."""
    return reverse("findings:own_finding", kwargs={"association": finding.association.slug, "pk": finding.pk})


def contacts_of(finding: Finding) -> list[Person]:
    """Return those who speak for the employer in the portal, if the employer was told of the finding."""
    return speakers_of(finding) if finding.shared_on else []


def speakers_of(finding: Finding) -> list[Person]:
    """Return those who speak for the employer in the portal."""
    return list(
        Person.objects.filter(
            is_active=True, employer_contacts__employer=finding.employer_id, employer_contacts__ended_at=None
        ).distinct()
    )


def tell(people: Iterable[Person], kind: NoticeKind, finding: Finding, path: str, **facts: Any) -> None:
    """Give people a notice that calls the finding by its number."""
    notify(people, kind, association=finding.association, facts=_facts(finding, facts), path=path)


def _facts(finding: Finding, facts: dict[str, Any]) -> dict[str, Any]:
    return {"reference": finding.reference, **facts}


def tell_office(people: Iterable[Person], kind: NoticeKind, finding: Finding, **facts: Any) -> None:
    """Tell people of the association, with the way to the finding but for those who may not read it."""
    home = finding.association
    readers = people_with(home, *FOLLOWERS) if is_hidden(finding) else None
    given, page = _facts(finding, facts), office(finding)
    notify(people, kind, association=home, facts=given, path=page, readers=readers)


def tell_employer(finding: Finding, kind: NoticeKind, by_phone: NoticeKind, path: str) -> None:
    """Tell an employer that knows of a finding; of one without access the finder, or the manager, phones."""
    if not finding.shared_on:
        return
    if people := contacts_of(finding):
        tell(people, kind, finding, path)
    else:
        tell_office(finder_or_managers(finding), by_phone, finding)


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
        people = without_tie(people, finding.employer_id) or board_of(finding)
        tell_office([p for p in people if p.pk != event.person_id], RECORDED, finding)


def tell_contained(event: events.FindingContained) -> None:
    """The managers learn of each containment; where none is there besides who noted it, all who follow do.

    Without any of them, another manager is to be named.
    """
    finding = _finding(event.finding_id)
    home, employer = finding.association, finding.employer_id
    for roles in ((Role.MANAGER,), tuple(FOLLOWERS)):
        people = [p for p in without_tie(people_with(home, *roles), employer) if p.pk != event.person_id]
        if people:
            tell(people, CONTAINED, finding, office(finding))
            return
    tell_another_needed(home, Role.MANAGER)


def tell_shared(event: events.FindingShared) -> None:
    """The employer learns of a finding."""
    finding = _finding(event.finding_id)
    tell_employer(finding, SHARED, SHARED_BY_PHONE, portal(finding))


def tell_owner(action: CorrectiveAction, kind: NoticeKind, without: int | None = None) -> None:
    """Give the association's owner of an action a notice, or all who speak for the employer."""
    finding = action.finding
    facts = {"due_on": action.due_on.isoformat()}
    if action.owner_person:
        people, path = [action.owner_person], office(finding)
    else:
        people, path = contacts_of(finding), portal(finding)
    tell([p for p in people if p.pk != without], kind, finding, path, **facts)


def tell_agreed(event: events.ActionAgreed) -> None:
    """The owner learns what was agreed."""
    tell_owner(_action(event.action_id), AGREED, event.person_id)


def tell_sent_back(event: events.ActionSentBack) -> None:
    """The owner learns that it was not enough; an employer without access by phone."""
    action = _action(event.action_id)
    if _is_phoned(action):
        phone_about(action, SENT_BACK_BY_PHONE, finder_or_managers(action.finding))
    else:
        tell_owner(action, SENT_BACK, event.person_id)


def _is_phoned(action: CorrectiveAction) -> bool:
    """Whether nobody who has to act reads it in the programme."""
    return action.owner_person is None and not contacts_of(action.finding)


def phone_about(action: CorrectiveAction, kind: NoticeKind, people: Iterable[Person]) -> None:
    """Ask people of the association to phone the employer about an action."""
    tell_office(people, kind, action.finding, due_on=action.due_on.isoformat())


def tell_done(event: events.ActionDone) -> None:
    """Those who may verify it learn that it waits; without any one is to be named."""
    action = _action(event.action_id)
    finding, people = action.finding, verifiers_of(action)
    tell(people, DONE, finding, office(finding))
    if not people:
        tell_another_needed(finding.association, roles_for(finding.source_kind)[1], deciders_of(finding))


def roles_for(source_kind: str) -> tuple[Role, Role]:
    """Return whose duty it is: of what comes from a confidential report only who may know of it."""
    return Role.MANAGER, Role.CASE_OFFICER if source_kind == SourceKind.REPORT else Role.MONITOR


def verifiers_of(action: CorrectiveAction) -> list[Person]:
    """Return those whose duty it is to verify an action that they neither found, did nor own, untied."""
    finding = action.finding
    barred = barred_from_verifying(action)
    people = without_tie(
        people_with(finding.association, *roles_for(finding.source_kind)), finding.employer_id
    )
    return [person for person in people if person.pk not in barred]


def tell_closed(event: events.FindingClosed) -> None:
    """The employer learns that nothing is left to do."""
    finding = _finding(event.finding_id)
    tell_employer(finding, CLOSED, CLOSED_BY_PHONE, portal(finding))


def tell_reopened(event: events.FindingReopened) -> None:
    """The employer and the manager learn that it is open again."""
    finding = _finding(event.finding_id)
    tell_employer(finding, REOPENED, REOPENED_BY_PHONE, portal(finding))
    tell_office([p for p in deciders_of(finding) if p.pk != event.person_id], REOPENED, finding)


def tell_withdrawn(event: events.FindingWithdrawn) -> None:
    """The employer that was told learns that it was a mistake; the page is gone, so no address."""
    finding = _finding(event.finding_id)
    tell_employer(finding, WITHDRAWN, WITHDRAWN_BY_PHONE, "")


def tell_replied(event: events.ReplyWritten) -> None:
    """The other side learns of a reply: the finder, or the manager once they left; or the employer."""
    finding = _finding(event.finding_id)
    if event.from_employer:
        tell_office(finder_or_managers(finding), REPLIED, finding)
    else:
        tell(contacts_of(finding), REPLIED, finding, portal(finding))


def tell_proposed(event: events.FindingProposed) -> None:
    """What is critical is decided the same day: the manager and the monitors are told."""
    if event.severity != "critical":
        return
    proposal = ProposedFinding.objects.select_related("association").get(pk=event.proposal_id)
    association = proposal.association
    path = reverse("findings:proposals", kwargs={"association": association.slug})
    people = without_tie(people_with(association, Role.MANAGER, Role.MONITOR), proposal.employer_id)
    notify(people, PROPOSED, association=association, facts={}, path=path)


def tell_more_time_asked(event: events.PostponementAsked) -> None:
    """Those who may grant it learn that more time is asked for; without any one is to be named."""
    action = _action(event.action_id)
    finding, asker = action.finding, [event.person_id]
    people = deciders_of(finding, without=asker)
    tell_office(people, MORE_TIME_ASKED, finding, due_on=action.due_on.isoformat())
    if not untied_as(finding.association, Role.MANAGER, finding.employer_id, without=asker):
        tell_another_needed(finding.association, Role.MANAGER)


def tell_more_time_decided(event: events.PostponementDecided) -> None:
    """The owner learns what was decided, and who of the association asked on its behalf.

    Of an employer without access it is who asked that phones, else the finder or the manager.
    """
    action = _action(event.action_id)
    finding, asker = action.finding, _asker_of(action)
    if _is_phoned(action):
        people = [asker] if asker else finder_or_managers(finding)
        phone_about(action, MORE_TIME_DECIDED_BY_PHONE, people)
        return
    tell_owner(action, MORE_TIME_DECIDED, event.person_id)
    if asker is not None and asker.pk not in (event.person_id, action.owner_person_id):
        due_on = action.due_on.isoformat()
        tell([asker], MORE_TIME_DECIDED, finding, office(finding), due_on=due_on)


def _asker_of(action: CorrectiveAction) -> Person | None:
    """Return who of the association made the request that was decided last, if they still follow findings."""
    decided = action.postponements.exclude(decided_by=None).select_related("asked_by").order_by("-pk").first()
    staff = people_with(action.finding.association, *FOLLOWERS)
    return decided.asked_by if decided and decided.asked_by in staff else None


def tell_action_proposed(event: events.ActionProposed) -> None:
    """The finder and the manager learn what the employer would do."""
    finding = _finding(event.finding_id)
    tell_office(managers_and_finder(finding), ACTION_PROPOSED, finding)


def tell_action_not_agreed(event: events.ActionNotAgreed) -> None:
    """The employer learns that something else is needed."""
    finding = _finding(event.finding_id)
    tell_employer(finding, ACTION_NOT_AGREED, ACTION_NOT_AGREED_BY_PHONE, portal(finding))


def tell_tie_to_be_ended(event: events.TieToBeEnded) -> None:
    """The other managers learn that someone's tie is over, else the board; without any one is to be named."""
    tie = Tie.objects.select_related("association").get(pk=event.tie_id)
    home = tie.association
    people = [each for each in people_with(home, Role.MANAGER) if each.pk != tie.person_id]
    people = people or [each for each in people_with(home, Role.BOARD) if each.pk != tie.person_id]
    if not people:
        tell_another_needed(home, Role.MANAGER)
    path = reverse("findings:ties", kwargs={"association": home.slug})
    notify(people, TIE_TO_BE_ENDED, association=home, facts={}, path=path)
