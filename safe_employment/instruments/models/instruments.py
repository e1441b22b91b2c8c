"""Questionnaires and their versions."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Tone
from safe_employment.kit.models import AssociationRecord, HistoryModel
from safe_employment.kit.models.associations import in_language


class InstrumentKind(models.TextChoices):
    """What a questionnaire is for; it decides who may read what was answered (see `policies`)."""

    VISIT_CHECKLIST = "visit_checklist", _("Visit checklist")
    WALK_THROUGH = "walk_through", _("Walk-through of premises")
    WORKER_INTERVIEW = "worker_interview", _("Worker interview")
    SCREENING = "screening", _("Confidential screening")
    SELF_ASSESSMENT = "self_assessment", _("Employer self-assessment")
    CASE_RECORD = "case_record", _("Case record")
    OTHER = "other", _("Other")


# What the visit app carries. Not the confidential screening: it is made at a desk, by case officers.
ON_PHONES = (InstrumentKind.VISIT_CHECKLIST, InstrumentKind.WALK_THROUGH, InstrumentKind.WORKER_INTERVIEW)
# Read by those alone whose duty it is.
CONFIDENTIAL = (InstrumentKind.SCREENING, InstrumentKind.CASE_RECORD)
# What workers say: of an interview those who held it read it, too. Nobody with a tie reads any of it.
SAID_BY_WORKERS = (*CONFIDENTIAL, InstrumentKind.WORKER_INTERVIEW)


class VersionState(models.TextChoices):
    """The states of a version."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    RETIRED = "retired", pgettext_lazy("a questionnaire", "Retired")


class SourceFormat(models.TextChoices):
    """In which form a questionnaire was written."""

    XLSX = "xlsx", _("Workbook (XLSForm)")
    MARKDOWN = "md", _("Markdown table (XLSForm)")


PUBLISHED_STAYS = """
    IF OLD.state <> 'draft' THEN
        RAISE EXCEPTION 'a version that was published never changes'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'published_version_stays';
    END IF;
    RETURN NEW;
"""


@pghistory.track(exclude=["changed_at"])
class Instrument(AssociationRecord):
    """A questionnaire, by the form id that its file and every submission carry."""

    form_id = models.CharField(_("form id"), max_length=64, editable=False)
    kind = models.CharField(
        _("what it is for"), max_length=16, choices=InstrumentKind, default=InstrumentKind.OTHER
    )
    title_zh = models.CharField(_("title in Chinese"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200)

    class Meta:
        ordering = ["form_id"]
        constraints = [
            models.UniqueConstraint(fields=["association", "form_id"], name="form_id_once"),
            models.CheckConstraint(condition=~Q(form_id=""), name="instrument_has_a_form_id"),
        ]
        triggers = [pgtrigger.ReadOnly(name="form_id_stays", fields=["form_id", "association"])]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title_zh, self.title_en)

    @property
    def is_confidential(self) -> bool:
        """Whether its answers are for case officers alone."""
        return self.kind in CONFIDENTIAL

    @property
    def is_said_by_workers(self) -> bool:
        """Whether its answers are what workers said in confidence."""
        return self.kind in SAID_BY_WORKERS


@pghistory.track(exclude=["changed_at", "source", "xform", "definition"])
class InstrumentVersion(AssociationRecord):
    """A version of a questionnaire: its file as it was uploaded, and what pyxform made of it.

    `version` is the file's own. `digest` is the MD5 of `xform` in hex, by which OpenRosa clients see
    that a form has changed. `definition` is `definitions.Definition` as JSON: the questions in order.
    What was published never changes; a submission keeps the version that it was made with.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        VersionState.DRAFT: "waiting",
        VersionState.PUBLISHED: "good",
        VersionState.RETIRED: "ended",
    }

    instrument = models.ForeignKey(
        Instrument, on_delete=models.PROTECT, related_name="versions", verbose_name=_("instrument")
    )
    version = models.CharField(_("version"), max_length=40, editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=VersionState, default=VersionState.DRAFT, editable=False
    )
    source_format = models.CharField(_("written as"), max_length=4, choices=SourceFormat, editable=False)
    source_name = models.CharField(_("file name"), max_length=200, editable=False)
    source = models.BinaryField(editable=False)
    xform = models.TextField(editable=False)
    digest = models.CharField(max_length=32, editable=False)
    definition = models.JSONField(editable=False)
    questions = models.PositiveIntegerField(_("questions"), editable=False)
    uploaded_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("uploaded by")
    )
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    published_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("published by")
    )
    retired_at = models.DateTimeField(_("retired"), null=True, editable=False)

    class Meta:
        ordering = ["instrument", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["instrument", "version"], name="instrument_version_once"),
            models.UniqueConstraint(
                fields=["instrument"], condition=Q(state="published"), name="one_version_is_published"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at=None, retired_at=None)
                | Q(state="published", published_at__isnull=False, retired_at=None)
                | Q(state="retired", published_at__isnull=False, retired_at__isnull=False),
                name="version_says_when",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="published_stays",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange(
                    "association", "instrument", "version", "source_format", "source_name", "source", "xform",
                    "digest", "definition", "questions", "uploaded_by",
                ),
                func=PUBLISHED_STAYS,
            ),
            pgtrigger.Protect(
                name="published_is_kept",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__state__in=["published", "retired"]),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.instrument_id} · {self.version}"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return self.state == VersionState.DRAFT


@pghistory.track(exclude=["changed_at"])
class MediaFile(HistoryModel):
    """A picture or sound that a version shows, by the name that the form calls it."""

    version = models.ForeignKey(InstrumentVersion, on_delete=models.CASCADE, related_name="media")
    name = models.CharField(_("file name"), max_length=200)
    file = models.ForeignKey("kit.StoredFile", on_delete=models.PROTECT, related_name="+")
    digest = models.CharField(max_length=32, editable=False)

    class Meta:
        ordering = ["version", "name"]
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="media_name_once")]

    def __str__(self) -> str:
        return self.name
