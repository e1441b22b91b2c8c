"""What a check of the books proposes as findings: one for each rule that is newly broken at an employer.

Only what the programme checks itself, each month, is proposed: an employer that looks at its own books by
its own will decides itself what it makes of it. No worker is named, nothing confidential is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import get_language, ngettext

from safe_employment.findings.commands.proposals import Proposal, propose_findings
from safe_employment.findings.models import (
    OVER,
    Finding,
    ProposalState,
    ProposedFinding,
    Severity,
    SourceKind,
    Statement,
)
from safe_employment.workforce.law import cluster_of
from safe_employment.workforce.models import CheckResult, ResultLevel, ResultState

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.kit.actors import Actor
    from safe_employment.workforce.models import CheckRun


def broken_rules(run: CheckRun) -> dict[str, int]:
    """Return the rules of which a run has found breaches that are new, with their number."""
    found = CheckResult.objects.filter(
        employer_id=run.employer_id, last_seen=run, level=ResultLevel.BREACH, confidential=False,
        state=ResultState.NEW, finding=None,
    )  # fmt: skip
    return dict(found.order_by("rule").values_list("rule").annotate(Count("pk")))


def propose_of_run(by: Actor, run: CheckRun, law: Jurisdiction, today: date) -> list[ProposedFinding]:
    """Propose a finding for each rule that is newly broken and neither proposed nor a finding yet."""
    broken = broken_rules(run)
    if not broken:
        return []
    waiting = ProposedFinding.objects.filter(
        employer=run.employer_id, state=ProposalState.WAITING, rule__in=broken
    )
    open_ones = Finding.objects.filter(employer=run.employer_id, rule__in=broken).exclude(state__in=OVER)
    known = {*waiting.values_list("rule", flat=True), *open_ones.values_list("rule", flat=True)}
    proposals = [_proposal(rule, number, law) for rule, number in broken.items() if rule not in known]
    if not proposals:
        return []
    return propose_findings(
        by=by, employer=run.employer, source_kind=SourceKind.CHECK, source_id=f"run.{run.pk}",
        proposals=proposals, found_on=today, today=today,
    )  # fmt: skip


def _proposal(rule_id: str, number: int, law: Jurisdiction) -> Proposal:
    rule = law.rule(rule_id)
    language = "zh" if (get_language() or "zh").startswith("zh") else "en"
    words = ngettext(
        "The check of the books found %(number)s case of it.",
        "The check of the books found %(number)s cases of it.",
        number,
    )
    return Proposal(
        cluster=cluster_of(rule_id), rule=rule_id, severity=Severity.MAJOR, statement=Statement.BREACH,
        title=getattr(rule.title, language), description=words % {"number": number},
        article="; ".join(getattr(article, language) for article in rule.articles),
        ilo=rule.ilo,
    )  # fmt: skip
