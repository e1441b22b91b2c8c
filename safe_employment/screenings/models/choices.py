"""The words of a screening that are chosen from."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.engines.screening import Answer


class Source(models.TextChoices):
    """What a screening was opened upon."""

    BOOKS = "books", _("A sign in the books")
    VISIT = "visit", _("A visit")
    REPORT = "report", _("A confidential report")
    DIRECT = "direct", _("Directly")


class Age(models.TextChoices):
    """Age when it happened, as narrow as the rules need it; the birth date is not kept."""

    UNDER_14 = "under_14", _("Under 14 years")
    AGED_14_15 = "14_15", _("14 or 15 years")
    AGED_16_17 = "16_17", _("16 or 17 years")
    ADULT = "adult", _("18 years or older")
    MAYBE_CHILD = "maybe_child", _("Not known, may be under 18")
    UNKNOWN = "unknown", _("Not known, does not look under 18")


class Sex(models.TextChoices):
    """Sex."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    UNKNOWN = "unknown", _("Not known")


class AtWork(models.TextChoices):
    """Whether the person works."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Given(models.TextChoices):
    """An answer as it was given; what was not asked is none of the others."""

    YES = Answer.YES.value, _("Yes")
    NO = Answer.NO.value, _("No")
    UNKNOWN = Answer.UNKNOWN.value, pgettext_lazy("an answer", "Not known")
    REFUSED = Answer.REFUSED.value, pgettext_lazy("an answer", "Would not say")
    NOT_ASKED = "not_asked", _("Not asked")


class Kind(models.TextChoices):
    """What a question is about; each kind has its own codes, those of the engine."""

    DANGER = "danger", _("Danger at this moment")
    INDICATOR = "indicator", _("Indicator")
    ACT = "act", _("What was done")
    MEANS = "means", _("How it was done")
    PURPOSE = "purpose", _("For what")
    LABOUR = "labour", _("Forced labour as it is counted")
    FACT = "fact", _("Facts for the agency")


class State(models.TextChoices):
    """The states of a screening."""

    OPEN = "open", pgettext_lazy("a screening", "Open")
    CONCLUDED = "concluded", pgettext_lazy("a screening", "Concluded")
    CLOSED = "closed", pgettext_lazy("a screening", "Closed")


class Outcome(models.TextChoices):
    """What the case officer concludes: never weaker than the answers."""

    NO_INDICATION = "no_indication", _("No indication in what was asked")
    WATCH = "watch", _("Signs or open questions: keep watching")
    URGENT = "urgent", _("Urgent: forced labour or trafficking is indicated")

    @property
    def rank(self) -> int:
        """How urgent it is, 0 the least."""
        return list(Outcome).index(self)
