"""An employer without an account checks their own books: desk and phone, with and without scripts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from safe_employment.workforce.checking.tests.books import IDENTITY, NAME, as_workbook, changed

PATIENCE = 120_000  # milliseconds; the rules may have to be prepared first


@pytest.fixture
def books(tmp_path: Path) -> dict[str, Path]:
    files = {"right": as_workbook(), "wrong": as_workbook(changed("workers", 0, hire_date="one day"))}
    for name, data in files.items():
        (tmp_path / f"{name}.xlsx").write_bytes(data)
    return {name: tmp_path / f"{name}.xlsx" for name in files}


def hand_in(page: Any, file: Path) -> None:
    page.set_input_files("input[type=file]", file)
    page.click("button[type=submit]")
    page.wait_for_selector(".check-answer", timeout=PATIENCE)
    page.wait_for_load_state("load", timeout=PATIENCE)


@pytest.mark.parametrize(("phone", "language"), [(False, "en-GB"), (True, "zh-CN")])
def test_checking_ones_own_books(visit, books: dict[str, Path], phone: bool, language: str) -> None:
    screen = visit(phone=phone, language=language)
    page = screen.open("/check/")
    problems = [f"empty: {found}" for found in screen.axe()]
    hand_in(page, books["wrong"])
    assert "BOOKS_NOT_A_DATE" in page.inner_text(".check-answer")
    problems += [f"problems: {found}" for found in screen.axe()]
    hand_in(page, books["right"])
    said = page.inner_text(".check-answer")
    problems += [f"answer: {found}" for found in screen.axe()]
    assert "206.90" in said
    assert "W001" in said
    assert NAME not in page.content()
    assert IDENTITY not in page.content()
    assert not screen.overflows()
    assert problems == []
    assert screen.context.cookies() == []

    with page.expect_download() as begun:
        page.click(".page-actions button >> nth=0")
    assert len(CalamineWorkbook.from_path(begun.value.path()).sheet_names) == 2
    with page.expect_download() as begun:
        page.click(".page-actions button >> nth=1")
    assert json.loads(Path(begun.value.path()).read_text(encoding="utf-8"))["findings"]

    page.emulate_media(media="print")
    assert not page.is_visible(".light-head")
    assert not page.is_visible(".page-actions")
    assert page.is_visible(".matter")


def test_it_works_without_scripts(visit, books: dict[str, Path]) -> None:
    screen = visit(language="en-GB")
    page = screen.context.browser.new_context(java_script_enabled=False, locale="en-GB").new_page()
    page.goto(screen.address + "/check/")
    hand_in(page, books["right"])
    assert "Breach of the law" in page.inner_text(".check-answer")
    page.context.close()


def test_the_interface_describes_itself(visit) -> None:
    page = visit(language="en-GB").open("/api/v1/docs")
    page.wait_for_selector("text=Check books against the law", timeout=PATIENCE)
