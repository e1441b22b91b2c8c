"""What a phone sent and the door of questionnaires held, once a person has accepted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.visits.models import PartState, PhonePart
from safe_employment.visits.phone import errors
from safe_employment.visits.phone.delivering import deliver

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.instruments.models import Submission


def deliver_accepted(submission: Submission, now: datetime) -> None:
    """Deliver the parts of the phone that it came from and that were held: the phone may forget them."""
    held = PhonePart.objects.filter(
        device=submission.device_id, state=PartState.KEPT, problem=errors.HELD_ASIDE.code
    )
    for part in held.select_related("device__person", "association"):
        deliver(part, now)
