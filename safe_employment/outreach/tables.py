"""The lists of outreach."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.marks import Mark
from safe_employment.kit.tables import (
    BooleanFilter,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    NumberRangeFilter,
    Table,
    district_column,
    district_filter,
    to_page,
)
from safe_employment.outreach.models import (
    Audience,
    Distribution,
    EventState,
    Material,
    MaterialKind,
    MediaItem,
    MediaKind,
    Occasion,
    PrintRun,
    PublicEvent,
    RadioMessage,
    WallNewspaper,
)
from safe_employment.outreach.policies import DISTRIBUTE, KEEP_EVENTS, KEEP_MATERIALS, KEEP_PUBLICITY

if TYPE_CHECKING:
    from typing import Any

    from django.db.models import QuerySet


def stock_mark(material: Material) -> Mark:
    """Return what the stock of a material means: out, low (under a tenth of what was printed), enough."""
    if not material.printed:
        return Mark(_("Not printed"), "plain")
    if material.withdrawn_on:
        return Mark(pgettext_lazy("a material", "Withdrawn"), "ended")
    if not material.in_stock:
        return Mark(_("None left"), "attention")
    if material.in_stock * 10 < material.printed:
        return Mark(_("Few left"), "attention")
    return Mark(_("In stock"), "good")


class MaterialTable(Table[Material]):
    """Materials with their stock."""

    key = "outreach.materials"
    title = _("Materials")
    columns = (
        Column("title", _("Title"), sort="title_zh", primary=True, link=to_page("outreach:material")),
        Column("kind", _("Kind"), sort="kind"),
        Column("version", _("Version"), sort="version"),
        Column("language_names", _("Languages")),
        Column("printed", _("Printed"), kind="number", sort="printed"),
        Column("distributed", _("Handed out"), kind="number", sort="distributed"),
        Column("in_stock", _("In stock"), kind="number", sort="in_stock"),
        Column("stock", _("Stock"), kind="state", value="stock_state", export=False),
        Column(
            "withdrawn_on",
            pgettext_lazy("a material", "Withdrawn on"),
            kind="date",
            sort="withdrawn_on",
            optional=True,
        ),
        Column("about", _("What it is about"), optional=True),
    )
    filters = (
        ChoiceFilter("kind", _("Kind"), choices=MaterialKind.choices),
        BooleanFilter(
            "withdrawn",
            pgettext_lazy("a material", "Withdrawn"),
            narrow_by=lambda found, wanted: (
                found.exclude(withdrawn_on=None) if wanted else found.filter(withdrawn_on=None)
            ),
        ),
        NumberRangeFilter("in_stock", _("Copies in stock")),
    )
    search_label = _("Title, version or subject")
    default_sort = "title"
    empty = EmptyState(
        _("No materials yet"),
        _("Handbooks, brochures, leaflets and posters appear here, each version with its stock."),
        _("Add a material"),
        "outreach:add_material",
        KEEP_MATERIALS,
    )

    def search(self, queryset: QuerySet[Material], text: str) -> QuerySet[Material]:
        """Find by part of a title, the version, or what it is about."""
        return queryset.filter(
            Q(title_zh__icontains=text)
            | Q(title_en__icontains=text)
            | Q(version__icontains=text)
            | Q(about__icontains=text)
        )

    def rows(self, page: QuerySet[Material]) -> list[Any]:
        """Add the meaning of each stock."""
        found: list[Any] = list(page)
        for material in found:
            material.stock_state = stock_mark(material)
        return found


class PrintRunTable(Table[PrintRun]):
    """Print runs."""

    key = "outreach.print_runs"
    title = _("Print runs")
    columns = (
        Column(
            "material",
            _("Material"),
            sort="material__title_zh",
            primary=True,
            link=to_page("outreach:print_run"),
        ),
        Column("copies", _("Copies"), kind="number", sort="copies"),
        Column("printed_on", _("Printed on"), kind="date", sort="printed_on"),
        Column("printer", _("Printer"), sort="printer"),
        Column("cost", _("Cost (yuan)"), kind="money", sort="cost"),
    )
    filters = (
        ChoiceFilter("kind", _("Kind"), field="material__kind", choices=MaterialKind.choices),
        DateRangeFilter("printed_on", _("Printed on")),
    )
    search_label = _("Material or printer")
    default_sort = "-printed_on"
    empty = EmptyState(
        _("No print runs yet"), _("They are recorded on the page of a material, when the copies have come.")
    )

    def search(self, queryset: QuerySet[PrintRun], text: str) -> QuerySet[PrintRun]:
        """Find by the material's title or the printer."""
        return queryset.filter(
            Q(material__title_zh__icontains=text)
            | Q(material__title_en__icontains=text)
            | Q(printer__icontains=text)
        )


