"""Standing teams, who makes a visit, and who comes along from a partner agency."""

from __future__ import annotations

from decimal import Decimal

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings.models.ties import speaks_sql
from safe_employment.kit.models import AssociationRecord, HistoryModel

WORKING_WEEK = (0, 1, 2, 3, 4)

TEAM_STAYS_FIT = """
    DECLARE members integer;
    BEGIN
        PERFORM 1 FROM visits_visit v WHERE v.id = OLD.visit_id AND v.released_at IS NOT NULL;
        IF NOT FOUND THEN RETURN NULL; END IF;
        SELECT count(*) INTO members FROM visits_teammember t WHERE t.visit_id = OLD.visit_id;
        IF members < 2 THEN
            RAISE EXCEPTION 'a visit needs a team of two'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'team_of_at_least_two';
        END IF;
        RETURN NULL;
    END;
"""
THE_EMPLOYER = "(SELECT v.employer_id FROM visits_visit v WHERE v.id = NEW.visit_id)"
NO_TIE = f"""
    IF EXISTS (
        SELECT 1 FROM findings_tie t JOIN visits_visit v ON v.id = NEW.visit_id
        WHERE t.person_id = NEW.person_id AND t.employer_id = v.employer_id
            AND (t.ended_on IS NULL OR t.ended_on > COALESCE(v.visited_on, v.planned_on, CURRENT_DATE)))
        OR {speaks_sql("NEW.person_id", THE_EMPLOYER)}
    THEN
        RAISE EXCEPTION 'this person has a tie with the employer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_has_no_tie';
    END IF;
    RETURN NEW;
"""  # noqa: S608 - our own words


@pghistory.track(exclude=["changed_at"])
class Team(AssociationRecord):
    """A standing team of monitors: when it works, how long a day, and in which districts.

    `working_days` are numbers from Monday (0) to Sunday (6); no `districts` means all that the association
    serves. Who makes a visit is written at the visit (`TeamMember`): a standing team may change.
    """

    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=60)
    members = models.ManyToManyField(
        "kit.Person", related_name="+", verbose_name=pgettext_lazy("a team", "members")
    )
    working_days = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name=_("working days"), default=list
    )
    hours_per_day = models.DecimalField(
        _("hours a day for visits"),
        max_digits=3,
        decimal_places=1,
        default=Decimal(6),
        validators=[MinValueValidator(Decimal("0.5")), MaxValueValidator(Decimal(12))],
    )
    districts = ArrayField(
        models.CharField(max_length=6), verbose_name=_("districts"), default=list, blank=True
    )
    retired_on = models.DateField(pgettext_lazy("a team", "dissolved on"), null=True, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                "association", Lower("name"), condition=Q(retired_on=None), name="team_name_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="team_has_a_name"),
            models.CheckConstraint(
                condition=Q(hours_per_day__gt=0, hours_per_day__lte=12), name="team_hours_fit_a_day"
            ),
            models.CheckConstraint(
                condition=Q(working_days__contained_by=list(range(7))), name="team_works_on_days_of_the_week"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_standing(self) -> bool:
        """Whether it is not dissolved."""
        return self.retired_on is None


@pghistory.track(exclude=["changed_at"])
class TeamMember(HistoryModel):
    """A person on the team of a visit; nobody with a tie to the employer."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.PROTECT, related_name="team")
    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="visits", verbose_name=_("person")
    )

    class Meta:
        ordering = ["visit", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "person"], name="on_the_team_once")]
        triggers = [
            pgtrigger.Trigger(
                name="no_tie",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=NO_TIE,
            ),
            pgtrigger.Trigger(
                name="team_stays_fit",
                when=pgtrigger.After,
                operation=pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                func=TEAM_STAYS_FIT,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} · {self.person_id}"


@pghistory.track(exclude=["changed_at"])
class JointOfficer(HistoryModel):
    """An officer of a partner agency who comes along on a visit; needs no account."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.CASCADE, related_name="officers")
    agency = models.CharField(_("agency"), max_length=120)
    name = models.CharField(_("name"), max_length=80)
    role = models.CharField(_("what for"), max_length=120, blank=True)

    class Meta:
        ordering = ["visit", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(agency="") & ~Q(name=""), name="joint_officer_has_agency_and_name"
            ),
            models.UniqueConstraint(fields=["visit", "agency", "name"], name="joint_officer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.agency}"
