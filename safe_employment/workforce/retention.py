"""How long each kind of record of this room is kept, and what removes it when its time is over.

One table, `PERIODS`: the page “what we collect and for how long” shows it and the daily turn enforces it.
The row history holds nothing that leads to a person (see `models`), so it may stay.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.engines.identifiers import age_on
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association, Unmasking
from safe_employment.workforce.models import FamilyContact, SensitiveFacts, Worker

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor

Enforce = Callable[[Association, date], int]
# From the beginning of a pregnancy: nine months and some weeks, and the year of breastfeeding after it.
LONGEST_EXPECTING = timedelta(days=300 + 365)


@dataclass(frozen=True)
class Period:
    """What is kept, why, for how long, and the function that removes it: (association, today) → how many."""

    key: str
    what: str | _StrPromise
    holds: str | _StrPromise
    why: str | _StrPromise
    how_long: str | _StrPromise
    enforce: Enforce


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _left_before(association: Association, day: date) -> QuerySet[Worker]:
    """Return who was no longer there on `day` or before it (the period since leaving is over)."""
    return Worker.objects.filter(association=association, leave_date__lte=day)


def _remove_workers(association: Association, today: date) -> int:
    found = _left_before(association, months_before(today, 36))
    count = found.count()
    found.delete()
    return count


def _remove_family(association: Association, today: date) -> int:
    gone = _left_before(association, months_before(today, 12))
    return FamilyContact.objects.filter(worker__in=gone).delete()[0]


def _remove_sensitive(association: Association, today: date) -> int:
    gone = _left_before(association, months_before(today, 6))
    return SensitiveFacts.objects.filter(worker__in=gone).delete()[0]


def _clear_ended(association: Association, today: date) -> int:
    """Take out protected facts whose reason has ended while the worker is still there."""
    rows = SensitiveFacts.objects.filter(association=association).select_related("worker")
    a_year = months_before(today, 12)
    over = Q(birth_date_child__lte=a_year) | Q(
        birth_date_child=None, pregnancy_start__lte=today - LONGEST_EXPECTING
    )
    count = rows.filter(over).update(pregnancy_start=None, birth_date_child=None)
    for facts in rows.exclude(young_worker_cert_no=""):
        if age_on(facts.worker.birth_date, today) >= 18:
            facts.young_worker_cert_no = ""
            facts.save()
            count += 1
    ended = rows.filter(permit_to__lte=months_before(today, 6), permit_to__gte=F("permit_from"))
    return count + ended.update(permit_no="", permit_from=None, permit_to=None, permit_city="")


def _remove_unmaskings(association: Association, today: date) -> int:
    day = months_before(today, 36)
    return Unmasking.objects.filter(association=association, at__date__lte=day).delete()[0]


PERIODS = (
    Period(
        "sensitive",
        _("Protected facts"),
        _(
            "Pregnancy, child's birth date, disability, health checks, young worker's registration, "
            "work permit"
        ),
        _("So that the employer gives the protection that the law wants."),
        _("Until six months after leaving"),
        _remove_sensitive,
    ),
    Period(
        "sensitive_ended",
        _("Protected facts whose reason has ended"),
        _("The same, of those who still work there"),
        _("So that no one keeps longer what is over."),
        _(
            "Pregnancy and child until its first birthday; the young worker's registration until 18; a "
            "permit until six months after its last day"
        ),
        _clear_ended,
    ),
    Period(
        "family",
        _("Family contacts"),
        _("Name, relation and phone of whom the worker named"),
        _("So that workers keep a normal connection with their family."),
        _("Until one year after leaving, or until the worker no longer agrees"),
        _remove_family,
    ),
    Period(
        "workers",
        _("Worker's record"),
        _(
            "Person, identity number, work, contracts, how they came, papers seen, what they were told, "
            "account for wages"
        ),
        _("Roster of staff: Implementing Regulations art. 8. Wage ledger: Order 724 art. 15."),
        _("Until three years after leaving"),
        _remove_workers,
    ),
    Period(
        "unmaskings",
        _("Who had a hidden number shown, and why"),
        _("Person, day, which value of which record, reason"),
        _("So that every look can be explained."),
        _("Three years"),
        _remove_unmaskings,
    ),
)


@command
def enforce_retention(*, by: Actor, today: date) -> dict[str, int]:
    """Remove what has been kept long enough; returns how many records by kind. Only the machine does."""
    if not by.is_machine:
        raise Hidden
    removed = {period.key: period.enforce(by.home, today) for period in PERIODS}
    record(by, "workforce.enforce_retention", None, details={**removed, "day": today.isoformat()})
    return removed


def is_due(association: Association, today: date) -> bool:
    """Whether anything of this room has been kept long enough: a cheap look before the work."""
    gone = _left_before(association, months_before(today, 6))
    return (
        gone.exists()
        or SensitiveFacts.objects.filter(association=association).exists()
        or Unmasking.objects.filter(association=association, at__date__lte=months_before(today, 36)).exists()
    )
