"""The parts of pages, as they are sent."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from safe_employment.kit.actors import Actor
from safe_employment.kit.tests.actors import signed_in


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_style_page_shows_every_part(manager: Actor, language: str) -> None:
    page = signed_in(manager, language=language).get(reverse("kit:style", kwargs={"association": "kunming"}))
    html = page.content.decode()
    assert page.status_code == 200
    for part in (
        "page-head",
        "mark-urgent",
        "facts",
        "timeline-next",
        "tile-value",
        "record-diff",
        "stepper",
    ):
        assert f'class="{part}' in html or f" {part}" in html, part
    assert "<c-" not in html
    assert not re.search(r'\s(style|on[a-z]+)="', html)
    assert "<script>" not in html
