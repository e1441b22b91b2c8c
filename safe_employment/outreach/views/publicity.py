"""Pages of wall newspapers, radio messages and media items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.pages import (
    FormWords,
    confirm_page,
    form_page,
    link,
    link_to,
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.outreach import commands, forms, queries
from safe_employment.outreach.policies import KEEP_PUBLICITY, SEE_OUTREACH
from safe_employment.outreach.tables import MediaItemTable, RadioMessageTable, WallNewspaperTable
from safe_employment.outreach.views.parts import action_if, edit_and_remove, list_page, page, page_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase


@door(SEE_OUTREACH)
def wall_newspapers(request: HttpRequest) -> HttpResponseBase:
    """List wall newspapers."""
    by = actor_of(request)
    label = _("Add a wall newspaper")
    add = action_if(by, KEEP_PUBLICITY, label, "add_wall_newspaper", kind="primary")
    return list_page(request, WallNewspaperTable, queries.wall_newspapers_for(by), add)


@door(SEE_OUTREACH)
def wall_newspaper(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a wall newspaper."""
    by = actor_of(request)
    found = queries.wall_newspaper_for(by, pk)
    return record_page(
        request,
        title=found,
        subtitle=found.place,
        back=page(by, "wall_newspapers"),
        back_label=_("Wall newspapers"),
        facts=[
            (_("Title in Chinese"), found.title_zh),
            (_("Title in English"), found.title_en),
            (_("Place"), found.place),
            (_("District"), division_name(found.division_code)),
            (_("At the employer"), link_to(by, "members:employer", found.employer)),
            (_("Hung up on"), found.posted_on),
            (_("Taken down on"), found.removed_on),
            (_("Photo"), link_to(by, "kit:file", found.photo)),
        ],
        actions=edit_and_remove(by, KEEP_PUBLICITY, "wall_newspaper", pk),
    )


@door(KEEP_PUBLICITY)
def add_wall_newspaper(request: HttpRequest) -> HttpResponse:
    """Add a wall newspaper."""
    by = actor_of(request)
    form = forms.WallNewspaperForm(*posted(request), by=by, initial={"posted_on": timezone.localdate()})
    words = FormWords(_("Add a wall newspaper"), _("Add"), _("Wall newspaper added."))
    back, done = page(by, "wall_newspapers"), page_of(by, "wall_newspaper")
    return form_page(request, form, commands.add_wall_newspaper, words, back=back, done=done, by=by)


