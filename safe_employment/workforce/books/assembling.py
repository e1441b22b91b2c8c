"""Rows of any file become books: cells are read, problems collected, rows put together and compared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from safe_employment.engines.labour_law.books import KINDS, Fact, sheet_named
from safe_employment.engines.labour_law.intake import Books, NotRead

from .comparing import compare
from .problems import BookProblem, BooksUnreadable
from .values import SECRET_FACTS, WrongValue, fact_value, is_blank
from .words import column_of, deduction_code, plain_word

__all__ = ["RawSheet", "assemble"]

_TYPES = {"string": pl.String, "int64": pl.Int64, "boolean": pl.Boolean}
#: Keys of JSON rows that hold what has a sheet of its own, or stand for the worker's key.
_INSIDE = {"payroll": ("deductions", "deduction"), "workers": ("id",)}
#: More problems than this are not told: the file is not what it should be.
MOST_PROBLEMS = 200
#: So many of the names that mean nothing are told.
MOST_NOT_READ = 100


@dataclass
class RawSheet:
    """A sheet as it was found: headers, rows by column, and the number of the first row as a person counts.

    `absent` marks a key that a row does not have at all (in JSON), other than an empty cell.
    """

    key: str
    name: str
    headers: Sequence[str]
    columns: Sequence[Sequence[Any]]
    first_row: int = 2
    rows: Sequence[int] | None = None

    def row(self, position: int) -> int:
        """Return the row's number in the file."""
        return self.rows[position] if self.rows is not None else position + self.first_row

    @property
    def height(self) -> int:
        return len(self.columns[0]) if self.columns else 0


class Absent:
    """Stands where a row of JSON has no such key."""


ABSENT = Absent()


@dataclass
class _Reader:
    minor_units: int
    problems: list[BookProblem] = field(default_factory=list)

    def add(self, problem: BookProblem) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)


def assemble(
    raw: Iterable[RawSheet],
    *,
    place: str | None,
    minor_units: int,
    employer: str | None = None,
    left_out: Iterable[str] = (),
) -> Books:
    """Return the books in normal form; raises BooksUnreadable with every problem found, none half-read.

    `employer` is the key of the one employer where the sheets do not name one; `left_out` are the names of
    the file's other sheets.
    """
    reader = _Reader(minor_units)
    frames: dict[str, pl.DataFrame] = {}
    known = list(raw)
    only = employer or _only_employer(known)
    for sheet in known:
        frame = _frame(reader, sheet, only)
        before = frames.get(sheet.key)
        frames[sheet.key] = frame if before is None else pl.concat([before, frame], how="diagonal_relaxed")
        if sheet.key == "payroll":
            taken = _deductions_in_columns(reader, sheet, frame)
            if taken is not None:
                before = frames.get("deductions")
                frames["deductions"] = (
                    taken if before is None else pl.concat([before, taken], how="diagonal_relaxed")
                )
    if not reader.problems:
        frames = compare(frames, {sheet.key: sheet for sheet in known}, reader.add)
    if reader.problems:
        raise BooksUnreadable(reader.problems)
    not_read = [NotRead(_shown(name)) for name in left_out]
    not_read += [
        NotRead(_shown(sheet.name), _shown(header)) for sheet in known for header in _without_meaning(sheet)
    ]
    return Books(_with_deductions_given(frames), place, tuple(not_read[:MOST_NOT_READ]))


def _without_meaning(raw: RawSheet) -> Iterator[str]:
    """Yield the headers over something that name no fact."""
    sheet = sheet_named(raw.key)
    for header, column in zip(map(str, raw.headers), raw.columns, strict=True):
        if all(value is ABSENT or is_blank(value) for value in column):
            continue
        if column_of(sheet, header) or plain_word(header) in ("", "employer", *_INSIDE.get(raw.key, ())):
            continue
        if raw.key != "payroll" or not deduction_code(header):
            yield header


def _shown(name: str) -> str:
    """Return a name from the file without its figures: what is no header may be anybody's number."""
    return re.sub(r"\d{4,}", "…", name.strip())[:60]


def _only_employer(sheets: Iterable[RawSheet]) -> str:
    for sheet in sheets:
        if sheet.key == "employer" and sheet.height:
            values = {
                column_of(sheet_named("employer"), header): column[0]
                for header, column in zip(sheet.headers, sheet.columns, strict=True)
            }
            for key in ("employer", "uscc"):
                if key in values and values[key] is not ABSENT and not is_blank(values[key]):
                    return str(values[key]).strip()
    return "employer"


