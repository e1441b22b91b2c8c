"""Coverage of a period as pictures, by district and by trade; who is left alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from safe_employment.engines import draw
from safe_employment.kit.charts import Chart
from safe_employment.kit.divisions import division_name
from safe_employment.members.models import Employer, Standing
from safe_employment.members.places import section_name
from safe_employment.visits.drawing import rosters
from safe_employment.visits.models import RosterRow

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import DrawPeriod

MOST_BARS, MOST_ALONE, SMALL = 16, 20, 5


@dataclass(frozen=True)
class Coverage:
    """What the page of a period shows of its roster."""

    charts: list[Chart]
    expected: float
    least: float
    at_least: int

    @property
    def least_in_figures(self) -> str:
        """The least, to a millionth, without zeros at the end."""
        return f"{self.least:.6f}".rstrip("0").rstrip(".")


def yearly_in(file: Mapping[str, Any]) -> dict[str, float]:
    """Return the expected visits a year by key, as a period's file has them."""
    return {row[0]: row[-1] / draw.PARTS for row in file["rows"]}


def tallied(rows: Sequence[rosters.Row], yearly: Mapping[str, float]) -> dict[str, Any]:
    """Count a roster for its page: {"districts": {code: [employers, visits]}, "trades": …, "least": …}.

    It is kept with the period, so that its page reads no roster.
    """
    there = [row for row in rows if row.key in yearly]
    chances = np.array([yearly[row.key] for row in there])
    least = float(chances.min(initial=1.0))
    return {
        "districts": _sums([row.district for row in there], chances),
        "trades": _sums([row.trade[:1] for row in there], chances),
        "expected": float(chances.sum()),
        "least": least,
        "at_least": int((chances <= least * 1.000001).sum()),
    }


def _sums(codes: Sequence[str], chances: np.ndarray) -> dict[str, list[float]]:
    heads, place = np.unique(np.array(codes, np.str_), return_inverse=True)
    counts, sums = np.bincount(place, minlength=len(heads)), np.bincount(place, chances, len(heads))
    return {
        str(head): [int(count), float(total)] for head, count, total in zip(heads, counts, sums, strict=True)
    }


def coverage_of(period: DrawPeriod) -> Coverage:
    """Return the pictures of a period; groups of fewer than five employers are put together."""
    kept = period.coverage
    charts = [
        _chart(
            _("Expected visits a year for each 100 employers, by district"), kept["districts"], division_name
        ),
        _chart(_("Expected visits a year for each 100 employers, by trade"), kept["trades"], section_name),
    ]
    return Coverage(charts, kept["expected"], kept["least"], kept["at_least"])


def _chart(title: str, sums: Mapping[str, Sequence[float]], name_of: Callable[[str], str]) -> Chart:
    totals: dict[str, tuple[float, float]] = {}
    for code, (count, total) in sums.items():
        name = _("Others") if count < SMALL else name_of(code) or _("Not known")
        before = totals.get(name, (0, 0.0))
        totals[name] = before[0] + count, before[1] + total
    rows = [
        {"place": name, "visits": round(100 * total / count, 1)} for name, (count, total) in totals.items()
    ]
    rows = sorted(rows, key=lambda row: -float(str(row["visits"])))[:MOST_BARS]
    return Chart(title, rows, "place", "visits", y_title=_("Expected visits"), horizontal=True)


def left_alone(by: Actor, period: DrawPeriod) -> list[Employer]:
    """Return the first of the employers that no team may visit; the list has them all."""
    return list(all_alone(by, period).order_by("name")[:MOST_ALONE])


def all_alone(by: Actor, period: DrawPeriod) -> QuerySet[Employer]:
    """Return the employers that no team may visit."""
    return Employer.objects.filter(association=by.home, pk__in=period.left_alone)


def joined_since(period: DrawPeriod) -> int:
    """Count the members who joined after the sealing, whom this period cannot draw."""
    rows = RosterRow.objects.filter(period=period, employer=OuterRef("pk"))
    later = Q(created_at__gt=period.sealed_at) | Q(joined_on__gte=timezone.localdate(period.sealed_at))
    members = Employer.objects.live().filter(
        later, association=period.association_id, standing=Standing.MEMBER
    )
    return members.exclude(pk__in=period.left_alone).filter(~Exists(rows)).count()
