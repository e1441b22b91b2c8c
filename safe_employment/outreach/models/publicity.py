"""How the message is seen and heard without anyone handing it over: walls, radio, media."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.models.associations import in_language


@pghistory.track(exclude=["changed_at"])
class WallNewspaper(AssociationRecord):
    """A wall newspaper that hangs at a place from a day until another (that day not included)."""

    title_zh = models.CharField(_("title in Chinese"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    place = models.CharField(_("place"), max_length=200)
    division_code = models.CharField(_("district"), max_length=6, blank=True)
    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="wall_newspapers",
        verbose_name=_("at the employer"),
    )
    posted_on = models.DateField(_("hung up on"))
    removed_on = models.DateField(_("taken down on"), null=True, blank=True)
    photo = models.ForeignKey(
        "kit.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("photo"),
    )

    class Meta:
        ordering = ["-posted_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(removed_on__gt=F("posted_on")),
                name="wall_newspaper_hangs_a_day_or_more",
            ),
            models.CheckConstraint(
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}$"),
                name="wall_newspaper_division_is_six_digits",
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.title_zh, self.title_en)


@pghistory.track(exclude=["changed_at"])
class RadioMessage(AssociationRecord):
    """A message that a station broadcast a number of times, from a first day to a last (included)."""

    station = models.CharField(_("station"), max_length=120)
    text_zh = models.TextField(_("text in Chinese"), max_length=2000)
    text_en = models.TextField(_("text in English"), max_length=3000, blank=True)
    times = models.PositiveIntegerField(_("times broadcast"))
    first_on = models.DateField(_("first broadcast"))
    last_on = models.DateField(_("last broadcast"))

    class Meta:
        ordering = ["-first_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(times__gte=1), name="radio_message_was_broadcast"),
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="radio_message_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.station} · {self.first_on:%Y-%m-%d}"

    @property
    def text(self) -> str:
        """The text in the reader's language."""
        return in_language(self.text_zh, self.text_en)


class MediaKind(models.TextChoices):
    """The kinds of media outlet."""

    PRESS = "press", _("Press")
    TELEVISION = "tv", _("Television")
    RADIO = "radio", _("Radio")
    WEB = "web", _("Website")
    SOCIAL = "social", _("Social media")


@pghistory.track(exclude=["changed_at"])
class MediaItem(AssociationRecord):
    """Something that an outlet published about the programme: an article, a report, a post."""

    outlet = models.CharField(_("outlet"), max_length=120)
    kind = models.CharField(_("kind"), max_length=8, choices=MediaKind)
    published_on = models.DateField(_("published on"))
    title = models.CharField(_("title"), max_length=200)
    link = models.URLField(_("link"), max_length=500, blank=True)
    event = models.ForeignKey(
        "outreach.PublicEvent",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="media_items",
        verbose_name=_("about the event"),
    )
    clipping = models.ForeignKey(
        "kit.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("clipping"),
    )

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "outlet", "published_on", "title"], name="media_item_once"
            )
        ]
        indexes = [models.Index(fields=["association", "published_on"], name="media_items_by_day")]

    def __str__(self) -> str:
        return self.title
