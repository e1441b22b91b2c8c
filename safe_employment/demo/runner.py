"""Runs the demonstration: database, data, pages and worker, and stops them all together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import socket
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING
from urllib.request import urlopen

import typer
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from safe_employment.demo.accounts import ACCOUNTS, PASSWORD, TOTP_SECRET
from safe_employment.kit.models import Association

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from multiprocessing.process import BaseProcess
    from types import FrameType

HOST = "127.0.0.1"
PATIENCE = 30  # seconds for the pages to answer


class _Stop(BaseException):
    """Raised by Ctrl-C or a request to end."""


def run(*, serve: bool) -> int:
    """Set up, fill, serve until stopped; returns the exit code."""
    if not settings.DEMO:
        typer.echo("DEMO_MODE: this runs with SAFE_EMPLOYMENT_MODE=demo only; use `make demo`.", err=True)
        return 2
    port = int(os.environ.get("PORT", "8000"))
    if serve and _is_taken(port):
        typer.echo(f"PORT_TAKEN: something answers on port {port} already; set PORT to another.", err=True)
        return 2
    signal.signal(signal.SIGTERM, _stop)
    signal.signal(signal.SIGINT, _stop)
    children: list[BaseProcess] = []
    loaders: list[BaseProcess] = []
    try:
        if serve and _is_filled():
            children = [_start(_serve_pages, port)]  # while this process looks whether all is up to date
        if not prepare(loaders):
            return 2
        day = _keep_to_today(None)
        if serve:
            children = children or [_start(_serve_pages, port)]
            _wait_for_pages(port, children)
            children.append(_start(_do_long_work))
            _welcome(port)
            while all(child.is_alive() for child in children):
                time.sleep(0.5)
                day = _keep_to_today(day)  # after midnight anew
            typer.echo("A part of the demonstration has stopped by itself.", err=True)
            return 1
    except _Stop:
        typer.echo("\nStopping …")
    finally:
        _end(children + loaders)
        connection.close()
        _stop_database()
    return 0


def prepare(parts: list[BaseProcess]) -> bool:
    """Bring the database up to date and fill it, in one transaction; False if it holds other data.

    Copies of this process that work on it are put into `parts`, for whoever has to end them.
    """
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    if Association.objects.filter(slug="kunming").exists():
        return True
    if Association.objects.exists():
        typer.echo(
            "DATABASE_IN_USE: the database holds other data; give the demonstration its own.", err=True
        )
        return False
    started = time.monotonic()
    # In copies, both: Polars keeps threads that no later copy of this process would have, and waits for them.
    parts += [_start(_write_rules), _start(_load)]
    loading = parts[-1]
    loading.join()
    if loading.exitcode:
        return False
    typer.echo(f"  invented data ready in {time.monotonic() - started:.0f} s")
    return True


def _load() -> None:
    """Make the invented data; all of them or none."""
    from safe_employment.demo.load import load

    with transaction.atomic():
        load(lambda words: typer.echo(f"  {words}"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _keep_to_today(brought_to: date | None) -> date:
    """Let the invented teams go out today, whatever day it is; returns the day to which they were brought."""
    from safe_employment.demo.today import bring_to

    now = timezone.now()
    day = timezone.localdate(now)
    if day != brought_to:
        bring_to(now)
    return day


def _is_filled() -> bool:
    """Whether the demonstration's data are there, whatever the state of its tables."""
    with connection.cursor() as cursor:
        if "kit_association" not in connection.introspection.table_names(cursor):
            return False
        cursor.execute("SELECT EXISTS (SELECT FROM kit_association WHERE slug = 'kunming')")
        return bool(cursor.fetchone()[0])


def _start(work: Callable[..., None], *given: int) -> BaseProcess:
    """Start a part in a copy of this process, which has loaded the programme already."""
    connection.close()  # a connection cannot be shared
    part = multiprocessing.get_context("fork").Process(target=_begin, args=(work, *given))
    part.start()
    return part


def _begin(work: Callable[..., None], *given: int) -> None:
    """Do the work of a part, out of reach of Ctrl-C and of what this process does on it."""
    os.setsid()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    work(*given)


def _serve_pages(port: int) -> None:
    """Serve the pages until told to end."""
    from safe_employment.config.serving import serve

    serve(HOST, port, logs=False)


def _do_long_work() -> None:
    """Do the long work until told to end."""
    call_command("procrastinate", "worker", concurrency=2)


def _write_rules() -> None:
    """Write the SQL of the labour-law rules, and keep it."""
    from safe_employment.engines.labour_law.jurisdiction import jurisdiction
    from safe_employment.workforce.checking.plans import kept_plan
    from safe_employment.workforce.law import LAW

    kept_plan(jurisdiction(LAW), "duckdb")


def _wait_for_pages(port: int, children: list[BaseProcess]) -> None:
    for _ in range(PATIENCE * 10):
        with suppress(OSError):
            urlopen(f"http://{HOST}:{port}/demo/", timeout=5).close()
            return
        if not all(child.is_alive() for child in children):
            break
        time.sleep(0.1)
    typer.echo("The pages did not begin to answer; see the messages above.", err=True)
    raise _Stop


def _welcome(port: int) -> None:
    typer.echo(f"\nSafe employment runs at http://localhost:{port}/demo/")
    typer.echo("Choose there whose work to see. Ctrl-C stops it.")
    typer.echo(f"\nOr sign in at http://localhost:{port}/account/login/ with the password {PASSWORD}")
    typer.echo(f"and the second factor {TOTP_SECRET} (type it into an authenticator app):\n")
    for account in ACCOUNTS:
        typer.echo(f"  {account.email:<28}{account.name}  {account.role.value}")
    typer.echo("")
    sys.stdout.flush()


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _Stop


def _end(children: list[BaseProcess]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for child in children:
        child.terminate()
    for child in children:
        child.join(10)
        if child.is_alive() and child.pid:
            with suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)


def _stop_database() -> None:
    if os.environ.get("DATABASE_URL"):
        return
    from pathlib import Path

    from safe_employment.config.embedded.server import running_server

    running_server(Path(str(connection.settings_dict["DATA_DIRECTORY"]))).stop()


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((HOST, port)) == 0
