"""Typical employers: picked and trained as the core of the network that passes the message on."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord

if TYPE_CHECKING:
    from safe_employment.kit.marks import Tone


class TypicalState(models.TextChoices):
    """The states of a typical employer."""

    SELECTED = "selected", _("Selected")
    TRAINED = "trained", _("Trained")
    ENDED = "ended", _("Ended")


@pghistory.track(exclude=["changed_at"])
class TypicalEmployer(AssociationRecord):
    """An employer selected as a core of the network, from a day until it is ended (that day not included).

    `reach` (employers) is there when it was read `with_reach`.
    """

    TONES: ClassVar[dict[str, Tone]] = {"selected": "waiting", "trained": "good", "ended": "ended"}
    reach: int

    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        related_name="typical_selections",
        verbose_name=_("employer"),
    )
    selected_on = models.DateField(_("selected on"))
    why = models.CharField(
        _("why this one"),
        max_length=300,
        help_text=_("For example: well known in the trade, treats workers fairly, leads its street"),
    )
    trained_on = models.DateField(_("trained on"), null=True, blank=True, editable=False)
    workshop = models.ForeignKey(
        "training.Workshop",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="typical_employers",
        verbose_name=_("trained at"),
    )
    state = models.CharField(
        _("state"), max_length=8, choices=TypicalState, default=TypicalState.SELECTED, editable=False
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    ended_because = models.CharField(_("why it ended"), max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ["-selected_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=~Q(state=TypicalState.ENDED), name="typical_employer_once"
            ),
            models.CheckConstraint(
                condition=Q(state=TypicalState.ENDED, ended_on__isnull=False) & ~Q(ended_because="")
                | (~Q(state=TypicalState.ENDED) & Q(ended_on=None, ended_because="")),
                name="typical_employer_ended_with_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("selected_on")),
                name="typical_employer_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=~Q(state=TypicalState.TRAINED) | Q(trained_on__isnull=False),
                name="trained_typical_employer_has_the_day",
            ),
        ]
        indexes = [models.Index(fields=["association", "selected_on"], name="typical_employers_by_day")]

    def __str__(self) -> str:
        return str(self.employer)
