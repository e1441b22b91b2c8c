"""Parts that were kept aside, or came without their photos: looked at, taken, and what follows them."""

from __future__ import annotations

from datetime import UTC, datetime

from safe_employment.instruments.models import InstrumentVersion, Submission, SubmissionFile
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.visits.models import PartState, PhonePart, Visit
from safe_employment.visits.phone import delivering, pairing
from safe_employment.visits.phone.tests.phone import (
    PHOTO,
    SealedPart,
    TestPhone,
    form_piece,
    photo_answer,
    picture,
)
from safe_employment.visits.tests import factories

NOW = datetime.now(UTC)


def test_a_photo_that_the_phone_has_no_more_is_told_and_the_answers_are_stored(
    manager: Actor, monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    form = form_piece(checklist, visit, photo_answer(checklist), PHOTO)
    part = SealedPart(phone.said["recipient"], {"form": form})
    assert phone.send(part)["problem"] == "PHONE_FILE_GONE"
    assert Submission.objects.count() == 1
    delivering.take_kept(by=manager, part=PhonePart.objects.get(), now=NOW)
    assert phone.announce(part).json()["state"] == "delivered"


def test_a_kept_part_is_taken_before_its_photos_are_here_and_they_follow(
    manager: Actor, monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    pairing.sign_out(by=manager, device=phone.device, now=NOW)
    form = form_piece(checklist, visit, photo_answer(checklist), PHOTO)
    part = SealedPart(phone.said["recipient"], {"form": form, PHOTO: picture()})
    phone.announce(part)
    assert phone.chunk(part, "form", 0).json()["state"] == "kept"
    taken = delivering.take_kept(by=manager, part=PhonePart.objects.get(), now=NOW)
    assert (taken.state, taken.problem) == (PartState.ARRIVING, "")
    assert Submission.objects.count() == 1
    assert phone.chunk(part, PHOTO, 0).json()["state"] == "delivered"
    assert SubmissionFile.objects.get().file is not None


def test_who_joins_the_team_before_the_photos_are_here_hands_in_as_any_other(
    monitor: Actor, other_monitor: Actor, checklist: InstrumentVersion
) -> None:
    third = actors.actor(monitor.home, Role.MONITOR, name="白监督")
    visit = factories.under_way(other_monitor, third)
    phone = TestPhone(monitor)
    form = form_piece(checklist, visit, photo_answer(checklist), PHOTO)
    part = SealedPart(phone.said["recipient"], {"form": form, PHOTO: picture(500)})
    phone.announce(part)
    assert phone.chunk(part, "form", 0).json()["problem"] == "PHONE_NOT_FOR_VISIT"
    assert monitor.person is not None
    visit.team.create(person=monitor.person)
    assert phone.send(part)["state"] == "delivered"


def test_a_kept_part_is_looked_at_before_it_is_taken_and_the_look_is_noted(
    manager: Actor, monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    pairing.sign_out(by=manager, device=phone.device, now=NOW)
    answers = "<A><A01>no</A01></A>" + photo_answer(checklist)
    other = PHOTO.replace("1.jpg", "2.jpg")
    form = form_piece(checklist, visit, answers, PHOTO, other)
    phone.send(SealedPart(phone.said["recipient"], {"form": form, PHOTO: picture()}))
    kept, client = PhonePart.objects.get(), signed_in(manager)
    page = client.get(f"/a/kunming/phones/parts/{kept.pk}/").content.decode()
    for words in (visit.reference, checklist.instrument.title_en, "1 / 2", "not here yet", "Take it"):
        assert words in page, words
    assert 'class="is-adverse"' in page
    photo = client.get(f"/a/kunming/phones/parts/{kept.pk}/photos/1/")
    assert photo.content.startswith(b"\xff\xd8")
    assert client.get(f"/a/kunming/phones/parts/{kept.pk}/photos/2/").status_code == 404
    seen = AuditEntry.objects.filter(action__startswith="visits.look_at_kept", person=manager.person)
    assert set(seen.values_list("action", flat=True)) == {
        "visits.look_at_kept_phone_part", "visits.look_at_kept_phone_photo",
    }  # fmt: skip
    assert not Submission.objects.exists()
    assert signed_in(monitor).get(f"/a/kunming/phones/parts/{kept.pk}/").status_code == 404
    delivering.put_away(by=manager, part=kept, reason="Filled in twice")
    assert client.get(f"/a/kunming/phones/parts/{kept.pk}/").status_code == 404


def test_what_does_not_open_is_kept_and_says_so(
    manager: Actor, monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, "")})
    part.sealed_key = SealedPart(phone.said["recipient"], {"form": b"{}"}).sealed_key
    assert phone.send(part)["problem"] == "PHONE_DOES_NOT_OPEN"
    kept = PhonePart.objects.get()
    assert kept.state == PartState.KEPT
    page = signed_in(manager).get(f"/a/kunming/phones/parts/{kept.pk}/").content.decode()
    assert "It cannot be read" in page
