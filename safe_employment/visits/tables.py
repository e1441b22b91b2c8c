"""The list of visits. A sealed visit is listed by its number and state only, for everyone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.tables import SEARCHED, number_in
from safe_employment.kit.navigation import address
from safe_employment.kit.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    Table,
    page_of_rows,
    to_page,
)
from safe_employment.members.queries import employers_named
from safe_employment.visits import policies
from safe_employment.visits.models import (
    SEALED,
    CancelRequest,
    CancelState,
    Origin,
    Outcome,
    Visit,
    VisitState,
)
from safe_employment.visits.queries import REPORT_IS_DUE, listed
from safe_employment.visits.timeline import report_mark

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor


def _employer(row: Visit) -> str:
    return gettext("Sealed: open the visit to see") if row.is_sealed else str(row.employer)


def _employer_page(row: Visit, by: Actor) -> str:
    return "" if row.is_sealed else address(by, "members:employer", pk=row.employer_id)


def _due(queryset: QuerySet[Visit], _values: list[str]) -> QuerySet[Visit]:
    return queryset.filter(REPORT_IS_DUE)


def _to_be_cancelled(queryset: QuerySet[Visit], _values: list[str]) -> QuerySet[Visit]:
    waiting = CancelRequest.objects.filter(state=CancelState.ASKED)
    return queryset.filter(pk__in=waiting.values("visit"))


def _by_employer(by: Actor, page: QuerySet[Visit]) -> list[int]:
    """Return the keys of a page in the order of `shown_employer`, without working it out for every visit.

    What is sealed shows no name and stands at one end, in the order of the keys; of the rest only as many
    are read as the page needs, in the order of the employers' names.
    """
    start, stop = page.query.low_mark, page.query.high_mark
    sign = "-" if page.query.order_by[0] == "-shown_employer" else ""
    every = page.all()
    every.query.clear_limits()
    sealed = every.filter(state__in=SEALED).order_by(f"{sign}pk")
    # The employers' association is told, too: their index has it before the name.
    open_ones = every.exclude(state__in=SEALED).filter(employer__association=by.association)
    open_ones = open_ones.order_by(f"{sign}employer__name", f"{sign}pk")
    first, second = (open_ones, sealed) if sign else (sealed, open_ones)
    keys = list(first.values_list("pk", flat=True)[start:stop])
    if stop is None or len(keys) < stop - start:
        before = start + len(keys) if keys else first.order_by().count()
        rest = second.values_list("pk", flat=True)
        keys += rest[max(0, start - before) : None if stop is None else stop - before]
    return keys


class VisitTable(Table[Visit]):
    """Visits, the latest planned first."""

    key = "visits.visits"
    title = pgettext_lazy("the room", "Visits")
    columns = (
        Column(
            "reference", _("Reference number"), kind="code", sort="number", primary=True,
            link=to_page("visits:visit"),
        ),
        Column("employer", _("Employer"), value=_employer, sort="shown_employer", link=_employer_page),
        Column("state", _("State"), kind="state", sort="state"),
        Column("outcome", _("Outcome"), sort="outcome"),
        Column("visited_on", _("Visited on"), kind="date", sort="visited_on"),
        Column(
            "report", _("Report"), kind="state", value=lambda row: report_mark(row, timezone.localdate())
        ),
        Column("reported_on", _("Reported on"), kind="date", sort="reported_on", optional=True),
        Column("reviewed_on", _("Reviewed on"), kind="date", sort="reviewed_on", optional=True),
        Column("origin", _("Origin"), sort="origin", optional=True),
        Column("closed_on", _("Closed on"), kind="date", sort="closed_on", optional=True),
        Column("on_paper", _("From paper"), kind="boolean", optional=True),
    )  # fmt: skip
    filters = (
        ChoiceFilter("state", _("State"), choices=VisitState.choices),
        ChoiceFilter("outcome", _("Outcome"), choices=Outcome.choices),
        ChoiceFilter("due", _("Report due"), choices=[("report", _("Report due"))], narrow_by=_due),
        ChoiceFilter(
            "cancelling", _("To be cancelled"), choices=[("asked", _("Asked, to be decided"))],
            narrow_by=_to_be_cancelled,
        ),
        ChoiceFilter("origin", _("Origin"), choices=Origin.choices),
        DateRangeFilter("visited", _("Visited on"), field="visited_on"),
        DateRangeFilter("reported", _("Reported on"), field="reported_on"),
    )  # fmt: skip
    search_label = _("Number, or employer of a visit that was made")
    search_limit = SEARCHED
    default_sort = "-reference"
    export_permission = policies.EXPORT_VISITS
    empty = EmptyState(
        _("No visits yet"),
        _("Unannounced visits appear here once the team has set out; until then they are sealed."),
        _("Plan a visit"),
        "visits:plan",
        policies.PLAN_VISITS,
    )

    def search(self, queryset: QuerySet[Visit], text: str) -> QuerySet[Visit]:
        """Find by number, or by words of an employer whose visit was released."""
        number = number_in(text, "V")
        if number is not None:
            return queryset.filter(number=number)
        return queryset.filter(released_at__isnull=False, employer__in=employers_named(self.by, text))

    def rows(self, page: QuerySet[Visit]) -> list[Visit]:
        """Complete the rows of the page, and of none before it."""
        every = listed(Visit.objects.all())
        if page.query.order_by[:1] not in {("shown_employer",), ("-shown_employer",)}:
            return page_of_rows(page, every)
        keys = _by_employer(self.by, page)
        rows = every.in_bulk(keys)
        return [rows[key] for key in keys if key in rows]
