"""The one exception that reading a spreadsheet raises: a code and the values its message needs."""

from __future__ import annotations

from collections.abc import Mapping


class SheetError(Exception):
    """A file that cannot be read as a table.

    ``code`` is a key of :data:`safe_employment.kit.sheets.messages.SHEET_MESSAGES`; ``params`` fill the
    placeholders of its three sentences (what happened, why, what to do next).
    """

    def __init__(self, code: str, params: Mapping[str, str | int] | None = None) -> None:
        self.code = code
        self.params: dict[str, str | int] = dict(params or {})
        super().__init__(code, self.params)

    def __str__(self) -> str:
        details = ", ".join(f"{key}={value}" for key, value in self.params.items())
        return f"{self.code} ({details})" if details else self.code
