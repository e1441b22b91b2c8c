"""The lists of the network: typical employers, ties, advocates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct.models import Advocacy, AdvocacyWay
from safe_employment.kit.tables import (
    BooleanFilter,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    NumberRangeFilter,
    Table,
    district_column,
    district_filter,
    to_page,
)
from safe_employment.network.models import Tie, TieKind, TypicalEmployer, TypicalState
from safe_employment.network.policies import KEEP_NETWORK

if TYPE_CHECKING:
    from django.db.models import QuerySet


class TypicalEmployerTable(Table[TypicalEmployer]):
    """Typical employers with how many they reach."""

    key = "network.typical_employers"
    title = _("Typical employers")
    columns = (
        Column(
            "employer",
            _("Employer"),
            sort="employer__name",
            primary=True,
            link=to_page("network:typical_employer"),
        ),
        district_column("employer__division_code"),
        Column("selected_on", _("Selected on"), kind="date", sort="selected_on"),
        Column("trained_on", _("Trained on"), kind="date", sort="trained_on"),
        Column("reach", _("Reaches"), kind="number", sort="reach"),
        Column("state", _("State"), kind="state", sort="state"),
        Column("why", _("Why this one"), optional=True),
        Column("ended_on", _("Ended on"), kind="date", sort="ended_on", optional=True),
    )
    filters = (
        ChoiceFilter("state", _("State"), choices=TypicalState.choices),
        district_filter("employer__division_code"),
        DateRangeFilter("selected_on", _("Selected on")),
        NumberRangeFilter("reach", _("Reaches")),
    )
    search_label = _("Employer or reason")
    default_sort = "-reach"
    empty = EmptyState(
        _("No typical employers yet"),
        _("Select employers whom others listen to, train them, and record to whom they pass the message."),
        _("Select an employer"),
        "network:select_typical_employer",
        KEEP_NETWORK,
    )

    def search(self, queryset: QuerySet[TypicalEmployer], text: str) -> QuerySet[TypicalEmployer]:
        """Find by part of the employer's name or of the reason."""
        return queryset.filter(Q(employer__name__icontains=text) | Q(why__icontains=text))


class TieTable(Table[Tie]):
    """Ties between employers."""

    key = "network.ties"
    title = _("Ties")
    columns = (
        Column(
            "from_employer",
            _("From employer"),
            sort="from_employer__name",
            primary=True,
            link=to_page("network:tie"),
        ),
        Column("kind", _("Kind"), sort="kind"),
        Column("to_employer", _("To employer"), sort="to_employer__name"),
        Column("since", _("Since"), kind="date", sort="since"),
        Column("ended_on", _("Ended on"), kind="date", sort="ended_on"),
    )
    filters = (
        ChoiceFilter("kind", _("Kind"), choices=TieKind.choices),
        BooleanFilter(
            "open",
            _("Still holds"),
            narrow_by=lambda found, wanted: (
                found.filter(ended_on=None) if wanted else found.exclude(ended_on=None)
            ),
        ),
        DateRangeFilter("since", _("Since")),
    )
    search_label = _("Employer")
    default_sort = "-since"
    empty = EmptyState(
        _("No ties yet"),
        _("Who passes the message to whom, who belongs to the same chain, who supplies whom."),
        _("Record a tie"),
        "network:add_tie",
        KEEP_NETWORK,
    )

    def search(self, queryset: QuerySet[Tie], text: str) -> QuerySet[Tie]:
        """Find by part of either employer's name."""
        return queryset.filter(Q(from_employer__name__icontains=text) | Q(to_employer__name__icontains=text))


class AdvocateTable(Table[Advocacy]):
    """Employers who advocate the recommendation, with their part in the network."""

    key = "network.advocates"
    title = _("Advocates")
    columns = (
        Column(
            "employer",
            _("Employer"),
            sort="employer__name",
            primary=True,
            link=to_page("members:employer", "employer_id"),
        ),
        district_column("employer__division_code"),
        Column("way", _("How"), sort="way"),
        Column("since", _("Since"), kind="date", sort="since"),
        Column("is_typical", _("Typical employer"), kind="boolean", sort="is_typical"),
        Column("state", _("State"), kind="state", sort="state", optional=True),
    )
    filters = (
        ChoiceFilter("way", _("How"), choices=AdvocacyWay.choices),
        district_filter("employer__division_code"),
        BooleanFilter("is_typical", _("Typical employer")),
        DateRangeFilter("since", _("Since")),
    )
    search_label = _("Employer")
    default_sort = "-since"
    empty = EmptyState(
        _("No advocates yet"),
        _("Employers who advocate the recommendation are recorded with the code of conduct."),
    )

    def search(self, queryset: QuerySet[Advocacy], text: str) -> QuerySet[Advocacy]:
        """Find by part of the employer's name."""
        return queryset.filter(employer__name__icontains=text)
