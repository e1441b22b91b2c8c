"""What the network adds to an employer's chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.members.timeline import TimelineEntry, contribute
from safe_employment.network.models import TieKind, TypicalState
from safe_employment.network.policies import SEE_NETWORK
from safe_employment.network.queries import ties_for, typical_employers_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.network.models import TypicalEmployer

LATEST = 20


def _selection(found: TypicalEmployer, by: Actor) -> list[TimelineEntry]:
    url = address(by, "network:typical_employer", pk=found.pk)
    entries = [TimelineEntry(_("Selected as a typical employer"), found.selected_on, found.why, url)]
    if found.trained_on:
        entries.append(TimelineEntry(_("Trained as a typical employer"), found.trained_on, "", url, "good"))
    elif found.state == TypicalState.SELECTED:
        words = _("To be trained as a typical employer")
        entries.append(TimelineEntry(words, None, "", url, is_next=True))
    if found.ended_on:
        words = _("No typical employer any more")
        entries.append(TimelineEntry(words, found.ended_on, found.ended_because, url, "ended"))
    return entries


@contribute
def network_of(employer: Employer, by: Actor) -> list[TimelineEntry]:
    """Return the employer's part in the network: selections, and from whom it hears the message."""
    if not can(by, SEE_NETWORK):
        return []
    selections = typical_employers_for(by).filter(employer=employer)[:LATEST]
    heard = ties_for(by).filter(to_employer=employer, kind=TieKind.PASSES_MESSAGE)[:LATEST]
    return [
        *(entry for found in selections for entry in _selection(found, by)),
        *(
            TimelineEntry(
                _("Hears the message from %(employer)s") % {"employer": tie.from_employer},
                tie.since,
                "",
                address(by, "network:tie", pk=tie.pk),
            )
            for tie in heard
        ),
    ]
