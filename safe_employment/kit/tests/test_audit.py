"""The audit log cannot be changed, and a change made behind its back is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import DatabaseError, connection, transaction

from safe_employment.kit import audit
from safe_employment.kit.actors import Actor
from safe_employment.kit.commands import command, record
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.tests.actors import signed_in


def behind_its_back(statement: str) -> None:
    """Run a statement with the triggers off, as someone with the keys to the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement)
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture
def log(manager: Actor, neighbour_manager: Actor) -> list[AuditEntry]:
    """Five entries of one association and two of another."""
    for number in range(5):
        record(manager, "kit.tried", manager.person, details={"number": number, "词": "中文"})
    for _ in range(2):
        record(neighbour_manager, "kit.tried")
    return list(AuditEntry.objects.order_by("pk"))


def test_an_untouched_log_holds(log: list[AuditEntry]) -> None:
    found = audit.verify()
    assert found.holds
    assert found.entries == 7
    assert sorted(position for position, _ in found.heads.values()) == [2, 5]


@pytest.mark.parametrize(
    "statement", ["UPDATE kit_auditentry SET action = 'x'", "DELETE FROM kit_auditentry"]
)
def test_the_database_refuses_changes(log: list[AuditEntry], statement: str) -> None:
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        connection.cursor().execute(statement)
    assert AuditEntry.objects.count() == 7


@pytest.mark.parametrize(
    "change",
    [
        "details = '{}'",
        "action = 'kit.other'",
        "at = at + interval '1 second'",
        "person_id = NULL",
        "object_label = 'someone else'",
    ],
)
def test_an_altered_entry_is_found(log: list[AuditEntry], change: str) -> None:
    behind_its_back(f"UPDATE kit_auditentry SET {change} WHERE id = {log[2].pk}")
    found = audit.verify()
    assert [(fault.position, fault.kind) for fault in found.faults] == [(3, "altered")]


def test_a_removed_entry_is_found(log: list[AuditEntry]) -> None:
    behind_its_back(f"DELETE FROM kit_auditentry WHERE id = {log[1].pk}")
    assert ("missing", 2) in [(fault.kind, fault.position) for fault in audit.verify().faults]


def test_a_removed_tail_is_found(log: list[AuditEntry]) -> None:
    behind_its_back(f"DELETE FROM kit_auditentry WHERE id = {log[4].pk}")
    assert [(fault.kind, fault.position) for fault in audit.verify().faults] == [("head", 5)]


def test_a_log_rewritten_from_end_to_end_is_found_by_an_earlier_head(
    kunming: Association, log: list[AuditEntry]
) -> None:
    anchors = audit.verify().heads
    behind_its_back("DELETE FROM kit_auditentry; DELETE FROM kit_audithead;")
    AuditEntry.objects.create(
        chain=kunming.pk, position=0, at=log[0].at, action="kit.invented", channel="web"
    )
    assert audit.verify().holds
    assert not audit.verify(anchors).holds


def test_a_command_without_an_entry_is_a_fault_and_changes_nothing(manager: Actor) -> None:
    @command
    def forgetful(*, by: Actor) -> None:
        by.home.contact_phone = "1"
        by.home.save()

    with pytest.raises(RuntimeError, match="left no audit entry"):
        forgetful(by=manager)
    assert not Association.objects.filter(contact_phone="1").exists()


def test_a_failed_command_leaves_no_entry(manager: Actor) -> None:
    @command
    def failing(*, by: Actor) -> None:
        record(by, "kit.failing")
        raise ValueError("it went wrong")

    with pytest.raises(ValueError, match="it went wrong"):
        failing(by=manager)
    assert not AuditEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_command_called_on_commit_has_its_own_transaction_and_entry(manager: Actor) -> None:
    inside: list[bool] = []

    @command
    def follow(*, by: Actor) -> None:
        inside.append(connection.in_atomic_block)
        record(by, "test.follow")

    @command
    def lead(*, by: Actor) -> None:
        record(by, "test.lead")
        transaction.on_commit(lambda: follow(by=by))

    lead(by=manager)
    assert inside == [True]
    kept = AuditEntry.objects.filter(action__startswith="test.").order_by("pk")
    assert list(kept.values_list("action", flat=True)) == ["test.lead", "test.follow"]


def test_the_page_says_through_what_it_was_done_and_finds_it_by_that(manager: Actor) -> None:
    for channel in ("odk", "api", "phone"):
        by = replace(manager, channel=channel)
        audit.write_together([audit.Pending(by, f"kit.by_{channel}", "", "", "", {})])
    assert audit.verify().faults == []
    client = signed_in(manager)
    for language, words in (("en", "Visit app"), ("zh-hans", "走访应用")):
        type(manager.person).objects.update(language=language)  # type: ignore[union-attr]
        page = client.get("/a/kunming/audit/?channel=phone").content.decode()
        assert words in page
        assert "ODK Collect" in page
        assert "kit.by_phone" in page
        assert "kit.by_odk" not in page
