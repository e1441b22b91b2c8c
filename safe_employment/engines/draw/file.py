"""The file of a draw (JSON): all that anybody needs to compute every schedule of a period again.

========================  ==============================================================================
``format``                :data:`FORMAT`
``period``                ``name``, ``first``, ``last`` (ISO dates), ``weeks`` (names, in their order) and
                          ``left_alone``: how many members no team may visit, who are not among the rows
``engine``                ``version`` (of the algorithm) and ``source`` (SHA-256 of its code)
``terms``                 what the association decided; figures with fractions as text
``teams``                 ``key``, by week ``visits``, ``minutes`` and ``days``, and ``day_minutes``: the most
                          that one day takes (null: not limited)
``classes``               ``[teams, district]``: the places of the teams that may go there, as bits; the
                          district where it has a floor, otherwise empty
``rows``                  ``[key, class, team, minutes, step, parts]``: the harm at stake is 2 to the power of
                          a quarter of the step (:data:`NO_HARM_STEP`: none); parts are expected visits a year
                          in 10⁻¹²
``facts``                 SHA-256 of the facts behind the rows, which are not public
``number``                ``kind`` (lottery, drand), ``name``, ``day`` and ``form`` of the public number
``published``             ``root`` and ``commitment``: the two hashes that were published beforehand
``drawn``                 later: ``number`` in its form, and ``weeks``: ``[row key, team key, day]`` of each
``secret``                after the period
========================  ==============================================================================

Everything above ``published`` is under the hash ``root``. Keys of rows are not names: each employer can be
told its own. A row has what a check needs and no more: no trade, a district only where it has a floor, the
length of a visit in four steps, the harm in steps of a fifth, so that many rows are alike.

Forms before this one, the first of which drew each week by itself, were never published.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import inf
from typing import TYPE_CHECKING, Any

import numpy as np

from .probabilities import Probabilities, codes, joined, solve
from .problems import DrawError, ProblemCode
from .roster import Roster, Team, Terms
from .schedule import Design, Frame, draw_period, on_days
from .sealing import Stream, canonical, commitment, digest, seed_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy.typing as npt

    from .schedule import Visit

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]

FORMAT = "safe-employment draw 3"
#: Raised whenever the same inputs would give other schedules.
ENGINE = "3"
SEALED = ("format", "period", "engine", "terms", "teams", "rows", "facts", "number", "classes")
#: The step of a harm of nothing; there are four steps in a doubling.
NO_HARM_STEP, STEPS = -1000, 4


@cache
def source_hash() -> str:
    """Return the SHA-256 of the code of this engine, file by file in the order of their names."""
    found = hashlib.sha256()
    for each in sorted(files(__package__).iterdir(), key=lambda entry: entry.name):
        if each.name.endswith(".py"):
            found.update(each.name.encode() + b"\0" + each.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return found.hexdigest()


def terms_in_text(terms: Terms, targeted: float = 0.0) -> dict[str, Any]:
    """Return the terms with every figure as the shortest text that reads as the same figure."""
    plain = {name: repr(float(getattr(terms, name))) for name in _FIGURES}
    floors = {name: repr(float(floor)) for name, floor in sorted(terms.district_floors.items())}
    return {**plain, "targeted": repr(float(targeted)), "district_floors": floors}


_FIGURES = ("deterrence", "floor", "cap", "per_year")


def _terms_of(told: Mapping[str, Any]) -> Terms:
    floors = {str(name): float(floor) for name, floor in dict(told["district_floors"]).items()}
    return Terms(**{name: float(told[name]) for name in _FIGURES}, district_floors=floors)


def facts_hash(salt: bytes, facts: Any) -> str:
    """Return the hash of the facts behind the rows; the salt keeps them from being guessed."""
    return digest(b"safe-employment draw facts 1", salt, canonical(facts)).hex()


def steps_of(harm: Numbers) -> Whole:
    """Return harms in steps, of which four double them."""
    some = harm > 0
    logs = np.log2(np.where(some, harm, 1.0))
    steps: Whole = np.where(some, np.round(STEPS * logs), NO_HARM_STEP).astype(np.int64)
    return np.maximum(steps, NO_HARM_STEP)


def harm_of(steps: Whole) -> Numbers:
    """Return the harm of each step."""
    harm: Numbers = np.where(steps > NO_HARM_STEP, np.exp2(steps / STEPS), 0.0)
    return harm


def _classes(roster: Roster, teams: Sequence[Team], terms: Terms) -> tuple[Whole, list[list[Any]]]:
    """Number the classes in the order of their first rows: who may go there, and the district's floor."""
    names, place = codes(roster.district)
    told = [str(name) for name in names]
    goes = np.zeros(len(told), np.int64)
    for at, team in enumerate(teams):
        goes |= np.array([team.districts is None or name in team.districts for name in told]) * (1 << at)
    floored = np.array([name in terms.district_floors for name in told])
    may = goes[place] & ~roster.ties
    mixed = joined(codes(may)[1], np.where(floored, np.arange(1, len(told) + 1), 0)[place])
    _, first, of = np.unique(mixed, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    classes = [[int(may[at]), told[place[at]] if floored[place[at]] else ""] for at in first[order]]
    return rank[of], classes


def _told(team: Team) -> dict[str, Any]:
    return {
        "key": team.key,
        "visits": list(team.visits),
        # Whole minutes, down for a team and up for a visit, so that no limit grows.
        "minutes": [int(hours * 60 + 1e-6) for hours in team.hours],
        "days": [list(days) for days in team.days],
        "day_minutes": int(team.day_hours * 60 + 1e-6) if team.day_hours < inf else None,
    }


def seal(
    *,
    period: Mapping[str, Any],
    terms: Terms,
    targeted: float,
    teams: Sequence[Team],
    roster: Roster,
    facts: str,
    number: Mapping[str, str],
    secret: bytes,
) -> tuple[dict[str, Any], Probabilities]:
    """Choose the probabilities from what the file will say, and return the file as it is when it is sealed,
    with the two hashes to publish and without the secret.

    Raises DrawError as :func:`solve` does.
    """
    roster.check()
    of, classes = _classes(roster, teams, terms)
    sealed: dict[str, Any] = {
        "format": FORMAT,
        "period": dict(period),
        "engine": {"version": ENGINE, "source": source_hash()},
        "terms": terms_in_text(terms, targeted),
        "teams": [_told(team) for team in teams],
        "classes": classes,
        "facts": facts,
        "number": dict(number),
    }
    columns = (of, np.zeros(len(roster), np.int64), np.ceil(roster.hours * 60 - 1e-6), steps_of(roster.harm))
    whole = [column.astype(np.int64) for column in columns]
    inputs = inputs_of(sealed, tuple(map(str, roster.keys)), (whole[0], whole[2], whole[3]))
    found = solve(*inputs)
    whole[1] = found.team
    cells = zip(roster.keys.tolist(), *(each.tolist() for each in whole), found.parts.tolist(), strict=True)
    sealed["rows"] = [[str(key), *rest] for key, *rest in cells]
    return {**sealed, "published": {"root": root_of(sealed), "commitment": commitment(secret)}}, found


def inputs_of(
    file: Mapping[str, Any], keys: tuple[str, ...], columns: tuple[Whole, Whole, Whole]
) -> tuple[Roster, tuple[Team, ...], Terms]:
    """Return what the probabilities are chosen from, as the file has it: class, minutes, step of each row.

    Raises DrawError DRAW_NOT_A_FILE.
    """
    of, minutes, steps = columns
    teams = _teams_of(file)
    try:
        may = np.array([int(bits) for bits, _ in file["classes"]], np.int64)
        names = np.array([str(name) for _, name in file["classes"]], np.str_)
        terms = _terms_of(file["terms"])
        roster = Roster(
            np.array(keys, np.str_), names[of], np.zeros(len(of), np.int64), ~may[of], harm_of(steps),
            minutes / 60,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as problem:
        raise DrawError(ProblemCode.NOT_A_FILE, f"{type(problem).__name__}: {problem}") from problem
    return roster, teams, terms


def root_of(file: Mapping[str, Any]) -> str:
    """Return the hash of everything that was sealed."""
    sealed = {name: file[name] for name in SEALED}
    return digest(b"safe-employment draw root 2", canonical(sealed)).hex()


@dataclass(frozen=True)
class Opened:
    """A file in numbers."""

    file: Mapping[str, Any]
    keys: tuple[str, ...]
    frame: Frame
    teams: tuple[Team, ...]
    per_year: float
    weeks: tuple[str, ...]
    steps: Whole

    def inputs(self) -> tuple[Roster, tuple[Team, ...], Terms]:
        """Return what the probabilities were chosen from. Raises DrawError DRAW_NOT_A_FILE."""
        return inputs_of(self.file, self.keys, (self.frame.group, self.frame.minutes, self.steps))


def _teams_of(file: Mapping[str, Any]) -> tuple[Team, ...]:
    try:
        return tuple(
            Team(
                str(team["key"]), tuple(map(int, team["visits"])), tuple(int(m) / 60 for m in
                team["minutes"]), days=tuple(tuple(map(str, days)) for days in team["days"]),
                day_hours=inf if team["day_minutes"] is None else int(team["day_minutes"]) / 60,
            )
            for team in file["teams"]
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as problem:
        raise DrawError(ProblemCode.NOT_A_FILE, f"{type(problem).__name__}: {problem}") from problem


def opened(file: Mapping[str, Any]) -> Opened:
    """Read a file. Raises DrawError DRAW_NOT_A_FILE for what has another form, DRAW_REPEATED_ROW."""
    teams = _teams_of(file)
    try:
        rows = file["rows"]
        keys = tuple(str(row[0]) for row in rows)
        cells = [[int(cell) for cell in row[1:6]] for row in rows]
        columns = np.array(cells, np.int64).reshape(-1, 5)
        weeks, per_year = tuple(map(str, file["period"]["weeks"])), float(file["terms"]["per_year"])
    except (KeyError, TypeError, ValueError, IndexError, OverflowError) as problem:
        raise DrawError(ProblemCode.NOT_A_FILE, f"{type(problem).__name__}: {problem}") from problem
    if not keys:
        raise DrawError(ProblemCode.NO_EMPLOYERS)
    if len(columns) != len(keys):
        raise DrawError(ProblemCode.NOT_A_FILE, "rows")
    if len(set(keys)) < len(keys):
        raise DrawError(ProblemCode.REPEATED_ROW, "rows")
    group, team, minutes, steps, parts = columns.T
    wrong = min(group.min(), team.min(), parts.min()) < 0 or minutes.min() <= 0 or team.max() >= len(teams)
    whole = all(
        len(each.visits) == len(each.hours) == len(weeks) and len(each.days) in (0, len(weeks))
        for each in teams
    )
    if wrong or not whole or per_year <= 0:
        raise DrawError(ProblemCode.NOT_A_FILE, "rows, teams, weeks")
    frame = Frame(parts, team, group, minutes)
    return Opened(file, keys, frame, teams, per_year, weeks, steps)


class Drawer:
    """Draws the weeks of a file; what it needs is prepared once for all weeks."""

    def __init__(self, file: Mapping[str, Any], *, secret: bytes, number: str) -> None:
        self.opened = opened(file)
        self._seed = seed_of(root_of(file), secret, number)
        self._weeks: list[list[tuple[int, int]]] | None = None

    def week(self, at: int) -> list[list[str]]:
        """Return the schedule of the week with this place in the period: row key, team key, day."""
        found = self.opened
        visits = self._week(at)
        return [[found.keys[visit.row], found.teams[visit.team].key, visit.day] for visit in visits]

    def _week(self, at: int) -> list[Visit]:
        if self._weeks is None:
            self._weeks = draw_period(self.design(), Stream(self._seed, "period"))
        hours, chance = self.opened.frame.minutes / 60, Stream(self._seed, self.opened.weeks[at])
        return on_days(self._weeks[at], self.opened.teams, at, hours, chance)

    def design(self) -> Design:
        """Prepare the period. Raises DrawError DRAW_NO_CAPACITY where a week could break a limit."""
        found = self.opened
        districts = found.inputs()[0].district
        frame = Frame(found.frame.parts, found.frame.team, codes(districts)[1], found.frame.minutes)
        return Design.of(frame, found.teams, found.per_year)


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
