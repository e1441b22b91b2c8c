"""Scans of signed codes: who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.conduct.models import Signature
from safe_employment.conduct.policies import SEE_CONDUCT
from safe_employment.kit.files import PAPERS, doorway
from safe_employment.kit.policies import can
from safe_employment.members.queries import employers_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import StoredFile

SCANS = "conduct.scan"


def _may_read(by: Actor, stored: StoredFile) -> bool:
    """Staff who see signatures, and the employer whose signature it is."""
    signature = Signature.objects.filter(scan=stored, association=by.association).first()
    if can(by, SEE_CONDUCT):
        return True
    return signature is not None and employers_for(by).filter(pk=signature.employer_id).exists()


doorway(SCANS, _may_read, PAPERS)
