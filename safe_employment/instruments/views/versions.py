"""Pages of a version: reading it, comparing it, publishing it, its files."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_POST
from pyxform.xls2json_backends import md_table_to_workbook

from safe_employment.instruments import commands, policies, queries
from safe_employment.instruments.cautions import cautions_of
from safe_employment.instruments.differences import differences, same_form
from safe_employment.instruments.forms import MediaForm, PublishForm
from safe_employment.instruments.models import SourceFormat, VersionState
from safe_employment.instruments.on_phones import lacks_on_phones
from safe_employment.instruments.reading import sections
from safe_employment.instruments.states import VERSION
from safe_employment.instruments.views.parts import page
from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.errors import Hidden
from safe_employment.kit.navigation import address
from safe_employment.kit.pages import FormWords, confirm_page, form_page, one_click, posted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponseRedirect

    from safe_employment.instruments.models import InstrumentVersion
    from safe_employment.instruments.on_phones import Lack
    from safe_employment.kit.actors import Actor

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@door(policies.SEE_INSTRUMENTS)
def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a version as people read it, and what can be done with it."""
    by = actor_of(request)
    found = queries.version_for(by, pk)
    definition = queries.definition_of(found)
    after = request.GET.get("after", "")
    shown, following = sections(definition, after=int(after) if after.isdigit() else 0)
    held = set(found.media.values_list("name", flat=True))
    context = {
        "version": found,
        "definition": definition,
        "sections": shown,
        "following": following,
        "moves": {move.verb for move in VERSION.open_to(by, found)},
        "made": definition.made if found.is_draft else (),
        "cautions": cautions_of(definition) if found.is_draft else (),
        "lacks": _lacks(found),
        "media": [(name, name in held) for name in definition.media],
        "others": list(queries.versions_of(by, found.instrument).exclude(pk=pk)),
        "back": page(by, "instrument", found.instrument_id),
    }
    return render(request, "instruments/version.html", context)


@door(policies.SEE_INSTRUMENTS)
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Show what changed from an older version to this one."""
    by = actor_of(request)
    newer, older = queries.version_for(by, pk), queries.version_for(by, other)
    if newer.instrument_id != older.instrument_id:
        raise Hidden
    found = differences(queries.definition_of(older), queries.definition_of(newer))
    context = {
        "newer": newer, "older": older, "differences": found, "same": same_form(older, newer),
        "back": page(by, "version", pk),
    }  # fmt: skip
    return render(request, "instruments/compare.html", context)


@dataclass(frozen=True)
class PublishWords(FormWords):
    """What is asked before publishing, what to look at, and what changed since the version in use."""

    cautions: Sequence[str] = ()
    before: str = ""
    differences: int = 0
    changes: str = ""


@door(policies.MANAGE_INSTRUMENTS)
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, with what changed since the version in use, then publish."""
    by = actor_of(request)
    found = queries.version_for(by, pk)
    return form_page(
        request, PublishForm(*posted(request), lacks=_lacks(found)), commands.publish_version,
        _publish_words(by, found),
        back=page(by, "version", pk), template="instruments/publish.html", by=by, version=found,
        now=timezone.now(),
    )  # fmt: skip


def _publish_words(by: Actor, found: InstrumentVersion) -> PublishWords:
    definition = queries.definition_of(found)
    words = PublishWords(
        _("Publish this version"),
        _("Publish"),
        _("Published. Devices fetch it at their next contact."),
        _("It never changes from then on. The version before it is retired; what was begun is still taken."),
        cautions=cautions_of(definition),
    )
    in_use = (
        queries.versions_for(by).filter(instrument=found.instrument, state=VersionState.PUBLISHED).first()
    )
    if in_use is None:
        return words
    changed = len(differences(queries.definition_of(in_use), definition))
    changes = address(by, "instruments:compare", pk=found.pk, other=in_use.pk)
    return replace(words, before=in_use.version, differences=changed, changes=changes)


def _lacks(found: InstrumentVersion) -> list[Lack]:
    """Return what phones do not ask as ODK Collect does; nothing of what they no longer offer."""
    if found.state == VersionState.RETIRED:
        return []
    return lacks_on_phones(queries.definition_of(found), found.instrument.kind)


@door(policies.MANAGE_INSTRUMENTS)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask, then retire."""
    by = actor_of(request)
    found = queries.version_for(by, pk)
    words = FormWords(
        _("Retire this version"),
        pgettext_lazy("a questionnaire", "Retire"),
        _("The version is out of use."),
        _("Devices no longer offer it. What was begun with it is still taken; its answers stay."),
        danger=True,
    )
    back = page(by, "version", pk)
    return confirm_page(
        request, commands.retire_version, words, back=back, by=by, version=found, now=timezone.now()
    )


@door(policies.MANAGE_INSTRUMENTS)
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Remove a draft."""
    by = actor_of(request)
    found = queries.version_for(by, pk)
    saved, back = _("The draft is removed."), page(by, "version", pk)
    done = page(by, "instruments")
    return one_click(request, commands.discard_draft, saved, back=back, done=done, by=by, version=found)


@door(policies.MANAGE_INSTRUMENTS)
def add_media(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a picture or sound that the form shows."""
    by = actor_of(request)
    found = queries.version_for(by, pk)
    wanted = ", ".join(queries.definition_of(found).media)
    words = FormWords(_("Add a picture or sound"), _("Add"), _("Added."), wanted)
    form, back = MediaForm(*posted(request)), page(by, "version", pk)
    return form_page(request, form, commands.add_media, words, back=back, by=by, version=found)


@door(policies.SEE_INSTRUMENTS)
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the file as it was uploaded."""
    found = queries.version_for(actor_of(request), pk)
    is_sheet = found.source_format == SourceFormat.XLSX
    return _download(
        bytes(found.source), found.source_name, XLSX if is_sheet else "text/markdown; charset=utf-8"
    )


@door(policies.SEE_INSTRUMENTS)
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out a Markdown form as a workbook, to be changed in a spreadsheet program."""
    found = queries.version_for(actor_of(request), pk)
    if found.source_format != SourceFormat.MARKDOWN:
        raise Hidden
    kept = io.BytesIO()
    md_table_to_workbook(bytes(found.source).decode("utf-8-sig")).save(kept)
    return _download(kept.getvalue(), f"{found.instrument.form_id}-{found.version}.xlsx", XLSX)


@door(policies.SEE_INSTRUMENTS)
def xform(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand out the XForm."""
    found = queries.version_for(actor_of(request), pk)
    name = f"{found.instrument.form_id}-{found.version}.xml"
    return _download(found.xform.encode(), name, "application/xml; charset=utf-8")


def _download(data: bytes, name: str, content_type: str) -> HttpResponse:
    response = HttpResponse(data, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
