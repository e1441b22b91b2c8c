"""Writing and proving the audit log."""

from safe_employment.kit.audit.entries import Pending, write
from safe_employment.kit.audit.verification import Fault, Verification, verify

__all__ = ["Fault", "Pending", "Verification", "verify", "write"]
