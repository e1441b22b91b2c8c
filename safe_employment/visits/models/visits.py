"""Visits, the team that makes them, and the answers to the short checklist."""

from __future__ import annotations

from datetime import date, timedelta
from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Tone
from safe_employment.kit.models import AssociationRecord, HistoryModel

REPORT_DAYS = 30


class VisitState(models.TextChoices):
    """The states of a visit."""

    PLANNED = "planned", _("Planned, sealed")
    POSTPONED = "postponed", _("Postponed, sealed")
    CANCELLED = "cancelled", _("Cancelled, sealed")
    UNDER_WAY = "under_way", _("Under way")
    TO_REPORT = "to_report", _("To be reported")
    REPORTED = "reported", _("Reported")
    CLOSED = "closed", _("Reviewed and closed")


class Outcome(models.TextChoices):
    """How a visit went."""

    HELD = "held", pgettext_lazy("a visit", "Held")
    REFUSED = "refused", _("Entry refused")
    NOT_FOUND = "not_found", _("Workplace not found")
    BUSINESS_CLOSED = "business_closed", _("Business closed")


SEALED = (VisitState.PLANNED, VisitState.POSTPONED, VisitState.CANCELLED)
REPORTED = (VisitState.REPORTED, VisitState.CLOSED)

# Checked at the end of the transaction, when the team is complete.
TEAM_IS_FIT = """
    DECLARE members integer;
    BEGIN
        IF NEW.released_at IS NULL THEN RETURN NULL; END IF;
        SELECT count(*) INTO members FROM visits_teammember t WHERE t.visit_id = NEW.id;
        IF members < 2 THEN
            RAISE EXCEPTION 'a visit needs a team of two'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'team_of_at_least_two';
        END IF;
        IF NEW.reviewed_by_id IN (SELECT t.person_id FROM visits_teammember t WHERE t.visit_id = NEW.id) THEN
            RAISE EXCEPTION 'the reviewer was on the team'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'reviewer_was_not_on_the_team';
        END IF;
        RETURN NULL;
    END;
"""
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
NO_TIE = """
    IF EXISTS (
        SELECT 1 FROM findings_tie t JOIN visits_visit v ON v.id = NEW.visit_id
        WHERE t.person_id = NEW.person_id AND t.employer_id = v.employer_id
            AND (t.ended_on IS NULL OR t.ended_on > COALESCE(v.visited_on, v.planned_on)))
    THEN
        RAISE EXCEPTION 'this person has a tie with the employer'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'team_has_no_tie';
    END IF;
    RETURN NEW;
"""


@pghistory.track(exclude=["changed_at", "report_told_on"])
class Visit(AssociationRecord):
    """An unannounced visit to an employer.

    Until the team sets out (`released_at`) the target and the day are sealed: only the team and the
    manager can open them, and each look is noted. A cancelled visit stays sealed. `report` is what
    the employer reads; `remarks` are kept among the staff. `on_paper` visits were recorded afterwards
    from paper and need no answers. `reason` says why it was postponed, cancelled or not held.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        VisitState.PLANNED: "waiting",
        VisitState.POSTPONED: "waiting",
        VisitState.CANCELLED: "ended",
        VisitState.UNDER_WAY: "active",
        VisitState.TO_REPORT: "attention",
        VisitState.REPORTED: "active",
        VisitState.CLOSED: "good",
    }

    number = models.PositiveIntegerField(_("number"), editable=False)
    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="visits", verbose_name=_("employer")
    )
    workplace = models.ForeignKey(
        "members.Workplace",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("workplace"),
    )
    planned_on = models.DateField(_("planned for"))
    planned_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("planned by")
    )
    state = models.CharField(
        _("state"), max_length=10, choices=VisitState, default=VisitState.PLANNED, editable=False
    )
    on_paper = models.BooleanField(_("recorded afterwards from paper"), default=False, editable=False)
    released_at = models.DateTimeField(_("released"), null=True, editable=False)
    visited_on = models.DateField(_("visited on"), null=True)
    started_at = models.DateTimeField(_("began"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    report = models.TextField(_("report, as the employer reads it"), max_length=20_000, blank=True)
    remarks = models.TextField(_("remarks for the staff only"), max_length=10_000, blank=True)
    reported_on = models.DateField(_("reported on"), null=True)
    reported_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(_("reviewed on"), null=True)
    reviewed_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    report_told_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="visit_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=SEALED, released_at=None, visited_on=None)
                | ~Q(state__in=SEALED) & Q(released_at__isnull=False, visited_on__isnull=False),
                name="visit_is_sealed_until_released",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["to_report", "reported", "closed"]) & ~Q(outcome="")
                | ~Q(state__in=["to_report", "reported", "closed"]) & Q(outcome=""),
                name="ended_visit_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["planned", "under_way"]) | Q(outcome="held") | ~Q(reason=""),
                name="visit_not_held_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=REPORTED, reported_on__isnull=False) & ~Q(report="")
                | ~Q(state__in=REPORTED) & Q(reported_on=None),
                name="reported_visit_has_its_report",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(reviewed_by__isnull=False, reviewed_on__isnull=False),
                name="closed_visit_was_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(reported_on=None) | Q(reported_on__gte=F("visited_on")),
                name="visit_not_reported_before",
            ),
            models.CheckConstraint(
                condition=Q(started_at=None) | Q(ended_at=None) | Q(ended_at__gte=F("started_at")),
                name="visit_not_ended_before_it_began",
            ),
        ]
        indexes = [
            models.Index(fields=["association", "-visited_on"], name="visits_by_day"),
            models.Index(fields=["employer", "-visited_on"], name="visits_of_employer"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="team_is_fit",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=TEAM_IS_FIT,
            )
        ]

    def __str__(self) -> str:
        # Written into the audit log, where it must not tell the target.
        return self.reference

    @property
    def reference(self) -> str:
        """The number by which it is called; it tells nothing of the target."""
        return f"V-{self.number:05d}"

    @property
    def is_sealed(self) -> bool:
        """Whether target and day are still secret."""
        return self.released_at is None

    @property
    def is_reported(self) -> bool:
        """Whether the employer can read the report."""
        return self.state in REPORTED

    @property
    def report_due_on(self) -> date | None:
        """The day by which the report is due; None while the visit is sealed."""
        return self.visited_on + timedelta(days=REPORT_DAYS) if self.visited_on else None


@pghistory.track(exclude=["changed_at"])
class TeamMember(HistoryModel):
    """A person on the team of a visit; nobody with a tie to the employer."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="team")
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


class AnswerChoice(models.TextChoices):
    """The answers to a question of the checklist."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    PARTLY = "partly", _("Partly")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")
    NOT_SEEN = "not_seen", _("Not seen")


@pghistory.track(exclude=["changed_at"])
class Answer(HistoryModel):
    """What the team found on one question; `note` stays among the staff."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("question"), max_length=3)
    answer = models.CharField(_("answer"), max_length=14, choices=AnswerChoice)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    answered_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["visit", "question"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "question"], name="question_answered_once"),
            models.CheckConstraint(
                condition=Q(question__regex=r"^[A-L]\d\d$"), name="answer_names_a_question"
            ),
            models.CheckConstraint(
                condition=Q(answer__in=AnswerChoice.values), name="answer_is_one_of_the_choices"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_answer_display()}"
