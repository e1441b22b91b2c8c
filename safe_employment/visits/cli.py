"""`safe-employment draw verify`: checks the file of a draw; needs no account and no data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from safe_employment.engines.draw import DrawError, Verdict, read, verify

_NOT_COMPARED = 3
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
    """Choose the probabilities and draw the weeks again.

    Exit code 0: everything holds, and the hash is the one that you noted; 1: something does not hold; 2: no
    file; 3: the file is consistent in itself and was not compared with any hash, which proves little, since
    a file that was made up as a whole is consistent too.
    """
    try:
        verdict = verify(read(file.read_bytes()), published=published.strip())
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
    typer.echo(_verdict(verdict, published))
    raise typer.Exit((0 if published.strip() else _NOT_COMPARED) if verdict.holds else 1)


def _verdict(verdict: Verdict, published: str) -> str:
    if not verdict.holds:
        return "NOT EVERYTHING HOLDS · 并非全部相符"
    if published.strip():
        return "everything holds; compare the number with what its day brought · 全部相符；请核对当天的号码"
    return (
        "consistent in itself; NOT COMPARED with what was published: give --published and the hash that you"
        " noted before the period · 文件自身一致，但没有与事先公布的哈希比对"
    )
