"""Lists of versions, signatures, lists, advocates, copies, and members who have not signed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct import policies
from safe_employment.conduct.models import (
    Advocacy,
    AdvocacyState,
    AdvocacyWay,
    Article,
    Audience,
    CodeVersion,
    CopyDistribution,
    Document,
    ListState,
    Recommendation,
    RecordState,
    Signature,
    SignatureList,
    SignatureState,
    SignatureWay,
    TextState,
)
from safe_employment.kit.tables import (
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
from safe_employment.members import search
from safe_employment.members.models import Employer, SizeClass
from safe_employment.members.places import SECTIONS, in_sections, section_name

if TYPE_CHECKING:
    from django.db.models import QuerySet


def _of_employers(records: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Return the records whose employer is found by name, code or phone."""
    return records.filter(employer__in=search.matching(Employer.objects.all(), text).order_by().values("pk"))


class VersionTable(Table[CodeVersion]):
    """Versions of the code."""

    key = "conduct.versions"
    title = _("Versions of the code")
    columns = [
        Column(
            "number", _("Version"), sort="number", link=to_page("conduct:version"), primary=True, value=str
        ),
        Column("state", _("State"), kind="state", sort="state"),
        Column("published_on", _("In force from"), kind="date", sort="published_on"),
        Column("superseded_on", _("Until"), kind="date", sort="superseded_on"),
        Column("signed", _("Signatures"), kind="number", sort="signed"),
        Column("change_note", _("What is new")),
    ]
    filters = [
        ChoiceFilter("state", _("State"), choices=TextState.choices),
        DateRangeFilter("published", _("In force from"), field="published_on"),
    ]
    search_label = _("Words of the text")
    default_sort = "-number"
    empty = EmptyState(
        _("No code of conduct yet"),
        _("Publish the standard text, or draft your own: its versions will stand here."),
        action_label=_("Begin"),
        action_route="conduct:overview",
        permission=policies.WRITE_TEXTS,
    )

    def search(self, queryset: QuerySet[CodeVersion], text: str) -> QuerySet[CodeVersion]:
        found = Article.objects.filter(
            Q(title_zh__icontains=text)
            | Q(title_en__icontains=text)
            | Q(text_zh__icontains=text)
            | Q(text_en__icontains=text),
            version=OuterRef("pk"),
        )
        return queryset.filter(
            Exists(found)
            | Q(preamble_zh__icontains=text)
            | Q(preamble_en__icontains=text)
            | Q(change_note__icontains=text)
        )


class RecommendationTable(Table[Recommendation]):
    """Versions of the recommendation."""

    key = "conduct.recommendations"
    title = _("Versions of the recommendation")
    columns = [
        Column(
            "number",
            _("Version"),
            sort="number",
            link=to_page("conduct:recommendation"),
            primary=True,
            value=str,
        ),
        Column("state", _("State"), kind="state", sort="state"),
        Column("published_on", _("In force from"), kind="date", sort="published_on"),
        Column("superseded_on", _("Until"), kind="date", sort="superseded_on"),
    ]
    filters = [ChoiceFilter("state", _("State"), choices=TextState.choices)]
    search_label = _("Words of the text")
    default_sort = "-number"
    empty = EmptyState(
        _("No recommendation yet"),
        _("Publish the standard text, or draft your own."),
        action_label=_("Begin"),
        action_route="conduct:overview",
        permission=policies.WRITE_TEXTS,
    )

    def search(self, queryset: QuerySet[Recommendation], text: str) -> QuerySet[Recommendation]:
        return queryset.filter(
            Q(title_zh__icontains=text)
            | Q(title_en__icontains=text)
            | Q(text_zh__icontains=text)
            | Q(text_en__icontains=text)
        )


class SignatureTable(Table[Signature]):
    """Signatures of the code."""

    key = "conduct.signatures"
    title = _("Signatures of the code")
    columns = [
        Column(
            "employer", _("Employer"), sort="employer__name", link=to_page("conduct:signature"), primary=True
        ),
        Column("version", _("Version"), kind="number", sort="version__number", value="version__number"),
        Column("signed_on", _("Signed on"), kind="date", sort="signed_on"),
        Column("way", _("Way"), sort="way"),
        Column("signatory_name", _("Signatory"), sort="signatory_name"),
        Column("signatory_post", _("Post"), optional=True),
        district_column("employer__division_code", sortable=False),
        Column("reference", _("Certificate number"), kind="code", optional=True),
        Column("state", _("State"), kind="state", sort="state"),
    ]
    filters = [
        ChoiceFilter("state", _("State"), choices=SignatureState.choices),
        ChoiceFilter("way", _("Way"), choices=SignatureWay.choices),
        district_filter("employer__division_code"),
        DateRangeFilter("signed", _("Signed on"), field="signed_on"),
        NumberRangeFilter("version", _("Version"), field="version__number"),
    ]
    search_label = _("Employer, code or phone")
    default_sort = "-signed_on"
    export_permission = policies.EXPORT_CONDUCT
    empty = EmptyState(
        _("No one has signed yet"),
        _("Employers sign in the portal; what they sign on paper you record here."),
        action_label=_("Record a signature"),
        action_route="conduct:add_signature",
        permission=policies.RECORD_SIGNATURES,
    )

    def search(self, queryset: QuerySet[Signature], text: str) -> QuerySet[Signature]:
        return _of_employers(queryset, text)


