"""The pages of questionnaires."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pyxform.xls2json_backends import md_table_to_workbook

from safe_employment.instruments.compiling import compile_form
from safe_employment.instruments.models import InstrumentVersion, VersionState
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.factories import END, SMALL, group, judged, markdown, text
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.kit.tests.actors import signed_in

pytestmark = pytest.mark.django_db


def at(route: str, *keys: int) -> str:
    return reverse(f"instruments:{route}", args=["kunming", *keys])


def file(data: bytes, name: str = "checklist.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def without(setting: str) -> bytes:
    """A workbook with a sheet settings that lacks one of them."""
    *before, heads, values = (line.split(" | ") for line in markdown(SMALL).decode().split("\n"))
    at = next(place for place, head in enumerate(heads) if head == setting)
    rows = [*before, heads[:at] + heads[at + 1 :], values[:at] + values[at + 1 :]]
    kept = io.BytesIO()
    md_table_to_workbook("\n".join(" | ".join(row) for row in rows)).save(kept)
    return kept.getvalue()


def test_upload_read_publish_compare(manager: Actor) -> None:
    browser = signed_in(manager)
    sent = browser.post(at("upload"), {"file": file(markdown(SMALL)), "kind": "visit_checklist"})
    first = InstrumentVersion.objects.get()
    assert sent.headers["Location"] == at("version", first.pk)
    page = browser.get(at("version", first.pk)).content.decode()
    assert "Is A02 as it should be?" in page or "A02符合要求吗？" in page
    browser.post(at("publish", first.pk))
    first.refresh_from_db()
    assert first.state == VersionState.PUBLISHED
    changed = [*group("A"), judged("A01"), judged("A09"), *END]
    browser.post(at("upload"), {"file": file(markdown(changed, version="2")), "kind": "other"})
    second = InstrumentVersion.objects.get(version="2")
    compared = browser.get(at("compare", second.pk, first.pk))
    assert {each.path for each in compared.context["differences"]} == {"A/A02", "A/A02_note", "A/A09"}
    assert (
        at("compare", second.pk, first.pk)
        in browser.get(at("instrument", first.instrument_id)).content.decode()
    )


@pytest.mark.parametrize("lacks", ["version", "form_id"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_a_draft_says_what_its_file_does_not_name_and_how_to_name_it(
    lacks: str, language: str, manager: Actor
) -> None:
    browser = signed_in(manager, language=language)
    titles = {
        ("version", "en"): "The file names no version",
        ("version", "zh-hans"): "文件中没有写版本号",
        ("form_id", "en"): "The file names no form id",
        ("form_id", "zh-hans"): "文件中没有写表单编号",
    }
    browser.post(at("upload"), {"file": file(without(lacks), "kitchen walk.xlsx"), "kind": "other"})
    made = InstrumentVersion.objects.get()
    assert (len(made.version), made.instrument.form_id) == (
        (8, "checklist") if lacks == "version" else (1, "kitchen_walk")
    )
    page = browser.get(at("version", made.pk)).content.decode()
    for (setting, spoken), title in titles.items():
        assert (title in page) == (setting == lacks and spoken == language), title
    assert f"<code>{lacks}</code>" in page
    assert "<code>settings</code>" in page
    browser.post(at("publish", made.pk))
    assert titles[lacks, language] not in browser.get(at("version", made.pk)).content.decode()
    browser.post(at("upload"), {"file": file(markdown(SMALL, version="2")), "kind": "other"})
    named = InstrumentVersion.objects.get(version="2")
    assert "note-attention" not in browser.get(at("version", named.pk)).content.decode()


def test_a_file_with_a_chinese_name_gets_a_version_too(manager: Actor) -> None:
    browser = signed_in(manager)
    browser.post(at("upload"), {"file": file(without("version"), "走访.xlsx"), "kind": "other"})
    assert len(InstrumentVersion.objects.get().version) == 8
    refused = browser.post(at("upload"), {"file": file(without("form_id"), "走访.xlsx"), "kind": "other"})
    assert refused.status_code == 422
    assert "form_id" in refused.content.decode()


def test_problems_are_listed_with_sheet_and_row_and_nothing_is_saved(manager: Actor) -> None:
    rows = [*group("A"), judged("A01", se_good="ja"), text("x", relevant="evil()"), *END]
    answer = signed_in(manager).post(at("upload"), {"file": file(markdown(rows)), "kind": "other"})
    assert answer.status_code == 422
    page = answer.content.decode()
    for wanted in ("NO_SUCH_ANSWER", "UNKNOWN_FUNCTION", "evil"):
        assert wanted in page
    assert not InstrumentVersion.objects.exists()
    wrong = signed_in(manager).post(at("upload"), {"kind": "other"})
    assert wrong.status_code == 422


def test_the_files_come_back_as_they_went_in(manager: Actor) -> None:
    browser = signed_in(manager)
    browser.post(at("upload"), {"file": file(markdown(SMALL)), "kind": "other"})
    version = InstrumentVersion.objects.get()
    assert browser.get(at("source", version.pk)).content == markdown(SMALL)
    assert browser.get(at("xform", version.pk)).content.decode() == version.xform
    workbook = browser.get(at("workbook", version.pk)).content
    assert compile_form(workbook).digest == version.digest
    browser.post(at("upload"), {"file": file(workbook, "c.xlsx"), "kind": "other"})
    version.refresh_from_db()
    assert version.source_format == "xlsx"
    assert browser.get(at("workbook", version.pk)).status_code == 404


def test_lists_and_long_forms_open_in_few_queries(kunming: Association, manager: Actor) -> None:
    browser = signed_in(manager)
    for number in range(30):
        factories.published(kunming, form_id=f"form-{number}")
    with CaptureQueriesContext(connection) as seen:
        page = browser.get(at("instruments"))
    assert page.status_code == 200
    assert len(seen) <= 12, [each["sql"] for each in seen]
    long = factories.published(kunming, [text(f"q{number}") for number in range(450)], form_id="long")
    with CaptureQueriesContext(connection) as seen:
        first = browser.get(at("version", long.pk))
    assert len(seen) <= 12, [each["sql"] for each in seen]
    assert first.context["following"] == 100
    last = browser.get(at("version", long.pk), {"after": "400"})
    assert (last.context["following"], len(last.context["sections"][0].questions)) == (0, 50)
    assert io.BytesIO(browser.get(at("instruments"), {"export": "xlsx"}).getvalue()).read(2) == b"PK"


def test_the_programmes_own_are_taken_in_once(manager: Actor) -> None:
    browser = signed_in(manager)
    assert at("add_library") in browser.get(at("instruments")).content.decode()
    browser.post(at("add_library"))
    held = InstrumentVersion.objects.filter(state=VersionState.PUBLISHED)
    assert held.count() == 6
    checklist = held.get(instrument__form_id="visit-checklist")
    asked = [question for question in checklist.definition["questions"] if question["se"].get("question")]
    assert len(asked) == 91
    assert at("add_library") not in browser.get(at("instruments")).content.decode()
    browser.post(at("add_library"))
    assert InstrumentVersion.objects.count() == 6


def test_who_is_not_staff_finds_nothing(
    kunming: Association, monitor: Actor, neighbour_manager: Actor
) -> None:
    version = factories.published(kunming)
    assert signed_in(monitor).get(at("version", version.pk)).status_code == 200
    assert signed_in(monitor).get(at("upload")).status_code == 404
    assert signed_in(monitor).post(at("retire", version.pk)).status_code == 404
    for route in ("version", "source", "xform"):
        assert signed_in(neighbour_manager).get(at(route, version.pk)).status_code == 404
