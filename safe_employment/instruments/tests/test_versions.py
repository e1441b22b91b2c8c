"""Versions: draft, published, retired; what was published never changes; what differs between two."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import translation
from PIL import Image

from safe_employment.instruments import commands
from safe_employment.instruments.differences import Change, differences
from safe_employment.instruments.models import InstrumentVersion, VersionState
from safe_employment.instruments.queries import definition_of
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.factories import END, NOW, SMALL, group, judged, markdown, text
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.tests.actors import signed_in


def uploaded(by: Actor, rows: list[dict[str, str]] | None = None, version: str = "1") -> InstrumentVersion:
    return commands.upload_version(
        by=by, data=markdown(rows or SMALL, version=version), name="c.md", kind="other"
    )


@pytest.mark.django_db
def test_a_draft_gives_way_to_the_next_upload_and_a_published_version_does_not(manager: Actor) -> None:
    first = uploaded(manager)
    again = uploaded(manager, [*group("A"), judged("A01"), *END])
    assert again.pk == first.pk
    assert again.questions == 1
    commands.publish_version(by=manager, version=again, now=NOW)
    with pytest.raises(ProgrammeError, match="INSTRUMENT_VERSION_TAKEN"):
        uploaded(manager)
    same = uploaded(manager, [*group("A"), judged("A01"), *END])
    assert same.pk == first.pk
    assert same.state == VersionState.PUBLISHED


@pytest.mark.django_db
def test_publishing_retires_the_version_before(manager: Actor) -> None:
    first = commands.publish_version(by=manager, version=uploaded(manager), now=NOW)
    later = NOW + timedelta(days=1)
    second = commands.publish_version(by=manager, version=uploaded(manager, version="2"), now=later)
    first.refresh_from_db()
    assert (first.state, first.retired_at) == (VersionState.RETIRED, later)
    assert second.state == VersionState.PUBLISHED
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions[-2:] == ["instruments.retire", "instruments.publish"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change", [{"xform": "<x/>"}, {"source": b"x"}, {"definition": {}}, {"version": "9"}]
)
def test_the_database_refuses_to_change_what_was_published(
    kunming: Association, change: dict[str, object]
) -> None:
    version = factories.published(kunming)
    with pytest.raises(DatabaseError), transaction.atomic():
        InstrumentVersion.objects.filter(pk=version.pk).update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        InstrumentVersion.objects.filter(pk=version.pk).delete()
    commands.retire_version(by=machine(kunming), version=version, now=NOW)


@pytest.mark.django_db
def test_a_draft_can_be_removed_with_its_questionnaire(manager: Actor) -> None:
    draft = uploaded(manager)
    commands.discard_draft(by=manager, version=draft)
    assert not InstrumentVersion.objects.exists()
    kept = commands.publish_version(by=manager, version=uploaded(manager), now=NOW)
    with pytest.raises(ProgrammeError, match="INSTRUMENT_NOT_A_DRAFT"):
        commands.discard_draft(by=manager, version=kept)


@pytest.mark.django_db
def test_only_the_manager_and_only_of_the_own_association(
    manager: Actor, monitor: Actor, neighbour_manager: Actor
) -> None:
    draft = uploaded(manager)
    for stranger in (monitor, neighbour_manager):
        with pytest.raises(Hidden):
            commands.publish_version(by=stranger, version=draft, now=NOW)
    with pytest.raises(Hidden):
        uploaded(monitor)


@pytest.mark.django_db
def test_a_form_waits_for_the_pictures_that_it_shows(manager: Actor) -> None:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8)).save(kept, "JPEG")
    jpeg = kept.getvalue()
    rows = [text("a", **{"media::image::English (en)": "door.jpg"})]
    draft = uploaded(manager, rows)
    with pytest.raises(ProgrammeError, match=r"INSTRUMENT_MEDIA_MISSING.*door\.jpg"):
        commands.publish_version(by=manager, version=draft, now=NOW)
    with pytest.raises(ProgrammeError, match="INSTRUMENT_MEDIA_NOT_NAMED"):
        commands.add_media(by=manager, version=draft, file=io.BytesIO(jpeg), name="window.jpg")
    with pytest.raises(ProgrammeError, match="FILE_WRONG_TYPE"):
        commands.add_media(by=manager, version=draft, file=io.BytesIO(b"MZ\x90\x00 program"), name="door.jpg")
    commands.add_media(by=manager, version=draft, file=io.BytesIO(jpeg), name="door.jpg")
    assert commands.publish_version(by=manager, version=draft, now=NOW).state == VersionState.PUBLISHED


@pytest.mark.django_db
def test_before_publishing_it_is_told_what_lacks_and_what_changed(manager: Actor) -> None:
    def page(route: str, pk: int) -> str:
        found = signed_in(manager).get(reverse(f"instruments:{route}", args=["kunming", pk]))
        return found.content.decode()

    first = uploaded(manager, [text("a"), text("b")])
    assert "Look at this before" not in page("version", first.pk) + page("publish", first.pk)
    assert "which is in use" not in page("publish", first.pk)
    commands.publish_version(by=manager, version=first, now=NOW)
    half = text("c") | {"label::中文 (zh)": "", "label::Laotian": "x", "label::English (en)": "C"}
    second = uploaded(manager, [text("a"), half], "2")
    for route in ("version", "publish"):
        shown = page(route, second.pk)
        assert "One text has no words in Chinese: c." in shown
        assert "These languages have no code: Laotian" in shown
    told = page("publish", second.pk)
    assert "2 differences from version 1" in told
    assert reverse("instruments:compare", args=["kunming", second.pk, first.pk]) in told
    commands.publish_version(by=manager, version=second, now=NOW)
    assert "Look at this before" not in page("version", second.pk)


@pytest.mark.django_db
def test_what_changed_is_told_question_by_question(manager: Actor) -> None:
    before = [*group("A"), judged("A01"), judged("A02"), judged("A03"), *END]
    after = [
        *group("A"), judged("A03"), judged("A01", **{"label::English (en)": "Is it so?"}),
        judged("A04", se_critical="yes"), *END,
    ]  # fmt: skip
    older = commands.publish_version(by=manager, version=uploaded(manager, before), now=NOW)
    newer = uploaded(manager, after, "2")
    with translation.override("en"):
        found = differences(definition_of(older), definition_of(newer))
    told = {
        (each.change, each.path): [(facet.name, facet.before, facet.after) for facet in each.facets]
        for each in found
    }
    assert told == {
        (Change.CHANGED, "A/A01"): [("Words, English", "Is A01 as it should be?", "Is it so?")],
        (Change.ADDED, "A/A04"): [],
        (Change.REMOVED, "A/A02"): [],
        (Change.MOVED, "A/A03"): [],
    }
    assert differences(definition_of(newer), definition_of(newer)) == []
