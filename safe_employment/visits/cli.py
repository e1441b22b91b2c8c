"""`safe-employment draw verify`: checks the file of a draw; needs no account and no data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from safe_employment.engines.draw import DrawError, read, verify

draw_app = typer.Typer(no_args_is_help=True, help="The draw of unannounced visits, checked.")


def register(app: typer.Typer) -> None:
    """Add the sub-commands of this room to the program."""
    app.add_typer(draw_app, name="draw")


@draw_app.callback()
def _draw() -> None:
    """The draw of unannounced visits, checked."""


@draw_app.command("verify")
def verify_file(
    file: Annotated[Path, typer.Argument(help="The file of the draw, as published after the period.")],
    published: Annotated[str, typer.Option(help="The hash that you noted before the period.")] = "",
) -> None:
    """Choose the probabilities and draw the weeks again; exit code 1: something does not hold, 2: no file."""
    try:
        verdict = verify(read(file.read_bytes()), published=published)
    except (DrawError, OSError) as problem:
        typer.echo(str(problem), err=True)
        raise typer.Exit(2) from problem
    for check in verdict.checks:
        mark = "ok  " if check.holds else "NOT "
        words = check.words
        typer.echo(f"{mark} {check.code:<9} {check.detail:<12} {words['en']} · {words['zh']}")
    if verdict.other_digits:
        typer.echo("note: the probabilities are as good as those found here, but differ in the last digits.")
    if verdict.source_differs:
        typer.echo("note: this program's code is not byte by byte the one that drew; the results count.")
    typer.echo("everything holds · 全部相符" if verdict.holds else "NOT EVERYTHING HOLDS · 并非全部相符")
    raise typer.Exit(0 if verdict.holds else 1)
