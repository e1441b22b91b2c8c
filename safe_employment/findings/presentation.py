"""How a finding is shown: its steps, facts, actions and story."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, prefetch_related_objects
from django.db.models.functions import JSONObject
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from safe_employment.findings import policies
from safe_employment.findings.escalation import action_mark, containment_mark
from safe_employment.findings.eyes import (
    OTHER_EYES,
    barred_from_verifying,
    check_giver,
    has_reader_tie,
    refusal_to_ease,
)
from safe_employment.findings.files import EVIDENCE, REPLY
from safe_employment.findings.grounds import ilo_word
from safe_employment.findings.models import (
    TO_BE_DONE,
    ActionState,
    ActionStep,
    Basis,
    CorrectiveAction,
    Finding,
    FindingState,
    InternalNote,
    Postponement,
    ProposalState,
    ProposedAction,
    Reply,
    StepKind,
)
from safe_employment.findings.queries import verifiers_besides
from safe_employment.findings.sources import source_of
from safe_employment.findings.states import ACTION, POSTPONEMENT, PROPOSED_ACTION
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.marks import Mark, Tone
from safe_employment.kit.models import StoredFile
from safe_employment.kit.navigation import address
from safe_employment.kit.parts import TimelineEntry
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person

REACHED = {
    FindingState.OPEN: 2,
    FindingState.CORRECTING: 3,
    FindingState.DONE: 4,
    FindingState.CLOSED: 6,
}
STEP_TONES: dict[str, Tone] = {
    StepKind.DONE: "active",
    StepKind.SENT_BACK: "attention",
    StepKind.VERIFIED: "good",
    StepKind.DROPPED: "ended",
}
# The moves of an action in the order of their buttons, with the routes of their pages.
ROUTES = {
    "report_done": "findings:report_done",
    "verify": "findings:verify",
    "send_back": "findings:send_back",
    "drop": "findings:drop",
}


@dataclass(frozen=True)
class Button:
    """A link that begins a move; the primary one is the one thing to do."""

    label: str
    url: str
    is_primary: bool = False


class ShownFile(TypedDict):
    """A file as its link needs it; `size` in bytes."""

    pk: int
    name: str
    size: int


@dataclass(frozen=True)
class Refusal:
    """Why the reader cannot verify, and which colleagues could (None where no other eyes would help)."""

    error: ProgrammeError
    colleagues: list[Person] | None = None


@dataclass(frozen=True)
class ActionCard:
    """An action with its marks, evidence, steps, the moves of the actor, and why they cannot verify."""

    action: CorrectiveAction
    due: Mark | None
    files: list[ShownFile]
    steps: list[ActionStep]
    asked: list[Postponement] = field(default_factory=list)
    buttons: list[Button] = field(default_factory=list)
    refusal: Refusal | None = None


@dataclass(frozen=True)
class ReplyCard:
    """A reply with its files."""

    reply: Reply
    files: list[ShownFile]


def steps_of(finding: Finding) -> tuple[list[str], int]:
    """Return the five steps of a finding and which of them is next, counted from 1."""
    steps = [_("Finding"), _("Action agreed"), _("Done"), _("Verified"), _("Closed")]
    return steps, REACHED.get(FindingState(finding.state), 1)


def facts_of(finding: Finding, by: Actor) -> list[tuple[str, object]]:
    """Return the facts of a finding as the association's staff see them."""
    employer = format_html(
        '<a href="{}">{}</a>', address(by, "members:employer", pk=finding.employer_id), finding.employer
    )
    facts: list[tuple[str, object]] = [
        (_("Employer"), employer),
        *common_facts(finding),
        (_("ILO indicators"), " · ".join(ilo_word(number) for number in finding.ilo)),
        (_("Root cause"), _cause(finding)),
        (_("Found by"), str(finding.found_by)),
        (_("Told to the employer"), finding.shared_on or _told(finding)),
    ]
    source = source_of(finding, by)
    if source is not None:
        words = format_html('<a href="{}">{}</a>', source.url, source.words) if source.url else source.words
        facts.append((_("Source"), words))
    facts += _looks(finding)
    if finding.closed_on:
        facts.append((_("Closed on"), finding.closed_on))
    if finding.eased_by is not None:
        words = f"{finding.eased_by}, {finding.eased_on}: {finding.eased_why}"
        facts.append((_("Made lighter, or ended uncorrected"), words))
    return facts


def _looks(finding: Finding) -> list[tuple[str, object]]:
    """Return who looked whether the harm has stopped; the reasons are not for the employer."""
    looks = [look for noted in finding.containments.all() for look in noted.looks.all()]
    return [
        (
            _("Containment confirmed") if look.holds else _("The harm goes on"),
            f"{look.person}, {look.looked_on}" + (f": {look.reason}" if look.reason else ""),
        )
        for look in looks
    ]


