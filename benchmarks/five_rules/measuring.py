"""How much memory this process has held at most."""

from __future__ import annotations

from pathlib import Path


def peak_megabytes() -> float:
    """Return the high-water mark of the process's own memory in MB.

    Not `ru_maxrss`: that one remembers the process that started this one.
    """
    line = next(
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024
