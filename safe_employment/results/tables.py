"""Lists of this room: programmes, and the records behind a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import address
from safe_employment.kit.tables import Column, EmptyState, Table
from safe_employment.results.models import Programme
from safe_employment.results.policies import KEEP_PROGRAMMES, OPEN_RECORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.results.indicators import Indicator


def _page(programme: Programme, by: Actor) -> str:
    return address(by, "results:programme", programme=programme.slug)


class ProgrammeTable(Table[Programme]):
    """The association's programmes."""

    key = "results.programmes"
    title = _("Programmes")
    columns = [
        Column("title", _("Programme"), link=_page, primary=True),
        Column("starts_on", _("First day"), kind="date", sort="starts_on"),
        Column("ends_on", _("Ends before"), kind="date", sort="ends_on"),
        Column("phase_count", _("Phases"), kind="number", sort="phase_count"),
        Column("target_count", _("Targets"), kind="number", sort="target_count"),
        Column("slug", _("Short name"), kind="code", sort="slug", optional=True),
    ]
    search_label = _("Title or short name")
    default_sort = "-starts_on"
    empty = EmptyState(
        _("No programme yet"),
        _("A programme is a period over which figures are counted from records and compared with targets."),
        _("Begin a programme"),
        "results:new_programme",
        KEEP_PROGRAMMES,
    )

    def search(self, queryset: QuerySet[Programme], text: str) -> QuerySet[Programme]:
        """Find by title in either language or by short name."""
        from django.db.models import Q

        wanted = Q(title_zh__icontains=text) | Q(title_en__icontains=text) | Q(slug__icontains=text)
        return queryset.filter(wanted)


class RecordsTable(Table[Any]):
    """The records that a figure was counted from; `records_table` makes one for an indicator."""

    indicator: Indicator
    export_permission = OPEN_RECORDS
    empty = EmptyState(
        _("Nothing was counted in this period"),
        _("As soon as a record fits the definition, it appears here and in the figure."),
    )


def records_table(indicator: Indicator, by: Actor) -> type[RecordsTable]:
    """Return the list of an indicator's records as one reader may see it."""
    columns: Sequence[Column] = [
        Column(
            "label",
            _("Record"),
            value=lambda record: indicator.row(record, by).label,
            link=lambda record, reader: indicator.row(record, reader).url,
            primary=True,
        ),
        Column("on", _("Day that counts"), kind="date", value=indicator.on, sort=indicator.on),
        Column(
            "quantity",
            indicator.unit,
            kind="number",
            value=lambda record: indicator.row(record, by).quantity,
            sort=indicator.quantity,
        ),
    ]
    shown = columns if indicator.quantity else columns[:2]
    return type(
        "RecordsOfIndicator",
        (RecordsTable,),
        {
            "indicator": indicator,
            "key": "results.records",
            "title": indicator.name,
            "columns": shown,
            "default_sort": "on",
        },
    )
