"""The words of findings: sources, clusters, severities, statements, what they rest on, causes, states."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Tone


class SourceKind(models.TextChoices):
    """Where a finding comes from."""

    VISIT = "visit", _("Visit")
    CHECK = "check", _("Check of the books")
    REPORT = "report", _("Confidential report")
    OTHER = "other", _("Other")


class Cluster(models.TextChoices):
    """The twelve clusters of the checklist."""

    A = "A", _("A Management and policy")
    B = "B", _("B Recruitment and hiring")
    C = "C", _("C Contracts and documents")
    D = "D", _("D Age and young workers")
    E = "E", _("E Women and equality")
    F = "F", _("F Working hours and rest")
    G = "G", _("G Wages and deductions")
    H = "H", _("H Freedom of movement, discipline and treatment")
    I = "I", _("I Dormitory and living conditions")  # noqa: E741 - the letter of the cluster
    J = "J", _("J Safety and health")
    K = "K", _("K Social insurance; dispatched, student, foreign and older workers")
    L = "L", _("L Voice, complaints and leaving")


class Severity(models.TextChoices):
    """How soon it must be corrected."""

    GOOD_PRACTICE = "good_practice", _("Good practice")
    MINOR = "minor", _("Minor")
    MAJOR = "major", _("Major")
    CRITICAL = "critical", _("Critical")

    @classmethod
    def from_gravest(cls) -> list[Severity]:
        """Return the severities in the order in which every list, chart and choice shows them."""
        return list(reversed(cls))


GRAVEST_FIRST = [(severity.value, severity.label) for severity in Severity.from_gravest()]


class Statement(models.TextChoices):
    """What is said: four different words that are never mixed."""

    BREACH = "breach", _("Breach of the law")
    POSSIBLE_BREACH = "possible_breach", _("Possible breach")
    INDICATOR = "indicator", _("Indicator of forced labour")
    GOOD_PRACTICE = "good_practice", _("Good-practice wish")


# From the lightest word to the gravest: whoever makes less of a finding is not who found it.
LIGHTEST_FIRST = (
    Statement.GOOD_PRACTICE, Statement.POSSIBLE_BREACH, Statement.BREACH, Statement.INDICATOR,
)  # fmt: skip


class Basis(models.TextChoices):
    """What a finding rests on: the law with its article, or a rule of the programme. Never mixed."""

    LAW = "law", _("Law")
    PROGRAMME = "programme", _("Programme rule")


class RootCause(models.TextChoices):
    """Why it came about: a short list, with words beside it."""

    RULE_NOT_KNOWN = "rule_not_known", _("The rule was not known")
    NOBODY_IN_CHARGE = "nobody_in_charge", _("Nobody was in charge of it")
    NO_RECORDS = "no_records", _("Records were missing or wrong")
    COST = "cost", _("Cost, or pressure of orders")
    RECRUITER = "recruiter", _("A recruiter or another firm did it")
    SUPERVISOR = "supervisor", _("A supervisor acted on their own")
    ON_PURPOSE = "on_purpose", _("It was done on purpose")
    OTHER = "other", pgettext_lazy("a root cause", "Other")


class FindingState(models.TextChoices):
    """The states of a finding."""

    OPEN = "open", pgettext_lazy("a finding", "Open")
    CORRECTING = "correcting", _("Being corrected")
    DONE = "done", _("Corrected, to be verified")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("a finding", "Withdrawn")


OVER = (FindingState.CLOSED, FindingState.WITHDRAWN)
SEVERITY_TONES: dict[str, Tone] = {
    Severity.GOOD_PRACTICE: "plain",
    Severity.MINOR: "plain",
    Severity.MAJOR: "attention",
    Severity.CRITICAL: "urgent",
}
