"""Indicators of outreach: handbooks and brochures, public events, wall newspapers, radio, media."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.outreach import queries
from safe_employment.outreach.models import MaterialKind, MediaKind, Occasion
from safe_employment.outreach.models.materials import Audience
from safe_employment.outreach.policies import SEE_OUTREACH
from safe_employment.results.indicators.base import Cut, Indicator, district, words_of
from safe_employment.results.indicators.groups import UNITS

DISTRICT = Cut("district", _("District"), "division_code", district)

OUTREACH = (
    Indicator(
        key="handbooks_distributed",
        group="outreach",
        name=_("Handbooks and brochures handed out"),
        definition=_(
            "Copies of handbooks and brochures on trafficking and legal labour migration that "
            "were handed out."
        ),
        unit=UNITS["copies"],
        how_counted=_(
            "The copies of every recorded distribution of a material of the kind handbook or "
            "brochure are added, by the day on which they were handed out. Copies that were "
            "printed and lie in stock do not count."
        ),
        room="outreach",
        records=queries.copies_distributed,
        on="distributed_on",
        quantity="copies",
        label=str,
        permission=SEE_OUTREACH,
        opened_by=queries.distributions_for,
        route="outreach:distribution",
        related=("material",),
        cuts=(
            Cut("kind", _("Kind of material"), "material__kind", words_of(MaterialKind)),
            Cut("audience", _("Audience"), "audience", words_of(Audience)),
            DISTRICT,
        ),
    ),
    Indicator(
        key="public_events",
        group="outreach",
        name=_("Public events"),
        definition=_("Events in public with partner agencies, above all on 8 March and 12 June."),
        unit=UNITS["events"],
        how_counted=_(
            "Every event that was recorded as held is counted, by its day. Planned and cancelled "
            "events do not count."
        ),
        room="outreach",
        records=queries.events_held,
        on="held_on",
        label=str,
        permission=SEE_OUTREACH,
        opened_by=queries.events_for,
        route="outreach:event",
        cuts=(Cut("occasion", _("Occasion"), "occasion", words_of(Occasion)), DISTRICT),
    ),
    Indicator(
        key="wall_newspapers",
        group="outreach",
        name=_("Wall newspapers"),
        definition=_("Wall newspapers on safe employment that were hung up."),
        unit=UNITS["items"],
        how_counted=_("Every recorded wall newspaper is counted once, by the day on which it was hung up."),
        room="outreach",
        records=queries.wall_newspapers_hung,
        on="posted_on",
        label=str,
        permission=SEE_OUTREACH,
        opened_by=queries.wall_newspapers_for,
        route="outreach:wall_newspaper",
        cuts=(DISTRICT,),
    ),
    Indicator(
        key="radio_messages",
        group="outreach",
        name=_("Radio messages broadcast"),
        definition=_("How often radio stations broadcast the programme's messages."),
        unit=UNITS["broadcasts"],
        how_counted=_(
            "The number of times that each recorded message was broadcast is added, by the day "
            "of its first broadcast."
        ),
        room="outreach",
        records=queries.radio_messages_begun,
        on="first_on",
        quantity="times",
        label=str,
        permission=SEE_OUTREACH,
        opened_by=queries.radio_messages_for,
        route="outreach:radio_message",
        cuts=(Cut("station", _("Station"), "station", str),),
    ),
    Indicator(
        key="media_items",
        group="outreach",
        name=_("Media items"),
        definition=_("What press, television, radio and websites published about the programme."),
        unit=UNITS["items"],
        how_counted=_(
            "Every recorded article, report or post is counted once, by the day of its publication."
        ),
        room="outreach",
        records=queries.media_items_published,
        on="published_on",
        label=str,
        permission=SEE_OUTREACH,
        opened_by=queries.media_items_for,
        route="outreach:media_item",
        cuts=(Cut("kind", _("Kind of media"), "kind", words_of(MediaKind)),),
    ),
)
