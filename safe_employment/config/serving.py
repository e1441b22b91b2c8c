"""How the programme is served: by granian, in the same way for real, for show and in the benchmarks."""

from __future__ import annotations

from granian.constants import Interfaces
from granian.server import Server

# Of one process. Each thread may hold a connection, and PostgreSQL gives a hundred as it comes; what devices
# send shares one connection, and one commit with whatever the other threads have at that moment.
THREADS = 24
WAITING = 256  # requests of one process under way; others wait in the backlog


def serve(host: str, port: int, *, processes: int = 1, logs: bool = True) -> None:
    """Serve until told to end."""
    Server(
        "safe_employment.config.wsgi:application", host, port, interface=Interfaces.WSGI, workers=processes,
        blocking_threads=THREADS, backpressure=WAITING, log_enabled=logs,
    ).serve()  # fmt: skip
