"""Photographs that come with a questionnaire become the visit's: once, whenever they come."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from safe_employment.instruments.events import SubmissionReceived
from safe_employment.instruments.intake import telling
from safe_employment.instruments.models import Device, InstrumentKind, Submission
from safe_employment.instruments.tests import factories as instruments
from safe_employment.instruments.tests.sending import device, filled, photo, send
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import AuditEntry, StoredFile
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import actor, signed_in
from safe_employment.members.tests.factories import contact_of
from safe_employment.visits import commands, listening
from safe_employment.visits.models import Visit
from safe_employment.visits.printing import report as printing
from safe_employment.visits.tests.factories import MADE, TODAY, under_way
from safe_employment.visits.tests.test_pages import url

Capture = Callable[..., Any]
BOTH = {"A/A01": "yes", "A/A01_photo": "1.jpg", "H/H03_photo": "2.jpg"}


def asks_for_photo(name: str) -> dict[str, str]:
    return {"type": "image", "name": name, "label::English (en)": "Photo", "label::中文 (zh)": "照片"}


QUESTIONS = [
    *instruments.group("A"),
    instruments.judged("A01", se_critical="yes", se_severity="critical"),
    asks_for_photo("A01_photo"),
    *instruments.END,
    *instruments.group("H"),
    instruments.judged("H03", se_tell="no"),
    asks_for_photo("H03_photo"),
    *instruments.END,
]


@pytest.fixture
def visit(monitor: Actor, other_monitor: Actor) -> Visit:
    instruments.published(monitor.home, QUESTIONS)
    return under_way(monitor, other_monitor)


@pytest.fixture
def phone(monitor: Actor) -> Device:
    return device(monitor)[0]


@pytest.fixture
def deliver(
    phone: Device, visit: Visit, django_capture_on_commit_callbacks: Capture
) -> Iterator[Callable[..., Any]]:
    """Sends a questionnaire about the visit, as a phone does."""

    def sends(answers: Mapping[str, str], files: Mapping[str, bytes], **facts: str) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return send(phone, filled(answers, **facts), files, subject=f"visit:{visit.pk}")

    return sends  # type: ignore[return-value]


def shown(visit: Visit) -> list[tuple[str, bool]]:
    return list(visit.photos.values_list("question", "for_employer"))


def test_photos_are_the_visits_by_reference_with_the_number_of_their_question(
    deliver: Any, visit: Visit, monitor: Actor
) -> None:
    deliver(BOTH, {"1.jpg": photo(), "2.jpg": photo("blue")})
    assert shown(visit) == [("A01", True), ("H03", False)], "what workers may have said is not shown"
    assert StoredFile.objects.count() == 2
    first = visit.photos.get(question="A01")
    assert (first.added_by, first.file) == (monitor.person, first.source.file)  # type: ignore[union-attr]
    page = signed_in(monitor).get(url(monitor, "visit", pk=visit.pk)).content.decode()
    small = url(monitor, "photo", pk=visit.pk, photo=first.pk, size="small")
    assert f'src="{small}"' in page
    assert "A01" in page
    assert signed_in(monitor).get(f"/a/kunming/files/{first.file_id}/").status_code == 200


def test_a_picture_is_given_out_small_upright_and_without_what_the_phone_wrote(
    deliver: Any, visit: Visit, monitor: Actor
) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretPhone"  # lies on its side; the maker
    kept = io.BytesIO()
    Image.new("RGB", (2000, 1000), "red").save(kept, "JPEG", exif=exif)
    deliver(BOTH, {"1.jpg": kept.getvalue()})
    first = visit.photos.get()
    for size, side in (("small", 480), ("large", 1600)):
        answer = signed_in(monitor).get(url(monitor, "photo", pk=visit.pk, photo=first.pk, size=size))
        assert answer.headers["Content-Type"] == "image/jpeg"
        assert b"SecretPhone" not in answer.content
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert picture.size == (side // 2, side)
    assert AuditEntry.objects.filter(action="visits.see_photo", person=monitor.person).count() == 2
    other = url(monitor, "photo", pk=visit.pk, photo=first.pk, size="huge")
    assert signed_in(monitor).get(other).status_code == 404


def test_photos_that_come_later_or_twice_are_taken_once(deliver: Any, visit: Visit) -> None:
    deliver(BOTH, {}, instance="uuid:1")
    assert shown(visit) == []
    receipt = deliver(BOTH, {"2.jpg": photo()}, instance="uuid:1")
    assert receipt.added == ("2.jpg",)
    deliver(BOTH, {"1.jpg": photo("blue"), "2.jpg": photo()}, instance="uuid:1")
    again = deliver(BOTH, {"1.jpg": photo("blue"), "2.jpg": photo()}, instance="uuid:1")
    assert again.added == ()
    assert shown(visit) == [("A01", True), ("H03", False)]
    stored = Submission.objects.get()
    listening.take_received(SubmissionReceived(stored.association_id, stored.pk, stored.subject))
    assert visit.photos.count() == 2


def test_photos_that_were_stored_and_not_told_are_told_within_the_hour(
    deliver: Any, visit: Visit, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Capture
) -> None:
    deliver(BOTH, {}, instance="uuid:1")
    with monkeypatch.context() as broken:
        broken.setattr(telling, "publish", lambda _event: 1 / 0)
        deliver(BOTH, {"1.jpg": photo()}, instance="uuid:1")
    assert shown(visit) == []
    with django_capture_on_commit_callbacks(execute=True):
        telling.tell_again(machine(visit.association), instruments.NOW + timedelta(hours=1))
    assert shown(visit) == [("A01", True)]


def test_an_edit_takes_its_photos_along_and_what_was_said_of_them_stays(
    deliver: Any, visit: Visit, monitor: Actor
) -> None:
    deliver(BOTH, {"1.jpg": photo(), "2.jpg": photo("blue")}, instance="uuid:1")
    first = visit.photos.get(question="A01")
    commands.leave_photo_out(by=monitor, visit=visit, photo=first.pk, for_employer=False)
    edit = {"A/A01": "no", "A/A01_photo": "1.jpg"}
    deliver(edit, {"1.jpg": photo()}, instance="uuid:2", replaces="uuid:1")
    assert shown(visit) == [("A01", False)]
    assert visit.photos.get().source.submission.instance_id == "uuid:2"  # type: ignore[union-attr]
    old = Submission.objects.get(instance_id="uuid:1")
    listening.take_received(SubmissionReceived(old.association_id, old.pk, old.subject))
    assert visit.photos.count() == 1, "what was replaced does not come back"


def test_what_a_worker_shows_in_an_interview_stays_with_it(deliver: Any, visit: Visit) -> None:
    for kind in (InstrumentKind.WORKER_INTERVIEW, InstrumentKind.SCREENING, InstrumentKind.OTHER):
        instruments.published(visit.association, QUESTIONS, form_id=kind, kind=kind)
        deliver(BOTH, {"1.jpg": photo()}, form=kind)
    assert Submission.objects.count() >= 2
    assert shown(visit) == []


def test_what_comes_after_the_report_is_kept_and_not_in_it(
    deliver: Any, visit: Visit, monitor: Actor, manager: Actor
) -> None:
    deliver({"A/A01": "yes"}, {})
    commands.end_visit(by=monitor, visit=visit, outcome="held", now=MADE)
    commands.write_report(by=monitor, visit=visit, report="看了", remarks="")
    commands.report_visit(by=monitor, visit=visit, today=TODAY)
    deliver({"A/A01_photo": "1.jpg"}, {"1.jpg": photo()})
    assert shown(visit) == [("A01", False)]
    commands.review_visit(by=manager, visit=visit, today=TODAY)
    deliver({"A/A01_photo": "1.jpg"}, {"1.jpg": photo("green")})
    assert visit.photos.count() == 1, "a visit that was reviewed takes none"


def test_the_report_shows_them_with_their_question(
    deliver: Any, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(BOTH, {"1.jpg": photo(), "2.jpg": photo("blue")})
    deliver({"A/A01_photo": "broken.jpg"}, {"broken.jpg": photo()[:90]})
    assert visit.photos.count() == 3
    told: list[Any] = []
    part = printing._part
    monkeypatch.setattr(printing, "_part", lambda *given: told.append(given[2]) or part(*given))  # type: ignore[func-returns-value]
    assert printing.write_visit_report(visit, [], MADE).startswith(b"%PDF")
    assert [picture["question"] for picture in told[0]] == ["A01"]


def test_what_the_report_leaves_out_is_seen_by_readers_of_answers_alone(
    deliver: Any, visit: Visit, monitor: Actor
) -> None:
    deliver(BOTH, {"1.jpg": photo(), "2.jpg": photo("blue")})
    board = actor(visit.association, Role.BOARD)
    told, kept = visit.photos.get(question="A01"), visit.photos.get(question="H03")
    for by, sees in ((monitor, {told, kept}), (board, {told})):
        page = signed_in(by).get(url(by, "visit", pk=visit.pk)).content.decode()
        for each in (told, kept):
            address = url(by, "photo", pk=visit.pk, photo=each.pk, size="small")
            assert (address in page) == (each in sees)
            assert signed_in(by).get(address).status_code == (200 if each in sees else 404)
    for by in (board, contact_of(visit.employer)):
        assert signed_in(by).get(f"/a/kunming/files/{told.file_id}/").status_code == 404


def test_a_picture_stands_upright_and_tells_no_place(deliver: Any, visit: Visit, tmp_path: Path) -> None:
    marks = Image.Exif()
    marks[0x0112], marks[0x010F] = 6, "a maker"  # turned by a quarter
    kept = io.BytesIO()
    Image.new("RGB", (40, 20), "red").save(kept, "JPEG", exif=marks)
    deliver({"A/A01_photo": "1.jpg"}, {"1.jpg": kept.getvalue()})
    laid = printing._picture(visit.photos.get(), tmp_path, 1)
    assert laid is not None
    with Image.open(tmp_path / laid["file"]) as shown:
        assert shown.size == (20, 40)
        assert not shown.getexif()
