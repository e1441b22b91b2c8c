"""Sealing and opening values: AES-256-GCM under the association's key, found by HMAC-SHA-256.

A sealed value is one byte for the form (1), four for the number of the key's record, twelve of nonce,
then the ciphertext with its tag. Association and purpose are bound to it as associated data (NIST
SP 800-38D), so that a value moved to another association or another field does not open.
"""

from __future__ import annotations

import hmac
import os
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind, ProgrammeError
from safe_employment.kit.models.sealed import SealingKey, SealingKeyKind
from safe_employment.kit.sealed.values import Ciphertext, Plain

if TYPE_CHECKING:
    from collections.abc import Sequence

KEY_BYTES, NONCE_BYTES = 32, 12
FORM = b"\x01"
HEAD_BYTES = 5
# What was unwrapped already, by the number of the key's record (numbers are never used again).
_unwrapped: dict[int, bytes] = {}

SEAL_BROKEN = ErrorKind(
    "SEAL_BROKEN",
    _("A sealed value does not open with the keys of this installation."),
    _("Set SEALING_KEYS as it was when the value was stored, or restore the backup that belongs to it."),
)


def head_of(key: SealingKey) -> bytes:
    """Return the bytes with which every value begins that this key sealed."""
    return FORM + key.pk.to_bytes(HEAD_BYTES - 1, "big")


def wrap(association_id: int, kind: str, version: int, key: bytes) -> bytes:
    """Return a key encrypted by the master key in force."""
    nonce = os.urandom(NONCE_BYTES)
    bound = f"key:{association_id}:{kind}:{version}".encode()
    return nonce + AESGCM(settings.SEALING_KEYS[0]).encrypt(nonce, key, bound)


def unwrap(row: SealingKey) -> bytes:
    """Return the key of a record, by the master key in force or an older one.

    Raises ProgrammeError SEAL_BROKEN when none opens it.
    """
    if row.pk in _unwrapped:
        return _unwrapped[row.pk]
    wrapped = bytes(row.wrapped)
    bound = f"key:{row.association_id}:{row.kind}:{row.version}".encode()
    for master in settings.SEALING_KEYS:
        try:
            found = AESGCM(master).decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], bound)
        except InvalidTag:
            continue
        _unwrapped[row.pk] = found
        return found
    raise ProgrammeError(SEAL_BROKEN)


def make_key(association_id: int, kind: str, version: int) -> SealingKey:
    """Return the association's key of that kind and version, newly made where there is none."""
    wrapped = wrap(association_id, kind, version, os.urandom(KEY_BYTES))
    return SealingKey.objects.get_or_create(
        association_id=association_id, kind=kind, version=version, defaults={"wrapped": wrapped}
    )[0]


def forget_keys() -> None:
    """Forget what was unwrapped (for tests of other master keys)."""
    _unwrapped.clear()


class Sealer:
    """Seals, opens and hashes the values of one association; reads its keys once (one query)."""

    def __init__(self, association_id: int) -> None:
        self.association_id = association_id
        self._rows = list(SealingKey.objects.filter(association_id=association_id).order_by("-version"))
        self._hash_keys: dict[str, bytes] = {}

    def _key(self, kind: SealingKeyKind) -> SealingKey:
        found: Sequence[SealingKey] = [row for row in self._rows if row.kind == kind]
        if found:
            return found[0]
        self._rows.append(make_key(self.association_id, kind, 1))
        return self._rows[-1]

    def seal(self, purpose: str, plain: Plain) -> Ciphertext:
        """Encrypt a value by the newest key."""
        key, nonce = self._key(SealingKeyKind.VALUES), os.urandom(NONCE_BYTES)
        sealed = AESGCM(unwrap(key)).encrypt(nonce, plain.reveal().encode(), self._bound(purpose))
        return Ciphertext(head_of(key) + nonce + sealed)

    def open(self, purpose: str, sealed: bytes) -> Plain:
        """Decrypt a value.

        Raises ProgrammeError SEAL_BROKEN when it was altered, moved here, or its key is not to be had.
        """
        number = int.from_bytes(sealed[1:HEAD_BYTES], "big")
        key = next((row for row in self._rows if row.pk == number), None)
        if key is None or sealed[:1] != FORM:
            raise ProgrammeError(SEAL_BROKEN)
        nonce, text = sealed[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES], sealed[HEAD_BYTES + NONCE_BYTES :]
        try:
            return Plain(AESGCM(unwrap(key)).decrypt(nonce, text, self._bound(purpose)).decode())
        except InvalidTag:
            raise ProgrammeError(SEAL_BROKEN) from None

    def digest(self, purpose: str, plain: Plain) -> bytes:
        """Return the keyed hash by which the value is found: never the same for two purposes or two
        associations. The value must already be written in its one form.
        """
        if purpose not in self._hash_keys:
            root = unwrap(self._key(SealingKeyKind.HASHES))
            derive = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"hash:{purpose}".encode())
            self._hash_keys[purpose] = derive.derive(root)
        return hmac.digest(self._hash_keys[purpose], plain.reveal().encode(), "sha256")

    def _bound(self, purpose: str) -> bytes:
        return f"value:{self.association_id}:{purpose}".encode()
