"""How a phone becomes the device of a person, and how it is signed out."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.core.cache import cache

from safe_employment.instruments.models import Device, DeviceKind
from safe_employment.kit.actors import Actor, actor_for, machine
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import can, check
from safe_employment.visits import policies
from safe_employment.visits.models import Pairing, Phone
from safe_employment.visits.phone import errors
from safe_employment.visits.phone.keys import key_of, make_key

if TYPE_CHECKING:
    from collections.abc import Collection

    from django.db.models import QuerySet

CODE_MINUTES = 10
TRIES = 12
# Without the letters that are mistaken for others (Crockford's base 32).
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans("OILU", "011V")


@dataclass(frozen=True)
class Paired:
    """A phone that was just paired; the tokens are told this once."""

    device: Device
    token: str
    mailbox: str


def digest_of(secret: str) -> bytes:
    """Return the SHA-256 under which a token or code is kept."""
    return hashlib.sha256(secret.encode()).digest()


def read_code(typed: str) -> str:
    """Return a typed code in its one form: capitals, no spaces or dashes, no mistaken letters."""
    kept = "".join(sign for sign in typed.upper() if sign.isalnum())
    return kept.translate(READ_AS)


@command
def issue_code(*, by: Actor, now: datetime) -> str:
    """Return a new code for a phone of one's own, e.g. `7K2M-Q9XA`. Raises Hidden."""
    check(by, policies.MAKE_VISITS)
    if by.person is None:
        raise Hidden
    Pairing.objects.filter(person=by.person, association=by.home, used_at=None).delete()
    code = "".join(secrets.choice(LETTERS) for _ in range(8))
    ends = now + timedelta(minutes=CODE_MINUTES)
    made = Pairing.objects.create(
        association=by.home, person=by.person, code_digest=digest_of(code), expires_at=ends
    )
    record(by, "visits.issue_phone_code", by.person, details={"pairing": made.pk})
    return f"{code[:4]}-{code[4:]}"


def _counter(address: str) -> str:
    return f"phone-pairing:{hashlib.sha256(address.encode()).hexdigest()[:24]}"


def pair_from(address: str, *, code: str, name: str, now: datetime, before: Collection[str] = ()) -> Paired:
    """Pair a phone that calls from `address`; wrong codes are counted. For `before` see `pair_device`.

    Raises ProgrammeError PHONE_TOO_OFTEN, PHONE_CODE_UNKNOWN.
    """
    key = _counter(address)
    if cache.get(key, 0) >= TRIES:
        raise ProgrammeError(errors.TOO_OFTEN)
    try:
        return pair(code=code, name=name, now=now, before=before)
    except ProgrammeError:
        cache.add(key, 0, CODE_MINUTES * 60)
        cache.incr(key)
        raise


def pair(*, code: str, name: str, now: datetime, before: Collection[str] = ()) -> Paired:
    """Make a phone the device of whom the code was given to. Raises ProgrammeError PHONE_CODE_UNKNOWN."""
    wanted = Pairing.objects.filter(code_digest=digest_of(read_code(code)), used_at=None, expires_at__gt=now)
    found = wanted.select_related("person", "association").first()
    if found is None:
        raise ProgrammeError(errors.CODE_UNKNOWN)
    by = actor_for(found.person, found.association, channel="phone")
    if not can(by, policies.MAKE_VISITS):
        raise ProgrammeError(errors.CODE_UNKNOWN)
    return pair_device(by=by, pairing=found, name=name, now=now, before=before)


@command
def pair_device(
    *, by: Actor, pairing: Pairing, name: str, now: datetime, before: Collection[str] = ()
) -> Paired:
    """Use a code up and make the device, or give new tokens to the one that this phone is already.

    `before` are the tokens by which the phone hands in until now: one of the same person tells that it is the
    same phone, so that what it has half sent goes on. Raises ProgrammeError PHONE_CODE_UNKNOWN when the code
    was used since.
    """
    if not Pairing.objects.filter(pk=pairing.pk, used_at=None).update(used_at=now):
        raise ProgrammeError(errors.CODE_UNKNOWN)
    token, mailbox = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    device = _signed_in(pairing, before) or Device(
        association=by.home, person=pairing.person, kind=DeviceKind.APP
    )
    device.name, device.last_seen_at = " ".join(name.split())[:80] or "—", now
    device.token_digest = digest_of(token)
    device.save()
    Phone.objects.update_or_create(device=device, defaults={"mailbox_digest": digest_of(mailbox)})
    if key_of(by.home) is None:
        make_key(by=by)
    record(by, "visits.pair_phone", device)
    return Paired(device, token, mailbox)


def _signed_in(pairing: Pairing, before: Collection[str]) -> Device | None:
    """Return the device of the same person that one of these tokens is of, and that nobody has signed out."""
    own = Device.objects.filter(association=pairing.association_id, person=pairing.person_id, revoked_at=None)
    return own.filter(phone__mailbox_digest__in=[digest_of(token) for token in before]).first()


def phones_for(by: Actor) -> QuerySet[Device]:
    """Return the phones of the app: one's own; the manager sees everyone's."""
    found = Device.objects.filter(association=by.association, kind=DeviceKind.APP).select_related("person")
    if can(by, policies.SEE_PHONES):
        return found
    return found.filter(person=by.person) if can(by, policies.MAKE_VISITS) else found.none()


@command
def sign_out(*, by: Actor, device: Device, now: datetime) -> Device:
    """Sign a phone out: at its next contact it hands in what is sealed, then forgets everything."""
    if not phones_for(by).filter(pk=device.pk).exists():
        raise Hidden
    if device.revoked_at is None:
        device.revoked_at, device.revoked_by = now, by.person
        device.save(update_fields=["revoked_at", "revoked_by", "changed_at"])
    record(by, "visits.sign_phone_out", device)
    return device


def may_visit(device: Device) -> bool:
    """Whether the person of a phone is still here and makes visits."""
    by = actor_for(device.person, device.association, channel="phone")
    return device.person.is_active and can(by, policies.MAKE_VISITS)


def is_signed_out(device: Device, now: datetime) -> bool:
    """Whether a phone must forget everything; that of a person whose part has ended is signed out by this."""
    if device.revoked_at is None and not may_visit(device):
        sign_leaver_out(by=machine(device.association, channel="phone"), device=device, now=now)
    return device.revoked_at is not None


@command
def sign_leaver_out(*, by: Actor, device: Device, now: datetime) -> Device:
    """Sign out the phone of a person who left or no longer makes visits."""
    device.revoked_at = now
    device.save(update_fields=["revoked_at", "changed_at"])
    record(by, "visits.sign_phone_out", device)
    return device


@command
def note_wiped(*, by: Actor, device: Device, now: datetime) -> Device:
    """Note that a phone has forgotten everything; one that does so on its own is signed out with it."""
    if device.revoked_at is None:
        device.revoked_at, device.revoked_by = now, by.person
    device.wiped_at = device.wiped_at or now
    device.save(update_fields=["revoked_at", "revoked_by", "wiped_at", "changed_at"])
    record(by, "visits.note_phone_wiped", device)
    return device
