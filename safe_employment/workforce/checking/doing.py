"""One public check, from the bytes of a file to its results; nothing of it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safe_employment.engines.labour_law.check import Checked, are_few
from safe_employment.engines.labour_law.intake import Window
from safe_employment.engines.labour_law.jurisdiction import Jurisdiction

from .asking import Asked
from .desk import Job
from .limits import PublicLimits
from .plans import is_ready, kept_plan
from .reading import guarded_books, rows_of
from .running import check_books
from .watching import WatchedDuckDB

__all__ = ["Outcome", "check_file"]


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
    books = guarded_books(data, place=question.place, minor_units=law.minor_units, limits=limits)
    job.tell("read", rows_of(books), len(books.sheets))
    if not is_ready(law, WatchedDuckDB.dialect):
        job.tell("preparing")
    plan = kept_plan(law, WatchedDuckDB.dialect)
    few = are_few(books)
    queries = len(plan.parts) * (1 if few else 2)
    backend = WatchedDuckDB(job, limits, queries, threads=1 if few else limits.threads)
    checked, window = check_books(
        books, law, today=today, first=question.first, last=question.last, backend=backend
    )
    return Outcome(checked, window, law, rows_of(books), len(books.sheets))
