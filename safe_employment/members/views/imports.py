"""Imports: upload, preview, columns, confirm, undo."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands import record
from safe_employment.kit.doors import door
from safe_employment.kit.errors import ErrorKind, ProgrammeError
from safe_employment.kit.forms import run
from safe_employment.kit.marks import Mark
from safe_employment.kit.navigation import address
from safe_employment.kit.pages import posted
from safe_employment.kit.sheets.messages import SHEET_MESSAGES
from safe_employment.kit.tables import list_page
from safe_employment.kit.tasks import start
from safe_employment.kit.tasks.long_work import title_of
from safe_employment.members import errors, preview, queries, tasks
from safe_employment.members.commands.importing import (
    choose_columns,
    discard_import,
    stage_import,
    upload_import,
)
from safe_employment.members.forms import COLUMN_WORDS, ColumnsForm, UploadForm
from safe_employment.members.importing.comparing.reading import sheet_error_of
from safe_employment.members.importing.sheet.columns import CANONICAL
from safe_employment.members.models import ImportBatch, ImportState
from safe_employment.members.policies import IMPORT_EMPLOYERS
from safe_employment.members.tables import IMPORT_TONES, ImportTable

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from safe_employment.kit.actors import Actor

# Above this a person would wait too long for the page: the worker does it, and the page shows how far it is.
SMALL_FILE = 1_000_000  # bytes
FEW_ROWS = 5_000
# Errors that a person mends by saying which column is which.
CHOOSING_HELPS = frozenset({errors.IMPORT_NO_NAMES.code, errors.IMPORT_MAPPING_WRONG.code})
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(IMPORT_EMPLOYERS)
def imports(request: HttpRequest) -> HttpResponseBase:
    """List the imports."""
    rows = queries.imports_for(actor_of(request)).select_related("uploaded_by")
    return list_page(request, ImportTable, rows, "members/imports.html")


@door(IMPORT_EMPLOYERS)
def upload(request: HttpRequest) -> HttpResponse:
    """Take a list and read it."""
    by = actor_of(request)
    form = UploadForm(*posted(request))
    if request.method == "POST":
        batch = run(form, upload_import, by=by)
        if batch is not None:
            _read(by, batch)
            return redirect(address(by, "members:import", pk=batch.pk))
    status = 422 if form.is_bound else 200
    context = {"form": form, "steps": preview.STEPS}
    return render(request, "members/import_upload.html", context, status=status)


def _read(by: Actor, batch: ImportBatch) -> None:
    if batch.size > SMALL_FILE:
        _let_work(by, batch, tasks.READ)
        return
    _forget_work(batch)
    try:
        stage_import(by=by, batch=batch, today=timezone.localdate())
    except ProgrammeError as problem:
        if problem.code != queries.import_for(by, batch.pk).error_code:
            raise


def _let_work(by: Actor, batch: ImportBatch, kind: str) -> None:
    path = address(by, "members:import", pk=batch.pk)
    with transaction.atomic():  # the worker begins only when the import names its task
        task = start(by=by, kind=kind, facts={"batch": batch.pk}, path=path)
        ImportBatch.objects.filter(pk=batch.pk).update(task=task)


def _forget_work(batch: ImportBatch) -> None:
    """What an earlier task had to say is over once the same is done again at once."""
    ImportBatch.objects.filter(pk=batch.pk).update(task=None)
    batch.task = None


@door(IMPORT_EMPLOYERS)
def import_(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an import: how far it is, what was read, its problems, and what is next."""
    by = actor_of(request)
    batch = queries.import_for(by, pk)
    is_working = batch.task is not None and not batch.task.is_over
    context: dict[str, Any] = {
        "batch": batch,
        "state": Mark(batch.get_state_display(), IMPORT_TONES[batch.state]),
        "steps": preview.STEPS,
        "step": 3 if is_working and batch.task and batch.task.kind == tasks.CONFIRM else 2,
        "is_working": is_working,
        "work_title": title_of(batch.task.kind) if batch.task else "",
        "figures": preview.figures_of(batch),
        "brings_nothing": preview.brings_nothing(batch),
        "open_questions": batch.questions.filter(same=None).count(),
        "all_questions": batch.questions.count(),
        "may_choose_columns": batch.state == ImportState.READY or batch.error_code in CHOOSING_HELPS,
        "error": _error_of(batch),
        "work_error": _work_error(batch),
    }
    if batch.state in (ImportState.READY, ImportState.CONFIRMED) and batch.counts:
        context |= _problems(request, batch)
    return render(request, "members/import.html", context)