class UnsignedTable(Table[Employer]):
    """Members who have not signed the version in force."""

    key = "conduct.unsigned"
    title = _("Members who have not signed")
    columns = [
        Column("name", _("Employer"), sort="name", link=to_page("members:employer"), primary=True),
        Column("member_number", _("Member number"), kind="code"),
        district_column(),
        Column(
            "trade", _("Industry"), value=lambda row: row.industry_text or section_name(row.industry_code)
        ),
        Column("staff", _("Staff"), kind="number", sort="staff"),
        Column("women", _("Women"), kind="number", sort="women", optional=True),
        Column("size_class", _("Size"), optional=True),
        Column("joined_on", _("Joined"), kind="date", sort="joined_on", optional=True),
    ]
    filters = [
        district_filter(),
        ChoiceFilter("trade", _("Industry"), choices=list(SECTIONS.items()), narrow_by=in_sections),
        ChoiceFilter("size", _("Size"), field="size_class", choices=SizeClass.choices),
        NumberRangeFilter("staff", _("Staff")),
    ]
    search_label = _("Name, code or phone")
    default_sort = "name"
    export_permission = policies.EXPORT_CONDUCT
    empty = EmptyState(
        _("Every member has signed"), _("Members who have not signed the version in force would stand here.")
    )

    def search(self, queryset: QuerySet[Employer], text: str) -> QuerySet[Employer]:
        return search.matching(queryset, text)


class ListTable(Table[SignatureList]):
    """Lists of paper signatures."""

    key = "conduct.lists"
    title = _("Lists of paper signatures")
    columns = [
        Column(
            "created_at",
            _("Brought in"),
            kind="datetime",
            sort="created_at",
            link=to_page("conduct:list"),
            primary=True,
        ),
        Column("file_name", _("File"), sort="file_name"),
        Column("version", _("Version"), kind="number", value="version__number", sort="version__number"),
        Column("rows", _("Rows"), kind="number", value=lambda row: len(row.rows)),
        Column("written", _("Signatures"), kind="number", sort="written"),
        Column("uploaded_by", _("By"), sort="uploaded_by__name"),
        Column("state", _("State"), kind="state", sort="state"),
    ]
    filters = [ChoiceFilter("state", _("State"), choices=ListState.choices)]
    default_sort = "-created_at"
    empty = EmptyState(
        _("No lists yet"),
        _("Paste or upload a list of employers who signed on paper."),
        action_label=_("Bring in a list"),
        action_route="conduct:add_list",
        permission=policies.RECORD_SIGNATURES,
    )


class AdvocacyTable(Table[Advocacy]):
    """Employers who advocate the recommendation."""

    key = "conduct.advocacies"
    title = _("Advocates of the recommendation")
    columns = [
        Column(
            "employer", _("Employer"), sort="employer__name", link=to_page("conduct:advocacy"), primary=True
        ),
        Column("since", _("Since"), kind="date", sort="since"),
        Column("way", _("How"), sort="way"),
        district_column("employer__division_code", sortable=False),
        Column("ended_on", _("Ended on"), kind="date", sort="ended_on", optional=True),
        Column("note", _("Note"), optional=True),
        Column("state", _("State"), kind="state", sort="state"),
    ]
    filters = [
        ChoiceFilter("state", _("State"), choices=AdvocacyState.choices),
        ChoiceFilter("way", _("How"), choices=AdvocacyWay.choices),
        district_filter("employer__division_code"),
        DateRangeFilter("since", _("Since")),
    ]
    search_label = _("Employer, code or phone")
    default_sort = "-since"
    export_permission = policies.EXPORT_CONDUCT
    empty = EmptyState(
        _("No advocates yet"),
        _("Employers who sign the recommendation in public, display it or pass it on stand here."),
        action_label=_("Record an advocate"),
        action_route="conduct:add_advocacy",
        permission=policies.RECORD_ADVOCACY,
    )

    def search(self, queryset: QuerySet[Advocacy], text: str) -> QuerySet[Advocacy]:
        return _of_employers(queryset, text)


class CopiesTable(Table[CopyDistribution]):
    """Copies handed out."""

    key = "conduct.copies"
    title = _("Copies handed out")
    columns = [
        Column(
            "text",
            _("Document"),
            link=to_page("conduct:copies"),
            primary=True,
            value=lambda row: str(row.text),
        ),
        Column("copies", _("Copies"), kind="number", sort="copies"),
        Column("handed_out_on", _("Handed out on"), kind="date", sort="handed_out_on"),
        Column("audience", _("Audience"), sort="audience"),
        district_column(),
        Column("place", _("Where"), sort="place"),
        Column("handed_out_by", _("Handed out by"), sort="handed_out_by", optional=True),
        Column("state", _("State"), kind="state", sort="state"),
    ]
    filters = [
        ChoiceFilter("document", _("Document"), choices=Document.choices),
        ChoiceFilter("audience", _("Audience"), choices=Audience.choices),
        district_filter(),
        ChoiceFilter("state", _("State"), choices=RecordState.choices),
        DateRangeFilter("on", _("Handed out on"), field="handed_out_on"),
    ]
    search_label = _("Where, or by whom")
    default_sort = "-handed_out_on"
    export_permission = policies.EXPORT_CONDUCT
    empty = EmptyState(
        _("No copies recorded yet"),
        _("Record how many copies of the code or the recommendation were handed out, when and to whom."),
        action_label=_("Record copies"),
        action_route="conduct:add_copies",
        permission=policies.RECORD_COPIES,
    )

    def search(self, queryset: QuerySet[CopyDistribution], text: str) -> QuerySet[CopyDistribution]:
        return queryset.filter(Q(place__icontains=text) | Q(handed_out_by__icontains=text))
