"""What ODK Collect asks for and sends: the OpenRosa form list, manifest and submission standards."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import re
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from safe_employment.instruments import commands
from safe_employment.instruments.collect import settings_code
from safe_employment.instruments.intake import sweeping
from safe_employment.instruments.models import Device, HeldSubmission, InstrumentVersion, Submission
from safe_employment.instruments.openrosa import uploads
from safe_employment.instruments.openrosa.doors import device_time
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.factories import END, NOW, group, judged
from safe_employment.instruments.tests.sending import EVIL, device, filled, photo
from safe_employment.instruments.tests.test_intake import PHOTOS, TWO, on_disk
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Association

pytestmark = pytest.mark.django_db
HEADERS = {"X-OpenRosa-Version": "1.0"}
LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"


def post(token: str, xml: bytes, files: dict[str, bytes] | None = None, **headers: str) -> Any:
    sent = {name: SimpleUploadedFile(name, data) for name, data in (files or {}).items()}
    part = SimpleUploadedFile("a.xml", xml, "text/xml")
    return Client(headers={**HEADERS, **headers}).post(
        f"/odk/{token}/submission", {"xml_submission_file": part, **sent}
    )


def words(response: Any) -> str:
    message = ElementTree.fromstring(response.content).find("{http://openrosa.org/http/response}message")
    assert message is not None
    return str(message.text)


@pytest.fixture
def phone(monitor: Actor) -> tuple[Device, str]:
    return device(monitor)


def test_the_list_names_what_is_in_use_with_its_hash_and_the_form_fits_the_hash(
    kunming: Association, phone: tuple[Device, str]
) -> None:
    old = factories.published(kunming)
    new = factories.published(kunming, version="2")
    factories.published(kunming, form_id="secret", kind="screening")
    answer = Client(headers=HEADERS).get(f"/odk/{phone[1]}/formList")
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert "Date" in answer.headers
    (entry,) = ElementTree.fromstring(answer.content)
    facts = {child.tag.removeprefix(LIST): child.text for child in entry}
    assert (facts["formID"], facts["version"], facts["hash"]) == ("checklist", "2", f"md5:{new.digest}")
    form = Client().get(facts["downloadUrl"])
    assert hashlib.md5(form.content, usedforsecurity=False).hexdigest() == new.digest
    assert Client().get(f"/odk/{phone[1]}/forms/{old.pk}.xml").status_code == 404
    assert len(ElementTree.fromstring(Client().get(f"/odk/{phone[1]}/formList?formID=x").content)) == 0
    phone[0].refresh_from_db()
    assert phone[0].last_seen_at is not None


def test_confidential_questionnaires_are_offered_to_case_officers_alone(
    kunming: Association, phone: tuple[Device, str], case_officer: Actor
) -> None:
    secret = factories.published(kunming, form_id="secret", kind="screening")
    assert b"secret" not in Client().get(f"/odk/{phone[1]}/formList").content
    assert Client().get(f"/odk/{phone[1]}/forms/{secret.pk}.xml").status_code == 404
    assert b"secret" in Client().get(f"/odk/{device(case_officer)[1]}/formList").content


def test_the_manifest_names_the_pictures(kunming: Association, phone: tuple[Device, str]) -> None:
    by = machine(kunming)
    rows = [*group("A"), judged("A01", **{"media::image": "door.jpg"}), *END]
    made = commands.upload_version(by=by, data=factories.markdown(rows), name="c.md")
    commands.add_media(by=by, version=made, file=io.BytesIO(photo()), name="door.jpg")
    version = commands.publish_version(by=by, version=made, now=NOW)
    listed = Client().get(f"/odk/{phone[1]}/formList").content.decode()
    manifest = f"/odk/{phone[1]}/forms/{version.pk}/manifest"
    assert manifest in listed
    (entry,) = ElementTree.fromstring(Client().get(manifest).content)
    facts = {child.tag.removeprefix(MANIFEST): child.text for child in entry}
    assert facts["filename"] == "door.jpg"
    shown: Any = Client().get(facts["downloadUrl"])
    picture = b"".join(shown.streaming_content)
    assert facts["hash"] == f"md5:{hashlib.md5(picture, usedforsecurity=False).hexdigest()}"


def test_before_sending_a_device_asks_how_much(phone: tuple[Device, str]) -> None:
    answer = Client(headers=HEADERS).head(f"/odk/{phone[1]}/submission")
    assert answer.status_code == 204
    assert answer.headers["X-OpenRosa-Accept-Content-Length"] == str(settings.UPLOAD_LIMIT)
    assert answer.headers["Location"].endswith(f"/odk/{phone[1]}/submission")


def test_a_submission_with_photos_in_several_posts(kunming: Association, phone: tuple[Device, str]) -> None:
    factories.published(kunming, PHOTOS)
    xml = filled(TWO)
    clock = "Thu, 01 Jan 1970 00:00:00 GMT+00:00"
    first = post(phone[1], xml, {"2.jpg": photo()}, Date=clock)
    assert first.status_code == 201
    assert 'nature="submit_success"' in first.content.decode()
    assert post(phone[1], xml, {"1.jpg": photo("blue")}).status_code == 201
    kept = Submission.objects.get()
    assert bytes(kept.xml) == xml
    assert kept.device_clock_off is not None
    assert kept.device_clock_off < -(10**9)
    assert kept.files.filter(file__isnull=False).count() == 2


CHINA = timezone.get_fixed_timezone(480)


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("off", [0, 40, -40, 300, -300])
def test_collects_clock_of_twelve_hours_is_read_as_the_nearer_hour(hour: int, off: int, rf: Any) -> None:
    now = datetime(2026, 3, 2, hour, 30, tzinfo=CHINA)
    clock = (now + timedelta(minutes=off)).astimezone(UTC)
    for written in ("%a, %d %b %Y %I:%M:%S GMT+00:00", "%a, %d %b %Y %H:%M:%S GMT"):
        assert device_time(rf.get("/", headers={"date": clock.strftime(written)}), now) == clock


@pytest.mark.parametrize("text", ["", "yesterday", "Mon, 99 Mar 2026 10:00:00 GMT"])
def test_a_clock_that_cannot_be_read_is_none(text: str, rf: Any) -> None:
    assert device_time(rf.get("/", headers={"date": text}), NOW) is None


def test_what_a_device_is_told(kunming: Association, phone: tuple[Device, str]) -> None:
    factories.published(kunming, PHOTOS)
    xml = filled(TWO, instance="uuid:1")
    assert post(phone[1], xml).status_code == 201
    assert post(phone[1], filled({}, instance="uuid:1")).status_code == 409
    assert post(phone[1], filled({}, form="other")).status_code == 404
    assert post(phone[1], filled({}, version="7")).status_code == 404
    assert post(phone[1], b"<data").status_code == 400
    refused = post(phone[1], xml, {"1.jpg": EVIL})
    assert refused.status_code == 415
    assert "1.jpg" in words(refused)
    assert post(phone[1], xml, {"1.jpg": photo()}).status_code == 201
    assert post(phone[1], xml, {"1.jpg": photo("blue")}).status_code == 409
    assert HeldSubmission.objects.count() == 4
    bare = Client().post(f"/odk/{phone[1]}/submission", {"xml_submission_file": SimpleUploadedFile("a", xml)})
    assert bare.status_code == 400
    assert Client(headers=HEADERS).post(f"/odk/{phone[1]}/submission", {"a": "b"}).status_code == 400


def test_a_token_that_is_unknown_revoked_or_whose_person_left_opens_nothing(
    kunming: Association, phone: tuple[Device, str], monitor: Actor
) -> None:
    factories.published(kunming)
    assert post("x" * 43, filled({})).status_code == 403
    monitor.person.assignments.update(ended_at=timezone.now())  # type: ignore[union-attr]
    assert post(phone[1], filled({})).status_code == 403
    monitor.person.assignments.update(ended_at=None)  # type: ignore[union-attr]
    assert post(phone[1], filled({})).status_code == 201
    commands.revoke_device(by=monitor, device=phone[0], now=NOW)
    for path in ("formList", "submission"):
        assert Client(headers=HEADERS).get(f"/odk/{phone[1]}/{path}").status_code == 403
    assert Submission.objects.count() == 1


def test_a_phone_that_sent_a_moment_ago_is_refused_as_soon_as_it_may_no_longer_send(
    kunming: Association, phone: tuple[Device, str], monitor: Actor
) -> None:
    factories.published(kunming)
    person, held = monitor.person, monitor.person.assignments  # type: ignore[union-attr]
    assert post(phone[1], filled({})).status_code == 201
    held.update(ended_at=timezone.now())
    assert post(phone[1], filled({})).status_code == 403
    held.update(ended_at=None)
    type(person).objects.filter(pk=person.pk).update(is_active=False)  # type: ignore[union-attr]
    assert post(phone[1], filled({})).status_code == 403
    type(person).objects.filter(pk=person.pk).update(is_active=True)  # type: ignore[union-attr]
    assert post(phone[1], filled({})).status_code == 201
    commands.revoke_device(by=monitor, device=phone[0], now=NOW)
    assert post(phone[1], filled({})).status_code == 403
    assert Submission.objects.count() == 2


CUT = "multipart/form-data; boundary=cut"


def huge(part: str, size: int) -> Iterator[bytes]:
    yield b'--cut\r\nContent-Disposition: form-data; name="%b"; filename="1.jpg"\r\n\r\n' % part.encode()
    for _block in range(size // 65536):
        yield bytes(65536)
    yield b"\r\n--cut--\r\n"


class Endless(io.RawIOBase):
    """A request body that is made while it is read; counts what was taken."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.rest, self.taken = pieces, b"", 0

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size:
            piece = next(self.pieces, b"")
            if not piece:
                break
            self.rest += piece
        found, self.rest = self.rest[:size], self.rest[size:]
        self.taken += len(found)
        return found


