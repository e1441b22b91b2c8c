"""The register's own ways, walked by a membership clerk: doubtful pairs by keyboard, undoing, corrections."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, Notice, TaskRun
from safe_employment.kit.roles import Role
from safe_employment.kit.tasks import carry_out
from safe_employment.kit.tests.actors import actor
from safe_employment.members.commands import give_contact
from safe_employment.members.models import Correction, Employer, ImportBatch, MatchQuestion
from safe_employment.members.tests import factories as members
from safe_employment.members.tests.registers import csv, row, staged


def home(route: str, **given: object) -> str:
    return reverse(f"members:{route}", kwargs={"association": "kunming", **given})


@pytest.fixture
def private_files(settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "private"
    return tmp_path


@pytest.fixture
def pairs(clerk: Actor, private_files: Path) -> ImportBatch:
    """An import of six employers with three doubtful pairs, the surest first."""
    batch = staged(clerk, csv([row(number, 统一社会信用代码="") for number in range(1, 7)]))
    reasons = [
        {"field": "phone", "level": "same", "weight": 7.0},
        {"field": "branch", "level": "one_only", "weight": -4.0},
        {"field": "prior", "level": "applied", "weight": -9.0},
    ]
    MatchQuestion.objects.bulk_create(
        MatchQuestion(batch=batch, left_row=left, right_row=left + 1, confidence=share, reasons=reasons)
        for left, share in ((1, 0.999), (3, 0.8), (5, 0.6))
    )
    return batch


def press(page: Page, key: str) -> None:
    """Press a key and wait for the page to which it leads."""
    with page.expect_navigation():
        page.keyboard.press(key)


def answers(batch: ImportBatch) -> list[bool | None]:
    return list(batch.questions.values_list("same", flat=True))


def test_doubtful_pairs_are_decided_by_keyboard_alone(visit, clerk: Actor, pairs: ImportBatch) -> None:
    screen = visit(clerk, language="en-GB")
    page = screen.open(home("review", pk=pairs.pk))
    assert screen.axe() == []
    assert "more than 99 %" in page.locator("main").inner_text()
    assert page.locator("[data-shortcut] kbd").all_inner_texts() == ["y", "n", "j"]
    press(page, "y")
    assert answers(pairs) == [True, None, None]
    assert "Pair 2 of 3" in page.locator("main").inner_text()
    press(page, "u")
    assert answers(pairs) == [None, None, None]
    assert "Pair 1 of 3" in page.locator("main").inner_text()
    press(page, "y")
    press(page, "j")
    assert "Pair 3 of 3" in page.locator("main").inner_text()
    press(page, "n")
    assert "Pair 2 of 3" in page.locator("main").inner_text(), "the one that was skipped comes back"
    press(page, "k")
    assert "Pair 1 of 3" in page.locator("main").inner_text()
    assert page.locator(".decided").inner_text().startswith("Decided: the same employer")
    assert screen.axe() == []
    press(page, "j")
    press(page, "y")
    assert answers(pairs) == [True, True, False]
    assert "All pairs are decided" in page.locator("main").inner_text()
    assert screen.axe() == []
    press(page, "u")
    assert answers(pairs) == [True, None, False]


def test_a_key_written_into_a_field_decides_nothing(visit, clerk: Actor, pairs: ImportBatch) -> None:
    screen = visit(clerk)
    page = screen.open(home("question", pk=pairs.questions.all()[0].pk))
    page.evaluate("() => document.querySelector('main').append(document.createElement('textarea'))")
    page.locator("textarea").fill("")
    page.locator("textarea").press("y")
    assert page.locator("textarea").input_value() == "y"
    assert answers(pairs) == [None, None, None]


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_the_pairs_fit_a_phone(visit, clerk: Actor, pairs: ImportBatch, language: str) -> None:
    screen = visit(clerk, phone=True, language=language)
    for path in (
        home("review", pk=pairs.pk),
        home("import", pk=pairs.pk),
        home("import_columns", pk=pairs.pk),
    ):
        screen.open(path)
        assert screen.axe() == []
        assert not screen.overflows()
    page = screen.open(home("review", pk=pairs.pk))
    cells = page.locator(".record-diff tbody tr").first.locator("td")
    left, right = (cells.nth(number).bounding_box() for number in (0, 1))
    assert left["y"] == right["y"], "the two stand side by side"
    assert left["x"] + left["width"] <= right["x"]
    assert not page.locator("kbd").first.is_visible()


def test_an_import_is_refused_confirmed_and_undone(visit, clerk: Actor, private_files: Path) -> None:
    file = private_files / "名册.csv"
    file.write_bytes(csv([row(1), row(2, 统一社会信用代码="123")]))
    screen = visit(clerk)
    page = screen.open(home("import_upload"))
    page.locator("main form.form button[type=submit]").click()
    page.locator(".error-summary").wait_for()
    assert screen.axe() == []
    page.set_input_files("input[type=file]", str(file))
    page.locator("main form.form button[type=submit]").click()
    page.wait_for_url(re.compile(r"/imports/\d+/$"))
    assert "1" in page.locator(".tabs").inner_text()
    with page.expect_download() as sheet:
        page.locator("a[href$='problems.xlsx']").click()
    assert sheet.value.suggested_filename == "名册 问题.xlsx"
    with page.expect_navigation():
        page.locator("form[action$='/confirm/'] button").click()
    assert Employer.objects.live().count() == 2
    page.locator("a[href='#undo']").click()
    page.locator("dialog[open]").wait_for()
    assert screen.axe() == []
    with page.expect_navigation():
        page.locator("dialog[open] button[type=submit]").click()
    assert Employer.objects.count() == 0
    assert screen.axe() == []


def test_a_correction_goes_from_the_phone_to_the_clerk_and_back(
    visit, manager: Actor, clerk: Actor, kunming: Association
) -> None:
    employer = members.employer(kunming, name="昆明五华区小荷餐馆", staff=4)
    person = actor(kunming, Role.EMPLOYER_CONTACT, name="陈美玲")
    give_contact(by=manager, employer=employer, person=person.person)
    phone = visit(person, phone=True)
    page = phone.open(home("correct", pk=employer.pk))
    page.locator("#id_staff").fill("6")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").click()
    assert phone.axe() == []
    assert not phone.overflows()
    assert [notice.person for notice in Notice.objects.all()] == [clerk.person]
    desk = visit(clerk, language="en-GB")
    page = desk.open(reverse("kit:notices", kwargs={"association": "kunming"}))
    with page.expect_navigation():
        page.get_by_role("button", name="Open").click()
    assert desk.axe() == []
    page.locator("a[href='#decline']").click()
    page.locator("#reason").fill("请寄来名册")
    with page.expect_navigation():
        page.locator("dialog[open] button[type=submit]").click()
    assert Correction.objects.get().answer == "请寄来名册"
    page = phone.open(reverse("kit:notices", kwargs={"association": "kunming"}))
    assert phone.axe() == []
    with page.expect_navigation():
        page.get_by_role("button", name="打开").click()
    assert "请寄来名册" in page.locator("main").inner_text()
    assert not phone.overflows()


def test_a_large_sheet_is_written_meanwhile(visit, clerk: Actor, private_files: Path, monkeypatch) -> None:
    monkeypatch.setattr("safe_employment.kit.tables.export.AT_ONCE", 2)
    for number in range(4):
        members.employer(clerk.home, name=f"昆明饭庄{number}", phone=f"1380000000{number}")
    screen = visit(clerk, language="en-GB")
    page = screen.open(home("employers") + "?columns=name,phone")
    with page.expect_navigation():
        page.get_by_role("link", name="Excel").click()
    assert screen.axe() == []
    with page.expect_navigation():
        page.get_by_role("button", name="Write the sheet").click()
    assert screen.axe() == []
    carry_out(TaskRun.objects.get().pk)
    page.get_by_role("link", name="Download").wait_for()  # the page looks again by itself
    assert screen.axe() == []
    with page.expect_download() as sheet:
        page.get_by_role("link", name="Download").click()
    assert sheet.value.suggested_filename == f"members-employers-{timezone.localdate():%Y%m%d}.xlsx"
