"""Whose device speaks: by the token in the address, asked of the database at every request.

A phone that sends is remembered for a minute: who it is, not whether it may. Whether it may is asked in the
transaction that stores what it sent.
"""

from __future__ import annotations

import functools
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from safe_employment.instruments import policies
from safe_employment.instruments.commands.devices import digest_of
from safe_employment.instruments.models import Device, DeviceKind
from safe_employment.instruments.openrosa.answers import answer
from safe_employment.kit.actors import Actor
from safe_employment.kit.doors import public
from safe_employment.kit.models import RoleAssignment
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    from safe_employment.kit.policies import Permission

P = ParamSpec("P")
SEEN_EVERY = timedelta(minutes=1)
REMEMBERED, MOST_SENDERS = 60.0, 1_000  # seconds; devices
_senders: dict[str, tuple[float, Caller]] = {}


@dataclass(frozen=True)
class Caller:
    """A device that may speak, and its person as they act."""

    device: Device
    by: Actor


def _roles() -> QuerySet[RoleAssignment]:
    """The roles that the device's person holds now where the device belongs."""
    held = RoleAssignment.objects.filter(person=OuterRef("person"), ended_at=None)
    return held.filter(Q(association=OuterRef("association")) | Q(association=None))


def device_of(token: str, *kinds: str, wanted: Permission = policies.SUBMIT) -> Caller | None:
    """Return the device of a token if it is not revoked and its person still has the duty."""
    device = (
        Device.objects.filter(token_digest=digest_of(token), revoked_at=None, kind__in=kinds)
        .filter(person__is_active=True)
        .annotate(roles_held=ArraySubquery(_roles().values("role")))
        .select_related("person", "association")
        .first()
    )
    if device is None:
        return None
    roles = frozenset(Role(role) for role in device.roles_held)
    if not roles & wanted.roles:
        return None
    return Caller(device, Actor(device.person, device.association, roles, "odk", secrets.token_hex(8)))


def device_of_collect(token: str) -> Caller | None:
    """Return the device of a token of ODK Collect as it is now."""
    return device_of(token, DeviceKind.COLLECT)


def sender_of(token: str) -> Caller | None:
    """Return the device of a token, as it was within the last minute.

    The transaction that stores a submission asks again whether the device and its person still may.
    """
    now = monotonic()
    held = _senders.get(token)
    if held is not None and held[0] > now:
        return held[1]
    caller = device_of_collect(token)
    if caller is not None:
        if len(_senders) >= MOST_SENDERS:
            _senders.clear()
        _senders[token] = now + REMEMBERED, caller
    return caller


def note_seen(device: Device, now: datetime) -> None:
    """Note that the device was here, at most once a minute."""
    if device.last_seen_at is None or device.last_seen_at < now - SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(last_seen_at=now)


def device_door(
    view: Callable[Concatenate[HttpRequest, Caller, str, P], HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Let in the device of the token; to all others the same is said, whatever the reason."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, /, token: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        find = sender_of if request.method == "POST" else device_of_collect
        caller = find(token)
        if caller is None:
            return answer(403, _("This device is not known here or was signed out. Nothing on it is lost."))
        with translation.override(caller.device.person.language or None):
            return view(request, caller, token, *args, **kwargs)

    entered: Callable[..., HttpResponseBase] = guarded
    return csrf_exempt(public(entered))


def device_time(request: HttpRequest, now: datetime) -> datetime | None:
    """Return the device's clock: OpenRosa requests have a Date header; Java writes `GMT+00:00`.

    ODK Collect writes `hh`, the hour of a clock of twelve, without a.m. or p.m. (`E, dd MMM yyyy hh:mm:ss zz`
    in its OkHttpOpenRosaServerClientProvider): of the two hours that it can mean, the one nearer to `now`.
    """
    text = request.headers.get("Date", "").replace("GMT+00:00", "GMT")
    try:
        found = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if not timezone.is_aware(found):
        found = found.replace(tzinfo=timezone.get_default_timezone())
    if not 1 <= found.hour <= 12:
        return found
    morning = found.replace(hour=found.hour % 12)
    return min(morning, morning + timedelta(hours=12), key=lambda each: abs(each - now))
