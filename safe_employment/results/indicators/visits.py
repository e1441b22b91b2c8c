"""Indicators of self-monitoring: unannounced visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.members.models import EmployerKind, SizeClass
from safe_employment.results.indicators.base import Cut, Indicator, district, words_of
from safe_employment.results.indicators.groups import UNITS
from safe_employment.visits import queries
from safe_employment.visits.models import Outcome
from safe_employment.visits.policies import SEE_VISITS

if TYPE_CHECKING:
    from safe_employment.visits.models import Visit


def _visit(record: Visit) -> str:
    return f"{record.reference} · {record.employer}"


VISITS = (
    Indicator(
        key="unannounced_visits",
        group="visits",
        name=_("Unannounced visits"),
        definition=_("Visits to workplaces that were made without notice and held."),
        unit=UNITS["visits"],
        how_counted=_(
            "Every visit with the outcome held is counted once, by its day. Visits that were refused "
            "or found the workplace closed or gone do not count, nor do sealed ones."
        ),
        room="visits",
        records=queries.visits_held,
        on="visited_on",
        label=_visit,
        permission=SEE_VISITS,
        opened_by=queries.visits_for,
        route="visits:visit",
        related=("employer",),
        cuts=(
            Cut("kind", _("Kind of employer"), "employer__kind", words_of(EmployerKind)),
            Cut("size", _("Size"), "employer__size_class", words_of(SizeClass)),
            Cut("district", _("District"), "employer__division_code", district),
        ),
    ),
    Indicator(
        key="visits_attempted",
        group="visits",
        name=_("Visits attempted"),
        definition=_("Unannounced visits on which a team set out and came back, whatever it met."),
        unit=UNITS["visits"],
        how_counted=_("Every visit that has ended is counted once, by its day, with any outcome."),
        room="visits",
        records=queries.visits_attempted,
        on="visited_on",
        label=_visit,
        permission=SEE_VISITS,
        opened_by=queries.visits_for,
        route="visits:visit",
        related=("employer",),
        cuts=(Cut("outcome", _("Outcome"), "outcome", words_of(Outcome)),),
    ),
)
