"""Runs of long work. A worker that dies leaves its job behind; another takes it up again from the start.

The functions registered here must therefore do their work in one transaction, or be able to begin
again. Progress is written through a connection of its own, so that it is seen while the work's own
transaction is still open.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from safe_employment.kit.actors import Actor, actor_for, machine
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import TaskRun
from safe_employment.kit.models.tasks import TaskState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

log = logging.getLogger(__name__)
Work = Callable[[Actor, dict[str, Any], "Progress"], dict[str, Any]]
_registered: dict[str, tuple[str | _StrPromise, Work]] = {}


class Cancelled(Exception):  # noqa: N818 - not an error: someone asked for it
    """Raised inside the work when someone asked it to stop."""


class Progress:
    """Tells how far the work is; raises Cancelled when it was asked to stop."""

    EVERY = 0.4  # seconds between two writes

    def __init__(self, run: TaskRun | None) -> None:
        self.run = run
        self._told = 0.0
        self._connection = connection.copy() if run is not None else None

    def __call__(self, step: str, done: int = 0, total: int | None = None) -> None:
        """Note the step and how much of it is done; cheap to call often."""
        now = time.monotonic()
        if self.run is None or self._connection is None or now - self._told < self.EVERY:
            return
        self._told = now
        with self._connection.cursor() as cursor:
            cursor.execute(
                "UPDATE kit_taskrun SET step = %s, done = %s, total = %s WHERE id = %s"
                " RETURNING cancel_requested",
                [str(step)[:80], min(done, total) if total is not None else done, total, self.run.pk],
            )
            row = cursor.fetchone()
        if row and row[0]:
            raise Cancelled

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()


def long_work(kind: str, title: str | _StrPromise) -> Callable[[Work], Work]:
    """Register `function(by, facts, progress) -> result` as long work of the given kind."""

    def around(function: Work) -> Work:
        _registered[kind] = (title, function)
        return function

    return around


def title_of(kind: str) -> str:
    """Return what this kind of work is called; the kind itself when its room is gone."""
    return str(_registered[kind][0]) if kind in _registered else kind


@command
def start(*, by: Actor, kind: str, facts: dict[str, Any], path: str = "") -> TaskRun:
    """Queue long work; it begins when the transaction has committed.

    Raises KeyError for work that no room registered.
    """
    if kind not in _registered:
        raise KeyError(kind)
    run = TaskRun.objects.create(
        association=by.association, kind=kind, facts=facts, started_by=by.person, path=path
    )
    record(by, "kit.start_task", run, details={"kind": kind})
    transaction.on_commit(lambda: queue(run.pk))
    return run


def queue(run_id: int) -> None:
    """Hand a run to the worker."""
    app.configure_task("kit.carry_out", queue="long", lock=f"task-run-{run_id}").defer(run_id=run_id)


@app.task(name="kit.carry_out", queue="long")
def carry_out_job(run_id: int) -> None:
    """The worker's entry: carry out one run."""
    carry_out(run_id)


def carry_out(run_id: int) -> TaskRun:
    """Carry out a run in this process and note its end; a run that is over is left as it is.

    Its steps and refusals are worded in the language of who started it.
    """
    run = TaskRun.objects.select_related("association", "started_by").get(pk=run_id)
    if run.is_over:
        return run
    TaskRun.objects.filter(pk=run_id).update(state=TaskState.RUNNING, started_at=timezone.now())
    by = (
        actor_for(run.started_by, run.association, channel="task")
        if run.started_by
        else machine(run.association)
    )
    spoken = run.started_by.language if run.started_by else ""
    with translation.override(spoken or settings.LANGUAGE_CODE):
        state, result, error = _attempt(run, by)
    TaskRun.objects.filter(pk=run_id).update(
        state=state, result=result, error_code=error, finished_at=timezone.now()
    )
    run.refresh_from_db()
    return run


def _attempt(run: TaskRun, by: Actor) -> tuple[TaskState, dict[str, Any], str]:
    """Do the work; returns how it ended, its result, and the code of an error."""
    progress = Progress(run)
    try:
        if run.cancel_requested:
            raise Cancelled
        return TaskState.SUCCEEDED, _registered[run.kind][1](by, run.facts, progress), ""
    except Cancelled:
        return TaskState.CANCELLED, {}, ""
    except ProgrammeError as problem:
        return TaskState.FAILED, {"what": problem.what, "remedy": problem.remedy}, problem.code
    except Exception:
        log.exception("long work %s failed", run.pk)
        return TaskState.FAILED, {}, "UNEXPECTED"
    finally:
        progress.close()


@command
def cancel(*, by: Actor, run: TaskRun) -> TaskRun:
    """Ask long work to stop; it does so at its next step, and what it began is rolled back."""
    TaskRun.objects.filter(pk=run.pk).exclude(
        state__in=[TaskState.SUCCEEDED, TaskState.FAILED, TaskState.CANCELLED]
    ).update(cancel_requested=True)
    record(by, "kit.cancel_task", run)
    run.refresh_from_db()
    return run


async def take_up_again(seconds: float = 30.0) -> int:
    """Queue again the jobs whose worker has died; returns how many."""
    count = 0
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=seconds):
        with suppress(LookupError):
            await app.job_manager.retry_job(job)
            count += 1
    return count


@app.periodic(cron="* * * * *")
@app.task(name="kit.take_up_again", queue="schedule", pass_context=False)
async def take_up_again_job(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """Every minute: take up what a dead worker left."""
    await take_up_again()