def common_facts(finding: Finding) -> list[tuple[str, object]]:
    """Return the facts that the employer sees too."""
    facts: list[tuple[str, object]] = [
        (_("What is said"), finding.get_statement_display()),
        (_("Severity"), finding.severity_mark),
        (_("Cluster"), finding.get_cluster_display()),
        (_("Rests on"), finding.get_basis_display()),
        (_("Article") if finding.basis == Basis.LAW else _("Rule"), finding.article_told),
        (_("Workplace"), finding.workplace),
        (_("Found on"), finding.found_on),
    ]
    if clock := containment_mark(finding, timezone.localdate()):
        facts.append((_("Containment"), clock))
    noted = [each for each in finding.containments.all() if each.round == finding.round]
    if noted and finding.contained_at is not None:
        facts.append((_("Contained by"), f"{noted[-1].who}: {noted[-1].how}"))
    if finding.recurred:
        facts.append((_("Recurrence"), Mark(_("It came back after being corrected"), "attention")))
    return facts


@dataclass(frozen=True)
class ContainmentMoves:
    """What the reader can do with a containment that was noted."""

    to_confirm: bool = False
    to_undo: bool = False


def containment_moves(finding: Finding, by: Actor) -> ContainmentMoves:
    """Return whether the reader can confirm that the harm has stopped, or say that it goes on."""
    noted = [each for each in finding.containments.all() if each.round == finding.round]
    if not noted or finding.contained_at is None or finding.is_over or not can(by, policies.CONTAIN_FINDINGS):
        return ContainmentMoves()
    if has_reader_tie(by, finding):
        return ContainmentMoves()
    own = by.person is not None and noted[-1].noted_by_id == by.person.pk
    return ContainmentMoves(finding.containment_confirmed_on is None and not own, to_undo=True)


def notes_of(finding: Finding, by: Actor) -> list[InternalNote]:
    """Return the notes among the staff; none to who is tied, since they may tell what workers said."""
    if not can(by, policies.KEEP_NOTES) or has_reader_tie(by, finding):
        return []
    return list(finding.notes.select_related("person"))


def kept_from(finding: Finding, by: Actor) -> ProgrammeError | None:
    """Return why the reader can neither make less of an open finding nor end it; None if they can."""
    if finding.is_over or not can(by, policies.RECORD_FINDINGS):
        return None
    return refusal_to_ease(by, finding)


def _cause(finding: Finding) -> str:
    words = [finding.get_root_cause_display() if finding.root_cause else "", finding.root_cause_text]
    return ": ".join(str(word) for word in words if word)


def _told(finding: Finding) -> str:
    return _("Not yet") if finding.for_employer else _("No, kept among the staff")


def action_cards(finding: Finding, by: Actor, today: date) -> list[ActionCard]:
    """Return the actions of a finding, the open ones first. They stay with the finding (four queries)."""
    people = CorrectiveAction.objects.select_related("owner_person", "done_by", "verified_by")
    actions = Prefetch("actions", people.annotate(files=_files(EVIDENCE)))
    steps = Prefetch("actions__steps", ActionStep.objects.select_related("person"))
    asked = Prefetch(
        "actions__postponements", Postponement.objects.select_related("action__finding", "decided_by")
    )
    prefetch_related_objects([finding], "containments__looks__person", actions, steps, asked)
    ordered = sorted(
        finding.actions.all(), key=lambda action: (action.state not in TO_BE_DONE, action.due_on, action.pk)
    )
    refusals = _refusals(ordered, by)
    return [
        ActionCard(
            action,
            action_mark(action, today),
            action.files,  # type: ignore[attr-defined]
            list(action.steps.all()),
            list(action.postponements.all()),
            _buttons(action, by),
            refusals.get(action.pk),
        )
        for action in ordered
    ]


def _refusals(actions: list[CorrectiveAction], by: Actor) -> dict[int, Refusal]:
    """Return why the actor, whose duty it is, cannot verify done actions of one finding, by their keys."""
    if not can(by, policies.VERIFY_ACTIONS):
        return {}
    done = [action for action in actions if action.state == ActionState.DONE]
    errors = [(action, error) for action in done if (error := ACTION.refusal("verify", by, action))]
    others: list[Person] = []
    if any(error.kind in OTHER_EYES for _action, error in errors):
        others = verifiers_besides(by, done[0].finding)
    return {action.pk: _explained(error, action, others) for action, error in errors}


