"""Answers as files: a workbook with a sheet for each table, CSV, Parquet."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from typing import IO, TYPE_CHECKING, Any

import polars as pl
from django.utils import timezone

from safe_employment.instruments.outgoing.shape import current, rows_of, tables_of
from safe_employment.kit.errors import Hidden

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safe_employment.instruments.models import Instrument
    from safe_employment.instruments.outgoing.shape import AnswerTable
    from safe_employment.kit.actors import Actor

FORMATS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "zip": "application/zip",
    "parquet": "application/vnd.apache.parquet",
}
HEAD = ("submissionDate", "instanceID", "submitter", "formVersion", "subject")
TYPES: dict[str, Any] = {"Int64": pl.Int64, "Decimal": pl.Float64}


def file_of(by: Actor, instrument: Instrument, kind: str) -> tuple[IO[bytes], str, int]:
    """Return an open file, its ending, and how many submissions it holds.

    `kind` is xlsx, csv or parquet; CSV and Parquet of a questionnaire with repeats come as a ZIP of
    tables. Raises Hidden for another kind.
    """
    tables = tables_of(instrument)
    written: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    found = {table.name: list(_flat(by, instrument, table)) for table in tables}
    ending = kind
    if kind == "xlsx":
        _workbook(written, tables, found)
    elif kind in ("csv", "parquet"):
        write = _csv if kind == "csv" else _parquet
        if len(tables) == 1:
            written.write(write(tables[0], found[tables[0].name]))
        else:
            ending = "zip"
            with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
                for table in tables:
                    archive.writestr(f"{table.name}.{kind}", write(table, found[table.name]))
    else:
        raise Hidden
    written.seek(0)
    return written, ending, len(found[tables[0].name])


def _columns(table: AnswerTable) -> list[str]:
    own = [field.column for field in table.fields]
    return ["KEY", "PARENT_KEY", *own] if table.path else [*HEAD, *own]


def _flat(by: Actor, instrument: Instrument, table: AnswerTable) -> Iterator[list[Any]]:
    for submission in current(by, instrument).iterator(chunk_size=500):
        for row in rows_of(table, submission):
            answers = [_cell(row.answers.get(field.path)) for field in table.fields]
            head: list[Any] = [row.id, row.above]
            if not table.path:
                head = [
                    timezone.localtime(submission.received_at), submission.instance_id,
                    str(submission.person or ""), submission.version.version, submission.subject,
                ]  # fmt: skip
            yield [*head, *answers]


def _cell(value: Any) -> Any:
    """A place as people write it; all else as it is."""
    if isinstance(value, dict):
        longitude, latitude, *_rest = value["coordinates"]
        return f"{latitude} {longitude}"
    return value


def _workbook(file: IO[bytes], tables: tuple[AnswerTable, ...], found: dict[str, list[list[Any]]]) -> None:
    import xlsxwriter

    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False, "remove_timezone": True}  # fmt: skip
    book = xlsxwriter.Workbook(file, options)
    bold, instant = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for number, table in enumerate(tables):
        sheet = book.add_worksheet(table.name[:28] + (f"~{number}" if len(table.name) > 28 else ""))
        sheet.freeze_panes(1, 0)
        for place, name in enumerate(_columns(table)):
            sheet.write_string(0, place, name, bold)
        for line, row in enumerate(found[table.name], start=1):
            for place, value in enumerate(row):
                if place == 0 and not table.path:
                    sheet.write_datetime(line, place, value, instant)
                elif isinstance(value, int | float):
                    sheet.write_number(line, place, value)
                elif value:
                    sheet.write_string(line, place, str(value)[:32_767])
    book.close()


def _csv(table: AnswerTable, rows: list[list[Any]]) -> bytes:
    kept = io.StringIO()
    writer = csv.writer(kept)
    writer.writerow(_columns(table))
    writer.writerows([_harmless(value) for value in row] for row in rows)
    return kept.getvalue().encode("utf-8-sig")


def _harmless(value: Any) -> Any:
    """Keep a spreadsheet from taking a text for a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value


def _parquet(table: AnswerTable, rows: list[list[Any]]) -> bytes:
    kinds = [TYPES.get(field.kind, pl.String) for field in table.fields]
    head: list[Any] = [pl.String, pl.String]
    if not table.path:
        head = [pl.Datetime("us", "UTC"), pl.String, pl.String, pl.String, pl.String]
    schema = dict(zip(_columns(table), [*head, *kinds], strict=True))
    frame = pl.DataFrame(rows, schema=schema, orient="row", strict=False)
    kept = io.BytesIO()
    frame.write_parquet(kept)
    return kept.getvalue()
