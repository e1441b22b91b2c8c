"""The code of conduct: its versions and their articles."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct.models.published import keeps_published_articles, keeps_published_text
from safe_employment.kit.models import AssociationRecord, HistoryModel
from safe_employment.kit.models.associations import in_language


class TextState(models.TextChoices):
    """The states of a version of a text."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")


TEXT_TONES = {"draft": "waiting", "published": "good", "superseded": "ended"}


class Point(models.TextChoices):
    """The seven points of safe employment, and what a code adds to them."""

    CHANNELS = "1", _("1 Legal channels")
    TRAINING = "2", _("2 Training against trafficking")
    LABOUR_LAW = "3", _("3 Wages, hours, protection")
    REGISTER = "4", _("4 Identity and register")
    RIGHTS = "5", _("5 Rights of employees")
    FAMILIES = "6", _("6 Connection with families")
    REPORTING = "7", _("7 Revealing illegal employment")
    EXTRA = "extra", _("Beyond the seven points")


class VersionedText(AssociationRecord):
    """What the code and the recommendation have in common: numbered versions, one published at a time."""

    TONES = TEXT_TONES

    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=10, choices=TextState, default=TextState.DRAFT, editable=False
    )
    published_on = models.DateField(_("published on"), null=True, blank=True, editable=False)
    superseded_on = models.DateField(_("superseded on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


@pghistory.track(exclude=["changed_at"])
class CodeOfConduct(AssociationRecord):
    """The association's code of conduct, whatever its version."""

    title_zh = models.CharField(_("title in Chinese"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=200)

    class Meta:
        ordering = ["association"]
        constraints = [models.UniqueConstraint(fields=["association"], name="one_code_per_association")]

    def __str__(self) -> str:
        return in_language(self.title_zh, self.title_en)


@pghistory.track(exclude=["changed_at"])
class CodeVersion(VersionedText):
    """A version of the code. Once published, neither it nor its articles ever change."""

    code = models.ForeignKey(
        CodeOfConduct, on_delete=models.PROTECT, related_name="versions", verbose_name=_("code of conduct")
    )
    preamble_zh = models.TextField(_("preamble in Chinese"), blank=True)
    preamble_en = models.TextField(_("preamble in English"), blank=True)
    pledge_zh = models.TextField(_("pledge in Chinese"), blank=True)
    pledge_en = models.TextField(_("pledge in English"), blank=True)
    change_note = models.CharField(
        _("what is new"),
        max_length=500,
        blank=True,
        help_text=_("What this version changes, and who was asked"),
    )

    class Meta:
        ordering = ["code", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["code", "number"], name="code_version_number_once"),
            models.UniqueConstraint(
                fields=["code"], condition=Q(state="published"), name="one_published_version_of_a_code"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_on=None)
                | (~Q(state="draft") & Q(published_on__isnull=False)),
                name="code_version_published_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="superseded", superseded_on__isnull=False)
                | (~Q(state="superseded") & Q(superseded_on=None)),
                name="code_version_superseded_on_a_day",
            ),
        ]
        triggers = [keeps_published_text()]

    def __str__(self) -> str:
        return f"{self.code} {self.number}"

    @property
    def preamble(self) -> str:
        """The preamble in the reader's language."""
        return in_language(self.preamble_zh, self.preamble_en)

    @property
    def pledge(self) -> str:
        """The sentence that the signatory promises, in the reader's language."""
        return in_language(self.pledge_zh, self.pledge_en)


@pghistory.track(exclude=["changed_at"])
class Article(HistoryModel):
    """An article of a version, in both languages, with the point of safe employment that it carries out."""

    version = models.ForeignKey(
        CodeVersion, on_delete=models.CASCADE, related_name="articles", verbose_name=_("version")
    )
    order = models.PositiveSmallIntegerField(_("order"))
    point = models.CharField(_("point of safe employment"), max_length=5, choices=Point)
    title_zh = models.CharField(_("title in Chinese"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=200)
    text_zh = models.TextField(_("text in Chinese"))
    text_en = models.TextField(_("text in English"))

    class Meta:
        ordering = ["version", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "order"],
                name="article_order_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(condition=Q(order__gte=1), name="article_order_from_one"),
        ]
        triggers = [keeps_published_articles()]

    def __str__(self) -> str:
        return f"{self.order}. {self.title}"

    @property
    def title(self) -> str:
        """The title in the reader's language."""
        return in_language(self.title_zh, self.title_en)

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return in_language(self.text_zh, self.text_en)
