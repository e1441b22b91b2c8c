"""That the harm of a critical finding has stopped: who saw to it, how, and when."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.models.findings import Finding
from safe_employment.findings.models.ties import tied_sql
from safe_employment.kit.models import AssociationRecord


@pghistory.track(exclude=["changed_at"])
class Containment(AssociationRecord):
    """What was done at once, before anything is corrected; the last of a round is the one that counts.

    `who` is whoever stopped it, at the employer or of the team; `noted_by` wrote it down, someone else
    looks whether it holds (`ContainmentLook`). Written once.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="containments")
    round = models.PositiveSmallIntegerField(_("round"), editable=False)
    who = models.CharField(_("who stopped it"), max_length=80)
    how = models.TextField(_("how it was stopped"), max_length=2000)
    contained_at = models.DateTimeField(_("when"))
    noted_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("noted by")
    )

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(who="") & ~Q(how=""), name="containment_says_who_and_how"),
        ]
        triggers = [
            pgtrigger.Protect(name="containments_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} · {self.who}"


LOOKED_BY_ANOTHER = f"""
    DECLARE noter bigint; employer bigint;
    BEGIN
        SELECT c.noted_by_id, f.employer_id INTO noter, employer
            FROM findings_containment c JOIN findings_finding f ON f.id = c.finding_id
            WHERE c.id = NEW.containment_id;
        IF NEW.holds AND (NEW.person_id = noter OR {tied_sql("NEW.person_id", "employer", "NEW.looked_on")})
        THEN
            RAISE EXCEPTION 'a containment is confirmed by another person without a tie'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'containment_confirmed_by_another';
        END IF;
        RETURN NEW;
    END;
"""  # noqa: S608 - our own words


@pghistory.track(exclude=["changed_at"])
class ContainmentLook(AssociationRecord):
    """Someone looked whether the harm has stopped: it `holds`, or it goes on, with a reason. Written once."""

    containment = models.ForeignKey(Containment, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    looked_on = models.DateField(_("day"))
    holds = models.BooleanField(_("the harm has stopped"))
    reason = models.TextField(_("reason"), max_length=2000, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(holds=True) | ~Q(reason=""), name="what_goes_on_says_why")
        ]
        triggers = [
            pgtrigger.Protect(name="looks_stay", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="looked_by_another",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=LOOKED_BY_ANOTHER,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.containment_id} · {self.person_id}"
