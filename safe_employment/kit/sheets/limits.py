"""How much of a stranger's file is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SheetLimits:
    """Upper bounds, all inclusive. Sizes are bytes; cells are rows x columns of the filled rectangle."""

    file_bytes: int = 200 * 1024**2
    unpacked_bytes: int = 1024**3
    unpacked_ratio: int = 200
    ratio_applies_above_bytes: int = 32 * 1024**2
    archive_entries: int = 5_000
    shared_text_bytes: int = 1024**3
    rows: int = 500_000
    columns: int = 200
    cells: int = 20_000_000


DEFAULT_LIMITS = SheetLimits()
