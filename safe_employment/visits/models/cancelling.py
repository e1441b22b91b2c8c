"""Requests to cancel a visit that the draw chose: one asks, another decides."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Tone
from safe_employment.kit.models import AssociationRecord


class CancelState(models.TextChoices):
    """The states of a request to cancel a drawn visit."""

    ASKED = "asked", _("Asked, to be decided")
    CONFIRMED = "confirmed", pgettext_lazy("a request", "Confirmed")
    REFUSED = "refused", _("Refused")
    TAKEN_BACK = "taken_back", _("Taken back")
    LAPSED = "lapsed", pgettext_lazy("a request", "Over: the team set out")


DECIDED = (CancelState.CONFIRMED, CancelState.REFUSED)


@pghistory.track(exclude=["changed_at"])
class CancelRequest(AssociationRecord):
    """A request to cancel a drawn visit, which nobody drops alone.

    Who decides may not know whom the visit is for, so `reason` and `decision` name no employer. Until it is
    confirmed the visit stays as it is; where its team sets out, the request is over.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        CancelState.ASKED: "attention",
        CancelState.CONFIRMED: "ended",
        CancelState.REFUSED: "good",
        CancelState.TAKEN_BACK: "ended",
        CancelState.LAPSED: "ended",
    }

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="cancel_requests")
    state = models.CharField(
        _("state"), max_length=10, choices=CancelState, default=CancelState.ASKED, editable=False
    )
    reason = models.TextField(_("reason"), max_length=2000)
    asked_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    asked_on = models.DateField(_("asked on"))
    decided_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_on = models.DateField(_("decided on"), null=True)
    decision = models.TextField(pgettext_lazy("of a decision", "why"), max_length=2000, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(state="asked"), name="one_cancelling_asked_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="cancelling_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(
                    state__in=["confirmed", "refused"], decided_by__isnull=False, decided_on__isnull=False
                )
                & ~Q(decision="")
                | Q(state__in=["asked", "taken_back", "lapsed"], decided_by=None, decided_on=None),
                name="cancelling_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="cancelling_decided_by_another",
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="cancelling_stays", fields=["visit", "reason", "asked_by"])]

    def __str__(self) -> str:
        # Written into the audit log: a number tells nothing of the target.
        return self.visit.reference

    @property
    def is_asked(self) -> bool:
        """Whether it waits for a decision."""
        return self.state == CancelState.ASKED
