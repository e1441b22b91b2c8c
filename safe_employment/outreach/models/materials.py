"""What is printed and handed out, and how many copies are left."""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.models.associations import in_language


class MaterialKind(models.TextChoices):
    """The kinds of printed material."""

    HANDBOOK = "handbook", _("Handbook")
    BROCHURE = "brochure", _("Brochure")
    LEAFLET = "leaflet", _("Leaflet")
    POSTER = "poster", _("Poster")
    OTHER = "other", _("Other")


class Language(models.TextChoices):
    """Languages in which materials reach employers and workers of the region."""

    CHINESE = "zh", _("Chinese")
    ENGLISH = "en", _("English")
    YI = "ii", _("Yi")
    HANI = "hani", _("Hani")
    DAI = "dai", _("Dai")
    MIAO = "miao", _("Miao")
    LISU = "lisu", _("Lisu")
    JINGPO = "jingpo", _("Jingpo")
    BURMESE = "my", _("Burmese")
    LAO = "lo", _("Lao")
    VIETNAMESE = "vi", _("Vietnamese")
    OTHER = "other", _("Other")


class Audience(models.TextChoices):
    """For whom copies are meant."""

    EMPLOYERS = "employers", _("Employers")
    WORKERS = "workers", _("Workers")
    PUBLIC = "public", _("The public")


class MaterialQuerySet(models.QuerySet["Material"]):
    """Materials with their stock."""

    def with_stock(self) -> MaterialQuerySet:
        """Add `printed`, `distributed` and `in_stock`, each in copies."""
        printed = (
            PrintRun.objects.filter(material=OuterRef("pk"))
            .order_by()
            .values("material")
            .annotate(n=Sum("copies"))
        )
        handed_out = (
            Distribution.objects.filter(material=OuterRef("pk"))
            .order_by()
            .values("material")
            .annotate(n=Sum("copies"))
        )
        stock: dict[str, Any] = {
            "printed": Coalesce(Subquery(printed.values("n")), Value(0)),
            "distributed": Coalesce(Subquery(handed_out.values("n")), Value(0)),
        }
        left: dict[str, Any] = {"in_stock": F("printed") - F("distributed")}
        return self.annotate(**stock).annotate(**left)


@pghistory.track(exclude=["changed_at"])
class Material(AssociationRecord):
    """A handbook, brochure, leaflet or poster in one version. A new version is a new material.

    `printed`, `distributed` and `in_stock` (copies) are there when it was read `with_stock`.
    """

    printed: int
    distributed: int
    in_stock: int

    kind = models.CharField(_("kind"), max_length=10, choices=MaterialKind)
    title_zh = models.CharField(_("title in Chinese"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    version = models.CharField(_("version"), max_length=40, help_text=_("For example 2007, or 2nd edition"))
    languages = ArrayField(
        models.CharField(max_length=8, choices=Language), verbose_name=_("languages"), default=list
    )
    about = models.CharField(_("what it is about"), max_length=300, blank=True)
    print_file = models.ForeignKey(
        "kit.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("file for printing"),
    )
    withdrawn_on = models.DateField(
        pgettext_lazy("a material", "withdrawn on"),
        null=True,
        blank=True,
        help_text=_("From this day on it is not handed out"),
    )

    objects = MaterialQuerySet.as_manager()

    class Meta:
        ordering = ["title_zh", "version", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "kind", "title_zh", "version"], name="material_version_once"
            ),
            models.CheckConstraint(
                condition=~Q(title_zh="") & ~Q(version="") & Q(languages__len__gt=0),
                name="material_has_title_version_and_language",
            ),
        ]

    def __str__(self) -> str:
        return f"{in_language(self.title_zh, self.title_en)} ({self.version})"

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title_zh, self.title_en)

    @property
    def language_names(self) -> str:
        """The names of its languages."""
        return ", ".join(str(Language(code).label) for code in self.languages)


@pghistory.track(exclude=["changed_at"])
class PrintRun(AssociationRecord):
    """Copies of a material that came from the printer on a day. Cost in yuan, of the whole run."""

    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="print_runs", verbose_name=_("material")
    )
    copies = models.PositiveIntegerField(_("copies"))
    printed_on = models.DateField(_("printed on"))
    printer = models.CharField(_("printer"), max_length=120, blank=True)
    cost = models.DecimalField(_("cost (yuan)"), max_digits=12, decimal_places=2, null=True, blank=True)

    class Meta:
        ordering = ["-printed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=1), name="print_run_has_copies"),
            models.CheckConstraint(
                condition=Q(cost=None) | Q(cost__gte=0), name="print_run_cost_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.material} · {self.printed_on:%Y-%m-%d}"


@pghistory.track(exclude=["changed_at"])
class Distribution(AssociationRecord):
    """Copies of a material handed out on a day in a district, to whom, and where it was at which event."""

    material = models.ForeignKey(
        Material, on_delete=models.PROTECT, related_name="distributions", verbose_name=_("material")
    )
    copies = models.PositiveIntegerField(_("copies"))
    distributed_on = models.DateField(_("handed out on"))
    division_code = models.CharField(_("district"), max_length=6, blank=True)
    audience = models.CharField(_("audience"), max_length=10, choices=Audience)
    recipient = models.CharField(
        _("to whom"), max_length=200, blank=True, help_text=_("For example: restaurants of Nanping Street")
    )
    event = models.ForeignKey(
        "outreach.PublicEvent",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="distributions",
        verbose_name=_("at the event"),
    )
    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="material_distributions",
        verbose_name=_("employer"),
    )

    class Meta:
        ordering = ["-distributed_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=1), name="distribution_has_copies"),
            models.CheckConstraint(
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}$"),
                name="distribution_division_is_six_digits",
            ),
        ]
        indexes = [models.Index(fields=["association", "distributed_on"], name="distributions_by_day")]

    def __str__(self) -> str:
        return f"{self.material} · {self.distributed_on:%Y-%m-%d}"
