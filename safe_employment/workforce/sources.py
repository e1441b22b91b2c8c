"""Findings that come from a check: where they lead back to, and when they may be verified."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from safe_employment.findings.corrections import tell_corrected
from safe_employment.findings.models import Finding, SourceKind
from safe_employment.findings.sources import Source, name_source
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.kit.writing import day_text
from safe_employment.workforce.importing import errors
from safe_employment.workforce.models import CheckResult, CheckRun, ResultLevel, ResultState
from safe_employment.workforce.policies import READ_RESULTS, SEE_COUNTS

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def _result(source_id: str) -> CheckResult | None:
    if not source_id.isdigit():
        return None
    return CheckResult.objects.filter(pk=int(source_id), confidential=False).first()


def named(by: Actor, source_id: str) -> Source | None:
    """Return the result as the actor may know it: a case officer opens it, others see the counts."""
    words = str(SourceKind.CHECK.label)
    found = _result(source_id)
    if found is None or found.association_id != by.home.pk:
        return _run_named(by, source_id, words)
    words = gettext("%(source)s, rule %(rule)s") % {"source": words, "rule": found.rule}
    if can(by, READ_RESULTS) or can(by, SEE_COUNTS):
        return Source(words, address(by, "workforce:case_results", pk=found.employer_id))
    return Source(words)


def _run_named(by: Actor, source_id: str, words: str) -> Source:
    """Return the check itself, for a finding that stands for all cases of a rule."""
    key = source_id.removeprefix("run.") if source_id.startswith("run.") else ""
    run = CheckRun.objects.filter(pk=int(key), association=by.home).first() if key.isdigit() else None
    if run is None or not (can(by, READ_RESULTS) or can(by, SEE_COUNTS)):
        return Source(words)
    return Source(words, address(by, "workforce:case_results", pk=run.employer_id))


def check_gone(finding: Finding) -> None:
    """Let a correction be verified only when the last check of the register no longer finds the result.

    Raises ProgrammeError CHECK_RESULT_STILL_THERE.
    """
    found = _result(finding.source_id)
    if found is None:
        standing = _still_there(finding)
    else:
        standing = found.rule if found.state != ResultState.GONE else ""
    if not standing:
        return
    last = CheckRun.objects.filter(employer_id=finding.employer_id).first()
    day = day_text(last.ran_at.date()) if last else "—"
    raise ProgrammeError(errors.RESULT_STILL_THERE, {"day": day, "rule": standing})


def _still_there(finding: Finding) -> str:
    """Return the rule of a finding that stands for all its cases, while the books still show one."""
    cases = CheckResult.objects.filter(
        employer=finding.employer_id, rule=finding.rule, level=ResultLevel.BREACH, confidential=False
    )
    return finding.rule if finding.rule and cases.exclude(state=ResultState.GONE).exists() else ""


name_source(SourceKind.CHECK, named)
tell_corrected(SourceKind.CHECK, check_gone)