class DistributionTable(Table[Distribution]):
    """Who was given how many copies of what."""

    key = "outreach.distributions"
    title = _("Materials handed out")
    columns = (
        Column(
            "material",
            _("Material"),
            sort="material__title_zh",
            primary=True,
            link=to_page("outreach:distribution"),
        ),
        Column("copies", _("Copies"), kind="number", sort="copies"),
        Column("distributed_on", _("Handed out on"), kind="date", sort="distributed_on"),
        Column("audience", _("Audience"), sort="audience"),
        Column("recipient", _("To whom")),
        district_column(),
        Column("event", _("At the event"), optional=True),
        Column("employer", _("Employer"), optional=True),
    )
    filters = (
        ChoiceFilter("kind", _("Kind"), field="material__kind", choices=MaterialKind.choices),
        ChoiceFilter("audience", _("Audience"), choices=Audience.choices),
        district_filter(),
        DateRangeFilter("distributed_on", _("Handed out on")),
    )
    search_label = _("Material, recipient or employer")
    default_sort = "-distributed_on"
    empty = EmptyState(
        _("No copies handed out yet"),
        _("Each handing over is recorded with its day, district and number of copies."),
        _("Record copies handed out"),
        "outreach:add_distribution",
        DISTRIBUTE,
    )

    def search(self, queryset: QuerySet[Distribution], text: str) -> QuerySet[Distribution]:
        """Find by the material's title, the recipient, or the employer's name."""
        return queryset.filter(
            Q(material__title_zh__icontains=text)
            | Q(material__title_en__icontains=text)
            | Q(recipient__icontains=text)
            | Q(employer__name__icontains=text)
        )


class WallNewspaperTable(Table[WallNewspaper]):
    """Wall newspapers."""

    key = "outreach.wall_newspapers"
    title = _("Wall newspapers")
    columns = (
        Column(
            "title",
            _("Title"),
            value=str,
            sort="title_zh",
            primary=True,
            link=to_page("outreach:wall_newspaper"),
        ),
        Column("place", _("Place"), sort="place"),
        district_column(),
        Column("posted_on", _("Hung up on"), kind="date", sort="posted_on"),
        Column("removed_on", _("Taken down on"), kind="date", sort="removed_on"),
        Column("employer", _("At the employer"), optional=True),
    )
    filters = (
        district_filter(),
        BooleanFilter(
            "hanging",
            _("Still hangs"),
            narrow_by=lambda found, wanted: (
                found.filter(removed_on=None) if wanted else found.exclude(removed_on=None)
            ),
        ),
        DateRangeFilter("posted_on", _("Hung up on")),
    )
    search_label = _("Title, place or employer")
    default_sort = "-posted_on"
    empty = EmptyState(
        _("No wall newspapers yet"),
        _("Where the message hangs on a wall, from when and until when."),
        _("Add a wall newspaper"),
        "outreach:add_wall_newspaper",
        KEEP_PUBLICITY,
    )

    def search(self, queryset: QuerySet[WallNewspaper], text: str) -> QuerySet[WallNewspaper]:
        """Find by part of the title, the place, or the employer's name."""
        return queryset.filter(
            Q(title_zh__icontains=text)
            | Q(title_en__icontains=text)
            | Q(place__icontains=text)
            | Q(employer__name__icontains=text)
        )


