"""The list of screenings. It cannot be taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.engines.screening import NextStep, wording
from safe_employment.kit.tables import ChoiceFilter, Column, DateRangeFilter, EmptyState, Table, to_page
from safe_employment.members.models import Employer
from safe_employment.screenings.languages import said
from safe_employment.screenings.models import Age, Outcome, Screening, Source, State, UrgentRecord
from safe_employment.screenings.policies import EXPORT_SCREENINGS, KEEP_SCREENINGS
from safe_employment.screenings.presentation import step_mark
from safe_employment.screenings.queries import screenings_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor


def _steps(by: Actor) -> list[tuple[str, str]]:  # noqa: ARG001 - the shape of choices
    return [(step.value, said(wording(step))) for step in reversed(NextStep)]


def _employers(by: Actor) -> list[tuple[int, str]]:
    screened = screenings_for(by).order_by().values("employer")
    return list(Employer.objects.filter(pk__in=screened).order_by("name").values_list("pk", "name")[:200])


class ScreeningTable(Table[Screening]):
    """Screenings, the most urgent first."""

    key = "screenings.screenings"
    title = _("Screenings")
    columns = (
        Column(
            "number",
            pgettext_lazy("serial number", "Number"),
            value=str,
            sort="number",
            primary=True,
            link=to_page("screenings:screening"),
        ),
        Column("pseudonym", _("Name for the person")),
        Column(
            "urgency", _("Next step"), kind="state", value=lambda row: step_mark(row.step), sort="urgency"
        ),
        Column("state", _("State"), kind="state", sort="state"),
        Column("employer", _("Employer"), sort="employer__name"),
        Column("age", _("Age when it happened"), optional=True),
        Column("source", _("Opened upon"), sort="source", optional=True),
        Column(
            "opened_at",
            _("Opened on"),
            kind="date",
            value=lambda row: timezone.localdate(row.opened_at),
            sort="opened_at",
        ),
        Column("outcome", _("Conclusion"), sort="outcome", optional=True),
    )
    filters = (
        ChoiceFilter("state", _("State"), choices=State.choices),
        ChoiceFilter("step", _("Next step"), field="next_step", choices=_steps),
        ChoiceFilter("employer", _("Employer"), field="employer_id", choices=_employers),
        ChoiceFilter("source", _("Opened upon"), choices=Source.choices),
        ChoiceFilter("age", _("Age when it happened"), choices=Age.choices),
        ChoiceFilter("outcome", _("Conclusion"), choices=Outcome.choices),
        DateRangeFilter("opened", _("Opened on"), field="opened_at__date"),
    )
    search_label = _("Number, name for the person, or employer")
    default_sort = "-urgency"
    export_permission = EXPORT_SCREENINGS
    empty = EmptyState(
        _("No screenings yet"),
        _(
            "When a check of the books raises a sign, or someone tells you something, open a screening: "
            "questions by the ILO's indicators, readable by case officers alone."
        ),
        _("Open a screening"),
        "screenings:open_screening",
        KEEP_SCREENINGS,
    )

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Find by number, the name given to the person, or the employer's name."""
        figures = text.upper().removeprefix("SC-").lstrip("0")
        wanted = Q(pseudonym__icontains=text) | Q(employer__name__icontains=text)
        if figures.isascii() and figures.isdigit() and len(figures) < 9:
            wanted |= Q(number=int(figures))
        return queryset.filter(wanted)


class UrgentTable(Table[UrgentRecord]):
    """Urgent records, what nobody has taken first."""

    key = "screenings.urgent"
    title = _("Urgent records")
    columns = (
        Column(
            "number",
            pgettext_lazy("serial number", "Number"),
            value=str,
            sort="number",
            primary=True,
            link=to_page("screenings:urgent"),
        ),
        Column("taken", _("Taken"), kind="state", value="mark"),
        Column("step", _("Next step"), kind="state", value=lambda row: step_mark(row.screening.step)),
        Column("opened_at", _("Opened on"), kind="date", sort="opened_at"),
        Column("acknowledged_by", _("Taken by")),
        Column("reminders", _("Reminders"), kind="number"),
    )
    filters = ()
    export_permission = EXPORT_SCREENINGS
    empty = EmptyState(
        _("No urgent records"),
        _("When the answers of a screening point to forced labour or trafficking, it stands here."),
    )
