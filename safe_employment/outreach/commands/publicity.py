"""Commands for wall newspapers, radio messages and media items."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put, refusing
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.outreach import errors, files
from safe_employment.outreach.models import MediaItem, RadioMessage, WallNewspaper
from safe_employment.outreach.policies import KEEP_PUBLICITY
from safe_employment.outreach.queries import media_item_for, radio_message_for, wall_newspaper_for

if TYPE_CHECKING:
    from datetime import date
    from typing import Any, Unpack

    from django.core.files.uploadedfile import UploadedFile

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.outreach.models import PublicEvent


class WallNewspaperFacts(TypedDict, total=False):
    """What is said about a wall newspaper; it hangs from `posted_on` until `removed_on` (not included)."""

    title_zh: str
    title_en: str
    place: str
    division_code: str
    employer: Employer | None
    posted_on: date
    removed_on: date | None


class RadioMessageFacts(TypedDict, total=False):
    """What is said about a radio message; both days are included."""

    station: str
    text_zh: str
    text_en: str
    times: int
    first_on: date
    last_on: date


class MediaItemFacts(TypedDict, total=False):
    """What is said about a media item."""

    outlet: str
    kind: str
    published_on: date
    title: str
    link: str
    event: PublicEvent | None


def _save_wall_newspaper(found: WallNewspaper, facts: WallNewspaperFacts) -> list[str]:
    removed_on = facts.get("removed_on", found.removed_on)
    posted_on = facts.get("posted_on", found.posted_on)
    if removed_on is not None and removed_on <= posted_on:
        raise ProgrammeError(errors.DATES_REVERSED, field="removed_on")
    return put(found, facts)


@command
def add_wall_newspaper(
    *, by: Actor, upload: UploadedFile[Any] | None = None, **facts: Unpack[WallNewspaperFacts]
) -> WallNewspaper:
    """Record a wall newspaper.

    Raises ProgrammeError OUTREACH_DATES_REVERSED, and those of `kit.files.store_file`.
    """
    check(by, KEEP_PUBLICITY)
    made = WallNewspaper(association=by.home, photo=files.kept(by, files.PHOTO, upload, None))
    _save_wall_newspaper(made, facts)
    record(by, "outreach.add_wall_newspaper", made)
    return made


@command
def change_wall_newspaper(
    *,
    by: Actor,
    wall_newspaper: int,
    upload: UploadedFile[Any] | None = None,
    **facts: Unpack[WallNewspaperFacts],
) -> WallNewspaper:
    """Correct a wall newspaper or say when it was taken down. Raises as `add_wall_newspaper` does."""
    check(by, KEEP_PUBLICITY)
    found = wall_newspaper_for(by, wall_newspaper)
    found.photo = files.kept(by, files.PHOTO, upload, found.photo)
    changed = _save_wall_newspaper(found, facts)
    record(
        by, "outreach.change_wall_newspaper", found, details={"changed": changed, "file": upload is not None}
    )
    return found


@command
def remove_wall_newspaper(*, by: Actor, wall_newspaper: int) -> WallNewspaper:
    """Remove a wall newspaper recorded by mistake."""
    check(by, KEEP_PUBLICITY)
    found = wall_newspaper_for(by, wall_newspaper)
    record(by, "outreach.remove_wall_newspaper", found)
    WallNewspaper.objects.filter(pk=found.pk).delete()
    return found


def _save_radio_message(found: RadioMessage, facts: RadioMessageFacts) -> list[str]:
    first_on = facts.get("first_on", found.first_on)
    last_on = facts.get("last_on", found.last_on)
    if last_on < first_on:
        raise ProgrammeError(errors.DATES_REVERSED, field="last_on")
    return put(found, facts)


@command
def add_radio_message(*, by: Actor, **facts: Unpack[RadioMessageFacts]) -> RadioMessage:
    """Record a radio message. Raises ProgrammeError OUTREACH_DATES_REVERSED."""
    check(by, KEEP_PUBLICITY)
    made = RadioMessage(association=by.home)
    _save_radio_message(made, facts)
    record(by, "outreach.add_radio_message", made, details={"times": made.times})
    return made


@command
def change_radio_message(
    *, by: Actor, radio_message: int, **facts: Unpack[RadioMessageFacts]
) -> RadioMessage:
    """Correct a radio message. Raises as `add_radio_message` does."""
    check(by, KEEP_PUBLICITY)
    found = radio_message_for(by, radio_message)
    changed = _save_radio_message(found, facts)
    record(by, "outreach.change_radio_message", found, details={"changed": changed, "times": found.times})
    return found


@command
def remove_radio_message(*, by: Actor, radio_message: int) -> RadioMessage:
    """Remove a radio message recorded by mistake."""
    check(by, KEEP_PUBLICITY)
    found = radio_message_for(by, radio_message)
    record(by, "outreach.remove_radio_message", found)
    RadioMessage.objects.filter(pk=found.pk).delete()
    return found


def _save_media_item(found: MediaItem, facts: MediaItemFacts) -> list[str]:
    with refusing("media_item_once", ProgrammeError(errors.MEDIA_ITEM_TWICE, field="title")):
        return put(found, facts)


@command
def add_media_item(
    *, by: Actor, upload: UploadedFile[Any] | None = None, **facts: Unpack[MediaItemFacts]
) -> MediaItem:
    """Record what an outlet published.

    Raises ProgrammeError OUTREACH_MEDIA_ITEM_TWICE, and those of `kit.files.store_file`.
    """
    check(by, KEEP_PUBLICITY)
    made = MediaItem(association=by.home, clipping=files.kept(by, files.CLIPPING, upload, None))
    _save_media_item(made, facts)
    record(by, "outreach.add_media_item", made)
    return made


@command
def change_media_item(
    *, by: Actor, media_item: int, upload: UploadedFile[Any] | None = None, **facts: Unpack[MediaItemFacts]
) -> MediaItem:
    """Correct a media item. Raises as `add_media_item` does."""
    check(by, KEEP_PUBLICITY)
    found = media_item_for(by, media_item)
    found.clipping = files.kept(by, files.CLIPPING, upload, found.clipping)
    changed = _save_media_item(found, facts)
    record(by, "outreach.change_media_item", found, details={"changed": changed, "file": upload is not None})
    return found


@command
def remove_media_item(*, by: Actor, media_item: int) -> MediaItem:
    """Remove a media item recorded by mistake."""
    check(by, KEEP_PUBLICITY)
    found = media_item_for(by, media_item)
    record(by, "outreach.remove_media_item", found)
    MediaItem.objects.filter(pk=found.pk).delete()
    return found
