"""The lists of field trips, participants, pledges, filled jobs and school support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.divisions import division_name
from safe_employment.kit.marks import Mark
from safe_employment.kit.tables import (
    BooleanFilter,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    NumberRangeFilter,
    Table,
    district_column,
    to_page,
)
from safe_employment.opportunities.models import (
    FieldTrip,
    Filling,
    JobPledge,
    LegalChannel,
    Participant,
    SchoolSupport,
    TripState,
)
from safe_employment.opportunities.policies import KEEP_PLEDGES, KEEP_TRIPS

if TYPE_CHECKING:
    from django.db.models import QuerySet


def filled_mark(pledge: JobPledge) -> Mark:
    """Return how far a pledge was filled: in full, in part, not yet."""
    if pledge.filled == pledge.jobs:
        return Mark(_("Filled"), "good")
    return Mark(_("In part"), "active") if pledge.filled else Mark(_("None filled yet"), "waiting")


class TripTable(Table[FieldTrip]):
    """Field trips."""

    key = "opportunities.trips"
    title = _("Field trips")
    columns = (
        Column(
            "title", _("Title"), value=str, sort="title_zh", primary=True, link=to_page("opportunities:trip")
        ),
        Column(
            "destination",
            _("Destination"),
            value=lambda row: division_name(row.destination_code),
            sort="destination_code",
        ),
        Column("held_on", _("On"), kind="date", sort="held_on"),
        Column("employers", _("Employers"), kind="number", sort="employers"),
        Column("people", _("People sent"), kind="number", sort="people", optional=True),
        Column("state", _("State"), kind="state", sort="state"),
    )
    filters = (
        ChoiceFilter("state", _("State"), choices=TripState.choices),
        DateRangeFilter("held_on", _("On")),
    )
    search_label = _("Title or purpose")
    default_sort = "-held_on"
    empty = EmptyState(
        _("No field trips yet"),
        _("Take employers to a district where people look for work, so that jobs are offered legally."),
        _("Plan a field trip"),
        "opportunities:plan_trip",
        KEEP_TRIPS,
    )

    def search(self, queryset: QuerySet[FieldTrip], text: str) -> QuerySet[FieldTrip]:
        """Find by part of the title or of the purpose."""
        return queryset.filter(
            Q(title_zh__icontains=text) | Q(title_en__icontains=text) | Q(purpose__icontains=text)
        )


class ParticipantTable(Table[Participant]):
    """Employers on field trips."""

    key = "opportunities.participants"
    title = _("Employers on field trips")
    columns = (
        Column(
            "employer",
            _("Employer"),
            sort="employer__name",
            primary=True,
            link=to_page("opportunities:participant"),
        ),
        Column("trip", _("Field trip"), sort="trip__held_on"),
        Column("held_on", _("On"), kind="date", value="trip__held_on", sort="trip__held_on"),
        Column("people", _("People sent"), kind="number", sort="people"),
        Column("state", _("State of the trip"), kind="state", value="trip__state", sort="trip__state"),
    )
    filters = (
        ChoiceFilter("state", _("State of the trip"), field="trip__state", choices=TripState.choices),
        DateRangeFilter("held_on", _("On"), field="trip__held_on"),
    )
    search_label = _("Employer or trip")
    default_sort = "-held_on"
    empty = EmptyState(_("No employers yet"), _("They are put on the list on the page of a field trip."))

    def search(self, queryset: QuerySet[Participant], text: str) -> QuerySet[Participant]:
        """Find by part of the employer's name or of the trip's title."""
        return queryset.filter(
            Q(employer__name__icontains=text)
            | Q(trip__title_zh__icontains=text)
            | Q(trip__title_en__icontains=text)
        )


class PledgeTable(Table[JobPledge]):
    """Job pledges."""

    key = "opportunities.pledges"
    title = _("Jobs pledged")
    columns = (
        Column(
            "post",
            pgettext_lazy("a job", "Post"),
            sort="post",
            primary=True,
            link=to_page("opportunities:pledge"),
        ),
        Column("employer", _("Employer"), sort="employer__name"),
        Column("pledged_on", _("Pledged on"), kind="date", sort="pledged_on"),
        Column("jobs", _("Jobs pledged"), kind="number", sort="jobs"),
        Column("filled", _("Jobs filled"), kind="number", sort="filled"),
        Column("standing", _("Filled so far"), kind="state", value=filled_mark, export=False),
        Column("wage_from", _("Monthly wage from (yuan)"), kind="money", sort="wage_from", optional=True),
        Column("channel", _("Legal channel"), sort="channel"),
        Column("trip", _("On the field trip"), optional=True),
    )
    filters = (
        ChoiceFilter("channel", _("Legal channel"), choices=LegalChannel.choices),
        BooleanFilter(
            "open",
            _("Jobs still open"),
            narrow_by=lambda found, wanted: (
                found.filter(filled__lt=F("jobs")) if wanted else found.filter(filled=F("jobs"))
            ),
        ),
        DateRangeFilter("pledged_on", _("Pledged on")),
        NumberRangeFilter("jobs", _("Jobs pledged")),
    )
    search_label = _("Post, employer or agency")
    default_sort = "-pledged_on"
    empty = EmptyState(
        _("No jobs pledged yet"),
        _("What employers promise to people of sending areas, and later how many jobs were filled."),
        _("Record a pledge"),
        "opportunities:add_pledge",
        KEEP_PLEDGES,
    )

    def search(self, queryset: QuerySet[JobPledge], text: str) -> QuerySet[JobPledge]:
        """Find by part of the post, the employer's name or the agency."""
        return queryset.filter(
            Q(post__icontains=text) | Q(employer__name__icontains=text) | Q(agency_name__icontains=text)
        )


