"""What is taught."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.models.associations import in_language


class CourseAudience(models.TextChoices):
    """Who is taught."""

    STAFF = "staff", _("The association's staff")
    EMPLOYERS = "employers", _("Employers")


class CourseState(models.TextChoices):
    """Whether workshops of a course can be planned."""

    OFFERED = "offered", _("Offered")
    RETIRED = "retired", _("Retired")


class Point(models.TextChoices):
    """What a course covers: the seven points of safe employment, and what goes with them."""

    CHANNELS = "1", _("1 Legal channels")
    TRAINING = "2", _("2 Training against trafficking")
    LABOUR_LAW = "3", _("3 Wages, hours, protection")
    REGISTER = "4", _("4 Identity and register")
    RIGHTS = "5", _("5 Rights of employees")
    FAMILIES = "6", _("6 Connection with families")
    REPORTING = "7", _("7 Revealing illegal employment")
    EQUALITY = "equality", _("Gender equality")
    ADVOCACY = "advocacy", _("How to advocate and train")


@pghistory.track(exclude=["changed_at"])
class Course(AssociationRecord):
    """A course that workshops are held of."""

    TONES = {"offered": "good", "retired": "ended"}

    title_zh = models.CharField(_("title in Chinese"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=200)
    audience = models.CharField(_("for whom"), max_length=9, choices=CourseAudience)
    points = ArrayField(
        models.CharField(max_length=8, choices=Point),
        verbose_name=_("points covered"),
        default=list,
        blank=True,
    )
    hours = models.DecimalField(_("hours"), max_digits=4, decimal_places=1)
    description = models.TextField(_("description"), blank=True)
    state = models.CharField(
        _("state"), max_length=7, choices=CourseState, default=CourseState.OFFERED, editable=False
    )

    class Meta:
        ordering = ["association", "title_zh"]
        constraints = [
            models.UniqueConstraint(fields=["association", "title_zh"], name="course_title_once"),
            models.CheckConstraint(condition=Q(hours__gt=0, hours__lte=200), name="course_has_hours"),
        ]

    def __str__(self) -> str:
        return in_language(self.title_zh, self.title_en)

    @property
    def point_words(self) -> list[str]:
        """The points covered, in words, in their order."""
        return [str(point.label) for point in Point if point in self.points]
