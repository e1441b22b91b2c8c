"""The audit log, notices, long work, agencies and files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST

from safe_employment.kit import notices as wording
from safe_employment.kit import queries
from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands import record
from safe_employment.kit.commands.agencies import save_agency
from safe_employment.kit.doors import door
from safe_employment.kit.files import file_for, place
from safe_employment.kit.forms import OfficeModelForm, run
from safe_employment.kit.models import AuditEntry, PartnerAgency, TaskRun
from safe_employment.kit.models.associations import AgencyKind
from safe_employment.kit.models.tasks import TaskState
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import MANAGE_AGENCIES, SEE_AGENCIES, SEE_AUDIT, SEE_TASKS
from safe_employment.kit.tables import ChoiceFilter, Column, DateRangeFilter, EmptyState, Table, list_page
from safe_employment.kit.tables.large_sheets import WRITE as WRITE_SHEET
from safe_employment.kit.tasks.long_work import cancel as cancel_run
from safe_employment.kit.tasks.long_work import title_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.utils.functional import _StrPromise

CHANNELS: list[tuple[str, str | _StrPromise]] = [
    ("web", _("Web")),
    ("cli", _("Command line")),
    ("task", _("Long work")),
    ("schedule", _("Schedule")),
    ("api", "API"),
    ("odk", "ODK Collect"),
    ("phone", pgettext_lazy("an audit entry", "Visit app")),
]


def _channel(row: AuditEntry) -> str:
    return str(dict(CHANNELS).get(row.channel, row.channel))


class AuditTable(Table[AuditEntry]):
    """What was done and looked at, by whom."""

    key = "kit.audit"
    title = _("Audit log")
    columns = (
        Column("at", _("When"), kind="datetime", sort="at"),
        Column("person", _("Who"), value=lambda row: str(row.person or _t("the programme")), primary=True),
        Column("action", _("What"), kind="code", sort="action"),
        Column("object_label", _("Record")),
        Column("object_type", _("Kind of record"), kind="code", optional=True),
        Column("channel", _("Through"), value=_channel, optional=True),
        Column("roles", _("Roles"), optional=True),
        Column("details", _("Details"), optional=True),
        Column("request_id", _("Request"), kind="code", optional=True),
        Column("position", _("Position in the chain"), kind="number", optional=True),
        Column("entry_hash", _("Hash"), kind="code", optional=True),
    )
    filters = (
        DateRangeFilter("at", _("When"), field="at"),
        ChoiceFilter("channel", _("Through"), choices=CHANNELS, field="channel"),
    )
    search_label = _("Who, what, or the name of a record")
    default_sort = "-at"
    export_permission = SEE_AUDIT

    def search(self, queryset: QuerySet[AuditEntry], text: str) -> QuerySet[AuditEntry]:
        """Find by the person's name, the action's code, or the record's name."""
        return (
            queryset.filter(person__name__icontains=text)
            | queryset.filter(action__startswith=text)
            | queryset.filter(object_label__icontains=text)
        )


class TaskTable(Table[TaskRun]):
    """Long work."""

    key = "kit.tasks"
    title = _("Long work")
    columns = (
        Column(
            "kind",
            _("What"),
            value=lambda row: title_of(row.kind),
            primary=True,
            link=lambda row, by: address(by, "kit:task", pk=row.pk),
        ),
        Column(
            "state",
            _("State"),
            kind="state",
            tones={
                "queued": "waiting",
                "running": "active",
                "succeeded": "good",
                "failed": "urgent",
                "cancelled": "ended",
            },
        ),
        Column("percent", _("Done (%)"), kind="number"),
        Column("started_by", _("Started by")),
        Column("created_at", _("Asked for"), kind="datetime", sort="created_at"),
        Column("finished_at", _("Finished"), kind="datetime", sort="finished_at", optional=True),
    )
    filters = (ChoiceFilter("state", _("State"), choices=TaskState.choices, field="state"),)
    default_sort = "-created_at"
    empty = EmptyState(
        _("No long work yet"), _("Imports and other long work appear here with their progress.")
    )


