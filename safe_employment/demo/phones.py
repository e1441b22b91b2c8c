"""The monitor's phone. A newcomer connects a further one at the desk: Phones, Connect a phone, Use it here."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.demo.stage import TODAY
from safe_employment.visits.phone import pairing

if TYPE_CHECKING:
    from safe_employment.demo.stage import Stage


def present(stage: Stage) -> None:
    """One phone in use, and one that was lost and signed out."""
    by, morning = stage.by("monitor"), timezone.make_aware(datetime.combine(TODAY, time(8, 40)))
    lost = _paired(stage, "旧手机", morning - timedelta(days=60))
    pairing.sign_out(by=by, device=lost.device, now=morning - timedelta(days=20))
    _paired(stage, "走访手机", morning)


def _paired(stage: Stage, name: str, at: datetime) -> pairing.Paired:
    code = pairing.issue_code(by=stage.by("monitor"), now=at)
    return pairing.pair(code=code, name=name, now=at)
