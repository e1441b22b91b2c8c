"""Ties between the association's people and employers: nobody judges where they are tied."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord


class TieKind(models.TextChoices):
    """The kinds of tie that keep a person away."""

    OWNER = "owner", _("Owner or shareholder")
    RELATIVE = "relative", _("Relative of owner or manager")
    FORMER_JOB = "former_job", _("Worked there")
    SUPPLIER = "supplier", _("Supplier or customer")
    NEIGHBOUR = "neighbour", _("Neighbour")


@pghistory.track(exclude=["changed_at"])
class Tie(AssociationRecord):
    """A declared tie, from a day until it is ended (half-open)."""

    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="ties", verbose_name=_("person")
    )
    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="ties", verbose_name=_("employer")
    )
    kind = models.CharField(_("kind of tie"), max_length=10, choices=TieKind)
    note = models.CharField(_("note"), max_length=300, blank=True)
    declared_on = models.DateField(_("declared on"))
    ended_on = models.DateField(pgettext_lazy("a tie", "ended on"), null=True, blank=True)

    class Meta:
        ordering = ["person", "employer"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "employer", "kind"], condition=Q(ended_on=None), name="tie_declared_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("declared_on")), name="tie_not_ended_before"
            ),
        ]
        indexes = [models.Index(fields=["employer", "person"], name="ties_of_employer")]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()}"

    @property
    def is_active(self) -> bool:
        """Whether it still keeps the person away."""
        return self.ended_on is None
