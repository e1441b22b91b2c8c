"""What someone who told their story agreed to. Without it there is no case study."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord


class Scope(models.TextChoices):
    """How far the consent goes; each includes those before it."""

    KEEP = "keep", _("Keep it; only the case officer and the manager read it")
    USE_INSIDE = "use_inside", _("Use it inside the association, for planning and training")
    PUBLISH = "publish_anonymously", _("Publish it without name and place")


class ConsentWay(models.TextChoices):
    """How consent was given."""

    WRITTEN = "written", _("In writing")
    ORAL = "oral_witnessed", _("Orally, before a witness")


class Guardian(models.TextChoices):
    """Who agreed for someone under 18, besides themselves."""

    NOT_NEEDED = "", _("Not needed: 18 or older")
    AGREED = "agreed", _("A parent or guardian agreed")
    AUTHORITY = "authority", _("An authority agreed, because the guardian may be part of the matter")


# The text goes in the same statement that withdraws consent, whoever makes it and however.
TEXT_GOES = """
    DELETE FROM interviews_story s USING interviews_casestudy c
        WHERE s.case_study_id = c.id AND c.consent_id = NEW.id;
    RETURN NULL;
"""


@pghistory.track(exclude=["changed_at", "sheet_kept_at"])
class Consent(AssociationRecord):
    """What a person agreed to, how and when. The person is not named: a signed sheet is kept elsewhere."""

    scope = models.CharField(_("they agree that we"), max_length=20, choices=Scope)
    way = models.CharField(_("how it was given"), max_length=14, choices=ConsentWay)
    language = models.CharField(
        _("language in which it was explained"), max_length=40, help_text=_("For example: Chinese, Yi")
    )
    given_on = models.DateField(_("given on"))
    recorded_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("recorded by")
    )
    witness = models.ForeignKey(
        "kit.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("witness"),
    )
    sheet_kept_at = models.CharField(
        _("where the signed sheet is kept"),
        max_length=160,
        blank=True,
        help_text=_("Never the person's name"),
    )
    guardian = models.CharField(
        _("for someone under 18"), max_length=10, choices=Guardian, blank=True, default=Guardian.NOT_NEEDED
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_recorded_by = models.ForeignKey(
        "kit.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawal recorded by"),
    )

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(way=ConsentWay.ORAL) | (Q(witness__isnull=False) & ~Q(witness=F("recorded_by"))),
                name="oral_consent_has_another_person_as_witness",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawal_recorded_by=None)
                | Q(withdrawn_at__isnull=False, withdrawal_recorded_by__isnull=False),
                name="withdrawal_says_who_recorded_it",
            ),
            models.CheckConstraint(condition=Q(scope__in=Scope.values), name="consent_has_a_known_scope"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="withdrawal_removes_the_text",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__withdrawn_at__isnull=True, new__withdrawn_at__isnull=False),
                func=TEXT_GOES,
            )
        ]

    def __str__(self) -> str:
        return f"{self.given_on:%Y-%m-%d} · {self.get_way_display()}"

    @property
    def is_valid(self) -> bool:
        """Whether it was not withdrawn."""
        return self.withdrawn_at is None
