"""A plain Django view that takes the same submissions and commits each request by itself.

`plain` does the least: it looks the device up, reads the XML, and stores a row unless it is there; at the
address `plain_short` it is reached by the short way that ours takes, past the middleware of pages. `audited`
does what ours does, too: the audit entry in the same transaction, by the house's usual decorator.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from defusedxml import ElementTree
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from safe_employment.instruments.models import Device, InstrumentVersion, Submission
from safe_employment.kit.actors import Actor, actor_for
from safe_employment.kit.commands import command, record

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from django.http import HttpRequest

ID = "{http://openrosa.org/xforms}meta/{http://openrosa.org/xforms}instanceID"


def _answers(root: Element) -> dict[str, str]:
    return {
        f"{group.tag}/{leaf.tag}": leaf.text or "" for group in root for leaf in group if "}" not in group.tag
    }


def _store(device: Device, xml: bytes) -> Submission:
    root: Element = ElementTree.fromstring(xml)
    version = InstrumentVersion.objects.only("pk").get(
        association=device.association_id, instrument__form_id=root.get("id"), version=root.get("version")
    )
    found, _new = Submission.objects.get_or_create(
        association_id=device.association_id,
        instance_id=root.findtext(ID, ""),
        defaults={
            "version": version,
            "xml": xml,
            "sha256": hashlib.sha256(xml).digest(),
            "answers": _answers(root),
            "received_at": timezone.now(),
            "person_id": device.person_id,
            "device": device,
            "told_at": timezone.now(),
        },
    )
    return found


def _device(token: str) -> Device:
    digest = hashlib.sha256(token.encode()).digest()
    return Device.objects.select_related("person", "association").get(token_digest=digest, revoked_at=None)


@csrf_exempt
def plain(request: HttpRequest, token: str) -> HttpResponse:
    """Store one submission in one transaction."""
    device = _device(token)
    with transaction.atomic():
        _store(device, request.FILES["xml_submission_file"].read())
    return HttpResponse(status=201)


@command
def _store_audited(*, by: Actor, device: Device, xml: bytes) -> None:
    record(by, "instruments.submission_stored", _store(device, xml))


@csrf_exempt
def audited(request: HttpRequest, token: str) -> HttpResponse:
    """Store one submission with its audit entry in one transaction."""
    device = _device(token)
    by = actor_for(device.person, device.association, channel="odk")
    _store_audited(by=by, device=device, xml=request.FILES["xml_submission_file"].read())
    return HttpResponse(status=201)
