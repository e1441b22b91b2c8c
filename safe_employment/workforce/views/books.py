"""Handing in books: upload, preview, confirm or drop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.engines.labour_law.books import sheet_named
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.forms import OfficeForm, run
from safe_employment.kit.models import TaskRun
from safe_employment.kit.pages import one_click, posted
from safe_employment.kit.tasks import start
from safe_employment.workforce import tasks
from safe_employment.workforce.commands import books as commands
from safe_employment.workforce.importing.errors import PROBLEM_KINDS
from safe_employment.workforce.importing.showing import changes_text
from safe_employment.workforce.models import BookImport
from safe_employment.workforce.policies import KEEP_WORKERS
from safe_employment.workforce.views.parts import page
from safe_employment.workforce.views.portal import own_employer

if TYPE_CHECKING:
    from django.http import HttpRequest

    from safe_employment.kit.actors import Actor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Above this a person would wait too long for the page: the worker does it.
SMALL = 1_000_000
SHEETS = ("employer", "workers", "contracts", "payroll", "attendance")


class BooksForm(OfficeForm):
    """A file of books."""

    file = forms.FileField(label=_("Workbook or JSON"))

    def arguments(self) -> dict[str, Any]:
        """Return the upload as the command takes it."""
        upload = self.cleaned_data["file"]
        return {"file_name": upload.name, "data": upload.read()}


@door(KEEP_WORKERS)
def books(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file of books and read it; show what was handed in before."""
    by, now = actor_of(request), timezone.now()
    employer = own_employer(by, pk)
    form = BooksForm(*posted(request))
    if request.method == "POST":
        made = run(form, commands.upload_books, by=by, employer=pk, now=now)
        if made is not None:
            _read(by, made, form.cleaned_data["file"].size)
            return redirect(page(by, "book_import", made.pk))
    context = {
        "employer": employer,
        "form": form,
        "imports": employer.book_imports.select_related("uploaded_by")[:20],
        "back": page(by, "workers", pk),
    }
    return render(request, "workforce/books/books.html", context, status=422 if form.is_bound else 200)


def _read(by: Actor, made: BookImport, size: int) -> None:
    if size > SMALL:
        with transaction.atomic():
            path = page(by, "book_import", made.pk)
            start(by=by, kind=tasks.READ, facts={"books": made.pk}, path=path)
        return
    commands.read_books(by=by, books=made, today=timezone.localdate())


def work_on(kind: str, **facts: int) -> TaskRun | None:
    """Return the last long work of a kind about something."""
    return TaskRun.objects.filter(
        kind=kind, **{f"facts__{key}": value for key, value in facts.items()}
    ).first()


@door(KEEP_WORKERS)
def book_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what a file would change, or what is wrong with it."""
    by = actor_of(request)
    made = commands.own_import(by, pk)
    work = None if made.is_over else work_on(tasks.CONFIRM, books=pk) or work_on(tasks.READ, books=pk)
    context = {
        "books": made,
        "work": work if work is not None and not work.is_over else None,
        "failed": work if work is not None and work.error_code else None,
        "tallies": _tallies(made),
        "joiners": made.preview.get("joiners", []),
        "leavers": made.preview.get("leavers", []),
        "changed": _changed(made, "changed", "workers"),
        "changed_contracts": _changed(made, "changed_contracts", "contracts"),
        "not_kept": made.preview.get("not_kept", []),
        "not_read": made.preview.get("not_read", []),
        "problems": [_problem(one) for one in made.problems],
        "back": page(by, "books", made.employer_id),
    }
    return render(request, "workforce/books/import.html", context)


def _language() -> str:
    return "zh" if (get_language() or "zh").startswith("zh") else "en"


def sheet_words(key: str) -> str:
    """Return what a sheet of the books is called; a file's own name of a sheet stays."""
    try:
        return str(getattr(sheet_named(key), _language()))
    except StopIteration:
        return key


def _tallies(made: BookImport) -> list[dict[str, Any]]:
    return [{"sheet": sheet_words(key), **made.counts[key]} for key in SHEETS if key in made.counts]


def _changed(made: BookImport, key: str, sheet: str) -> list[dict[str, Any]]:
    return [{**one, "words": changes_text(sheet, one["fields"])} for one in made.preview.get(key, [])]


def _problem(stored: dict[str, Any]) -> dict[str, Any]:
    kind = PROBLEM_KINDS.get(stored["code"])
    what = str(kind.what) % stored["facts"] if kind else stored["code"]
    remedy = str(kind.remedy) % stored["facts"] if kind else ""
    return {**stored, "sheet": sheet_words(stored["sheet"]), "what": what, "remedy": remedy}


@require_POST
@door(KEEP_WORKERS)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the file into the register, and have it checked."""
    by, now = actor_of(request), timezone.now()
    made = commands.own_import(by, pk)
    back = page(by, "book_import", pk)
    if sum(sum(made.counts.get(key, {}).values()) for key in SHEETS) > 2_000:
        start(by=by, kind=tasks.CONFIRM, facts={"books": pk}, path=back)
        return redirect(back)
    try:
        with transaction.atomic():
            commands.confirm_books(by=by, books=made, now=now, today=timezone.localdate(now))
            path = page(by, "problems", made.employer_id)
            start(by=by, kind=tasks.CHECK, facts={"employer": made.employer_id}, path=path)
    except ProgrammeError as problem:
        messages.error(request, f"{problem.what} {problem.remedy}")
        return redirect(back)
    messages.success(request, gettext("Written into the register. It is being checked now."))
    return redirect(page(by, "problems", made.employer_id))


@require_POST
@door(KEEP_WORKERS)
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop a file."""
    by = actor_of(request)
    made = commands.own_import(by, pk)
    back = page(by, "books", made.employer_id)
    return one_click(request, commands.drop_books, _("The file is gone."), back=back, by=by, books=made)


@door(KEEP_WORKERS)
def template(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view
    """Hand out the empty workbook."""
    from safe_employment.workforce.checking.writing import write_template

    name = gettext("Books of the employer.xlsx")
    header = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(
        write_template(_language()), content_type=XLSX, headers={"Content-Disposition": header}
    )
