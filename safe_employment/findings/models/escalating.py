"""When a delay is told to whom: the association's own days, by severity."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.models.choices import Severity
from safe_employment.kit.models import AssociationRecord


def _in_order(sooner: str, later: str) -> Q:
    return Q(**{sooner: None}) | Q(**{later: None}) | Q(**{f"{sooner}__lte": F(later)})


@pghistory.track(exclude=["changed_at"])
class EscalationDays(AssociationRecord):
    """The steps of a delay for one severity. An empty step is left out; without a row: `deadlines.yaml`.

    The steps of harm that goes on hold for severities with a day of containment, and for proposals of them.
    """

    severity = models.CharField(_("severity"), max_length=13, choices=Severity)
    remind_before_days = models.PositiveSmallIntegerField(
        _("remind the owner so many days before"), null=True, blank=True
    )
    owner_every_days = models.PositiveSmallIntegerField(_("from the day on, the owner every so many days"))
    head_after_days = models.PositiveSmallIntegerField(
        _("the employer's head after so many days"), null=True, blank=True
    )
    manager_after_days = models.PositiveSmallIntegerField(
        _("the programme manager after so many days"), null=True, blank=True
    )
    board_after_days = models.PositiveSmallIntegerField(
        _("the board after so many days"), null=True, blank=True
    )
    harm_manager_after_days = models.PositiveSmallIntegerField(
        _("harm that goes on: the programme manager after so many days"), default=1
    )
    harm_board_after_days = models.PositiveSmallIntegerField(
        _("harm that goes on: the board after so many days"), default=2
    )

    class Meta:
        ordering = ["association", "severity"]
        constraints = [
            models.UniqueConstraint(fields=["association", "severity"], name="escalation_once_a_severity"),
            models.CheckConstraint(condition=Q(owner_every_days__gte=1), name="owner_not_more_than_daily"),
            models.CheckConstraint(
                condition=_in_order("head_after_days", "manager_after_days")
                & _in_order("manager_after_days", "board_after_days")
                & _in_order("head_after_days", "board_after_days"),
                name="escalation_steps_in_order",
            ),
            models.CheckConstraint(
                condition=Q(harm_manager_after_days__lte=F("harm_board_after_days")),
                name="harm_steps_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.get_severity_display()
