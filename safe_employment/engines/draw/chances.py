"""Whether the probabilities of a file follow from what was sealed with them: feasible, even, and the best.

The programme is solved again from the file. The best probabilities are unique, but which team gets whom is
not: another machine may find other last digits and another home for an employer on the border between two
teams. So probabilities hold either if they are those found again, or if no limit is broken, employers whom no
limit tells apart have the probability that follows from their harm at one common price of a visit
(:mod:`.filling`), each is near the one found again, and what all deter together is as near the bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .filling import log_harm
from .probabilities import PARTS, codes, deterred, joined, once_a_week, solve
from .problems import DrawError
from .roster import yearly_capacity

if TYPE_CHECKING:
    import numpy.typing as npt

    from .file import Opened
    from .roster import Roster, Team, Terms

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]

#: Visits a year that are the same figure; how far another machine's may be; of the bound, how much less.
SAME, NEAR_SHARE, NEAR_LEAST, WORSE = 1e-6, 0.05, 5e-4, 1e-4


@dataclass(frozen=True)
class Rechosen:
    """What came of it: whether the probabilities hold, whether digit by digit, and the share of the bound."""

    holds: bool
    same: bool
    of_bound: float


def choose_again(opened: Opened) -> Rechosen:
    """Solve again and compare. Raises DrawError for a file without the inputs."""
    roster, teams, terms = opened.inputs()
    yearly, team = opened.frame.parts / PARTS, opened.frame.team
    try:
        anew = solve(roster, teams, terms)
    except DrawError:
        return Rechosen(holds=False, same=False, of_bound=0.0)
    worth = deterred(roster.harm, yearly, terms.deterrence)
    share = worth / anew.bound if anew.bound > 0 else 1.0
    feasible = _feasible(roster, teams, terms, yearly, team)
    same = bool((team == anew.team).all() and (np.abs(yearly - anew.yearly) <= SAME).all())
    near = bool((np.abs(yearly - anew.yearly) <= NEAR_LEAST + NEAR_SHARE * anew.yearly).all())
    good = near and share >= anew.certainty - WORSE and _even(opened, roster, terms)
    return Rechosen(feasible and (same or good), same, share)


def _feasible(roster: Roster, teams: tuple[Team, ...], terms: Terms, yearly: Numbers, team: Whole) -> bool:
    visits, _ = yearly_capacity(teams, terms)
    used = np.bincount(team, weights=yearly, minlength=len(teams))
    floors = [
        yearly[roster.district == name].sum() >= floor * (1 - 1e-6)
        for name, floor in terms.district_floors.items()
    ]
    within = (yearly >= terms.floor - SAME) & (yearly <= terms.cap + SAME) & ((roster.ties >> team) & 1 == 0)
    return bool(within.all() and (used <= visits * (1 + 1e-6)).all() and all(floors))


def _even(opened: Opened, roster: Roster, terms: Terms) -> bool:
    """Whether in each block some price of a visit gives everybody the probability that stands in the file."""
    yearly, c = opened.frame.parts / PARTS, terms.deterrence
    block = joined(opened.frame.team, codes(opened.frame.minutes)[1], codes(roster.district)[1])
    price = log_harm(roster.harm) + np.log(c) - c * yearly
    cap = once_a_week(opened.teams, terms).cap
    low, high = np.full(int(block.max()) + 1, -np.inf), np.full(int(block.max()) + 1, np.inf)
    below, above = yearly < cap - SAME, yearly > terms.floor + SAME
    np.maximum.at(low, block[below], price[below] - 2 * c * SAME)
    np.minimum.at(high, block[above], price[above] + 2 * c * SAME)
    return bool((low <= high).all())
