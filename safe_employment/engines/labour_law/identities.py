"""What identity numbers say of their holders, for whole tables at once; one function a standard."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import polars as pl

__all__ = ["STANDARDS", "resident_identity"]

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
#: Words of `id_problem`.
LENGTH, BIRTH_DATE, CHECK, BIRTH_DIFFERS, SEX_DIFFERS = (
    "length",
    "birth_date",
    "check",
    "birth_differs",
    "sex_differs",
)


def resident_identity(workers: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Add `id_problem` and fill birth date and sex from a valid number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    number = pl.col("id_number").str.strip_chars().str.to_uppercase()
    resident = pl.col("id_type").is_null() | pl.col("id_type").is_in(["resident_id", "hmt_permit"])
    shaped = number.str.contains(r"^\d{17}[\dX]$")
    born = number.str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    total = sum(
        (number.str.slice(n, 1).cast(pl.Int64, strict=False) * weight for n, weight in enumerate(_WEIGHTS)),
        pl.lit(0),
    )
    marks = pl.lit(list(_CHECK), dtype=pl.List(pl.String))
    check = marks.list.get((total % 11).cast(pl.Int64), null_on_oob=True) == number.str.slice(17, 1)
    is_woman = number.str.slice(16, 1).cast(pl.Int64, strict=False) % 2 == 0
    born_day = born.to_physical().cast(pl.Int64)
    sex = pl.when(is_woman).then(pl.lit("F")).otherwise(pl.lit("M"))
    wrong_birth = born.is_null() | (born > as_of) | (born.dt.year() < 1850)
    problem = (
        pl.when(pl.col("id_number").is_null() | ~resident)
        .then(None)
        .when(~shaped)
        .then(pl.lit(LENGTH))
        .when(wrong_birth)
        .then(pl.lit(BIRTH_DATE))
        .when(~check)
        .then(pl.lit(CHECK))
        .when(pl.col("birth_date").is_not_null() & (pl.col("birth_date") != born_day))
        .then(pl.lit(BIRTH_DIFFERS))
        .when(pl.col("sex").is_not_null() & (pl.col("sex") != sex))
        .then(pl.lit(SEX_DIFFERS))
        .otherwise(pl.lit(""))
    )
    workers = workers.with_columns(id_problem=problem)
    valid = pl.col("id_problem") == ""
    return workers.with_columns(
        birth_date=pl.coalesce("birth_date", pl.when(valid).then(born_day)),
        sex=pl.coalesce("sex", pl.when(valid).then(sex)),
    )


#: Standard of identity numbers (a jurisdiction's ``identity``) → its reader.
STANDARDS: Mapping[str, Callable[[pl.DataFrame, date], pl.DataFrame]] = {"gb_11643": resident_identity}
