"""Pages of wall newspapers, radio messages and media items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actor_forms import ActorForm
from safe_employment.kit.actors import actor_of
from safe_employment.kit.divisions import division_name
from safe_employment.kit.doors import door
from safe_employment.kit.form_pages import FormWords, form_page, posted
from safe_employment.kit.record_pages import link, only, record_page
from safe_employment.kit.tables import list_page
from safe_employment.outreach import commands, forms, queries
from safe_employment.outreach.policies import KEEP_PUBLICITY, SEE_OUTREACH
from safe_employment.outreach.tables import MediaItemTable, RadioMessageTable, WallNewspaperTable
from safe_employment.outreach.views.parts import action_if, employer_fact, file_fact, listing, page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.record_pages import Action


def _saving(title: _StrPromise) -> FormWords:
    return FormWords(title, _("Save"), _("Saved."))


def _removing(title: _StrPromise, found: object) -> FormWords:
    return FormWords(title, _("Remove"), _("Removed."), str(found), danger=True)


def _edit_and_remove(by: Actor, kind: str, pk: int) -> list[Action]:
    return only(
        action_if(by, KEEP_PUBLICITY, _("Edit"), f"change_{kind}", pk),
        action_if(by, KEEP_PUBLICITY, _("Remove"), f"remove_{kind}", pk, kind="danger"),
    )


@door(SEE_OUTREACH)
def wall_newspapers(request: HttpRequest) -> HttpResponseBase:
    """List wall newspapers."""
    by = actor_of(request)
    label = _("Add a wall newspaper")
    add = action_if(by, KEEP_PUBLICITY, label, "add_wall_newspaper", kind="primary")
    context = listing(by, "wall_newspapers", _("Wall newspapers"), add)
    found = queries.wall_newspapers_for(by)
    return list_page(request, WallNewspaperTable, found, "kit/list_page.html", context)


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
            (_("At the employer"), employer_fact(by, found.employer)),
            (_("Hung up on"), found.posted_on),
            (_("Taken down on"), found.removed_on),
            (_("Photo"), file_fact(by, found.photo)),
        ],
        actions=_edit_and_remove(by, "wall_newspaper", pk),
    )


@door(KEEP_PUBLICITY)
def add_wall_newspaper(request: HttpRequest) -> HttpResponse:
    """Add a wall newspaper."""
    by = actor_of(request)
    form = forms.WallNewspaperForm(*posted(request), by=by, initial={"posted_on": timezone.localdate()})
    words = FormWords(_("Add a wall newspaper"), _("Add"), _("Wall newspaper added."))
    return form_page(
        request,
        form,
        commands.add_wall_newspaper,
        words,
        back=page(by, "wall_newspapers"),
        done=lambda made: page(by, "wall_newspaper", made.pk),
        by=by,
    )


@door(KEEP_PUBLICITY)
def change_wall_newspaper(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a wall newspaper, or say when it was taken down."""
    by = actor_of(request)
    form = forms.WallNewspaperForm(*posted(request), by=by, instance=queries.wall_newspaper_for(by, pk))
    words = _saving(_("Edit the wall newspaper"))
    back = page(by, "wall_newspaper", pk)
    return form_page(
        request, form, commands.change_wall_newspaper, words, back=back, by=by, wall_newspaper=pk
    )


