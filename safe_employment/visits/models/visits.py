"""Visits."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings.models.ties import speaks_sql
from safe_employment.kit.marks import Tone
from safe_employment.kit.models import AssociationRecord
from safe_employment.visits.models.choices import OUT, REPORTED, SEALED, Origin, Outcome, VisitState

if TYPE_CHECKING:
    from safe_employment.findings.models import Finding

REPORT_DAYS = 30
REPLY_DAYS = 14
RETURN_DAYS = 42

# Checked at the end of the transaction, when the team is complete.
TEAM_IS_FIT = f"""
    DECLARE members integer;
    BEGIN
        IF NEW.released_at IS NULL THEN RETURN NULL; END IF;
        SELECT count(*) INTO members FROM visits_teammember t WHERE t.visit_id = NEW.id;
        IF members < 2 THEN
            RAISE EXCEPTION 'a visit needs a team of two'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'team_of_at_least_two';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.released_at IS NULL AND EXISTS (
            SELECT 1 FROM visits_teammember m WHERE m.visit_id = NEW.id AND (
                {speaks_sql("m.person_id", "NEW.employer_id")} OR EXISTS (
                SELECT 1 FROM findings_tie f WHERE f.person_id = m.person_id
                    AND f.employer_id = NEW.employer_id
                    AND (f.ended_on IS NULL OR f.ended_on > NEW.visited_on))))
        THEN
            RAISE EXCEPTION 'someone of the team has a tie with the employer'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'team_has_no_tie';
        END IF;
        IF NEW.reviewed_by_id IN (SELECT t.person_id FROM visits_teammember t WHERE t.visit_id = NEW.id) THEN
            RAISE EXCEPTION 'the reviewer was on the team'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'reviewer_was_not_on_the_team';
        END IF;
        IF NEW.reviewed_by_id IS DISTINCT FROM OLD.reviewed_by_id AND (
            NEW.reviewed_by_id = NEW.reported_by_id OR NEW.reviewed_by_id IN (
                SELECT g.given_by_id FROM visits_givenanswer g WHERE g.visit_id = NEW.id))
        THEN
            RAISE EXCEPTION 'the reviewer reported or answered'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'reviewer_took_no_part';
        END IF;
        RETURN NULL;
    END;
"""  # noqa: S608 - our own words

# Whom the draw chose is not spared by one person.
CANCELLED_BY_TWO = """
    BEGIN
        IF NOT EXISTS (
            SELECT 1 FROM visits_cancelrequest c WHERE c.visit_id = NEW.id AND c.state = 'confirmed')
        THEN
            RAISE EXCEPTION 'a drawn visit is cancelled by two people'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'drawn_visit_cancelled_by_two';
        END IF;
        RETURN NEW;
    END;
