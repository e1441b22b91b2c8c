"""Which answers opened a screening, in words, for the case officers who read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.models import HeldSubmission
from safe_employment.instruments.queries import held_for, submissions_for
from safe_employment.instruments.subjects import kept_from
from safe_employment.kit.navigation import address
from safe_employment.screenings.models import LONGEST_ALERT
from safe_employment.screenings.models import Source as Upon
from safe_employment.screenings.sources import Origin, Sign, tell_signs
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.models import Visit
from safe_employment.visits.screening import CriticalAnswer, critical_answers, read_aside, reference_of
from safe_employment.visits.submissions import visit_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.screenings.models import Screening


def signs(by: Actor, screening: Screening) -> list[Sign]:
    """Return the critical answers with what was sent, the latest last; those given in the office by question.

    Of what the actor may not read (for a tie, or because it is gone) nothing is quoted.
    """
    keys = {bytes.fromhex(sign) for sign in screening.signs}
    found = [*_sent(by, keys), *_kept_aside(by, keys)] if keys else []
    told = {sign.alert for sign in found}
    visit = _visit_of(screening)
    asked = checklist_of(visit).asked if visit else {}
    rest = [alert for alert in screening.alerts if alert in asked and alert not in told]
    return [*found, *(Sign(alert, asked[alert].text) for alert in rest)]


def _sent(by: Actor, keys: set[bytes]) -> Iterator[Sign]:
    """Yield what stored submissions say; `keys` loses theirs, so that nothing is told twice."""
    rows = submissions_for(by).filter(sha256__in=keys).defer(None).defer("xml", *FILES)
    for each in rows.order_by("received_at", "pk"):
        keys.discard(bytes(each.sha256))
        visit = visit_of(each.association_id, each.subject)
        found = critical_answers(visit, each.answers, Definition.from_json(each.version.definition))
        words = _("Sent on %(when)s") % {"when": _when(each.received_at)}
        yield from _told(found, Origin(words, address(by, "instruments:submission", pk=each.pk)))


def _kept_aside(by: Actor, keys: set[bytes]) -> Iterator[Sign]:
    """Yield what questionnaires say that were kept aside, and are not stored; the way there is for those who
    settle them.
    """
    rows = HeldSubmission.objects.filter(association=by.home, sha256__in=keys).exclude(kept_from(by))
    settles = set(held_for(by).filter(sha256__in=keys).values_list("pk", flat=True))
    for each in rows.exclude(content=None).order_by("received_at", "pk"):
        visit = visit_of(each.association_id, each.subject)
        found = critical_answers(visit, *read_aside(each.association_id, bytes(each.content or b"")))
        words = _("Kept aside on %(when)s") % {"when": _when(each.received_at)}
        way = address(by, "instruments:held_one", pk=each.pk) if each.pk in settles else ""
        yield from _told(found, Origin(words, way))


def _told(found: Iterable[CriticalAnswer], origin: Origin) -> Iterator[Sign]:
    for one in found:
        yield Sign(one.key[:LONGEST_ALERT], one.question, one.answer, origin)


def _when(moment: datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


def _visit_of(screening: Screening) -> Visit | None:
    key = screening.source_reference.removeprefix(reference_of(""))
    found = Visit.objects.filter(association=screening.association, pk=int(key)) if key.isdigit() else None
    return found.first() if found is not None else None


FILES = ("version__source", "version__xform")
tell_signs(Upon.VISIT, signs)
