"""The association's rules of the draw, its sealed periods and weeks, and requests for targeted visits."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Tone
from safe_employment.kit.models import AssociationRecord, HistoryModel
from safe_employment.kit.sealed import DigestField, SealedField

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


#: Above nothing: by no rule is anybody certain to be left alone.
LEAST_FLOOR = Decimal("0.000001")


def _points(label: _StrPromise, default: str, most: str = "100") -> models.DecimalField[Decimal, Decimal]:
    return models.DecimalField(
        label, max_digits=7, decimal_places=3, default=Decimal(default),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(most))],
    )  # fmt: skip


@pghistory.track(exclude=["changed_at"])
class DrawRules(AssociationRecord):
    """What the association decides about the draw: points of each line of risk, deterrence, floors, shares.

    `trades` and `district_floors` are keyed by industry code and division code. `floor` and `cap` are
    expected visits a year of one employer, `district_floors` those of a district.
    """

    base = _points(_("everyone"), "1")
    minor = _points(_("each open minor finding"), "1")
    major = _points(_("each open major finding"), "4")
    critical = _points(_("each open critical finding"), "12")
    books = _points(_("each rule that a check of the books found broken"), "1")
    reports = _points(_("each report from the threshold on"), "6")
    report_threshold = models.PositiveSmallIntegerField(
        _("reports count from"), default=3, validators=[MinValueValidator(2), MaxValueValidator(20)]
    )
    turnover = _points(_("a whole staff that left within a year"), "4")
    month = _points(_("each month since the last visit"), "0.1")
    most_months = models.PositiveSmallIntegerField(
        _("months count up to"), default=36, validators=[MaxValueValidator(240)]
    )
    staff_power = _points(_("power of the number of workers"), "0.5", "1")
    trades = models.JSONField(_("points of a trade"), default=dict, blank=True)
    deterrence = models.DecimalField(
        _("how strongly a likely visit deters (c)"), max_digits=6, decimal_places=2, default=Decimal(10),
        validators=[MinValueValidator(Decimal("0.1")), MaxValueValidator(Decimal(100))],
    )  # fmt: skip
    floor = models.DecimalField(
        _("least expected visits a year of everyone"), max_digits=8, decimal_places=6,
        default=Decimal("0.001"), validators=[MinValueValidator(LEAST_FLOOR), MaxValueValidator(Decimal(1))],
    )  # fmt: skip
    cap = models.DecimalField(
        _("most expected visits a year of one employer"), max_digits=5, decimal_places=2, default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(12))],
    )  # fmt: skip
    district_floors = models.JSONField(
        _("least expected visits a year of a district"), default=dict, blank=True
    )
    targeted_share = models.DecimalField(
        _("share kept for visits with reasons"), max_digits=3, decimal_places=2, default=Decimal("0.2"),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal("0.8"))],
    )  # fmt: skip
    visits_per_day = models.PositiveSmallIntegerField(
        _("visits a day of one team"), default=2, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["association"], name="draw_rules_once"),
            models.CheckConstraint(condition=Q(floor__gt=0), name="nobody_is_left_alone_by_rule"),
        ]

    def __str__(self) -> str:
        return f"{self.association_id}"


class NumberKind(models.TextChoices):
    """Where the public number comes from."""

    LOTTERY = "lottery", _("Lottery draw")
    DRAND = "drand", _("drand round")


class PeriodState(models.TextChoices):
    """The states of a period of the draw."""

    SEALED = "sealed", _("Sealed, waits for the number")
    DRAWING = "drawing", _("Weeks are drawn")
    TOLD = "told", _("Over, the secret is told")


@pghistory.track(exclude=["changed_at", "secret", "secret_digest"])
class DrawPeriod(AssociationRecord):
    """A sealed period: weeks from a Monday to a Sunday, drawn from one roster and one secret.

    `root` and `commitment` are the published hashes; `number` is in the form of RFC 3797, read as
    `number_form` says: how many numbers of each kind (6/1), or "hex". `reached` is the
    part of the certified bound that the probabilities deter. `slug` names the public page.
    `number_asked_on` is the last day on which somebody was reminded to enter the number.
    `coverage` counts the roster for the page (see `drawing.pictures.tallied`).
    """

    TONES: ClassVar[dict[str, Tone]] = {
        PeriodState.SEALED: "waiting",
        PeriodState.DRAWING: "active",
        PeriodState.TOLD: "good",
    }

    slug = models.SlugField(_("address"), max_length=80, unique=True, editable=False)
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=60)
    first_on = models.DateField(_("first day"))
    last_on = models.DateField(_("last day"))
    state = models.CharField(
        _("state"), max_length=7, choices=PeriodState, default=PeriodState.SEALED, editable=False
    )
    number_kind = models.CharField(_("public number"), max_length=7, choices=NumberKind)
    number_name = models.CharField(_("which draw or round"), max_length=120)
    number_on = models.DateField(_("drawn on"))
    number_form = models.CharField(_("numbers of each kind"), max_length=20, blank=True)
    number = models.CharField(_("the number"), max_length=300, blank=True, editable=False)
    numbered_at = models.DateTimeField(null=True, editable=False)
    numbered_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    root = models.CharField(max_length=64, editable=False)
    commitment = models.CharField(max_length=64, editable=False)
    sealed_at = models.DateTimeField(_("sealed"), editable=False)
    sealed_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    secret = SealedField(purpose="draw_secret", digest="secret_digest")
    secret_digest = DigestField()
    employers = models.PositiveIntegerField(_("Employers"), default=0, editable=False)
    left_alone = models.JSONField(default=list, editable=False)
    coverage = models.JSONField(default=dict, editable=False)
    reached = models.FloatField(default=0, editable=False)
    told_at = models.DateTimeField(_("secret told"), null=True, editable=False)
    kept_back_on = models.DateField(null=True, editable=False)
    number_asked_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["-first_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gt=F("first_on")), name="period_ends_after_it_begins"
            ),
            models.CheckConstraint(condition=Q(number_on__lt=F("first_on")), name="number_before_the_period"),
            models.CheckConstraint(condition=Q(state__in=PeriodState.values), name="period_state_is_known"),
            models.CheckConstraint(
                condition=Q(state="sealed", number="") | ~Q(state="sealed") & ~Q(number=""),
                name="period_is_drawn_by_its_number",
            ),
            models.CheckConstraint(
                condition=Q(state="told", told_at__isnull=False) | ~Q(state="told") & Q(told_at=None),
                name="secret_told_at_the_end",
            ),
            models.UniqueConstraint(fields=["association", "first_on"], name="one_period_at_a_time"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_told(self) -> bool:
        """Whether the secret and the file are public."""
        return self.state == PeriodState.TOLD


class DrawMaterial(HistoryModel):
    """What a period is drawn from, kept apart so that no list of periods reads it. Never changed.

    `file` is what is published after the period, packed; `salt` makes the keys of its rows; `weights` are
    the points that the risk was weighed with.
    """

    period = models.OneToOneField(DrawPeriod, on_delete=models.CASCADE, related_name="material")
    file = models.BinaryField()
    salt = models.BinaryField(max_length=16)
    weights = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.period_id}"


class RosterRow(models.Model):
    """What was known of one employer when a roster was frozen: the facts, the harm and the probability.

    Only the association may know it. Never changed: `employer` is the key of the record as it was then,
    which may be merged into another or gone since (an import undone). `ties` has a bit for each standing
    team, `left` is turnover in thousandths, `months` since the last visit are -1 where there was none,
    `yearly` are expected visits a year.
    """

    period = models.ForeignKey(DrawPeriod, on_delete=models.CASCADE, related_name="rows", db_index=False)
    key = models.CharField(max_length=20)
    employer = models.BigIntegerField()
    district = models.CharField(max_length=6)
    trade = models.CharField(max_length=5)
    ties = models.BigIntegerField()
    minor = models.IntegerField()
    major = models.IntegerField()
    critical = models.IntegerField()
    books = models.IntegerField()
    reports = models.IntegerField()
    left = models.IntegerField()
    months = models.IntegerField()
    staff = models.IntegerField()
    harm = models.FloatField()
    yearly = models.FloatField()

    class Meta:
        indexes = [
            models.Index(
                fields=["period", "yearly", "id"], include=["district", "trade"], name="rows_by_probability"
            ),
            models.Index(fields=["employer", "period"], name="rows_of_an_employer"),
        ]
        constraints = [models.UniqueConstraint(fields=["period", "key"], name="row_of_a_draw_once")]

    def __str__(self) -> str:
        return self.key


class LeftOut(models.TextChoices):
    """Why a row that was drawn became no visit."""

    GONE = "gone", _("no longer in the register")
    NOT_A_MEMBER = "not_a_member", _("no member any more")
    MERGED = "merged", _("the same employer as another row, which was drawn")
    LATE = "late", _("the week was drawn after its days")


class DrawWeek(HistoryModel):
    """A week of a period. `drawn` is its schedule as the file has it: row key, team key, day.

    `left_out` says of whom no visit was made, and why: row key, `LeftOut`.
    """

    period = models.ForeignKey(DrawPeriod, on_delete=models.CASCADE, related_name="weeks")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=10)
    first_on = models.DateField(_("week from"))
    drawn_places = models.PositiveSmallIntegerField(_("places for drawn visits"), default=0)
    kept_places = models.PositiveSmallIntegerField(_("places kept for visits with reasons"), default=0)
    drawn_at = models.DateTimeField(_("drawn"), null=True)
    drawn = models.JSONField(default=list)
    left_out = models.JSONField(default=list)

    class Meta:
        ordering = ["period", "place"]
        constraints = [models.UniqueConstraint(fields=["period", "place"], name="week_of_a_draw_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def last_on(self) -> date:
        """The Sunday."""
        return date.fromordinal(self.first_on.toordinal() + 6)


class RequestState(models.TextChoices):
    """The states of a request for a targeted visit."""

    ASKED = "asked", pgettext_lazy("a request", "Asked")
    AGREED = "agreed", pgettext_lazy("a request", "Agreed")
    DECLINED = "declined", pgettext_lazy("a request", "Declined")
    WITHDRAWN = "withdrawn", pgettext_lazy("a request", "Withdrawn")


@pghistory.track(exclude=["changed_at"])
class TargetRequest(AssociationRecord):
    """A request to visit one employer for reasons; someone else decides. Its target is as secret as a
    visit's.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        RequestState.ASKED: "attention",
        RequestState.AGREED: "good",
        RequestState.DECLINED: "ended",
        RequestState.WITHDRAWN: "ended",
    }

    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="+", verbose_name=_("employer")
    )
    why = models.TextField(_("why just this employer"), max_length=2000)
    state = models.CharField(
        _("state"), max_length=9, choices=RequestState, default=RequestState.ASKED, editable=False
    )
    asked_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("asked on"))
    decided_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField(_("decided on"), null=True)
    reason = models.TextField(_("reason"), max_length=500, blank=True)
    visit = models.OneToOneField("visits.Visit", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="target_request_says_why"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")) | Q(state="withdrawn"),
                name="target_decided_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="agreed", visit__isnull=False)
                | Q(state="withdrawn")
                | Q(state__in=["asked", "declined"], visit=None),
                name="agreed_target_has_its_visit",
            ),
            models.UniqueConstraint(
                fields=["employer", "asked_by"],
                condition=Q(state="asked"),
                name="one_open_request_for_an_employer",
            ),
        ]

    def __str__(self) -> str:
        # Written into the audit log, where it must not tell the target.
        return f"T-{self.pk:05d}"
