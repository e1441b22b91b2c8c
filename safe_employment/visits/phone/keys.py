"""The association's age key and the opening of what phones sealed.

Each part has an AES-256-GCM key of its own. The phone encrypts that key to the association (age, X25519)
when the part begins; each piece is twelve bytes of nonce, then ciphertext and tag, with part and name
of the piece bound to it, so that a piece cannot be passed off as another.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyrage
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pyrage import x25519

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.sealed import Plain, open_sealed, put_sealed
from safe_employment.visits.models import PhoneKey
from safe_employment.visits.phone import errors

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association

NONCE_BYTES = 12


def key_of(association: Association) -> PhoneKey | None:
    """Return the key in force."""
    return PhoneKey.objects.filter(association=association).first()


@command
def make_key(*, by: Actor) -> PhoneKey:
    """Make the association's next key; parts sealed to an older one still open."""
    identity = x25519.Identity.generate()
    key = PhoneKey(association=by.home, recipient=str(identity.to_public()))
    put_sealed(key, "identity", Plain(str(identity)))
    key.save()
    record(by, "visits.make_phone_key", key, details={"recipient": key.recipient})
    return key


def open_key(association: Association, sealed: bytes) -> bytes:
    """Return the key of a part. Raises ProgrammeError PHONE_DOES_NOT_OPEN."""
    rows = PhoneKey.objects.filter(association=association)
    plains = [plain for row in rows if (plain := open_sealed(row, "identity"))]
    identities = [x25519.Identity.from_str(plain.reveal()) for plain in plains]
    try:
        opened = pyrage.decrypt(sealed, identities) if identities else b""
    except pyrage.DecryptError:
        opened = b""
    if len(opened) != 32:
        raise ProgrammeError(errors.DOES_NOT_OPEN)
    return opened


def open_piece(key: bytes, part_id: str, name: str, sealed: bytes) -> bytes:
    """Return what a piece holds. Raises ProgrammeError PHONE_DOES_NOT_OPEN."""
    bound = f"{part_id}/{name}".encode()
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound)
    except (InvalidTag, ValueError):
        raise ProgrammeError(errors.DOES_NOT_OPEN) from None
