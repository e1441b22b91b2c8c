"""Taking off the disk what arrived and was never stored: the server was stopped in between."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from safe_employment.instruments.intake.arrivals import FOLDER
from safe_employment.kit.files import place
from safe_employment.kit.models import StoredFile
from safe_employment.kit.tasks.schedule import daily

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from safe_employment.kit.actors import Actor

OLD = 24 * 3600  # seconds; no request takes that long


@daily
def sweep(by: Actor, now: datetime) -> None:
    """Remove files older than a day that no record names; the first association's turn does it for all."""
    del by, now
    for folder in place(FOLDER).glob("??"):
        old = [path for path in folder.iterdir() if time.time() - path.stat().st_mtime > OLD]
        _sweep(old)


def _sweep(old: list[Path]) -> None:
    named = {f"{FOLDER}/{path.parent.name}/{path.name}": path for path in old}
    known = set(StoredFile.objects.filter(path__in=list(named)).values_list("path", flat=True))
    for name, path in named.items():
        if name not in known:
            path.unlink(missing_ok=True)
