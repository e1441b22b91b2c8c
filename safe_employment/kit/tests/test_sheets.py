"""Sheets of large lists: the worker writes them with the rights of who asked, and for them alone."""

from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden
from safe_employment.kit.files import place
from safe_employment.kit.models import AuditEntry, PartnerAgency, RoleAssignment, StoredFile, TaskRun
from safe_employment.kit.models.tasks import TaskState
from safe_employment.kit.roles import Role
from safe_employment.kit.tables.asking import listing_at
from safe_employment.kit.tables.large_sheets import ask_for_sheet, forget_sheets
from safe_employment.kit.tasks import Progress, carry_out
from safe_employment.kit.tasks.long_work import cancel
from safe_employment.kit.tests.actors import actor, signed_in

pytestmark = pytest.mark.django_db
AT_HOME = {"association": "kunming"}
LIST = "/a/kunming/agencies/"


@pytest.fixture(autouse=True)
def _few_are_many(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("safe_employment.kit.tables.export.AT_ONCE", 10)
    monkeypatch.setattr("safe_employment.kit.tables.export.CHUNK", 4)
    monkeypatch.setattr(Progress, "EVERY", 0.0)


@pytest.fixture
def agencies(manager: Actor, neighbour_manager: Actor) -> None:
    PartnerAgency.objects.bulk_create(
        PartnerAgency(association=home, name_zh=f"单位{number:02}", kind="other")
        for home, count in ((manager.home, 14), (neighbour_manager.home, 12))
        for number in range(count)
    )


def rows_of(response: Any) -> list[list[Any]]:
    content = io.BytesIO(b"".join(response.streaming_content))
    return CalamineWorkbook.from_filelike(content).get_sheet_by_index(0).to_python()


def test_a_large_sheet_is_written_by_the_worker_and_taken_by_who_asked(
    manager: Actor, agencies: None
) -> None:
    browser = signed_in(manager)
    offered = browser.get(f"{LIST}?sort=-name&export=xlsx")
    assert "14" in offered.content.decode()
    assert not AuditEntry.objects.filter(action="kit.agencies.export").exists()
    given = {"path": LIST, "query": "sort=-name_zh"}
    asked = browser.post(reverse("kit:make_sheet", kwargs=AT_HOME), given)
    run = TaskRun.objects.get()
    assert asked.headers["Location"] == run.path == reverse("kit:sheet", kwargs={**AT_HOME, "pk": run.pk})
    assert "hx-get" in browser.get(run.path).content.decode()
    run = carry_out(run.pk)
    assert (run.state, run.result["rows"]) == (TaskState.SUCCEEDED, 14)
    file = StoredFile.objects.get()
    address = reverse("kit:file", kwargs={**AT_HOME, "pk": file.pk})
    assert address in browser.get(run.path).content.decode()
    rows = rows_of(browser.get(address))
    assert [row[0] for row in rows[1:]] == [f"单位{number:02}" for number in reversed(range(14))]
    entry = AuditEntry.objects.get(action="kit.agencies.export")
    assert (entry.person, entry.details["rows"], entry.channel) == (manager.person, 14, "task")
    assert AuditEntry.objects.filter(action="kit.read_file", object_id=str(file.pk)).exists()


def test_a_small_list_is_given_at_once(manager: Actor) -> None:
    PartnerAgency.objects.create(association=manager.home, name_zh="一家", kind="other")
    answer = signed_in(manager).get(f"{LIST}?export=xlsx")
    assert rows_of(answer)[1][0] == "一家"
    assert not TaskRun.objects.exists()


def test_the_filters_and_the_search_hold_in_the_sheet(manager: Actor, agencies: None) -> None:
    PartnerAgency.objects.create(association=manager.home, name_zh="公安局", kind="police")
    run = carry_out(ask_for_sheet(by=manager, path=LIST, query="kind=police").pk)
    assert run.result["rows"] == 1


def test_the_sheet_is_hidden_from_everyone_else(
    manager: Actor, clerk: Actor, neighbour_manager: Actor, agencies: None
) -> None:
    run = carry_out(ask_for_sheet(by=manager, path=LIST, query="").pk)
    file = StoredFile.objects.get()
    other = actor(manager.home, Role.MANAGER, name="副经理")
    for who in (clerk, other, neighbour_manager):
        browser = signed_in(who)
        assert browser.get(run.path).status_code == 404
        assert browser.get(reverse("kit:file", kwargs={**AT_HOME, "pk": file.pk})).status_code == 404
        stop = reverse("kit:stop_sheet", kwargs={**AT_HOME, "pk": run.pk})
        assert browser.post(stop).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/a/qujing/agencies/", "/a/kunming/agencies/new/", "/a/kunming/", "/nowhere/", "/a/kunming/audit/", ""],
)
def test_only_a_list_of_ones_own_is_asked(trainer: Actor, neighbour_manager: Actor, path: str) -> None:
    with pytest.raises(Hidden):
        listing_at(trainer, path, "")


def test_a_role_that_ended_meanwhile_gives_no_sheet(manager: Actor, agencies: None) -> None:
    run = ask_for_sheet(by=manager, path="/a/kunming/audit/", query="")
    RoleAssignment.objects.filter(person=manager.person).update(role=Role.TRAINER)
    run = carry_out(run.pk)
    assert run.state == TaskState.FAILED
    assert not StoredFile.objects.exists()


def test_with_the_role_goes_the_ready_sheet(manager: Actor) -> None:
    carry_out(ask_for_sheet(by=manager, path="/a/kunming/audit/", query="").pk)
    address = reverse("kit:file", kwargs={**AT_HOME, "pk": StoredFile.objects.get().pk})
    assert signed_in(manager).get(address).status_code == 200
    RoleAssignment.objects.filter(person=manager.person).update(role=Role.TRAINER)
    assert signed_in(manager).get(address).status_code == 404


def test_a_sheet_that_was_stopped_leaves_nothing(manager: Actor, agencies: None, tmp_path: Path) -> None:
    run = ask_for_sheet(by=manager, path=LIST, query="")
    cancel(by=manager, run=run)
    assert carry_out(run.pk).state == TaskState.CANCELLED
    assert not StoredFile.objects.exists()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert not AuditEntry.objects.filter(action="kit.agencies.export").exists()
    assert signed_in(manager).get(run.path).status_code == 200


def test_sheets_are_removed_after_a_week(manager: Actor, agencies: None) -> None:
    run = carry_out(ask_for_sheet(by=manager, path=LIST, query="").pk)
    stored = StoredFile.objects.get()
    now = timezone.now()
    forget_sheets(manager, now + timedelta(days=6))
    assert place(stored.path).exists()
    forget_sheets(manager, now + timedelta(days=8))
    assert not place(stored.path).exists()
    assert not StoredFile.objects.exists()
    assert signed_in(manager).get(run.path).status_code == 200
