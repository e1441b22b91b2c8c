"""What was read from a file, kept beside it in private storage until the import is confirmed and after.

Parquet tables: the clean rows with their places, the rows as written, the problems. A page of the preview
reads only what it shows; 150,000 rows take a fifth of a second to write.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.files import DISK_FULL, place
from safe_employment.members.errors import IMPORT_FILE_LOST

if TYPE_CHECKING:
    from safe_employment.members.models import ImportBatch


@dataclass(frozen=True)
class Staged:
    """``rows`` as `prepare` gives them with row_hash, group, employer_id, confidence and known; ``raw`` and
    ``problems`` as `prepare` gives them.
    """

    rows: pl.DataFrame
    raw: pl.DataFrame
    problems: pl.DataFrame


def source_path(batch: ImportBatch) -> Path:
    """Where the uploaded file lies.

    Raises ProgrammeError IMPORT_FILE_LOST.
    """
    found = place(batch.path)
    if not found.is_file():
        raise ProgrammeError(IMPORT_FILE_LOST)
    return found


def part_path(batch: ImportBatch, part: str) -> Path:
    """Where a table (`rows`, `raw`, `problems`) lies."""
    return place(f"{batch.path}.{part}.parquet")


def save(batch: ImportBatch, staged: Staged) -> None:
    """Write the tables; each appears whole or not at all.

    Raises ProgrammeError FILE_NOT_KEPT when the disk is full.
    """
    for part in ("rows", "raw", "problems"):
        target = part_path(batch, part)
        draft = target.with_suffix(".part")
        try:
            getattr(staged, part).write_parquet(draft, compression="lz4")
            draft.replace(target)
        except OSError as problem:
            draft.unlink(missing_ok=True)
            if problem.errno in (errno.ENOSPC, errno.EDQUOT):
                raise ProgrammeError(DISK_FULL) from problem
            raise


def load(batch: ImportBatch, part: str) -> pl.DataFrame:
    """Read a table.

    Raises ProgrammeError IMPORT_FILE_LOST.
    """
    return scan(batch, part).collect()


def scan(batch: ImportBatch, part: str) -> pl.LazyFrame:
    """Look at a table without reading it whole.

    Raises ProgrammeError IMPORT_FILE_LOST.
    """
    path = part_path(batch, part)
    if not path.is_file():
        raise ProgrammeError(IMPORT_FILE_LOST)
    return pl.scan_parquet(path)


def forget(batch: ImportBatch) -> None:
    """Remove the file and what was read from it."""
    for path in (place(batch.path), *(part_path(batch, part) for part in ("rows", "raw", "problems"))):
        path.unlink(missing_ok=True)
