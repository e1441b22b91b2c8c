"""Pages of how an employment ended, and of the annual leave of each year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.pages import FormWords, confirm_page, form_page, posted, removing, saving
from safe_employment.workforce import commands, forms, queries
from safe_employment.workforce.models import AnnualLeave
from safe_employment.workforce.policies import KEEP_WORKERS
from safe_employment.workforce.views.parts import page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(KEEP_WORKERS)
def change_leaving(request: HttpRequest, pk: int) -> HttpResponse:
    """Write how an employment ends: notice, ground, last pay."""
    by = actor_of(request)
    found = queries.own_worker(by, pk)
    form = forms.LeavingFactsForm(*posted(request), by=by, instance=queries.leaving_of(found))
    words = saving(_("Notice and last pay"), found.name)
    back = page(by, "worker", pk)
    return form_page(request, form, commands.keep_leaving, words, back=back, by=by, worker=pk)


@door(KEEP_WORKERS)
def add_annual_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Record the annual leave of a year."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.own_worker(by, pk)
    blank = AnnualLeave(worker=found)
    form = forms.AnnualLeaveForm(*posted(request), by=by, instance=blank, initial={"year": today.year})
    words = FormWords(_("Record annual leave"), _("Record"), _("Recorded."), found.name)
    back, command = page(by, "worker", pk), commands.record_annual_leave
    return form_page(request, form, command, words, back=back, by=by, worker=pk, today=today)


@door(KEEP_WORKERS)
def change_annual_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the annual leave of a year."""
    by, today = actor_of(request), timezone.localdate()
    found = queries.own_annual_leave(by, pk)
    form = forms.AnnualLeaveForm(*posted(request), by=by, instance=found)
    words = saving(_("Edit the annual leave"), f"{found.worker.name} · {found.year}")
    back, command = page(by, "worker", found.worker_id), commands.record_annual_leave
    of: dict[str, Any] = {"worker": found.worker_id, "year": found.year, "today": today}
    return form_page(request, form, command, words, back=back, by=by, **of)


@door(KEEP_WORKERS)
def remove_annual_leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the annual leave of a year, recorded by mistake."""
    by = actor_of(request)
    found = queries.own_annual_leave(by, pk)
    words = removing(_("Remove the annual leave of this year?"), f"{found.worker.name} · {found.year}")
    back = page(by, "worker", found.worker_id)
    return confirm_page(request, commands.remove_annual_leave, words, back=back, by=by, annual_leave=pk)
