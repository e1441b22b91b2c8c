"""What adverse answers of a questionnaire propose, and how a proposal is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext as _

from safe_employment.findings.commands.proposals import Proposal, propose_findings
from safe_employment.findings.grounds import ilo_word
from safe_employment.findings.models import Basis, Cluster, Severity, SourceKind, Statement
from safe_employment.instruments.definitions import told
from safe_employment.kit.navigation import address

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from safe_employment.findings.models import ProposedFinding
    from safe_employment.instruments.definitions import Definition, Question
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Employer, Workplace


def proposal_of(
    question: Question, answer: str, *, note: str = "", found_by: Person | None = None
) -> Proposal | None:
    """Return the finding that an answer proposes; None for one that is not adverse or proposes nothing."""
    title = told(question.finding)
    if not question.is_adverse(answer) or not title or question.id[:1] not in Cluster.values:
        return None
    article = question.se.get("article", "")
    statement = question.se.get("statement") or Statement.POSSIBLE_BREACH
    if statement == Statement.BREACH and not article:
        statement = Statement.POSSIBLE_BREACH
    severity = question.se.get("severity") or Severity.MINOR
    if (statement == Statement.GOOD_PRACTICE) != (severity == Severity.GOOD_PRACTICE):
        severity = Severity.GOOD_PRACTICE if statement == Statement.GOOD_PRACTICE else Severity.MINOR
    return Proposal(
        cluster=question.id[0], question=question.id, severity=severity, statement=statement, title=title,
        article=article, description=note, ilo=question.ilo, found_by=found_by,
        for_employer=question.tells and statement != Statement.INDICATOR,
    )  # fmt: skip


def propose_of_answers(
    *,
    by: Actor,
    employer: Employer,
    definition: Definition,
    answers: Mapping[str, str],
    source_id: str,
    found_on: date,
    today: date,
    notes: Mapping[str, str] | None = None,
    found_by: Mapping[str, Person] | None = None,
    workplace: Workplace | None = None,
    source_kind: str = SourceKind.VISIT,
) -> list[ProposedFinding]:
    """Propose the findings of adverse answers, by question id (`B02`); returns those that are new.

    To call it again with the same answers, or with more of them, proposes nothing twice. `found_by` is who
    gave each answer. Raises Hidden.
    """
    given = [
        proposal_of(
            question, answers[question.id], note=(notes or {}).get(question.id, ""),
            found_by=(found_by or {}).get(question.id),
        )
        for question in definition.questions
        if question.id in answers
    ]  # fmt: skip
    return propose_findings(
        by=by, employer=employer, source_kind=source_kind, source_id=source_id, workplace=workplace,
        proposals=[each for each in given if each is not None], found_on=found_on, today=today,
    )  # fmt: skip


def facts_of_proposal(found: ProposedFinding, by: Actor) -> list[tuple[str, object]]:
    """Return what was proposed, and how it was decided."""
    url = address(by, "members:employer", pk=found.employer_id)
    facts: list[tuple[str, object]] = [
        (_("Employer"), format_html('<a href="{}">{}</a>', url, found.employer)),
        (_("What is said"), found.get_statement_display()),
        (_("Severity"), found.severity_mark),
        (_("Cluster"), found.get_cluster_display()),
        (_("Rests on"), found.get_basis_display()),
        (_("Article") if found.basis == Basis.LAW else _("Rule"), found.article),
        (_("ILO indicators"), " · ".join(ilo_word(number) for number in found.ilo)),
        (_("Source"), found.get_source_kind_display()),
        (_("Found on"), found.found_on),
        (_("Proposed on"), found.proposed_on),
        (_("Decided by"), found.decided_by),
        (_("Decided on"), found.decided_on),
        (_("Reason"), found.reason),
    ]
    if found.finding is not None:
        page = address(by, "findings:finding", pk=found.finding_id)
        facts.append((_("Finding"), format_html('<a href="{}">{}</a>', page, found.finding)))
        changed = [str(getattr(found._meta.get_field(name), "verbose_name", name)) for name in found.changes]
        facts.append((_("Changed on accepting"), ", ".join(changed)))
    return [(label, value) for label, value in facts if value not in (None, "")]
