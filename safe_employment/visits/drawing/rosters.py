"""The frozen roster: who can be drawn, with the facts behind the risk, and the teams' weeks."""

from __future__ import annotations

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Max

from safe_employment.engines import draw
from safe_employment.findings.eyes import pairs_tied
from safe_employment.members.models import Employer, Standing
from safe_employment.members.risk_facts import risk_facts
from safe_employment.visits.drawing.days import visit_days
from safe_employment.visits.drawing.problems import told
from safe_employment.visits.models import Outcome, Team, Visit

if TYPE_CHECKING:
    from safe_employment.kit.models import Association
    from safe_employment.visits.models import DrawRules

#: Hours of a visit by the number of workers below which they hold; unknown counts as few.
HOURS_BY_STAFF = ((10, 2.0), (50, 3.0), (200, 4.0))
HOURS_OF_LARGE = 6.0
COUNTED = ("minor", "major", "critical", "books", "reports")
NEVER = -1


@dataclass(frozen=True)
class Row:
    """What is known of one employer when the roster is frozen. `left` is turnover in thousandths."""

    key: str
    employer: int
    district: str
    trade: str
    ties: int
    minor: int
    major: int
    critical: int
    books: int
    reports: int
    left: int
    months: int
    staff: int

    @property
    def hours(self) -> float:
        """How long a visit takes."""
        return next((hours for staff, hours in HOURS_BY_STAFF if self.staff < staff), HOURS_OF_LARGE)


@dataclass(frozen=True)
class Teams:
    """Standing teams in the order of their bits, as the engine takes them, and the places kept each week."""

    standing: tuple[Team, ...]
    drawn: tuple[draw.Team, ...]
    kept: tuple[int, ...]


def standing_teams(association: Association) -> list[Team]:
    """Return the teams that are not dissolved, with their members."""
    found = Team.objects.filter(association=association, retired_on=None)
    return list(found.order_by("pk").prefetch_related("members"))


def teams_of(association: Association, rules: DrawRules, weeks: Sequence[date]) -> Teams:
    """Return the teams with their weeks.

    A week of a team that is shorter than two of the longest visits and less than half of its best has no
    drawn visits: its places are kept. So no holiday week makes a whole year's probabilities smaller.
    """
    teams, drawn, kept = standing_teams(association), [], np.zeros(len(weeks), int)
    for team in teams:
        days = [visit_days(team, monday) for monday in weeks]
        hours = [float(team.hours_per_day) * len(each) for each in days]
        visits = tuple(rules.visits_per_day * len(each) for each in days)
        some, rest = draw.keep_for_targeted(visits, float(rules.targeted_share))
        short = [have < 2 * HOURS_OF_LARGE and have < max(hours) / 2 for have in hours]
        kept += np.array(rest) + np.where(short, some, 0)
        drawn.append(
            draw.Team(
                f"T{team.pk}",
                tuple(0 if left_out else number for number, left_out in zip(some, short, strict=True)),
                tuple(hours),
                frozenset(team.districts) if team.districts else None,
                tuple(tuple(day.isoformat() for day in each) for each in days),
                float(team.hours_per_day),
            )
        )
    return Teams(tuple(teams), tuple(drawn), tuple(int(each) for each in kept))


@dataclass(frozen=True)
class Frozen:
    """All that a period is drawn from: who may be visited, who cannot be, and the roster for the engine."""

    rows: list[Row]
    alone: list[Row]
    teams: Teams
    weights: draw.Weights
    roster: draw.Roster


def frozen(
    association: Association, rules: DrawRules, weeks: Sequence[date], salt: bytes, today: date
) -> Frozen:
    """Freeze what is known today, by the rules. Raises ProgrammeError for weights that cannot hold."""
    teams = teams_of(association, rules, weeks)
    every = rows_of(association, teams.standing, salt, today)
    rows, alone = reachable(every, teams.drawn) if teams.drawn else (every, [])
    try:
        return Frozen(rows, alone, teams, weights_of(rules), roster_of(rows, rules))
    except draw.DrawError as problem:
        raise told(problem) from problem


