"""What is heard at once in what was sent, also where it is kept aside: harm, and a team that had to leave."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.models import AuditEntry
from safe_employment.visits import notices
from safe_employment.visits.compared import is_stopped
from safe_employment.visits.screening import critical_in, open_screening_of, read_aside

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.visits.models import Visit

LEFT = "visits.team_left_early"


def hear_kept_aside(
    by: Actor, visit: Visit | None, xml: bytes, now: datetime, *, sender: Person | None, listed: str
) -> None:
    """Hear what a person has yet to look at, for harm does not wait; `listed` is the route of where it waits.

    What cannot be read says nothing. Of a version that is not here the names of its fields tell.
    """
    answers, form, named = read_aside(by.home.pk, xml)
    sign, found = hashlib.sha256(xml).hexdigest(), critical_in(visit, answers, form, named)
    open_screening_of(by, visit, now, alerts=found, sign=sign, sent_by=sender.pk if sender else None)
    hear_stop(by, visit, answers, sign=sign, sender=sender, listed=listed)


def hear_stop(
    by: Actor,
    visit: Visit | None,
    answers: Mapping[str, object],
    *,
    sign: str,
    sender: Person | None,
    listed: str,
) -> None:
    """Tell the managers that a team had to leave early: once of what was sent (`sign`), however often it
    comes, and again when it is known of which visit.
    """
    if not is_stopped(answers):
        return
    told = AuditEntry.objects.filter(
        action=LEFT, object_type=(visit or by.home)._meta.label_lower, object_id=(visit or by.home).pk,
        details__sent=sign,
    )  # fmt: skip
    if not told.exists():
        _note_stop(by=by, visit=visit, sign=sign, sender=sender, listed=listed)


@command
def _note_stop(*, by: Actor, visit: Visit | None, sign: str, sender: Person | None, listed: str) -> None:
    record(by, LEFT, visit or by.home, details={"sent": sign})
    if visit is not None:
        notices.tell_stopped_early(visit)
    else:
        notices.tell_stopped_somewhere(by.home, sender, listed)
