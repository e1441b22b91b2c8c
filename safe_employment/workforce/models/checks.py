"""Checks of an employer's own register: each run, and what it found."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Mark, Tone
from safe_employment.kit.models import AssociationRecord
from safe_employment.workforce.models.workers import Worker


class ResultLevel(models.TextChoices):
    """The four words of a result, which are never mixed."""

    BREACH = "breach", _("Breach of the law")
    WARNING = "warning", _("Possible breach")
    INFO = "info", _("Worth knowing")
    ALERT = "alert", _("Sign of forced labour")


class ResultState(models.TextChoices):
    """How a result stands after the last run."""

    NEW = "new", pgettext_lazy("a result", "New")
    STILL = "still", pgettext_lazy("a result", "Still there")
    GONE = "gone", pgettext_lazy("a result", "Gone")


LEVEL_TONES: dict[str, Tone] = {
    ResultLevel.BREACH: "urgent",
    ResultLevel.WARNING: "attention",
    ResultLevel.INFO: "plain",
    ResultLevel.ALERT: "urgent",
}


class CheckRun(AssociationRecord):
    """One check of an employer's register, from the month `first` to the month `last`.

    `counts` (by level), `rules` (by rule: found, cannot_tell), `owed` and `cannot_tell` never count what
    is confidential: whoever reads a run cannot tell whether there was any. `made_by` is null for the
    programme's own monthly run.
    """

    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="check_runs", verbose_name=_("employer")
    )
    ran_at = models.DateTimeField(_("checked at"))
    made_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("checked by")
    )
    first = models.DateField(_("from month"))
    last = models.DateField(_("to month"))
    as_of = models.DateField(_("as known on"))
    jurisdiction = models.CharField(_("law of"), max_length=40)
    counts = models.JSONField(default=dict)
    rules = models.JSONField(default=dict)
    owed = models.DecimalField(_("owed to workers"), max_digits=14, decimal_places=2, default=0)
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    cannot_tell = models.PositiveIntegerField(_("cannot be told"), default=0)

    class Meta:
        ordering = ["-ran_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=models.F("first")), name="run_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(counts__has_key="alert"), name="a_run_does_not_count_alerts"),
        ]
        indexes = [models.Index(fields=["employer", "-ran_at"], name="check_runs_of_employer")]

    def __str__(self) -> str:
        return f"{self.first:%Y-%m} – {self.last:%Y-%m}"


@pghistory.track(exclude=["changed_at", "explanation_zh", "explanation_en", "missing"])
class CheckResult(AssociationRecord):
    """Something a check found; a later run updates it, and marks it gone when it no longer finds it.

    The explanations keep the arithmetic as it was on the last run that found it. `confidential` is what
    the employer never sees: a sign of forced labour, and anything of a rule that only looks for signs.
    `ordinal` tells apart results of one rule about the same worker and time.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        ResultState.NEW: "attention",
        ResultState.STILL: "waiting",
        ResultState.GONE: "good",
    }

    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="check_results", verbose_name=_("employer")
    )
    rule = models.CharField(_("rule"), max_length=12)
    level = models.CharField(_("level"), max_length=7, choices=ResultLevel)
    confidential = models.BooleanField(default=False, editable=False)
    worker = models.ForeignKey(
        Worker,
        on_delete=models.CASCADE,
        related_name="check_results",
        verbose_name=_("worker"),
        null=True,
        blank=True,
    )
    period = models.DateField(_("month"), null=True, blank=True)
    day = models.DateField(_("day"), null=True, blank=True)
    ordinal = models.PositiveSmallIntegerField(default=0, editable=False)
    amount = models.DecimalField(
        _("owed to the worker"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    source_status = models.CharField(_("status of the source"), max_length=30, blank=True)
    explanation_zh = models.TextField(_("explanation in Chinese"))
    explanation_en = models.TextField(_("explanation in English"))
    articles = models.JSONField(_("articles"), default=list)
    ilo = models.JSONField(_("ILO indicators"), default=list)
    missing = models.JSONField(_("missing facts"), default=list)
    state = models.CharField(
        _("state"), max_length=5, choices=ResultState, default=ResultState.NEW, editable=False
    )
    times_back = models.PositiveSmallIntegerField(default=0, editable=False)
    first_seen = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="+")
    last_seen = models.ForeignKey(CheckRun, on_delete=models.PROTECT, related_name="+")
    finding = models.ForeignKey(
        "findings.Finding",
        on_delete=models.PROTECT,
        related_name="check_results",
        verbose_name=_("finding"),
        null=True,
        blank=True,
    )

    class Meta:
        ordering = ["employer", "rule", "worker", "period", "day", "ordinal"]
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "rule", "level", "worker", "period", "day", "ordinal"],
                nulls_distinct=False,
                name="check_result_once",
            ),
            models.CheckConstraint(
                condition=~Q(level="alert") | Q(confidential=True), name="an_alert_is_confidential"
            ),
            models.CheckConstraint(
                condition=Q(confidential=False) | Q(finding=None), name="no_finding_of_what_is_confidential"
            ),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="result_amount_not_negative"
            ),
        ]
        indexes = [
            models.Index(fields=["employer", "confidential", "state", "rule"], name="check_results_shown"),
            models.Index(
                fields=["employer", "rule", "id"],
                condition=Q(confidential=False),
                name="check_results_listed",
            ),
            models.Index(
                fields=["association", "rule", "employer"],
                condition=~Q(state="gone"),
                name="check_results_by_rule",
            ),
            models.Index(
                fields=["association", "employer"],
                condition=Q(confidential=True) & ~Q(state="gone"),
                name="check_results_confidential",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rule} #{self.pk}"

    @property
    def level_mark(self) -> Mark:
        """The level as a word and a shape."""
        return Mark(self.get_level_display(), LEVEL_TONES[self.level])
