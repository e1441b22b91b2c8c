"""Long work: progress, cancelling, failures, and a worker that dies in the middle."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection, transaction

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ErrorKind, ProgrammeError
from safe_employment.kit.models import Association, TaskRun
from safe_employment.kit.models.tasks import TaskState
from safe_employment.kit.tasks import Cancelled, Progress, carry_out, long_work, start
from safe_employment.kit.tasks.long_work import cancel

REFUSED = ErrorKind("TRIED_IN_VAIN", "It cannot be done.", "Do something else.")


@long_work("tests.counting", "Counting")
def counting(by: Actor, facts: dict[str, int], progress: Progress) -> dict[str, int]:
    for number in range(facts["to"]):
        progress("counting", number, facts["to"])
    return {"counted": facts["to"]}


@long_work("tests.refusing", "Refusing")
def refusing(by: Actor, facts: dict[str, int], progress: Progress) -> dict[str, int]:
    Association.objects.filter(pk=by.home.pk).update(contact_phone="half-written")
    raise ProgrammeError(REFUSED)


def test_work_that_succeeds_keeps_its_result(manager: Actor) -> None:
    run = carry_out(start(by=manager, kind="tests.counting", facts={"to": 3}).pk)
    assert (run.state, run.result) == (TaskState.SUCCEEDED, {"counted": 3})
    assert run.finished_at is not None


def test_work_that_is_refused_keeps_the_reason(manager: Actor) -> None:
    run = carry_out(start(by=manager, kind="tests.refusing", facts={}).pk)
    assert (run.state, run.error_code) == (TaskState.FAILED, "TRIED_IN_VAIN")
    assert run.result["remedy"] == "Do something else."


def test_work_that_is_over_is_not_done_again(manager: Actor) -> None:
    run = start(by=manager, kind="tests.counting", facts={"to": 1})
    TaskRun.objects.filter(pk=run.pk).update(state=TaskState.CANCELLED)
    assert carry_out(run.pk).state == TaskState.CANCELLED


def test_unknown_work_is_not_queued(manager: Actor) -> None:
    with pytest.raises(KeyError):
        start(by=manager, kind="tests.unknown", facts={})
    assert not TaskRun.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_progress_is_seen_while_the_works_own_transaction_is_open(manager: Actor, monkeypatch) -> None:
    monkeypatch.setattr(Progress, "EVERY", 0.0)
    run = start(by=manager, kind="tests.counting", facts={"to": 10})
    other = connection.copy()
    progress = Progress(run)
    with transaction.atomic():
        Association.objects.update(contact_phone="1")
        progress("counting", 4, 10)
        with other.cursor() as cursor:
            cursor.execute("SELECT step, done, total FROM kit_taskrun WHERE id = %s", [run.pk])
            assert cursor.fetchone() == ("counting", 4, 10)
    other.close()
    cancel(by=manager, run=run)
    with pytest.raises(Cancelled):
        progress("counting", 5, 10)
    progress.close()


@pytest.mark.django_db(transaction=True)
def test_work_goes_on_after_its_worker_was_killed(manager: Actor, tmp_path) -> None:
    """A real worker is killed while it works; the next one takes the job up and finishes it."""
    described = connection.settings_dict
    environment = {
        **os.environ,
        "DATABASE_URL": f"postgresql://{described['USER']}@/{described['NAME']}?host={described['HOST']}",
        "SLOW_WORK_FLAG": str(tmp_path / "begun"),
    }
    run = start(by=manager, kind="tests.slow", facts={}) if _register_slow() else None
    assert run is not None

    def worker() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "safe_employment.kit.tests.slow_worker"], env=environment
        )

    first = worker()
    _until((tmp_path / "begun").exists)
    first.send_signal(signal.SIGKILL)
    first.wait()
    second = worker()
    try:
        _until(lambda: TaskRun.objects.get(pk=run.pk).is_over)
    finally:
        second.terminate()
        second.wait(20)
    run.refresh_from_db()
    assert (run.state, run.result) == (TaskState.SUCCEEDED, {"attempts": 2})


def _register_slow() -> bool:
    from safe_employment.kit.tests import slow_worker

    return slow_worker.KIND == "tests.slow"


def _until(condition, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.1)