def refusal_of(error: ProgrammeError, action: CorrectiveAction, by: Actor) -> Refusal:
    """Return a refusal of `ACTION` with the colleagues who could, if other eyes would help."""
    others = verifiers_besides(by, action.finding) if error.kind in OTHER_EYES else []
    return _explained(error, action, others)


def _explained(error: ProgrammeError, action: CorrectiveAction, others: list[Person]) -> Refusal:
    if error.kind not in OTHER_EYES:
        return Refusal(error)
    barred = barred_from_verifying(action)
    return Refusal(error, [person for person in others if person.pk not in barred])


def _files(purpose: str) -> ArraySubquery:
    """Return the expression that gives a record its files: key, name and size of each, the oldest first."""
    own = StoredFile.objects.filter(purpose=purpose, subject_id=OuterRef("pk")).order_by("pk")
    return ArraySubquery(own.values(file=JSONObject(pk="pk", name="name", size="size")))


def _buttons(action: CorrectiveAction, by: Actor) -> list[Button]:
    buttons = [
        Button(
            str(row.words), address(by, ROUTES[row.verb], pk=action.pk), row.verb in ("report_done", "verify")
        )
        for row in ACTION.open_to(by, action)
    ]
    asked = next((each for each in action.postponements.all() if each.is_asked), None)
    if asked is not None:
        buttons += [
            Button(str(row.words), address(by, f"findings:{row.verb}", pk=asked.pk))
            for row in POSTPONEMENT.open_to(by, asked)
        ]
    elif _may_ask(action, by):
        buttons.append(Button(_("Ask for more time"), address(by, "findings:ask_for_time", pk=action.pk)))
    if action.state in TO_BE_DONE and _may_give(action, by):
        buttons.append(Button(_("Give more time"), address(by, "findings:extend", pk=action.pk)))
    return buttons


def _may_give(action: CorrectiveAction, by: Actor) -> bool:
    if not can(by, policies.EXTEND_ACTIONS):
        return False
    try:
        check_giver(by, action)
    except ProgrammeError:
        return False
    return True


def _may_ask(action: CorrectiveAction, by: Actor) -> bool:
    """Whether more time may be asked for: before it is late."""
    waits = action.state in TO_BE_DONE and timezone.localdate() <= action.due_on
    return waits and can(by, policies.ASK_FOR_TIME)


@dataclass(frozen=True)
class ProposedCard:
    """An action that the employer proposes, with the moves that the actor can make."""

    proposed: ProposedAction
    buttons: list[Button]


def proposed_cards(finding: Finding, by: Actor) -> list[ProposedCard]:
    """Return what the employer proposes and is not decided, and what was put aside."""
    rows = finding.proposed_actions.exclude(state=ProposalState.ACCEPTED).select_related("proposed_by")
    return [
        ProposedCard(
            row,
            [
                Button(str(move.words), address(by, f"findings:{move.verb}", pk=row.pk), number == 0)
                for number, move in enumerate(PROPOSED_ACTION.open_to(by, row))
            ],
        )
        for row in rows
    ]


def reply_cards(finding: Finding) -> list[ReplyCard]:
    """Return the replies of both sides in order."""
    replies = finding.replies.select_related("person").annotate(files=_files(REPLY))
    return [ReplyCard(reply, reply.files) for reply in replies]


def story_of(finding: Finding, cards: list[ActionCard]) -> list[TimelineEntry]:
    """Return what happened to a finding, the latest first."""
    entries = [TimelineEntry(_("It was found"), finding.found_on, finding.title)]
    entries += [
        TimelineEntry(
            _("Contained"), timezone.localdate(each.contained_at), f"{each.who}: {each.how}", tone="good"
        )
        for each in finding.containments.all()
    ]
    if finding.shared_on:
        entries.append(TimelineEntry(_("Told to the employer"), finding.shared_on))
    for card in cards:
        entries += [
            TimelineEntry(
                step.get_kind_display(),
                step.taken_on,
                _story_text(step),
                tone=STEP_TONES.get(step.kind, "plain"),
            )
            for step in card.steps
        ]
    for again in finding.reopenings.all():
        title = _("Opened again: it came back") if again.recurrence else _("Opened again")
        entries.append(TimelineEntry(title, again.reopened_on, again.reason, tone="attention"))
    if finding.closed_on:
        entries.append(TimelineEntry(_("Closed"), finding.closed_on, tone="good"))
    return sorted(entries, key=lambda entry: str(entry.when), reverse=True)


def _story_text(step: ActionStep) -> str:
    return f"{step.person}: {step.text}" if step.person and step.text else str(step.person or step.text)


def own_page(finding: Finding) -> str:
    """Return the address of the finding in the employer's portal."""
    return reverse("findings:own_finding", kwargs={"association": finding.association.slug, "pk": finding.pk})
