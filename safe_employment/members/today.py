"""What the register puts before its keepers today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe_employment.kit.marks import Mark
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.kit.today import TodayItem, TodaySection, contribute
from safe_employment.members.models import CorrectionState, ImportState
from safe_employment.members.policies import APPROVE_CORRECTIONS, IMPORT_EMPLOYERS
from safe_employment.members.queries import corrections_for, imports_for

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import ImportBatch

SHOWN = 5


@contribute
def corrections_to_decide(by: Actor, _today: date) -> TodaySection | None:
    """Return the corrections that employers proposed, the oldest first."""
    if not can(by, APPROVE_CORRECTIONS):
        return None
    waiting = corrections_for(by).filter(state=CorrectionState.PROPOSED).order_by("created_at", "pk")
    items = [
        TodayItem(
            found.employer.name,
            address(by, "members:correction", pk=found.pk),
            Mark(_("waits for you"), "attention"),
        )
        for found in waiting.select_related("employer")[:SHOWN]
    ]
    total = waiting.count() if len(items) == SHOWN else len(items)
    more = address(by, "members:corrections") + "?state=proposed"
    return TodaySection(_("Corrections proposed by employers"), 30, items, total, more)


@contribute
def imports_to_finish(by: Actor, _today: date) -> TodaySection | None:
    """Return the imports that wait for their confirmation, and those with pairs that no one decided."""
    if not can(by, IMPORT_EMPLOYERS):
        return None
    waiting = (
        imports_for(by)
        .annotate(undecided=Count("questions", filter=Q(questions__same=None)))
        .filter(Q(state=ImportState.READY) | Q(state=ImportState.CONFIRMED, undecided__gt=0))
        .order_by("created_at", "pk")
    )
    items = [
        TodayItem(found.file_name, address(by, "members:import", pk=found.pk), _what_waits(found))
        for found in waiting[:SHOWN]
    ]
    total = waiting.count() if len(items) == SHOWN else len(items)
    return TodaySection(_("Imports to finish"), 70, items, total, address(by, "members:imports"))


def _what_waits(batch: ImportBatch) -> Mark:
    if batch.state == ImportState.READY:
        return Mark(batch.get_state_display(), "attention")
    undecided: int = batch.undecided  # type: ignore[attr-defined]
    words = ngettext("%(count)s doubtful pair", "%(count)s doubtful pairs", undecided)
    return Mark(words % {"count": undecided}, "attention")
