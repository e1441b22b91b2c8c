"""A worker: a person whom one employer employs at one workplace, from a day until a day."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.engines.identifiers import age_on
from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.sealed import DigestField, SealedField
from safe_employment.workforce.models.agencies import RecruitmentAgency
from safe_employment.workforce.models.choices import Answer, EmploymentForm, Hazard, IdType, Paper, Sex
from safe_employment.workforce.models.choices_of_law import HoursSystem, InsuranceExemption, PostKind
from safe_employment.workforce.models.told import known_none_field

if TYPE_CHECKING:
    from datetime import date

# What would lead to a person is kept out of the row history, which cannot be emptied afterwards.
NOT_IN_HISTORY = [
    "changed_at", "staff_no", "name", "sex", "birth_date", "id_type", "id_number", "id_number_digest",
    "nationality", "household_address", "household_code", "hukou_rural", "current_address", "phone", "post",
    "bank_account", "bank_account_digest", "speaks_language",
]  # fmt: skip
# The first eight bytes of the keyed hash as a range of one number: no extension is needed for equality.
SAME_NUMBER = (
    "int8range(('x' || encode(substr(%(expressions)s, 1, 8), 'hex'))::bit(64)::bigint,"
    " ('x' || encode(substr(%(expressions)s, 1, 8), 'hex'))::bit(64)::bigint, '[]')"
)


@pghistory.track(exclude=NOT_IN_HISTORY)
class Worker(AssociationRecord):
    """One spell of employment. Who comes back has a second record; their spells never overlap.

    `leave_date` is the first day on which they no longer worked there (half-open). The record is called
    by its number, never by its name, wherever it is not the register itself: in logs and the audit.
    """

    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="workers", verbose_name=_("employer")
    )
    workplace = models.ForeignKey(
        "members.Workplace",
        on_delete=models.PROTECT,
        related_name="workers",
        verbose_name=_("workplace"),
        null=True,
        blank=True,
    )
    work_district = models.CharField(
        _("district of work, where it is none of the workplaces"), max_length=6, blank=True
    )
    staff_no = models.CharField(_("staff number"), max_length=30, blank=True)
    name = models.CharField(_("name"), max_length=80)
    sex = models.CharField(_("sex"), max_length=1, choices=Sex)
    birth_date = models.DateField(_("birth date"))
    id_type = models.CharField(
        _("identity document"), max_length=20, choices=IdType, default=IdType.RESIDENT_ID
    )
    id_number = SealedField(_("number of the document"), purpose="identity_number", digest="id_number_digest")
    id_number_digest = DigestField()
    nationality = models.CharField(_("nationality"), max_length=2, default="CN")
    household_address = models.CharField(_("household registration"), max_length=200, blank=True)
    household_code = models.CharField(_("district of the household registration"), max_length=6, blank=True)
    hukou_rural = models.CharField(_("rural household"), max_length=7, choices=Answer, default=Answer.UNKNOWN)
    current_address = models.CharField(_("current address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    in_dormitory = models.BooleanField(_("lives in the employer's dormitory"), default=False)
    employment_form = models.CharField(_("form of employment"), max_length=10, choices=EmploymentForm)
    post = models.CharField(pgettext_lazy("a job", "post"), max_length=80)
    post_hazard_tags = ArrayField(
        models.CharField(max_length=20, choices=Hazard),
        verbose_name=_("hazards of the post"),
        null=True,
        blank=True,
    )
    post_kind = models.CharField(
        _("kind of the dispatched post"), max_length=10, choices=PostKind, blank=True
    )
    hours_system = models.CharField(_("hours system"), max_length=13, choices=HoursSystem, blank=True)
    speaks_language = models.CharField(
        _("understands the language of the contract"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    documents_held = ArrayField(
        models.CharField(max_length=20, choices=Paper),
        verbose_name=_("papers of the worker held"),
        null=True,
        blank=True,
    )
    agreement_signed_on = models.DateField(_("work agreement signed on"), null=True, blank=True)
    hire_date = models.DateField(_("first day of work"))
    leave_date = models.DateField(_("first day no longer at work"), null=True, blank=True, editable=False)
    dispatch_agency = models.ForeignKey(
        RecruitmentAgency,
        on_delete=models.PROTECT,
        related_name="dispatched_workers",
        verbose_name=_("dispatching company"),
        null=True,
        blank=True,
    )
    bank_account = SealedField(_("account for wages"), purpose="bank_account", digest="bank_account_digest")
    bank_account_digest = DigestField()
    account_holder_is_worker = models.CharField(
        _("the account is the worker's own"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    si_registered_on = models.DateField(_("registered for social insurance on"), null=True, blank=True)
    si_exempt = models.CharField(
        _("need not be registered because"), max_length=17, choices=InsuranceExemption, blank=True
    )
    work_injury_insured = models.CharField(
        _("insured against injuries at work"), max_length=7, choices=Answer, default=Answer.UNKNOWN
    )
    known_none = known_none_field()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="worker_has_a_name"),
            models.CheckConstraint(
                condition=Q(leave_date=None) | Q(leave_date__gt=F("hire_date")),
                name="worker_leaves_after_hire",
            ),
            models.CheckConstraint(
                condition=Q(birth_date__lt=F("hire_date")), name="worker_born_before_hire"
            ),
            models.CheckConstraint(
                condition=Q(nationality__regex=r"^[A-Z]{2}$"), name="nationality_is_two_letters"
            ),
            models.CheckConstraint(
                condition=Q(household_code="") | Q(household_code__regex=r"^\d{6}$"),
                name="household_division_is_six_digits",
            ),
            models.CheckConstraint(
                condition=Q(work_district="") | Q(work_district__regex=r"^\d{6}$"),
                name="work_district_is_six_digits",
            ),
            models.CheckConstraint(
                condition=Q(dispatch_agency=None) | Q(employment_form=EmploymentForm.DISPATCHED),
                name="only_the_dispatched_have_a_dispatching_company",
            ),
            models.CheckConstraint(
                condition=Q(id_number=None, id_number_digest=None)
                | Q(id_number__isnull=False, id_number_digest__isnull=False),
                name="identity_number_and_its_hash_together",
            ),
            models.CheckConstraint(
                condition=Q(bank_account=None, bank_account_digest=None)
                | Q(bank_account__isnull=False, bank_account_digest__isnull=False),
                name="bank_account_and_its_hash_together",
            ),
            ExclusionConstraint(
                name="spells_of_a_worker_do_not_overlap",
                expressions=[
                    (
                        Func(F("employer"), F("employer"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (Func(F("id_number_digest"), template=SAME_NUMBER), RangeOperators.OVERLAPS),
                    (Func(F("hire_date"), F("leave_date"), function="daterange"), RangeOperators.OVERLAPS),
                ],
                condition=Q(id_number_digest__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["employer", "name", "id"], name="workers_by_name"),
            models.Index(fields=["employer", "leave_date"], name="workers_by_leaving"),
            models.Index(fields=["association", "leave_date"], name="workers_by_retention"),
            models.Index(fields=["association", "id_number_digest"], name="workers_by_number"),
        ]

    def __str__(self) -> str:
        return f"W{self.pk:06d}" if self.pk else "W"

    @property
    def last_day(self) -> date | None:
        """The last day at work, as the books have it."""
        return self.leave_date - timedelta(days=1) if self.leave_date else None

    def is_active(self, day: date) -> bool:
        """Whether they work there on a day."""
        return self.hire_date <= day and (self.leave_date is None or day < self.leave_date)

    def age(self, day: date) -> int:
        """Full years of life on a day."""
        return age_on(self.birth_date, day)

    @property
    def age_when_hired(self) -> int:
        """Full years of life on the first day of work."""
        return age_on(self.birth_date, self.hire_date)
