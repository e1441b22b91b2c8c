"""What the questionnaires put before case officers today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.free_words import unread_words
from safe_employment.instruments.policies import READ_CONFIDENTIAL
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.kit.today import TodayItem, TodaySection, contribute
from safe_employment.kit.writing import instant_text

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor

SHOWN = 5


@contribute
def free_words_to_read(by: Actor, _today: date) -> TodaySection | None:
    """Return the interviews with free words that nobody has read, by when they came: no visit, no word."""
    if not can(by, READ_CONFIDENTIAL):
        return None
    waiting = unread_words(by)
    items = [
        TodayItem(instant_text(one.received_at), address(by, "instruments:submission", pk=one.pk))
        for one in waiting[:SHOWN]
    ]
    total = waiting.count() if len(items) == SHOWN else len(items)
    more = address(by, "instruments:submissions") + "?words=yes"
    return TodaySection(_("Interviews with free words to read"), 2, items, total, more)
