"""Newer editions of our questionnaires: shown to who took an older one, never put in its place."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from django.urls import reverse

from safe_employment.instruments import commands
from safe_employment.instruments import library as shelf
from safe_employment.instruments.compiling import compile_form
from safe_employment.instruments.models import InstrumentKind, InstrumentVersion, VersionState
from safe_employment.instruments.tests.factories import END, NOW, SMALL, group, judged, markdown
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden
from safe_employment.kit.tests.actors import signed_in

FIRST, SECOND = SMALL, [*group("A"), judged("A01"), judged("A03"), *END]
OWN = [*SMALL[:-1], judged("A77"), *END]

Shelf = Callable[..., None]


@pytest.fixture
def put_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    """Let the programme come with one questionnaire, in the editions that are put out, one after another."""
    editions: dict[str, str] = {}

    def put_out(rows: list[dict[str, str]], version: str) -> None:
        data = markdown(rows, version=version)
        editions[version] = hashlib.sha256(data).hexdigest()
        (tmp_path / "checklist.md").write_bytes(data)
        listed = yaml.safe_dump({"checklist": editions}, sort_keys=False)
        (tmp_path / "editions.yaml").write_text(listed, encoding="utf-8")
        shelf.library.cache_clear()

    monkeypatch.setattr(shelf, "SHELF", tmp_path)
    monkeypatch.setattr(shelf, "EDITIONS", tmp_path / "editions.yaml")
    monkeypatch.setattr(shelf, "KINDS", {"checklist": InstrumentKind.VISIT_CHECKLIST})
    yield put_out
    shelf.library.cache_clear()


def at(route: str, *keys: int) -> str:
    return reverse(f"instruments:{route}", args=["kunming", *keys])


def shown(by: Actor, route: str, *keys: int) -> str:
    return signed_in(by).get(at(route, *keys), follow=True).content.decode()


def taken(by: Actor, put_out: Shelf) -> InstrumentVersion:
    """The first edition, which the association has in use when the second comes out."""
    put_out(FIRST, "2026010101")
    [version] = commands.add_library(by=by, now=NOW)
    put_out(SECOND, "2026020201")
    return version


def published(by: Actor, rows: list[dict[str, str]], version: str) -> InstrumentVersion:
    made = commands.upload_version(by=by, data=markdown(rows, version=version), name="own.md")
    return commands.publish_version(by=by, version=made, now=NOW)


@pytest.mark.django_db
def test_the_list_shows_a_newer_edition_and_one_press_makes_its_draft(
    manager: Actor, monitor: Actor, put_out: Shelf
) -> None:
    put_out(FIRST, "2026010101")
    [older] = commands.add_library(by=manager, now=NOW)
    page = at("edition", older.instrument_id)
    assert page not in shown(manager, "instruments") + shown(manager, "instrument", older.instrument_id)
    put_out(SECOND, "2026020201")
    assert page in shown(manager, "instruments")
    assert page in shown(manager, "instrument", older.instrument_id)
    assert page not in shown(monitor, "instruments") + shown(monitor, "instrument", older.instrument_id)
    told = signed_in(manager).get(page)
    edition = told.context["words"].edition
    assert {each.path for each in edition.changes} == {"A/A02", "A/A02_note", "A/A03"}
    assert "note-attention" not in told.content.decode()
    signed_in(manager).post(page)
    draft = InstrumentVersion.objects.get(version="2026020201")
    assert bytes(draft.source) == markdown(SECOND, version="2026020201")
    older.refresh_from_db()
    assert (draft.state, older.state) == (VersionState.DRAFT, VersionState.PUBLISHED)
    assert page not in shown(manager, "instruments")


@pytest.mark.django_db
def test_own_changes_are_shown_beside_the_programmes(manager: Actor, put_out: Shelf) -> None:
    older = taken(manager, put_out)
    published(manager, OWN, "kunming-2")
    told = signed_in(manager, language="en").get(at("edition", older.instrument_id))
    edition = told.context["words"].edition
    assert edition.taken.pk == older.pk
    assert {each.path for each in edition.changes} == {"A/A02", "A/A02_note", "A/A03"}
    assert {each.path for each in edition.own_changes} == {"A/A77"}
    page = told.content.decode()
    assert "has changes of your own" in page
    assert "A/A77" in page


@pytest.mark.django_db
def test_a_form_of_ones_own_under_our_form_id_is_said_to_be_ones_own(manager: Actor, put_out: Shelf) -> None:
    own = published(manager, OWN, "2026010101")
    put_out(FIRST, "2026010101")
    put_out(SECOND, "2026020201")
    told = signed_in(manager, language="en").get(at("edition", own.instrument_id))
    assert told.context["words"].edition.taken is None
    assert {"A/A77", "A/A03"} <= {each.path for each in told.context["words"].edition.changes}
    assert "is your own" in told.content.decode()


@pytest.mark.django_db
def test_a_draft_that_was_changed_stays_and_is_not_offered_again(manager: Actor, put_out: Shelf) -> None:
    older = taken(manager, put_out)
    merged = commands.upload_version(by=manager, data=markdown(OWN, version="2026020201"), name="own.md")
    page = at("edition", older.instrument_id)
    assert page not in shown(manager, "instruments")
    for answer in (signed_in(manager).get(page), signed_in(manager).post(page)):
        assert answer.headers["Location"] == at("version", merged.pk)
    assert commands.draft_edition(by=manager, instrument=older.instrument).pk == merged.pk
    merged.refresh_from_db()
    assert bytes(merged.source) == markdown(OWN, version="2026020201")


@pytest.mark.django_db
def test_what_is_out_of_use_or_not_ours_has_no_newer_edition(
    manager: Actor, monitor: Actor, put_out: Shelf
) -> None:
    older = taken(manager, put_out)
    with pytest.raises(Hidden):
        commands.draft_edition(by=monitor, instrument=older.instrument)
    commands.retire_version(by=manager, version=older, now=NOW)
    assert at("edition", older.instrument_id) not in shown(manager, "instruments")
    data = markdown(SMALL, form_id="another")
    own = commands.upload_version(by=manager, data=data, name="another.md")
    commands.publish_version(by=manager, version=own, now=NOW)
    assert signed_in(manager).get(at("edition", own.instrument_id)).status_code == 404
    with pytest.raises(Hidden):
        commands.draft_edition(by=manager, instrument=own.instrument)


@pytest.mark.parametrize("form", shelf.library(), ids=lambda form: form.form_id)
def test_each_file_is_the_last_of_its_editions(form: shelf.LibraryForm) -> None:
    made = compile_form(form.read(), form.path.name).definition
    here = made.version, hashlib.sha256(form.read()).hexdigest()
    assert here == list(form.editions.items())[-1], "give it a new version, and a line in editions.yaml"
    assert list(form.editions) == sorted(form.editions)
