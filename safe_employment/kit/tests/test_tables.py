"""Lists: only what is declared is read from an address, everything is paged, sheets run nothing."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any, ClassVar

import pytest
from django.db.models import QuerySet
from django.http import FileResponse, QueryDict
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from python_calamine import CalamineWorkbook

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.marks import Mark
from safe_employment.kit.models import AuditEntry, PartnerAgency, SavedView
from safe_employment.kit.models.associations import AgencyKind
from safe_employment.kit.policies import INVITE_PEOPLE
from safe_employment.kit.tables import (
    BooleanFilter,
    ChoiceFilter,
    Column,
    DateRangeFilter,
    EmptyState,
    NumberRangeFilter,
    Table,
    list_page,
)
from safe_employment.kit.tables.listing import Listing
from safe_employment.kit.tables.reading import read
from safe_employment.kit.tables.saved_views import remove_view, save_view
from safe_employment.kit.tests.actors import signed_in

KINDS = ["labour", "police", "women", "education", "union"]


def address(row: PartnerAgency, _by: Actor) -> str:
    return f"/{row.pk}"


def named_in_english(queryset: QuerySet[Any], wanted: bool) -> QuerySet[Any]:
    return queryset.exclude(name_en="") if wanted else queryset.filter(name_en="")


class AgencyTable(Table[PartnerAgency]):
    key = "kit.agency_list"
    title = "Agencies"
    columns: ClassVar = [
        Column(
            "name", "Name", value="name_zh", sort="name_zh", primary=True, link=lambda row, by: f"/{row.pk}"
        ),
        Column("kind", "Kind", kind="state", sort="kind", tones={"police": "urgent"}),
        Column("created_at", "Created", kind="datetime"),
        Column("number", "Number", kind="number", value="pk", sort="pk"),
        Column("name_en", "English", optional=True),
    ]
    filters: ClassVar = [
        ChoiceFilter("kind", "Kind", choices=[(kind, kind.title()) for kind in KINDS]),
        DateRangeFilter("created", "Created", field="created_at__date"),
        NumberRangeFilter("number", "Number", field="pk"),
        BooleanFilter("english", "Has an English name", narrow_by=named_in_english, is_far=True),
    ]
    search_label = "Name"
    default_sort = "name"
    page_size = 25
    empty = EmptyState("No agencies yet", "Those you work with appear here.")

    def search(self, queryset: QuerySet[PartnerAgency], text: str) -> QuerySet[PartnerAgency]:
        return queryset.filter(name_zh__icontains=text)


@pytest.fixture
def agencies(manager: Actor) -> QuerySet[PartnerAgency]:
    PartnerAgency.objects.bulk_create(
        PartnerAgency(
            association=manager.home,
            name_zh=f"单位{number:03}",
            name_en="=1+1" if number == 0 else "",
            kind=KINDS[number % len(KINDS)],
        )
        for number in range(60)
    )
    return PartnerAgency.objects.filter(association=manager.home)


def listing(by: Actor, queryset: QuerySet[PartnerAgency], query: str = "") -> Listing:
    table = AgencyTable(by)
    return Listing(table, read(table, QueryDict(query)), queryset, "/list/")


def names(found: Listing) -> list[str]:
    return [next(part for part in re.split("<[^>]*>", row) if part) for row in found.rows]


def test_pages_never_overlap_and_cover_everything(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    seen = [
        name for page in (1, 2, 3) for name in names(listing(manager, agencies, f"sort=kind&page={page}"))
    ]
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize(
    "query", ["sort=kind", "sort=-kind", "sort=-number", "kind=police&sort=name", "q=单位00"]
)
def test_a_late_page_is_read_from_the_end_and_is_the_same(
    manager: Actor, agencies: QuerySet[PartnerAgency], query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AgencyTable, "page_size", 7)
    whole = [str(row.name_zh) for row in listing(manager, agencies, query).found]
    pages = range(1, -(-len(whole) // 7) + 1)
    paged = [name for page in pages for name in names(listing(manager, agencies, f"{query}&page={page}"))]
    assert paged == whole


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 60),
        ("kind=police", 12),
        ("kind=police&kind=union", 24),
        ("kind=nonsense", 60),
        ("kind=police&kind=nonsense", 12),
        ("english=yes", 1),
        ("english=maybe", 60),
        ("created_from=2999-01-01", 0),
        ("created_from=yesterday", 60),
        ("created_from=2026-02-31", 60),
        ("number_from=NaN&number_to=1e99", 60),
        ("q=单位00", 10),
        ("q=%00", 60),
        ("association=999&pk=1&name_zh__contains=x", 60),
        ("page=-1", 60),
        ("page=99999999999", 60),
        ("page=二", 60),
        ("sort=association__slug", 60),
        ("size=1000000", 60),
        ("columns=password", 60),
    ],
)
def test_only_what_is_declared_is_read(
    manager: Actor, agencies: QuerySet[PartnerAgency], query: str, count: int
) -> None:
    found = listing(manager, agencies, query)
    assert found.total == count
    assert len(found.rows) == min(25, count)
    assert [column.key for column in found.columns] == ["name", "kind", "created_at", "number"]


def test_a_search_is_cut_at_a_hundred_signs(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    assert len(listing(manager, agencies, f"q={'长' * 5000}").reading.text) == 100


def test_order_by_a_column_and_back(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    found = listing(manager, agencies)
    assert found.headers[0].order == "ascending"
    assert found.headers[0].url == "/list/?sort=-name"
    assert names(listing(manager, agencies, "sort=-name"))[0] == "单位059"
    assert found.headers[2].url == ""


def test_back_is_the_whole_order_turned_round(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    there, back = (names(listing(manager, agencies, f"sort={sign}kind&size=100")) for sign in ("", "-"))
    assert there == back[::-1]


@pytest.mark.parametrize("far", ["q=单位", "english=no", "kind=police&kind=union&english=no"])
def test_what_is_looked_up_elsewhere_may_be_counted_less_far(
    far: str, manager: Actor, agencies: QuerySet[PartnerAgency], monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = listing(manager, agencies, f"{far}&page=2&size=25").total
    monkeypatch.setattr(AgencyTable, "search_limit", 10)
    found = listing(manager, agencies, f"{far}&page=2&size=25")
    assert (exact > 10, found.total, found.is_exact) == (True, 10, False)
    found = listing(manager, agencies, "number_from=0")
    assert (found.total, found.is_exact) == (60, True)


def test_a_chip_removes_its_own_value_only(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    found = listing(manager, agencies, "kind=police&kind=union&q=单位&page=2&size=50")
    urls = {chip.text: chip.url for chip in found.chips}
    assert set(urls) == {"单位", "Police", "Union"}
    assert urls["Police"] == "/list/?q=%E5%8D%95%E4%BD%8D&kind=union&size=50"


def test_a_page_beyond_the_end_is_the_last(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    found = listing(manager, agencies, "page=7")
    assert (found.page, found.first_row, found.last_row) == (3, 51, 60)


def test_a_huge_list_is_counted_up_to_the_bound_only(
    manager: Actor, agencies: QuerySet[PartnerAgency], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safe_employment.kit.tables.table.Table.count_limit", 40)
    found = listing(manager, agencies)
    assert (found.total, found.is_exact) == (40, False)


def test_a_state_is_a_word_and_a_shape(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    police = next(row for row in listing(manager, agencies).rows if "mark-urgent" in row)
    assert str(AgencyKind.POLICE.label) in police
    assert "mark-diamond" in police


def test_text_of_a_record_is_escaped(manager: Actor) -> None:
    PartnerAgency.objects.create(association=manager.home, name_zh="<script>alert(1)</script>", kind="other")
    cell = str(listing(manager, PartnerAgency.objects.all()).rows[0])
    assert "<script>" not in cell
    assert "&lt;script&gt;" in cell


def request_of(by: Actor, query: str = "", **headers: str) -> Any:
    request: Any = RequestFactory().get(f"/list/?{query}", headers=headers)
    request.actor, request.user = by, by.person
    return request


def test_htmx_gets_the_list_alone_and_its_address(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    request = request_of(manager, "kind=police&kind=&q=&junk=1", hx_target="listing")
    response = list_page(request, AgencyTable, agencies, "kit/style.html")
    html = response.content.decode()  # type: ignore[attr-defined]
    assert response.headers["HX-Push-Url"] == "/list/?kind=police"
    assert html.lstrip().startswith('<section id="listing"')
    assert 'aria-sort="ascending"' in html
    assert "<html" not in html


def test_nothing_at_all_is_told_from_no_match(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    def shown(query: str, queryset: QuerySet[PartnerAgency]) -> str:
        with translation.override("en"):
            response = list_page(
                request_of(manager, query, hx_target="listing"), AgencyTable, queryset, "kit/style.html"
            )
        return response.content.decode()  # type: ignore[attr-defined,no-any-return]

    assert "No agencies yet" in shown("", agencies.none())
    assert "No agencies yet" in shown("q=nothing", agencies.none())
    no_match = shown("q=nothing", agencies)
    assert "No agencies yet" not in no_match
    assert "Nothing matches" in no_match


def test_a_list_takes_three_queries_beside_the_bell(
    manager: Actor, agencies: QuerySet[PartnerAgency], django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(4):
        list_page(request_of(manager, "kind=police", hx_target="listing"), AgencyTable, agencies, "x.html")


def test_a_whole_page_with_a_list_keeps_its_query_budget(
    manager: Actor, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(manager)
    address = reverse("kit:style", kwargs={"association": "kunming"})
    browser.get(address)
    with django_assert_max_num_queries(9):  # four are the frame: session, person, roles, bell
        assert browser.get(address).status_code == 200


def sheet(response: Any) -> list[list[Any]]:
    assert isinstance(response, FileResponse)
    content = io.BytesIO(b"".join(response))
    return CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()


def test_the_sheet_holds_all_pages_and_runs_nothing(
    manager: Actor, agencies: QuerySet[PartnerAgency]
) -> None:
    request = request_of(manager, "export=xlsx&columns=name,name_en,created_at,number&q=单位")
    rows = sheet(list_page(request, AgencyTable, agencies, "x.html"))
    assert rows[0] == ["Name", "Created", "Number", "English"]
    assert len(rows) == 61
    assert rows[1][3] == "=1+1"
    assert isinstance(rows[1][1], datetime)
    assert rows[1][2] == agencies.order_by("name_zh")[0].pk
    entry = AuditEntry.objects.latest("pk")
    assert entry.action == "kit.agency_list.export"
    assert entry.details == {"rows": 60, "filters": [], "searched": True}


def test_no_cell_of_a_sheet_is_a_formula(manager: Actor, agencies: QuerySet[PartnerAgency]) -> None:
    import zipfile

    request = request_of(manager, "export=xlsx&columns=name,name_en")
    response = list_page(request, AgencyTable, agencies, "x.html")
    content = io.BytesIO(b"".join(response))
    assert b"<f>" not in zipfile.ZipFile(content).read("xl/worksheets/sheet1.xml")


def test_a_guarded_sheet_is_hidden(
    trainer: Actor, agencies: QuerySet[PartnerAgency], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AgencyTable, "export_permission", INVITE_PEOPLE)
    assert listing(trainer, agencies).export_url == ""
    with pytest.raises(Hidden):
        list_page(request_of(trainer, "export=xlsx"), AgencyTable, agencies, "x.html")


def test_dates_are_sheet_dates_in_local_time() -> None:
    row = type("Row", (), {"at": datetime(2026, 1, 1, 20, 0, tzinfo=UTC)})()
    assert Column("at", "At").sheet_value(row) == datetime(2026, 1, 2, 4, 0)  # noqa: DTZ001 - Shanghai


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("number", 1234567, "1,234,567"),
        ("money", 1234.5, "1,234.50"),
        ("percent", 12.34, "12.3%"),
        ("text", True, "Yes"),
        ("state", Mark("Open", "active"), "Open"),
    ],
)
def test_values_are_written_for_people(manager: Actor, kind: Any, value: object, written: str) -> None:
    column = Column("x", "X", kind=kind, value=lambda row: value)
    with translation.override("en"):
        assert written in column.html(object(), manager)


def test_a_view_is_saved_under_its_name_once_and_only_for_its_person(manager: Actor, clerk: Actor) -> None:
    save_view(by=manager, table="t", name=" 餐饮  企业 ", query="kind=police")
    view = save_view(by=manager, table="t", name="餐饮 企业", query="kind=union")
    assert SavedView.objects.get() == view
    assert view.query == "kind=union"
    with pytest.raises(Hidden):
        remove_view(by=clerk, view=view.pk)
    remove_view(by=manager, view=view.pk)
    assert not SavedView.objects.exists()
    assert AuditEntry.objects.filter(action__in=["kit.save_view", "kit.remove_view"]).count() == 3


@pytest.mark.parametrize(
    ("name", "query", "code"), [(" ", "", "VIEW_NAME_MISSING"), ("x", "q" * 2001, "VIEW_TOO_LONG")]
)
def test_a_view_that_cannot_be_saved(manager: Actor, name: str, query: str, code: str) -> None:
    with pytest.raises(ProgrammeError, match=code):
        save_view(by=manager, table="t", name=name, query=query)


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "/\\evil.example"]
)
def test_saving_a_view_never_leads_elsewhere(manager: Actor, back: str) -> None:
    response = signed_in(manager).post(
        reverse("kit:save_view", kwargs={"association": "kunming"}),
        {"table": "t", "name": "n", "query": "kind=police", "back": back},
    )
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("kit:home")
