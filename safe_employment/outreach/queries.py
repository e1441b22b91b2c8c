"""Reading outreach: doorways, lists, stock, and the records behind the figures of the results."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet, Sum

from safe_employment.kit.queries import one_of, own_records
from safe_employment.outreach.models import (
    Distribution,
    EventState,
    Material,
    MaterialKind,
    MediaItem,
    Occasion,
    PrintRun,
    PublicEvent,
    RadioMessage,
    WallNewspaper,
)
from safe_employment.outreach.policies import SEE_OUTREACH

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association
    from safe_employment.outreach.models.materials import MaterialQuerySet


def materials_for(by: Actor) -> MaterialQuerySet:
    """Return the association's materials with `printed`, `distributed` and `in_stock` copies."""
    return own_records(Material.objects.with_stock(), by, SEE_OUTREACH)


def material_for(by: Actor, pk: int) -> Material:
    """Return one material with its stock. Raises Hidden."""
    return one_of(materials_for(by), pk)


def print_runs_for(by: Actor) -> QuerySet[PrintRun]:
    """Return the association's print runs."""
    return own_records(PrintRun.objects.select_related("material"), by, SEE_OUTREACH)


def print_run_for(by: Actor, pk: int) -> PrintRun:
    """Return one print run. Raises Hidden."""
    return one_of(print_runs_for(by), pk)


def distributions_for(by: Actor) -> QuerySet[Distribution]:
    """Return the association's distributions."""
    return own_records(Distribution.objects.select_related("material", "event", "employer"), by, SEE_OUTREACH)


def distribution_for(by: Actor, pk: int) -> Distribution:
    """Return one distribution. Raises Hidden."""
    return one_of(distributions_for(by), pk)


def wall_newspapers_for(by: Actor) -> QuerySet[WallNewspaper]:
    """Return the association's wall newspapers."""
    return own_records(WallNewspaper.objects.select_related("employer"), by, SEE_OUTREACH)


def wall_newspaper_for(by: Actor, pk: int) -> WallNewspaper:
    """Return one wall newspaper. Raises Hidden."""
    return one_of(wall_newspapers_for(by), pk)


def radio_messages_for(by: Actor) -> QuerySet[RadioMessage]:
    """Return the association's radio messages."""
    return own_records(RadioMessage.objects.all(), by, SEE_OUTREACH)


def radio_message_for(by: Actor, pk: int) -> RadioMessage:
    """Return one radio message. Raises Hidden."""
    return one_of(radio_messages_for(by), pk)


def media_items_for(by: Actor) -> QuerySet[MediaItem]:
    """Return the association's media items."""
    return own_records(MediaItem.objects.select_related("event"), by, SEE_OUTREACH)


def media_item_for(by: Actor, pk: int) -> MediaItem:
    """Return one media item. Raises Hidden."""
    return one_of(media_items_for(by), pk)


def events_for(by: Actor) -> QuerySet[PublicEvent]:
    """Return the association's public events."""
    return own_records(PublicEvent.objects.all(), by, SEE_OUTREACH)


def event_for(by: Actor, pk: int) -> PublicEvent:
    """Return one public event. Raises Hidden."""
    return one_of(events_for(by), pk)


@dataclass(frozen=True)
class Shortage:
    """The first day on which more copies had been handed out than printed, and how many too many."""

    day: date
    missing: int


def shortage(material: Material) -> Shortage | None:
    """Return the first day on which the stock of a material is below nothing, or None."""
    changes: dict[date, int] = {}
    printed = material.print_runs.order_by().values_list("printed_on").annotate(n=Sum("copies"))
    handed_out = material.distributions.order_by().values_list("distributed_on").annotate(n=Sum("copies"))
    for sign, rows in ((1, printed), (-1, handed_out)):
        for day, copies in rows:
            changes[day] = changes.get(day, 0) + sign * copies
    stock = 0
    for day in sorted(changes):
        stock += changes[day]
        if stock < 0:
            return Shortage(day, -stock)
    return None


# The records behind the figures; a period is half-open: from `since` up to, not including, `until`.


def copies_distributed(
    association: Association,
    since: date,
    until: date,
    kinds: tuple[str, ...] = (MaterialKind.HANDBOOK, MaterialKind.BROCHURE),
) -> QuerySet[Distribution]:
    """Return the distributions of handbooks and brochures; the figure is the sum of `copies`."""
    return Distribution.objects.filter(
        association=association,
        distributed_on__gte=since,
        distributed_on__lt=until,
        material__kind__in=kinds,
    )


def events_held(
    association: Association, since: date, until: date, occasion: Occasion | None = None
) -> QuerySet[PublicEvent]:
    """Return the public events that were held, of one occasion or of all; the figure is their number."""
    held = PublicEvent.objects.filter(
        association=association, state=EventState.HELD, held_on__gte=since, held_on__lt=until
    )
    return held if occasion is None else held.filter(occasion=occasion)


def media_items_published(association: Association, since: date, until: date) -> QuerySet[MediaItem]:
    """Return the media items; the figure is their number."""
    return MediaItem.objects.filter(association=association, published_on__gte=since, published_on__lt=until)


def wall_newspapers_hung(association: Association, since: date, until: date) -> QuerySet[WallNewspaper]:
    """Return the wall newspapers hung up in the period; the figure is their number."""
    return WallNewspaper.objects.filter(association=association, posted_on__gte=since, posted_on__lt=until)


def radio_messages_begun(association: Association, since: date, until: date) -> QuerySet[RadioMessage]:
    """Return the radio messages first broadcast in the period; the figure is the sum of `times`."""
    return RadioMessage.objects.filter(association=association, first_on__gte=since, first_on__lt=until)
