"""One public check, from the bytes of a file to its results; nothing of it is kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date

from safe_employment.engines.labour_law.check import Checked
from safe_employment.engines.labour_law.execution import prepare_law
from safe_employment.engines.labour_law.intake import Window
from safe_employment.engines.labour_law.jurisdiction import Jurisdiction

from .asking import Asked
from .desk import Job
from .limits import PublicLimits
from .plans import is_ready
from .reading import guarded_books, rows_of
from .running import check_books
from .watching import WatchedDuckDB

__all__ = ["Outcome", "check_file"]

#: The progress of the rules is told after each of so many parts.
_EVERY = 20


@dataclass(frozen=True)
class Outcome:
    """What a check found, over which time, by whose law, and how many rows and sheets it read."""

    checked: Checked
    window: Window
    law: Jurisdiction
    rows: int
    sheets: int


def check_file(
    data: bytes, question: Asked, *, today: date, limits: PublicLimits, job: Job[Outcome]
) -> Outcome:
    """Check an uploaded file; raises BooksUnreadable and CheckRefused. `job` is told each step."""
    law = question.law
    job.tell("begun")
    with ThreadPoolExecutor(1, "law") as beside:
        engine = beside.submit(_with_law, law, job, limits)
        try:
            books = guarded_books(data, place=question.place, minor_units=law.minor_units, limits=limits)
        except BaseException:
            if engine.exception() is None:
                engine.result().close()
            raise
    job.tell("read", rows_of(books), len(books.sheets))
    if not is_ready(law, WatchedDuckDB.dialect):
        job.tell("preparing")

    def told(done: int, total: int) -> None:
        if done % _EVERY == 0:
            job.tell("rules", done, total)

    checked, window = check_books(
        books,
        law,
        today=today,
        first=question.first,
        last=question.last,
        backend=engine.result(),
        told=told,
    )
    return Outcome(checked, window, law, rows_of(books), len(books.sheets))


def _with_law(law: Jurisdiction, job: Job[Outcome], limits: PublicLimits) -> WatchedDuckDB:
    """Return an engine with the law in it: that takes as long as reading a file, and is done beside it."""
    backend = WatchedDuckDB(job, limits)
    try:
        prepare_law(backend, law)
    except BaseException:
        backend.close()
        raise
    return backend
