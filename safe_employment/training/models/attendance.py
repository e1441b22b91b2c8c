"""Who came to a workshop."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.training.models.attendance_words import Sex
from safe_employment.training.models.staff import StaffMember
from safe_employment.training.models.workshops import Workshop

__all__ = ["Attendance", "AttendanceSheet", "Sex", "SheetState"]


@pghistory.track(exclude=["changed_at"])
class Attendance(AssociationRecord):
    """An employer's people, or one of the association's staff, came to a workshop or stayed away.

    `people` and `women` count those whom an employer sent; `women` may be unknown. Only who came has a
    certificate, e.g. `2026-0012-003`: year, workshop, place in its list.
    """

    workshop = models.ForeignKey(
        Workshop, on_delete=models.PROTECT, related_name="attendances", verbose_name=_("workshop")
    )
    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("employer"),
    )
    staff_member = models.ForeignKey(
        StaffMember,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="attendances",
        verbose_name=_("staff member"),
    )
    attendee_name = models.CharField(_("name"), max_length=80, blank=True)
    attendee_post = models.CharField(_("post"), max_length=80, blank=True)
    people = models.PositiveSmallIntegerField(_("how many people"), default=1)
    women = models.PositiveSmallIntegerField(_("women among them"), null=True, blank=True)
    attended = models.BooleanField(_("came"), default=True)
    certificate_number = models.CharField(_("certificate"), max_length=20, blank=True, editable=False)
    recorded_by = models.ForeignKey(
        "kit.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("recorded by"),
    )

    class Meta:
        ordering = ["workshop", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(employer__isnull=False, staff_member=None)
                | Q(employer=None, staff_member__isnull=False),
                name="attendance_of_an_employer_or_of_staff",
            ),
            models.UniqueConstraint(
                fields=["workshop", "employer", "attendee_name"],
                condition=Q(employer__isnull=False),
                name="attendee_once_per_workshop",
            ),
            models.UniqueConstraint(
                fields=["workshop", "staff_member"],
                condition=Q(staff_member__isnull=False),
                name="staff_member_once_per_workshop",
            ),
            models.UniqueConstraint(
                fields=["association", "certificate_number"],
                condition=~Q(certificate_number=""),
                name="certificate_number_once",
            ),
            models.CheckConstraint(
                condition=Q(attended=True) | Q(certificate_number=""), name="certificate_only_for_who_came"
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1) & (Q(women=None) | Q(women__lte=F("people"))),
                name="women_among_the_people_who_came",
            ),
        ]
        indexes = [
            models.Index(fields=["employer", "attended", "workshop"], name="attendance_by_employer"),
            models.Index(fields=["workshop", "attended"], name="attendance_by_workshop"),
        ]

    def __str__(self) -> str:
        return " · ".join(
            part for part in (str(self.employer or self.staff_member), self.attendee_name) if part
        )


class SheetState(models.TextChoices):
    """The states of a sheet."""

    READY = "ready", _("Ready to confirm")
    CONFIRMED = "confirmed", _("Confirmed")
    DISCARDED = "discarded", _("Discarded")


@pghistory.track(exclude=["changed_at", "rows"])
class AttendanceSheet(AssociationRecord):
    """A pasted or uploaded sheet of who came; nothing is written before it is confirmed.

    `rows` are the rows as read (see `members.rosters`); `written` counts what confirming wrote.
    """

    TONES = {"ready": "waiting", "confirmed": "good", "discarded": "ended"}

    workshop = models.ForeignKey(
        Workshop, on_delete=models.PROTECT, related_name="sheets", verbose_name=_("workshop")
    )
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    rows = models.JSONField(default=list)
    written = models.PositiveIntegerField(_("written"), default=0)
    state = models.CharField(
        _("state"), max_length=9, choices=SheetState, default=SheetState.READY, editable=False
    )
    uploaded_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("uploaded by")
    )

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name or str(self.workshop)
