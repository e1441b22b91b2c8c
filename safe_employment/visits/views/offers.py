"""What can be done with a visit: its next step first, likely ones beside it, the rest folded away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.visits.models import VisitState
from safe_employment.visits.releasing import its_hour_has_come
from safe_employment.visits.views.parts import page

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit

SEEN = 3  # beside the button that opens the rest


@dataclass(frozen=True)
class Offer:
    """A button of a visit's page; with a `warning` it asks before it is done."""

    route: str
    label: str | _StrPromise
    icon: str = ""
    warning: str | _StrPromise = ""
    is_step: bool = False
    is_primary: bool = False
    url: str = ""


@dataclass(frozen=True)
class Offers:
    """The buttons that are seen, at most one of them primary, and those that are folded away."""

    seen: list[Offer]
    more: list[Offer]


STEPS = {
    "set_out": Offer(
        "set_out", _("Set out"),
        warning=_("The visit begins and the hour is noted. Do it when the team is there, not before."),
    ),
    "release": Offer(
        "release", _("Release to the team"),
        warning=_(
            "The seal is opened: from now on staff can see whom the visit is for. The clock does it on the "
            "morning of its day."
        ),
    ),
    "review": Offer(
        "review", pgettext_lazy("a visit", "Review"),
        warning=_("You have read the report and the findings, and they fit together."),
    ),
    "close": Offer(
        "close", pgettext_lazy("a visit", "Close"),
        warning=_(
            "The employer has read the report, or its time to reply is over. Findings go on by themselves."
        ),
    ),
    "replan": Offer("replan", _("Plan anew")),
}  # fmt: skip
HAND_IN = Offer(
    "hand_in", _("Hand in the report"),
    warning=_("The employer can read it from now on, with the findings that it may be told of."),
)  # fmt: skip
WRITE = Offer("write", _("Write the report"))
CHECKLIST, END = Offer("checklist", _("Checklist"), "clipboard-list"), Offer("end", _("End the visit"))
PHOTO = Offer("add_photo", _("Add a photograph"))
READ, PRINT = Offer("report", _("Report"), "printer"), Offer("report_pdf", _("Report as PDF"), "file")
CHANGE, OFFICERS = Offer("change_plan", _("Change the plan")), Offer("officers", _("Who comes along"))
POSTPONE, CANCEL = Offer("postpone", _("Postpone")), Offer("cancel", _("Cancel the visit"))
ASK_TO_CANCEL = Offer("cancel", _("Ask to cancel the visit"))
GO_ON, TAKE_BACK = Offer("go_on", _("Go on with the visit")), Offer("take_back", _("Take the report back"))


def offers_of(
    by: Actor,
    visit: Visit,
    verbs: Collection[str],
    now: datetime,
    *,
    makes: bool,
    can_answer: bool,
    all_answered: bool,
) -> Offers:
    """Return what the actor can do with a visit now, given the `verbs` that its state lets them take.

    `makes` says that they are of its team and fit to make it.
    """
    found = _steps(visit, verbs, now, makes=makes, can_answer=can_answer, all_answered=all_answered)
    found += _beside(visit, verbs, can_answer=can_answer)
    found = [replace(each, url=page(by, each.route, visit.pk)) for each in found]
    if found and found[0].is_step:
        found[0] = replace(found[0], is_primary=True)
    seen = len(found) if len(found) <= SEEN + 1 else SEEN
    return Offers(found[:seen], found[seen:])


def _steps(
    visit: Visit, verbs: Collection[str], now: datetime, *, makes: bool, can_answer: bool, all_answered: bool
) -> list[Offer]:
    """What leads on to the next state; the first of them is the one thing to do."""
    early = {"release"} if visit.planned_on is None or visit.planned_on > timezone.localdate(now) else set()
    if visit.is_sealed and not its_hour_has_come(visit, now):
        early |= {"set_out"}
    steps = [each for verb, each in STEPS.items() if verb in verbs and verb not in early]
    if visit.waits_for_report and makes:
        steps += [HAND_IN, WRITE] if visit.report else [WRITE]
    filling = [CHECKLIST] if can_answer and not visit.outcome else []
    ending = [END] if "end" in verbs else []
    steps += ending + filling if all_answered else filling + ending
    return [replace(each, is_step=True) for each in steps]


def _beside(visit: Visit, verbs: Collection[str], *, can_answer: bool) -> list[Offer]:
    """What else can be done, the likely first: read, add, then what changes the plan or takes back."""
    asked = {
        READ: bool(visit.report),
        PRINT: bool(visit.report),
        PHOTO: can_answer,
        CHECKLIST: can_answer and bool(visit.outcome),
        CHANGE: visit.state == VisitState.SEALED and "postpone" in verbs,
        OFFICERS: "postpone" in verbs,
        GO_ON: "go_on" in verbs,
        TAKE_BACK: "take_back_report" in verbs or "take_back_refusal" in verbs,
        POSTPONE: "postpone" in verbs,
        CANCEL: "cancel" in verbs,
        ASK_TO_CANCEL: "ask_to_cancel" in verbs,
    }
    return [each for each, is_offered in asked.items() if is_offered]
