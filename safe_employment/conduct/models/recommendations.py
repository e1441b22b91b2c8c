"""The public recommendation that employers pass on."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct.models.codes import VersionedText
from safe_employment.conduct.models.published import keeps_published_text
from safe_employment.kit.models.associations import in_language


@pghistory.track(exclude=["changed_at"])
class Recommendation(VersionedText):
    """A version of the recommendation to all employers. Once published it never changes."""

    title_zh = models.CharField(_("title in Chinese"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=200)
    text_zh = models.TextField(_("text in Chinese"))
    text_en = models.TextField(_("text in English"))

    class Meta:
        ordering = ["association", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="recommendation_number_once"),
            models.UniqueConstraint(
                fields=["association"], condition=Q(state="published"), name="one_published_recommendation"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_on=None)
                | (~Q(state="draft") & Q(published_on__isnull=False)),
                name="recommendation_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="superseded", superseded_on__isnull=False)
                | (~Q(state="superseded") & Q(superseded_on=None)),
                name="recommendation_superseded_on_a_day",
            ),
        ]
        triggers = [keeps_published_text()]

    def __str__(self) -> str:
        return f"{self.title} {self.number}"

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title_zh, self.title_en)

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return in_language(self.text_zh, self.text_en)
