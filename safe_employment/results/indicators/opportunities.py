"""Indicators of opportunities: field trips, jobs, girls' schooling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.members.models import SizeClass
from safe_employment.opportunities import queries
from safe_employment.opportunities.models import LegalChannel
from safe_employment.opportunities.policies import SEE_OPPORTUNITIES
from safe_employment.results.indicators.base import EMPLOYER, Cut, Indicator, district, words_of
from safe_employment.results.indicators.groups import UNITS

if TYPE_CHECKING:
    from safe_employment.opportunities.models import Participant


def _participant(record: Participant) -> str:
    return f"{record.employer} · {record.trip}"


OPPORTUNITIES = (
    Indicator(
        key="field_trip_enterprises",
        group="opportunities",
        name=_("Enterprises on field trips"),
        definition=_(
            "Different employers that took part in a trip to a district with high unemployment, so "
            "that jobs are offered there through legal channels."
        ),
        unit=UNITS["employers"],
        how_counted=_(
            "Every employer that took part in a trip that was held is counted once in a programme, in "
            "the period of its first trip there. Planned and cancelled trips do not count; records "
            "that the register merged are one employer."
        ),
        room="opportunities",
        records=queries.field_trip_participants,
        on="trip__held_on",
        once_per=EMPLOYER,
        label=_participant,
        permission=SEE_OPPORTUNITIES,
        opened_by=queries.participants_for,
        route="opportunities:participant",
        related=("trip", "employer"),
        cuts=(
            Cut("destination", _("Destination"), "trip__destination_code", district),
            Cut("size", _("Size"), "employer__size_class", words_of(SizeClass)),
        ),
    ),
    Indicator(
        key="jobs_pledged",
        group="opportunities",
        name=_("Jobs pledged"),
        definition=_(
            "Jobs that employers pledged to fill with people of sending areas through legal channels."
        ),
        unit=UNITS["jobs"],
        how_counted=_("The jobs of every pledge are added, by the day of the pledge."),
        room="opportunities",
        records=queries.jobs_pledged,
        on="pledged_on",
        quantity="jobs",
        label=str,
        permission=SEE_OPPORTUNITIES,
        opened_by=queries.pledges_for,
        route="opportunities:pledge",
        related=("employer",),
        cuts=(Cut("channel", _("Legal channel"), "channel", words_of(LegalChannel)),),
    ),
    Indicator(
        key="jobs_filled",
        group="opportunities",
        name=_("Jobs filled"),
        definition=_("Pledged jobs in which someone was hired."),
        unit=UNITS["jobs"],
        how_counted=_(
            "The filled jobs of every report on a pledge are added, by the day of the report. The "
            "share is that of the jobs pledged in the same period."
        ),
        room="opportunities",
        records=queries.jobs_filled,
        on="reported_on",
        quantity="filled",
        label=str,
        permission=SEE_OPPORTUNITIES,
        opened_by=queries.fillings_for,
        route="opportunities:filling",
        share_of="jobs_pledged",
        related=("pledge__employer",),
        cuts=(Cut("channel", _("Legal channel"), "pledge__channel", words_of(LegalChannel)),),
    ),
    Indicator(
        key="girls_supported",
        group="opportunities",
        name=_("Girls supported in their schooling"),
        definition=_("Girls of sending areas whose schooling members supported."),
        unit=UNITS["girls"],
        how_counted=_(
            "The girls of every recorded support are added, by the day on which it was given. A girl "
            "who is supported twice counts twice, since no names are kept."
        ),
        room="opportunities",
        records=queries.girls_supported,
        on="given_on",
        quantity="girls",
        of_persons=True,
        label=str,
        permission=SEE_OPPORTUNITIES,
        opened_by=queries.school_supports_for,
        route="opportunities:school_support",
        related=("employer",),
        cuts=(Cut("district", _("District"), "division_code", district),),
    ),
)