def _problems(request: HttpRequest, batch: ImportBatch) -> dict[str, Any]:
    chosen = {name: request.GET.get(name, "")[:40] for name in ("code", "severity", "column")}
    row, page = (_number(request.GET.get(name, "")) for name in ("row", "page"))
    found = preview.problem_page(batch, **chosen, row=row, page=page or 1)
    kinds = preview.kinds_of(batch)
    path = address(actor_of(request), "members:import", pk=batch.pk)
    narrowed = urlencode({**chosen, "row": "" if row is None else row})
    return {
        "found": found,
        "kinds": kinds,
        "weights": preview.weights_of(batch, chosen["severity"], path),
        "chosen": {**chosen, "row": row},
        "is_narrowed": row is not None or any(chosen.values()),
        "page_url": f"{path}?{narrowed}&page=",
        "columns": [(name, COLUMN_WORDS[name]) for name in CANONICAL if name in batch.mapping],
    }


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def _error_of(batch: ImportBatch) -> ProgrammeError | None:
    """The error for which the file could not be read, in the reader's language."""
    if not batch.error_code:
        return None
    known = {kind.code: kind for kind in vars(errors).values() if isinstance(kind, ErrorKind)}
    if batch.error_code in known:
        return ProgrammeError(known[batch.error_code], batch.error_facts)
    if batch.error_code in SHEET_MESSAGES:
        return sheet_error_of(batch.error_code, batch.error_facts)
    return ProgrammeError(errors.IMPORT_FILE_LOST)


def _work_error(batch: ImportBatch) -> dict[str, Any] | None:
    task = batch.task
    if task is None or not task.error_code or batch.error_code:
        return None
    unexpected = {
        "what": _("The work stopped for a reason that nobody foresaw."),
        "remedy": _("Nothing was changed. Try again; if it happens again, tell the system administrator."),
    }
    return {**unexpected, **task.result}


@door(IMPORT_EMPLOYERS)
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct which column is which."""
    by = actor_of(request)
    batch = queries.import_for(by, pk)
    data, _files = posted(request)
    form = ColumnsForm(
        data,
        columns=preview.columns_of(batch),
        mapping=batch.mapping,
        initial={"header_row": batch.header_row},
    )
    if request.method == "POST":
        chosen = run(form, choose_columns, by=by, batch=batch, sheet=batch.sheet_name)
        if chosen is not None:
            _read(by, chosen)
            return redirect(address(by, "members:import", pk=batch.pk))
    return render(request, "members/import_columns.html", {"form": form, "batch": batch})


@door(IMPORT_EMPLOYERS)
def problem_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the rows with problems as a sheet, marked."""
    by = actor_of(request)
    batch = queries.import_for(by, pk)
    record(by, "members.take_problem_sheet", batch)
    response = HttpResponse(preview.marked_sheet(batch), content_type=XLSX)
    name = gettext("%(file)s problems.xlsx") % {"file": PurePath(batch.file_name).stem}
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or ""
    )
    return response


@require_POST
@door(IMPORT_EMPLOYERS)
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare the file with the register as it is now."""
    by = actor_of(request)
    return _carry_on(request, by, pk, lambda batch: _read(by, batch), "")


@require_POST
@door(IMPORT_EMPLOYERS)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Write the import into the register."""
    by = actor_of(request)

    def work(batch: ImportBatch) -> None:
        if batch.counts.get("rows", 0) > FEW_ROWS:
            _let_work(by, batch, tasks.CONFIRM)
        else:
            from safe_employment.members.importing.writing.confirming import confirm_import

            _forget_work(batch)
            confirm_import(by=by, batch=batch, now=timezone.now())

    return _carry_on(request, by, pk, work, _("The list is in the register now."))


@require_POST
@door(IMPORT_EMPLOYERS)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the import out of the register again."""
    by = actor_of(request)

    def work(batch: ImportBatch) -> None:
        if batch.counts.get("rows", 0) > FEW_ROWS:
            _let_work(by, batch, tasks.UNDO)
        else:
            from safe_employment.members.importing.writing.undoing import undo_import

            _forget_work(batch)
            undo_import(by=by, batch=batch, now=timezone.now())

    return _carry_on(request, by, pk, work, _("The import is undone."))


@require_POST
@door(IMPORT_EMPLOYERS)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the import up."""
    by = actor_of(request)

    def work(batch: ImportBatch) -> None:
        discard_import(by=by, batch=batch)

    return _carry_on(request, by, pk, work, _("Discarded; the register was not touched."))


def _carry_on(
    request: HttpRequest, by: Actor, pk: int, work: Callable[[ImportBatch], None], done: Any
) -> HttpResponse:
    batch = queries.import_for(by, pk)
    try:
        work(batch)
        batch.refresh_from_db(fields=["task"])
        if done and (batch.task is None or batch.task.is_over):
            messages.success(request, done)
    except ProgrammeError as problem:
        messages.error(request, f"{problem.what} {problem.remedy}")
    return redirect(address(by, "members:import", pk=batch.pk))
