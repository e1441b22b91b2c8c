"""Sealed values: identity numbers and bank accounts, stored encrypted and found by keyed hash.

A model has a `SealedField` and beside it a `DigestField`; `put_sealed` writes both, `open_sealed` reads
the value, `masked` shows its end. Someone is shown a whole value through one doorway, `unmask`.
"""

from safe_employment.kit.sealed.doorway import UNMASK_REASON_MISSING, log_unmasking, unmask
from safe_employment.kit.sealed.fields import DigestField, SealedField
from safe_employment.kit.sealed.records import holders_of, masked, open_sealed, put_sealed
from safe_employment.kit.sealed.sealer import SEAL_BROKEN, Sealer
from safe_employment.kit.sealed.values import Ciphertext, Plain, mask

__all__ = [
    "SEAL_BROKEN",
    "UNMASK_REASON_MISSING",
    "Ciphertext",
    "DigestField",
    "Plain",
    "SealedField",
    "Sealer",
    "holders_of",
    "log_unmasking",
    "mask",
    "masked",
    "open_sealed",
    "put_sealed",
    "unmask",
]
