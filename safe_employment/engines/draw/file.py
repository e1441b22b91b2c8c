"""The file of a draw (JSON): all that anybody needs to compute every schedule of a period again.

========================  ==============================================================================
``format``                :data:`FORMAT`
``period``                ``name``, ``first``, ``last`` (ISO dates) and ``weeks`` (names, in their order)
``engine``                ``version`` (of the algorithm) and ``source`` (SHA-256 of its code)
``terms``                 what the association decided; figures with fractions as text
``teams``                 ``key``, and by week ``visits``, ``minutes`` and ``days``
``rows``                  ``[key, class, team, minutes, parts]``: parts are expected visits a year in 10⁻¹²
``facts``                 SHA-256 of the facts behind the rows, which are not public
``number``                ``kind`` (lottery, drand), ``name`` and ``day`` of the public number
``published``             ``root`` and ``commitment``: the two hashes that were published beforehand
``drawn``                 later: ``number`` in its form, and ``weeks``: ``[row key, team key, day]`` of each
``secret``                after the period
========================  ==============================================================================

Everything above ``published`` is under the hash ``root``. Keys of rows are not names: each employer can be
told its own.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from .problems import DrawError, ProblemCode
from .roster import Team
from .schedule import Design, Frame, draw_week
from .sealing import Stream, canonical, commitment, digest, seed_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .probabilities import Probabilities
    from .roster import Roster, Terms

FORMAT = "safe-employment draw 1"
#: Raised whenever the same inputs would give other schedules.
ENGINE = "1"
SEALED = ("format", "period", "engine", "terms", "teams", "rows", "facts", "number")


@cache
def source_hash() -> str:
    """Return the SHA-256 of the code of this engine, file by file in the order of their names."""
    found = hashlib.sha256()
    for each in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if each.name.endswith(".py"):
            found.update(each.name.encode() + b"\0" + each.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()


def terms_in_text(terms: Terms, targeted: float = 0.0) -> dict[str, Any]:
    """Return the terms with every figure as text."""
    return {
        "deterrence": f"{terms.deterrence:.12g}",
        "floor": f"{terms.floor:.12g}",
        "cap": f"{terms.cap:.12g}",
        "per_year": f"{terms.per_year:.12g}",
        "targeted": f"{targeted:.12g}",
        "district_floors": {name: f"{floor:.12g}" for name, floor in sorted(terms.district_floors.items())},
    }


def facts_hash(salt: bytes, facts: Any) -> str:
    """Return the hash of the facts behind the rows; the salt keeps them from being guessed."""
    return digest(b"safe-employment draw facts 1", salt, canonical(facts)).hex()


def seal(
    *,
    period: Mapping[str, Any],
    terms: Mapping[str, Any],
    teams: Sequence[Team],
    roster: Roster,
    groups: Sequence[int],
    found: Probabilities,
    facts: str,
    number: Mapping[str, str],
    secret: bytes,
) -> dict[str, Any]:
    """Return the file of a period as it is when it is sealed, with the two hashes to publish; without the
    secret.
    """
    sealed: dict[str, Any] = {
        "format": FORMAT,
        "period": dict(period),
        "engine": {"version": ENGINE, "source": source_hash()},
        "terms": dict(terms),
        "teams": [
            {
                "key": team.key,
                "visits": list(team.visits),
                "minutes": [round(hours * 60) for hours in team.hours],
                "days": [list(days) for days in team.days],
            }
            for team in teams
        ],
        "rows": [
            [str(roster.keys[at]), int(groups[at]), int(found.team[at]), round(roster.hours[at] * 60),
            int(found.parts[at])] for at in range(len(roster))
        ],
        "facts": facts,
        "number": dict(number),
    }  # fmt: skip
    return {**sealed, "published": {"root": root_of(sealed), "commitment": commitment(secret)}}


def root_of(file: Mapping[str, Any]) -> str:
    """Return the hash of everything that was sealed."""
    return digest(b"safe-employment draw root 1", canonical({name: file[name] for name in SEALED})).hex()


@dataclass(frozen=True)
class Opened:
    """A file in numbers."""

    keys: tuple[str, ...]
    frame: Frame
    teams: tuple[Team, ...]
    per_year: float
    weeks: tuple[str, ...]


def opened(file: Mapping[str, Any]) -> Opened:
    """Read a file. Raises DrawError DRAW_NOT_A_FILE for what has another form, DRAW_REPEATED_ROW."""
    try:
        rows = file["rows"]
        keys = tuple(str(row[0]) for row in rows)
        columns = np.array([[int(cell) for cell in row[1:5]] for row in rows], np.int64).reshape(-1, 4)
        teams = tuple(
            Team(
                str(team["key"]), tuple(map(int, team["visits"])), tuple(int(m) / 60 for m in
                team["minutes"]), days=tuple(tuple(map(str, days)) for days in team["days"]),
            )
            for team in file["teams"]
        )  # fmt: skip
        weeks, per_year = tuple(map(str, file["period"]["weeks"])), float(file["terms"]["per_year"])
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as problem:
        raise DrawError(ProblemCode.NOT_A_FILE, f"{type(problem).__name__}: {problem}") from problem
    group, team, minutes, parts = columns.T if len(columns) else np.zeros((4, 0), np.int64)
    if not keys:
        raise DrawError(ProblemCode.NO_EMPLOYERS)
    if len(columns) != len(keys):
        raise DrawError(ProblemCode.NOT_A_FILE, "rows")
    if len(set(keys)) < len(keys):
        raise DrawError(ProblemCode.REPEATED_ROW, "rows")
    wrong = min(group.min(), team.min(), parts.min()) < 0 or minutes.min() <= 0 or team.max() >= len(teams)
    if wrong or any(len(each.visits) != len(weeks) for each in teams) or per_year <= 0:
        raise DrawError(ProblemCode.NOT_A_FILE, "rows, teams, weeks")
    return Opened(keys, Frame(parts, team, group, minutes), teams, per_year, weeks)


class Drawer:
    """Draws the weeks of a file; a design is prepared once for all weeks of the same capacity."""

    def __init__(self, file: Mapping[str, Any], *, secret: bytes, number: str) -> None:
        self.opened = opened(file)
        self._seed = seed_of(root_of(file), secret, number)
        self._designs: dict[tuple[object, ...], Design] = {}

    def week(self, at: int) -> list[list[str]]:
        """Return the schedule of the week with this place in the period: row key, team key, day."""
        found = self.opened
        same = tuple((team.visits[at], team.hours[at]) for team in found.teams)
        if same not in self._designs:
            self._designs[same] = Design.of(found.frame, found.teams, found.per_year, at)
        days = tuple(team.days[at] if team.days else () for team in found.teams)
        drawn = draw_week(self._designs[same], Stream(self._seed, found.weeks[at]), days)
        return [[found.keys[visit.row], found.teams[visit.team].key, visit.day] for visit in drawn]


def read(data: bytes) -> dict[str, Any]:
    """Read the bytes of a file. Raises DrawError DRAW_NOT_A_FILE."""
    try:
        file = json.loads(data)
    except (ValueError, RecursionError) as problem:
        raise DrawError(ProblemCode.NOT_A_FILE, str(problem)[:80]) from problem
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise DrawError(ProblemCode.NOT_A_FILE, "format")
    if missing := [name for name in (*SEALED, "published") if name not in file]:
        raise DrawError(ProblemCode.NOT_A_FILE, ", ".join(missing))
    return file


def written(file: Mapping[str, Any]) -> bytes:
    """Return a file as bytes: the canonical form, which is also JSON."""
    return canonical(dict(file))
