"""A screening of one person, and the answers that were given."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.engines.screening import NextStep
from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.sealed import DigestField, SealedField
from safe_employment.screenings.models.choices import Age, AtWork, Given, Kind, Outcome, Sex, Source, State

if TYPE_CHECKING:
    from safe_employment.kit.marks import Tone

LONGEST_ALERT = 64
# What would lead to a person or an employer is kept out of the row history, which is never emptied.
NOT_IN_HISTORY = [
    "changed_at", "employer", "source_reference", "subject_reference", "alerts", "signs", "pseudonym", "age",
    "sex", "at_work", "contact", "contact_digest", "conclusion", "assessment",
]  # fmt: skip


@pghistory.track(exclude=NOT_IN_HISTORY)
class Screening(AssociationRecord):
    """Whether what one person tells points to forced labour or trafficking. Case officers alone read it.

    `source_reference` and `subject_reference` are opaque keys of the room above that knows where the
    screening came from and whom it is about; of one subject only one screening is not closed. `alerts`
    are the rules or critical questions whose signs led here: they suggest questions and answer none. `signs`
    are the opaque keys of what was sent with them, so that the same is told once. `next_step` is what the
    engine says of the answers as they are now, `assessment` all that it said when the case officer
    concluded. `conclusion` is the case officer's own words.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        State.OPEN: "active",
        State.CONCLUDED: "waiting",
        State.CLOSED: "ended",
    }

    number = models.PositiveIntegerField(_("number"), editable=False)
    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("employer"),
        null=True,
        blank=True,
    )
    source = models.CharField(_("opened upon"), max_length=6, choices=Source, editable=False)
    source_reference = models.CharField(max_length=80, blank=True, editable=False)
    subject_reference = models.CharField(max_length=80, blank=True, editable=False)
    alerts = ArrayField(models.CharField(max_length=LONGEST_ALERT), default=list, blank=True, editable=False)
    signs = ArrayField(models.CharField(max_length=64), default=list, blank=True, editable=False)
    pseudonym = models.CharField(
        _("name for the person"),
        max_length=40,
        help_text=_("Any name by which you know whom it is about; better not the real one"),
    )
    age = models.CharField(_("age when it happened"), max_length=11, choices=Age, default=Age.UNKNOWN)
    sex = models.CharField(_("sex"), max_length=7, choices=Sex, default=Sex.UNKNOWN)
    at_work = models.CharField(_("works"), max_length=7, choices=AtWork, default=AtWork.UNKNOWN)
    contact = SealedField(
        _("how the person can be reached"), purpose="screened_person_contact", digest="contact_digest"
    )
    contact_digest = DigestField()
    opened_at = models.DateTimeField(_("opened"))
    opened_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("opened by")
    )
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OPEN, editable=False)
    next_step = models.CharField(
        _("next step"), max_length=20, default=NextStep.FOLLOW_UP.value, editable=False
    )
    outcome = models.CharField(_("conclusion"), max_length=13, choices=Outcome, blank=True)
    conclusion = models.TextField(_("why"), max_length=2000, blank=True)
    concluded_at = models.DateTimeField(_("concluded"), null=True, blank=True, editable=False)
    concluded_by = models.ForeignKey(
        "kit.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("concluded by"),
    )
    assessment = models.JSONField(default=dict, blank=True, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="screening_number_once"),
            models.UniqueConstraint(
                fields=["association", "subject_reference"],
                condition=~Q(subject_reference="") & ~Q(state=State.CLOSED),
                name="one_screening_of_a_subject_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(pseudonym=""), name="screening_has_a_pseudonym"),
            models.CheckConstraint(
                condition=Q(next_step__in=[step.value for step in NextStep]), name="next_step_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN, outcome="", concluded_at=None, assessment={})
                | (
                    Q(state__in=(State.CONCLUDED, State.CLOSED), outcome__in=Outcome.values)
                    & Q(concluded_at__isnull=False)
                    & ~Q(assessment={})
                ),
                name="concluded_screening_says_what_and_when",
            ),
            models.CheckConstraint(
                condition=Q(contact=None, contact_digest=None)
                | Q(contact__isnull=False, contact_digest__isnull=False),
                name="contact_and_its_hash_together",
            ),
        ]
        indexes = [
            models.Index(fields=["association", "state", "-number"], name="screenings_by_state"),
            models.Index(fields=["association", "concluded_at"], name="screenings_by_retention"),
        ]

    def __str__(self) -> str:
        return f"SC-{self.number:04d}"

    @property
    def is_open(self) -> bool:
        """Whether answers may be written down."""
        return self.state == State.OPEN

    @property
    def step(self) -> NextStep:
        """What the engine says is next, by the answers as they are now."""
        return NextStep(self.next_step)


@pghistory.track(exclude=["changed_at", "note"])
class ScreeningAnswer(AssociationRecord):
    """One answer, as it was given. Without a row, or with “not asked”, nothing was said: never a no."""

    screening = models.ForeignKey(
        Screening, on_delete=models.CASCADE, related_name="answers", verbose_name=_("screening")
    )
    kind = models.CharField(max_length=9, choices=Kind)
    question = models.CharField(_("question"), max_length=50)
    answer = models.CharField(_("answer"), max_length=9, choices=Given)
    note = models.TextField(_("note"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("written down by")
    )
    answered_at = models.DateTimeField(_("written down"))

    class Meta:
        ordering = ["screening", "kind", "question"]
        constraints = [
            models.UniqueConstraint(
                fields=["screening", "kind", "question"], name="one_answer_to_a_question"
            ),
            models.CheckConstraint(condition=Q(answer__in=Given.values), name="screening_answer_is_known"),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="screening_question_has_a_kind"),
            models.CheckConstraint(condition=~Q(question=""), name="screening_answer_has_a_question"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.question}"
