"""Jobs that employers pledge to people of sending areas, and how many of them were filled."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord


class LegalChannel(models.TextChoices):
    """The legal channels by which people are hired."""

    LICENSED_AGENCY = "licensed_agency", _("Licensed employment agency")
    LABOUR_BUREAU = "labour_bureau", _("Labour bureau")
    DIRECT = "direct", _("Directly by the employer")


@pghistory.track(exclude=["changed_at"])
class JobPledge(AssociationRecord):
    """Jobs of one post that an employer pledges to fill through a legal channel.

    `filled` is the sum of its fillings, kept here so that the database itself refuses more than was
    pledged; only the commands of fillings write it. Wages are monthly, in yuan.
    """

    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        related_name="job_pledges",
        verbose_name=_("employer"),
    )
    trip = models.ForeignKey(
        "opportunities.FieldTrip",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="pledges",
        verbose_name=_("on the field trip"),
    )
    pledged_on = models.DateField(_("pledged on"))
    post = models.CharField(pgettext_lazy("a job", "post"), max_length=120)
    jobs = models.PositiveIntegerField(_("jobs pledged"))
    wage_from = models.DecimalField(
        _("monthly wage from (yuan)"), max_digits=9, decimal_places=2, null=True, blank=True
    )
    channel = models.CharField(_("legal channel"), max_length=16, choices=LegalChannel)
    agency_name = models.CharField(
        _("agency and its licence"),
        max_length=160,
        blank=True,
        help_text=_("Which agency, with the number of its licence; needed when an agency hires"),
    )
    filled = models.PositiveIntegerField(_("jobs filled"), default=0, editable=False)

    class Meta:
        ordering = ["-pledged_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(jobs__gte=1), name="pledge_has_jobs"),
            models.CheckConstraint(condition=Q(filled__lte=F("jobs")), name="not_more_filled_than_pledged"),
            models.CheckConstraint(
                condition=Q(wage_from=None) | Q(wage_from__gt=0), name="pledged_wage_is_positive"
            ),
            models.CheckConstraint(
                condition=~Q(channel=LegalChannel.LICENSED_AGENCY) | ~Q(agency_name=""),
                name="pledge_names_its_licensed_agency",
            ),
        ]
        indexes = [models.Index(fields=["association", "pledged_on"], name="pledges_by_day")]

    def __str__(self) -> str:
        return f"{self.post} · {self.employer}"

    @property
    def open_jobs(self) -> int:
        """Jobs pledged and not filled yet."""
        return self.jobs - self.filled


@pghistory.track(exclude=["changed_at"])
class Filling(AssociationRecord):
    """Jobs of a pledge that were filled, as reported on a day."""

    pledge = models.ForeignKey(
        JobPledge, on_delete=models.PROTECT, related_name="fillings", verbose_name=_("pledge")
    )
    filled = models.PositiveIntegerField(_("jobs filled"))
    reported_on = models.DateField(pgettext_lazy("jobs filled", "reported on"))
    women = models.PositiveIntegerField(_("of them women"), null=True, blank=True)

    class Meta:
        ordering = ["-reported_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(filled__gte=1), name="filling_has_jobs"),
            models.CheckConstraint(
                condition=Q(women=None) | Q(women__lte=F("filled")), name="filling_women_not_more_than_filled"
            ),
        ]
        indexes = [models.Index(fields=["association", "reported_on"], name="fillings_by_day")]

    def __str__(self) -> str:
        return f"{self.pledge} · {self.reported_on:%Y-%m-%d}"
