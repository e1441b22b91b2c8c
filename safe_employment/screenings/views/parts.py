"""What the pages of this room have in common: the frame of a screening, with the emergency first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.marks import mark_of
from safe_employment.kit.pages import Action, RoomPages
from safe_employment.kit.parts import Tab
from safe_employment.screenings import directory, queries
from safe_employment.screenings.models import Age, State
from safe_employment.screenings.picture import picture_of
from safe_employment.screenings.states import SCREENING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.screenings.models import Screening, ScreeningAnswer

SCREENINGS = RoomPages("screenings")
page, page_of, list_page = SCREENINGS.page, SCREENINGS.page_of, SCREENINGS.list_page
action_if = SCREENINGS.action_if

TABS: tuple[tuple[str, str | _StrPromise], ...] = (
    ("screening", _("Questions")),
    ("elements", _("Act, means, purpose")),
    ("result", _("Result")),
    ("agency", _("For the agency")),
)


@dataclass(frozen=True)
class Opened:
    """A screening that is shown: with its answers, and what its pages have in common."""

    screening: Screening
    answers: list[ScreeningAnswer]
    context: dict[str, Any]


def opened(by: Actor, pk: int, current: str) -> Opened:
    """Return a screening to be shown on the page `current`; the reading is noted. Raises Hidden."""
    found = queries.read_screening(by, pk, current)
    answers = queries.answers_of(found)
    state = shown_state(found, answers)
    context = {
        **state,
        "actions": _actions(by, found, is_complete=not state["picture"].missing),
        "state": mark_of(found),
        "back": page(by, "screenings"),
        "tabs": [Tab(label, page(by, route, pk), route == current) for route, label in TABS],
        "answer_url": page(by, "answer", pk),
    }
    return Opened(found, answers, context)


def shown_state(screening: Screening, answers: list[ScreeningAnswer]) -> dict[str, Any]:
    """Return what changes on a page with every answer: the emergency and the running result."""
    picture = picture_of(screening, answers)
    return {
        "screening": screening,
        "picture": picture,
        "age_is_unknown": screening.age in (Age.UNKNOWN, Age.MAYBE_CHILD),
        "lines": directory.lines(child=picture.is_child) if picture.emergency else [],
    }


def _actions(by: Actor, found: Screening, *, is_complete: bool) -> list[Action]:
    """Return what can be done; while something is missing, asking comes before concluding."""
    pk, made = found.pk, []
    for row in SCREENING.open_to(by, found):
        first = row.verb == "close_screening" or (row.verb == "conclude_screening" and is_complete)
        made.append(Action(row.words, page(by, row.verb, pk), "primary" if first else "plain"))
    if found.state == State.OPEN:
        made.append(Action(_("Whom it is about"), page(by, "change_person", pk)))
    made.append(Action(_("To print"), page(by, "print", pk), icon="printer"))
    return made
