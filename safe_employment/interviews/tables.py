"""The lists of case studies and themes. No list shows or exports a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.interviews.models import AgeBand, CaseState, CaseStudy, Scope, Sector, Sex, Side, Theme
from safe_employment.interviews.policies import EXPORT_CASE_STUDIES, KEEP_CASE_STUDIES, KEEP_THEMES
from safe_employment.kit.marks import Mark
from safe_employment.kit.tables import (
    BooleanFilter,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    Table,
    to_page,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet


def consent_mark(case: CaseStudy) -> Mark:
    """Return whether consent holds."""
    return (
        Mark(_("Consent holds"), "good") if case.consent.is_valid else Mark(_("Consent withdrawn"), "ended")
    )


class CaseStudyTable(Table[CaseStudy]):
    """Case studies, by what is counted of them."""

    key = "interviews.case_studies"
    title = _("Case studies")
    columns = (
        Column(
            "number",
            pgettext_lazy("serial number", "Number"),
            value=str,
            sort="number",
            primary=True,
            link=to_page("interviews:case_study"),
        ),
        Column("interviewed_on", _("Told on"), kind="date", sort="interviewed_on"),
        Column("sector", _("Sector"), sort="sector"),
        Column("age_band", _("Age"), sort="age_band"),
        Column("sex", _("Sex"), sort="sex", optional=True),
        Column("consent", _("Consent"), kind="state", value=consent_mark, export=False),
        Column(
            "scope", _("They agree that we"), value="consent__scope", sort="consent__scope", optional=True
        ),
        Column("state", _("State"), kind="state", sort="state"),
    )
    filters = (
        ChoiceFilter("sector", _("Sector"), choices=Sector.choices),
        ChoiceFilter("age_band", _("Age"), choices=AgeBand.choices),
        ChoiceFilter("sex", _("Sex"), choices=Sex.choices),
        ChoiceFilter("state", _("State"), choices=CaseState.choices),
        ChoiceFilter("scope", _("They agree that we"), field="consent__scope", choices=Scope.choices),
        ChoiceFilter(
            "theme",
            _("Theme"),
            choices=lambda by: [
                (theme.pk, str(theme)) for theme in Theme.objects.filter(association=by.association)
            ],
            narrow_by=lambda found, values: found.filter(themes__in=values).distinct(),
        ),
        DateRangeFilter("interviewed_on", _("Told on")),
    )
    search_label = _("Number or invented name")
    default_sort = "-number"
    export_permission = EXPORT_CASE_STUDIES
    empty = EmptyState(
        _("No case studies yet"),
        _("What workers tell, with their consent. Without recorded consent nothing can be kept here."),
        _("Record a case study"),
        "interviews:add_case_study",
        KEEP_CASE_STUDIES,
    )

    def search(self, queryset: QuerySet[CaseStudy], text: str) -> QuerySet[CaseStudy]:
        """Find by number or invented name, never by words of a text."""
        figures = text.upper().removeprefix("CS-").lstrip("0")
        wanted = Q(invented_name__icontains=text)
        if figures.isascii() and figures.isdigit() and len(figures) < 9:
            wanted |= Q(number=int(figures))
        return queryset.filter(wanted)


class ThemeTable(Table[Theme]):
    """The codebook."""

    key = "interviews.themes"
    title = _("Codebook")
    columns = (
        Column(
            "name",
            _("Theme"),
            value=str,
            sort="name_zh",
            primary=True,
            link=to_page("interviews:theme"),
        ),
        Column("side", _("What it answers"), sort="side"),
        Column("times", _("Case studies"), kind="number", sort="times"),
        Column("is_retired", _("No longer used"), kind="boolean", sort="is_retired"),
    )
    filters = (
        ChoiceFilter("side", _("What it answers"), choices=Side.choices),
        BooleanFilter("is_retired", _("No longer used")),
    )
    search_label = _("Theme")
    default_sort = "-times"
    empty = EmptyState(
        _("The codebook is empty"),
        _("Themes make stories countable: why they migrated, how they were treated."),
        _("Add the usual themes"),
        "interviews:usual_themes",
        KEEP_THEMES,
    )

    def search(self, queryset: QuerySet[Any], text: str) -> QuerySet[Any]:
        """Find by part of a name."""
        return queryset.filter(Q(name_zh__icontains=text) | Q(name_en__icontains=text))
