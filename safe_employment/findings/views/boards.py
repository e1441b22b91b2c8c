"""The boards: overdue by whom, how long corrections take, what comes back; each as a sheet too."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django import forms
from django.http import FileResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings import boards, policies
from safe_employment.findings.models import GRAVEST_FIRST, Cluster, Severity
from safe_employment.findings.views.parts import page
from safe_employment.kit.actors import actor_of
from safe_employment.kit.commands import record
from safe_employment.kit.doors import door
from safe_employment.kit.forms import OfficeForm
from safe_employment.kit.navigation import address
from safe_employment.kit.parts import Tab
from safe_employment.kit.policies import check
from safe_employment.kit.tables import Column
from safe_employment.kit.tables.export import SHEET, write_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.utils.safestring import SafeString

    from safe_employment.kit.actors import Actor

TABS = (
    ("overdue", _("Overdue, by whom")),
    ("durations", _("How long corrections take")),
    ("recurrence", _("What comes back")),
)


class NarrowForm(OfficeForm):
    """What a board is narrowed to."""

    start = forms.DateField(label=_("From"), required=False)
    end = forms.DateField(label=_("Before"), required=False)
    severity = forms.ChoiceField(
        label=_("Severity"), choices=[("", _("All")), *GRAVEST_FIRST], required=False
    )
    cluster = forms.ChoiceField(
        label=_("Cluster"), choices=[("", _("All")), *Cluster.choices], required=False
    )


def _narrowed(request: HttpRequest, start: date | None = None) -> tuple[NarrowForm, boards.Narrowed]:
    """Read what a board is narrowed to; `start` is the first day where the address names none."""
    asked = request.GET.copy()
    if start is not None:
        asked.setdefault("start", start.isoformat())
    form = NarrowForm(asked)
    form.is_valid()
    given = form.cleaned_data
    return form, boards.Narrowed(
        given.get("start"), given.get("end"), given.get("severity", ""), given.get("cluster", "")
    )


def _a_year_ago() -> date:
    return timezone.localdate() - timedelta(days=365)


def _sheet(by: Actor, title: object, columns: list[Column], rows: Sequence[object]) -> FileResponse:
    """Give a board as an Excel file; the audit log says who took it. Raises Hidden."""
    check(by, policies.EXPORT_FINDINGS)
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    number = write_sheet(file, str(title), columns, rows)
    record(by, "findings.export_board", None, details={"board": str(title), "rows": number})
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename="board.xlsx", content_type=SHEET)


def _shown(request: HttpRequest, by: Actor, current: str, form: NarrowForm, **more: object) -> HttpResponse:
    asked = request.GET.copy()
    asked["export"] = "xlsx"
    context = {
        "tabs": [Tab(label, page(by, route), route == current) for route, label in TABS],
        "form": form,
        "sheet": f"?{asked.urlencode()}",
        "since": form.cleaned_data.get("start"),
        **more,
    }
    return render(request, f"findings/boards/{current}.html", context)


def _employer_page(row: boards.Late | boards.Back, by: Actor) -> str:
    return address(by, "members:employer", pk=row.employer_id) if row.employer_id else ""


LATE = [
    Column("who", _("Who acts"), link=_employer_page),
    Column("actions", _("Overdue actions"), kind="number"),
    Column("critical", _("of them critical"), kind="number"),
    Column("most_days", _("Days of the worst"), kind="number"),
    Column("told", _("Told so far")),
]
LONG = [
    Column("cluster", _("Cluster"), value=lambda row: Cluster(row.cluster).label),
    Column("severity", _("Severity"), value=lambda row: Severity(row.severity).label),
    Column("number", pgettext_lazy("a number", "Corrections"), kind="number"),
    Column("middle", _("Days (median)"), kind="number"),
    Column("longest", _("Days of the longest"), kind="number"),
]
BACK = [
    Column("what", _("Question, rule or employer"), link=_employer_page),
    Column("times", _("Came back"), kind="number"),
    Column("findings", _("Findings"), kind="number"),
    Column("percent", _("Share"), kind="percent"),
]


@dataclass(frozen=True)
class BoardTable:
    """A table of a board, with the columns of its sheet."""

    label: object
    columns: list[Column]
    found: Sequence[object]
    by: Actor

    @property
    def rows(self) -> list[list[tuple[Column, SafeString]]]:
        """The cells of each row, as HTML."""
        return [[(column, column.html(row, self.by)) for column in self.columns] for row in self.found]


@door(policies.SEE_BOARDS)
def overdue(request: HttpRequest) -> HttpResponseBase:
    """Show whose actions are overdue."""
    by, today = actor_of(request), timezone.localdate()
    form, narrowed = _narrowed(request)
    wanted = "export" in request.GET
    late = boards.late_by_whom(by, today, narrowed, None if wanted else boards.SHOWN)
    if wanted:
        return _sheet(by, _("Overdue, by whom"), LATE, late.rows)
    table = BoardTable(_("Overdue actions"), LATE, late.rows, by)
    return _shown(
        request, by, "overdue", form, has_rows=bool(late.rows), table=table, total=late.actions, who=late.who
    )


@door(policies.SEE_BOARDS)
def durations(request: HttpRequest) -> HttpResponseBase:
    """Show how long corrections take."""
    by = actor_of(request)
    form, narrowed = _narrowed(request, _a_year_ago())
    rows = boards.durations(by, narrowed)
    if "export" in request.GET:
        return _sheet(by, _("How long corrections take"), LONG, rows)
    charts = boards.duration_charts(rows, by, narrowed)
    table = BoardTable(_("How long corrections take"), LONG, rows, by)
    return _shown(request, by, "durations", form, has_rows=bool(rows), table=table, charts=charts)


@door(policies.SEE_BOARDS)
def recurrence(request: HttpRequest) -> HttpResponseBase:
    """Show what comes back, by code and by employer."""
    by = actor_of(request)
    form, narrowed = _narrowed(request, _a_year_ago())
    codes, employers = boards.back_by_code(by, narrowed), boards.back_by_employer(by, narrowed)
    if "export" in request.GET:
        return _sheet(by, _("What comes back"), BACK, [*codes, *employers])
    tables = [
        BoardTable(label, BACK, rows, by)
        for label, rows in ((_("By question or rule"), codes), (_("By employer"), employers))
        if rows
    ]
    return _shown(request, by, "recurrence", form, has_rows=bool(tables), tables=tables)
