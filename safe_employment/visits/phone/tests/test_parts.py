"""Sealed parts: in any order, any number of times, cut off anywhere; what is not taken is kept."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest

from safe_employment.instruments import intake
from safe_employment.instruments.intake import arrivals
from safe_employment.instruments.models import InstrumentVersion, Submission, SubmissionFile
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import AuditEntry, RoleAssignment
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.visits.models import PartState, PhoneChunk, PhonePart, Visit
from safe_employment.visits.models.phone import CHUNK_BYTES, PIECES
from safe_employment.visits.phone import delivering, keys, pairing
from safe_employment.visits.phone.tests.phone import (
    PHOTO,
    SealedPart,
    TestPhone,
    form_piece,
    photo_answer,
    picture,
)
from safe_employment.visits.phone.views import api
from safe_employment.visits.tests import factories

NOW = datetime.now(UTC)


def test_a_part_is_delivered(monitor: Actor, checklist: InstrumentVersion, visit: Visit) -> None:
    phone = TestPhone(monitor)
    part = SealedPart(
        phone.said["recipient"], {"form": form_piece(checklist, visit, "<A><A01>yes</A01></A>")}
    )
    assert phone.send(part)["state"] == "delivered"
    stored = Submission.objects.get()
    assert (stored.subject, stored.person, stored.device) == (
        f"visit:{visit.pk}",
        monitor.person,
        phone.device,
    )
    assert stored.answers["A/A01"] == "yes"
    assert not PhoneChunk.objects.exists()


def test_what_was_finished_hours_ago_does_not_make_the_clock_wrong(
    monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    ahead = datetime.now(UTC) + timedelta(minutes=10)
    phone.post("contact/", phone.said["mailbox"], {"clock": ahead.isoformat()})
    form = json.loads(form_piece(checklist, visit, "<A><A01>yes</A01></A>"))
    form["finished_at"] = (datetime.now(UTC) - timedelta(hours=5)).isoformat()
    phone.send(SealedPart(phone.said["recipient"], {"form": json.dumps(form).encode()}))
    off = Submission.objects.get().device_clock_off
    assert off is not None
    assert 590 <= off <= 610


def test_the_same_part_again_changes_nothing(
    monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, "")})
    answers = [phone.send(part)["state"] for _ in range(3)]
    answers.append(phone.chunk(part, "form", 0).json()["state"])
    assert answers == ["delivered"] * 4
    assert Submission.objects.count() == 1


def test_pieces_arrive_in_any_order(monitor: Actor, checklist: InstrumentVersion, visit: Visit) -> None:
    phone, photo = TestPhone(monitor), picture(500)
    form = form_piece(checklist, visit, photo_answer(checklist), PHOTO)
    part = SealedPart(phone.said["recipient"], {"form": form, PHOTO: photo})
    assert len(part.pieces[PHOTO]) > CHUNK_BYTES
    missing = {piece["name"]: piece["missing"] for piece in phone.announce(part).json()["pieces"]}
    for position in reversed(missing[PHOTO][1:]):
        assert phone.chunk(part, PHOTO, position).json()["state"] == "arriving"
    assert phone.chunk(part, "form", 0).json()["state"] == "arriving"
    assert Submission.objects.count() == 1, "the answers are there before the photos"
    again = {piece["name"]: piece["missing"] for piece in phone.announce(part).json()["pieces"]}
    assert again == {"form": [], PHOTO: [0]}
    assert phone.chunk(part, PHOTO, 0).json()["state"] == "delivered"
    assert SubmissionFile.objects.get().file is not None


def test_who_signs_in_anew_sends_on_what_was_half_sent(
    monitor: Actor, other_monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    before, photo = TestPhone(monitor), picture(500)
    form = form_piece(checklist, visit, photo_answer(checklist), PHOTO)
    part = SealedPart(before.said["recipient"], {"form": form, PHOTO: photo})
    before.announce(part)
    before.chunk(part, PHOTO, 0)
    stranger = TestPhone(other_monitor)
    assert stranger.announce(part).status_code == 404
    assert stranger.chunk(part, "form", 0).status_code == 404
    anew = TestPhone(monitor)
    missing = {piece["name"]: piece["missing"] for piece in anew.announce(part).json()["pieces"]}
    assert 0 not in missing[PHOTO], "what is here is not sent again"
    assert anew.send(part)["state"] == "delivered"
    assert Submission.objects.get().device == anew.device


def test_a_phone_that_signs_in_anew_stays_the_same_phone(
    monitor: Actor, other_monitor: Actor, manager: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    before, photo = TestPhone(monitor), picture(500)
    form = form_piece(checklist, visit, photo_answer(checklist), PHOTO)
    part = SealedPart(before.said["recipient"], {"form": form, PHOTO: photo})
    before.announce(part)
    before.chunk(part, PHOTO, 0)
    anew = TestPhone(monitor, before)
    assert anew.device == before.device
    assert before.announce(part).status_code == 401, "the tokens until now open nothing any more"
    assert before.bundle().status_code == 401
    assert anew.send(part)["state"] == "delivered"
    assert TestPhone(other_monitor, anew).device != anew.device, "another person of the same phone"
    pairing.sign_out(by=manager, device=anew.device, now=NOW)
    assert TestPhone(monitor, anew).device != anew.device


def test_why_a_part_is_kept_is_told_to_the_phone(
    monitor: Actor, manager: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    pairing.sign_out(by=manager, device=phone.device, now=NOW)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, "")})
    assert phone.send(part)["told"] == "It came after the phone was signed out."


def test_who_signs_in_anew_learns_what_became_of_what_was_kept(
    monitor: Actor, manager: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    before = TestPhone(monitor)
    part = SealedPart(before.said["recipient"], {"form": form_piece(checklist, visit, "")})
    pairing.sign_out(by=manager, device=before.device, now=NOW)
    assert before.send(part)["state"] == "kept"
    anew = TestPhone(monitor)
    assert anew.announce(part).json()["state"] == "kept", "another sign-in is no way around a person's look"
    assert PhonePart.objects.get().device == before.device
    delivering.put_away(by=manager, part=PhonePart.objects.get(), reason="Found")
    headers = anew.headers(anew.said["mailbox"])
    told = anew.client.get(f"/phone/api/parts/{part.id}/", headers=headers)
    assert told.json()["state"] == "set_aside"


def test_a_part_of_very_many_photos_is_taken(
    monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    """The questions of the checklist that ask for a photo, and a room for each of a large dormitory."""
    phone = TestPhone(monitor)
    photos = {f"photo-{number}.jpg": b"x" for number in range(400)}
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, ""), **photos})
    assert phone.announce(part).status_code == 200


def test_a_chunk_that_was_changed_is_asked_for_again(
    monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, "")})
    phone.announce(part)
    wrong = bytes(len(part.pieces["form"]))
    assert phone.chunk(part, "form", 0, wrong).json()["pieces"] == [{"name": "form", "missing": [0]}]
    assert phone.chunk(part, "form", 0, b"short").status_code == 422
    assert phone.chunk(part, "form", 0).json()["state"] == "delivered"


def test_a_part_of_another_visit_is_kept(
    manager: Actor, monitor: Actor, other_monitor: Actor, checklist: InstrumentVersion
) -> None:
    third = actors.actor(monitor.home, Role.MONITOR, name="白监督")
    foreign = factories.under_way(other_monitor, third)
    phone = TestPhone(monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, foreign, "")})
    assert phone.send(part)["problem"] == "PHONE_NOT_FOR_VISIT"
    assert not Submission.objects.exists()
    client, kept = signed_in(manager), PhonePart.objects.get()
    assert "not on the team" in client.get("/a/kunming/phones/").content.decode()
    page = client.get(f"/a/kunming/phones/parts/{kept.pk}/").content.decode()
    assert "not on the team" in page
    assert foreign.reference in page
    delivering.put_away(by=manager, part=PhonePart.objects.get(), reason="Wrong visit")
    assert phone.announce(part).json()["state"] == "set_aside"


def test_a_phone_that_was_signed_out_hands_in_and_a_person_takes_it(
    manager: Actor, monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    pairing.sign_out(by=manager, device=phone.device, now=NOW)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, "")})
    assert phone.send(part)["problem"] == "PHONE_SENT_AFTER_SIGNING_OUT"
    delivering.take_kept(by=manager, part=PhonePart.objects.get(), now=NOW)
    assert PhonePart.objects.get().state == PartState.DELIVERED
    assert Submission.objects.get().person == monitor.person
    entry = AuditEntry.objects.get(action="instruments.submission_stored")
    assert entry.details["taken_by"] == manager.person.pk  # type: ignore[union-attr]
    phone.device.refresh_from_db()
    assert phone.device.revoked_at is not None


def test_what_somebody_who_left_had_on_their_phone_can_be_taken(
    manager: Actor, monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, "")})
    pairing.sign_out(by=manager, device=phone.device, now=NOW)
    RoleAssignment.objects.filter(person=monitor.person).update(ended_at=NOW)
    phone.send(part)
    delivering.take_kept(by=manager, part=PhonePart.objects.get(), now=NOW)
    assert Submission.objects.get().person == monitor.person


def test_a_part_sealed_to_an_older_key_opens(
    manager: Actor, monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, "")})
    keys.make_key(by=manager)
    assert phone.send(part)["state"] == "delivered"


def test_another_phone_cannot_touch_a_part(
    monitor: Actor, other_monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone, other = TestPhone(monitor), TestPhone(other_monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, "")})
    phone.announce(part)
    assert other.announce(part).status_code == 404
    assert other.chunk(part, "form", 0).status_code == 404


def test_two_people_of_a_team_hand_in_the_same_visit(
    monitor: Actor, other_monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    for by, answer in ((monitor, "yes"), (other_monitor, "no")):
        phone = TestPhone(by)
        form = form_piece(checklist, visit, f"<A><A01>{answer}</A01></A>")
        assert phone.send(SealedPart(phone.said["recipient"], {"form": form}))["state"] == "delivered"
    stored = Submission.objects.filter(subject=f"visit:{visit.pk}")
    assert {one.answers["A/A01"] for one in stored} == {"yes", "no"}


def test_a_photo_that_is_a_program_is_kept_aside_and_the_answers_stored(
    monitor: Actor, checklist: InstrumentVersion, visit: Visit
) -> None:
    phone = TestPhone(monitor)
    form = form_piece(checklist, visit, photo_answer(checklist), PHOTO)
    part = SealedPart(phone.said["recipient"], {"form": form, PHOTO: b"MZ" + bytes(400)})
    assert phone.send(part)["problem"] == "PHONE_FILE_REFUSED"
    assert Submission.objects.count() == 1
    assert PhoneChunk.objects.exists()


def test_what_was_cut_off_before_its_delivery_is_delivered_when_the_phone_asks_again(
    monitor: Actor, checklist: InstrumentVersion, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = TestPhone(monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(checklist, visit, "")})
    cut_off(phone, part, monkeypatch)
    assert phone.announce(part).json()["state"] == "delivered"
    assert Submission.objects.count() == 1


def test_what_was_cut_off_and_is_never_asked_for_is_delivered_within_the_hour(
    monitor: Actor, checklist: InstrumentVersion, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = TestPhone(monitor)
    form = form_piece(checklist, visit, photo_answer(checklist), PHOTO)
    part = SealedPart(phone.said["recipient"], {"form": form, PHOTO: picture()})
    cut_off(phone, part, monkeypatch)
    by = machine(monitor.home, channel="schedule")
    for _hour in range(2):
        delivering.deliver_waiting(by, NOW)
        assert Submission.objects.count() == 1, "the answers do not wait for the photo"
    cut_off(phone, part, monkeypatch, PHOTO)
    delivering.deliver_waiting(by, NOW)
    assert PhonePart.objects.get().state == PartState.DELIVERED


def test_each_photo_is_opened_and_landed_once(
    monitor: Actor, checklist: InstrumentVersion, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    landed: list[str] = []

    def land(name: str, content: io.BytesIO) -> arrivals.Arrival:
        landed.append(name)
        return arrivals.land(name, content)

    monkeypatch.setattr(intake, "land", land)
    phone = TestPhone(monitor)
    names = [PHOTO.replace("1.jpg", f"{number}.jpg") for number in range(1, 7)]
    form = form_piece(checklist, visit, photo_answer(checklist), *names)
    files = dict.fromkeys(names[:-1], picture()) | {names[-1]: b"MZ" + bytes(400)}
    part = SealedPart(phone.said["recipient"], {"form": form, **files})
    assert phone.send(part)["problem"] == "PHONE_FILE_REFUSED"
    assert sorted(landed) == names
    assert SubmissionFile.objects.exclude(file=None).count() == 5


def test_too_many_photos_are_told_in_words(monitor: Actor) -> None:
    phone = TestPhone(monitor)
    for number, status in ((PIECES - 1, 200), (PIECES, 422)):
        names = [f"photo-{place}.jpg" for place in range(number)]
        part = SealedPart(phone.said["recipient"], {"form": b"{}", **dict.fromkeys(names, b"x")})
        answer = phone.announce(part)
        assert answer.status_code == status
    assert answer.json()["code"] == "PHONE_TOO_MANY_PIECES"
    assert str(PIECES - 1) in answer.json()["what"]


def cut_off(phone: TestPhone, part: SealedPart, monkeypatch: pytest.MonkeyPatch, name: str = "form") -> None:
    """Send a piece to a server that is ended after it is whole and before it is delivered."""
    phone.announce(part)
    with monkeypatch.context() as patch:
        patch.setattr(api, "deliver", Mock(side_effect=SystemError))
        with pytest.raises(SystemError):
            phone.chunk(part, name, 0)
    assert PhonePart.objects.get().state == PartState.ARRIVING
