"""Values of the register in the normal form of the law engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.engines.labour_law.language import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

__all__ = ["blank", "day", "list_text", "period"]


def day(value: date | None) -> int | None:
    """Return the number of days since 1970."""
    return (value - EPOCH).days if value is not None else None


def period(value: date) -> int:
    """Return a month as 202609."""
    return value.year * 100 + value.month


def list_text(values: Iterable[object] | None) -> str | None:
    """Return several words between bars; None where nobody said which."""
    return None if values is None else "|" + "".join(f"{value}|" for value in values)


def blank(row: Mapping[str, Any], asked: Iterable[str]) -> str | None:
    """Return the facts of a row that were asked for and are not there, between bars."""
    return list_text(sorted({name for name in asked if row.get(name) is None}))
