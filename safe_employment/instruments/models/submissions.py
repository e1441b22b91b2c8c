"""What devices send: submissions, their files, and what was kept aside for a person to look at."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.models.devices import Device
from safe_employment.instruments.models.instruments import InstrumentVersion
from safe_employment.kit.models import AssociationRecord, HistoryModel


class Submission(AssociationRecord):
    """A filled-in questionnaire as it was sent, byte by byte; identified by its instanceID.

    `answers` are {path below the root: value as written} in the order of the form, repeats with their
    position as `rooms[1]/beds`. `subject` is what it is about, e.g. `visit:123`: the rooms above know what
    that means. `replaces` is the submission that this edit takes the place of; one without a successor is
    current. `device_clock_off` is by how many seconds the device's clock was wrong when it was sent.
    `told_at` is when the rooms above had learnt of it; until then they are told again.
    """

    version = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="submissions")
    instance_id = models.CharField(_("instance ID"), max_length=100)
    xml = models.BinaryField(editable=False)
    sha256 = models.BinaryField(max_length=32, editable=False)
    answers = models.JSONField(editable=False)
    subject = models.CharField(max_length=60, blank=True, editable=False)
    received_at = models.DateTimeField(_("received"))
    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("filled in by")
    )
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="submissions")
    device_clock_off = models.IntegerField(null=True, editable=False)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by", editable=False
    )
    files_expected = models.PositiveSmallIntegerField(_("files announced"), default=0, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["association", "instance_id"], name="instance_id_once"),
            models.CheckConstraint(condition=~Q(instance_id=""), name="submission_has_an_instance_id"),
        ]
        indexes = [
            models.Index(fields=["association", "-received_at"], name="submissions_by_arrival"),
            models.Index(fields=["version", "-received_at"], name="submissions_of_version"),
            models.Index(
                fields=["association", "subject"], condition=~Q(subject=""), name="submissions_of_subject"
            ),
            models.Index(fields=["association"], condition=Q(told_at=None), name="submissions_not_told"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="submission_stays", exclude=["changed_at", "subject", "files_expected", "told_at"]
            )
        ]

    def __str__(self) -> str:
        return self.instance_id


class SubmissionFile(HistoryModel):
    """A photo or recording that a submission names; `file` is empty until it has arrived."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="files")
    name = models.CharField(_("file name"), max_length=200)
    file = models.ForeignKey("kit.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.BinaryField(max_length=32, null=True, editable=False)
    received_at = models.DateTimeField(_("received"), null=True)

    class Meta:
        ordering = ["submission", "name"]
        constraints = [
            models.UniqueConstraint(fields=["submission", "name"], name="submission_file_once"),
            models.CheckConstraint(
                condition=Q(file=None, sha256=None, received_at=None)
                | Q(file__isnull=False, sha256__isnull=False, received_at__isnull=False),
                name="arrived_file_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HeldReason(models.TextChoices):
    """Why something that was sent was kept aside."""

    OTHER_XML = "other_xml", _("Another content under an ID that is taken")
    UNKNOWN_FORM = "unknown_form", _("A questionnaire that is not here")
    UNKNOWN_VERSION = "unknown_version", _("A version that was never published here")
    WRONG_ROOT = "wrong_root", _("Its root is not that of the questionnaire")
    NO_INSTANCE_ID = "no_instance_id", _("It has no instance ID")
    NOT_CURRENT = "not_current", _("It replaces a submission that was replaced already")
    NO_ORIGINAL = "no_original", _("It replaces a submission that is not here")
    NOT_OWN = "not_own", _("It replaces what another person sent")
    SUBJECT_CLOSED = "subject_closed", _("What it is about takes no answers, or none from this person")
    SUBJECT_UNKNOWN = "subject_unknown", _("It is about a visit that is not here")
    OTHER_FILE = "other_file", _("Another file under a name that is taken")


@pghistory.track(exclude=["changed_at", "content"])
class HeldSubmission(AssociationRecord):
    """Something sent that could not be taken as it is; kept whole until a person has looked at it.

    A file has a `name`; `came_with` is the questionnaire that was held with it, empty where that is stored.
    """

    reason = models.CharField(_("why"), max_length=15, choices=HeldReason)
    form_id = models.CharField(_("form id"), max_length=64, blank=True)
    version = models.CharField(_("version"), max_length=40, blank=True)
    instance_id = models.CharField(_("instance ID"), max_length=100)
    name = models.CharField(_("file name"), max_length=200, blank=True)
    came_with = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="files", editable=False
    )
    subject = models.CharField(max_length=60, blank=True, editable=False)
    content = models.BinaryField(editable=False, null=True)
    file = models.ForeignKey("kit.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")
    sha256 = models.BinaryField(max_length=32, editable=False)
    received_at = models.DateTimeField(_("received"))
    person = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("looked at"), null=True)
    settled_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    settled_how = models.CharField(_("what was done"), max_length=500, blank=True)

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "instance_id", "name", "sha256", "came_with"],
                nulls_distinct=False,
                name="held_submission_once",
            ),
            models.CheckConstraint(
                condition=Q(came_with=None) | ~Q(name=""), name="only_a_held_file_came_with_something"
            ),
            models.CheckConstraint(
                condition=Q(content__isnull=False, file=None) | Q(content=None, file__isnull=False),
                name="held_submission_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_how="")
                | Q(settled_at__isnull=False) & ~Q(settled_how=""),
                name="settled_submission_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.instance_id
