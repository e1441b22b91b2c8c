"""An invented roster for the benchmarks of the draw: districts, trades, staff, findings, reports, last
visits."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from safe_employment.engines.draw import Facts, Roster, Team, Terms, Weights, harm

DISTRICTS, TRADES, WEEKS, SEED = 16, 14, 52, 20_260_901
#: Visits and hours a week of a team of two.
VISITS, HOURS = 3, 20.0


def facts_of(employers: int, chance: np.random.Generator) -> Facts:
    """Most workplaces are small and in order; a few are large, or have much against them."""
    trouble = chance.lognormal(-1.6, 1.5, employers)
    return Facts(
        minor=chance.poisson(0.6 * trouble).astype(float), major=chance.poisson(0.25 * trouble).astype(float),
        critical=chance.poisson(0.03 * trouble).astype(float), books=chance.poisson(0.8 *
        trouble).astype(float), reports=chance.poisson(0.25 * trouble).astype(float),
        trade=chance.integers(0, TRADES, employers).astype(str),
        turnover=np.clip(chance.beta(1.2, 6, employers) * (1 + trouble / 4), 0, 3),
        months=np.where(chance.random(employers) < 0.9, -1, chance.integers(0, 36, employers)).astype(float),
        staff=np.maximum(np.round(chance.lognormal(1.8, 1.3, employers)), 1),
    )  # fmt: skip


WEIGHTS = Weights(
    trades={str(at): 0.3 * (at % 5) for at in range(TRADES)}, base=0.2, month=0.02, turnover=1.0
)


def roster_of(employers: int, teams: int = 10, seed: int = SEED, staff: float = 0.5) -> Roster:
    """A roster; one employer in twenty has a tie with somebody on a team. `staff`: the power of workers."""
    chance = np.random.default_rng(seed)
    facts = facts_of(employers, chance)
    tied = chance.random(employers) < 0.05
    ties = np.where(tied, np.left_shift(1, chance.integers(0, teams, employers)), 0)
    many = facts.staff
    hours = np.select([many < 10, many < 50, many < 200], [2.0, 3.0, 4.0], 6.0)
    district = np.minimum(chance.geometric(0.15, employers) - 1, DISTRICTS - 1)
    return Roster(
        keys=np.arange(employers).astype(np.str_), district=district, trade=facts.trade.astype(int),
        ties=ties, harm=harm(facts, replace(WEIGHTS, staff=staff)), hours=hours,
    )  # fmt: skip


def teams_of(
    teams: int = 10, visits: int = VISITS, hours: float = HOURS, weeks: int = WEEKS
) -> tuple[Team, ...]:
    """Standing teams with the same weeks."""
    return tuple(Team(f"T{at}", (visits,) * weeks, (hours,) * weeks) for at in range(teams))


def terms_of(roster: Roster, teams: tuple[Team, ...], c: float = 10.0, per_year: float = 1.0) -> Terms:
    """Nobody is certain to be left alone: a tenth of the visits as floor; each district a share by its
    size."""
    capacity = per_year * sum(sum(team.visits) for team in teams)
    counts = np.bincount(roster.district.astype(int), minlength=DISTRICTS)
    floors = {str(at): 0.4 * capacity * counts[at] / len(roster) for at in range(DISTRICTS)}
    floor = 0.1 * capacity / len(roster)
    return Terms(deterrence=c, floor=floor, cap=1.0, district_floors=floors, per_year=per_year)
