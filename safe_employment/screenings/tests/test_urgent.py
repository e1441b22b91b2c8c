"""The urgent record upon a positive screening: for case officers alone, called until one takes it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import AuditEntry, Notice
from safe_employment.kit.queries import audit_entries_for
from safe_employment.kit.tests.actors import signed_in
from safe_employment.kit.today import sections_for
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.screenings import commands, queries, tasks
from safe_employment.screenings.models import Kind, Outcome, Screening, State, UrgentRecord
from safe_employment.screenings.tests import factories
from safe_employment.screenings.tests.factories import NOW

OTHERS = ("manager", "clerk", "trainer", "monitor", "board", "neighbour_manager")


def told(by: Actor) -> list[str]:
    return list(Notice.objects.filter(person=by.person).order_by("pk").values_list("kind", flat=True))


def urgent(by: Actor) -> UrgentRecord:
    """What an answer that points to danger opens."""
    made = factories.screening(by.home)
    commands.answer_question(
        by=by, screening=made.pk, kind=Kind.DANGER, question="confined_now", answer="yes", now=NOW
    )
    return UrgentRecord.objects.get()


def turn(by: Actor, when: datetime) -> None:
    tasks.call_again(machine(by.home, channel="schedule"), when)


def page(by: Actor, route: str = "urgent_records", **kwargs: object) -> str:
    return reverse(f"screenings:{route}", kwargs={"association": by.home.slug, **kwargs})


def test_an_answer_that_shows_danger_opens_it_at_once(case_officer: Actor) -> None:
    record = urgent(case_officer)
    assert record.step == "emergency"
    assert told(case_officer) == ["screenings.urgent"]
    assert Notice.objects.get().facts == {"reference": str(record)}
    commands.answer_question(
        by=case_officer, screening=record.screening_id, kind=Kind.INDICATOR, question="D5.01", answer="yes",
        now=NOW,
    )  # fmt: skip
    assert UrgentRecord.objects.count() == 1


def test_an_urgent_conclusion_opens_it(case_officer: Actor) -> None:
    made = factories.screening(case_officer.home)
    given: dict[str, Any] = {"by": case_officer, "screening": made.pk, "now": NOW}
    commands.conclude_screening(outcome=Outcome.WATCH, **given)
    assert not UrgentRecord.objects.exists()
    commands.reopen_screening(by=case_officer, screening=made.pk, reason="有新情况")
    commands.conclude_screening(outcome=Outcome.URGENT, **given)
    assert UrgentRecord.objects.get().step == "refer"


def test_they_are_called_each_hour_until_someone_takes_it(case_officer: Actor) -> None:
    record = urgent(case_officer)
    turn(case_officer, NOW + timedelta(minutes=10))
    assert len(told(case_officer)) == 1
    turn(case_officer, NOW + timedelta(hours=1))
    turn(case_officer, NOW + timedelta(hours=1))
    assert told(case_officer)[1:] == ["screenings.still_urgent"]
    turn(case_officer, NOW + timedelta(days=4))
    assert len(told(case_officer)) == 3
    taken = commands.take_urgent(by=case_officer, urgent=record, plan="马上打电话", now=NOW)
    assert (taken.acknowledged_by, taken.acknowledged_at, taken.reminders) == (case_officer.person, NOW, 2)
    turn(case_officer, NOW + timedelta(days=5))
    assert len(told(case_officer)) == 3


def test_it_is_taken_once_and_says_what_is_done(case_officer: Actor) -> None:
    record = urgent(case_officer)
    with pytest.raises(ProgrammeError, match="URGENT_PLAN_MISSING"):
        commands.take_urgent(by=case_officer, urgent=record, plan=" ", now=NOW)
    commands.take_urgent(by=case_officer, urgent=record, plan="去", now=NOW)
    with pytest.raises(ProgrammeError, match="URGENT_TAKEN"):
        commands.take_urgent(by=case_officer, urgent=record, plan="去", now=NOW)


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_else_learns_of_it(role: str, request: pytest.FixtureRequest, case_officer: Actor) -> None:
    record = urgent(case_officer)
    by = request.getfixturevalue(role)
    client = signed_in(by)
    assert client.get(page(case_officer)).status_code == 404
    assert client.get(page(case_officer, "urgent", pk=record.pk)).status_code == 404
    with pytest.raises(Hidden):
        queries.urgent_for(by, record.pk)
    assert told(by) == []
    assert not any("Urgent" in str(each.title) for each in sections_for(by, NOW.date()))
    assert not audit_entries_for(by).filter(action__startswith="screenings.").exists()


def test_it_is_first_on_the_page_of_the_day_and_taken_on_its_own(case_officer: Actor) -> None:
    record = urgent(case_officer)
    first = sections_for(case_officer, NOW.date())[0]
    assert [item.text for item in first.items] == [str(record)]
    client = signed_in(case_officer)
    assert str(record) in client.get(page(case_officer)).content.decode()
    there = page(case_officer, "urgent", pk=record.pk)
    assert client.post(there, {"plan": ""}).status_code == 422
    shown = client.post(there, {"plan": "今天下午见面"}).content.decode()
    assert "今天下午见面" in shown
    assert AuditEntry.objects.filter(action="screenings.take_urgent").count() == 1


class TestTheDoor:
    def test_a_critical_answer_opens_one_screening_and_tells_case_officers_alone(
        self, monitor: Actor, manager: Actor, case_officer: Actor
    ) -> None:
        there = employer(monitor.home)
        for _again in range(2):
            done = commands.open_for_employer(
                by=monitor, employer=there, now=NOW, source_reference="visits.visit:12", sign="a"
            )
            assert done is None
        made = Screening.objects.get()
        assert (made.employer, made.opened_by, made.source) == (there, None, "visit")
        assert told(case_officer) == ["screenings.opened"]
        assert told(monitor) == told(manager) == told(contact_of(there)) == []
        assert not AuditEntry.objects.filter(action="screenings.open", person=monitor.person).exists()
        assert not audit_entries_for(manager).filter(action__startswith="screenings.").exists()

    @pytest.mark.parametrize("state", [State.OPEN, State.CLOSED])
    def test_what_led_to_one_before_its_visit_was_known_gives_that_one_its_place(
        self, state: State, monitor: Actor, case_officer: Actor
    ) -> None:
        there = employer(monitor.home)
        sent: dict[str, Any] = {"by": monitor, "now": NOW, "sign": "a", "alerts": ["H03"]}
        commands.open_for_employer(**sent, employer=None, source_reference="visits.sent:a")
        first = Screening.objects.get()
        if state == State.CLOSED:
            commands.conclude_screening(by=case_officer, screening=first.pk, outcome="watch", now=NOW)
            commands.close_screening(by=case_officer, screening=first.pk, reason="查清了")
        for _again in range(2):
            commands.open_for_employer(
                **sent, employer=there, source_reference="visits.visit:12", formerly=["visits.sent:a"]
            )
        placed = Screening.objects.get()
        assert (placed.employer, placed.source_reference) == (there, "visits.visit:12")
        assert (placed.state, placed.alerts, placed.signs) == (state, ["H03"], ["a"])
        assert told(case_officer) == ["screenings.opened", "screenings.placed"]
        assert told(monitor) == []
        page = signed_in(case_officer).get(f"/a/kunming/screenings/{placed.pk}/result/").content.decode()
        assert "learnt where it was" in page

    def test_whom_a_case_officer_named_stays(self, monitor: Actor, case_officer: Actor) -> None:
        named = employer(monitor.home)
        sent: dict[str, Any] = {"by": monitor, "now": NOW, "sign": "a", "alerts": ["H03"]}
        commands.open_for_employer(**sent, employer=None, source_reference="visits.sent:a")
        commands.change_person(by=case_officer, screening=Screening.objects.get().pk, employer=named)
        commands.open_for_employer(
            **sent, employer=employer(monitor.home), source_reference="visits.visit:12",
            formerly=["visits.sent:a"],
        )  # fmt: skip
        placed = Screening.objects.get()
        assert (placed.employer, placed.source_reference) == (named, "visits.visit:12")

    def test_what_more_the_same_says_is_added_and_told(self, monitor: Actor, case_officer: Actor) -> None:
        for alerts in (["H03"], ["H03"], ["H03", "locked_in_now"]):
            commands.open_for_employer(
                by=monitor, employer=None, now=NOW, source_reference="x", sign="a", alerts=alerts
            )
        opened = Screening.objects.get()
        assert (opened.alerts, opened.signs) == (["H03", "locked_in_now"], ["a"])
        assert told(case_officer) == ["screenings.opened", "screenings.urgent"]

    def test_another_associations_employer_is_not_there(
        self, monitor: Actor, neighbour_manager: Actor
    ) -> None:
        with pytest.raises(Hidden):
            commands.open_for_employer(
                by=monitor, employer=employer(neighbour_manager.home), now=NOW, source_reference="x"
            )
