"""What phones do not ask as ODK Collect does is told before a form is published."""

from __future__ import annotations

import re

import pytest

from safe_employment.instruments.compiling import compile_form
from safe_employment.instruments.compiling.question_types import CHOOSING, TYPES
from safe_employment.instruments.library import library
from safe_employment.instruments.models import InstrumentVersion
from safe_employment.instruments.on_phones import TYPES as ON_PHONES
from safe_employment.instruments.on_phones import lacks_on_phones
from safe_employment.instruments.tests import phone_types
from safe_employment.instruments.tests.factories import END, group, markdown, text
from safe_employment.instruments.tests.test_pages import at, file
from safe_employment.kit.actors import Actor
from safe_employment.kit.tests.actors import signed_in

ROWS = [
    *group("A"),
    text("front", type="geopoint"),
    text("fence", type="geotrace"),
    text("badge", type="barcode"),
    text("sign", type="image", appearance="signature"),
    *END,
    {"type": "begin_repeat", "name": "rooms", "label::English (en)": "Rooms", "label::中文 (zh)": "房间"},
    text("beds", type="integer"),
    {"type": "end_repeat"},
    text("mail", type="email"),
]


def test_the_table_knows_every_type() -> None:
    assert {*TYPES, *CHOOSING} == set(ON_PHONES)


def test_the_app_is_tested_with_this_table() -> None:
    written = phone_types.FORMS.read_text(encoding="utf-8")
    assert written == phone_types.forms(), "python -m safe_employment.instruments.tests.phone_types"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("visit_checklist", [(3, "fence"), (4, "badge"), (5, "sign"), (10, "mail")]),
        ("worker_interview", [(3, "fence"), (4, "badge"), (5, "sign"), (7, "rooms"), (10, "mail")]),
        ("self_assessment", []),
    ],
)
def test_each_is_told_with_its_row(kind: str, told: list[tuple[int, str]]) -> None:
    definition = compile_form(markdown(ROWS)).definition
    # Row 1 of the sheet are the names of its columns.
    assert [((each.row or 0) - 1, each.name) for each in lacks_on_phones(definition, kind)] == told


def test_our_own_are_asked_whole() -> None:
    for form in library():
        definition = compile_form(form.read()).definition
        assert lacks_on_phones(definition, form.kind) == [], form.form_id


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "means"), [("en", "cannot be answered there"), ("zh-hans", "不能回答")])
def test_the_draft_and_the_question_before_publishing_list_them(
    language: str, means: str, manager: Actor
) -> None:
    browser = signed_in(manager, language=language)
    browser.post(at("upload"), {"file": file(markdown(ROWS)), "kind": "visit_checklist"})
    made = InstrumentVersion.objects.get()
    for route in ("version", "publish"):
        page = browser.get(at(route, made.pk)).content.decode()
        told = re.findall(r"<li>(.*?)</li>", page.partition("data-lacks")[2].partition("</ul>")[0], re.DOTALL)
        assert len(told) == 4, route
        assert "fence" in told[0]
        assert "4" in told[0]
        assert means in told[0]
    assert browser.post(at("publish", made.pk)).status_code == 302
    made.refresh_from_db()
    assert made.state == "published"
    assert "data-lacks" in browser.get(at("version", made.pk)).content.decode()
    browser.post(at("retire", made.pk))
    assert "data-lacks" not in browser.get(at("version", made.pk)).content.decode()
