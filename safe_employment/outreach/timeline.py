"""What outreach adds to an employer's chain: copies received and wall newspapers at the workplace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.members.timeline import TimelineEntry, contribute
from safe_employment.outreach.policies import SEE_OUTREACH
from safe_employment.outreach.queries import distributions_for, wall_newspapers_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

LATEST = 50


@contribute
def outreach_of(employer: Employer, by: Actor) -> list[TimelineEntry]:
    """Return the latest copies handed to the employer and the wall newspapers that hung there."""
    if not can(by, SEE_OUTREACH):
        return []
    handed_out = distributions_for(by).filter(employer=employer)[:LATEST]
    hung = wall_newspapers_for(by).filter(employer=employer)[:LATEST]
    return [
        *(
            TimelineEntry(
                title=_("Received %(copies)d copies") % {"copies": found.copies},
                when=found.distributed_on,
                text=str(found.material),
                url=address(by, "outreach:distribution", pk=found.pk),
            )
            for found in handed_out
        ),
        *(
            TimelineEntry(
                title=_("Wall newspaper hung up"),
                when=found.posted_on,
                text=str(found),
                url=address(by, "outreach:wall_newspaper", pk=found.pk),
            )
            for found in hung
        ),
    ]
