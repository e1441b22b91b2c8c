"""What the team found, question by question: who gave which answer, and what the visit holds as answered."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import HistoryModel
from safe_employment.visits.models.choices import AnswerChoice

QUESTION = r"^[A-L]\d\d$"


@pghistory.track(exclude=["changed_at"])
class Answer(HistoryModel):
    """What the visit holds as the answer to one question; `note` stays among the staff.

    Where several answers stand side by side it is the first of them, until the reviewer has settled it:
    `settled_by`, `settled_at`, `settled_why`. A visit that is sealed again begins without any.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("question"), max_length=3)
    answer = models.CharField(_("answer"), max_length=14, choices=AnswerChoice)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    answered_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    settled_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_why = models.CharField(_("why"), max_length=500, blank=True)

    class Meta:
        ordering = ["visit", "question"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "question"], name="question_answered_once"),
            models.CheckConstraint(condition=Q(question__regex=QUESTION), name="answer_names_a_question"),
            models.CheckConstraint(
                condition=Q(answer__in=AnswerChoice.values), name="answer_is_one_of_the_choices"
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_why="")
                | Q(settled_at__isnull=False) & ~Q(settled_why=""),
                name="settled_answer_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_answer_display()}"


class GivenAnswer(HistoryModel):
    """An answer as one person gave it, on a phone (`submission`) or in the office; it is never changed.

    What is given in the office takes the place of what the same person gave before, and a submission that of
    the one that it replaces; all else stands side by side. What was given before the visit was sealed again
    is kept and not counted.
    """

    visit = models.ForeignKey("visits.Visit", on_delete=models.CASCADE, related_name="given")
    question = models.CharField(_("question"), max_length=3)
    answer = models.CharField(_("answer"), max_length=14, choices=AnswerChoice)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    given_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(_("given"))
    submission = models.ForeignKey(
        "instruments.Submission", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["visit", "question", "given_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(question__regex=QUESTION), name="given_names_a_question"),
            models.CheckConstraint(
                condition=Q(answer__in=AnswerChoice.values), name="given_is_one_of_the_choices"
            ),
            models.UniqueConstraint(
                fields=["visit", "question", "submission"],
                condition=Q(submission__isnull=False),
                name="given_once_in_a_submission",
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="given_stays", exclude=["changed_at"])]

    def __str__(self) -> str:
        return f"{self.question}: {self.get_answer_display()}"
