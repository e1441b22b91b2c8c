"""`safe-employment demo`: set everything up, fill it with invented data, and serve it."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the sub-command to the program."""
    app.command("demo")(demo)


def demo(
    serve: Annotated[bool, typer.Option(help="Serve the pages when the data are there.")] = True,
) -> None:
    """Run the whole programme on invented data; Ctrl-C stops it."""
    from safe_employment.demo.runner import run

    raise typer.Exit(run(serve=serve))
