"""Devices: added by their person, shown once, revoked."""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from safe_employment.instruments import policies
from safe_employment.instruments.models import Device, DeviceKind
from safe_employment.instruments.queries import device_for
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.policies import check

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor

# What a device of each kind is for.
NEEDED = {
    DeviceKind.APP: policies.SUBMIT,
    DeviceKind.COLLECT: policies.SUBMIT,
    DeviceKind.PROGRAM: policies.EXPORT_SUBMISSIONS,
}


def digest_of(token: str) -> bytes:
    """Return by what a token is known: only its holder has it."""
    return hashlib.sha256(token.encode()).digest()


@command
def add_device(*, by: Actor, kind: str, name: str) -> tuple[Device, str]:
    """Add a device of one's own; returns it with its token, which is shown once and kept nowhere."""
    check(by, NEEDED[DeviceKind(kind)])
    if by.person is None:
        raise Hidden
    token = secrets.token_urlsafe(32)
    device = Device.objects.create(
        association=by.home, person=by.person, kind=kind, name=name, token_digest=digest_of(token)
    )
    record(by, "instruments.add_device", device, details={"kind": kind})
    return device, token


@command
def revoke_device(*, by: Actor, device: Device, now: datetime) -> Device:
    """Take a device's access away: at once, for good. What it sent stays."""
    found = device_for(by, device.pk)
    if found.is_active:
        found.revoked_at, found.revoked_by = now, by.person
        found.save(update_fields=["revoked_at", "revoked_by", "changed_at"])
    record(by, "instruments.revoke_device", found)
    return found
