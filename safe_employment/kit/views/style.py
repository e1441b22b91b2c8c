"""The living page of every component, with sample data."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.charts import Chart
from safe_employment.kit.doors import door
from safe_employment.kit.forms import OfficeForm
from safe_employment.kit.marks import TONES, Mark
from safe_employment.kit.models import AuditEntry, TaskRun
from safe_employment.kit.parts import Tab, TimelineEntry, compare
from safe_employment.kit.policies import SEE_OFFICE
from safe_employment.kit.tables import ChoiceFilter, Column, DateRangeFilter, EmptyState, Table, list_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponseBase

    from safe_employment.kit.tables import Filter


class DeedTable(Table[AuditEntry]):
    """What the reader did, as a sample of a list."""

    key = "kit.style"
    title = _("What you did")
    columns: ClassVar[Sequence[Column]] = [
        Column("action", _("What"), sort="action", primary=True),
        Column("at", _("When"), kind="datetime", sort="at"),
        Column("object_label", _("Record")),
        Column("position", _("Number"), kind="number", sort="position"),
        Column("state", _("State"), kind="state", value=lambda _row: Mark(_("Kept"), "good")),
        Column("request_id", _("Request"), kind="code", optional=True),
    ]
    filters: ClassVar[Sequence[Filter]] = [
        ChoiceFilter(
            "channel", _("Through"), choices=[("web", _("Page")), ("api", "API"), ("task", _("Task"))]
        ),
        DateRangeFilter("day", _("Day"), field="at__date"),
    ]
    search_label = _("Action or record")
    default_sort = "-at"
    page_size = 25
    empty = EmptyState(_("You have done nothing here yet"), _("What you save or export appears here."))

    def search(self, queryset: QuerySet[AuditEntry], text: str) -> QuerySet[AuditEntry]:
        """Search the action's code."""
        return queryset.filter(action__icontains=text)


class SampleForm(OfficeForm):
    """One field of each kind."""

    name = forms.CharField(label=_("Name of the workplace"), max_length=60)
    on = forms.DateField(label=_("Day of the visit"), help_text=_("Nobody outside the team learns of it."))
    sector = forms.ChoiceField(label=_("Sector"), choices=[("food", _("Catering")), ("wear", _("Garments"))])
    methods = forms.MultipleChoiceField(
        label=_("Methods"),
        choices=[("talk", _("Conversation")), ("papers", _("Papers")), ("tour", _("Walk through"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label=_("Note"), widget=forms.Textarea(attrs={"rows": 3}), required=False)
    agreed = forms.BooleanField(label=_("The employer agreed to the deadline"))


class SampleFileForm(OfficeForm):
    """A file."""

    file = forms.FileField(label=_("Member register"), required=False)


@door(SEE_OFFICE)
def style(request: HttpRequest) -> HttpResponseBase:
    """Show every component."""
    by = actor_of(request)
    deeds = AuditEntry.objects.filter(person=by.person)
    if request.GET.get("message"):
        messages.success(request, _("Saved. This note leaves by itself."))
        messages.warning(request, _("Two workshops are on the same day."))
        messages.error(request, _("The file could not be read. Choose an Excel or CSV file."))
    return list_page(request, DeedTable, deeds, "kit/style.html", _samples(request))


def _samples(request: HttpRequest) -> dict[str, object]:
    form = SampleForm(request.GET if "name" in request.GET else None)
    now, today = timezone.now(), timezone.localdate()
    return {
        "form": form,
        "file_form": SampleFileForm(),
        "marks": [Mark(tone, tone) for tone in TONES],
        "facts": _facts(today),
        "timeline": _timeline(today),
        "tabs": [
            Tab(_("Overview"), "#tabs", is_current=True),
            Tab(_("Findings"), "#tabs", count=3),
            Tab(_("Workers"), "#tabs", count=0),
        ],
        "steps": [_("File"), _("Columns"), _("Check"), _("Import")],
        "crumbs": [(_("Employers"), "#"), (_("Spring Noodle House"), "")],
        "rows": compare(
            [
                (_("Name"), "昆明市官渡区春城米线馆", "昆明官渡春城过桥米线馆"),
                (_("Phone"), "0871-63350001", "0871-63350001"),
                (_("Address"), "官渡区关上街道12号", None),
            ]
        ),
        "task": TaskRun(state="running", done=4200, total=12000, started_at=now),
        "chart": _chart("bar", series=None),
        "stacked": _chart("stacked", series="sector"),
    }


def _facts(today: date) -> list[tuple[object, object]]:
    return [
        (_("Name"), "昆明市官渡区春城米线馆"),
        (_("Staff"), 14),
        (_("Joined"), today),
        (_("Standing"), Mark(_("Active"), "active")),
        (_("Phone"), None),
    ]


def _timeline(today: date) -> list[TimelineEntry]:
    return [
        TimelineEntry(_("Check the correction"), today + timedelta(days=9), is_next=True, tone="attention"),
        TimelineEntry(_("Contracts were signed"), today, _("Seven of seven workers."), "#", "good"),
        TimelineEntry(
            _("Found: work without a contract"), timezone.now() - timedelta(days=30), tone="urgent"
        ),
    ]


def _chart(kind: str, *, series: str | None) -> Chart:
    figures = {_("Catering"): (4, 7, 3, 9), _("Garments"): (2, 3, 6, 4), _("Shoes"): (1, 0, 2, 3)}
    rows = [
        {"month": f"2026-{month:02}", "visits": figure, "sector": str(sector)}
        for sector, monthly in (figures if series else {_("All"): (7, 10, 11, 16)}).items()
        for month, figure in enumerate(monthly, start=1)
    ]
    return Chart(
        _("Visits a month"),
        rows,
        x="month",
        y="visits",
        kind="stacked" if kind == "stacked" else "bar",
        series=series,
        x_title=_("Month"),
        y_title=_("Visits"),
    )
