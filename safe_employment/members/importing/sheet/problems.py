"""The catalogue of problems a row of a list can have, and the frame they are kept in."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping

import polars as pl

ERROR, WARNING, NOTE = "error", "warning", "note"

# An error keeps the row from becoming an employer until a person decides; a warning needs a look;
# a note tells what was understood.
SEVERITIES: AnyMapping[str, str] = {
    "NAME_MISSING": ERROR,
    "NAME_DITTO": ERROR,
    "NAME_UNREADABLE": ERROR,
    "NAME_COLUMN_MISSING": ERROR,
    "CODE_IS_RESIDENT_NUMBER": ERROR,
    "CODE_CHECK_FAILED": WARNING,
    "CODE_LENGTH": WARNING,
    "CODE_UNREADABLE": WARNING,
    "CODE_ROUNDED": WARNING,
    "CODE_OTHER_CITY": WARNING,
    "CODE_DUPLICATE_IN_FILE": WARNING,
    "CODE_LOOKALIKE_CORRECTED": NOTE,
    "CODE_OLD_NUMBER": NOTE,
    "CODE_MISSING": NOTE,
    "CODE_PENDING": NOTE,
    "CODE_DISTRICT_DIFFERS": NOTE,
    "ROW_DUPLICATE_IN_FILE": WARNING,
    "PHONE_UNREADABLE": WARNING,
    "PHONE_ROUNDED": WARNING,
    "PHONE_SEVERAL": NOTE,
    "EMAIL_UNREADABLE": WARNING,
    "DISTRICT_UNKNOWN": WARNING,
    "DISTRICT_ZONE": WARNING,
    "DISTRICT_ADDRESS_DIFFERS": WARNING,
    "DISTRICT_RETIRED_NAME": NOTE,
    "DISTRICT_INFERRED": NOTE,
    "DISTRICT_MISSING": NOTE,
    "DISTRICT_OTHER_CITY": NOTE,
    "INDUSTRY_UNKNOWN": NOTE,
    "KIND_UNKNOWN": WARNING,
    "KIND_INFERRED": NOTE,
    "KIND_CODE_DIFFERS": NOTE,
    "COUNT_UNREADABLE": WARNING,
    "COUNT_APPROXIMATE": NOTE,
    "WOMEN_MORE_THAN_STAFF": WARNING,
    "DATE_UNREADABLE": WARNING,
    "DATE_AMBIGUOUS": WARNING,
    "DATE_IN_FUTURE": WARNING,
    "DATE_MONTH_ONLY": NOTE,
    "DATE_YEAR_ONLY": NOTE,
    "JOINED_BEFORE_FOUNDED": WARNING,
    "DITTO_FILLED": NOTE,
    "FORMULA_TEXT": WARNING,
    "MARKUP_TEXT": WARNING,
    "TOTAL_ROW_SKIPPED": NOTE,
    "NOTE_ROW_SKIPPED": NOTE,
    "SECTION_ROW_SKIPPED": NOTE,
    "HEADER_ROW_REPEATED": NOTE,
    "HEADER_AMBIGUOUS": WARNING,
    "NO_HEADER_ROW": WARNING,
    "SEVERAL_SHEETS": WARNING,
    "DUPLICATE_HEADER": WARNING,
    "MERGED_CELLS": WARNING,
    "DAMAGED_CHARACTERS": WARNING,
}

PROBLEM_SCHEMA: AnyMapping[str, type[pl.DataType]] = {
    "row": pl.UInt32,
    "data_row": pl.UInt32,
    "column": pl.String,
    "letter": pl.String,
    "header": pl.String,
    "code": pl.String,
    "severity": pl.String,
    "value": pl.String,
    "proposed": pl.String,
}


class ProblemBook:
    """Collects problems of whole columns at once and gives them back as one frame."""

    def __init__(
        self, sheet_rows: pl.Series, data_rows: pl.Series, places: AnyMapping[str, tuple[str, str]]
    ) -> None:
        """``places`` gives the sheet letter and the header as written of each canonical column."""
        self._base = pl.DataFrame({"row": sheet_rows.cast(pl.UInt32), "data_row": data_rows.cast(pl.UInt32)})
        self._places = places
        self._frames: list[pl.DataFrame] = []

    def add(
        self,
        code: str,
        column: str,
        where: pl.Series,
        value: pl.Series | None = None,
        proposed: pl.Series | None = None,
    ) -> None:
        """Note ``code`` for every row where ``where`` is true; the values are whole columns."""
        mask = where.fill_null(False)
        if not mask.any():
            return
        nothing = pl.lit(None, dtype=pl.String)
        letter, header = self._places.get(column, (None, None))
        frame = self._base.with_columns(
            (nothing if value is None else value.cast(pl.String)).alias("value"),
            (nothing if proposed is None else proposed.cast(pl.String)).alias("proposed"),
        ).filter(mask)
        self._frames.append(
            frame.with_columns(
                pl.lit(column).alias("column"),
                pl.lit(letter, dtype=pl.String).alias("letter"),
                pl.lit(header, dtype=pl.String).alias("header"),
                pl.lit(code).alias("code"),
                pl.lit(SEVERITIES[code]).alias("severity"),
            ).select(*PROBLEM_SCHEMA)
        )

    def add_for_sheet(
        self, code: str, row: int | None = None, value: str | None = None, proposed: str | None = None
    ) -> None:
        """Note a problem of the sheet itself, at a row or at none."""
        record = dict.fromkeys(PROBLEM_SCHEMA) | {
            "row": row, "code": code, "severity": SEVERITIES[code], "value": value, "proposed": proposed,
        }  # fmt: skip
        self._frames.append(pl.DataFrame([record], schema=dict(PROBLEM_SCHEMA), orient="row"))

    def frame(self) -> pl.DataFrame:
        """All problems with the columns of PROBLEM_SCHEMA, by row (those of the sheet first)."""
        if not self._frames:
            return pl.DataFrame(schema=dict(PROBLEM_SCHEMA))
        return pl.concat(self._frames).sort("row", nulls_last=False, maintain_order=True)
