"""Employers who advocate the recommendation."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct.models.recommendations import Recommendation
from safe_employment.kit.models import AssociationRecord


class AdvocacyWay(models.TextChoices):
    """How an employer advocates."""

    SIGNED = "signed", _("Signed it in public")
    DISPLAYS = "displays", _("Displays it at the workplace")
    PASSES_ON = "passes_on", _("Passes copies on")
    SPEAKS = "speaks", _("Speaks for it to other employers")
    OTHER = "other", _("In another way")


class AdvocacyState(models.TextChoices):
    """The states of an advocacy."""

    ACTIVE = "active", _("Advocating")
    ENDED = "ended", _("Ended")


@pghistory.track(exclude=["changed_at"])
class Advocacy(AssociationRecord):
    """An employer advocates the recommendation, from a day until it is ended."""

    TONES = {"active": "good", "ended": "ended"}

    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="advocacies", verbose_name=_("employer")
    )
    recommendation = models.ForeignKey(
        Recommendation,
        on_delete=models.PROTECT,
        related_name="advocacies",
        verbose_name=_("recommendation"),
    )
    since = models.DateField(_("since"))
    way = models.CharField(_("how"), max_length=9, choices=AdvocacyWay)
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=6, choices=AdvocacyState, default=AdvocacyState.ACTIVE, editable=False
    )
    ended_on = models.DateField(_("ended on"), null=True, blank=True, editable=False)
    end_reason = models.CharField(_("why it ended"), max_length=500, blank=True, editable=False)

    class Meta:
        ordering = ["-since", "-pk"]
        verbose_name = _("advocacy")
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(state="active"), name="employer_advocates_once"
            ),
            models.CheckConstraint(
                condition=Q(state="active", ended_on=None, end_reason="")
                | (Q(state="ended", ended_on__isnull=False) & ~Q(end_reason="")),
                name="advocacy_ended_with_day_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("since")), name="advocacy_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["association", "state", "-since"], name="advocacies_by_day")]

    def __str__(self) -> str:
        return str(self.employer)
