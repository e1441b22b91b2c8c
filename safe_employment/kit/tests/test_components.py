"""The parts of pages, as they are sent."""

from __future__ import annotations

import re

import pytest
from django.template import Context, Template
from django.urls import reverse

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import TaskRun
from safe_employment.kit.tests.actors import signed_in
from safe_employment.kit.writing import unbroken


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


def test_a_title_is_escaped_once() -> None:
    shown = Template('{% cotton page_head title="{{ name }}" / %}').render(Context({"name": "A & <b>"}))
    assert "<h1>A &amp; &lt;b&gt;</h1>" in re.sub(r">\s+|\s+<", lambda found: found[0].strip(), shown)


def test_a_dialog_works_without_scripts(manager: Actor) -> None:
    source = '{% cotton confirm id="end" label="End" title="End?" action="/end/" danger / %}'
    shown = Template(source).render(Context())
    assert 'href="#end"' in shown
    assert '<dialog class="confirm" id="end"' in shown
    assert 'method="post"' in shown


@pytest.mark.parametrize(("state", "polls"), [("running", True), ("queued", True), ("succeeded", False)])
def test_long_work_is_asked_about_until_it_is_over(state: str, polls: bool) -> None:
    source = '{% cotton progress :task="task" url="/tasks/1/" / %}'
    shown = Template(source).render(Context({"task": TaskRun(state=state, done=3, total=12)}))
    assert ('hx-get="/tasks/1/"' in shown) is polls
    assert ('value="25"' in shown) is polls


def test_a_figure_stays_with_its_sign_and_a_range_with_its_end() -> None:
    assert unbroken("加付 50 %–100 % 赔偿金") == "加付 50\u00a0%–\u2060100\u00a0% 赔偿金"
    assert unbroken("500–2,000 yuan, 5 years") == "500–\u20602,000 yuan, 5 years"