def _own_key(found: Mapping[str, tuple[Any, Sequence[Any]]], position: int, employer: str) -> str:
    """Return the key of an employer's own row where the sheet has several."""
    for key in ("employer", "uscc"):
        if key in found:
            value = found[key][1][position]
            if value is not ABSENT and not is_blank(value):
                return str(value).strip()
    return employer


def _frame(reader: _Reader, raw: RawSheet, employer: str) -> pl.DataFrame:
    sheet = sheet_named(raw.key)
    found = {
        key: (header, column)
        for header, column in zip(raw.headers, raw.columns, strict=True)
        if (key := column_of(sheet, header))
    }
    if raw.key == "employer" and raw.height > 1:
        keys = [_own_key(found, position, employer) for position in range(raw.height)]
    elif "employer" in (str(header).strip().lower() for header in raw.headers) and raw.key != "employer":
        position = [str(header).strip().lower() for header in raw.headers].index("employer")
        keys = [
            employer if value is ABSENT or is_blank(value) else str(value).strip()
            for value in raw.columns[position]
        ]
    else:
        keys = [employer] * raw.height
    data: dict[str, list[Any]] = {"employer": keys, "_row": [raw.row(n) for n in range(raw.height)]}
    blank: list[list[str]] = [[] for _ in range(raw.height)]
    for key, (header, column) in found.items():
        if key == "employer" and raw.key == "employer":
            continue
        data[key] = _column(reader, raw, sheet.fact(key), header, column, blank=blank)
    for key in sheet.required:
        if key not in data and raw.height:
            reader.add(BookProblem("BOOKS_COLUMN_MISSING", raw.name, None, sheet.fact(key).zh))
    data["blank"] = ["|" + "".join(f"{key}|" for key in keys) for keys in blank]
    types = {key: _TYPES[KINDS[sheet.fact(key).kind]] for key in data if key in sheet.keys}
    schema = {key: types.get(key, pl.Int64 if key == "_row" else pl.String) for key in data}
    return pl.DataFrame(data, schema=schema)


def _column(
    reader: _Reader,
    raw: RawSheet,
    fact: Fact,
    header: str,
    column: Sequence[Any],
    *,
    blank: list[list[str]],
) -> list[Any]:
    #: What was read before, by the cell's type: a month has few different times and many cells.
    seen: dict[type, dict[Any, Any]] = {str: {}, int: {}, float: {}, bool: {}}
    required = fact.key in sheet_named(raw.key).required
    values: list[Any] = []
    for position, value in enumerate(column):
        known = seen.get(value.__class__)
        if known is not None and value in known:
            values.append(known[value])
            continue
        if value is ABSENT or is_blank(value):
            if required:
                reader.add(BookProblem("BOOKS_CELL_MISSING", raw.name, raw.row(position), header))
            if value is not ABSENT:
                blank[position].append(fact.key)
            values.append(None)
            continue
        try:
            read = fact_value(fact, value, reader.minor_units)
        except WrongValue as problem:
            facts = dict(problem.facts)
            if fact.key in SECRET_FACTS and "value" in facts:
                facts["value"] = "…"
            reader.add(BookProblem(problem.code, raw.name, raw.row(position), str(header), facts))
            read = None
        else:
            if known is not None:
                known[value] = read
        values.append(read)
    return values


def _deductions_in_columns(reader: _Reader, raw: RawSheet, frame: pl.DataFrame) -> pl.DataFrame | None:
    """Return the deductions that a payroll keeps in columns of their own (扣款-个税 …)."""
    sheet = sheet_named("deductions")
    parts: list[pl.DataFrame] = []
    for header, column in zip(raw.headers, raw.columns, strict=True):
        code = None if column_of(sheet_named("payroll"), header) else deduction_code(header)
        if code is None or "worker" not in frame.columns or "period" not in frame.columns:
            continue
        amounts = _column(
            reader, raw, sheet.fact("amount"), header, column, blank=[[] for _ in range(raw.height)]
        )
        part = frame.select("employer", "worker", "period", "_row").with_columns(
            code=pl.lit(code), amount=pl.Series(amounts, dtype=pl.Int64)
        )
        parts.append(part.filter(pl.col("amount") > 0))
    return pl.concat(parts) if parts else None


def _with_deductions_given(frames: dict[str, pl.DataFrame]) -> Mapping[str, pl.DataFrame]:
    """Tell each payroll line whether its deductions are known: where there is a sheet of them, they are."""
    if "payroll" in frames and "deductions_given" not in frames["payroll"].columns:
        given = True if "deductions" in frames else None
        frames["payroll"] = frames["payroll"].with_columns(deductions_given=pl.lit(given, dtype=pl.Boolean))
    return frames
