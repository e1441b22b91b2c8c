"""Looking at what a phone sent and was kept aside, before it is taken or put away."""

from __future__ import annotations

import pytest

from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import InstrumentVersion, Submission
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.tests.actors import signed_in
from safe_employment.visits.models import PartState, PhonePart, Visit
from safe_employment.visits.phone import delivering, pairing
from safe_employment.visits.phone.tests.phone import SealedPart, TestPhone, form_piece
from safe_employment.visits.phone.tests.test_parts import PHOTO, photo_answer, picture
from safe_employment.visits.tests import factories
from safe_employment.visits.tests.submissions import NOW


@pytest.fixture
def checklist(manager: Actor) -> InstrumentVersion:
    instruments.add_library(by=manager, now=NOW)
    return InstrumentVersion.objects.get(instrument__form_id="visit-checklist")


@pytest.fixture
def visit(monitor: Actor, other_monitor: Actor) -> Visit:
    return factories.under_way(monitor, other_monitor)


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
