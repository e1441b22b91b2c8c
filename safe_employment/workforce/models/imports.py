"""Books that an employer hands in, until they are written into the register or dropped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Tone
from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.sealed import DigestField, SealedField


class BookImportState(models.TextChoices):
    """How far an import of books is."""

    WAITING = "waiting", pgettext_lazy("an import", "To be read")
    REFUSED = "refused", _("Has problems")
    READY = "ready", _("Ready to confirm")
    CONFIRMED = "confirmed", pgettext_lazy("an import", "Confirmed")
    DROPPED = "dropped", pgettext_lazy("an import", "Dropped")


OVER_IMPORTS = (BookImportState.CONFIRMED, BookImportState.DROPPED)


class BookImport(AssociationRecord):
    """One file of books. Its content is sealed, and gone with confirming, dropping, or after a day.

    `problems` are {code, sheet, row, column, facts}; `preview` is what would be new, changed and the same,
    with names of workers, and is emptied with the content; `counts` stays.
    """

    TONES: ClassVar[dict[str, Tone]] = {
        BookImportState.WAITING: "waiting",
        BookImportState.REFUSED: "attention",
        BookImportState.READY: "active",
        BookImportState.CONFIRMED: "good",
        BookImportState.DROPPED: "ended",
    }

    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="book_imports", verbose_name=_("employer")
    )
    file_name = models.CharField(_("file"), max_length=200)
    uploaded_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("handed in"))
    content = SealedField(_("content"), purpose="books_file", digest="content_digest")
    content_digest = DigestField()
    state = models.CharField(
        _("state"), max_length=9, choices=BookImportState, default=BookImportState.WAITING, editable=False
    )
    problems = models.JSONField(default=list)
    preview = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    confirmed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=OVER_IMPORTS) | Q(content=None, content_digest=None),
                name="no_file_is_kept_of_what_is_over",
            ),
            models.CheckConstraint(
                condition=Q(state="confirmed", confirmed_at__isnull=False)
                | (~Q(state="confirmed") & Q(confirmed_at=None)),
                name="confirmed_books_have_their_time",
            ),
        ]
        indexes = [
            models.Index(fields=["employer", "-uploaded_at"], name="book_imports_of_employer"),
            models.Index(
                fields=["uploaded_at"], condition=Q(content__isnull=False), name="book_imports_with_file"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in OVER_IMPORTS