def rows_of(association: Association, teams: Sequence[Team], salt: bytes, today: date) -> list[Row]:
    """Freeze what is known of every member, in the order of keys that tell nothing."""
    counts = risk_facts(association, today)
    visited = dict(
        Visit.objects.filter(association=association, outcome=Outcome.HELD, visited_on__lte=today)
        .order_by()
        .values_list("employer")
        .annotate(Max("visited_on"))
    )
    ties = _ties(teams, today)
    members = Employer.objects.live().filter(association=association, standing=Standing.MEMBER)
    found = [
        Row(
            key_of(salt, pk), pk, district, trade, ties.get(pk, 0),
            **{name: int(counts.get(name, {}).get(pk, 0)) for name in COUNTED},
            left=round(counts.get("turnover", {}).get(pk, 0) * 1000),
            months=_months(visited.get(pk), today), staff=staff or 0,
        )
        for pk, district, trade, staff in members.order_by().values_list(
            "pk", "division_code", "industry_code", "staff"
        )
    ]  # fmt: skip
    return sorted(found, key=lambda row: row.key)


def key_of(salt: bytes, employer: int) -> str:
    """Return an employer's key in a draw: a keyed hash, so that nobody can tell it without the salt."""
    return hmac.digest(salt, str(employer).encode(), "sha256")[:10].hex()


def _ties(teams: Sequence[Team], today: date) -> dict[int, int]:
    bits: dict[int, int] = {}
    for at, team in enumerate(teams):
        for member in team.members.all():
            bits[member.pk] = bits.get(member.pk, 0) | 1 << at
    found: dict[int, int] = {}
    for person, employer in pairs_tied(today, person__in=bits):
        found[employer] = found.get(employer, 0) | bits[person]
    return found


def _months(visited_on: date | None, today: date) -> int:
    return NEVER if visited_on is None else max((today - visited_on).days // 30, 0)


def weights_of(rules: DrawRules) -> draw.Weights:
    """Return the association's points as the engine takes them."""
    plain: dict[str, Any] = {
        name: float(getattr(rules, name))
        for name in ("base", "minor", "major", "critical", "books", "reports", "turnover", "month")
    }
    return draw.Weights(
        **plain, report_threshold=rules.report_threshold, most_months=rules.most_months,
        staff=float(rules.staff_power), trades={code: float(value) for code, value in rules.trades.items()},
    )  # fmt: skip


def terms_of(rules: DrawRules, weeks: int) -> draw.Terms:
    """Return the association's terms for a period of so many weeks."""
    return draw.Terms(
        deterrence=float(rules.deterrence), floor=float(rules.floor), cap=float(rules.cap),
        district_floors={code: float(value) for code, value in rules.district_floors.items() if float(value) >
        0}, per_year=365.25 / 7 / weeks,
    )  # fmt: skip


def facts_of(rows: Sequence[Row]) -> draw.Facts:
    """Return the rows' facts as the engine takes them."""
    numbers = {
        name: np.array([getattr(row, name) for row in rows], float)
        for name in (*COUNTED, "left", "months", "staff")
    }
    turnover = numbers.pop("left") / 1000
    return draw.Facts(**numbers, turnover=turnover, trade=np.array([row.trade for row in rows], np.str_))


def roster_of(rows: Sequence[Row], rules: DrawRules) -> draw.Roster:
    """Return the rows with their harm, as the engine takes them."""
    return draw.Roster(
        keys=np.array([row.key for row in rows], np.str_),
        district=np.array([row.district for row in rows], np.str_),
        trade=np.array([row.trade for row in rows], np.str_),
        ties=np.array([row.ties for row in rows], np.int64),
        harm=draw.harm(facts_of(rows), weights_of(rules)),
        hours=np.array([row.hours for row in rows], float),
    )


def reachable(rows: Sequence[Row], teams: Sequence[draw.Team]) -> tuple[list[Row], list[Row]]:
    """Part the rows: those that some team may visit, and those that would certainly be left alone."""
    reached: list[Row] = []
    alone: list[Row] = []
    for row in rows:
        may = any(
            not row.ties >> at & 1
            and (team.districts is None or row.district in team.districts)
            and row.hours <= team.longest
            for at, team in enumerate(teams)
        )
        (reached if may else alone).append(row)
    return reached, alone
