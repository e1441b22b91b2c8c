"""History of the register's rows: each version that was replaced or removed, with who did it."""

from __future__ import annotations

import pghistory


def versions() -> tuple[pghistory.UpdateEvent, pghistory.DeleteEvent]:
    """Return the trackers that keep each version which is replaced or removed.

    A register of 150,000 comes in one COPY. What holds now is in the row itself, so only older
    versions are copied: nothing is lost, and a first import costs nothing twice.
    """
    return pghistory.UpdateEvent("replaced", row=pghistory.Old), pghistory.DeleteEvent("removed")
