"""Who settles what a phone sent and was kept aside: neither who filled it in, nor who has a tie; what workers
said: case officers alone.
"""

from __future__ import annotations

import pytest

from safe_employment.findings.commands import declare_tie
from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import InstrumentVersion, Submission
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.visits.models import PartState, PhonePart, Visit
from safe_employment.visits.phone import delivering, pairing
from safe_employment.visits.phone.tests.phone import SealedPart, TestPhone, form_piece
from safe_employment.visits.tests import factories
from safe_employment.visits.tests.submissions import NOW, checklist

SAID = "<voice><afterwards><remark>afraid of Lao Wang</remark></afterwards></voice>"
HARM = "<A><A01>no</A01></A>"


@pytest.fixture
def version(manager: Actor) -> InstrumentVersion:
    return checklist(manager.home)


@pytest.fixture
def interview(manager: Actor) -> InstrumentVersion:
    instruments.add_library(by=manager, now=NOW)
    return InstrumentVersion.objects.get(instrument__form_id="worker-interview")


def kept(version: InstrumentVersion, visit: Visit, sender: Actor, answers: str) -> PhonePart:
    """A part that came after its phone was signed out."""
    phone = TestPhone(sender)
    pairing.sign_out(by=sender, device=phone.device, now=NOW)
    phone.send(SealedPart(phone.said["recipient"], {"form": form_piece(version, visit, answers)}))
    return PhonePart.objects.get(state=PartState.KEPT)


def at(part: PhonePart) -> str:
    return f"/a/kunming/phones/parts/{part.pk}/"


def cannot_settle(by: Actor, part: PhonePart) -> None:
    """Neither by command nor by page; the page says why, and who could."""
    for settle in (
        lambda: delivering.take_kept(by=by, part=part, now=NOW),
        lambda: delivering.put_away(by=by, part=part, reason="x"),
    ):
        with pytest.raises(ProgrammeError, match="PHONE_OTHER_EYES"):
            settle()
    page = signed_in(by).get(at(part)).content.decode()
    assert "Ask another person to settle it" in page
    assert "put-away/" not in page
    part.refresh_from_db()
    assert part.state == PartState.KEPT


def test_who_has_a_tie_settles_nothing(
    version: InstrumentVersion, visit: Visit, monitor: Actor, manager: Actor
) -> None:
    part = kept(version, visit, monitor, HARM)
    declare_tie(by=manager, employer=visit.employer, kind="relative", note="", today=factories.DAY)
    cannot_settle(manager, part)
    other = actors.actor(manager.home, Role.MANAGER)
    assert delivering.take_kept(by=other, part=part, now=NOW).state == PartState.DELIVERED


def test_who_filled_it_in_settles_nothing_of_it(
    version: InstrumentVersion, monitor: Actor, manager: Actor
) -> None:
    both = actors.actor(manager.home, Role.MANAGER, Role.MONITOR)
    part = kept(version, factories.under_way(both, monitor), both, HARM)
    cannot_settle(both, part)
    assert delivering.put_away(by=manager, part=part, reason="x").state == PartState.SET_ASIDE


def test_what_workers_said_is_told_to_and_settled_by_case_officers_alone(
    interview: InstrumentVersion, visit: Visit, monitor: Actor, manager: Actor, case_officer: Actor
) -> None:
    part = kept(interview, visit, monitor, SAID)
    told = Notice.objects.filter(kind="visits.part_kept")
    assert [notice.person for notice in told] == [case_officer.person]
    assert signed_in(manager).get(at(part)).status_code == 404
    assert at(part) not in signed_in(manager).get("/a/kunming/phones/").content.decode()
    with pytest.raises(Hidden):
        delivering.put_away(by=manager, part=part, reason="x")
    client = signed_in(case_officer)
    assert at(part) in client.get("/a/kunming/phones/").content.decode()
    page = client.get(at(part)).content.decode()
    assert "Lao Wang" in page
    assert "Begun" not in page, "an hour would tell the shift"
    assert "Finished" not in page
    assert delivering.take_kept(by=case_officer, part=part, now=NOW).state == PartState.DELIVERED


def test_an_interview_that_nobody_ended_waits_for_a_case_officer_also_when_it_is_sent_again(
    interview: InstrumentVersion, visit: Visit, monitor: Actor, case_officer: Actor
) -> None:
    phone = TestPhone(monitor)
    form = {"form": form_piece(interview, visit, SAID)}
    sent = SealedPart(phone.said["recipient"], form, is_ended=False)
    assert phone.announce(sent).json()["problem"] == ""
    for _again in range(2):
        told = phone.chunk(sent, "form", 0).json()
        assert (told["state"], told["problem"]) == ("kept", "PHONE_NOT_ENDED")
    assert "nobody came back" in told["told"]
    assert not Submission.objects.exists()
    part = PhonePart.objects.get()
    assert [notice.person for notice in Notice.objects.filter(kind="visits.part_kept")] == [
        case_officer.person
    ]
    assert "nobody came back" in signed_in(case_officer).get(at(part)).content.decode()
    assert delivering.take_kept(by=case_officer, part=part, now=NOW).state == PartState.DELIVERED
    assert phone.announce(sent).json()["state"] == "delivered"


def test_nobody_with_a_tie_reads_what_workers_said(
    interview: InstrumentVersion, visit: Visit, monitor: Actor, case_officer: Actor
) -> None:
    part = kept(interview, visit, monitor, SAID)
    declare_tie(by=case_officer, employer=visit.employer, kind="owner", note="", today=factories.DAY)
    assert "Lao Wang" not in signed_in(case_officer).get(at(part)).content.decode()
    cannot_settle(case_officer, part)


def test_case_officers_settle_nothing_else(
    version: InstrumentVersion, visit: Visit, monitor: Actor, case_officer: Actor
) -> None:
    client = signed_in(case_officer)
    page = client.get("/a/kunming/phones/").content.decode()
    assert "Nothing was kept aside" in page
    assert "connect/" not in page
    part = kept(version, visit, monitor, HARM)
    assert client.get(at(part)).status_code == 404
    with pytest.raises(Hidden):
        delivering.take_kept(by=case_officer, part=part, now=NOW)
