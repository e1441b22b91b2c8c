"""Who sees what: every role, other employers, another association, and the log of what was shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.utils import translation

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, Unmasking
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce import commands, queries
from safe_employment.workforce.counts import counts_of, few
from safe_employment.workforce.models import Worker
from safe_employment.workforce.tests import factories

TODAY = date(2026, 11, 22)
STAFF = ("manager", "clerk", "trainer", "monitor", "case_officer", "board", "neighbour_manager")


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming)


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


def attempts(by: Actor, worker: Worker) -> list[Any]:
    """Everything that only the employer's own contact does with a worker."""
    of: dict[str, Any] = {"by": by, "worker": worker.pk}
    agreed: dict[str, Any] = {"name": "x", "relation": "parent", "consent_on": TODAY}
    return [
        lambda: commands.change_worker(**of, today=TODAY, phone="1"),
        lambda: commands.record_leaving(**of, leave_date=TODAY, today=TODAY),
        lambda: commands.take_leaving_back(**of),
        lambda: commands.remove_worker(**of, today=TODAY),
        lambda: commands.add_contract(**of, from_date=TODAY, kind="open"),
        lambda: commands.record_recruitment(**of, today=TODAY, channel="direct"),
        lambda: commands.note_paper_seen(**of, kind="id_card", seen_on=TODAY, seen_by="x", today=TODAY),
        lambda: commands.add_family_contact(**of, today=TODAY, **agreed),
        lambda: commands.record_training(**of, topic="rights", told_on=TODAY, language="x", today=TODAY),
        lambda: commands.keep_sensitive_facts(**of, disability=True),
        lambda: commands.keep_leaving(**of, resigned_on=TODAY),
        lambda: commands.record_annual_leave(**of, year=2026, today=TODAY, days_taken=1),
        lambda: commands.keep_establishment(by=by, employer=worker.employer_id, pay_day=5),
        lambda: commands.add_approval(by=by, employer=worker.employer_id, system="flexible"),
        lambda: commands.record_bank_file(by=by, employer=worker.employer_id, month=TODAY, total=Decimal(1)),
    ]


@pytest.mark.parametrize("role", [*STAFF, "another_employer"])
def test_only_the_employers_contact_keeps_the_register(
    role: str, employer: Employer, kunming: Association, request: pytest.FixtureRequest
) -> None:
    if role == "another_employer":
        by = members.contact_of(members.employer(kunming))
    else:
        by = request.getfixturevalue(role)
    worker = factories.worker(employer)
    for attempt in attempts(by, worker):
        with pytest.raises(Hidden):
            attempt()
    facts: dict[str, Any] = {"name": "x", "hire_date": TODAY, "employment_form": "full_time", "post": "x"}
    with pytest.raises(Hidden):
        commands.add_worker(by=by, employer=employer.pk, today=TODAY, **facts)
    assert not queries.own_workers(by).exists()


@pytest.mark.parametrize("role", [*STAFF, "another_employer"])
def test_who_reads_a_workers_record(
    role: str, employer: Employer, kunming: Association, request: pytest.FixtureRequest
) -> None:
    worker = factories.worker(employer)
    if role == "another_employer":
        by = members.contact_of(members.employer(kunming))
    else:
        by = request.getfixturevalue(role)
    if role == "case_officer":
        assert commands.read_worker(by=by, worker=worker.pk) == worker
        assert AuditEntry.objects.get().action == "workforce.read_worker"
        return
    assert not queries.workers_for(by).exists()
    for attempt in (
        lambda: commands.read_worker(by=by, worker=worker.pk),
        lambda: commands.read_sensitive_facts(by=by, worker=worker.pk, reason="x"),
        lambda: commands.unmask_number(by=by, worker=worker.pk, field="id_number", reason="x"),
    ):
        with pytest.raises(Hidden):
            attempt()
    assert not Unmasking.objects.exists()


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("manager", True),
        ("monitor", True),
        ("case_officer", True),
        ("board", True),
        ("clerk", False),
        ("trainer", False),
    ],
)
def test_who_sees_counts(
    role: str, sees: bool, employer: Employer, contact: Actor, request: pytest.FixtureRequest
) -> None:
    factories.worker(employer)
    by = request.getfixturevalue(role)
    assert queries.employers_with_register(by, TODAY).exists() is sees
    for actor in (by, contact):
        if sees and actor is by:
            counts_of(actor, employer, TODAY)
        else:
            with pytest.raises(Hidden):
                counts_of(actor, employer, TODAY)


