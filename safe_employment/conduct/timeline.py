"""What the code adds to an employer's page and to the day's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from safe_employment.conduct import queries
from safe_employment.conduct.models import Advocacy, ListState, Signature, SignatureState, TextState
from safe_employment.conduct.policies import SEE_CONDUCT, SIGN_FOR_EMPLOYER
from safe_employment.kit import today as day
from safe_employment.kit.policies import can
from safe_employment.members.timeline import TimelineEntry, contribute

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

SHOWN = 5


def _address(by: Actor, route: str, pk: int | None = None) -> str:
    named: dict[str, object] = {"association": by.home.slug}
    return reverse(f"conduct:{route}", kwargs=named if pk is None else {**named, "pk": pk})


@contribute
def entries(employer: Employer, by: Actor) -> list[TimelineEntry]:
    """Return signatures and advocacy, and whether signing is next."""
    of_employer = Q(employer=employer) | Q(employer__merged_into=employer)
    signatures = list(queries.signatures_for(by).filter(of_employer))
    advocacies = list(queries.advocacies_for(by).filter(of_employer))
    found = [entry for each in signatures for entry in _signed(each, by)]
    found += [entry for each in advocacies for entry in _advocates(each, by)]
    version = queries.version_in_force(by)
    signed = (
        any(each.version_id == version.pk and each.state == SignatureState.SIGNED for each in signatures)
        if version
        else True
    )
    if version and not signed:
        found.append(
            _to_sign(employer, by, earlier=any(s.state == SignatureState.SIGNED for s in signatures))
        )
    return found


def _signed(signature: Signature, by: Actor) -> list[TimelineEntry]:
    route = "signature" if can(by, SEE_CONDUCT) else "certificate"
    url = _address(by, route, signature.pk)
    number = signature.version.number
    title = _("Signed version %(number)s of the code of conduct") % {"number": number}
    found = [TimelineEntry(title, signature.signed_on, signature.get_way_display(), url, "good")]
    if signature.state == SignatureState.WITHDRAWN:
        gone = _("Signature of the code withdrawn")
        found.append(TimelineEntry(gone, signature.withdrawn_on, signature.withdrawn_reason, url, "ended"))
    return found


def _advocates(advocacy: Advocacy, by: Actor) -> list[TimelineEntry]:
    url = _address(by, "advocacy", advocacy.pk)
    title = _("Advocates the recommendation")
    found = [TimelineEntry(title, advocacy.since, advocacy.get_way_display(), url, "good")]
    if advocacy.ended_on is not None:
        ended = _("No longer advocates the recommendation")
        found.append(TimelineEntry(ended, advocacy.ended_on, advocacy.end_reason, url, "ended"))
    return found


def _to_sign(employer: Employer, by: Actor, *, earlier: bool) -> TimelineEntry:
    title = _("Sign the new version of the code of conduct") if earlier else _("Sign the code of conduct")
    url = ""
    if can(by, SIGN_FOR_EMPLOYER) and queries.own_employers(by).filter(pk=employer.pk).exists():
        url = _address(by, "sign", employer.pk)
    elif can(by, SEE_CONDUCT):
        url = f"{_address(by, 'add_signature')}?employer={employer.member_number}"
    return TimelineEntry(title, None, "", url, "waiting", is_next=True, weight=50)


@day.contribute
def lists_to_confirm(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - whatever the day
    """Return the lists of paper signatures that wait for a decision."""
    waiting = queries.lists_for(by).filter(state=ListState.READY)
    items = [
        day.TodayItem(
            _("%(file)s: %(rows)s rows") % {"file": each, "rows": len(each.rows)},
            _address(by, "list", each.pk),
        )
        for each in waiting[:SHOWN]
    ]
    return day.TodaySection(
        _("Lists of paper signatures to confirm"), 40, items, waiting.count(), _address(by, "lists")
    )


@day.contribute
def draft_to_publish(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - whatever the day
    """Return the draft of the code that waits for its publication."""
    if not can(by, SEE_CONDUCT):
        return None
    drafts = list(queries.versions_for(by).filter(state=TextState.DRAFT))
    items = [day.TodayItem(str(each), _address(by, "version", each.pk)) for each in drafts]
    return day.TodaySection(_("Drafts of the code"), 60, items, len(items), _address(by, "versions"))
