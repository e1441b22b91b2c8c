"""How a worker came to the job, what it cost them, and which papers were seen."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord
from safe_employment.workforce.models.agencies import RecruitmentAgency
from safe_employment.workforce.models.choices import Answer, Channel, FeeReceiver, Paper
from safe_employment.workforce.models.workers import Worker

# Names and phones of third persons stay out of the row history, which is never emptied.
NOT_IN_HISTORY = ["changed_at", "recruiter", "recruiter_contact", "travelled_with", "origin", "remarks"]


@pghistory.track(exclude=NOT_IN_HISTORY)
class Recruitment(AssociationRecord):
    """How one worker was recruited. Money is in `currency`; nothing here is refused, only recorded.

    `agency` is of the association's register; an agency that it does not know is written as
    `agency_name`, with the licence that the employer says it has.
    """

    worker = models.OneToOneField(
        Worker, on_delete=models.CASCADE, related_name="recruitment", verbose_name=_("worker")
    )
    channel = models.CharField(_("how they came"), max_length=14, choices=Channel)
    agency = models.ForeignKey(
        RecruitmentAgency,
        on_delete=models.PROTECT,
        related_name="recruitments",
        verbose_name=pgettext_lazy("recruitment", "agency"),
        null=True,
        blank=True,
    )
    agency_name = models.CharField(_("agency as written"), max_length=160, blank=True)
    agency_licence_no = models.CharField(_("licence as written"), max_length=60, blank=True)
    agency_licence_from = models.DateField(_("licence as written, from"), null=True, blank=True)
    agency_licence_to = models.DateField(_("licence as written, until"), null=True, blank=True)
    recruiter = models.CharField(_("who recruited them"), max_length=80, blank=True)
    recruiter_contact = models.CharField(_("the recruiter's phone"), max_length=40, blank=True)
    origin = models.CharField(_("from where they came"), max_length=160, blank=True)
    arrived_in_group = models.CharField(
        _("came together with others"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    travelled_with = models.CharField(_("who travelled with them"), max_length=160, blank=True)
    recruitment_fee = models.DecimalField(
        _("paid by the worker for the job"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    fee_paid_to = models.CharField(_("paid to"), max_length=8, choices=FeeReceiver, blank=True)
    fee_repaid_on = models.DateField(_("paid back on"), null=True, blank=True)
    debt_to_employer = models.DecimalField(
        _("debt or advance to be worked off"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    promise_kept = models.CharField(
        _("the job is what was promised"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    remarks = models.CharField(pgettext_lazy("a promise", "what was different"), max_length=300, blank=True)

    class Meta:
        ordering = ["worker"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agency=None) | Q(agency_name=""), name="agency_known_or_as_written"
            ),
            models.CheckConstraint(
                condition=Q(agency=None)
                | Q(agency_licence_no="", agency_licence_from=None, agency_licence_to=None),
                name="licence_known_or_as_written",
            ),
            models.CheckConstraint(
                condition=Q(recruitment_fee=None) | Q(recruitment_fee__gte=0),
                name="recruitment_fee_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(debt_to_employer=None) | Q(debt_to_employer__gte=0), name="debt_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(recruitment_fee__gt=0) | Q(recruitment_fee=None) | ~Q(fee_paid_to=""),
                name="fee_was_paid_to_someone",
            ),
            models.CheckConstraint(
                condition=Q(fee_repaid_on=None) | Q(recruitment_fee__gt=0), name="only_a_fee_is_paid_back"
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="recruitment_currency_is_three_letters"
            ),
        ]
        indexes = [
            models.Index(
                fields=["association", "recruiter_contact"],
                condition=~Q(recruiter_contact=""),
                name="recruitments_by_recruiter",
            ),
        ]

    def __str__(self) -> str:
        return str(self.worker)


@pghistory.track(exclude=["changed_at", "seen_by"])
class PaperSeen(AssociationRecord):
    """A paper that was looked at and handed back. No copy, picture or number of it is ever kept."""

    worker = models.ForeignKey(
        Worker, on_delete=models.CASCADE, related_name="papers_seen", verbose_name=_("worker")
    )
    kind = models.CharField(_("paper"), max_length=20, choices=Paper)
    seen_on = models.DateField(_("seen on"))
    seen_by = models.CharField(_("seen by"), max_length=80)

    class Meta:
        ordering = ["worker", "-seen_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(seen_by=""), name="paper_seen_by_someone")]

    def __str__(self) -> str:
        return f"{self.worker} {self.kind}"
