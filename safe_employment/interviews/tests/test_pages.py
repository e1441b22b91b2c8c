"""The pages of case studies: what is shown to whom, and what is never shown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import DjangoAssertNumQueries

from safe_employment.interviews import commands
from safe_employment.interviews.models import AgeBand, CaseState, CaseStudy, Scope, Story, Theme
from safe_employment.interviews.tests import factories
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests import factories as members

TEXT = "每天十二小时，没有休息日。"


def at(route: str, pk: int | None = None, association: str = "kunming") -> str:
    named: dict[str, Any] = {"association": association, **({} if pk is None else {"pk": pk})}
    return reverse(f"interviews:{route}", kwargs=named)


def test_a_case_study_goes_from_consent_to_withdrawal(case_officer: Actor, manager: Actor) -> None:
    commands.add_usual_themes(by=case_officer)
    theme = Theme.objects.get(name_zh="工时过长")
    browser = signed_in(case_officer)
    given = {
        "scope": Scope.PUBLISH,
        "way": "oral_witnessed",
        "language": "彝语",
        "given_on": "2007-10-10",
        "invented_name": "小云",
        "interviewed_on": "2007-10-10",
        "sector": "catering",
        "age_band": "18_20",
        "sex": "female",
        "home_division_code": "530600",
        "themes": [str(theme.pk)],
    }
    refused = browser.post(at("add_case_study"), given)
    assert "witness" in refused.context["form"].errors
    assert manager.person is not None
    done = browser.post(at("add_case_study"), {**given, "witness": str(manager.person.pk)})
    case = CaseStudy.objects.get()
    assert done.headers["Location"] == at("case_study", case.pk)
    assert list(case.themes.all()) == [theme]
    written = {"how_treated": TEXT}
    assert "is_anonymous" in browser.post(at("write_story", case.pk), written).context["form"].errors
    browser.post(at("write_story", case.pk), {**written, "is_anonymous": "on"})
    assert Story.objects.get().how_treated == TEXT
    browser.post(at("release_case_study", case.pk))
    signed_in(manager).post(at("clear_case_study", case.pk))
    case.refresh_from_db()
    assert case.state == CaseState.CLEARED
    browser.post(at("take_back_case_study", case.pk), {"reason": "再想想"})
    browser.post(at("change_scope", case.pk), {"scope": Scope.KEEP})
    assert browser.get(at("withdraw_case_study", case.pk)).status_code == 200
    browser.post(at("withdraw_case_study", case.pk))
    case.refresh_from_db()
    assert case.state == CaseState.WITHDRAWN
    assert not Story.objects.exists()
    assert browser.get(at("story", case.pk)).status_code == 404


def test_reading_is_noted_and_shown(kunming: Association, case_officer: Actor, manager: Actor) -> None:
    case = factories.case_study(kunming, text=TEXT)
    browser = signed_in(manager)
    assert TEXT not in browser.get(at("case_study", case.pk)).content.decode()
    assert not AuditEntry.objects.filter(action="interviews.read_story").exists()
    assert TEXT in signed_in(case_officer).get(at("story", case.pk)).content.decode()
    assert TEXT in browser.get(at("write_story", case.pk)).content.decode()
    page = browser.get(at("case_study", case.pk)).content.decode()
    assert "罗专员" in page
    assert "to change it" in page


def test_a_trainer_sees_released_ones_without_county_or_consent(kunming: Association, trainer: Actor) -> None:
    hidden = factories.case_study(kunming, text=TEXT)
    shown = factories.case_study(
        kunming, text=TEXT, state=CaseState.RELEASED, home_division_code="530622", number=9001
    )
    browser = signed_in(trainer)
    page = browser.get(at("case_studies")).content.decode()
    assert "CS-9001" in page
    assert str(hidden) not in page
    assert browser.get(at("case_study", hidden.pk)).status_code == 404
    facts = browser.get(at("case_study", shown.pk)).content.decode()
    assert "巧家县" not in facts
    assert "Who read the text" not in facts
    assert TEXT in browser.get(at("story", shown.pk)).content.decode()
    for route in ("write_story", "change_case_study", "withdraw_case_study", "release_case_study"):
        assert browser.get(at(route, shown.pk)).status_code == 404
    assert browser.get(at("case_studies"), {"export": "xlsx"}).status_code == 404


@pytest.mark.parametrize("role", ["board", "monitor", "clerk"])
def test_others_do_not_know_that_there_are_any(
    role: str, kunming: Association, request: pytest.FixtureRequest
) -> None:
    case = factories.case_study(kunming, text=TEXT, state=CaseState.CLEARED, scope=Scope.PUBLISH)
    browser = signed_in(request.getfixturevalue(role))
    for address in (at("case_studies"), at("case_study", case.pk), at("story", case.pk), at("themes")):
        assert browser.get(address).status_code == 404
    office = browser.get(reverse("kit:office", kwargs={"association": "kunming"})).content.decode()
    assert at("case_studies") not in office


def test_employers_and_neighbours_do_not_know_either(kunming: Association, neighbour_manager: Actor) -> None:
    case = factories.case_study(kunming, text=TEXT, state=CaseState.CLEARED, scope=Scope.PUBLISH)
    contact = signed_in(members.contact_of(members.employer(kunming)))
    neighbour = signed_in(neighbour_manager)
    for route in ("case_study", "story"):
        assert contact.get(at(route, case.pk)).status_code == 404
        assert neighbour.get(at(route, case.pk, "qujing")).status_code == 404


def test_no_list_or_sheet_holds_a_text(kunming: Association, manager: Actor) -> None:
    factories.case_study(kunming, text=TEXT, home_division_code="530622")
    browser = signed_in(manager)
    page = browser.get(at("case_studies"), {"columns": "number,interviewed_on,sector,scope,consent"})
    assert TEXT not in page.content.decode()
    assert browser.get(at("case_studies"), {"q": "十二小时"}).context["table"].total == 0
    assert browser.get(at("case_studies"), {"q": "小云"}).context["table"].total == 1
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    sheet = b"".join(browser.get(at("case_studies"), {"export": "xlsx"}))
    told = str(CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python())
    assert "CS-" in told
    for hidden in (TEXT, "小云", "530622", "巧家"):
        assert hidden not in told


def test_a_child_and_a_rare_combination_are_named(kunming: Association, case_officer: Actor) -> None:
    case = factories.case_study(
        kunming, age_band=AgeBand.UNDER_16, home_division_code="530622", interviewed_on=date(2007, 10, 10)
    )
    page = signed_in(case_officer).get(at("case_study", case.pk)).content.decode()
    assert "In danger call 110 at once." in page
    assert "Someone could know who this is" in page


def test_the_codebook_is_kept(case_officer: Actor) -> None:
    browser = signed_in(case_officer)
    browser.post(at("usual_themes"))
    assert browser.get(at("themes")).status_code == 200
    browser.post(at("add_theme"), {"side": "why_migrated", "name_zh": "躲债"})
    theme = Theme.objects.get(name_zh="躲债")
    factories.case_study(case_officer.home).themes.add(theme)
    assert browser.get(at("themes")).context["chart"] is not None
    browser.post(
        at("change_theme", theme.pk), {"side": "why_migrated", "name_zh": "躲债", "is_retired": "on"}
    )
    refused = browser.post(at("remove_theme", theme.pk))
    assert "1 case studies are coded" in str(refused.context["form"].errors)
    assert browser.get(at("case_studies"), {"theme": theme.pk}).context["table"].total == 1
    for page in ("theme", "change_theme", "remove_theme"):
        assert browser.get(at(page, theme.pk)).status_code == 200


@pytest.mark.parametrize("route", ["case_studies", "themes"])
def test_a_list_takes_few_queries(
    route: str, kunming: Association, manager: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        factories.case_study(kunming, text=TEXT).themes.add(factories.theme(kunming))
    browser = signed_in(manager, language="zh-hans")
    browser.get(at(route))
    with django_assert_max_num_queries(12):
        assert browser.get(at(route)).status_code == 200


def test_a_case_study_takes_few_queries_in_every_state(
    kunming: Association, manager: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = signed_in(manager)
    for state in (CaseState.RECORDED, CaseState.RELEASED):
        case = factories.case_study(kunming, text=TEXT)
        CaseStudy.objects.filter(pk=case.pk).update(state=state)
        for page in (at("story", case.pk), at("case_study", case.pk)):
            with django_assert_max_num_queries(12):
                assert browser.get(page).status_code == 200


def test_today_is_not_needed_to_withdraw(kunming: Association, manager: Actor) -> None:
    case = factories.case_study(kunming, text=TEXT)
    before = timezone.now()
    signed_in(manager).post(at("withdraw_case_study", case.pk))
    case.consent.refresh_from_db()
    assert case.consent.withdrawn_at is not None
    assert case.consent.withdrawn_at >= before
