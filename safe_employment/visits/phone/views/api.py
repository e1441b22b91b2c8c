"""What the visit app asks and hands in."""

from __future__ import annotations

import base64
import binascii
import json
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_http_methods, require_POST

from safe_employment.instruments.models import MediaFile
from safe_employment.kit.actors import actor_for
from safe_employment.kit.client_addresses import client_address
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.files import place
from safe_employment.visits.models import Phone, PhonePart
from safe_employment.visits.phone import errors, pairing, parts
from safe_employment.visits.phone.bundle import bundle_of
from safe_employment.visits.phone.delivering import deliver
from safe_employment.visits.phone.doors import answers, reader, sender
from safe_employment.visits.phone.keys import key_of

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse


def _said(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON of a request. Raises ProgrammeError PHONE_BAD_REQUEST."""
    try:
        said = json.loads(request.body)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise ProgrammeError(errors.BAD_REQUEST)
    return said


@answers
@require_POST
def pair(request: HttpRequest) -> HttpResponse:
    """Use a pairing code up."""
    said, now, address = _said(request), timezone.now(), client_address(request)
    code, name = str(said.get("code", "")), str(said.get("name", ""))
    told = said.get("before")
    before = [str(token) for token in told[:20]] if isinstance(told, list) else []
    made = pairing.pair_from(address, code=code, name=name, now=now, before=before)
    device, key = made.device, key_of(made.device.association)
    home = device.association
    return JsonResponse(
        {
            "token": made.token,
            "mailbox": made.mailbox,
            "device": device.pk,
            "person": {
                "id": device.person_id,
                "name": device.person.name,
                "language": device.person.language,
            },
            "association": {"slug": home.slug, "zh": home.name_zh, "en": home.name_en},
            "recipient": key.recipient if key else "",
            "now": now.isoformat(),
        }
    )


@answers
def bundle(request: HttpRequest) -> HttpResponse:
    """Return what a phone takes along; `forms` names versions that it has begun with."""
    device = reader(request)
    wanted = {int(one) for one in request.GET.get("forms", "").split(",")[:50] if one.isdecimal()}
    return JsonResponse(bundle_of(device, timezone.now(), timezone.localdate(), wanted))


@answers
def media(request: HttpRequest, pk: int) -> HttpResponse:
    """Return a picture or sound of a questionnaire."""
    device = reader(request)
    file = MediaFile.objects.filter(pk=pk, version__association=device.association).first()
    if file is None:
        raise Hidden
    return FileResponse(  # type: ignore[return-value]
        place(file.file.path).open("rb"), content_type=file.file.content_type
    )


@answers
@require_POST
def contact(request: HttpRequest) -> HttpResponse:
    """Tell a phone the time, the key to seal to, and whether it must forget everything."""
    device, said, now = sender(request), _said(request), timezone.now()
    clock = parse_datetime(str(said.get("clock", "")))
    if clock is not None and timezone.is_aware(clock):
        off = max(-(2**31), min(2**31 - 1, round((clock - now).total_seconds())))
        Phone.objects.filter(device=device).exclude(clock_off=off).update(clock_off=off)
    key = key_of(device.association)
    return JsonResponse(
        {
            "now": now.isoformat(),
            "signed_out": pairing.is_signed_out(device, now),
            "recipient": key.recipient if key else "",
        }
    )


@answers
@require_POST
def wiped(request: HttpRequest) -> HttpResponse:
    """Note that the phone has forgotten everything."""
    device = sender(request)
    by = actor_for(device.person, device.association, channel="phone")
    pairing.note_wiped(by=by, device=device, now=timezone.now())
    return JsonResponse({"wiped": True})


def _announced(said: dict[str, Any]) -> tuple[bytes, list[parts.Announced], bool]:
    try:
        pieces = [
            parts.Announced(str(one["name"]), int(one["size"]), bytes.fromhex(one["sha256"]))
            for one in said["pieces"]
        ]
        return base64.b64decode(said["sealed_key"], validate=True), pieces, said.get("ended") is not False
    except (KeyError, TypeError, ValueError, binascii.Error):
        raise ProgrammeError(errors.BAD_REQUEST) from None


@answers
@require_http_methods(["GET", "PUT"])
def part(request: HttpRequest, part_id: uuid.UUID) -> HttpResponse:
    """Announce a part (PUT), or ask what is missing of it (GET)."""
    device = sender(request)
    if request.method == "GET":
        return _told(parts.part_of(device, part_id))
    sealed_key, pieces, is_ended = _announced(_said(request))
    found = PhonePart.objects.filter(device=device, part_id=part_id).first()
    if found is None or not parts.announced_already(found, sealed_key, pieces):
        by = actor_for(device.person, device.association, channel="phone")
        found = parts.announce_part(
            by=by, device=device, part_id=part_id, sealed_key=sealed_key, pieces=pieces, is_ended=is_ended
        )
    return _told(found)


def _told(found: PhonePart) -> JsonResponse:
    """Return the state of a part. What was cut off before its delivery is delivered now."""
    if parts.waiting(PhonePart.objects.filter(pk=found.pk)).exists():
        found = deliver(found, timezone.now())
    return JsonResponse(parts.state_of(found))


@answers
@require_http_methods(["PUT"])
def chunk(request: HttpRequest, part_id: uuid.UUID, name: str, position: int) -> HttpResponse:
    """Take a chunk of a piece; what is whole then is delivered."""
    found = parts.part_of(sender(request), part_id)
    if parts.take_chunk(part=found, name=name, position=position, content=request.body):
        found = deliver(found, timezone.now())
    return JsonResponse(parts.state_of(found))
