"""Proposed findings: made by answers, checks of the books or a person; accepted, changed or put aside."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_noop

from safe_employment.findings import errors, events, policies
from safe_employment.findings.commands.findings import record_finding
from safe_employment.findings.eyes import check_other_eyes, has_tie, is_lighter
from safe_employment.findings.grounds import basis_of
from safe_employment.findings.models import Finding, ProposalState, ProposedFinding
from safe_employment.findings.queries import proposal_for
from safe_employment.findings.states import PROPOSAL
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import move

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Employer, Workplace


# What a waiting proposal keeps as its `reason`; translated where it is shown.
ANSWER_TAKEN_BACK = gettext_noop("The answer on which it rests was taken back.")
ANSWER_CHANGED = gettext_noop("The answer on which it rests was changed: it shows no harm any more.")


@dataclass(frozen=True)
class Proposal:
    """What is proposed, in the words of a finding; `basis` "" is told from the article."""

    cluster: str
    severity: str
    statement: str
    title: str
    question: str = ""
    rule: str = ""
    basis: str = ""
    article: str = ""
    description: str = ""
    ilo: Sequence[int] = ()
    for_employer: bool = True
    found_by: Person | None = None


WORDS = (
    "cluster", "question", "severity", "statement", "basis", "title", "description", "article", "ilo",
    "for_employer",
)  # fmt: skip


@command
def propose_findings(
    *,
    by: Actor,
    employer: Employer,
    source_kind: str,
    source_id: str,
    proposals: Iterable[Proposal],
    found_on: date,
    today: date,
    workplace: Workplace | None = None,
) -> list[ProposedFinding]:
    """Propose findings from one source; returns those that are new.

    Of one source and code (question or rule) there is one proposal, and none where a finding stands
    already: to propose again changes nothing, also after it was put aside. Raises Hidden.
    """
    check(by, policies.RECORD_FINDINGS)
    if employer.association_id != by.home.pk:
        raise Hidden
    taken = _taken(by, source_kind, source_id)
    made = ProposedFinding.objects.bulk_create(
        ProposedFinding(
            association=by.home, employer=employer, workplace=workplace, source_kind=source_kind,
            source_id=source_id, found_on=found_on, proposed_on=today, **_words(each),
        )
        for each in proposals
        if not source_id or (each.question, each.rule) not in taken
    )  # fmt: skip
    details: dict[str, object] = {"source": source_kind, "codes": [each.code for each in made]}
    record(by, "findings.propose", None, details=details)
    for each in made:
        publish(events.FindingProposed(by.home.pk, each.pk, each.severity))
    return made


def _taken(by: Actor, source_kind: str, source_id: str) -> set[tuple[str, str]]:
    where = {"association": by.home, "source_kind": source_kind, "source_id": source_id}
    found = set(ProposedFinding.objects.filter(**where).values_list("question", "rule"))
    recorded = Finding.objects.filter(**where).exclude(state="withdrawn")
    return found | set(recorded.values_list("question", "rule"))


def _words(each: Proposal) -> dict[str, Any]:
    facts = {field.name: getattr(each, field.name) for field in fields(each)}
    return facts | {
        "basis": each.basis or basis_of(each.article, each.statement),
        "ilo": sorted(set(each.ilo)),
        "title": each.title[:160],
        "article": each.article[:200],
    }


@command
def propose_finding(
    *,
    by: Actor,
    employer: Employer,
    proposal: Proposal,
    found_on: date,
    today: date,
    source_kind: str = "other",
    source_id: str = "",
    workplace: Workplace | None = None,
) -> ProposedFinding | None:
    """Propose one finding; None where it was proposed or recorded already. Raises Hidden."""
    made = propose_findings(
        by=by, employer=employer, source_kind=source_kind, source_id=source_id, proposals=[proposal],
        found_on=found_on, today=today, workplace=workplace,
    )  # fmt: skip
    return made[0] if made else None


@command
def accept_proposal(
    *,
    by: Actor,
    proposal: ProposedFinding,
    today: date,
    root_cause: str = "",
    root_cause_text: str = "",
    reason: str = "",
    **words: object,
) -> Finding:
    """Make a finding of what is proposed; `words` are those of a finding that are changed.

    Who found it is who gave the answer, else who accepts. What makes it lighter needs other eyes and a
    `reason`. Raises ProgrammeError PROPOSAL_…, FINDING_….
    """
    found = proposal_for(by, proposal.pk)
    found = ProposedFinding.objects.select_for_update(of=("self",), no_key=True).get(pk=found.pk)
    _check_decider(by, found)
    kept = {name: words.get(name, getattr(found, name)) for name in WORDS}
    kept["ilo"] = sorted(int(number) for number in kept["ilo"])  # type: ignore[attr-defined]
    if is_lighter(found, str(kept["severity"]), str(kept["statement"])):
        _check_easing(by, found, reason)
    changes = [name for name in WORDS if kept[name] != getattr(found, name)]
    made = record_finding(
        by=by, employer=found.employer, found_on=found.found_on, today=today, rule=found.rule,
        workplace=found.workplace, source_kind=found.source_kind, source_id=found.source_id,
        found_by=found.found_by or by.person, root_cause=root_cause, root_cause_text=root_cause_text,
        **kept,  # type: ignore[arg-type]  # the form has cleaned each of them
    )  # fmt: skip
    decided: dict[str, object] = {
        "decided_by": by.person,
        "decided_on": today,
        "finding": made,
        "changes": changes,
        "reason": reason.strip(),
    }
    move(PROPOSAL, "accept_proposal", by=by, subject=found, changes=decided)
    return made


def _check_easing(by: Actor, found: ProposedFinding, reason: str) -> None:
    check_other_eyes(by, found)
    if not reason.strip():
        raise ProgrammeError(errors.EASED_WITHOUT_REASON, field="reason")


def _check_decider(by: Actor, found: ProposedFinding) -> None:
    if found.state != ProposalState.WAITING:
        raise ProgrammeError(errors.PROPOSAL_DECIDED, {"state": found.get_state_display()})
    if has_tie(by, found.employer_id):
        raise ProgrammeError(errors.PROPOSAL_DECIDER_HAS_TIE)


@command
def put_proposal_aside(*, by: Actor, proposal: ProposedFinding, reason: str, today: date) -> ProposedFinding:
    """Put a proposal aside with a reason; it is not proposed again.

    Raises ProgrammeError PROPOSAL_…, and FINDING_EASED_BY_FINDER for who gave the answer.
    """
    found = proposal_for(by, proposal.pk)
    _check_decider(by, found)
    changes: dict[str, object] = {"decided_by": by.person, "decided_on": today, "reason": reason.strip()}
    move(PROPOSAL, "put_proposal_aside", by=by, subject=found, reason=reason, changes=changes)
    return found


@command
def note_changed_ground(*, by: Actor, proposal: ProposedFinding, words: str) -> ProposedFinding:
    """Note at a waiting proposal in what way its ground has changed; `words` "" where it holds again.

    It goes on waiting: whoever gave the answer does not silence it by another one, a person decides.
    """
    check(by, policies.RECORD_FINDINGS)
    found = proposal_for(by, proposal.pk)
    if found.state == ProposalState.WAITING and found.reason != words:
        found.reason = words
        found.save(update_fields=["reason", "changed_at"])
        record(by, "findings.proposal_ground_changed", found)
    return found
