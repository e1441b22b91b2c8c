"""Files of what was kept aside: photos as small pictures, each look noted, other files by kind and size."""

from __future__ import annotations

import io
import re

import pytest
from django.urls import reverse
from PIL import Image

from safe_employment.instruments.models import HeldSubmission
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.sending import device, filled, photo, send
from safe_employment.instruments.tests.test_intake import PHOTOS, TWO
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry, StoredFile
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in

pytestmark = pytest.mark.django_db


def at(route: str, *keys: object) -> str:
    return reverse(f"instruments:{route}", args=["kunming", *keys])


def with_place() -> bytes:
    """A photo of 900 × 600 pixels that says where and with what it was taken."""
    taken, kept = Image.Exif(), io.BytesIO()
    taken[0x0110] = "A phone's camera"
    taken.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (900, 600), "red").save(kept, "JPEG", exif=taken)
    return kept.getvalue()


def held(by: Actor, *, voice: bytes = b"") -> HeldSubmission:
    """A questionnaire with photos that is stored, and another under its ID that was kept aside."""
    phone, _token = device(by)
    send(phone, filled(TWO, instance="uuid:1"), {"1.jpg": photo("blue")})
    answers, files = TWO | {"A/A01": "no"}, {"1.jpg": with_place()}
    if voice:
        answers, files = answers | {"A/voice": "a.mp3"}, files | {"a.mp3": voice}
    send(phone, filled(answers, instance="uuid:1"), files)
    return HeldSubmission.objects.get(name="")


def pictures(page: str) -> list[str]:
    return re.findall(r'<img src="(/a/[^"]+)"', page)


def test_photos_are_small_pictures_without_metadata_and_each_look_is_noted(
    kunming: Association, manager: Actor, monitor: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    found, browser = held(monitor), signed_in(manager)
    shown = pictures(browser.get(at("held_one", found.pk)).content.decode())
    assert len(shown) == 2, "what was kept aside, and what is stored"
    for small, size in ((shown[0], 480), (shown[0].replace("small", "large"), 900)):
        answer = browser.get(small)
        assert answer.headers["Content-Type"] == "image/jpeg"
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert picture.width == size
            assert not picture.getexif()
    assert browser.get(shown[1]).status_code == 200
    looks = AuditEntry.objects.filter(action="instruments.see_held_photo", person=manager.person)
    assert [look.details["size"] for look in looks.order_by("pk")] == ["small", "large", "small"]


def test_another_file_is_a_link_with_its_kind_and_size(
    kunming: Association, manager: Actor, monitor: Actor
) -> None:
    rows = [*PHOTOS[:-1], factories.text("voice", type="audio"), PHOTOS[-1]]
    factories.published(kunming, rows)
    phone, _token = device(monitor)
    send(phone, filled({"A/A01": "yes"}, instance="uuid:1"))
    send(
        phone,
        filled({"A/A01": "no", "A/voice": "a.mp3"}, instance="uuid:1"),
        {"a.mp3": b"ID3" + b"\0" * 2045},
    )
    page = signed_in(manager).get(at("held_one", HeldSubmission.objects.get(name="").pk)).content.decode()
    assert pictures(page) == []
    stored = StoredFile.objects.get(purpose="instruments.submitted")
    row = page.partition("a.mp3</th>")[2].partition("</tr>")[0]
    assert f'/files/{stored.pk}/"' in row
    assert "Sound, MP3 · 2.0" in row


def test_a_photo_of_another_is_not_shown_here(kunming: Association, manager: Actor, monitor: Actor) -> None:
    factories.published(kunming, PHOTOS)
    found, browser = held(monitor), signed_in(manager)
    phone, _token = device(monitor)
    send(phone, filled(TWO, instance="uuid:2"), {"1.jpg": photo("green")})
    other = StoredFile.objects.filter(purpose="instruments.submitted").order_by("pk").last()
    assert other is not None
    assert browser.get(at("held_photo", found.pk, other.pk, "small")).status_code == 404
    own = found.files.get().file_id
    assert browser.get(at("held_photo", found.pk, own, "huge")).status_code == 404
    assert signed_in(monitor).get(at("held_photo", found.pk, own, "small")).status_code == 404


def test_what_workers_said_is_seen_and_logged_for_case_officers_alone(
    kunming: Association, manager: Actor, case_officer: Actor
) -> None:
    factories.published(kunming, PHOTOS, kind="screening")
    found = held(actors.actor(kunming, Role.CASE_OFFICER))
    browser = signed_in(case_officer)
    shown = pictures(browser.get(at("held_one", found.pk)).content.decode())
    assert [browser.get(each).status_code for each in shown] == [200, 200]
    assert [signed_in(manager).get(each).status_code for each in shown] == [404, 404]
    browser.post(at("discard_held", found.pk), {"why": "A trial"})
    log = signed_in(manager).get(reverse("kit:audit", args=["kunming"])).content.decode()
    assert "uuid:1" not in log
    for what in ("held_read", "see_held_photo", "discard_held"):
        assert AuditEntry.objects.filter(action=f"instruments.confidential.{what}").exists()
        assert f"instruments.{what}" not in log