class FillingTable(Table[Filling]):
    """Reports of jobs filled."""

    key = "opportunities.fillings"
    title = _("Jobs filled")
    columns = (
        Column(
            "post",
            pgettext_lazy("a job", "Post"),
            value="pledge__post",
            sort="pledge__post",
            primary=True,
            link=to_page("opportunities:filling"),
        ),
        Column("employer", _("Employer"), value="pledge__employer", sort="pledge__employer__name"),
        Column("filled", _("Jobs filled"), kind="number", sort="filled"),
        Column("women", _("Of them women"), kind="number", sort="women"),
        Column("reported_on", pgettext_lazy("jobs filled", "Reported on"), kind="date", sort="reported_on"),
    )
    filters = (DateRangeFilter("reported_on", pgettext_lazy("jobs filled", "Reported on")),)
    search_label = _("Post or employer")
    default_sort = "-reported_on"
    empty = EmptyState(_("No jobs filled yet"), _("They are reported on the page of a pledge."))

    def search(self, queryset: QuerySet[Filling], text: str) -> QuerySet[Filling]:
        """Find by part of the post or of the employer's name."""
        return queryset.filter(Q(pledge__post__icontains=text) | Q(pledge__employer__name__icontains=text))


class SchoolSupportTable(Table[SchoolSupport]):
    """What members do for girls' schooling."""

    key = "opportunities.school_supports"
    title = _("Support of girls' schooling")
    columns = (
        Column(
            "place",
            _("School or village"),
            sort="place",
            primary=True,
            link=to_page("opportunities:school_support"),
        ),
        district_column(),
        Column("employer", _("Employer"), sort="employer__name"),
        Column("girls", _("Girls"), kind="number", sort="girls"),
        Column("amount", _("Amount (yuan)"), kind="money", sort="amount"),
        Column("given_on", _("Given on"), kind="date", sort="given_on"),
    )
    filters = (DateRangeFilter("given_on", _("Given on")),)
    search_label = _("Place or employer")
    default_sort = "-given_on"
    empty = EmptyState(
        _("No school support yet"),
        _("Members who support girls in sending areas; only the number of girls is kept, no names."),
        _("Record school support"),
        "opportunities:add_school_support",
        KEEP_PLEDGES,
    )

    def search(self, queryset: QuerySet[SchoolSupport], text: str) -> QuerySet[SchoolSupport]:
        """Find by part of the place or of the employer's name."""
        return queryset.filter(Q(place__icontains=text) | Q(employer__name__icontains=text))
