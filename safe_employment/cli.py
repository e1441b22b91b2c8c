"""The command `safe-employment`: each room adds its own sub-commands in `<room>/cli.py`."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from importlib.util import find_spec

import typer

# Where none of these is set, no installation is meant but the demonstration of this checkout.
CONFIGURED_BY = ("SAFE_EMPLOYMENT_MODE", "SECRET_KEY", "DATABASE_URL")
app = typer.Typer(no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
_added: list[bool] = []


def main() -> None:
    """Set Django up and run the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safe_employment.config.settings")
    if len(sys.argv) > 1 and sys.argv[1] == "django":
        from django.core.management import execute_from_command_line

        execute_from_command_line(["safe-employment django", *sys.argv[2:]])
        return
    if not any(name in os.environ for name in CONFIGURED_BY):
        os.environ["SAFE_EMPLOYMENT_MODE"] = "demo"
        typer.echo("SAFE_EMPLOYMENT_MODE is not set: this uses the demonstration.", err=True)
    import django
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as problem:
        typer.echo(f"SETTINGS: {problem}", err=True)
        sys.exit(2)
    add_rooms()
    app()


def add_rooms() -> None:
    """Add the sub-commands of every room; once is enough."""
    from django.conf import settings

    if _added:
        return
    _added.append(True)
    for room in (*settings.ROOMS, "config", "demo"):
        if find_spec(f"safe_employment.{room}.cli"):
            import_module(f"safe_employment.{room}.cli").register(app)


@app.command("django", help="Run a Django management command.")
def _django() -> None:
    """Listed here for the help page; `main` runs it."""
