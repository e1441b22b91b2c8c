"""The reference of a certificate: short enough to read out, too long to guess."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

# Crockford's base 32: no I, L, O, U, so that it can be read aloud and typed. https://www.crockford.com/base32.html
_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12  # 60 bits


def reference_of(*parts: object) -> str:
    """Return the reference of a record named by `parts`, e.g. `7K2M-9QXD-4HT0`.

    It is keyed with the installation's secret, so nobody else can compute it, and the same parts
    always give the same reference.
    """
    digest = salted_hmac("conduct.reference", ":".join(map(str, parts)), algorithm="sha256").digest()
    number = int.from_bytes(digest[:8], "big")
    signs = "".join(_SIGNS[number >> 5 * place & 31] for place in range(_LENGTH))
    return "-".join(signs[start : start + 4] for start in range(0, _LENGTH, 4))


def read_reference(text: str) -> str:
    """Return a reference as it is stored, however a person typed it: O is 0, I and L are 1."""
    plain = "".join(sign for sign in text.upper() if sign.isalnum())
    plain = plain.translate(str.maketrans("OIL", "011"))[:_LENGTH]
    return "-".join(plain[start : start + 4] for start in range(0, len(plain), 4))
