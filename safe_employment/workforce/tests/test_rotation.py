"""New keys for real rows: every value is brought under them, and a broken-off rotation goes on."""

from __future__ import annotations

from typing import Any

import pytest
from typer.testing import CliRunner

from safe_employment.cli import add_rooms, app
from safe_employment.kit.actors import machine
from safe_employment.kit.models import Association, AuditEntry, SealingKey
from safe_employment.kit.sealed import Plain, Sealer, holders_of, open_sealed, rotation
from safe_employment.kit.sealed.sealer import head_of
from safe_employment.members.tests import factories as members
from safe_employment.workforce.models import Worker
from safe_employment.workforce.tests import factories


def crew(association: Association, size: int) -> list[tuple[Worker, str]]:
    employer = members.employer(association)
    numbers = [factories.identity_number() for _ in range(size)]
    account = "6222021234567890"
    return [(factories.worker(employer, number=number, account=account), number) for number in numbers]


def test_every_value_is_brought_under_the_new_key_and_still_found(
    kunming: Association, qujing: Association
) -> None:
    people, others = crew(kunming, 7), crew(qujing, 2)
    before = {row.pk: bytes(row.id_number) for row in Worker.objects.all()}
    done = rotation.rotate_keys(by=machine(kunming), batch=3)
    assert (done.version, done.values, done.was_resumed) == (2, 14, False)
    key = SealingKey.objects.get(association=kunming, kind="values", version=2)
    assert key.settled_at is not None
    for made, number in people:
        row = Worker.objects.get(pk=made.pk)
        assert bytes(row.id_number).startswith(head_of(key))
        assert bytes(row.bank_account).startswith(head_of(key))
        assert open_sealed(row, "id_number") == Plain(number)
        found = holders_of(Worker.objects.all(), "id_number", Plain(number), Sealer(kunming.pk))
        assert [one.pk for one in found] == [made.pk]
    for made, _number in others:
        assert bytes(Worker.objects.get(pk=made.pk).id_number) == before[made.pk]
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")] == [
        "kit.begin_key_rotation",
        "kit.finish_key_rotation",
    ]
    assert not Worker.pgh_event_model.objects.filter(pgh_label="update").exists()  # type: ignore[attr-defined]


def test_a_broken_off_rotation_goes_on_where_it_stopped(
    kunming: Association, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = crew(kunming, 5)
    move, moved = rotation._move, [0]

    def once(*given: Any) -> int:
        if sum(moved):
            raise RuntimeError("the machine was switched off")
        moved.append(move(*given))
        return moved[-1]

    monkeypatch.setattr(rotation, "_move", once)
    with pytest.raises(RuntimeError):
        rotation.rotate_keys(by=machine(kunming), batch=2)
    monkeypatch.setattr(rotation, "_move", move)
    assert all(open_sealed(Worker.objects.get(pk=made.pk), "id_number") == Plain(n) for made, n in people)
    done = rotation.rotate_keys(by=machine(kunming), batch=2)
    assert (done.version, done.values, done.was_resumed) == (2, 8, True)
    assert rotation.rotate_keys(by=machine(kunming)).version == 3


def test_the_command_line_rotates_and_rewraps(kunming: Association) -> None:
    crew(kunming, 1)
    add_rooms()
    done = CliRunner().invoke(app, ["keys", "rotate", "--association", "kunming"])
    assert (done.exit_code, "2 values brought to it" in done.output) == (0, True)
    assert CliRunner().invoke(app, ["keys", "rewrap", "--association", "kunming"]).exit_code == 0
    unknown = CliRunner().invoke(app, ["keys", "rotate", "--association", "nowhere"])
    assert unknown.exit_code == 2
    assert "ASSOCIATION_UNKNOWN" in unknown.output
