"""From a file to clean employer rows, without a database."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from safe_employment.kit.sheets import DEFAULT_LIMITS, SHEET_ROW, SheetLimits, SheetTable, read_sheet
from safe_employment.members.importing.sheet.columns import CANONICAL, REPEATABLE, is_known_header
from safe_employment.members.importing.sheet.mapping import Mapping, mapping_from_letters, propose_mapping
from safe_employment.members.importing.sheet.normalise import Normaliser
from safe_employment.members.importing.sheet.problems import ProblemBook

_ROW_COLUMNS = (
    "data_row", "sheet_row", "name", "name_usable", "other_names", "code", "code_kind", "code_valid",
    "code_division", "legal_representative", "phone", "phones", "address", "district", "district_source",
    "industry", "industry_text", "staff", "staff_approximate", "women", "women_approximate", "founded",
    "founded_precision", "joined", "joined_precision", "kind", "contact_name", "email", "note", "sequence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PreparedRegister:
    """A list, read and cleaned.

    ``rows``: one per data row, in the list's order; ``data_row`` counts them from 1, ``sheet_row`` is the row
    the spreadsheet program shows. ``raw``: the same rows as written, one String column per sheet letter.
    ``problems``: a frame with the columns of :data:`problems.PROBLEM_SCHEMA`; ``row`` is the sheet row.
    ``total_rows``: sheet rows left out as totals. ``sheet``: everything the reader knows about the file.
    """

    rows: pl.DataFrame
    raw: pl.DataFrame
    problems: pl.DataFrame
    mapping: Mapping
    sheet: SheetTable
    header_row: int
    total_rows: tuple[int, ...]
    sha256: str


def prepare(
    source: str | Path | bytes,
    *,
    mapping: Mapping | AnyMapping[str, str | Sequence[str]] | None = None,
    header_row: int | None = None,
    sheet: str | None = None,
    home_division: str = "5301",
    today: date | None = None,
    limits: SheetLimits = DEFAULT_LIMITS,
) -> PreparedRegister:
    """Read, map and normalise a list of members.

    ``mapping``: a corrected mapping (canonical column to sheet letter or letters); without it one is
    proposed. ``home_division``: prefix of the division codes of the association's area.

    Raises SheetError (the file cannot be read as a table), ValueError (the mapping does not fit the sheet).
    """
    table = read_sheet(source, header_row=header_row, sheet=sheet, recognise=is_known_header, limits=limits)
    headers = {column.letter: column.header for column in table.columns}
    if mapping is None:
        mapping = propose_mapping(list(headers.values()), table.frame.select(list(headers)))
    elif not isinstance(mapping, Mapping):
        mapping = mapping_from_letters(mapping, headers)
    raw = table.frame.select(
        pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).alias("data_row"), SHEET_ROW, *headers
    )
    places = {name: (mapped.letters[0], mapped.headers[0]) for name, mapped in mapping.columns.items()}
    book = ProblemBook(raw[SHEET_ROW], raw["data_row"], places)
    _note_sheet(book, table, mapping)
    source_columns = raw.select(SHEET_ROW, *(_feed(column, mapping) for column in CANONICAL))
    rows = Normaliser(source_columns, book, home_division, today).rows()
    rows = raw.select("data_row", SHEET_ROW).hstack(rows).select(_ROW_COLUMNS)
    return PreparedRegister(
        rows, raw, book.frame(), mapping, table, table.header_row, table.roles.totals, table.sha256
    )


def _feed(column: str, mapping: Mapping) -> pl.Expr:
    """The raw text of a canonical column: the first filled of its letters, or all of them joined."""
    mapped = mapping.columns.get(column)
    if mapped is None:
        return pl.lit(None, dtype=pl.String).alias(column)
    if len(mapped.letters) == 1 or column not in REPEATABLE or column == "code":
        return pl.coalesce([pl.col(letter) for letter in mapped.letters]).alias(column)
    joined = pl.concat_str([pl.col(letter) for letter in mapped.letters], separator="；", ignore_nulls=True)
    return pl.when(joined != "").then(joined).alias(column)


def _note_sheet(book: ProblemBook, table: SheetTable, mapping: Mapping) -> None:
    if "name" not in mapping.columns:
        book.add_for_sheet("NAME_COLUMN_MISSING", table.header_row or None)
    for notice in table.notices:
        values = [str(value) for value in notice.params.values()]
        book.add_for_sheet(notice.code, notice.row, *values[:2])
    for code, rows in (
        ("TOTAL_ROW_SKIPPED", table.roles.totals),
        ("NOTE_ROW_SKIPPED", table.roles.notes),
        ("SECTION_ROW_SKIPPED", table.roles.sections),
        ("HEADER_ROW_REPEATED", table.roles.repeated_headers),
    ):
        for row in rows[:1000]:
            book.add_for_sheet(code, row)
