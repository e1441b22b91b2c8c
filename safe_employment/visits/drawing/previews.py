"""What a change of the rules would change, before anybody decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
from django.utils.translation import gettext as _

from safe_employment.engines import draw
from safe_employment.kit.divisions import division_name
from safe_employment.members.models import Employer
from safe_employment.members.places import section_name
from safe_employment.visits.drawing import rosters
from safe_employment.visits.drawing.problems import told

if TYPE_CHECKING:
    from safe_employment.kit.models import Association
    from safe_employment.visits.models import DrawRules

WEEKS, MOST_MOVED = 13, 8
_NO_SALT = b"preview"


@dataclass(frozen=True)
class Moved:
    """Expected visits a year of a district, a trade or an employer, by the rules as they are and as
    proposed.
    """

    name: str
    before: float
    after: float

    @property
    def change(self) -> float:
        """By how much it grows."""
        return self.after - self.before


@dataclass(frozen=True)
class Preview:
    """Both rules on the roster of today: the deterred part of all harm as proposed sees it, and who moves."""

    employers: int
    left_alone: int
    deterred_before: float
    deterred_after: float
    least_before: int
    least_after: int
    districts: list[Moved]
    trades: list[Moved]
    up: list[Moved]
    down: list[Moved]


def preview(
    association: Association,
    before: DrawRules,
    after: DrawRules,
    today: date,
    tell: Callable[[str, int, int | None], None] = lambda _step, _done, _total: None,
) -> Preview:
    """Compare two sets of rules over the next quarter. Raises ProgrammeError DRAW_… where one cannot hold.

    `tell` hears how far it is.
    """
    monday = today - timedelta(days=today.weekday())
    weeks = [monday + timedelta(days=7 * at) for at in range(WEEKS)]
    tell(_("Reading what is known of each employer"), 0, 3)
    frozen = rosters.frozen(association, after, weeks, _NO_SALT, today)
    tell(_("Choosing the probabilities"), 1, 3)
    was = _solved(frozen.rows, before, rosters.teams_of(association, before, weeks))
    tell(_("Choosing the probabilities"), 2, 3)
    will = _solved(frozen.rows, after, frozen.teams)
    rows, harm = frozen.rows, frozen.roster.harm
    c, whole = float(after.deterrence), max(float(harm.sum()), 1e-12)
    up, down = _employers(rows, was, will)
    return Preview(
        len(rows), len(frozen.alone), draw.deterred(harm, was, c) / whole,
        draw.deterred(harm, will, c) / whole, _at_least(was, before), _at_least(will, after),
        _by([row.district for row in rows], was, will, division_name),
        _by([row.trade[:1] for row in rows], was, will, section_name), up, down,
    )  # fmt: skip


def kept(shown: Preview) -> dict[str, Any]:
    """Return a comparison as the worker hands it on."""
    return asdict(shown)


def read(told: Mapping[str, Any]) -> Preview:
    """Read a comparison that the worker made."""
    lists = {name: [Moved(**each) for each in told[name]] for name in ("districts", "trades", "up", "down")}
    return Preview(**{**told, **lists})


def _solved(rows: Sequence[rosters.Row], rules: DrawRules, teams: rosters.Teams) -> np.ndarray:
    try:
        roster = rosters.roster_of(rows, rules)
        return draw.solve(roster, teams.drawn, rosters.terms_of(rules, WEEKS)).yearly
    except draw.DrawError as problem:
        raise told(problem) from problem


def _at_least(yearly: np.ndarray, rules: DrawRules) -> int:
    """How many have no more than the floor."""
    return int((yearly <= float(rules.floor) * (1 + 1e-9)).sum())


def _by(
    codes: Sequence[str], was: np.ndarray, will: np.ndarray, name_of: Callable[[str], str]
) -> list[Moved]:
    heads, place = np.unique(np.array(codes, np.str_), return_inverse=True)
    before = np.bincount(place, weights=was, minlength=len(heads))
    after = np.bincount(place, weights=will, minlength=len(heads))
    moved = [Moved(name_of(str(n)), float(b), float(a)) for n, b, a in zip(heads, before, after, strict=True)]
    return sorted(moved, key=lambda each: -each.after)


def _employers(
    rows: Sequence[rosters.Row], was: np.ndarray, will: np.ndarray
) -> tuple[list[Moved], list[Moved]]:
    order = np.argsort(will - was)
    chosen = [*order[:MOST_MOVED], *order[-MOST_MOVED:]]
    names = dict(
        Employer.objects.filter(pk__in=[rows[at].employer for at in chosen]).values_list("pk", "name")
    )

    def moved(at: int) -> Moved:
        return Moved(names.get(rows[at].employer, ""), float(was[at]), float(will[at]))

    up = [moved(at) for at in order[::-1][:MOST_MOVED] if will[at] - was[at] > 1e-6]
    return up, [moved(at) for at in order[:MOST_MOVED] if was[at] - will[at] > 1e-6]
