"""The sub-command that serves the pages."""

from __future__ import annotations

from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add the sub-command to the program."""
    app.command("serve", help="Serve the pages, behind a server that speaks TLS.")(serve)


def serve(
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="The port to listen at.")] = 8000,
    processes: Annotated[int, typer.Option(min=1, help="How many processes; one for each core.")] = 2,
) -> None:
    """Serve the pages until told to end."""
    from safe_employment.config import serving

    serving.serve(host, port, processes=processes)
