"""Results travel with the page: the browser sends them back when a download is wanted, the server keeps none.

What travels is compressed and signed, so that no one makes this site hand out what it did not write.
"""

from __future__ import annotations

import base64
import binascii
import zlib

from django.core.signing import BadSignature, Signer

from safe_employment.kit.errors import Hidden

__all__ = ["carried", "unpacked"]

_SIGNER = "workforce.checking"
#: Unpacked at most: far more than a page carries, far less than a bomb.
_MOST = 64 * 1024**2


def carried(data: bytes) -> str:
    """Return the bytes as text for a field of a form."""
    return Signer(salt=_SIGNER).sign(base64.urlsafe_b64encode(zlib.compress(data, 6)).decode())


def unpacked(text: str) -> bytes:
    """Return the bytes again; raises Hidden where they were not packed here."""
    try:
        packed = base64.urlsafe_b64decode(Signer(salt=_SIGNER).unsign(text))
        return zlib.decompressobj().decompress(packed, _MOST)
    except (BadSignature, binascii.Error, zlib.error, ValueError) as problem:
        raise Hidden from problem
