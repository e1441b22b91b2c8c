"""What the network puts before managers and trainers today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.marks import Mark
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.kit.today import TodayItem, TodaySection, contribute
from safe_employment.network.models import TypicalState
from safe_employment.network.policies import KEEP_NETWORK
from safe_employment.network.queries import typical_employers_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

TRAIN_WITHIN = timedelta(days=60)
SHOWN = 5


@contribute
def to_train(by: Actor, today: date) -> TodaySection | None:
    """Return the typical employers that were selected more than 60 days ago and never trained."""
    if not can(by, KEEP_NETWORK):
        return None
    late = typical_employers_for(by).filter(
        state=TypicalState.SELECTED, selected_on__lte=today - TRAIN_WITHIN
    )
    items = [
        TodayItem(
            str(found.employer),
            address(by, "network:typical_employer", pk=found.pk),
            Mark(_("not trained"), "attention"),
        )
        for found in late.order_by("selected_on")[:SHOWN]
    ]
    total = late.count() if len(items) == SHOWN else len(items)
    more = address(by, "network:typical_employers") + "?state=selected"
    return TodaySection(_("Typical employers to be trained"), 60, items, total, more)