@pytest.mark.parametrize(("part", "limit"), [("xml_submission_file", 9), ("1.jpg", 101)])
def test_a_hundred_megabytes_are_refused_before_they_are_read_into_memory(
    phone: tuple[Device, str], part: str, limit: int, rf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = len(on_disk())
    size = 120 * 1024 * 1024
    body = Endless(huge(part, size))
    request = rf.generic("POST", "/", **{"wsgi.input": body, "CONTENT_TYPE": CUT})
    with pytest.raises(ProgrammeError, match="TOO_LARGE"):
        uploads.unpack(request)
    assert body.taken < (limit + 1) * 1024 * 1024
    assert len(on_disk()) == before
    announced = rf.generic("POST", "/", CONTENT_LENGTH=str(size), **{"wsgi.input": body, "CONTENT_TYPE": CUT})
    with pytest.raises(ProgrammeError, match="SUBMISSION_TOO_LARGE"):
        uploads.unpack(announced)


def test_a_request_without_a_length_is_read_to_its_end(rf: Any) -> None:
    body = Endless(huge("xml_submission_file", 65536))
    unpacked = uploads.unpack(rf.generic("POST", "/", **{"wsgi.input": body, "CONTENT_TYPE": CUT}))
    assert len(unpacked.xml) == 65536


@pytest.mark.parametrize("end", [b"", b"\r\n--cut", b"\r\n--cut\r\nContent-Dispo"])
def test_a_photo_that_broke_off_is_not_taken_for_a_whole_one(
    kunming: Association, phone: tuple[Device, str], end: bytes
) -> None:
    factories.published(kunming, PHOTOS)
    before = len(on_disk())
    part = b'--cut\r\nContent-Disposition: form-data; name="%b"; filename="%b"\r\n\r\n%b'
    body = part % (b"xml_submission_file", b"a.xml", filled(TWO) + b"\r\n")
    body += part % (b"1.jpg", b"1.jpg", photo()[:200]) + end
    answer = Client(headers=HEADERS).post(f"/odk/{phone[1]}/submission", body, content_type=CUT)
    assert answer.status_code == 400
    assert "broke off" in words(answer) or "中断" in words(answer)
    assert len(on_disk()) == before
    assert not Submission.objects.exists()


def test_files_that_no_record_names_are_swept_after_a_day(
    kunming: Association, phone: tuple[Device, str]
) -> None:
    factories.published(kunming, PHOTOS)
    post(phone[1], filled(TWO), {"1.jpg": photo()})
    lost = Path(settings.MEDIA_ROOT) / "sent" / "aa" / "lost"
    young = lost.with_name("young")
    for path in (lost, young):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    old = time.time() - 2 * 24 * 3600
    for path in on_disk():
        if path != young:
            os.utime(path, (old, old))
    sweeping.sweep(machine(kunming), NOW)
    assert not lost.exists()
    assert young.exists()
    kept = Submission.objects.get().files.select_related("file").get(name="1.jpg").file
    assert kept is not None
    assert (Path(settings.MEDIA_ROOT) / kept.path).exists()


def test_the_code_holds_collects_settings(kunming: Association) -> None:
    text = settings_code("https://example.org/odk/abc", kunming)
    held = json.loads(zlib.decompress(base64.b64decode(text)))
    assert held["general"]["server_url"] == "https://example.org/odk/abc"
    assert set(held) == {"general", "admin", "project"}
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", text)
    assert InstrumentVersion.objects.count() == 0


def test_as_many_photos_as_fit_are_taken_and_too_many_are_told_in_words(
    phone: tuple[Device, str], kunming: Association
) -> None:
    factories.published(kunming)
    device_, token = phone
    del device_
    before = len(on_disk())
    most = settings.DATA_UPLOAD_MAX_NUMBER_FILES
    assert post(token, filled({}), {f"{number}.jpg": photo() for number in range(150)}).status_code == 201
    assert len(on_disk()) == before + 150
    answer = post(token, filled({}), {f"{number}.jpg": b"\xff\xd8\xff" for number in range(most)})
    assert answer.status_code == 413
    assert str(most - 1) in words(answer)
    assert len(on_disk()) == before + 150
