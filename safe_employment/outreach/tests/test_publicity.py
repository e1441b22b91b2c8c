"""Wall newspapers, radio messages and media items."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from PIL import Image

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.files import file_for
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.members.tests import factories as members
from safe_employment.members.timeline import timeline_of
from safe_employment.outreach import commands, queries
from safe_employment.outreach.models import MediaItem, MediaKind, RadioMessage, WallNewspaper
from safe_employment.outreach.tests import factories

SINCE, UNTIL = date(2007, 1, 1), date(2008, 1, 1)


def photo() -> SimpleUploadedFile:
    kept = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(kept, "JPEG")
    return SimpleUploadedFile("墙报.jpg", kept.getvalue(), "image/jpeg")


def test_a_wall_newspaper_keeps_its_photo(trainer: Actor, board: Actor, neighbour_manager: Actor) -> None:
    made = commands.add_wall_newspaper(
        by=trainer, upload=photo(), title_zh="安全用工", place="南屏街", posted_on=date(2007, 3, 1)
    )
    assert made.photo is not None
    assert file_for(board, made.photo.pk).content_type == "image/jpeg"
    with pytest.raises(Hidden):
        file_for(neighbour_manager, made.photo.pk)
    changed = commands.change_wall_newspaper(by=trainer, wall_newspaper=made.pk, removed_on=date(2007, 4, 1))
    assert changed.photo == made.photo


def test_a_wall_newspaper_hangs_at_least_a_day(kunming: Association, trainer: Actor) -> None:
    made = factories.wall_newspaper(kunming)
    with pytest.raises(ProgrammeError, match="OUTREACH_DATES_REVERSED"):
        commands.change_wall_newspaper(by=trainer, wall_newspaper=made.pk, removed_on=made.posted_on)
    with pytest.raises(IntegrityError, match="wall_newspaper_hangs"), transaction.atomic():
        factories.wall_newspaper(kunming, removed_on=date(2007, 2, 1))


def test_a_text_is_not_a_photo(trainer: Actor) -> None:
    upload = SimpleUploadedFile("x.jpg", b"<script>alert(1)</script>", "image/jpeg")
    with pytest.raises(ProgrammeError, match="FILE_WRONG_TYPE"):
        commands.add_wall_newspaper(
            by=trainer, upload=upload, title_zh="安全用工", place="南屏街", posted_on=date(2007, 3, 1)
        )
    assert not WallNewspaper.objects.exists()


def test_a_radio_message_ends_after_it_begins(kunming: Association, manager: Actor) -> None:
    made = factories.radio_message(kunming)
    with pytest.raises(ProgrammeError, match="OUTREACH_DATES_REVERSED"):
        commands.change_radio_message(by=manager, radio_message=made.pk, last_on=date(2007, 2, 28))
    commands.change_radio_message(by=manager, radio_message=made.pk, times=30)
    assert RadioMessage.objects.get().times == 30


def test_one_report_is_one_media_item(manager: Actor) -> None:
    facts: dict[str, Any] = {
        "outlet": "昆明日报",
        "kind": MediaKind.PRESS,
        "published_on": date(2007, 3, 9),
        "title": "千家企业承诺安全用工",
    }
    made = commands.add_media_item(by=manager, **facts)
    with pytest.raises(ProgrammeError, match="OUTREACH_MEDIA_ITEM_TWICE"):
        commands.add_media_item(by=manager, **facts)
    commands.remove_media_item(by=manager, media_item=made.pk)
    assert not MediaItem.objects.exists()
    assert AuditEntry.objects.filter(action="outreach.remove_media_item").count() == 1


@pytest.mark.parametrize("role", ["board", "clerk", "neighbour_manager"])
def test_others_do_not_record_publicity(
    role: str, kunming: Association, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(role)
    made = factories.media_item(kunming)
    with pytest.raises(Hidden):
        commands.remove_media_item(by=by, media_item=made.pk)


def test_a_period_is_half_open(kunming: Association) -> None:
    inside = factories.media_item(kunming, published_on=SINCE)
    factories.media_item(kunming, published_on=UNTIL)
    assert list(queries.media_items_published(kunming, SINCE, UNTIL)) == [inside]
    hung = factories.wall_newspaper(kunming)
    assert list(queries.wall_newspapers_hung(kunming, SINCE, UNTIL)) == [hung]
    begun = factories.radio_message(kunming)
    assert list(queries.radio_messages_begun(kunming, SINCE, UNTIL)) == [begun]


def test_an_employers_chain_shows_what_it_received(kunming: Association, board: Actor) -> None:
    employer = members.employer(kunming)
    factories.distribution(factories.material(kunming, printed=500), employer=employer)
    factories.wall_newspaper(kunming, employer=employer)
    past = timeline_of(employer, board).past
    assert [entry.day for entry in past] == [date(2007, 3, 8), date(2007, 3, 1)]
