"""Sheets of large lists: asking for one, its progress, stopping it, taking it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.tables.large_sheets import KEPT, ask_for_sheet, file_of, sheet_run_for
from safe_employment.kit.tasks.long_work import cancel

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
@require_POST
def make_sheet(request: HttpRequest) -> HttpResponse:
    """Ask for the sheet of a list."""
    run = ask_for_sheet(
        by=actor_of(request), path=request.POST.get("path", ""), query=request.POST.get("query", "")
    )
    return redirect(run.path)


@login_required
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a sheet is, and give it when it is ready."""
    run = sheet_run_for(actor_of(request), pk)
    back = f"{run.facts['path']}?{run.facts['query']}".rstrip("?")
    context = {"run": run, "file": file_of(run), "back": back, "days": KEPT.days}
    return render(request, "kit/sheet.html", context)


@login_required
@require_POST
def stop_sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop writing it."""
    by = actor_of(request)
    run = cancel(by=by, run=sheet_run_for(by, pk))
    messages.success(request, _("It will stop at its next step; nothing half-done stays."))
    return redirect(run.path)
