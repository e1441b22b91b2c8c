"""How long screenings are kept, and what removes them when their time is over.

One table, `PERIODS`: the page shows it and the daily turn enforces it. The row history holds neither the
person nor the employer nor a note (see `models`), so it may stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association, Unmasking
from safe_employment.screenings.models import Outcome, Screening, State

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor

Enforce = Callable[[Association, date], int]


@dataclass(frozen=True)
class Period:
    """What is kept, why, for how long, and the function that removes it: (association, today) → how many."""

    key: str
    what: str | _StrPromise
    holds: str | _StrPromise
    why: str | _StrPromise
    how_long: str | _StrPromise
    enforce: Enforce


def years_before(day: date, years: int) -> date:
    """Return the same day so many years earlier; 28 February for a 29th that there was not."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _concluded_by(association: Association, day: date) -> QuerySet[Screening]:
    """Return what was concluded on `day` or before and has not been opened again."""
    rows = Screening.objects.filter(association=association, concluded_at__date__lte=day)
    return rows.exclude(state=State.OPEN)


def _remove(found: QuerySet[Screening]) -> int:
    keys = list(found.values_list("pk", flat=True))
    Unmasking.objects.filter(object_type=Screening._meta.label_lower, object_id__in=keys).delete()
    Screening.objects.filter(pk__in=keys).delete()
    return len(keys)


def _remove_without_indication(association: Association, today: date) -> int:
    found = _concluded_by(association, years_before(today, 1))
    return _remove(found.filter(outcome=Outcome.NO_INDICATION))


def _forget_contacts(association: Association, today: date) -> int:
    found = _concluded_by(association, years_before(today, 1)).exclude(contact=None)
    return found.update(contact=None, contact_digest=None)


def _remove_others(association: Association, today: date) -> int:
    return _remove(_concluded_by(association, years_before(today, 5)))


PERIODS = (
    Period(
        "no_indication",
        _("Screenings without an indication"),
        _("The name given to the person, age, answers with their notes, the conclusion"),
        _("So that a question asked soon afterwards can still be answered."),
        _("One year after the conclusion"),
        _remove_without_indication,
    ),
    Period(
        "contacts",
        _("How the person can be reached"),
        _("Telephone or another way, encrypted"),
        _("So that the person can be asked again or told of help."),
        _("One year after the conclusion"),
        _forget_contacts,
    ),
    Period(
        "others",
        _("Screenings with signs, or urgent ones"),
        _("The name given to the person, age, answers with their notes, the conclusion"),
        _("So that an agency or a court can be told what was known, and when."),
        _("Five years after the conclusion"),
        _remove_others,
    ),
)


@command
def enforce_retention(*, by: Actor, today: date) -> dict[str, int]:
    """Remove what has been kept long enough; returns how many records by kind. Only the machine does."""
    if not by.is_machine:
        raise Hidden
    removed = {period.key: period.enforce(by.home, today) for period in PERIODS}
    record(by, "screenings.enforce_retention", None, details={**removed, "day": today.isoformat()})
    return removed


def is_due(association: Association, today: date) -> bool:
    """Whether anything of this room has been kept long enough: a cheap look before the work."""
    a_year = _concluded_by(association, years_before(today, 1))
    over = Q(outcome=Outcome.NO_INDICATION) | Q(contact__isnull=False)
    return a_year.filter(over).exists() or _concluded_by(association, years_before(today, 5)).exists()
