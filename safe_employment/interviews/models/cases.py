"""A case study: the facts that are counted, and apart from them the text that few may read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.interviews.models.consents import Consent
from safe_employment.interviews.models.themes import Theme
from safe_employment.kit.models import AssociationRecord, HistoryModel

if TYPE_CHECKING:
    from safe_employment.kit.marks import Tone


class Sector(models.TextChoices):
    """Where young women look for work."""

    CATERING = "catering", _("Restaurants and catering")
    HOTELS = "hotels", _("Hotels")
    ENTERTAINMENT = "entertainment", _("Entertainment and bathing")
    HAIRDRESSING = "hairdressing", _("Hairdressing and beauty")
    SERVICES = "services", _("Other services")
    RETAIL = "retail", _("Shops and markets")
    GARMENTS = "garments", _("Garments")
    SHOES = "shoes", _("Shoes")
    DOMESTIC = "domestic", _("Work in households")
    OTHER = "other", _("Other")


class AgeBand(models.TextChoices):
    """Age at the interview, in bands; the age itself is not kept."""

    UNDER_16 = "under_16", _("Under 16")
    AGED_16_17 = "16_17", _("16 or 17")
    AGED_18_20 = "18_20", _("18 to 20")
    AGED_21_24 = "21_24", _("21 to 24")
    AGED_25_ON = "25_on", _("25 or older")


CHILDREN = frozenset({AgeBand.UNDER_16.value, AgeBand.AGED_16_17.value})


class Sex(models.TextChoices):
    """Sex."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")


class CaseState(models.TextChoices):
    """The states of a case study."""

    RECORDED = "recorded", _("Recorded")
    RELEASED = "released", _("Released inside")
    CLEARED = "cleared", _("Cleared for publication")
    WITHDRAWN = "withdrawn", _("Consent withdrawn")


# What would lead to a person is kept out of the row history, which cannot be emptied afterwards.
NOT_IN_HISTORY = ["changed_at", "invented_name", "home_division_code"]


@pghistory.track(exclude=NOT_IN_HISTORY)
class CaseStudy(AssociationRecord):
    """What a worker told, as far as it is counted. It has no link to an employer, and no real name.

    When consent is withdrawn only its number, day, sector, age band and sex stay.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        "recorded": "plain",
        "released": "active",
        "cleared": "good",
        "withdrawn": "ended",
    }

    number = models.PositiveIntegerField(_("number"), editable=False)
    consent = models.OneToOneField(
        Consent, on_delete=models.PROTECT, related_name="case_study", verbose_name=_("consent")
    )
    invented_name = models.CharField(
        _("invented name"), max_length=40, blank=True, help_text=_("Never a real name or nickname")
    )
    interviewed_on = models.DateField(_("told on"))
    interviewed_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("told to")
    )
    sector = models.CharField(_("sector"), max_length=14, choices=Sector)
    age_band = models.CharField(_("age"), max_length=8, choices=AgeBand)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex)
    home_division_code = models.CharField(
        _("home"),
        max_length=6,
        blank=True,
        help_text=_("The prefecture is enough; the county only if needed"),
    )
    themes = models.ManyToManyField(Theme, related_name="case_studies", blank=True, verbose_name=_("themes"))
    state = models.CharField(
        _("state"), max_length=9, choices=CaseState, default=CaseState.RECORDED, editable=False
    )

    class Meta:
        ordering = ["-number"]
        verbose_name_plural = "case studies"
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="case_study_number_once"),
            models.CheckConstraint(
                condition=Q(home_division_code="") | Q(home_division_code__regex=r"^\d{6}$"),
                name="case_study_home_is_six_digits",
            ),
            models.CheckConstraint(
                condition=~Q(state=CaseState.WITHDRAWN) | Q(invented_name="", home_division_code=""),
                name="withdrawn_case_study_is_blank",
            ),
            models.CheckConstraint(
                condition=Q(state=CaseState.WITHDRAWN) | ~Q(invented_name=""),
                name="case_study_has_an_invented_name",
            ),
        ]
        indexes = [models.Index(fields=["association", "interviewed_on"], name="case_studies_by_day")]

    def __str__(self) -> str:
        return f"CS-{self.number:04d}"

    @property
    def is_of_a_child(self) -> bool:
        """Whether the person was under 18."""
        return self.age_band in CHILDREN


NEEDS_CONSENT = """
    IF EXISTS (
        SELECT 1 FROM interviews_casestudy c JOIN interviews_consent k ON k.id = c.consent_id
        WHERE c.id = NEW.case_study_id AND k.withdrawn_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION 'consent was withdrawn' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Story(HistoryModel):
    """The text of a case study. It has no row history on purpose: withdrawn is gone.

    The database refuses a text without valid consent, and removes it when consent is withdrawn. Every
    reading is an audit entry.
    """

    case_study = models.OneToOneField(CaseStudy, on_delete=models.CASCADE, related_name="story")
    why_migrated = models.TextField(_("why they migrated"), max_length=6000, blank=True)
    how_treated = models.TextField(_("how they were treated"), max_length=6000, blank=True)
    wishes = models.TextField(_("what would have helped"), max_length=6000, blank=True)

    class Meta:
        verbose_name_plural = "stories"
        constraints = [
            models.CheckConstraint(
                condition=~Q(why_migrated="", how_treated="", wishes=""), name="story_is_not_empty"
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="text_needs_consent",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NEEDS_CONSENT,
            )
        ]

    def __str__(self) -> str:
        return str(self.case_study)
