"""What the invented visits tell must hold together: text and findings, days and states, report and outcome.

Each function returns what does not, in words; nothing of it is a rule of the product.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from safe_employment.findings.models import ActionState, CorrectiveAction, Finding, FindingState
from safe_employment.visits.models import NOBODY_MET, REPORTED, Outcome, Visit, VisitState
from safe_employment.visits.progress import adverse_without_finding

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.models import Association

TO_COME = (VisitState.DRAWN, VisitState.SEALED, VisitState.POSTPONED)
NOTHING_FOUND, SOMETHING_FOUND = "未见需要整改的问题", ("发现的问题", "商定", "改正")
ON_SITE = "到店"
AGAIN = "上次拒绝"


def in_order(*days: date | None) -> bool:
    """Whether the days that are known follow each other."""
    return all(one <= other for one, other in pairwise([day for day in days if day is not None]))


def odd_visits(home: Association, today: date) -> list[str]:
    """Return what does not hold together about visits."""
    odd = []
    for visit in Visit.objects.filter(association=home).select_related("employer").order_by("pk"):
        findings = list(Finding.objects.filter(source_kind="visit", source_id=str(visit.pk)).order_by("pk"))
        told = [*_report(visit, findings), *_days(visit, today), *_outcome(visit, findings)]
        if AGAIN in visit.why and not _refused_before(visit):
            told.append("is planned again, but was not refused before")
        team = set(visit.team.values_list("person", flat=True))
        for finding in findings:
            if (finding.employer_id, finding.found_on) != (visit.employer_id, visit.visited_on):
                told.append(f"{finding.reference} was found elsewhere or on another day")
            if visit.outcome == Outcome.HELD and finding.found_by_id not in team:
                told.append(f"{finding.reference} was found by someone who was not there")
        odd += [f"{visit.reference} {words}" for words in told]
    return odd


def _report(visit: Visit, findings: list[Finding]) -> list[str]:
    if bool(visit.report) != (visit.state in REPORTED and visit.outcome == Outcome.HELD):
        return [f"is {visit.state}, its outcome {visit.outcome!r}, and its report {visit.report[:20]!r}"]
    if not visit.report:
        return []
    told = [f"does not tell of {each.reference}" for each in findings if each.title not in visit.report]
    if findings and NOTHING_FOUND in visit.report:
        told.append("says that nothing was found")
    if not findings and any(words in visit.report for words in SOMETHING_FOUND):
        told.append(f"speaks of findings and has none: {visit.report}")
    agreed = CorrectiveAction.objects.filter(finding__in=findings, agreed_on__lte=visit.reported_on)
    if "已与店主商定" in visit.report and agreed.values("finding").distinct().count() < len(findings):
        told.append("says that all is agreed, and it is not")
    return told


def _days(visit: Visit, today: date) -> list[str]:
    told = []
    if not in_order(visit.visited_on, visit.reported_on, visit.reviewed_on, visit.closed_on, today):
        told.append("has its days in another order, or in the future")
    if visit.reported_on and visit.visited_on and (visit.reported_on - visit.visited_on).days > 30:
        told.append("was reported after thirty days")
    if visit.state in TO_COME and (visit.visited_on or (visit.planned_on and visit.planned_on < today)):
        told.append("is to come, but its day is over")
    if visit.state in REPORTED and not visit.reported_on and visit.outcome not in NOBODY_MET:
        told.append("is reported without a day")
    return told


def _outcome(visit: Visit, findings: list[Finding]) -> list[str]:
    told = []
    if visit.outcome not in ("", Outcome.HELD):
        if not visit.reason:
            told.append("was not held and says not why")
        if visit.outcome == Outcome.REFUSED and not (findings and visit.return_by):
            told.append("was refused without a finding or a day to return by")
    if visit.state in REPORTED and adverse_without_finding(visit):
        told.append("has an adverse answer without a finding")
    answered = dict(visit.answers.values_list("question", "answer"))
    told += [
        f"{each.reference} is of a question that was answered otherwise"
        for each in findings
        if each.question and each.question not in answered
    ]
    return told


def _refused_before(visit: Visit) -> bool:
    before = Visit.objects.filter(employer=visit.employer, outcome=Outcome.REFUSED)
    return before.filter(visited_on__lt=visit.planned_on).exists()


def odd_findings(home: Association, today: date) -> list[str]:
    """Return what does not hold together about findings and their correction."""
    odd = []
    for finding in Finding.objects.filter(association=home).prefetch_related("actions").order_by("pk"):
        actions = list(finding.actions.all())
        verified = [each.verified_on for each in actions if each.verified_on]
        told = [words for action in actions for words in _correction(action, finding, today)]
        if not in_order(finding.found_on, finding.shared_on, today):
            told.append("was told before it was found, or in the future")
        if finding.closed_on and not in_order(finding.found_on, *sorted(verified), finding.closed_on, today):
            told.append("was closed before it was verified")
        if finding.state == FindingState.CLOSED and finding.contain_by and not finding.contained_at:
            told.append("was critical and closed, and nobody stopped the harm")
        odd += [f"{finding.reference} {words}" for words in told]
    return odd


def _correction(action: CorrectiveAction, finding: Finding, today: date) -> list[str]:
    told = []
    if not in_order(finding.found_on, action.agreed_on, action.done_on, action.verified_on, today):
        told.append("was agreed, done or verified in another order, or in the future")
    if action.due_on < action.agreed_on:
        told.append("was due before it was agreed")
    if finding.found_by_id in (action.verified_by_id, action.owner_person_id):
        told.append("was verified or corrected by its finder")
    if (action.state == ActionState.VERIFIED) != bool(action.verified_on):
        told.append("is verified without a day, or has a day without being verified")
    last = action.steps.filter(kind="verified").last()
    if last is not None and ON_SITE in last.text and action.verified_how != "site":
        told.append("was looked at on site, and says by records")
    return told
