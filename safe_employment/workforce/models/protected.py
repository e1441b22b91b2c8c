"""Facts of a worker that the law protects most."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.workforce.models.told import known_none_field
from safe_employment.workforce.models.workers import Worker


class SensitiveFacts(AssociationRecord):
    """What the law protects most and the fewest may see; kept out of the row history altogether."""

    worker = models.OneToOneField(
        Worker, on_delete=models.CASCADE, related_name="sensitive", verbose_name=_("worker")
    )
    pregnancy_start = models.DateField(_("pregnancy began on"), null=True, blank=True)
    birth_date_child = models.DateField(_("child's birth date"), null=True, blank=True)
    children_born = models.PositiveSmallIntegerField(_("children born"), null=True, blank=True)
    difficult_birth = models.BooleanField(_("the birth was difficult"), null=True, blank=True)
    maternity_leave_days = models.PositiveSmallIntegerField(
        _("days of maternity leave"), null=True, blank=True
    )
    breastfeeding_minutes = models.PositiveSmallIntegerField(
        _("minutes a day for breastfeeding"), null=True, blank=True
    )
    pregnancy_test = models.BooleanField(_("a pregnancy test was made at hiring"), null=True, blank=True)
    medical_period_to = models.DateField(_("medical period until"), null=True, blank=True)
    disability = models.BooleanField(_("has a disability certificate"), null=True, blank=True)
    health_checks = ArrayField(
        models.DateField(), verbose_name=_("health checks on"), default=list, blank=True
    )
    young_worker_cert_no = models.CharField(
        _("young worker's registration number"), max_length=40, blank=True
    )
    permit_no = models.CharField(_("work permit number"), max_length=40, blank=True)
    permit_from = models.DateField(_("permit from"), null=True, blank=True)
    permit_to = models.DateField(_("permit until"), null=True, blank=True)
    permit_city = models.CharField(_("city of the permit"), max_length=60, blank=True)

    known_none = known_none_field()

    class Meta:
        ordering = ["worker"]
        constraints = [
            models.CheckConstraint(
                condition=Q(permit_to=None) | Q(permit_from=None) | Q(permit_to__gte=F("permit_from")),
                name="permit_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(birth_date_child=None)
                | Q(pregnancy_start=None)
                | Q(birth_date_child__gt=F("pregnancy_start")),
                name="child_born_after_the_pregnancy_began",
            ),
        ]

    def __str__(self) -> str:
        return str(self.worker)
