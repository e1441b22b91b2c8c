"""`safe-employment check …`: the books of an employer checked from the command line, nothing kept."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from django.utils import timezone, translation

from safe_employment.workforce.books.problems import BooksUnreadable

NOTHING_FOUND, FOUND, BAD_INPUT = 0, 1, 2


class Engine(StrEnum):
    """The engines that the rules run on."""

    DUCKDB = "duckdb"
    SPARK = "spark"


def register(app: typer.Typer) -> None:
    """Add this room's commands to the command line."""
    app.command("check")(check)
    app.command("check-template")(template)


def check(
    files: Annotated[
        list[Path], typer.Argument(help="A workbook, a folder of CSV or Parquet files, CSV files, or JSON.")
    ],
    *,
    place: Annotated[
        str, typer.Option(help="Code of the workplace's district or region: 530102, VN-I.")
    ] = "",
    jurisdiction: Annotated[str, typer.Option(help="Whose law: kunming, viet_nam.")] = "kunming",
    first: Annotated[str, typer.Option("--from", help="First month to check, 2026-01.")] = "",
    last: Annotated[str, typer.Option("--to", help="Last month to check, 2026-09.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    xlsx: Annotated[Path | None, typer.Option(help="Write the results as a workbook.")] = None,
    engine: Annotated[Engine, typer.Option(help="Where the rules run.")] = Engine.DUCKDB,
    language: Annotated[str, typer.Option(help="Language of the printed results: zh or en.")] = "zh",
) -> None:
    """Check an employer's books against the law. Exits 0 where nothing is found, 1 with findings, 2 on bad
    input.
    """
    from safe_employment.engines.labour_law.backends import EngineMissingError
    from safe_employment.workforce.books.files import books_from_paths
    from safe_employment.workforce.checking.asking import asked
    from safe_employment.workforce.checking.errors import CheckRefused
    from safe_employment.workforce.checking.report import as_document
    from safe_employment.workforce.checking.running import check_books
    from safe_employment.workforce.checking.writing import write_text, write_workbook

    with translation.override("zh-hans" if language == "zh" else "en"):
        try:
            question = asked(jurisdiction_id=jurisdiction, place=place, first=first, last=last)
        except CheckRefused as refused:
            raise _wrong(refused.code, f"{refused.what} {refused.remedy}", as_json=as_json) from refused
        law = question.law
        try:
            books = books_from_paths(files, place=question.place, minor_units=law.minor_units)
        except FileNotFoundError as problem:
            raise _wrong("CHECK_FILE_NOT_FOUND", str(problem.filename), as_json=as_json) from problem
        except BooksUnreadable as problem:
            raise _unreadable(problem, as_json=as_json) from problem
        today = timezone.localdate()
        try:
            checked, window = check_books(
                books, law, today=today, first=question.first, last=question.last, engine=engine.value
            )
        except EngineMissingError as problem:
            raise _wrong("CHECK_ENGINE_MISSING", str(problem), as_json=as_json) from problem
        document = as_document(checked, window, law)
        if xlsx:
            xlsx.write_bytes(write_workbook(document, language))
        if as_json:
            typer.echo(json.dumps(document, ensure_ascii=False))
        else:
            write_text(document, language, typer.echo)
        raise typer.Exit(FOUND if checked.findings else NOTHING_FOUND)


def template(
    out: Annotated[Path, typer.Argument(help="The workbook to write.")],
    *,
    language: Annotated[str, typer.Option(help="Language of its headers: zh or en.")] = "zh",
) -> None:
    """Write an empty workbook with the sheets and columns that a check reads."""
    from safe_employment.workforce.checking.writing import write_template

    out.write_bytes(write_template(language))


def _wrong(code: str, detail: str, *, as_json: bool) -> typer.Exit:
    if as_json:
        typer.echo(json.dumps({"errors": [{"code": code, "detail": detail}]}, ensure_ascii=False), err=True)
    else:
        typer.echo(f"{code}: {detail}", err=True)
    return typer.Exit(BAD_INPUT)


def _unreadable(problem: BooksUnreadable, *, as_json: bool) -> typer.Exit:
    if as_json:
        errors = {"errors": [each.as_dict() for each in problem.problems]}
        typer.echo(json.dumps(errors, ensure_ascii=False), err=True)
    else:
        for each in problem.problems:
            place = " ".join(
                str(part) for part in (each.sheet, each.row, each.column) if part not in (None, "")
            )
            typer.echo(f"{each.code} [{place}]: {each.what} {each.remedy}", err=True)
    return typer.Exit(BAD_INPUT)
