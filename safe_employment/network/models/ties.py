"""Ties between employers, along which the message goes."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord


class TieKind(models.TextChoices):
    """The kinds of tie; only the first passes the message on by itself."""

    PASSES_MESSAGE = "passes_message", _("Passes the message to")
    CHAIN = "chain", _("Belongs to the same chain as")
    SUPPLIER = "supplier", _("Supplies")


@pghistory.track(exclude=["changed_at"])
class Tie(AssociationRecord):
    """A tie from one employer to another, from a day until another (that day not included)."""

    from_employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="ties_out", verbose_name=_("from employer")
    )
    to_employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="ties_in", verbose_name=_("to employer")
    )
    kind = models.CharField(_("kind"), max_length=14, choices=TieKind, default=TieKind.PASSES_MESSAGE)
    since = models.DateField(_("since"))
    ended_on = models.DateField(_("ended on"), null=True, blank=True)

    class Meta:
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_employer", "to_employer", "kind"],
                condition=Q(ended_on=None),
                name="tie_of_a_kind_once",
            ),
            models.CheckConstraint(
                condition=~Q(from_employer=F("to_employer")), name="tie_joins_two_employers"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="tie_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["association", "kind"], name="ties_by_kind")]

    def __str__(self) -> str:
        return f"{self.from_employer} → {self.to_employer}"
