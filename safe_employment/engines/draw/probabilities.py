"""Every employer's expected visits a year, and its home team: an audit game reduced to marginals.

The association announces how it will visit; an employer that might exploit looks at its own probability. What
stands between is the harm hᵢ that is at stake, of which a probability aᵢ deters the share 1 − e^(−c·aᵢ). We
choose a to deter most: maximise Σ hᵢ·(1 − e^(−c·aᵢ)) subject to the floors, the caps, the district floors,
each team's visits and hours, and its ties. The concave answer matters: a linear one would send every visit to
the few of highest risk, and everybody else would know that nobody comes.

Sources: J. Pita et al., *Deployed ARMOR protection* (AAMAS 2008); E. Shieh et al., *PROTECT: a deployed game
theoretic system to protect the ports of the United States* (AAMAS 2012); J. Blocki, N. Christin, A. Datta,
A. Procaccia and A. Sinha, *Audit games* (IJCAI 2013). Reducing mixed strategies over schedules to marginals
that a lottery can carry out: E. Budish, Y.-K. Che, F. Kojima and P. Milgrom, *Designing random allocation
mechanisms* (American Economic Review 103, 2013).

Two steps: the programme over blocks (see :mod:`.allocation`) gives totals of block × team and the certified
bound; then every employer of a block that several teams share gets one home team, and the programme is solved
once more with these, so that the probabilities are exactly within every team's limits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from .allocation import Allocation, Blocks, Limits, allocate
from .filling import Curves, best, by_group, in_order, log_harm
from .problems import DrawError, ProblemCode
from .roster import yearly_capacity
from .strata import parts_of, shares_of

if TYPE_CHECKING:
    import numpy.typing as npt

    from .roster import Roster, Team, Terms

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]

#: Probabilities are whole numbers of this many parts, so that every machine reads the same figure.
PARTS = 10**12
_TURNS, _CLOSE = 24, 2e-3


@dataclass(frozen=True)
class Probabilities:
    """The answer: `parts` (expected visits a year in 10⁻¹²) and `team` of each employer.

    `deterred` is Σ hᵢ·(1 − e^(−c·aᵢ)) for these; no probabilities at all can deter more than `bound`.
    """

    parts: Whole
    team: Whole
    deterred: float
    bound: float

    @property
    def yearly(self) -> Numbers:
        """Expected visits a year of each employer."""
        return self.parts / PARTS

    @property
    def certainty(self) -> float:
        """How much of the bound is reached, 0 to 1."""
        return 1.0 if self.bound <= 0 else min(self.deterred / self.bound, 1.0)


def deterred(harm: Numbers, yearly: Numbers, c: float) -> float:
    """Return Σ hᵢ·(1 − e^(−c·aᵢ))."""
    # Not by a library of many threads, whose sums depend on their number.
    return float((harm * -np.expm1(-c * yearly)).sum())


def codes(column: npt.NDArray[np.generic]) -> tuple[npt.NDArray[np.generic], Whole]:
    """Return the distinct values of a column in order, and the place of each row's among them."""
    if column.dtype.kind in "iu" and len(column):
        low, high = int(column.min()), int(column.max())
        if high - low < 4 * len(column) + 1024:
            seen = np.bincount(column - low, minlength=high - low + 1) > 0
            place = np.cumsum(seen) - 1
            return np.flatnonzero(seen) + low, place[column - low]
    values, place = np.unique(column, return_inverse=True)
    return values, place.astype(np.int64)


def joined(*columns: Whole) -> Whole:
    """Number the combinations of several codes, without gaps, in their order."""
    mixed = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        mixed = mixed * (int(column.max(initial=0)) + 1) + column
        mixed = codes(mixed)[1]
    return mixed


@dataclass(frozen=True)
class _Problem:
    """The roster in numbers."""

    roster: Roster
    teams: tuple[Team, ...]
    terms: Terms
    visits: Numbers
    hours: Numbers
    logs: Numbers
    ordered: Whole
    district: Whole
    district_names: tuple[str, ...]
    hour_code: Whole
    mask: Whole


