"""The pages that every room puts together: lists, records, forms and buttons with their commands."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, ClassVar

import pytest
from django import forms
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory
from django.utils import translation

from safe_employment.kit.divisions import division_name
from safe_employment.kit.errors import ErrorKind, Hidden, ProgrammeError
from safe_employment.kit.forms import OfficeForm
from safe_employment.kit.models import PartnerAgency
from safe_employment.kit.pages import (
    Action,
    FormWords,
    RoomPages,
    confirm_page,
    form_page,
    known,
    link_to,
    one_click,
    only,
    posted,
    record_page,
    removing,
    saving,
)
from safe_employment.kit.policies import MANAGE_AGENCIES, SEE_AGENCIES
from safe_employment.kit.queries import one_of, own_records
from safe_employment.kit.tables import Column, Table, district_column, district_filter, to_page

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association

TAKEN = ErrorKind("NAME_TAKEN", "“%(name)s” is taken.", "Choose another name.")
KIT = RoomPages("kit", (("agencies", "Agencies"), ("people", "People")))
BACK = "/a/kunming/agencies/"


class NameForm(OfficeForm):
    name = forms.CharField(label="Name")


class AgencyTable(Table[PartnerAgency]):
    key = "kit.test_pages"
    title = "Partner agencies"
    columns: ClassVar = [Column("name_zh", "Name", link=to_page("kit:agency"), primary=True)]


def request_of(by: Actor, sent: dict[str, str] | None = None) -> HttpRequest:
    make = RequestFactory()
    request: Any = make.get("/") if sent is None else make.post("/", sent)
    request.actor, request.user = by, by.person
    request.resolver_match = SimpleNamespace(url_name="agencies")
    request.htmx = False
    request._messages = CookieStorage(request)
    return request  # type: ignore[no-any-return]


def text_of(response: HttpResponseBase) -> str:
    """Return the page with its white space drawn together."""
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def said(request: HttpRequest) -> list[str]:
    return [str(message) for message in request._messages]  # type: ignore[attr-defined]


def call(**given: Any) -> str:
    if given.get("name") == "taken":
        raise ProgrammeError(TAKEN, {"name": "taken"}, field="name")
    return f"/made/{given.get('name', '')}/"


@pytest.fixture
def agency(kunming: Association) -> PartnerAgency:
    return PartnerAgency.objects.create(
        association=kunming, name_zh="昆明市妇联", name_en="Women", kind="women"
    )


def test_a_form_goes_on_to_what_was_made_and_says_so(manager: Actor) -> None:
    request = request_of(manager, {"name": "May"})
    form = NameForm(*posted(request))
    response = form_page(request, form, call, saving("Edit"), back=BACK, done=str)
    assert (response.status_code, response.headers["Location"]) == (302, "/made/May/")
    assert said(request) == [str(saving("").saved)]
    response = form_page(request, NameForm(*posted(request)), call, FormWords("", ""), back=BACK)
    assert response.headers["Location"] == BACK


def test_a_refused_form_is_shown_again_with_the_reason(manager: Actor) -> None:
    request = request_of(manager, {"name": "taken"})
    response = form_page(request, NameForm(*posted(request)), call, saving("Edit"), back=BACK)
    assert response.status_code == 422
    assert "“taken” is taken." in text_of(response)
    opened = request_of(manager)
    response = form_page(opened, NameForm(*posted(opened)), call, saving("Edit", "of May"), back=BACK)
    assert response.status_code == 200
    assert "of May" in text_of(response)


def test_a_removal_is_asked_before_it_is_done(manager: Actor, agency: PartnerAgency) -> None:
    calls = []
    words = removing("Remove this agency?", agency)

    def remove(**given: Any) -> bool:
        calls.append(given)
        return True

    page = text_of(confirm_page(request_of(manager), remove, words, back=BACK, by=manager, agency=1))
    assert "Remove this agency?" in page
    assert str(agency) in page
    assert calls == []
    response = confirm_page(request_of(manager, {}), remove, words, back=BACK, done="/gone/", agency=1)
    assert response.headers["Location"] == "/gone/"
    assert calls == [{"agency": 1}]


def test_a_button_says_what_it_did_or_why_it_could_not(manager: Actor) -> None:
    request = request_of(manager, {})
    assert one_click(request, call, "Done.", back=BACK, done=str, name="May").headers["Location"] == (
        "/made/May/"
    )
    assert said(request) == ["Done."]
    refused = request_of(manager, {})
    assert one_click(refused, call, "Done.", back=BACK, done=str, name="taken").headers["Location"] == BACK
    assert said(refused) == ["“taken” is taken. Choose another name."]


def test_a_list_has_its_tabs_and_what_its_reader_may_do(manager: Actor, agency: PartnerAgency) -> None:
    add = KIT.action_if(manager, MANAGE_AGENCIES, "Add one", "agencies", kind="primary", icon="plus")
    again = KIT.action_if(manager, SEE_AGENCIES, "Count again", "agencies", posts=True)
    found = PartnerAgency.objects.all()
    page = text_of(KIT.list_page(request_of(manager), AgencyTable, found, add, again, None, back="people"))
    assert "Partner agencies" in page
    assert f'href="{KIT.page(manager, "agencies")}" aria-current="page"' in page
    assert f'<a class="page-back" href="{KIT.page(manager, "people")}"' in page
    assert '<form method="post" action="/a/kunming/agencies/">' in page
    assert KIT.page_of(manager, "agency")(agency) in page


def test_an_action_that_one_may_not_do_is_not_there(clerk: Actor) -> None:
    assert KIT.action_if(clerk, MANAGE_AGENCIES, "Add", "agencies") is None
    assert KIT.edit_and_remove(clerk, MANAGE_AGENCIES, "agency", 1) == []
    assert only(None, Action("Open", "/")) == [Action("Open", "/")]


def test_a_record_shows_what_is_known(manager: Actor, agency: PartnerAgency) -> None:
    facts = [
        ("Agency", link_to(manager, "kit:agency", agency)),
        ("Other", link_to(manager, "kit:agency", None)),
    ]
    page = text_of(
        record_page(
            request_of(manager),
            title=agency,
            back=BACK,
            facts=[*facts, *known("Note", ""), *known("Since", "May")],
            actions=[Action("End", "/end/", "danger")],
        )
    )
    assert f'<a href="{KIT.page(manager, "agency", agency.pk)}">{agency}</a>' in page
    assert "Since" in page
    assert "Note" not in page
    assert '<a class="btn btn-outline-danger" href="/end/">End</a>' in page


def test_only_the_own_records_of_who_may_see_them(
    manager: Actor, neighbour_manager: Actor, stranger: Any, agency: PartnerAgency
) -> None:
    agencies = PartnerAgency.objects.all()
    assert one_of(own_records(agencies, manager, SEE_AGENCIES), agency.pk) == agency
    assert not own_records(agencies, neighbour_manager, SEE_AGENCIES).exists()
    with pytest.raises(Hidden):
        one_of(own_records(agencies, neighbour_manager, SEE_AGENCIES), agency.pk)


def test_a_column_leads_to_a_record_or_nowhere(manager: Actor) -> None:
    row = SimpleNamespace(pk=7, agency_id=None)
    assert to_page("kit:agency")(row, manager) == KIT.page(manager, "agency", 7)
    assert to_page("kit:agency", "agency_id")(row, manager) == ""


def test_a_district_is_named_wherever_its_code_stands(manager: Actor) -> None:
    row = SimpleNamespace(employer=SimpleNamespace(division_code="530113"))
    column = district_column("employer__division_code", sortable=False)
    with translation.override("en"):
        assert column.read(row) == division_name("530113") == "Dongchuan District"
    assert column.sort == ""
    assert district_column().sort == "division_code"
    assert len(district_filter().choices(manager)) == 14  # type: ignore[operator,arg-type]
