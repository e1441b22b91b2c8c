"""More time for an action: asked by the employer, granted or refused with a reason."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings.models.actions import CorrectiveAction
from safe_employment.kit.marks import Tone
from safe_employment.kit.models import AssociationRecord


class PostponementState(models.TextChoices):
    """The states of a request for more time."""

    ASKED = "asked", _("Asked, to be decided")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")
    TAKEN_BACK = "taken_back", _("Taken back")


@pghistory.track(exclude=["changed_at"])
class Postponement(AssociationRecord):
    """A request for more time. `was_due_on` is the day it would move, `wanted_on` the day asked for.

    `granted_on` is the day that was given, which may be an earlier one. Who asked does not decide.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        PostponementState.ASKED: "waiting",
        PostponementState.GRANTED: "good",
        PostponementState.REFUSED: "attention",
        PostponementState.TAKEN_BACK: "ended",
    }

    action = models.ForeignKey(CorrectiveAction, on_delete=models.PROTECT, related_name="postponements")
    state = models.CharField(
        _("state"), max_length=10, choices=PostponementState, default=PostponementState.ASKED, editable=False
    )
    was_due_on = models.DateField(_("was due"))
    wanted_on = models.DateField(_("new day asked for"))
    reason = models.TextField(_("why more time is needed"), max_length=2000)
    asked_on = models.DateField(_("asked on"))
    asked_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("asked by")
    )
    granted_on = models.DateField(_("new day"), null=True)
    decided_on = models.DateField(_("decided on"), null=True)
    decided_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decision = models.TextField(pgettext_lazy("of a decision", "why"), max_length=2000, blank=True)

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["action"], condition=Q(state="asked"), name="one_postponement_asked_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="postponement_gives_its_reason"),
            models.CheckConstraint(
                condition=Q(wanted_on__gt=F("was_due_on")), name="postponement_is_to_a_later_day"
            ),
            models.CheckConstraint(
                condition=Q(asked_on__lte=F("was_due_on")), name="postponement_asked_before_it_is_late"
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["granted", "refused"], decided_by__isnull=False, decided_on__isnull=False
                )
                & ~Q(decision="")
                | Q(state__in=["asked", "taken_back"], decided_by=None, decided_on=None),
                name="postponement_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="granted", granted_on__isnull=False)
                | ~Q(state="granted") & Q(granted_on=None),
                name="granted_postponement_has_its_day",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="asker_does_not_decide"
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="request_stays", fields=["action", "wanted_on", "reason"])]

    def __str__(self) -> str:
        return f"{self.action_id} · {self.get_state_display()}"

    @property
    def is_asked(self) -> bool:
        """Whether it waits for a decision."""
        return self.state == PostponementState.ASKED