def solve(roster: Roster, teams: tuple[Team, ...], terms: Terms) -> Probabilities:
    """Choose every employer's probability.

    Raises DrawError: no employers, no risk, no capacity, no team for a class, floors above the capacity.
    """
    roster.check()
    terms.check()
    visits, hours = yearly_capacity(teams, terms)
    terms = once_a_week(teams, terms)
    problem = _in_numbers(roster, teams, terms, visits, hours)
    _check_floors(problem)
    active: tuple[int, ...] = ()
    while True:
        block, number = _blocked(problem, problem.mask, active)
        first = _allocate(problem, (block, number), problem.mask, active, hours)
        short = _short(problem, block, first, active)
        if not short:
            break
        active = (*active, *short)
    team = _home(problem, block, first)
    found = _with_homes(problem, team, active, first.log_price[block])
    return replace(found, bound=max(first.bound, found.deterred))


def once_a_week(teams: tuple[Team, ...], terms: Terms) -> Terms:
    """Lower the cap to what can be visited without going anywhere twice in a week."""
    weeks = min(sum(team.visits) // max(team.visits) for team in teams if sum(team.visits))
    cap = min(terms.cap, weeks * terms.per_year)
    if terms.floor > cap:
        raise DrawError(ProblemCode.FLOORS_TOO_HIGH, f"{terms.floor:.6g} > {cap:.6g}")
    return replace(terms, cap=cap)


def _in_numbers(
    roster: Roster, teams: tuple[Team, ...], terms: Terms, visits: Numbers, hours: Numbers
) -> _Problem:
    names, district = codes(roster.district)
    told = tuple(str(name) for name in names)
    goes = np.zeros(len(told), np.int64)
    for at, team in enumerate(teams):
        if not sum(team.visits):
            continue
        for place, name in enumerate(told):
            if team.districts is None or name in team.districts:
                goes[place] |= 1 << at
    # To the second: lengths that differ by less are the same to every limit.
    hour_code = codes(np.rint(roster.hours * 3600).astype(np.int64))[1]
    mask = goes[district] & ~roster.ties
    # A visit that is longer than a team's shortest week, or than a day, cannot be its own.
    for at, most in enumerate(team.longest for team in teams):
        if most < float(roster.hours.max()):
            mask = np.where(roster.hours > most, mask & ~(1 << at), mask)
    lonely = np.flatnonzero(mask == 0)
    if len(lonely):
        raise DrawError(ProblemCode.NO_TEAM, str(roster.keys[lonely[0]]))
    logs = log_harm(roster.harm)
    return _Problem(
        roster, teams, terms, visits, hours, logs, in_order(logs), district, told, hour_code, mask
    )


def _check_floors(problem: _Problem) -> None:
    least, most = problem.terms.floor * len(problem.roster), float(problem.visits.sum())
    if least > most * (1 + 1e-12):
        raise DrawError(ProblemCode.FLOORS_TOO_HIGH, f"{least:.6g} > {most:.6g}")
    counts = np.bincount(problem.district, minlength=len(problem.district_names))
    wanted = 0.0
    for name, floor in problem.terms.district_floors.items():
        there = int(counts[problem.district_names.index(name)]) if name in problem.district_names else 0
        if floor > there * problem.terms.cap * (1 + 1e-12):
            raise DrawError(
                ProblemCode.FLOORS_TOO_HIGH, f"{name}: {floor:.6g} > {there * problem.terms.cap:.6g}"
            )
        wanted += max(floor, there * problem.terms.floor) - there * problem.terms.floor
    if wanted + least > most * (1 + 1e-12):
        raise DrawError(ProblemCode.FLOORS_TOO_HIGH, f"{wanted + least:.6g} > {most:.6g}")


def _blocked(problem: _Problem, mask: Whole, active: tuple[int, ...]) -> tuple[Whole, int]:
    """Number the blocks: teams allowed, hours, and the district where its floor is felt."""
    columns = [codes(mask)[1], problem.hour_code]
    if active:
        felt = np.zeros(len(problem.district_names), np.int64)
        felt[list(active)] = np.arange(1, len(active) + 1)
        columns.append(felt[problem.district])
    block = joined(*columns)
    return block, int(block.max()) + 1


def _allocate(
    problem: _Problem,
    blocked: tuple[Whole, int],
    mask: Whole,
    active: tuple[int, ...],
    hours: Numbers,
    *,
    near: Numbers | None = None,
) -> Allocation:
    """Solve for the blocks; `near` are prices of each employer where they are about known."""
    (block, number), terms = blocked, problem.terms
    sample = np.zeros(number, np.int64)
    sample[block] = np.arange(len(block))
    teams = np.arange(len(problem.teams))
    allowed = (mask[sample][:, None] >> teams[None, :]) & 1 == 1
    district = np.full(number, -1)
    for at, place in enumerate(active):
        district[problem.district[sample] == place] = at
    floors = np.array([terms.district_floors[problem.district_names[place]] for place in active])
    curves = Curves.of((block, number), problem.roster.harm, problem.logs, problem.ordered, terms)
    blocks = Blocks(allowed, problem.roster.hours[sample], district)
    about = None if near is None else near[sample]
    found = allocate(curves, blocks, Limits(problem.visits, hours, floors), about)
    return replace(found, log_price=curves.price_for(found.total))


def _short(problem: _Problem, block: Whole, found: Allocation, active: tuple[int, ...]) -> tuple[int, ...]:
    """Return the districts whose floor is broken while it is left out."""
    left = [
        (at, problem.terms.district_floors[name])
        for at, name in enumerate(problem.district_names)
        if at not in active and problem.terms.district_floors.get(name)
    ]
    if not left:
        return ()
    totals = np.bincount(
        problem.district, weights=_filled(problem, block, found), minlength=len(problem.district_names)
    )
    return tuple(at for at, floor in left if totals[at] < floor * (1 - 1e-9))


def _filled(problem: _Problem, block: Whole, found: Allocation) -> Numbers:
    terms = problem.terms
    return best(problem.logs, found.log_price[block], terms.deterrence, terms.floor, terms.cap)


def _home(problem: _Problem, block: Whole, found: Allocation) -> Whole:
    """Give each employer one team, so that the teams' shares of a block are those of the programme."""
    share = np.cumsum(found.by_team, axis=1)
    # A block without visits still needs a team that may go there: the programme is solved once more.
    masks = np.zeros(len(share), np.int64)
    masks[block] = problem.mask
    allowed = (masks[:, None] >> np.arange(len(problem.teams))[None, :]) & 1 == 1
    home = np.argmax(np.where(allowed, found.by_team, -1.0), axis=1)
    split = (found.by_team > 1e-9 * np.maximum(found.total, 1e-9)[:, None]).sum(axis=1) > 1
    team = home[block]
    rows = np.flatnonzero(split[block])
    if len(rows):
        filled = _filled(problem, block, found)
        place = joined(block, problem.district, codes(problem.roster.trade)[1])
        rows = by_group(place, int(place.max()) + 1, rows)
        weight = filled[rows]
        running = np.cumsum(weight)
        first = np.concatenate([[True], block[rows][1:] != block[rows][:-1]])
        before = (running - weight)[first][np.cumsum(first) - 1]
        whole = np.bincount(block, weights=filled, minlength=len(split))[block[rows]]
        # The middle of the employer's stretch decides, so that no team gets much more than its share.
        middle = np.minimum((running - before - weight / 2) / np.maximum(whole, 1e-300), 1 - 1e-9)
        bounds = np.minimum(share / np.maximum(found.total, 1e-300)[:, None], 1.0)[:, :-1]
        # One search for all blocks: each has its own stretch of the numbers.
        edges = (bounds + np.arange(len(bounds))[:, None]).ravel()
        chosen = np.searchsorted(edges, block[rows] + middle, side="right") - block[rows] * bounds.shape[1]
        may = problem.mask[rows] >> chosen & 1 == 1
        team[rows] = np.where(may, chosen, home[block[rows]])
    homes: Whole = team.astype(np.int64)
    return homes


def _with_homes(problem: _Problem, team: Whole, active: tuple[int, ...], near: Numbers) -> Probabilities:
    """Solve again with every employer's team fixed, and with hours that no rounding of a week can break."""
    mask = np.left_shift(np.int64(1), team)
    floored = tuple(
        at for at, name in enumerate(problem.district_names) if problem.terms.district_floors.get(name)
    )
    # Of each team's hours: the most that are known to hold in every week, and the least known to be too many.
    holds, most, hours = np.zeros_like(problem.hours), problem.hours.copy(), problem.hours.copy()
    cut = np.zeros(len(problem.hours), bool)
    kept: Probabilities | None = None
    for turn in range(_TURNS):
        try:
            found, parts = _once(problem, mask, active, hours, near)
        except DrawError:
            if kept is None:
                raise
            return kept
        if parts is None:
            active = floored
            continue
        over = _over(problem, team, parts)
        if not over.any():
            worth = deterred(problem.roster.harm, parts / PARTS, problem.terms.deterrence)
            kept, holds = Probabilities(parts, team, worth, found.bound), hours.copy()
            if (~cut | (most - holds <= _CLOSE * most)).all():
                return kept
        used = np.bincount(team, weights=parts / PARTS * problem.roster.hours, minlength=len(hours))
        cut |= over > 0
        most = np.where(over > 0, np.minimum(hours, used), most)
        tried = most - over * problem.terms.per_year if turn == 0 else most * 0.85
        halfway = (
            (holds + most) / 2 if kept is not None else np.where(over > 0, np.maximum(tried, 0.0), hours)
        )
        hours = np.where(cut, halfway, problem.hours)
    if kept is None:
        raise DrawError(ProblemCode.NO_CAPACITY, problem.teams[int(np.argmax(over))].key)
    return kept


def _once(
    problem: _Problem, mask: Whole, active: tuple[int, ...], hours: Numbers, near: Numbers
) -> tuple[Allocation, Whole | None]:
    """Solve with these hours; None for the probabilities where a district's floor was left out and is
    broken.
    """
    block, number = _blocked(problem, mask, active)
    found = _allocate(problem, (block, number), mask, active, hours, near=near)
    if _short(problem, block, found, active):
        return found, None
    return found, _in_parts(problem, mask, _filled(problem, block, found))


def _in_parts(problem: _Problem, mask: Whole, filled: Numbers) -> Whole:
    """Round down to whole parts, and a hair below a team's visits where the figures ran over them."""
    team = np.round(np.log2(mask)).astype(np.int64)
    totals = np.bincount(team, weights=filled, minlength=len(problem.teams))
    with np.errstate(divide="ignore", invalid="ignore"):
        spare = np.bincount(team, minlength=len(problem.teams)) * problem.terms.floor
        free = np.where(totals > spare, np.minimum((problem.visits - spare) / (totals - spare), 1.0), 1.0)
    floor = problem.terms.floor
    kept = floor + (filled - floor) * free[team]
    parts: Whole = np.floor(kept * PARTS + 0.25).astype(np.int64)
    return parts


def _over(problem: _Problem, team: Whole, parts: Whole) -> Numbers:
    """Return by how many hours of the period each team's worst week could run over, with hours uncut."""
    over = np.zeros(len(problem.teams))
    levels = np.zeros(int(problem.hour_code.max()) + 1)
    levels[problem.hour_code] = problem.roster.hours
    cells = (len(problem.teams), len(levels))
    expected = np.bincount(team * len(levels) + problem.hour_code, parts, cells[0] * cells[1]).reshape(cells)
    for at, each in enumerate(problem.teams):
        some = np.flatnonzero(expected[at])[::-1]
        if len(some):
            total = expected[at][some] / PARTS / problem.terms.per_year
            _, over[at] = parts_of(levels[some], total, shares_of(each))
    return over
