"""Lists of the register: employers, imports, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.divisions import district_choices, division_name
from safe_employment.kit.marks import Mark
from safe_employment.kit.navigation import address
from safe_employment.kit.tables import (
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    NumberRangeFilter,
    Table,
)
from safe_employment.members import search
from safe_employment.members.models import (
    Contact,
    Correction,
    CorrectionState,
    Employer,
    EmployerKind,
    ImportBatch,
    ImportState,
    SizeClass,
    Standing,
    Workplace,
)
from safe_employment.members.places import SECTIONS, in_sections, section_name
from safe_employment.members.policies import EXPORT_EMPLOYERS, IMPORT_EMPLOYERS
from safe_employment.members.presentation import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.marks import Tone

# No further than a person would page: counting 150,000 takes longer than showing them.
COUNTED = 5_000
STANDING_TONES: dict[str, Tone] = {
    Standing.APPLICANT: "waiting",
    Standing.MEMBER: "good",
    Standing.SUSPENDED: "attention",
    Standing.LEFT: "ended",
}
IMPORT_TONES: dict[str, Tone] = {
    ImportState.UPLOADED: "waiting",
    ImportState.READING: "active",
    ImportState.READY: "attention",
    ImportState.CONFIRMED: "good",
    ImportState.UNDONE: "ended",
    ImportState.FAILED: "urgent",
    ImportState.DISCARDED: "ended",
}
CORRECTION_TONES: dict[str, Tone] = {
    CorrectionState.PROPOSED: "attention",
    CorrectionState.APPROVED: "good",
    CorrectionState.DECLINED: "ended",
    CorrectionState.WITHDRAWN: "ended",
}


def _tags_of(by: Actor) -> list[tuple[str, str]]:
    tagged = Employer.objects.filter(association=by.home, tags__len__gt=0).order_by()
    tags = sorted({tag for tags in tagged.values_list("tags", flat=True)[:2000] for tag in tags})
    return [(tag, tag) for tag in tags]


class EmployerTable(Table[Employer]):
    """The register."""

    key = "members.employers"
    title = _("Employers")
    columns = (
        Column(
            "name",
            _("Name"),
            sort="name",
            primary=True,
            link=lambda row, by: address(by, "members:employer", pk=row.pk),
        ),
        Column("standing", _("Standing"), kind="state", tones=STANDING_TONES),
        Column("district", _("District"), value=lambda row: division_name(row.division_code)),
        Column(
            "industry", _("Industry"), value=lambda row: row.industry_text or section_name(row.industry_code)
        ),
        Column("staff", _("Staff"), kind="number", sort="staff"),
        Column("women", _("Women"), kind="number", sort="women"),
        Column("number", _("Member number"), kind="code", value="member_number", sort="number"),
        Column("code", _("Registration code"), kind="code", optional=True),
        Column("kind", _("Kind"), optional=True),
        Column("size_class", _("Size"), optional=True),
        Column("legal_representative", _("Legal representative"), optional=True),
        Column("phone", _("Phone"), kind="code", value="first_phone", optional=True),
        Column("address", _("Address"), value="main_address", optional=True),
        Column("founded_on", _("Founded"), kind="date", optional=True),
        Column("joined_on", _("Joined"), kind="date", sort="joined_on", optional=True),
        Column("tags", _("Tags"), value=lambda row: listed(row.tags), optional=True),
        Column("other_names", _("Other names"), value=lambda row: listed(row.other_names), optional=True),
    )
    filters = (
        ChoiceFilter("district", _("District"), field="division_code", choices=district_choices),
        ChoiceFilter("kind", _("Kind"), choices=EmployerKind.choices),
        ChoiceFilter("industry", _("Industry"), choices=list(SECTIONS.items()), narrow_by=in_sections),
        ChoiceFilter("standing", _("Standing"), choices=Standing.choices),
        ChoiceFilter("size", _("Size"), field="size_class", choices=SizeClass.choices),
        NumberRangeFilter("staff", _("Staff")),
        DateRangeFilter("joined", _("Joined"), field="joined_on"),
        ChoiceFilter(
            "tag", _("Tag"), choices=_tags_of, narrow_by=lambda rows, tags: rows.filter(tags__overlap=tags)
        ),
    )
    search_label = _("Part of a name, initials, code or phone")
    default_sort = "name"
    count_limit = COUNTED
    export_permission = EXPORT_EMPLOYERS
    empty = EmptyState(
        _("No employers yet"),
        _("The register of members will stand here. Begin with the list that the association has, as it is."),
        action_label=_("Import a register"),
        action_route="members:import_upload",
        permission=IMPORT_EMPLOYERS,
    )

    def search(self, queryset: QuerySet[Employer], text: str) -> QuerySet[Employer]:
        """Find by a part of a name, pinyin initials, code, phone, or the member number."""
        if text.isdecimal() and len(text) == 6 and text.startswith("0"):
            return queryset.filter(number=int(text))
        return search.matching(queryset, text)

    def rows(self, page: QuerySet[Employer]) -> Sequence[Employer]:
        """Add the first phone and the main address, in the same query and for these rows only.

        What is selected is worked out for the rows of the pages before, too; so the page is found first.
        """
        own = {"employer": OuterRef("pk")}
        phones = Contact.objects.filter(**own).exclude(phone="").order_by("pk").values("phone")
        places = Workplace.objects.filter(**own).order_by("-is_main", "pk").values("address")
        order = page.query.order_by or ("name", "pk")
        found = Employer.objects.filter(pk__in=page.values("pk")).order_by(*order)
        return list(
            found.defer("search_text", "search_grams").annotate(
                first_phone=Subquery(phones[:1]), main_address=Subquery(places[:1])
            )
        )


class ImportTable(Table[ImportBatch]):
    """Imports, the latest first."""

    key = "members.imports"
    title = _("Imports")
    columns = (
        Column(
            "file_name",
            _("File"),
            primary=True,
            sort="file_name",
            link=lambda row, by: address(by, "members:import", pk=row.pk),
        ),
        Column("state", _("State"), kind="state", tones=IMPORT_TONES, sort="state"),
        Column("rows", _("Rows"), kind="number", value=lambda row: row.counts.get("rows")),
        Column("created", _("New employers"), kind="number", value=lambda row: _written(row, "created")),
        Column("uploaded_by", _("Uploaded by")),
        Column("created_at", _("Uploaded"), kind="datetime", sort="created_at"),
        Column("confirmed_at", _("Confirmed"), kind="datetime", sort="confirmed_at"),
    )
    filters = (ChoiceFilter("state", _("State"), choices=ImportState.choices),)
    default_sort = "-created_at"
    empty = EmptyState(
        _("No imports yet"),
        _("Each list that was brought into the register will stand here, with what it did."),
        action_label=_("Import a register"),
        action_route="members:import_upload",
        permission=IMPORT_EMPLOYERS,
    )


def _written(batch: ImportBatch, name: str) -> int | None:
    found: int | None = batch.counts.get("written", {}).get(name)
    return found


class CorrectionTable(Table[Correction]):
    """What employers correct in their own records."""

    key = "members.corrections"
    title = _("Corrections")
    columns = (
        Column(
            "employer",
            _("Employer"),
            primary=True,
            sort="employer__name",
            link=lambda row, by: address(by, "members:correction", pk=row.pk),
        ),
        Column("state", _("State"), kind="state", tones=CORRECTION_TONES),
        Column("what", pgettext_lazy("a correction", "What"), value=lambda row: labels_of(row.values)),
        Column("proposed_by", _("Proposed by")),
        Column("created_at", _("Proposed"), kind="datetime", sort="created_at"),
        Column("decided_by", _("Decided by"), optional=True),
    )
    filters = (ChoiceFilter("state", _("State"), choices=CorrectionState.choices),)
    default_sort = "-created_at"
    empty = EmptyState(
        _("No corrections"),
        _("When an employer corrects its own record in the portal, the proposal waits here for you."),
    )


def labels_of(names: Iterable[str]) -> str:
    """Return the names of facts in words."""
    return listed(str(Employer._meta.get_field(name).verbose_name) for name in names)  # type: ignore[union-attr]


def standing_mark(employer: Employer) -> Mark:
    """Return the standing as a word and a shape."""
    return Mark(employer.get_standing_display(), STANDING_TONES[employer.standing])


def correction_mark(correction: Correction) -> Mark:
    """Return how far a correction is as a word and a shape."""
    return Mark(correction.get_state_display(), CORRECTION_TONES[correction.state])
