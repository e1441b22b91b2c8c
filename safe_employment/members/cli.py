"""`safe-employment members …`: matching a file without a database, and importing one."""

from __future__ import annotations

import json
import resource
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from safe_employment.kit.errors import ErrorKind, ProgrammeError

if TYPE_CHECKING:
    from safe_employment.kit.models import Association

ListFile = Annotated[Path, typer.Argument(help="XLSX, XLS or CSV with one employer a row.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")]
members = typer.Typer(no_args_is_help=True, help="The register of employers.")


def register(app: typer.Typer) -> None:
    """Add this room's commands to the command line."""
    app.add_typer(members, name="members")


@members.command("match")
def match_file(
    file: ListFile,
    out: Annotated[Path, typer.Option(help="CSV to write: row, cluster, confidence, needs_review.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Find the rows of a file that are the same employer; needs no database."""
    _run(lambda: _match(file, out), as_json=as_json)


@members.command("import")
def import_file(
    file: ListFile,
    association: Annotated[str, typer.Option(help="Short name of the association.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and compare, but write nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a file into the register of an association."""
    _run(lambda: _import(file, association, dry_run=dry_run), as_json=as_json)


def _run(work: Callable[[], dict[str, Any]], *, as_json: bool) -> None:
    """Print what the work found, with seconds and peak memory; a coded error goes to stderr with code 2."""
    began = time.perf_counter()
    try:
        found = work()
    except ProgrammeError as problem:
        _complain(problem, as_json=as_json)
        raise typer.Exit(2) from problem
    found["seconds"] = round(time.perf_counter() - began, 2)
    found["peak_memory_mb"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
        return
    for name, value in found.items():
        typer.echo(f"{name}: {json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else value}")


def _complain(problem: ProgrammeError, *, as_json: bool) -> None:
    if as_json:
        error = {"code": problem.code, "what": problem.what, "remedy": problem.remedy}
        typer.echo(json.dumps({"error": error}, ensure_ascii=False), err=True)
    else:
        typer.echo(str(problem), err=True)


def _match(file: Path, out: Path) -> dict[str, Any]:
    import polars as pl

    from safe_employment.members import errors
    from safe_employment.members.importing.comparing.assembling import with_usable_names
    from safe_employment.members.importing.comparing.placing import place_rows
    from safe_employment.members.importing.comparing.reading import read_file

    prepared = read_file(file)
    if "name" not in prepared.mapping.columns:
        raise ProgrammeError(errors.IMPORT_NO_NAMES)
    placed = place_rows(with_usable_names(prepared.rows)).rows
    clusters = placed.select(
        pl.col("data_row").alias("row"),
        pl.col("group").alias("cluster"),
        pl.col("confidence").round(4),
        pl.col("proposed").alias("needs_review"),
    )
    try:
        clusters.write_csv(out)
    except OSError as problem:
        raise ProgrammeError(errors.OUTPUT_NOT_WRITTEN, {"path": out}) from problem
    return {
        "rows": clusters.height,
        "clusters": clusters["cluster"].n_unique(),
        "to_review": int(clusters["needs_review"].count()),
        "out": str(out),
    }


def _import(file: Path, slug: str, *, dry_run: bool) -> dict[str, Any]:
    from django.utils import timezone

    from safe_employment.kit.actors import machine
    from safe_employment.members.commands.importing import imported_before, stage_import, upload_import
    from safe_employment.members.importing.comparing.reading import compare, read_file
    from safe_employment.members.importing.writing.confirming import confirm_import

    association = _association(slug)
    by = machine(association, channel="cli")
    if dry_run:
        prepared = read_file(file, association=association, today=timezone.localdate())
        return _figures(compare(prepared, association).counts, dry_run=True)
    _readable(file)
    known = imported_before(by, _sha256(file))
    if known is not None:
        rows = int(known.counts["rows"])
        figures = dict.fromkeys(("created", "updated", "to_review", "left_out", "matched_in_file"), 0)
        return {"rows": rows, "matched": rows, **figures, "problems": {}, "already_imported": True}
    with file.open("rb") as content:
        batch = upload_import(by=by, content=content, name=file.name)
    batch = stage_import(by=by, batch=batch, today=timezone.localdate())
    batch = confirm_import(by=by, batch=batch, now=timezone.now())
    return _figures(batch.counts, dry_run=False)


def _figures(counts: dict[str, Any], *, dry_run: bool) -> dict[str, Any]:
    """The figures of the command's answer, from those of an import."""
    names = (
        "rows",
        "created",
        "matched",
        "matched_in_file",
        "matched_in_register",
        "known",
        "left_out",
        "to_review",
    )
    written = counts.get("written", {})
    return {
        **{name: counts[name] for name in names},
        **({"created": written["created"], "updated": written["updated"]} if written else {}),
        "problems": counts["problems"],
        "dry_run": dry_run,
    }


def _association(slug: str) -> Association:
    from safe_employment.kit.models import Association
    from safe_employment.members import errors

    found = Association.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Association.objects.values_list("slug", flat=True)) or "–"
        raise ProgrammeError(errors.ASSOCIATION_UNKNOWN, {"slug": slug, "known": known})
    return found


def _readable(file: Path) -> None:
    from safe_employment.members import errors

    def complain(kind: ErrorKind) -> None:
        raise ProgrammeError(kind, {"path": file})

    if not file.exists():
        complain(errors.FILE_MISSING)
    try:
        file.open("rb").close()
    except OSError:
        complain(errors.FILE_NOT_READABLE)


def _sha256(file: Path) -> str:
    import hashlib

    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
