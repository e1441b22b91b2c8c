"""Which column of a list is which column of the register, how sure that is, and why."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from safe_employment.kit.sheets import column_letter
from safe_employment.members.importing.sheet.columns import CANONICAL, REPEATABLE, match_header, plain_header
from safe_employment.members.importing.sheet.evidence import Evidence, weigh_values

_ACCEPTED = 0.36
# Columns whose values have a shape of their own: they alone may decide if they show at least this much.
_TELLING = {
    "code": 0.4, "phone": 0.5, "email": 0.5, "founded": 0.5, "district": 0.6, "address": 0.5, "name": 0.4,
    "legal_representative": 0.5, "kind": 0.8, "industry": 0.6, "sequence": 0.95,
}  # fmt: skip
_UNMISTAKABLE = ("code", "phone", "email", "founded")
_FREE_TEXT = frozenset({"industry", "kind", "name", "legal_representative", "contact_name", "address"})
_ENOUGH = 4


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """One canonical column: the letters that feed it (the first counts most), confidence and reason.

    ``reason`` is header_exact, header_contains, header_similar, header_suggested, values or chosen.
    """

    column: str
    letters: tuple[str, ...]
    headers: tuple[str, ...]
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """A complete proposal; ``unmapped`` letters feed nothing, ``signature`` identifies the headers."""

    columns: dict[str, MappedColumn]
    unmapped: tuple[str, ...]
    signature: str

    def letter(self, column: str) -> str | None:
        """Sheet letter that mainly feeds ``column``, or None."""
        mapped = self.columns.get(column)
        return mapped.letters[0] if mapped else None

    def as_dict(self) -> dict[str, list[str]]:
        """``{canonical column: [sheet letters]}``, fit for JSON and for :func:`mapping_from_letters`."""
        return {column: list(mapped.letters) for column, mapped in self.columns.items()}


def header_signature(headers: Sequence[str]) -> str:
    """A stable name for a list's layout: equal for equal headers in equal order, whatever their case."""
    text = "\u001f".join(plain_header(header) for header in headers)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def mapping_from_letters(
    letters: AnyMapping[str, str | Sequence[str]], headers: AnyMapping[str, str]
) -> Mapping:
    """A mapping that a person chose: canonical column to sheet letter(s). ``headers`` are by letter.

    Raises ValueError for an unknown canonical column or a letter that the sheet has not.
    """
    columns = {}
    for column, chosen in letters.items():
        several = (chosen,) if isinstance(chosen, str) else tuple(chosen)
        if column not in CANONICAL:
            raise ValueError(f"unknown column {column!r}")
        strangers = [letter for letter in several if letter not in headers]
        if strangers:
            raise ValueError(f"no column {strangers[0]!r} in the sheet")
        if several:
            columns[column] = MappedColumn(
                column, several, tuple(headers[each] for each in several), 1.0, "chosen"
            )
    used = {letter for mapped in columns.values() for letter in mapped.letters}
    unmapped = tuple(letter for letter in headers if letter not in used)
    return Mapping(columns, unmapped, header_signature(list(headers.values())))


@dataclass(slots=True)
class _Candidate:
    column: str
    letter: str
    score: float
    reason: str
    from_header: bool = field(default=True)


def propose_mapping(headers: Sequence[str], sample_rows: pl.DataFrame | Sequence[Sequence[Any]]) -> Mapping:
    """Propose a mapping from headers and values.

    ``headers`` in column order ("" where there is none). ``sample_rows`` is a frame of strings with one
    column per header, named by sheet letter, or rows of cells; the more rows the better.
    """
    frame = sample_rows if isinstance(sample_rows, pl.DataFrame) else _as_frame(headers, sample_rows)
    letters = frame.columns
    evidence = {letter: weigh_values(frame[letter]) for letter in letters}
    candidates = [
        candidate
        for header, letter in zip(headers, letters, strict=True)
        for candidate in _candidates(header, letter, evidence[letter])
    ]
    chosen = _assign(candidates)
    _tell_counts_apart(chosen, letters, evidence, frame)
    by_letter = dict(zip(letters, headers, strict=True))
    columns = {column: _mapped(column, found, by_letter) for column, found in chosen.items()}
    used = {letter for mapped in columns.values() for letter in mapped.letters}
    ordered = {column: columns[column] for column in CANONICAL if column in columns}
    return Mapping(
        ordered, tuple(letter for letter in letters if letter not in used), header_signature(headers)
    )


