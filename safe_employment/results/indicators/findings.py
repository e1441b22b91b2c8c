"""Indicators of findings and their correction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings import queries
from safe_employment.findings.models import Cluster, Severity, SourceKind, Statement
from safe_employment.findings.policies import SEE_FINDINGS
from safe_employment.results.indicators.base import Cut, Indicator, words_of, yes_no
from safe_employment.results.indicators.groups import UNITS

if TYPE_CHECKING:
    from safe_employment.findings.models import CorrectiveAction, Finding


def _finding(record: Finding) -> str:
    return f"{record.reference} · {record.employer} · {record.title}"


def _action(record: CorrectiveAction) -> str:
    return f"{record.finding.reference} · {record.finding.employer} · {record.what}"


BY_SEVERITY = Cut("severity", _("Severity"), "finding__severity", words_of(Severity), Severity.from_gravest())

FINDINGS = (
    Indicator(
        key="findings",
        group="visits",
        name=pgettext_lazy("an indicator", "Findings"),
        definition=_("What was found at employers that must be corrected or could be better."),
        unit=UNITS["findings"],
        how_counted=_(
            "Every finding is counted once, by the day on which it was found. Withdrawn findings "
            "do not count; one that came back and was opened again stays one finding."
        ),
        room="findings",
        records=queries.findings_found,
        on="found_on",
        label=_finding,
        permission=SEE_FINDINGS,
        opened_by=queries.findings_for,
        route="findings:finding",
        related=("employer",),
        cuts=(
            Cut("severity", _("Severity"), "severity", words_of(Severity), Severity.from_gravest()),
            Cut("statement", _("What is said"), "statement", words_of(Statement)),
            Cut("cluster", _("Cluster of the checklist"), "cluster", words_of(Cluster)),
            Cut("source", _("Source"), "source_kind", words_of(SourceKind)),
            Cut("recurred", _("Came back"), "recurred", yes_no),
        ),
    ),
    Indicator(
        key="actions_verified",
        group="visits",
        name=_("Corrective actions verified"),
        definition=_("Corrective actions that someone other than finder and doer looked at and found done."),
        unit=UNITS["actions"],
        how_counted=_(
            "Every corrective action with the state verified is counted once, by the day of the "
            "verification. Actions that were only reported done do not count."
        ),
        room="findings",
        records=queries.actions_verified,
        on="verified_on",
        label=_action,
        permission=SEE_FINDINGS,
        opened_by=queries.actions_for,
        route="findings:finding",
        route_path="finding_id",
        related=("finding__employer",),
        cuts=(BY_SEVERITY,),
    ),
    Indicator(
        key="actions_verified_in_time",
        group="visits",
        name=_("Corrective actions done in time"),
        definition=_("Of the verified corrective actions those that were done by the day first agreed."),
        unit=UNITS["actions"],
        how_counted=_(
            "As the verified corrective actions, but only those that were done on or before the "
            "day that was agreed first. More time that was given later does not help."
        ),
        room="findings",
        records=queries.actions_verified_in_time,
        on="verified_on",
        label=_action,
        permission=SEE_FINDINGS,
        opened_by=queries.actions_for,
        route="findings:finding",
        route_path="finding_id",
        related=("finding__employer",),
        share_of="actions_verified",
        cuts=(BY_SEVERITY,),
    ),
)
