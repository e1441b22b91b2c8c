"""The words of visits: states, outcomes, origins, answers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy


class VisitState(models.TextChoices):
    """The states of a visit."""

    DRAWN = "drawn", _("Drawn, sealed")
    SEALED = "sealed", _("Sealed")
    POSTPONED = "postponed", _("Postponed, sealed")
    CANCELLED = "cancelled", _("Cancelled, sealed")
    RELEASED = "released", _("Released to its team")
    UNDER_WAY = "under_way", _("Under way")
    REFUSED = "refused", _("Entry refused")
    NOT_FOUND = "not_found", _("Workplace not found")
    BUSINESS_CLOSED = "business_closed", _("Business closed")
    REPORTED = "reported", _("Reported")
    REVIEWED = "reviewed", pgettext_lazy("a visit", "Reviewed")
    CLOSED = "closed", pgettext_lazy("a visit", "Closed")


class Outcome(models.TextChoices):
    """How a visit went."""

    HELD = "held", pgettext_lazy("a visit", "Held")
    REFUSED = "refused", _("Entry refused")
    NOT_FOUND = "not_found", _("Workplace not found")
    BUSINESS_CLOSED = "business_closed", _("Business closed")


class Origin(models.TextChoices):
    """Why just this employer is visited."""

    DRAWN = "drawn", pgettext_lazy("a visit", "Drawn")
    TARGETED = "targeted", pgettext_lazy("a visit", "Targeted, with reasons")


class AnswerChoice(models.TextChoices):
    """The answers to a question of the checklist."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    PARTLY = "partly", _("Partly")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")
    NOT_SEEN = "not_seen", _("Not seen")


# The title of the finding that a refusal is.
REFUSAL = gettext_noop("Entry refused to an unannounced visit")
REFUSAL_RULE = "refusal"  # its code, by which it is known when it comes back
# Nobody but the team knows of target and day; the manager learns them by opening the seal with a reason.
SEALED = (VisitState.DRAWN, VisitState.SEALED, VisitState.POSTPONED, VisitState.CANCELLED)
# Nobody has gone in yet.
CANCELLABLE = (VisitState.DRAWN, VisitState.SEALED, VisitState.POSTPONED, VisitState.RELEASED)
# On the team's way: the employer can check by the code that the team is real.
OUT = (VisitState.RELEASED, VisitState.UNDER_WAY)
REPORTED = (VisitState.REPORTED, VisitState.REVIEWED, VisitState.CLOSED)
# A second person looks at it, whether or not anybody was met.
TO_REVIEW = (VisitState.REPORTED, VisitState.NOT_FOUND, VisitState.BUSINESS_CLOSED)
# Nobody was there who could read a report.
NOBODY_MET = (Outcome.NOT_FOUND, Outcome.BUSINESS_CLOSED)
