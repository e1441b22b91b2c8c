"""The employer: a member of the association, or one that applied, was suspended or left."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord
from safe_employment.members.models.history import versions

printable = RegexValidator(
    r"^[^\x00-\x1f\x7f\u2028\u2029]*\S[^\x00-\x1f\x7f\u2028\u2029]*$",
    _("Write a name in one line of letters, figures and signs."),
)


class EmployerKind(models.TextChoices):
    """The kinds of employer by their registration."""

    PRIVATE_ENTERPRISE = "private_enterprise", _("Private enterprise")
    INDIVIDUAL_BUSINESS = "individual_business", _("Individually-owned business")
    COOPERATIVE = "cooperative", _("Cooperative")
    SOCIAL_ORGANISATION = "social_organisation", _("Social organisation")
    INSTITUTION = "institution", _("Public institution")
    FOREIGN_INVESTED = "foreign_invested", _("Foreign-invested enterprise")
    OTHER = "other", _("Other")


class CodeKind(models.TextChoices):
    """What the registration code is; only the first two are relied upon."""

    SOCIAL_CREDIT = "social_credit", _("Unified social credit code")
    REGISTRATION = "registration", _("Registration number (before 2015)")
    UNVERIFIED = "unverified", _("Not verified")


class SizeClass(models.TextChoices):
    """Sizes of the classification of 18 June 2011."""

    LARGE = "large", _("Large")
    MEDIUM = "medium", _("Medium")
    SMALL = "small", _("Small")
    MICRO = "micro", _("Micro")


class Standing(models.TextChoices):
    """Where an employer stands with the association."""

    APPLICANT = "applicant", _("Applicant")
    MEMBER = "member", _("Member")
    SUSPENDED = "suspended", _("Suspended")
    LEFT = "left", _("Left")


class DatePrecision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")
    YEAR = "year", _("to the year")


class EmployerRecords(models.Manager["Employer"]):
    """Employers; `live` leaves out the records that were merged into others."""

    def live(self) -> models.QuerySet[Employer]:
        """Return the records that stand for an employer of their own."""
        return self.filter(merged_into=None)


@pghistory.track(*versions(), exclude=["changed_at", "search_text", "search_grams"])
class Employer(AssociationRecord):
    """An employer in the register.

    `number` is the short number by which members are called on paper and by phone. Money is in
    10,000 yuan, as the 2011 classification has it. A record with `merged_into` only redirects.
    `search_text` and `search_grams` are derived (see `search`) and written with every change.
    """

    number = models.PositiveIntegerField(_("member number"), editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=200, validators=[printable])
    other_names = ArrayField(
        models.CharField(max_length=200, validators=[printable]), verbose_name=_("other names"), default=list,
        blank=True,
    )  # fmt: skip
    kind = models.CharField(
        _("kind"), max_length=20, choices=EmployerKind, default=EmployerKind.PRIVATE_ENTERPRISE
    )
    code = models.CharField(_("registration code"), max_length=40, blank=True)
    code_kind = models.CharField(_("kind of code"), max_length=14, choices=CodeKind, blank=True)
    legal_representative = models.CharField(_("legal representative"), max_length=80, blank=True)
    division_code = models.CharField(
        _("district"), max_length=6, blank=True, help_text=_("GB/T 2260 code of the main workplace")
    )
    industry_code = models.CharField(
        _("industry"), max_length=5, blank=True, help_text=_("GB/T 4754 section letter and division, as H62")
    )
    industry_text = models.CharField(_("industry as written"), max_length=100, blank=True)
    isic = models.CharField(_("ISIC"), max_length=5, blank=True)
    staff = models.PositiveIntegerField(_("staff"), null=True, blank=True)
    women = models.PositiveIntegerField(_("women among the staff"), null=True, blank=True)
    staff_counted_on = models.DateField(_("staff counted on"), null=True, blank=True)
    revenue = models.DecimalField(
        _("yearly revenue (10,000 yuan)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    assets = models.DecimalField(
        _("total assets (10,000 yuan)"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    size_class = models.CharField(_("size"), max_length=6, choices=SizeClass, blank=True, editable=False)
    founded_on = models.DateField(_("founded"), null=True, blank=True)
    founded_precision = models.CharField(
        _("founding date known"), max_length=5, choices=DatePrecision, blank=True
    )
    joined_on = models.DateField(_("joined"), null=True, blank=True)
    left_on = models.DateField(_("left"), null=True, blank=True, editable=False)
    standing = models.CharField(
        _("standing"), max_length=9, choices=Standing, default=Standing.MEMBER, editable=False
    )
    tags = ArrayField(models.CharField(max_length=40), verbose_name=_("tags"), default=list, blank=True)
    remarks = models.CharField(_("remarks"), max_length=500, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, editable=False, db_index=False,
        related_name="merged_records", verbose_name=_("merged into"),
    )  # fmt: skip
    search_text = models.TextField(editable=False, default="")
    search_grams = ArrayField(models.IntegerField(), editable=False, default=list)

    objects = EmployerRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="member_number_once"),
            models.UniqueConstraint(
                fields=["association", "code"],
                condition=Q(merged_into=None, code_kind__in=["social_credit", "registration"]),
                name="code_once_among_live_employers",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="employer_has_a_name"),
            models.CheckConstraint(
                condition=Q(women=None) | Q(staff=None) | Q(women__lte=F("staff")),
                name="women_not_more_than_staff",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="employer_not_merged_into_itself"),
            models.CheckConstraint(
                condition=Q(code="", code_kind="") | (~Q(code="") & ~Q(code_kind="")),
                name="code_and_its_kind_together",
            ),
            models.CheckConstraint(
                condition=Q(founded_on=None, founded_precision="")
                | (Q(founded_on__isnull=False) & ~Q(founded_precision="")),
                name="founding_date_and_precision_together",
            ),
            models.CheckConstraint(
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}$"),
                name="employer_division_is_six_digits",
            ),
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(standing=Standing.LEFT),
                name="only_who_left_has_a_day_of_leaving",
            ),
        ]
        indexes = [
            models.Index(fields=["association", "name", "id"], name="employers_by_name"),
            models.Index(fields=["association", "staff", "id"], name="employers_by_staff"),
            models.Index(fields=["association", "division_code", "name"], name="employers_by_district"),
            models.Index(
                fields=["association", "size_class"], condition=~Q(size_class=""), name="employers_by_size"
            ),
            models.Index(fields=["association", "joined_on"], name="employers_by_joined"),
            models.Index(fields=["association", "kind"], name="employers_by_kind"),
            models.Index(fields=["association", "industry_code"], name="employers_by_industry"),
            models.Index(
                fields=["association", "standing"],
                condition=~Q(standing=Standing.MEMBER),
                name="employers_by_standing",
            ),
            models.Index(
                fields=["association", "code"],
                opclasses=["int8_ops", "varchar_pattern_ops"],
                name="employers_by_code",
            ),
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="merged_employers"
            ),
            models.Index(fields=["association"], condition=Q(tags__len__gt=0), name="tagged_employers"),
            GinIndex(fields=["search_grams"], name="employer_search"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def member_number(self) -> str:
        """The member number as it is printed: at least six digits."""
        return f"{self.number:06d}"

    @property
    def is_merged(self) -> bool:
        """Whether this record only redirects to another."""
        return self.merged_into_id is not None
