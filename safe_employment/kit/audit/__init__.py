"""Writing and proving the audit log."""

from safe_employment.kit.audit.apart import apart_from, keep_apart
from safe_employment.kit.audit.entries import Pending, write, write_together
from safe_employment.kit.audit.verification import Fault, Verification, verify

__all__ = [
    "Fault",
    "Pending",
    "Verification",
    "apart_from",
    "keep_apart",
    "verify",
    "write",
    "write_together",
]
