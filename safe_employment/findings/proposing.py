"""What a questionnaire may propose as a finding, and how a proposal is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext as _

from safe_employment.findings.articles import article_words
from safe_employment.findings.grounds import basis_of, ilo_word
from safe_employment.findings.models import Basis, Cluster, Severity, Statement
from safe_employment.kit.navigation import address

if TYPE_CHECKING:
    from safe_employment.findings.commands.proposals import Proposal
    from safe_employment.findings.models import ProposedFinding
    from safe_employment.kit.actors import Actor


def fitted(each: Proposal) -> Proposal | None:
    """Return what a questionnaire's own words propose, so that it can be a finding; None if it cannot.

    An association writes its own questionnaires: a breach without an article is a possible breach, a wish
    has no other severity, an indicator of forced labour is not told to the employer.
    """
    if not each.title.strip() or each.cluster not in Cluster.values:
        return None
    statement = each.statement or Statement.POSSIBLE_BREACH
    if statement == Statement.BREACH and basis_of(each.article, Statement.POSSIBLE_BREACH) != Basis.LAW:
        statement = Statement.POSSIBLE_BREACH
    severity = each.severity or Severity.MINOR
    if (statement == Statement.GOOD_PRACTICE) != (severity == Severity.GOOD_PRACTICE):
        severity = Severity.GOOD_PRACTICE if statement == Statement.GOOD_PRACTICE else Severity.MINOR
    told = each.for_employer and statement != Statement.INDICATOR
    return replace(each, statement=statement, severity=severity, for_employer=told)


def facts_of_proposal(found: ProposedFinding, by: Actor) -> list[tuple[str, object]]:
    """Return what was proposed, and how it was decided."""
    url = address(by, "members:employer", pk=found.employer_id)
    facts: list[tuple[str, object]] = [
        (_("Employer"), format_html('<a href="{}">{}</a>', url, found.employer)),
        (_("What is said"), found.get_statement_display()),
        (_("Severity"), found.severity_mark),
        (_("Cluster"), found.get_cluster_display()),
        (_("Rests on"), found.get_basis_display()),
        (_("Article") if found.basis == Basis.LAW else _("Rule"), article_words(found.article)),
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
