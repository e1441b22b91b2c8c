"""What this room does by the clock, and its long work."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import TaskRun
from safe_employment.kit.tasks import Progress, long_work, start
from safe_employment.kit.tasks.schedule import daily, hourly
from safe_employment.members.models import Employer
from safe_employment.workforce.models import BookImport, CheckRun, PayLine
from safe_employment.workforce.retention import enforce_retention, is_due

CHECK, MONTHLY = "workforce.check", "workforce.monthly_checks"
READ, CONFIRM = "workforce.read_books", "workforce.confirm_books"
#: Employers whose books are checked at once: the engine's cost is by the run, the memory by the workers.
AT_ONCE = 200


@daily
def remove_what_is_over(by: Actor, now: datetime) -> None:
    """Enforce the periods of retention."""
    today = timezone.localdate(now)
    if is_due(by.home, today):
        enforce_retention(by=by, today=today)


@hourly
def forget_files(by: Actor, now: datetime) -> None:
    """Drop files of books that nobody confirmed within a day."""
    from safe_employment.workforce.commands.books import forget_old_books, old_books

    if old_books(by, now).exists():
        forget_old_books(by=by, now=now)


@daily
def check_each_month(by: Actor, now: datetime) -> None:
    """On the first of a month, or the first morning after it, have every employer's books checked."""
    month = timezone.localdate(now).replace(day=1).isoformat()
    begun = TaskRun.objects.filter(association=by.home, kind=MONTHLY, facts__month=month)
    if not begun.exists() and PayLine.objects.filter(association=by.home).exists():
        start(by=by, kind=MONTHLY, facts={"month": month})


def unchecked(by: Actor, month: Any) -> Any:
    """Return the employers with pay before a month that the programme has not checked since it began."""
    pay = PayLine.objects.filter(worker__employer=OuterRef("pk"), period__lt=month)
    since = CheckRun.objects.filter(employer=OuterRef("pk"), made_by=None, ran_at__date__gte=month)
    rows = Employer.objects.live().filter(association=by.home)
    return rows.filter(Exists(pay), ~Exists(since)).order_by("pk")


@long_work(MONTHLY, _("Checking the books of the month"))
def monthly_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Check some hundred employers at a time; begun again after a crash, it goes on with the rest."""
    from safe_employment.workforce.commands.checks import run_checks_of_many

    month = parse_date(facts["month"])
    keys = list(unchecked(by, month).values_list("pk", flat=True))
    checked = 0
    for start_at in range(0, len(keys), AT_ONCE):
        progress(gettext("Checking"), start_at, len(keys))
        now = timezone.now()
        employers = list(Employer.objects.filter(pk__in=keys[start_at : start_at + AT_ONCE]))
        runs = run_checks_of_many(
            by=machine(by.home), employers=employers, now=now, today=timezone.localdate(now)
        )
        checked += len(runs)
    return {"checked": checked, "left_out": len(keys) - checked}


@long_work(CHECK, _("Checking the books"))
def check_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Check one employer's register."""
    from safe_employment.workforce.commands.checks import run_checks

    progress(gettext("Checking"), 0, None)
    now = timezone.now()
    employer = Employer.objects.get(pk=facts["employer"], association=by.association)
    run = run_checks(by=by, employer=employer, now=now, today=timezone.localdate(now))
    return {"run": run.pk}


def _books(by: Actor, facts: dict[str, Any]) -> BookImport:
    return BookImport.objects.get(pk=facts["books"], association=by.association)


@long_work(READ, _("Reading books"))
def read_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Read a large file."""
    from safe_employment.workforce.commands.books import read_books

    progress("", 0, None)
    read_books(by=by, books=_books(by, facts), today=timezone.localdate())
    return {}


@long_work(CONFIRM, _("Writing books"))
def confirm_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Write a large file, unless a run before a crash did it already."""
    from safe_employment.workforce.commands.books import confirm_books

    progress("", 0, None)
    books = _books(by, facts)
    if not books.is_over:
        now = timezone.now()
        confirm_books(by=by, books=books, now=now, today=timezone.localdate(now))
        start(by=by, kind=CHECK, facts={"employer": books.employer_id})
    return {}
