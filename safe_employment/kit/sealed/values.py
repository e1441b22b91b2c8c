"""A value in the clear and a value under its seal; neither writes itself anywhere."""

from __future__ import annotations

import hmac
from typing import NoReturn

SHOWN = 4
HIDDEN = "*"


class Plain:
    """A value in the clear. Only `reveal` gives it: it cannot be printed, formatted, logged or pickled."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Return the value itself."""
        return self._text

    def __bool__(self) -> bool:
        return bool(self._text)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Plain) and hmac.compare_digest(self._text.encode(), other._text.encode())

    def __hash__(self) -> int:
        return hash((Plain, self._text))

    def __repr__(self) -> str:
        return "Plain(…)"

    def __format__(self, _form: str) -> str:
        return str(self)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a value in the clear is not put away")


class Ciphertext(bytes):
    """A value under its seal, as it stands in the database; it does not print its bytes."""

    def __repr__(self) -> str:
        return "Ciphertext(…)"

    def __str__(self) -> str:
        return "…"

    def __format__(self, _form: str) -> str:
        return str(self)


def mask(plain: Plain | None) -> str:
    """Return the last four signs, and a star for each before them; a short value is hidden whole."""
    if not plain:
        return ""
    text = plain.reveal()
    shown = text[-SHOWN:] if len(text) > 2 * SHOWN else ""
    return HIDDEN * (len(text) - len(shown)) + shown
