"""Opening, answering, concluding, closing, opening again: what is kept, what is refused, what is noted."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import translation

from safe_employment.engines.screening import NextStep
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, Unmasking
from safe_employment.kit.queries import audit_entries_for
from safe_employment.kit.sealed import Plain, masked
from safe_employment.members.tests import factories as members
from safe_employment.screenings import commands
from safe_employment.screenings.models import Given, Kind, Outcome, Screening, ScreeningAnswer, State
from safe_employment.screenings.queries import not_closed, screenings_for
from safe_employment.screenings.tests import factories
from safe_employment.screenings.tests.factories import NOW

OTHERS = ("manager", "clerk", "trainer", "monitor", "board", "neighbour_manager")
PERSON: dict[str, Any] = {"pseudonym": "小云", "age": "adult", "sex": "female", "at_work": "yes"}


def opened(by: Actor, **more: Any) -> Screening:
    return commands.open_screening(by=by, now=NOW, **{**PERSON, **more})


def answered(by: Actor, found: Screening, question: str, answer: str, **more: Any) -> ScreeningAnswer:
    given = {"kind": Kind.INDICATOR, "now": NOW, **more}
    return commands.answer_question(by=by, screening=found.pk, question=question, answer=answer, **given)


def test_opening_answers_nothing(case_officer: Actor) -> None:
    found = opened(case_officer, alerts=["PAT-04", "FRE-01"])
    assert (str(found), found.state, found.alerts) == ("SC-0001", State.OPEN, ["FRE-01", "PAT-04"])
    assert found.step is NextStep.FOLLOW_UP
    assert not found.answers.exists()
    assert str(opened(case_officer)) == "SC-0002"
    entry = AuditEntry.objects.order_by("pk").first()
    assert entry is not None
    assert (entry.action, entry.object_label) == ("screenings.open", "SC-0001")
    assert "小云" not in str(entry.details)


def test_of_one_worker_only_one_is_not_closed(case_officer: Actor) -> None:
    first = opened(case_officer, subject_reference="workforce.worker:7", alerts=["FRE-01"])
    again = opened(case_officer, subject_reference="workforce.worker:7", alerts=["PAT-04"], pseudonym="别名")
    assert (again.pk, again.pseudonym, again.alerts) == (first.pk, "小云", ["FRE-01", "PAT-04"])
    assert not_closed(case_officer, ["workforce.worker:7", "workforce.worker:8"]) == {
        "workforce.worker:7": first
    }
    Screening.objects.filter(pk=first.pk).update(**concluded(State.CLOSED))
    other = opened(case_officer, subject_reference="workforce.worker:7")
    assert other.pk != first.pk
    with pytest.raises(ProgrammeError, match="SCREENING_SUBJECT_HAS_OPEN"):
        commands.reopen_screening(by=case_officer, screening=first.pk, reason="又来了")


def concluded(state: str) -> dict[str, Any]:
    return {"state": state, "outcome": Outcome.WATCH, "concluded_at": NOW, "assessment": {"result": {}}}


def test_an_answer_is_kept_as_it_was_given(case_officer: Actor) -> None:
    found = opened(case_officer)
    for answer in Given.values:
        row = answered(case_officer, found, "D1.01", answer, note=f" {answer} ")
        assert (row.answer, row.note, row.answered_by) == (answer, answer, case_officer.person)
    assert ScreeningAnswer.objects.count() == 1
    history = ScreeningAnswer.pgh_event_model.objects.order_by("pgh_id")  # type: ignore[attr-defined]
    assert list(history.values_list("answer", flat=True)) == Given.values
    row = answered(case_officer, found, "D1.01", "yes")
    assert row.note == "not_asked"  # a note that was not sent stays
    notes = AuditEntry.objects.filter(action="screenings.answer")
    assert {str(entry.details) for entry in notes} == {"{'question': 'indicator D1.01'}"}


@pytest.mark.parametrize(
    ("kind", "question", "answer"),
    [
        ("indicator", "D9.99", "yes"),
        ("indicator", "D1.01", "maybe"),
        ("danger", "child", "yes"),
        ("act", "fraud", "yes"),
        ("labour", "wages", "no"),
        ("weather", "rain", "yes"),
    ],
)
def test_what_is_no_question_is_not_there(kind: str, question: str, answer: str, case_officer: Actor) -> None:
    found = opened(case_officer)
    with pytest.raises(Hidden):
        answered(case_officer, found, question, answer, kind=kind)
    assert not ScreeningAnswer.objects.exists()


def test_each_kind_of_question_can_be_answered(case_officer: Actor) -> None:
    found = opened(case_officer)
    for kind, question in (
        (Kind.DANGER, "confined_now"),
        (Kind.INDICATOR, "D4.01"),
        (Kind.ACT, "recruitment"),
        (Kind.MEANS, "fraud"),
        (Kind.PURPOSE, "servitude"),
        (Kind.LABOUR, "menace_of_penalty"),
        (Kind.FACT, "injured"),
    ):
        answered(case_officer, found, question, "no", kind=kind)
    assert found.answers.count() == len(Kind)


def now(found: Screening) -> str:
    """The next step as it is stored."""
    found.refresh_from_db()
    return found.next_step


def test_the_next_step_follows_each_answer(case_officer: Actor) -> None:
    found = opened(case_officer)
    answered(case_officer, found, "confined_now", "yes", kind=Kind.DANGER)
    assert now(found) == NextStep.EMERGENCY
    assert AuditEntry.objects.latest("pk").details["next_step"] == "emergency"
    answered(case_officer, found, "confined_now", "no", kind=Kind.DANGER)
    assert now(found) == NextStep.FOLLOW_UP
    commands.change_person(by=case_officer, screening=found.pk, **{**PERSON, "age": "14_15"})
    assert now(found) == NextStep.EMERGENCY  # at work under 16


def test_a_conclusion_is_never_weaker_than_the_answers(case_officer: Actor) -> None:
    found = opened(case_officer)
    with translation.override("en"), pytest.raises(ProgrammeError, match="ask what is still open"):
        commands.conclude_screening(by=case_officer, screening=found.pk, outcome="no_indication", now=NOW)
    factories.answers(found, ["D4.01", "D4.02", "D5.01", "D5.02", "D1.01", "D1.02"])
    for weaker in ("no_indication", "watch"):
        with pytest.raises(ProgrammeError, match="SCREENING_CONCLUSION_TOO_WEAK"):
            commands.conclude_screening(by=case_officer, screening=found.pk, outcome=weaker, now=NOW)
    done = commands.conclude_screening(
        by=case_officer, screening=found.pk, outcome="urgent", conclusion=" 身份证被扣 ", now=NOW
    )
    assert (done.state, done.conclusion, done.concluded_by) == (
        State.CONCLUDED,
        "身份证被扣",
        case_officer.person,
    )
    kept = done.assessment
    assert kept["result"]["next_step"] == "refer"
    assert kept["answers"]["indicator"]["D4.01"] == "yes"
    assert kept["indicators"]["age_group"] == "adult"
    assert kept["version"]
    assert kept["result"]["provenance"]["confirmed"] is False


def test_one_may_see_more_than_the_answers_say(case_officer: Actor) -> None:
    found = opened(case_officer)
    done = commands.conclude_screening(by=case_officer, screening=found.pk, outcome="urgent", now=NOW)
    assert done.outcome == Outcome.URGENT


def test_what_is_concluded_stands_until_it_is_opened_again(case_officer: Actor) -> None:
    found = opened(case_officer)
    commands.conclude_screening(by=case_officer, screening=found.pk, outcome="watch", now=NOW)
    with pytest.raises(ProgrammeError, match="SCREENING_NOT_OPEN"):
        answered(case_officer, found, "D1.01", "yes")
    with pytest.raises(ProgrammeError, match="SCREENING_NOT_OPEN"):
        commands.change_person(by=case_officer, screening=found.pk, **PERSON)
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.close_screening(by=case_officer, screening=found.pk, reason=" ")
    commands.close_screening(by=case_officer, screening=found.pk, reason="已联系劳动监察")
    again = commands.reopen_screening(by=case_officer, screening=found.pk, reason="又来了")
    assert (again.state, again.outcome, again.concluded_at, again.assessment) == (State.OPEN, "", None, {})
    answered(case_officer, found, "D1.01", "yes")


def test_how_the_person_can_be_reached_is_sealed(case_officer: Actor, kunming: Association) -> None:
    found = opened(case_officer, contact=Plain("13800000001"))
    assert masked(found, "contact") == "*******0001"
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM screenings_screening")
        assert b"13800000001" not in bytes(cursor.fetchone()[0])
    with pytest.raises(ProgrammeError, match="UNMASK_REASON_MISSING"):
        commands.show_contact(by=case_officer, screening=found.pk, reason="")
    shown = commands.show_contact(by=case_officer, screening=found.pk, reason="约定见面")
    assert shown.reveal() == "13800000001"
    assert Unmasking.objects.get().reason == "约定见面"
    commands.change_person(by=case_officer, screening=found.pk, contact=None, **PERSON)
    found.refresh_from_db()
    assert found.contact is not None
    commands.change_person(by=case_officer, screening=found.pk, forget_contact=True, **PERSON)
    found.refresh_from_db()
    assert found.contact is None


def test_a_person_has_a_name_and_an_employer_of_the_same_association(
    case_officer: Actor, qujing: Association, kunming: Association
) -> None:
    with pytest.raises(ProgrammeError, match="SCREENING_PSEUDONYM_MISSING"):
        opened(case_officer, pseudonym="  ")
    with pytest.raises(Hidden):
        opened(case_officer, employer=members.employer(qujing))
    assert opened(case_officer, employer=members.employer(kunming)).employer is not None


@pytest.mark.parametrize("role", [*OTHERS, "contact"])
def test_nobody_else_can_do_anything(
    role: str, case_officer: Actor, kunming: Association, request: pytest.FixtureRequest
) -> None:
    employer = members.employer(kunming)
    by = members.contact_of(employer) if role == "contact" else request.getfixturevalue(role)
    found = opened(case_officer, employer=employer, contact=Plain("13800000001"))
    of: dict[str, Any] = {"by": by, "screening": found.pk}
    for attempt in (
        lambda: opened(by),
        lambda: answered(by, found, "D1.01", "yes"),
        lambda: commands.change_person(**of, **PERSON),
        lambda: commands.show_contact(**of, reason="x"),
        lambda: commands.conclude_screening(**of, outcome="urgent", now=NOW),
        lambda: commands.close_screening(**of, reason="x"),
        lambda: commands.reopen_screening(**of, reason="x"),
    ):
        with pytest.raises(Hidden):
            attempt()
    assert not screenings_for(by).exists()
    assert not_closed(by, [found.subject_reference]) == {}


def test_an_answer_has_a_writer(case_officer: Actor, kunming: Association) -> None:
    found = opened(case_officer)
    with pytest.raises(ProgrammeError, match="SCREENING_NO_PERSON"):
        answered(machine(kunming), found, "D1.01", "yes")
    assert answered(machine(kunming), found, "D1.01", "yes", writer=case_officer.person).answer == "yes"


def test_the_log_is_kept_apart(case_officer: Actor, manager: Actor, administrator: Actor) -> None:
    found = opened(case_officer, contact=Plain("13800000001"))
    commands.show_contact(by=case_officer, screening=found.pk, reason="约定见面")
    told = AuditEntry.objects.filter(object_type="screenings.screening")
    assert {entry.action for entry in told} == {"screenings.open", "kit.unmask"}
    assert not (audit_entries_for(manager) & told).exists()
    assert audit_entries_for(manager).count() == AuditEntry.objects.count() - told.count()
    assert audit_entries_for(case_officer).filter(pk__in=told).count() == 2


def test_the_history_leads_to_no_one(case_officer: Actor) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name IN "
            "('screenings_screeningevent', 'screenings_screeninganswerevent')"
        )
        columns = {name for (name,) in cursor.fetchall()}
    assert columns
    assert not columns & {
        "employer_id", "pseudonym", "contact", "contact_digest", "note", "conclusion", "subject_reference",
        "source_reference", "age", "sex", "assessment",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"pseudonym": ""}, "screening_has_a_pseudonym"),
        ({"next_step": "wait"}, "next_step_is_known"),
        ({"state": State.CONCLUDED}, "concluded_screening_says_what_and_when"),
        ({"outcome": Outcome.WATCH}, "concluded_screening_says_what_and_when"),
        ({"number": 1, "twice": True}, "screening_number_once"),
        ({"subject_reference": "workforce.worker:1", "twice": True}, "one_screening_of_a_subject_at_a_time"),
        ({"contact_digest": b"x" * 32}, "contact_and_its_hash_together"),
    ],
)
def test_what_the_database_refuses(kunming: Association, facts: dict[str, Any], constraint: str) -> None:
    if facts.pop("twice", False):
        factories.screening(kunming, **facts)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.screening(kunming, **facts)


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"answer": "maybe"}, "screening_answer_is_known"),
        ({"kind": "weather"}, "screening_question_has_a_kind"),
        ({"question": ""}, "screening_answer_has_a_question"),
        ({}, "one_answer_to_a_question"),
    ],
)
def test_what_the_database_refuses_of_an_answer(
    kunming: Association, case_officer: Actor, facts: dict[str, Any], constraint: str
) -> None:
    found = factories.screening(kunming)
    factories.answers(found, ["D1.01"])
    row: dict[str, Any] = {
        "kind": "indicator", "question": "D1.01", "answer": "no", "answered_at": NOW,
        "answered_by": case_officer.person, "association": kunming, "screening": found, **facts,
    }  # fmt: skip
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ScreeningAnswer.objects.create(**row)