@door(KEEP_PUBLICITY)
def remove_wall_newspaper(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a wall newspaper that was recorded by mistake."""
    by = actor_of(request)
    found = queries.wall_newspaper_for(by, pk)
    words = _removing(_("Remove this wall newspaper?"), found)
    return form_page(
        request,
        ActorForm(*posted(request), by=by),
        commands.remove_wall_newspaper,
        words,
        back=page(by, "wall_newspaper", pk),
        done=page(by, "wall_newspapers"),
        by=by,
        wall_newspaper=pk,
    )


@door(SEE_OUTREACH)
def radio_messages(request: HttpRequest) -> HttpResponseBase:
    """List radio messages."""
    by = actor_of(request)
    add = action_if(by, KEEP_PUBLICITY, _("Add a radio message"), "add_radio_message", kind="primary")
    context = listing(by, "radio_messages", _("Radio messages"), add)
    found = queries.radio_messages_for(by)
    return list_page(request, RadioMessageTable, found, "kit/list_page.html", context)


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
        actions=_edit_and_remove(by, "radio_message", pk),
    )


@door(KEEP_PUBLICITY)
def add_radio_message(request: HttpRequest) -> HttpResponse:
    """Add a radio message."""
    by = actor_of(request)
    words = FormWords(_("Add a radio message"), _("Add"), _("Radio message added."))
    return form_page(
        request,
        forms.RadioMessageForm(*posted(request), by=by),
        commands.add_radio_message,
        words,
        back=page(by, "radio_messages"),
        done=lambda made: page(by, "radio_message", made.pk),
        by=by,
    )


@door(KEEP_PUBLICITY)
def change_radio_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a radio message."""
    by = actor_of(request)
    form = forms.RadioMessageForm(*posted(request), by=by, instance=queries.radio_message_for(by, pk))
    words = _saving(_("Edit the radio message"))
    back = page(by, "radio_message", pk)
    return form_page(request, form, commands.change_radio_message, words, back=back, by=by, radio_message=pk)


@door(KEEP_PUBLICITY)
def remove_radio_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a radio message that was recorded by mistake."""
    by = actor_of(request)
    found = queries.radio_message_for(by, pk)
    words = _removing(_("Remove this radio message?"), found)
    return form_page(
        request,
        ActorForm(*posted(request), by=by),
        commands.remove_radio_message,
        words,
        back=page(by, "radio_message", pk),
        done=page(by, "radio_messages"),
        by=by,
        radio_message=pk,
    )


@door(SEE_OUTREACH)
def media_items(request: HttpRequest) -> HttpResponseBase:
    """List what the media published."""
    by = actor_of(request)
    add = action_if(by, KEEP_PUBLICITY, _("Add a media item"), "add_media_item", kind="primary")
    context = listing(by, "media_items", _("In the media"), add)
    return list_page(request, MediaItemTable, queries.media_items_for(by), "kit/list_page.html", context)


@door(SEE_OUTREACH)
def media_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a media item."""
    by = actor_of(request)
    found = queries.media_item_for(by, pk)
    event = link(found.event, page(by, "event", found.event_id)) if found.event_id else ""
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
            (_("About the event"), event),
            (_("Clipping"), file_fact(by, found.clipping)),
        ],
        actions=_edit_and_remove(by, "media_item", pk),
    )


@door(KEEP_PUBLICITY)
def add_media_item(request: HttpRequest) -> HttpResponse:
    """Add a media item."""
    by = actor_of(request)
    form = forms.MediaItemForm(*posted(request), by=by, initial={"event": request.GET.get("event")})
    words = FormWords(_("Add a media item"), _("Add"), _("Media item added."))
    return form_page(
        request,
        form,
        commands.add_media_item,
        words,
        back=page(by, "media_items"),
        done=lambda made: page(by, "media_item", made.pk),
        by=by,
    )


@door(KEEP_PUBLICITY)
def change_media_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct a media item."""
    by = actor_of(request)
    form = forms.MediaItemForm(*posted(request), by=by, instance=queries.media_item_for(by, pk))
    words = _saving(_("Edit the media item"))
    back = page(by, "media_item", pk)
    return form_page(request, form, commands.change_media_item, words, back=back, by=by, media_item=pk)


@door(KEEP_PUBLICITY)
def remove_media_item(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove a media item that was recorded by mistake."""
    by = actor_of(request)
    found = queries.media_item_for(by, pk)
    words = _removing(_("Remove this media item?"), found)
    return form_page(
        request,
        ActorForm(*posted(request), by=by),
        commands.remove_media_item,
        words,
        back=page(by, "media_item", pk),
        done=page(by, "media_items"),
        by=by,
        media_item=pk,
    )
