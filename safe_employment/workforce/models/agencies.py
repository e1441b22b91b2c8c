"""Agencies that place or dispatch workers, and how their licences stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Mark
from safe_employment.kit.models import AssociationRecord
from safe_employment.workforce.models.choices import LicenceKind, LicenceState

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.marks import Tone

LICENCE_TONES: dict[str, Tone] = {
    LicenceState.VALID: "good",
    LicenceState.NOT_YET: "attention",
    LicenceState.EXPIRED: "attention",
    LicenceState.REVOKED: "urgent",
    LicenceState.NOT_FOUND: "urgent",
}


@pghistory.track(exclude=["changed_at"])
class RecruitmentAgency(AssociationRecord):
    """An agency as the association checked it, with one licence; two licences are two records.

    `valid_to` is the last day, as the licence has it. `found` is whether the source of the information
    knows the agency and its licence.
    """

    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=160)
    uscc = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    kind = models.CharField(_("licensed for"), max_length=9, choices=LicenceKind)
    found = models.BooleanField(_("the licence was found in the source"), default=True)
    licence_no = models.CharField(_("licence number"), max_length=60, blank=True)
    issued_by = models.CharField(_("issued by"), max_length=120, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_to = models.DateField(_("valid until"), null=True, blank=True)
    revoked_on = models.DateField(_("revoked on"), null=True, blank=True, editable=False)
    revoked_because = models.CharField(_("revoked because"), max_length=300, blank=True, editable=False)
    source = models.CharField(
        _("source of the information"), max_length=200, help_text=_("Website, list or office that was asked")
    )
    checked_on = models.DateField(_("checked on"))
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)

    class Meta:
        ordering = ["name", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "uscc", "kind"], condition=~Q(uscc=""), name="agency_once_per_licence"
            ),
            models.UniqueConstraint(
                fields=["association", "licence_no"],
                condition=~Q(licence_no=""),
                name="agency_licence_number_once",
            ),
            models.CheckConstraint(
                condition=Q(found=False) | (~Q(licence_no="") & Q(valid_from__isnull=False)),
                name="a_found_licence_has_number_and_date",
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_from=None) | Q(valid_to__gte=F("valid_from")),
                name="licence_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(revoked_on=None, revoked_because="")
                | (Q(revoked_on__isnull=False) & ~Q(revoked_because="")),
                name="licence_revoked_for_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(uscc="") | Q(uscc__regex=r"^[0-9A-Z]{18}$"), name="agency_uscc_is_eighteen_signs"
            ),
        ]
        indexes = [models.Index(fields=["association", "name"], name="recruitment_agencies_by_name")]

    def __str__(self) -> str:
        return self.name

    def licence_state(self, day: date) -> LicenceState:
        """Return how the licence stands on a day."""
        if not self.found or self.valid_from is None:
            return LicenceState.NOT_FOUND
        if self.revoked_on is not None and self.revoked_on <= day:
            return LicenceState.REVOKED
        if self.valid_to is not None and self.valid_to < day:
            return LicenceState.EXPIRED
        return LicenceState.VALID if self.valid_from <= day else LicenceState.NOT_YET

    def licence_mark(self, day: date) -> Mark:
        """Return the state of the licence on a day as a mark."""
        state = self.licence_state(day)
        return Mark(state.label, LICENCE_TONES[state])
