"""How much of a stranger's books is checked, how many at once, and how often from one address."""

from __future__ import annotations

from dataclasses import dataclass

from safe_employment.kit.sheets import SheetLimits

__all__ = ["LIMITS", "PublicLimits"]

_MB = 1024**2


@dataclass(frozen=True, slots=True)
class PublicLimits:
    """Upper bounds, all inclusive; sizes in bytes, times in seconds."""

    #: Of the file, and of the whole body that brings it (a form adds a little).
    file_bytes: int = 20 * _MB
    body_bytes: int = 21 * _MB
    #: Rows of all sheets together, and columns of one.
    rows: int = 150_000
    columns: int = 200
    cells: int = 3_000_000
    unpacked_bytes: int = 256 * _MB
    #: Objects and lists in JSON: each costs memory long before it can be counted as a row.
    json_containers: int = 600_000
    #: Results and cases that cannot be told, before a check is given up as too long to read.
    findings: int = 30_000
    untold: int = 200_000
    #: One check: how long its rules may run, how much memory and how many threads its engine has.
    seconds: float = 60.0
    memory: str = "768MB"
    threads: int = 2
    #: Checks at once in a process, those that may wait behind them, and how long one waits.
    at_once: int = 2
    waiting: int = 3
    patience: float = 60.0
    #: A page that is not ready after this shows how far it is.
    quick: float = 1.0
    #: Checks from one address within a window.
    per_address: int = 20
    window: float = 600.0
    #: Results that a page carries along for its downloads, encoded.
    carried_bytes: int = 3 * _MB

    @property
    def sheets(self) -> SheetLimits:
        """The same bounds as the reader of workbooks takes them."""
        return SheetLimits(
            file_bytes=self.file_bytes,
            unpacked_bytes=self.unpacked_bytes,
            shared_text_bytes=self.unpacked_bytes,
            rows=self.rows,
            columns=self.columns,
            cells=self.cells,
        )


LIMITS = PublicLimits()