def test_a_whole_number_is_shown_for_a_reason_and_noted(contact: Actor, employer: Employer) -> None:
    number = factories.identity_number()
    worker = factories.worker(employer, number=number)
    show: dict[str, Any] = {"by": contact, "worker": worker.pk, "field": "id_number"}
    with pytest.raises(ProgrammeError, match="UNMASK_REASON_MISSING"):
        commands.unmask_number(**show, reason="  ")
    assert not Unmasking.objects.exists()
    assert commands.unmask_number(**show, reason="办理 社保").reveal() == number
    noted, entry = Unmasking.objects.get(), AuditEntry.objects.get()
    assert (noted.person, noted.object_id, noted.field, noted.reason) == (
        contact.person,
        worker.pk,
        "id_number",
        "办理 社保",
    )
    assert entry.action == "kit.unmask"
    assert entry.details == {"field": "id_number", "unmasking": noted.pk}
    with pytest.raises(Hidden):
        commands.unmask_number(by=contact, worker=worker.pk, field="bank_account", reason="x")
    with pytest.raises(Hidden):
        commands.unmask_number(**{**show, "by": machine(employer.association)}, reason="x")


def test_protected_facts_are_read_by_few_and_each_time_noted(
    contact: Actor, employer: Employer, case_officer: Actor
) -> None:
    worker = factories.worker(employer, sex="F")
    commands.keep_sensitive_facts(by=contact, worker=worker.pk, pregnancy_start=date(2026, 6, 1))
    assert commands.read_sensitive_facts(by=contact, worker=worker.pk).pregnancy_start == date(2026, 6, 1)
    with pytest.raises(ProgrammeError, match="UNMASK_REASON_MISSING"):
        commands.read_sensitive_facts(by=case_officer, worker=worker.pk)
    commands.read_sensitive_facts(by=case_officer, worker=worker.pk, reason="举报核查")
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "workforce.keep_sensitive_facts",
        "workforce.read_sensitive_facts",
        "workforce.read_sensitive_facts",
    ]
    assert Unmasking.objects.get().field == "sensitive_facts"
    assert "2026-06-01" not in str(list(AuditEntry.objects.values_list("details")))
    refused: tuple[tuple[dict[str, Any], str], ...] = (
        ({"birth_date_child": date(2026, 6, 1)}, "WORKFORCE_CHILD_BEFORE_PREGNANCY"),
        ({"permit_from": TODAY, "permit_to": date(2026, 1, 1)}, "WORKFORCE_PERMIT_DAYS"),
    )
    for facts, code in refused:
        with pytest.raises(ProgrammeError, match=code):
            commands.keep_sensitive_facts(by=contact, worker=worker.pk, **facts)


def test_protected_facts_have_no_history(contact: Actor, employer: Employer) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE tablename LIKE 'workforce_%event'")
        tracked = {name for (name,) in cursor.fetchall()}
        assert "workforce_workerevent" in tracked
        assert not {"workforce_sensitivefactsevent", "workforce_familycontactevent"} & tracked
        cursor.execute(
            "SELECT column_name FROM information_schema.columns WHERE table_name = 'workforce_workerevent'"
        )
        columns = {name for (name,) in cursor.fetchall()}
    assert not {"name", "id_number", "id_number_digest", "birth_date", "phone", "bank_account"} & columns


def test_few_people_are_not_counted(kunming: Association, employer: Employer, board: Actor) -> None:
    women = [factories.worker(employer, sex="F") for _ in range(6)]
    factories.worker(employer, birth_date=date(2010, 1, 1))
    for woman in women[:4]:
        factories.sensitive(woman, pregnancy_start=date(2026, 6, 1))
    found = counts_of(board, employer, TODAY)
    groups = {str(group.title): dict(group.lines) for group in found.groups}
    assert found.people == 7
    assert set(groups["Sex"].values()) == {few(0), "not shown"}
    assert groups["Age today"] == {"Under 16": few(0), "16 or 17": few(0), "18 or older": "all others"}
    assert set(groups["Protected facts"].values()) == {few(0)}
    factories.sensitive(women[4], pregnancy_start=date(2026, 6, 1))
    again = counts_of(board, employer, TODAY)
    assert 5 in [value for _label, value in again.groups[4].lines]


def test_dispatched_and_unlicensed_in_counts(employer: Employer, monitor: Actor) -> None:
    for _ in range(15):
        factories.worker(employer)
    for _ in range(5):
        factories.worker(employer, employment_form="dispatched")
    factories.worker(employer, employment_form="dispatched", leave_date=date(2026, 6, 1))
    found = counts_of(monitor, employer, TODAY)
    assert (found.people, found.unlicensed) == (20, 5)
    assert (found.dispatched_share, found.is_over_dispatched) == ("25 %", True)
    assert dict(found.groups[0].lines) == {"Full-time": 15, "Labour dispatch": 5}
