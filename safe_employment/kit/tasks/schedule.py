"""Work by the clock: each room registers a function; every association's turn is one audit entry or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from django.utils import timezone
from procrastinate.contrib.django import app

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Association

Turn = Callable[[Actor, datetime], None]
_daily: list[Turn] = []
_hourly: list[Turn] = []


def daily(function: Turn) -> Turn:
    """Have `function(by, now)` called each morning for every association."""
    _daily.append(function)
    return function


def hourly(function: Turn) -> Turn:
    """Have `function(by, now)` called each hour for every association."""
    _hourly.append(function)
    return function


def each_alone(work: Iterable[Callable[[], object]]) -> None:
    """Carry out every piece of work, also where one before it failed.

    Raises ExceptionGroup of what failed, at the end.
    """
    failed = []
    for piece in work:
        try:
            piece()
        except Exception as problem:  # noqa: BLE001 - raised below
            failed.append(problem)
    if failed:
        raise ExceptionGroup("some work by the clock failed", failed)


def run_turns(turns: list[Turn], now: datetime) -> None:
    """Give every association its turn of each function. Raises ExceptionGroup of those that failed."""
    each_alone(
        partial(turn, machine(association, channel="schedule"), now)
        for association in Association.objects.all()
        for turn in turns
    )


@app.periodic(cron="0 23 * * *")  # 07:00 in Kunming
@app.task(name="kit.daily", queue="schedule")
def daily_job(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """The morning's turn."""
    run_turns(_daily, timezone.now())


@app.periodic(cron="5 * * * *")
@app.task(name="kit.hourly", queue="schedule")
def hourly_job(timestamp: int) -> None:  # noqa: ARG001 - procrastinate's signature
    """The hour's turn."""
    run_turns(_hourly, timezone.now())
