"""Commands for books that an employer hands in: upload, read, confirm, drop."""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, transaction

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of
from safe_employment.kit.sealed import Plain, open_sealed, put_sealed
from safe_employment.members.queries import own_employers
from safe_employment.workforce.identity import without_numbers
from safe_employment.workforce.importing import errors
from safe_employment.workforce.models import BookImport, BookImportState
from safe_employment.workforce.notices import tell_of_children
from safe_employment.workforce.policies import KEEP_WORKERS

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.workforce.importing.plan import ImportPlan

KEPT_FOR = timedelta(days=1)


def own_import(by: Actor, pk: int) -> BookImport:
    """Return an import of an employer for whom the actor speaks. Raises Hidden."""
    rows = BookImport.objects.filter(
        association=by.association, employer__in=own_employers(by, KEEP_WORKERS)
    ).select_related("employer", "employer__association")
    return one_of(rows, pk)


@command
def upload_books(*, by: Actor, employer: int, file_name: str, data: bytes, now: datetime) -> BookImport:
    """Keep a file of books, sealed, until it is read and confirmed; for a day at most.

    Raises ProgrammeError IMPORT_FILE_TOO_LARGE.
    """
    check(by, KEEP_WORKERS)
    own: Employer = one_of(own_employers(by, KEEP_WORKERS), employer)
    if len(data) > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // (1024 * 1024)
        raise ProgrammeError(errors.FILE_TOO_LARGE, {"limit": limit}, field="file")
    made = BookImport(
        association=by.home, employer=own, file_name=file_name[-200:], uploaded_by=by.person, uploaded_at=now
    )
    put_sealed(made, "content", Plain(base64.b64encode(data).decode("ascii")))
    made.save()
    record(by, "workforce.upload_books", made, details={"employer": own.pk, "size": len(data)})
    return made


def _plan(books: BookImport, today: date) -> ImportPlan:
    """Read the file again and plan; every problem of reading becomes one of the plan."""
    from safe_employment.workforce.books.files import books_from_bytes
    from safe_employment.workforce.books.problems import BooksUnreadable
    from safe_employment.workforce.importing.plan import ImportPlan
    from safe_employment.workforce.importing.planning import plan_import
    from safe_employment.workforce.law import law_of

    kept = open_sealed(books, "content")
    if kept is None:
        raise ProgrammeError(errors.NOT_READY)
    units = law_of(books.employer).minor_units
    place = books.employer.division_code or None
    data = base64.b64decode(kept.reveal())
    try:
        found = books_from_bytes(data, books.file_name, place=place, minor_units=units)
    except BooksUnreadable as refused:
        return ImportPlan(
            problems=[
                {
                    "code": one.code,
                    "sheet": one.sheet,
                    "row": one.row,
                    "column": one.column,
                    "facts": dict(one.facts),
                }
                for one in refused.problems
            ]
        )
    return plan_import(books.employer, found, units=units, today=today)


def _without_numbers(problem: dict[str, Any]) -> dict[str, Any]:
    """Return a problem that repeats no number of a card or an account, but for its end."""
    facts = {
        name: without_numbers(value) if isinstance(value, str) else value
        for name, value in problem["facts"].items()
    }
    return {**problem, "facts": facts}


def _in_order(problems: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the problems as one meets them in the file: sheet after sheet, from the top down."""
    sheets = list(dict.fromkeys(problem["sheet"] for problem in problems))
    return sorted(problems, key=lambda problem: (sheets.index(problem["sheet"]), problem["row"] or 0))


def _counts(plan: ImportPlan) -> dict[str, Any]:
    counts: dict[str, Any] = {sheet: dict(vars(tally)) for sheet, tally in plan.tallies.items()}
    counts["joiners"], counts["leavers"] = len(plan.joiners), len(plan.leavers)
    return counts


@command
def read_books(*, by: Actor, books: BookImport, today: date) -> BookImport:
    """Read the file and keep what confirming it would change, or its problems; nothing is written."""
    from safe_employment.workforce.importing.showing import preview_of

    check(by, KEEP_WORKERS)
    found = own_import(by, books.pk)
    if found.is_over:
        raise ProgrammeError(errors.NOT_READY)
    plan = _plan(found, today)
    found.problems = [_without_numbers(problem) for problem in _in_order(plan.problems)]
    found.counts = {} if plan.problems else _counts(plan)
    found.preview = {} if plan.problems else preview_of(plan, by.home.pk)
    found.state = BookImportState.REFUSED if plan.problems else BookImportState.READY
    found.save()
    record(by, "workforce.read_books", found, details={"problems": len(plan.problems)})
    return found


@command
def confirm_books(*, by: Actor, books: BookImport, now: datetime, today: date) -> BookImport:
    """Write what the file says into the register, all of it or nothing; the file is not kept.

    Raises ProgrammeError IMPORT_NOT_READY, and IMPORT_HAS_CHANGED where the register no longer fits.
    """
    from safe_employment.workforce.importing.writing import write_plan

    check(by, KEEP_WORKERS)
    found = own_import(by, books.pk)
    found = BookImport.objects.select_for_update(of=("self",)).select_related("employer").get(pk=found.pk)
    if found.state != BookImportState.READY:
        raise ProgrammeError(errors.NOT_READY)
    plan = _plan(found, today)
    if plan.problems:
        raise ProgrammeError(errors.HAS_CHANGED)
    try:
        with transaction.atomic():
            write_plan(plan, now)
    except IntegrityError as problem:
        raise ProgrammeError(errors.HAS_CHANGED) from problem
    tell_of_children(by.home, plan.workers, today)
    found.counts = _counts(plan)
    _forget(found)
    found.state, found.confirmed_at = BookImportState.CONFIRMED, now
    found.save()
    record(
        by, "workforce.confirm_books", found, details={"employer": found.employer_id, "counts": found.counts}
    )
    return found


@command
def drop_books(*, by: Actor, books: BookImport) -> BookImport:
    """Drop a file that will not be confirmed; it is gone at once."""
    check(by, KEEP_WORKERS)
    found = own_import(by, books.pk)
    if found.is_over:
        raise ProgrammeError(errors.NOT_READY)
    _forget(found)
    found.state = BookImportState.DROPPED
    found.save()
    record(by, "workforce.drop_books", found)
    return found


def _forget(books: BookImport) -> None:
    books.content = books.content_digest = None
    books.preview, books.problems = {}, []


@command
def forget_old_books(*, by: Actor, now: datetime) -> int:
    """Drop the files that nobody confirmed within a day; only the machine does. Returns how many."""
    if not by.is_machine:
        raise Hidden
    old = old_books(by, now)
    count = old.update(
        content=None, content_digest=None, preview={}, problems=[], state=BookImportState.DROPPED
    )
    record(by, "workforce.forget_books", None, details={"files": count})
    return count


def old_books(by: Actor, now: datetime) -> QuerySet[BookImport]:
    """Return the imports whose file has been kept for a day."""
    return BookImport.objects.filter(
        association=by.home, content__isnull=False, uploaded_at__lte=now - KEPT_FOR
    )
