"""Materials and their stock, publicity, and public events."""

from safe_employment.outreach.models.materials import (
    Audience,
    Distribution,
    Language,
    Material,
    MaterialKind,
    PrintRun,
)
from safe_employment.outreach.models.occasions import EventState, Occasion, PublicEvent
from safe_employment.outreach.models.publicity import MediaItem, MediaKind, RadioMessage, WallNewspaper

__all__ = [
    "Audience",
    "Distribution",
    "EventState",
    "Language",
    "Material",
    "MaterialKind",
    "MediaItem",
    "MediaKind",
    "Occasion",
    "PrintRun",
    "PublicEvent",
    "RadioMessage",
    "WallNewspaper",
]
