"""A worker for the test that kills one: knows work that hangs the first time and ends the second."""

from __future__ import annotations

import asyncio
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.tasks import Progress

KIND = "tests.slow"


def work(by: Actor, facts: dict[str, object], progress: Progress) -> dict[str, int]:
    flag = Path(os.environ["SLOW_WORK_FLAG"])
    attempts = int(flag.read_text()) + 1 if flag.exists() else 1
    flag.write_text(str(attempts))
    if attempts == 1:
        time.sleep(60)
    return {"attempts": attempts}


def register() -> None:
    from safe_employment.kit.tasks import long_work
    from safe_employment.kit.tasks.long_work import _registered

    if KIND not in _registered:
        long_work(KIND, "Slow work")(work)


async def run() -> None:
    from procrastinate.contrib.django import app
    from procrastinate.contrib.django.django_connector import DjangoConnector

    from safe_employment.kit.tasks.long_work import take_up_again

    connector = app.connector
    assert isinstance(connector, DjangoConnector)
    working = app.with_connector(connector.get_worker_connector())
    async with working.open_async():
        await take_up_again(seconds=0.5)
        await working.run_worker_async(
            queues=["long"], install_signal_handlers=True, listen_notify=False, fetch_job_polling_interval=0.2
        )


if __name__ == "__main__":
    import django

    django.setup()
    register()
    asyncio.run(run())
else:
    register()