"""

WITHOUT_OUTCOME = (*SEALED, VisitState.RELEASED)
NOT_HELD = (Outcome.REFUSED, Outcome.NOT_FOUND, Outcome.BUSINESS_CLOSED)


@pghistory.track(
    exclude=[
        "changed_at", "report_told_on", "report_reminded_on", "report_escalated_on", "release_failed_on",
        "return_reminded_on", "return_told_on", "waits_told_on", "arrival_code", "sealed_again_at",
        "times_postponed",
    ]
)  # fmt: skip
class Visit(AssociationRecord):
    """An unannounced visit to an employer.

    Until it is released to its team (`released_at`) the target and the day are sealed: only the team reads
    them, the manager opens the seal with a reason, and each look is noted. A cancelled visit stays sealed, a
    postponed one is sealed again. `origin` says whether it was drawn (`drawn_in` names the row of the draw)
    or targeted, which needs a `why`. A visit that was held and waits for its report is under way with an
    outcome. `report` is what the employer reads; `remarks` are kept among the staff. `on_paper` visits were
    recorded afterwards and need no answers. `reason` says why it was postponed, cancelled or not held.
    `times_postponed` counts how often, for what was drawn is not put off without end.
    `arrival_code` lets the employer check that the team is real. `return_by` is the day by which a refused
    visit comes back. `version` is the questionnaire that was in force when it was released. What came before
    `sealed_again_at`, when it was last postponed, belongs to an earlier attempt: it is kept and not counted.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        VisitState.DRAWN: "waiting",
        VisitState.SEALED: "waiting",
        VisitState.POSTPONED: "attention",
        VisitState.CANCELLED: "ended",
        VisitState.RELEASED: "active",
        VisitState.UNDER_WAY: "active",
        VisitState.REFUSED: "urgent",
        VisitState.NOT_FOUND: "attention",
        VisitState.BUSINESS_CLOSED: "attention",
        VisitState.REPORTED: "active",
        VisitState.REVIEWED: "good",
        VisitState.CLOSED: "good",
    }

    # What `queries.shown_visit_for` has read for its page already; None elsewhere.
    reader_is_tied: bool | None = None
    shown_address: str | None = None
    made_findings: list[Finding] | None = None

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
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.TARGETED)
    why = models.TextField(_("why just this employer"), max_length=2000, blank=True)
    drawn_in = models.CharField(_("row of the draw"), max_length=120, blank=True, editable=False)
    planned_on = models.DateField(_("planned for"), null=True)
    planned_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("planned by")
    )
    standing_team = models.ForeignKey(
        "visits.Team",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name=_("standing team"),
    )
    route_order = models.PositiveSmallIntegerField(_("place in the day's route"), null=True, editable=False)
    version = models.ForeignKey(
        "instruments.InstrumentVersion", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )
    state = models.CharField(
        _("state"), max_length=15, choices=VisitState, default=VisitState.SEALED, editable=False
    )
    on_paper = models.BooleanField(_("recorded afterwards from paper"), default=False, editable=False)
    released_at = models.DateTimeField(_("released"), null=True, editable=False)
    sealed_again_at = models.DateTimeField(null=True, editable=False)
    arrival_code = models.CharField(max_length=8, blank=True, editable=False)
    code_checked_at = models.DateTimeField(_("employer checked the code"), null=True, editable=False)
    visited_on = models.DateField(_("visited on"), null=True)
    started_at = models.DateTimeField(_("began"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    outcome = models.CharField(_("outcome"), max_length=15, choices=Outcome, blank=True)
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    times_postponed = models.PositiveSmallIntegerField(default=0, editable=False)
    return_by = models.DateField(_("to be visited again by"), null=True, editable=False)
    workers_interviewed = models.PositiveSmallIntegerField(
        _("workers spoken with alone"), null=True, blank=True
    )
    report = models.TextField(_("report, as the employer reads it"), max_length=20_000, blank=True)
    remarks = models.TextField(_("remarks for the staff only"), max_length=10_000, blank=True)
    reported_on = models.DateField(_("reported on"), null=True)
    reported_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    read_at = models.DateTimeField(_("read by the employer"), null=True, editable=False)
    read_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(_("reviewed on"), null=True)
    reviewed_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    closed_on = models.DateField(pgettext_lazy("a visit", "closed on"), null=True)
    release_failed_on = models.DateField(null=True, editable=False)
    report_reminded_on = models.DateField(null=True, editable=False)
    report_told_on = models.DateField(null=True, editable=False)
    report_escalated_on = models.DateField(null=True, editable=False)
    return_reminded_on = models.DateField(null=True, editable=False)
    return_told_on = models.DateField(null=True, editable=False)
    waits_told_on = models.DateField(null=True, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="visit_number_once"),
            models.CheckConstraint(condition=Q(state__in=VisitState.values), name="visit_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=SEALED, released_at=None, visited_on=None)
                | ~Q(state__in=SEALED) & Q(released_at__isnull=False, visited_on__isnull=False),
                name="visit_is_sealed_until_released",
            ),
            models.CheckConstraint(
                condition=Q(planned_on__isnull=False) | Q(state__in=["drawn", "cancelled"]),
                name="visit_has_a_day_once_sealed",
            ),
            models.CheckConstraint(
                condition=Q(origin="drawn") | Q(origin="targeted") & (~Q(why="") | Q(on_paper=True)),
                name="targeted_visit_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=WITHOUT_OUTCOME, outcome="")
                | Q(state="under_way", outcome__in=["", "held"])
                | Q(state__in=NOT_HELD, outcome=F("state"))
                | Q(state__in=REPORTED) & ~Q(outcome=""),
                name="ended_visit_has_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["drawn", "sealed", "released", "under_way"])
                | Q(outcome="held")
                | ~Q(reason=""),
                name="visit_not_held_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=REPORTED, reported_on__isnull=False) & ~Q(report="")
                | Q(state__in=["reviewed", "closed"], outcome__in=["not_found", "business_closed"])
                | ~Q(state__in=REPORTED) & Q(reported_on=None),
                name="reported_visit_has_its_report",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["reviewed", "closed"])
                | Q(reviewed_by__isnull=False, reviewed_on__isnull=False),
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
            models.CheckConstraint(
                condition=Q(arrival_code="") | Q(state__in=OUT), name="arrival_code_ends_with_the_visit"
            ),
            models.UniqueConstraint(
                fields=["arrival_code"], condition=~Q(arrival_code=""), name="arrival_code_once"
            ),
            models.UniqueConstraint(
                fields=["association", "drawn_in"], condition=~Q(drawn_in=""), name="drawn_row_once"
            ),
        ]
        indexes = [
            models.Index(fields=["association", "visited_on", "id"], name="visits_by_day"),
            models.Index(fields=["association", "state", "id"], name="visits_by_state"),
            models.Index(fields=["association", "outcome", "id"], name="visits_by_outcome"),
            models.Index(fields=["association", "origin", "id"], name="visits_by_origin"),
            models.Index(fields=["association", "reported_on", "id"], name="visits_by_report"),
            models.Index(fields=["association", "reviewed_on", "id"], name="visits_by_review"),
            models.Index(fields=["association", "closed_on", "id"], name="visits_by_closing"),
            models.Index(fields=["association", "planned_on"], name="visits_by_planned_day"),
            models.Index(fields=["employer", "-visited_on"], name="visits_of_employer"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="team_is_fit",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update,
                timing=pgtrigger.Deferred,
                func=TEAM_IS_FIT,
            ),
            pgtrigger.Trigger(
                name="cancelled_by_two",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "NEW.state = 'cancelled' AND NEW.origin = 'drawn' AND OLD.state <> 'cancelled'"
                ),
                func=CANCELLED_BY_TWO,
            ),
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
        return self.reported_on is not None

    @property
    def waits_for_report(self) -> bool:
        """Whether the report is to be written: the visit was held or entry was refused."""
        return self.state == VisitState.REFUSED or (
            self.state == VisitState.UNDER_WAY and self.outcome == Outcome.HELD
        )

    @property
    def report_due_on(self) -> date | None:
        """The day by which the report is due; None while the visit is sealed."""
        return self.visited_on + timedelta(days=REPORT_DAYS) if self.visited_on else None

    @property
    def reply_until(self) -> date | None:
        """The last day on which the employer may reply to the report; None before it is handed in."""
        return self.reported_on + timedelta(days=REPLY_DAYS) if self.reported_on else None
