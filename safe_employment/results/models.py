"""Programmes, their phases and their targets. Figures are never stored: they are counted from records."""

from __future__ import annotations

from datetime import date

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.models.associations import in_language

short_name = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*$", _("Use small letters, figures and hyphens, for example kunming-2005-2008.")
)


class Spell(AssociationRecord):
    """A titled half-open period: `ends_on` is the first day that no longer belongs to it."""

    title_zh = models.CharField(_("title in Chinese"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=160)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("ends before"), help_text=_("The first day that no longer belongs to it"))

    class Meta:
        abstract = True

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title_zh, self.title_en)

    def holds(self, day: date) -> bool:
        """Whether a day belongs to it."""
        return self.starts_on <= day < self.ends_on


@pghistory.track(exclude=["changed_at"])
class Programme(Spell):
    """A programme of the association: the period over which figures are counted and compared."""

    slug = models.CharField(
        _("short name in addresses"),
        max_length=60,
        validators=[short_name],
        help_text=_("Small letters, figures and hyphens, for example kunming-2005-2008"),
    )
    purpose_zh = models.TextField(_("purpose in Chinese"), max_length=2000, blank=True)
    purpose_en = models.TextField(_("purpose in English"), max_length=3000, blank=True)

    class Meta:
        ordering = ["-starts_on", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["association", "slug"], name="programme_slug_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="programme_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(slug__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"), name="programme_slug_is_short_name"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def purpose(self) -> str:
        """The purpose in the reader's language."""
        return in_language(self.purpose_zh, self.purpose_en)


@pghistory.track(exclude=["changed_at"])
class Phase(Spell):
    """A phase of a programme. Phases of one programme never overlap (the database holds it)."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="phases", verbose_name=_("programme")
    )
    number = models.PositiveSmallIntegerField(_("number"))

    class Meta:
        ordering = ["programme", "number"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="phase_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="phase_number_from_one"),
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on")), name="phase_ends_after_it_begins"
            ),
            # The programme as a range of one number: no extension is needed for equality.
            ExclusionConstraint(
                name="phases_do_not_overlap",
                expressions=[
                    (
                        Func(F("programme"), F("programme"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (Func(F("starts_on"), F("ends_on"), function="daterange"), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track(exclude=["changed_at"])
class Target(AssociationRecord):
    """The number that an indicator should reach in a programme, or in one phase of it."""

    programme = models.ForeignKey(
        Programme, on_delete=models.CASCADE, related_name="targets", verbose_name=_("programme")
    )
    phase = models.ForeignKey(
        Phase,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="targets",
        verbose_name=_("phase"),
        help_text=_("None: the whole programme"),
    )
    indicator = models.CharField(_("indicator"), max_length=60)
    number = models.PositiveIntegerField(_("target"))

    class Meta:
        ordering = ["programme", "indicator", "phase"]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "indicator", "phase"], nulls_distinct=False, name="target_once"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="target_at_least_one"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ≥ {self.number}"
