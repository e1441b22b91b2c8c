"""The rows of a list as they wait for confirmation: what each says, whom it means, what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from safe_employment.kit.errors import ErrorKind
from safe_employment.members.queries import employers_for
from safe_employment.members.rosters import errors
from safe_employment.members.rosters.recognising import EmployerLine, recognise_employers

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.members.rosters.reading import Roster

# Problems that go away when a person chooses an employer.
OF_THE_EMPLOYER = frozenset({errors.UNKNOWN.code, errors.UNCERTAIN.code, errors.DIFFERENT.code})


# The database keeps the values of a row in no order of their own.
_USUAL = ("employer", "code", "number", "signatory", "person", "post", "people", "women", "came", "day")


def _usual_place(key: str) -> int:
    return _USUAL.index(key) if key in _USUAL else len(_USUAL)


@dataclass(frozen=True)
class Problem:
    """A problem of a row: its code in the catalogue, the letter of its column, and its facts."""

    code: str
    column: str = ""
    facts: dict[str, Any] = field(default_factory=dict)

    def words(self, catalogue: Mapping[str, ErrorKind]) -> tuple[str, str]:
        """Return what happened and what to do, in the reader's language."""
        kind = catalogue[self.code]
        return str(kind.what) % self.facts, str(kind.remedy) % self.facts


@dataclass
class RosterRow:
    """A row: `employer` is found or chosen; a row that `is_left_out` is never written."""

    number: int
    values: dict[str, str]
    employer: int | None = None
    candidates: list[int] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    is_left_out: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether confirming writes it."""
        return self.employer is not None and not self.problems and not self.is_left_out

    def as_json(self) -> dict[str, Any]:
        """Return the row as it is stored."""
        return asdict(self)

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> RosterRow:
        """Return the row as it was stored."""
        problems = [Problem(**each) for each in stored["problems"]]
        return cls(**{**stored, "problems": problems})


@dataclass(frozen=True)
class Found:
    """A row with the names that a page shows."""

    row: RosterRow
    employer: Employer | None
    candidates: Sequence[Employer]
    problems: Sequence[tuple[str, str, str, str]]  # code, column, what, remedy

    @property
    def where(self) -> str:
        """Which row of the sheet it is, in words."""
        return _("Row %(number)s") % {"number": self.row.number}

    @property
    def said(self) -> list[str]:
        """What the row says, as the columns of a list usually stand."""
        values = self.row.values
        return [values[key] for key in sorted(values, key=_usual_place) if values[key]]

    @property
    def must_choose(self) -> bool:
        """Whether a person must say which employer is meant."""
        return self.row.employer is None


def settle(by: Actor, roster: Roster) -> list[RosterRow]:
    """Return the rows of a list with the employer each means, or the problem of finding it."""
    lines = [
        EmployerLine(values.get("employer", ""), values.get("code", ""), values.get("number", ""))
        for _number, values in roster.rows
    ]
    column = next(roster.letters[key] for key in ("employer", "code", "number") if key in roster.letters)
    rows = []
    for (number, values), line, found in zip(roster.rows, lines, recognise_employers(by, lines), strict=True):
        row = RosterRow(number, values, found.employer, list(found.candidates))
        if found.employer is None:
            row.problems.append(_unfound(found.how, line, column))
        rows.append(row)
    names = dict(
        employers_for(by)
        .filter(pk__in=[row.candidates[0] for row in rows if row.candidates])
        .values_list("pk", "name")
    )
    for row in rows:
        for problem in row.problems:
            if problem.code == errors.DIFFERENT.code:
                problem.facts["found"] = names.get(row.candidates[0], "")
    return rows


def _unfound(how: str, line: EmployerLine, column: str) -> Problem:
    kind = {"differ": errors.DIFFERENT, "several": errors.UNCERTAIN, "near": errors.UNCERTAIN}.get(
        how, errors.UNKNOWN
    )
    return Problem(kind.code, column, {"text": line.text})


def choose(by: Actor, rows: Iterable[RosterRow], answers: Mapping[int, str]) -> None:
    """Take a person's answers by row number: an employer's key, `number:<member number>`, or `out`.

    What cannot be read leaves the row as it was.
    """
    wanted = {row.number: answers.get(row.number, "") for row in rows}
    keys = {int(answer) for answer in wanted.values() if answer.isdigit()}
    numbers = {
        int(answer.removeprefix("number:"))
        for answer in wanted.values()
        if answer.startswith("number:") and answer[7:].strip().isdigit() and len(answer) < 17
    }
    seen = employers_for(by)
    by_key = set(seen.filter(pk__in=keys).values_list("pk", flat=True))
    by_number = dict(seen.filter(number__in=numbers).values_list("number", "pk"))
    for row in rows:
        answer = wanted[row.number]
        row.is_left_out = answer == "out"
        chosen = int(answer) if answer.isdigit() and int(answer) in by_key else None
        if answer.startswith("number:") and answer[7:].strip().isdigit():
            chosen = by_number.get(int(answer[7:]))
        if chosen is not None:
            row.employer = chosen
            row.candidates = list(dict.fromkeys([*row.candidates, chosen]))
            row.problems = [each for each in row.problems if each.code not in OF_THE_EMPLOYER]


def name_candidates(by: Actor, rows: Iterable[RosterRow], catalogue: Mapping[str, ErrorKind]) -> list[Found]:
    """Return the rows with employers and words, for a page; one query."""
    rows = list(rows)
    keys = {key for row in rows for key in (*row.candidates, row.employer) if key}
    employers = employers_for(by).in_bulk(keys)
    return [
        Found(
            row,
            employers.get(row.employer) if row.employer else None,
            [employers[key] for key in row.candidates if key in employers],
            [(each.code, each.column, *each.words(catalogue)) for each in row.problems],
        )
        for row in rows
    ]


def answers_of(sent: Mapping[str, str], rows: Iterable[RosterRow]) -> dict[int, str]:
    """Return the answers of the page by row number: fields `row-<n>`, `number-<n>`, `out-<n>`."""
    answers = {}
    for row in rows:
        number = sent.get(f"number-{row.number}", "").strip()
        if sent.get(f"out-{row.number}"):
            answers[row.number] = "out"
        elif number:
            answers[row.number] = f"number:{number}"
        else:
            answers[row.number] = sent.get(f"row-{row.number}", "")
    return answers
