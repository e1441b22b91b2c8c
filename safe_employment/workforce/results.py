"""Reading what checks found: the doorways. What is confidential is read by case officers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Subquery

from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of, own_records
from safe_employment.members.queries import own_employers
from safe_employment.workforce.models import CheckResult, CheckRun, ResultLevel, ResultState
from safe_employment.workforce.policies import (
    CHECK_REGISTER,
    MAKE_FINDINGS,
    READ_RESULTS,
    SEE_ALERTS,
    SEE_COUNTS,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

ORDER = (ResultLevel.BREACH, ResultLevel.WARNING, ResultLevel.INFO)


def results_for(by: Actor) -> QuerySet[CheckResult]:
    """Return the results the actor may read one by one: their own employers', or for a case all.

    Never what is confidential: that has a doorway of its own, `signs_for`.
    """
    rows = CheckResult.objects.filter(confidential=False).select_related("employer", "worker", "finding")
    if can(by, READ_RESULTS):
        return own_records(rows, by, READ_RESULTS)
    if by.association is None:
        return rows.none()
    return rows.filter(association=by.association, employer__in=own_employers(by, CHECK_REGISTER))


def result_for(by: Actor, pk: int) -> CheckResult:
    """Return one result that the actor may read. Raises Hidden."""
    return one_of(results_for(by), pk)


def with_last_run(results: QuerySet[CheckResult], employer: Employer) -> QuerySet[Any]:
    """Add `last_run`, the key of an employer's last check, to the employer's results.

    What does not stand in the last check and is not gone is about a month or a person that the checks no
    longer reach (they look at twelve months): nobody knows whether it was put right.
    """
    last = CheckRun.objects.filter(employer=employer).order_by("-ran_at", "-pk").values("pk")[:1]
    return results.annotate(last_run=Subquery(last)).select_related("last_seen")


def in_last_run(results: QuerySet[CheckResult], employer: Employer) -> QuerySet[Any]:
    """Return the results that an employer's last check found: what counts this month."""
    return with_last_run(results, employer).filter(last_seen=F("last_run"))


def not_looked_at(results: QuerySet[CheckResult], employer: Employer) -> QuerySet[Any]:
    """Return the results that stood when they were last looked at, before an employer's last check."""
    found = with_last_run(results, employer).exclude(state=ResultState.GONE)
    return found.exclude(last_seen=F("last_run"))


def signs_for(by: Actor, employer: Employer) -> QuerySet[CheckResult]:
    """Return the signs of forced labour that the checks of an employer's books raised."""
    rows = CheckResult.objects.filter(employer=employer, confidential=True).exclude(state=ResultState.GONE)
    return own_records(with_last_run(rows, employer).select_related("worker", "last_seen"), by, SEE_ALERTS)


def runs_for(by: Actor, employer: Employer) -> QuerySet[CheckRun]:
    """Return the runs of an employer, the last first."""
    rows = CheckRun.objects.filter(employer=employer).select_related("made_by")
    if can(by, SEE_COUNTS):
        return own_records(rows, by, SEE_COUNTS)
    return rows.filter(association=by.association, employer__in=own_employers(by, CHECK_REGISTER))


def explained(result: CheckResult, language: str) -> str:
    """Return the explanation in a language (zh, en)."""
    return result.explanation_zh if language == "zh" else result.explanation_en


def counts_by_rule(by: Actor, employer: Employer) -> list[tuple[str, str, int]]:
    """Return (rule, level, how many results of the last check): what the association's staff see."""
    rows = in_last_run(CheckResult.objects.filter(employer=employer, confidential=False), employer)
    counted = own_records(rows, by, SEE_COUNTS).order_by("rule", "level").values("rule", "level")
    return list(counted.annotate(n=Count("pk")).values_list("rule", "level", "n"))


def may_make_findings(by: Actor) -> bool:
    """Whether the actor may make findings of results."""
    return can(by, MAKE_FINDINGS)
