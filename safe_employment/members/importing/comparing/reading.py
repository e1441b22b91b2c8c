"""Reading a file and comparing it with the register: everything before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind, ProgrammeError
from safe_employment.kit.sheets import SheetError
from safe_employment.kit.sheets.messages import SHEET_MESSAGES
from safe_employment.members import errors
from safe_employment.members.importing.comparing.assembling import row_hashes, with_usable_names
from safe_employment.members.importing.comparing.placing import QUESTIONS, Placement, place_rows
from safe_employment.members.importing.comparing.register import known_rows, register_for_matching
from safe_employment.members.importing.comparing.staged import Staged
from safe_employment.members.importing.sheet.prepare import PreparedRegister, prepare

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.models import Association

Tell = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Comparison:
    """A list as read and placed; nothing was written."""

    prepared: PreparedRegister
    staged: Staged
    questions: pl.DataFrame
    counts: dict[str, Any]


def tell_no_one(_step: str, _done: int = 0, _total: int | None = None) -> None:
    """A progress that nobody watches."""


def read_file(
    source: Path | bytes,
    *,
    association: Association | None = None,
    mapping: dict[str, list[str]] | None = None,
    header_row: int | None = None,
    sheet: str | None = None,
    today: date | None = None,
) -> PreparedRegister:
    """Read and clean a list of members.

    Raises ProgrammeError: the code of the sheet's fault (e.g. PASSWORD_PROTECTED), FILE_MISSING,
    FILE_NOT_READABLE, or IMPORT_MAPPING_WRONG when the mapping does not fit the sheet.
    """
    home = (association.division_code if association else "530100")[:4]
    try:
        return prepare(
            source, mapping=mapping, header_row=header_row, sheet=sheet, home_division=home, today=today
        )
    except SheetError as fault:
        raise sheet_error(fault) from fault
    except FileNotFoundError as problem:
        raise ProgrammeError(errors.FILE_MISSING, {"path": source}) from problem
    except (PermissionError, IsADirectoryError) as problem:
        raise ProgrammeError(errors.FILE_NOT_READABLE, {"path": source}) from problem
    except ValueError as problem:
        raise ProgrammeError(errors.IMPORT_MAPPING_WRONG, field="name") from problem


def sheet_error(fault: SheetError) -> ProgrammeError:
    """The fault of a sheet as an error of the programme, under its own code."""
    return sheet_error_of(fault.code, dict(fault.params))


def sheet_error_of(code: str, params: dict[str, str | int]) -> ProgrammeError:
    """As `sheet_error`, from what was kept of a fault."""
    message = SHEET_MESSAGES[code]
    parts = {name: str(getattr(message, name)).format(**params) for name in ("what", "why", "next")}
    kind = ErrorKind(code, _("%(what)s %(why)s"), _("%(next)s"))
    return ProgrammeError(kind, parts, field="file")


def compare(
    prepared: PreparedRegister, association: Association | None, *, progress: Tell = tell_no_one
) -> Comparison:
    """Place the rows among themselves and in the register of the association (None: in no register).

    Raises ProgrammeError IMPORT_NO_NAMES.
    """
    if "name" not in prepared.mapping.columns:
        raise ProgrammeError(errors.IMPORT_NO_NAMES)
    total = prepared.rows.height
    rows = with_usable_names(prepared.rows).with_columns(row_hash=row_hashes(prepared.rows))
    progress(gettext("Comparing with the register"), 0, total)
    known = _known(rows, association)
    rows = rows.join(known, on="data_row", how="left", maintain_order="left")
    fresh = rows.filter(pl.col("known_employer").is_null())
    register = register_for_matching(association.pk) if association and fresh.height else None
    if fresh.height:
        placement = place_rows(fresh, register)
    else:
        placement = Placement(_no_places(), pl.DataFrame(schema=QUESTIONS))
    progress(gettext("Comparing with the register"), total, total)
    placed = rows.join(placement.rows, on="data_row", how="left", maintain_order="left")
    placed = placed.with_columns(
        employer_id=pl.coalesce("known_employer", "employer_id"),
        known=pl.col("known_employer").is_not_null(),
        confidence=pl.coalesce("confidence", pl.lit(1.0)),
    ).with_columns(group=pl.coalesce("group", pl.col("data_row").cast(pl.Int64)))
    placed = _usable(placed.drop("known_employer"))
    staged = Staged(placed, prepared.raw, prepared.problems)
    return Comparison(prepared, staged, placement.questions, _counts(staged, placement.questions))


def _no_places() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "data_row": pl.Series(dtype=pl.UInt32),
            "group": pl.Series(dtype=pl.Int64),
            "employer_id": pl.Series(dtype=pl.Int64),
            "confidence": pl.Series(dtype=pl.Float64),
            "proposed": pl.Series(dtype=pl.Int64),
        }
    )


def _known(rows: pl.DataFrame, association: Association | None) -> pl.DataFrame:
    """`data_row` and `known_employer` of the rows that an earlier import brought already."""
    if association is None:
        kinds: dict[str, type[pl.DataType]] = {"data_row": pl.UInt32, "known_employer": pl.Int64}
        return pl.DataFrame(schema=kinds)
    found = known_rows(association.pk, rows["row_hash"]).rename({"employer_id": "known_employer"})
    return rows.select("data_row", "row_hash").join(found, on="row_hash").drop("row_hash")


def _usable(placed: pl.DataFrame) -> pl.DataFrame:
    """Mark the rows that cannot become an employer: no name in the whole group, and no employer known."""
    named = pl.col("name").is_not_null().any().over(pl.coalesce(-pl.col("employer_id"), "group"))
    return placed.with_columns(usable=named | pl.col("employer_id").is_not_null())


def _counts(staged: Staged, questions: pl.DataFrame) -> dict[str, Any]:
    """The figures of a preview; `created` and `updated` as they would be without further decisions."""
    rows = staged.rows
    usable = rows.filter("usable")
    fresh = usable.filter(pl.col("employer_id").is_null())
    created = fresh["group"].n_unique()
    problems = staged.problems["code"].value_counts(sort=True)
    return {
        "rows": rows.height,
        "created": created,
        "matched_in_file": fresh.height - created,
        "matched_in_register": usable.filter(pl.col("employer_id").is_not_null() & ~pl.col("known")).height,
        "known": int(rows["known"].sum()),
        "matched": usable.height - created,
        "left_out": rows.height - usable.height,
        "to_review": int(rows["proposed"].count()),
        "questions": questions.height,
        "problems": dict(zip(problems["code"], problems["count"], strict=True)),
        "severities": dict(staged.problems["severity"].value_counts().iter_rows()),
    }
