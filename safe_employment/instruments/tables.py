"""The list of questionnaires."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.instruments import policies
from safe_employment.instruments.models import Instrument, InstrumentKind
from safe_employment.kit.marks import Mark
from safe_employment.kit.tables import ChoiceFilter, Column, EmptyState, Table, to_page

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _standing(row: Instrument) -> Mark:
    if getattr(row, "published", None):
        return Mark(str(_("In use")), "good")
    return (
        Mark(str(_("Draft only")), "waiting")
        if getattr(row, "drafts", 0)
        else Mark(str(pgettext_lazy("a questionnaire", "Retired")), "ended")
    )


class InstrumentTable(Table[Instrument]):
    """Questionnaires by title."""

    key = "instruments.instruments"
    title = _("Questionnaires")
    columns = (
        Column("title", _("Title"), primary=True, sort="title_zh", link=to_page("instruments:instrument")),
        Column("form_id", _("Form id"), kind="code", sort="form_id"),
        Column("kind", _("What it is for"), sort="kind"),
        Column("standing", _("State"), kind="state", value=_standing),
        Column("published", _("Version"), kind="code"),
        Column("questions", _("Questions"), kind="number", sort="questions"),
        Column("published_at", _("Published"), kind="datetime", sort="published_at", optional=True),
        Column("drafts", _("Drafts"), kind="number", sort="drafts", optional=True),
    )
    filters = (ChoiceFilter("kind", _("What it is for"), choices=InstrumentKind.choices),)
    search_label = _("Title or form id")
    default_sort = "form_id"
    export_permission = policies.SEE_INSTRUMENTS
    empty = EmptyState(
        _("No questionnaires yet"),
        _("Take in those that come with the programme, or upload an XLSForm of your own."),
        _("Upload a questionnaire"),
        "instruments:upload",
        policies.MANAGE_INSTRUMENTS,
    )

    def search(self, queryset: QuerySet[Instrument], text: str) -> QuerySet[Instrument]:
        """Find by part of a title or of the form id."""
        wanted = Q(title_zh__icontains=text) | Q(title_en__icontains=text) | Q(form_id__icontains=text)
        return queryset.filter(wanted)
