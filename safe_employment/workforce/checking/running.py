"""One check from books to results, on the engine that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from safe_employment.engines.labour_law.backends import Backend
from safe_employment.engines.labour_law.check import Checked, check
from safe_employment.engines.labour_law.intake import Books, Window
from safe_employment.engines.labour_law.jurisdiction import Jurisdiction

from .plans import kept_plan
from .windows import window_of

__all__ = ["ENGINES", "check_books"]


def _duckdb() -> Backend:
    from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB

    return OnDuckDB()


def _spark() -> Backend:
    from safe_employment.engines.labour_law.backends.on_spark import OnSpark

    return OnSpark()


ENGINES: Mapping[str, Callable[[], Backend]] = {"duckdb": _duckdb, "spark": _spark}


def check_books(
    books: Books,
    jurisdiction: Jurisdiction,
    *,
    today: date,
    first: date | None = None,
    last: date | None = None,
    engine: str = "duckdb",
    backend: Backend | None = None,
    told: Callable[[int, int], None] | None = None,
) -> tuple[Checked, Window]:
    """Check books for the months `first` to `last`; nothing is kept.

    `engine` is a key of ENGINES; a `backend` that is given, with the law in it, is used instead, and closed.
    `told` hears how many parts of rules are done, and of how many.
    """
    window = window_of(books, today, first, last)
    used = backend or ENGINES[engine]()
    try:
        plan = kept_plan(jurisdiction, used.dialect)
        checked = check(books, window, jurisdiction, used, plan, law_is_there=backend is not None, told=told)
        return checked, window
    finally:
        used.close()