@door(KEEP_PUBLICITY)
def change_wall_newspaper(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a wall newspaper, or say when it was taken down."""
    by = actor_of(request)
    form = forms.WallNewspaperForm(*posted(request), by=by, instance=queries.wall_newspaper_for(by, pk))
    words = saving(_("Edit the wall newspaper"))
    back = page(by, "wall_newspaper", pk)
    return form_page(
        request, form, commands.change_wall_newspaper, words, back=back, by=by, wall_newspaper=pk
    )


@door(KEEP_PUBLICITY)
def remove_wall_newspaper(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a wall newspaper that was recorded by mistake."""
    by = actor_of(request)
    found = queries.wall_newspaper_for(by, pk)
    words = removing(_("Remove this wall newspaper?"), found)
    back, done = page(by, "wall_newspaper", pk), page(by, "wall_newspapers")
    return confirm_page(
        request, commands.remove_wall_newspaper, words, back=back, done=done, by=by, wall_newspaper=pk
    )


@door(SEE_OUTREACH)
def radio_messages(request: HttpRequest) -> HttpResponseBase:
    """List radio messages."""
    by = actor_of(request)
    add = action_if(by, KEEP_PUBLICITY, _("Add a radio message"), "add_radio_message", kind="primary")
    return list_page(request, RadioMessageTable, queries.radio_messages_for(by), add)


@door(SEE_OUTREACH)
def radio_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a radio message."""
    by = actor_of(request)
    found = queries.radio_message_for(by, pk)
    return record_page(
        request,
        title=found.station,
        back=page(by, "radio_messages"),
        back_label=_("Radio messages"),
        facts=[
            (_("Text in Chinese"), found.text_zh),
            (_("Text in English"), found.text_en),
            (_("Times broadcast"), found.times),
            (_("First broadcast"), found.first_on),
            (_("Last broadcast"), found.last_on),
        ],
        actions=edit_and_remove(by, KEEP_PUBLICITY, "radio_message", pk),
    )


@door(KEEP_PUBLICITY)
def add_radio_message(request: HttpRequest) -> HttpResponse:
    """Add a radio message."""
    by = actor_of(request)
    words = FormWords(_("Add a radio message"), _("Add"), _("Radio message added."))
    form = forms.RadioMessageForm(*posted(request), by=by)
    back, done = page(by, "radio_messages"), page_of(by, "radio_message")
    return form_page(request, form, commands.add_radio_message, words, back=back, done=done, by=by)


@door(KEEP_PUBLICITY)
def change_radio_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a radio message."""
    by = actor_of(request)
    form = forms.RadioMessageForm(*posted(request), by=by, instance=queries.radio_message_for(by, pk))
    words = saving(_("Edit the radio message"))
    back = page(by, "radio_message", pk)
    return form_page(request, form, commands.change_radio_message, words, back=back, by=by, radio_message=pk)


@door(KEEP_PUBLICITY)
def remove_radio_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a radio message that was recorded by mistake."""
    by = actor_of(request)
    found = queries.radio_message_for(by, pk)
    words = removing(_("Remove this radio message?"), found)
    back, done = page(by, "radio_message", pk), page(by, "radio_messages")
    return confirm_page(
        request, commands.remove_radio_message, words, back=back, done=done, by=by, radio_message=pk
    )


@door(SEE_OUTREACH)
def media_items(request: HttpRequest) -> HttpResponseBase:
    """List what the media published."""
    by = actor_of(request)
    add = action_if(by, KEEP_PUBLICITY, _("Add a media item"), "add_media_item", kind="primary")
    return list_page(request, MediaItemTable, queries.media_items_for(by), add)


@door(SEE_OUTREACH)
def media_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a media item."""
    by = actor_of(request)
    found = queries.media_item_for(by, pk)
    return record_page(
        request,
        title=found,
        subtitle=found.outlet,
        back=page(by, "media_items"),
        back_label=_("In the media"),
        facts=[
            (_("Outlet"), found.outlet),
            (_("Kind"), found.get_kind_display()),
            (_("Published on"), found.published_on),
            (_("Link"), link(found.link, found.link) if found.link else ""),
            (_("About the event"), link_to(by, "outreach:event", found.event)),
            (_("Clipping"), link_to(by, "kit:file", found.clipping)),
        ],
        actions=edit_and_remove(by, KEEP_PUBLICITY, "media_item", pk),
    )


@door(KEEP_PUBLICITY)
def add_media_item(request: HttpRequest) -> HttpResponse:
    """Add a media item."""
    by = actor_of(request)
    form = forms.MediaItemForm(*posted(request), by=by, initial={"event": request.GET.get("event")})
    words = FormWords(_("Add a media item"), _("Add"), _("Media item added."))
    back, done = page(by, "media_items"), page_of(by, "media_item")
    return form_page(request, form, commands.add_media_item, words, back=back, done=done, by=by)


@door(KEEP_PUBLICITY)
def change_media_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a media item."""
    by = actor_of(request)
    form = forms.MediaItemForm(*posted(request), by=by, instance=queries.media_item_for(by, pk))
    words = saving(_("Edit the media item"))
    back = page(by, "media_item", pk)
    return form_page(request, form, commands.change_media_item, words, back=back, by=by, media_item=pk)


@door(KEEP_PUBLICITY)
def remove_media_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a media item that was recorded by mistake."""
    by = actor_of(request)
    found = queries.media_item_for(by, pk)
    words = removing(_("Remove this media item?"), found)
    back, done = page(by, "media_item", pk), page(by, "media_items")
    return confirm_page(
        request, commands.remove_media_item, words, back=back, done=done, by=by, media_item=pk
    )