def _as_frame(headers: Sequence[str], rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    def text(cell: Any) -> str | None:
        return None if cell is None or str(cell).strip() == "" else str(cell)

    return pl.DataFrame(
        {
            column_letter(place + 1): pl.Series(
                [text(row[place]) if place < len(row) else None for row in rows], dtype=pl.String
            )
            for place in range(len(headers))
        }
    )


def _mapped(column: str, found: list[_Candidate], headers: dict[str, str]) -> MappedColumn:
    letters = tuple(candidate.letter for candidate in found)
    return MappedColumn(
        column,
        letters,
        tuple(headers[letter] for letter in letters),
        round(found[0].score, 2),
        found[0].reason,
    )


def _candidates(header: str, letter: str, evidence: Evidence) -> list[_Candidate]:
    """Header and values together: contradicting values weaken a header, values alone can name a column."""
    found: dict[str, _Candidate] = {}
    if evidence.personal:
        return []
    telling = max((evidence.scores.get(column, 0.0) for column in _UNMISTAKABLE), default=0.0)
    for match in match_header(header):
        shown = evidence.scores.get(match.column)
        support = 0.9 if shown is None or evidence.filled < _ENOUGH else shown
        if match.column in _FREE_TEXT and telling < 0.8:
            support = max(support, 0.5)  # free text: unknown words are no contradiction
        score = match.score * (0.45 + 0.55 * min(1.0, support * 1.25))
        found[match.column] = _Candidate(match.column, letter, score, f"header_{match.way}")
    for column, least in _TELLING.items():
        shown = evidence.scores.get(column, 0.0)
        if shown >= least and evidence.filled >= 2:
            score = 0.7 * shown * (1.0 if evidence.filled >= _ENOUGH else 0.8)
            if column not in found or score > found[column].score:
                found[column] = _Candidate(column, letter, score, "values", from_header=False)
    return list(found.values())


def _assign(candidates: list[_Candidate]) -> dict[str, list[_Candidate]]:
    """The best pairs first, each sheet column once; some canonical columns take more than one."""
    chosen: dict[str, list[_Candidate]] = {}
    used: set[str] = set()
    for candidate in sorted(candidates, key=lambda each: -each.score):
        if candidate.letter in used or candidate.score < _ACCEPTED:
            continue
        taken = candidate.column in chosen
        if taken and (candidate.column not in REPEATABLE or candidate.score < 0.5):
            continue
        chosen.setdefault(candidate.column, []).append(candidate)
        used.add(candidate.letter)
    return chosen


def _tell_counts_apart(
    chosen: dict[str, list[_Candidate]],
    letters: Sequence[str],
    evidence: dict[str, Evidence],
    frame: pl.DataFrame,
) -> None:
    """Of columns of small numbers that no header named, the larger is the staff and the smaller the women."""
    if "staff" in chosen:
        return
    used = {candidate.letter for found in chosen.values() for candidate in found}
    free = [
        letter
        for letter in letters
        if letter not in used and evidence[letter].scores.get("staff", 0.0) >= 0.8
    ]
    if not free:
        return
    totals = {letter: frame[letter].cast(pl.Float64, strict=False).sum() for letter in free[:2]}
    ordered = sorted(totals, key=lambda letter: -totals[letter])
    chosen["staff"] = [_Candidate("staff", ordered[0], 0.45, "values", from_header=False)]
    if len(ordered) > 1 and "women" not in chosen:
        chosen["women"] = [_Candidate("women", ordered[1], 0.4, "values", from_header=False)]
