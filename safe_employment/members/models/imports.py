"""Imports of registers: the file, what was read from it, what it did, and the questions it raised."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.members.models.employers import Employer


class ImportState(models.TextChoices):
    """The states of an import."""

    UPLOADED = "uploaded", _("Uploaded")
    READING = "reading", _("Being read")
    READY = "ready", _("Ready to confirm")
    CONFIRMED = "confirmed", _("Confirmed")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Could not be read")
    DISCARDED = "discarded", _("Discarded")


class RowEffect(models.TextChoices):
    """What a row did to the register."""

    CREATED = "created", _("Created an employer")
    UPDATED = "updated", _("Updated an employer")
    UNCHANGED = "unchanged", _("Changed nothing")


@pghistory.track(exclude=["changed_at", "counts"])
class ImportBatch(AssociationRecord):
    """One file on its way into the register; what was read from it lies beside it in private storage.

    `register_mark` is the state of the register against which the rows were matched.
    """

    file_name = models.CharField(_("file"), max_length=200)
    path = models.CharField(max_length=200, editable=False)
    size = models.BigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64, editable=False)
    uploaded_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=9, choices=ImportState, default=ImportState.UPLOADED)
    sheet_name = models.CharField(_("sheet"), max_length=100, blank=True)
    header_row = models.PositiveIntegerField(_("header row"), null=True, blank=True)
    mapping = models.JSONField(_("columns"), default=dict)
    figures_on = models.DateField(
        _("staff counted on"),
        null=True,
        blank=True,
        help_text=_("The day for which the list gives its figures"),
    )
    replace_values = models.BooleanField(_("values of the file replace those of the register"), default=False)
    counts = models.JSONField(default=dict)
    register_mark = models.CharField(max_length=60, blank=True)
    error_code = models.CharField(max_length=60, blank=True)
    error_facts = models.JSONField(default=dict)
    task = models.ForeignKey("kit.TaskRun", on_delete=models.SET_NULL, null=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["association", "sha256"], name="imports_by_content")]

    def __str__(self) -> str:
        return self.file_name


class ImportedRow(models.Model):
    """A row of a confirmed import and the employer it stands for. `row_hash` is of its content.

    Rows come by the hundred thousand in the transaction that writes both ends, and go before them when
    an import is undone; checking each key once more would double the time of an import.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows", db_constraint=False)
    employer = models.ForeignKey(
        Employer, on_delete=models.CASCADE, related_name="imported_rows", db_constraint=False
    )
    data_row = models.PositiveIntegerField(_("row"))
    sheet_row = models.PositiveIntegerField(_("row in the sheet"))
    row_hash = models.BigIntegerField()
    effect = models.CharField(_("effect"), max_length=9, choices=RowEffect)

    class Meta:
        ordering = ["batch", "data_row"]
        indexes = [models.Index(fields=["row_hash"], name="imported_row_by_content")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.data_row}"


class ImportedChange(models.Model):
    """What an import changed in an employer that was there before, so that it can be taken back."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="changes")
    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="imported_changes")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    added_workplaces = models.JSONField(default=list)
    added_contacts = models.JSONField(default=list)

    class Meta:
        ordering = ["batch", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "employer"], name="one_change_an_employer_and_import")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.employer_id}"


class MatchQuestion(models.Model):
    """Two rows, or a row and a register record, that may be one employer: a person decides.

    `left_row` and `right_row` are data rows (1-based); `right_row` is None when the right side is
    `employer`. `reasons` are the machine-readable evidence of the matching engine. `merge` is what a
    decision after the import was confirmed did at once.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="questions")
    left_row = models.PositiveIntegerField()
    right_row = models.PositiveIntegerField(null=True)
    employer = models.ForeignKey(
        Employer, on_delete=models.CASCADE, null=True, related_name="match_questions"
    )
    confidence = models.FloatField(_("confidence"))
    reasons = models.JSONField(default=list)
    same = models.BooleanField(_("the same employer"), null=True)
    decided_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    merge = models.ForeignKey("members.EmployerMerge", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-confidence", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(right_row=None, employer__isnull=False)
                | Q(right_row__isnull=False, employer=None),
                name="question_between_a_row_and_one_other",
            )
        ]
        indexes = [models.Index(fields=["batch", "same", "-confidence"], name="questions_open")]

    def __str__(self) -> str:
        return f"{self.batch_id}: {self.left_row} – {self.right_row or self.employer_id}"


class RememberedMapping(AssociationRecord):
    """A mapping that a person corrected, for files with the same headers."""

    signature = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["association", "signature"], name="mapping_once_per_header")
        ]

    def __str__(self) -> str:
        return self.signature