class RadioMessageTable(Table[RadioMessage]):
    """Radio messages."""

    key = "outreach.radio_messages"
    title = _("Radio messages")
    columns = (
        Column("station", _("Station"), sort="station", primary=True, link=to_page("outreach:radio_message")),
        Column("times", _("Times broadcast"), kind="number", sort="times"),
        Column("first_on", _("First broadcast"), kind="date", sort="first_on"),
        Column("last_on", _("Last broadcast"), kind="date", sort="last_on"),
        Column("text", _("Text"), optional=True),
    )
    filters = (DateRangeFilter("first_on", _("First broadcast")),)
    search_label = _("Station or text")
    default_sort = "-first_on"
    empty = EmptyState(
        _("No radio messages yet"),
        _("What a station broadcast, how many times and from when to when."),
        _("Add a radio message"),
        "outreach:add_radio_message",
        KEEP_PUBLICITY,
    )

    def search(self, queryset: QuerySet[RadioMessage], text: str) -> QuerySet[RadioMessage]:
        """Find by part of the station or of the text."""
        return queryset.filter(
            Q(station__icontains=text) | Q(text_zh__icontains=text) | Q(text_en__icontains=text)
        )


class MediaItemTable(Table[MediaItem]):
    """What the media published."""

    key = "outreach.media_items"
    title = _("In the media")
    columns = (
        Column("title", _("Title"), sort="title", primary=True, link=to_page("outreach:media_item")),
        Column("outlet", _("Outlet"), sort="outlet"),
        Column("kind", _("Kind"), sort="kind"),
        Column("published_on", _("Published on"), kind="date", sort="published_on"),
        Column("event", _("About the event"), optional=True),
        Column("link", _("Link"), optional=True),
    )
    filters = (
        ChoiceFilter("kind", _("Kind"), choices=MediaKind.choices),
        DateRangeFilter("published_on", _("Published on")),
    )
    search_label = _("Title or outlet")
    default_sort = "-published_on"
    empty = EmptyState(
        _("Nothing in the media yet"),
        _("Articles, broadcasts and posts about the programme, each with its clipping or link."),
        _("Add a media item"),
        "outreach:add_media_item",
        KEEP_PUBLICITY,
    )

    def search(self, queryset: QuerySet[MediaItem], text: str) -> QuerySet[MediaItem]:
        """Find by part of the title or of the outlet."""
        return queryset.filter(Q(title__icontains=text) | Q(outlet__icontains=text))


class EventTable(Table[PublicEvent]):
    """Public events."""

    key = "outreach.events"
    title = _("Public events")
    columns = (
        Column("title", _("Title"), value=str, sort="title_zh", primary=True, link=to_page("outreach:event")),
        Column("occasion", _("Occasion"), sort="occasion"),
        Column("held_on", _("On"), kind="date", sort="held_on"),
        Column("place", _("Place"), sort="place"),
        district_column(optional=True),
        Column("people_reached", _("People reached"), kind="number", sort="people_reached"),
        Column("counted_by", _("Who counted"), optional=True),
        Column("state", _("State"), kind="state", sort="state"),
    )
    filters = (
        ChoiceFilter("occasion", _("Occasion"), choices=Occasion.choices),
        ChoiceFilter("state", _("State"), choices=EventState.choices),
        district_filter(),
        DateRangeFilter("held_on", _("On")),
    )
    search_label = _("Title or place")
    default_sort = "-held_on"
    empty = EmptyState(
        _("No public events yet"),
        _("Plan the event of 8 March or 12 June with the Women's Federation and the bureaus."),
        _("Plan an event"),
        "outreach:plan_event",
        KEEP_EVENTS,
    )

    def search(self, queryset: QuerySet[PublicEvent], text: str) -> QuerySet[PublicEvent]:
        """Find by part of the title or of the place."""
        return queryset.filter(
            Q(title_zh__icontains=text) | Q(title_en__icontains=text) | Q(place__icontains=text)
        )
