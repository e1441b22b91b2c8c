"""A case officer who is tied to the employer neither reads nor decides; and nothing is lost by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from safe_employment.findings.tests.factories import tie
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import actor, signed_in
from safe_employment.kit.today import sections_for
from safe_employment.members.commands import give_contact
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import employer
from safe_employment.screenings import commands, queries, tasks
from safe_employment.screenings.models import Kind, Outcome, Screening, UrgentRecord
from safe_employment.screenings.tests import factories
from safe_employment.screenings.tests.factories import NOW
from safe_employment.screenings.urls import urlpatterns

AT_HOME = {"association": "kunming"}
NEEDED = "kit.another_needed"


@pytest.fixture
def there(case_officer: Actor) -> Employer:
    return employer(case_officer.home, name="昆明翠湖饭庄")


@pytest.fixture
def untied(case_officer: Actor) -> Actor:
    return actor(case_officer.home, Role.CASE_OFFICER, name="另一位")


def told(by: Actor) -> list[str]:
    return list(Notice.objects.filter(person=by.person).order_by("pk").values_list("kind", flat=True))


def alarmed(by: Actor, there: Employer) -> Screening:
    """What a critical answer in danger opens, with its urgent record."""
    commands.open_for_employer(
        by=machine(by.home), employer=there, now=NOW, source_reference="visits.visit:12", sign="0a",
        alerts=["locked_in_now"],
    )  # fmt: skip
    return Screening.objects.get()


@pytest.mark.parametrize("way", ["declared", "speaks"])
def test_to_the_tied_it_is_not_there(
    way: str, case_officer: Actor, untied: Actor, manager: Actor, there: Employer
) -> None:
    assert case_officer.person is not None
    if way == "declared":
        tie(case_officer, there)
    else:
        give_contact(by=manager, employer=there, person=case_officer.person)
    found = alarmed(case_officer, there)
    urgent = UrgentRecord.objects.get()
    other = factories.screening(case_officer.home)
    assert list(queries.screenings_for(case_officer)) == [other]
    assert not queries.urgent_records_for(case_officer).exists()
    browser, reads = signed_in(case_officer), signed_in(untied)
    for route in urlpatterns:
        if "<int:pk>" not in str(route.pattern):
            continue
        pk = urgent.pk if route.name == "urgent" else found.pk
        url = reverse(f"screenings:{route.name}", kwargs={**AT_HOME, "pk": pk})
        assert browser.get(url).status_code == (405 if route.name == "answer" else 404), route.name
        assert browser.post(url, {}).status_code in (404, 405), route.name
        assert reads.get(url).status_code != 404 or route.name == "contact", route.name
    assert told(untied) == ["screenings.urgent"]
    assert "screenings.urgent" not in told(case_officer)
    assert str(found) not in str([part.items for part in sections_for(case_officer, NOW.date())])


def test_the_tied_decide_nothing_and_open_nothing(case_officer: Actor, there: Employer) -> None:
    found = factories.screening(case_officer.home, employer=there)
    tie(case_officer, there)
    given: dict[str, Any] = {"by": case_officer, "screening": found.pk}
    acts: tuple[Any, ...] = (
        lambda: commands.conclude_screening(outcome=Outcome.WATCH, now=NOW, **given),
        lambda: commands.close_screening(reason="算了", **given),
        lambda: commands.reopen_screening(reason="算了", **given),
        lambda: commands.show_contact(reason="想知道", **given),
        lambda: commands.change_person(pseudonym="别人", **given),
        lambda: commands.answer_question(
            kind=Kind.DANGER, question="confined_now", answer="no", now=NOW, **given
        ),
    )
    for act in acts:
        with pytest.raises(Hidden):
            act()
    person: dict[str, Any] = {"pseudonym": "小云", "employer": there}
    with pytest.raises(ProgrammeError, match="SCREENING_HAS_TIE"):
        commands.open_screening(by=case_officer, now=NOW, **person)
    unknown = factories.screening(case_officer.home)
    with pytest.raises(ProgrammeError, match="SCREENING_HAS_TIE"):
        commands.change_person(by=case_officer, screening=unknown.pk, **person)


class TestWhereNoCaseOfficerMayRead:
    def test_the_manager_learns_that_another_is_needed_and_nothing_else(
        self, case_officer: Actor, manager: Actor, board: Actor, there: Employer
    ) -> None:
        tie(case_officer, there)
        found = alarmed(case_officer, there)
        assert (told(manager), told(board), told(case_officer)) == ([NEEDED], [], [])
        notice = Notice.objects.get()
        assert notice.facts == {"role": {"zh": "个案专员", "en": "Case officer"}}
        assert notice.path == reverse("kit:people", kwargs=AT_HOME)
        tasks.call_again(machine(manager.home), NOW + timedelta(hours=1))
        tasks.have_a_case_officer_named(machine(manager.home), NOW + timedelta(days=1))
        assert told(manager) == [NEEDED] * 3
        named = actor(manager.home, Role.CASE_OFFICER)
        assert str(found) in str([part.items for part in sections_for(named, NOW.date())])
        tasks.have_a_case_officer_named(machine(manager.home), NOW + timedelta(days=2))
        tasks.call_again(machine(manager.home), NOW + timedelta(days=2))
        assert told(manager) == [NEEDED] * 3
        assert told(named) == ["screenings.still_urgent"]

    def test_without_any_case_officer_too(self, manager: Actor, board: Actor) -> None:
        alarmed(manager, employer(manager.home))
        assert (told(manager), told(board)) == ([NEEDED], [])

    def test_a_tied_manager_is_not_asked_but_the_board(
        self, case_officer: Actor, manager: Actor, board: Actor, there: Employer
    ) -> None:
        for by in (case_officer, manager):
            tie(by, there)
        alarmed(case_officer, there)
        assert (told(manager), told(board)) == ([], [NEEDED])
        assert Notice.objects.get().path == ""
        tie(board, there)
        tasks.have_a_case_officer_named(machine(manager.home), NOW)
        assert (told(manager), told(board)) == ([NEEDED], [NEEDED, NEEDED]), "rather the wrong than nobody"

    def test_of_what_is_closed_nobody_is_called(
        self, case_officer: Actor, manager: Actor, there: Employer
    ) -> None:
        found = factories.screening(case_officer.home, employer=there)
        commands.conclude_screening(by=case_officer, screening=found.pk, outcome=Outcome.WATCH, now=NOW)
        commands.close_screening(by=case_officer, screening=found.pk, reason="谈过了")
        tie(case_officer, there)
        tasks.have_a_case_officer_named(machine(manager.home), NOW)
        assert told(manager) == []


def test_neither_the_list_nor_its_filter_names_the_employer_to_the_tied(
    case_officer: Actor, there: Employer
) -> None:
    factories.screening(case_officer.home, employer=there)
    browser, page = signed_in(case_officer), reverse("screenings:screenings", kwargs=AT_HOME)
    assert there.name in browser.get(page).content.decode()
    tie(case_officer, there)
    assert there.name not in browser.get(page).content.decode()
