"""Ties between the association's people and employers: nobody judges where they are tied."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord
from safe_employment.members.models.contacts import ended_by_another


class TieKind(models.TextChoices):
    """The kinds of tie that keep a person away."""

    OWNER = "owner", _("Owner or shareholder")
    RELATIVE = "relative", _("Relative of owner or manager")
    FORMER_JOB = "former_job", _("Worked there")
    SUPPLIER = "supplier", _("Supplier or customer")
    NEIGHBOUR = "neighbour", _("Neighbour")


def speaks_sql(person: str, employer: str) -> str:
    """Return the SQL condition that a person speaks for an employer: a tie that nobody has to declare."""
    return f"""EXISTS (
            SELECT 1 FROM members_employercontact c
            WHERE c.person_id = {person} AND c.employer_id = {employer} AND c.ended_at IS NULL)"""  # noqa: S608 - our own names of columns


def tied_sql(person: str, employer: str, on: str) -> str:
    """Return the SQL condition that a person is tied to an employer on a day, for triggers."""
    return f"""({speaks_sql(person, employer)} OR EXISTS (
            SELECT 1 FROM findings_tie t WHERE t.person_id = {person} AND t.employer_id = {employer}
                AND t.declared_on <= {on} AND (t.ended_on IS NULL OR t.ended_on > {on})))"""  # noqa: S608 - our own names of columns


@pghistory.track(exclude=["changed_at"])
class Tie(AssociationRecord):
    """A declared tie, from a day until another person than the tied one ends it (half-open).

    `end_asked_on` and `end_why`: the tied person has asked that it is ended.
    """

    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="ties", verbose_name=_("person")
    )
    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="ties", verbose_name=_("employer")
    )
    kind = models.CharField(_("kind of tie"), max_length=10, choices=TieKind)
    note = models.CharField(_("note"), max_length=300, blank=True)
    declared_on = models.DateField(_("declared on"))
    end_asked_on = models.DateField(
        pgettext_lazy("a tie", "to be ended, asked on"), null=True, editable=False
    )
    end_why = models.CharField(
        pgettext_lazy("a tie", "why it is to be ended"), max_length=300, blank=True, editable=False
    )
    ended_on = models.DateField(pgettext_lazy("a tie", "ended on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, editable=False, related_name="+",
        verbose_name=_("ended by"),
    )  # fmt: skip

    class Meta:
        ordering = ["person", "employer"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "employer", "kind"], condition=Q(ended_on=None), name="tie_declared_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("declared_on")), name="tie_not_ended_before"
            ),
            models.CheckConstraint(
                condition=Q(end_asked_on=None, end_why="") | Q(end_asked_on__isnull=False) & ~Q(end_why=""),
                name="end_of_tie_asked_with_reason",
            ),
        ]
        indexes = [models.Index(fields=["employer", "person"], name="ties_of_employer")]
        triggers = [
            ended_by_another(
                "ended_on",
                "a tie stays that of its person, and another person ends it",
                "tie_ended_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.get_kind_display()}"

    @property
    def is_active(self) -> bool:
        """Whether it still keeps the person away."""
        return self.ended_on is None
