"""One writer in each server process: submissions that wait together are stored in one transaction.

A commit waits for the disk. While one is under way the requests that come in wait in a queue; the next
transaction takes all of them. Each is answered after the commit that holds it, so that nothing
acknowledged can be lost. Where one of them cannot be stored, each is tried by itself.
"""

from __future__ import annotations

import os
import threading
from concurrent.futures import Future
from functools import cache
from typing import TYPE_CHECKING

from django.db import Error, close_old_connections, connection, transaction
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.intake.storing import Revoked, store
from safe_employment.kit.errors import ErrorKind, ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.instruments.intake.jobs import Job, Receipt

MOST_AT_ONCE = 200
LONGEST_WAIT = 60.0  # seconds

BUSY = ErrorKind(
    "SUBMISSION_NOT_STORED",
    _("The submission could not be stored now."),
    _("It is still on the device. Send it again in a few minutes."),
)


class Writer:
    """A queue and the thread that empties it."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Job, Future[Receipt]]] = []
        self._some = threading.Condition()
        self._thread: threading.Thread | None = None

    def submit(self, job: Job) -> Receipt:
        """Wait until the job is on disk. Raises Revoked, ProgrammeError SUBMISSION_NOT_STORED."""
        future: Future[Receipt] = Future()
        with self._some:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="submissions", daemon=True)
                self._thread.start()
            self._waiting.append((job, future))
            self._some.notify()
        try:
            return future.result(LONGEST_WAIT)
        except (TimeoutError, Error) as problem:
            raise ProgrammeError(BUSY) from problem

    def _run(self) -> None:
        while True:
            with self._some:
                while not self._waiting:
                    self._some.wait()
                taken, self._waiting = self._next_round()
            close_old_connections()
            _write(taken)

    def _next_round(self) -> tuple[list[tuple[Job, Future[Receipt]]], list[tuple[Job, Future[Receipt]]]]:
        """Take what waits, each instance ID once; a repetition waits for the next round."""
        taken: list[tuple[Job, Future[Receipt]]] = []
        left: list[tuple[Job, Future[Receipt]]] = []
        keys: set[tuple[int, str]] = set()
        for each in self._waiting:
            if each[0].key in keys or len(taken) == MOST_AT_ONCE:
                left.append(each)
            else:
                keys.add(each[0].key)
                taken.append(each)
        return taken, left


def _write(taken: Sequence[tuple[Job, Future[Receipt]]]) -> None:
    try:
        with transaction.atomic():
            store([job for job, _future in taken])
    except Exception as problem:  # noqa: BLE001 - told to whoever waits, whatever it was
        if isinstance(problem, Error):
            connection.close()
        _write_one_by_one(taken, problem)
        return
    for job, future in taken:
        _answer(job, future)


def _write_one_by_one(taken: Sequence[tuple[Job, Future[Receipt]]], problem: Exception) -> None:
    if len(taken) == 1:
        taken[0][1].set_exception(problem)
        return
    for each in taken:
        job = each[0]
        job.receipt = None
        for arrival in job.arrivals.values():
            arrival.kept = False
        _write([each])


def _answer(job: Job, future: Future[Receipt]) -> None:
    if job.receipt is None:
        future.set_exception(Revoked())
    else:
        future.set_result(job.receipt)


@cache
def _writer_of(_process: int) -> Writer:
    return Writer()


def write(job: Job) -> Receipt:
    """Store a job together with those of other requests; inside a transaction, with that transaction."""
    if not connection.in_atomic_block:
        return _writer_of(os.getpid()).submit(job)
    store([job])
    if job.receipt is None:
        raise Revoked
    return job.receipt