class AgencyTable(Table[PartnerAgency]):
    """Partner agencies."""

    key = "kit.agencies"
    title = _("Partner agencies")
    columns = (
        Column(
            "name_zh",
            _("Name"),
            value=str,
            sort="name_zh",
            primary=True,
            link=lambda row, by: address(by, "kit:agency", pk=row.pk),
        ),
        Column("kind", _("Kind"), sort="kind"),
    )
    filters = (ChoiceFilter("kind", _("Kind"), choices=AgencyKind.choices, field="kind"),)
    search_label = _("Name")
    default_sort = "name_zh"
    empty = EmptyState(
        _("No partner agencies yet"),
        _("One agency alone cannot do it: add those you work with."),
        _("Add an agency"),
        "kit:new_agency",
        MANAGE_AGENCIES,
    )

    def search(self, queryset: QuerySet[PartnerAgency], text: str) -> QuerySet[PartnerAgency]:
        """Find by part of either name."""
        return queryset.filter(name_zh__icontains=text) | queryset.filter(name_en__icontains=text)


class AgencyForm(OfficeModelForm[PartnerAgency]):
    """A partner agency."""

    class Meta:
        model = PartnerAgency
        fields = ("name_zh", "name_en", "kind")
        labels = {"name_zh": _("Name in Chinese"), "name_en": _("Name in English"), "kind": _("Kind")}


@door(SEE_AUDIT)
def audit_log(request: HttpRequest) -> HttpResponseBase:
    """Search the audit log."""
    return list_page(request, AuditTable, queries.audit_entries_for(actor_of(request)), "kit/audit.html")


@door(SEE_TASKS)
def tasks(request: HttpRequest) -> HttpResponseBase:
    """List long work."""
    return list_page(request, TaskTable, queries.task_runs_for(actor_of(request)), "kit/tasks.html")


@door(SEE_TASKS)
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far one run is."""
    by = actor_of(request)
    run_ = queries.task_run_for(by, pk)
    if run_.kind == WRITE_SHEET and run_.started_by != by.person:
        run_.path = ""  # the sheet is for who asked for it
    return render(request, "kit/task.html", {"run": run_, "title": title_of(run_.kind)})


@door(SEE_TASKS)
@require_POST
def cancel_task(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask long work to stop."""
    by = actor_of(request)
    cancel_run(by=by, run=queries.task_run_for(by, pk))
    messages.success(request, _t("It will stop at its next step; nothing half-done stays."))
    return redirect("kit:task", association=by.home.slug, pk=pk)


@door(SEE_AGENCIES)
def agencies(request: HttpRequest) -> HttpResponseBase:
    """List the partner agencies."""
    return list_page(request, AgencyTable, queries.agencies_for(actor_of(request)), "kit/agencies.html")


@door(MANAGE_AGENCIES)
def agency(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """Add a partner agency, or change one."""
    by = actor_of(request)
    found = queries.agency_for(by, pk) if pk else None
    form = AgencyForm(request.POST or None, instance=found)
    saved = run(form, save_agency, by=by, agency=found) if request.method == "POST" else None
    if saved:
        messages.success(request, _t("The agency was saved."))
        return redirect("kit:agencies", association=by.home.slug)
    return render(request, "kit/agency.html", {"form": form, "agency": found})


@login_required
def notices(request: HttpRequest) -> HttpResponse:
    """List a person's notices, the unread first."""
    found = queries.notices_for(actor_of(request)).order_by("read_at", "-created_at")[:200]
    worded = [(notice, wording.word(notice)) for notice in found]
    return render(request, "kit/notices.html", {"notices": worded})


@login_required
@require_POST
def read_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice as read and go to its page."""
    by = actor_of(request)
    notice = queries.notice_for(by, pk)
    queries.notices_for(by).filter(pk=pk, read_at=None).update(read_at=timezone.now())
    if notice.path and url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None):
        return redirect(notice.path)
    return redirect("kit:notices", association=by.home.slug)


@login_required
@require_POST
def read_all_notices(request: HttpRequest) -> HttpResponse:
    """Mark all of a person's notices as read."""
    by = actor_of(request)
    queries.notices_for(by).filter(read_at=None).update(read_at=timezone.now())
    return redirect("kit:notices", association=by.home.slug)


@login_required
def download(request: HttpRequest, pk: int) -> FileResponse:
    """Give out a private file to whom its doorway lets in, and note it."""
    by = actor_of(request)
    stored = file_for(by, pk)
    record(by, "kit.read_file", stored, details={"purpose": stored.purpose})
    inline = stored.content_type.startswith("image/") and "inline" in request.GET
    response = FileResponse(
        place(stored.path).open("rb"),
        as_attachment=not inline,
        filename=stored.name,
        content_type=stored.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
