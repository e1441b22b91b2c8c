"""The single door of submissions: each is stored exactly once, nothing is dropped."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings

from safe_employment.instruments import commands, subjects
from safe_employment.instruments.intake import Outcome, Revoked
from safe_employment.instruments.intake.arrivals import TAKEN, kind_of
from safe_employment.instruments.intake.parsing import parse
from safe_employment.instruments.models import HeldReason, HeldSubmission, Submission, SubmissionFile
from safe_employment.instruments.subjects import SubjectKind
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.factories import END, NOW, SMALL, group, judged, text
from safe_employment.instruments.tests.sending import EVIL, device, filled, photo, send
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.files import place
from safe_employment.kit.models import Association, AuditEntry

pytestmark = pytest.mark.django_db

PHOTOS = [
    *group("A"),
    judged("A01"),
    {"type": "image", "name": "front", "label::English (en)": "Front", "label::中文 (zh)": "门面"},
    {"type": "image", "name": "back", "label::English (en)": "Back", "label::中文 (zh)": "后门"},
    *END,
]
TWO = {"A/A01": "yes", "A/front": "1.jpg", "A/back": "2.jpg"}


@pytest.fixture
def any_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every visit takes answers: the room that knows visits lies above."""
    monkeypatch.setitem(subjects._kinds, "visit", SubjectKind("visit"))


def on_disk() -> list[Path]:
    return [path for path in (settings.MEDIA_ROOT / "sent").rglob("*") if path.is_file()]


def test_the_same_again_is_accepted_and_adds_only_missing_files(kunming: Association, monitor: Actor) -> None:
    factories.published(kunming, PHOTOS)
    phone, _token = device(monitor)
    xml = filled(TWO, instance="uuid:1")
    first = send(phone, xml, {"2.jpg": photo("blue")})
    assert (first.outcome, first.missing) == (Outcome.STORED, ("1.jpg",))
    again = send(phone, xml, {"1.jpg": photo("red"), "2.jpg": photo("blue")})
    assert (again.outcome, again.missing, again.submission_id) == (Outcome.REPEATED, (), first.submission_id)
    third = send(phone, xml)
    assert third.is_whole
    kept = Submission.objects.get()
    assert bytes(kept.xml) == xml
    assert kept.answers == TWO
    assert (kept.person, kept.device, kept.files_expected) == (monitor.person, phone, 2)
    files = dict(SubmissionFile.objects.values_list("name", "file__path"))
    assert place(files["1.jpg"]).read_bytes() == photo("red")
    assert place(files["2.jpg"]).read_bytes() == photo("blue")
    actions = list(
        AuditEntry.objects.filter(object_type="instruments.submission").values_list("action", flat=True)
    )
    assert sorted(actions) == ["instruments.submission_repeated", "instruments.submission_stored"]


def test_a_repetition_leaves_no_second_file_on_the_disk(kunming: Association, monitor: Actor) -> None:
    factories.published(kunming, PHOTOS)
    phone, _token = device(monitor)
    xml = filled(TWO)
    before = len(on_disk())
    for _time in range(3):
        send(phone, xml, {"1.jpg": photo(), "2.jpg": photo()})
    assert len(on_disk()) - before == 2


def test_other_xml_under_the_same_id_is_held_whole_and_once(
    kunming: Association, monitor: Actor, other_monitor: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    mine, _token = device(monitor)
    theirs, _token = device(other_monitor)
    send(mine, filled({"A/A01": "yes"}, instance="uuid:1"))
    other = filled(TWO, instance="uuid:1")
    for _time in range(2):
        receipt = send(theirs, other, {"1.jpg": photo()})
        assert (receipt.outcome, receipt.reason) == (Outcome.HELD, HeldReason.OTHER_XML)
    assert Submission.objects.get().answers == {"A/A01": "yes"}
    held = list(HeldSubmission.objects.order_by("name"))
    assert [(row.name, row.person, row.device) for row in held] == [
        ("", other_monitor.person, theirs),
        ("1.jpg", other_monitor.person, theirs),
    ]
    assert bytes(held[0].content or b"") == other
    assert held[1].file is not None
    assert place(held[1].file.path).read_bytes() == photo()


def test_two_devices_with_the_same_id_and_the_same_content_are_one_submission(
    kunming: Association, monitor: Actor, other_monitor: Actor
) -> None:
    factories.published(kunming)
    xml = filled({"A/A01": "yes"}, instance="uuid:1")
    assert send(device(monitor)[0], xml).outcome == Outcome.STORED
    assert send(device(other_monitor)[0], xml).outcome == Outcome.REPEATED
    assert Submission.objects.get().person == monitor.person


def test_an_id_is_known_within_its_association_only(
    kunming: Association, qujing: Association, monitor: Actor, neighbour_manager: Actor
) -> None:
    factories.published(kunming)
    factories.published(qujing)
    send(device(monitor)[0], filled({"A/A01": "yes"}, instance="uuid:1"))
    assert send(device(neighbour_manager)[0], filled({"A/A01": "no"}, instance="uuid:1")).outcome == "stored"


def test_another_file_under_a_name_that_is_taken_is_held(kunming: Association, monitor: Actor) -> None:
    factories.published(kunming, PHOTOS)
    phone, _token = device(monitor)
    xml = filled({"A/front": "1.jpg"})
    send(phone, xml, {"1.jpg": photo("red")})
    receipt = send(phone, xml, {"1.jpg": photo("blue")})
    assert (receipt.outcome, receipt.held_files) == (Outcome.REPEATED, ("1.jpg",))
    assert HeldSubmission.objects.get().reason == HeldReason.OTHER_FILE
    kept = SubmissionFile.objects.select_related("file").get()
    assert kept.file is not None
    assert place(kept.file.path).read_bytes() == photo("red")


@pytest.mark.usefixtures("any_visit")
def test_an_edit_names_what_it_replaces(kunming: Association, monitor: Actor, other_monitor: Actor) -> None:
    factories.published(kunming)
    phone, _token = device(monitor)
    early = filled({"A/A01": "no"}, instance="uuid:2", replaces="uuid:1")
    assert send(phone, early).reason == HeldReason.NO_ORIGINAL
    send(phone, filled({"A/A01": "yes"}, instance="uuid:1"), subject="visit:7")
    edit = send(phone, early)
    assert (edit.outcome, edit.subject) == (Outcome.STORED, "visit:7")
    assert HeldSubmission.objects.get().settled_at is not None
    assert Submission.objects.get(instance_id="uuid:2").replaces.instance_id == "uuid:1"  # type: ignore[union-attr]
    second = send(phone, filled({"A/A01": "partly"}, instance="uuid:3", replaces="uuid:1"))
    assert second.reason == HeldReason.NOT_CURRENT
    theirs = send(device(other_monitor)[0], filled({}, instance="uuid:4", replaces="uuid:2"))
    assert theirs.reason == HeldReason.NOT_OWN


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"form": "nothing"}, HeldReason.UNKNOWN_FORM),
        ({"version": "9"}, HeldReason.UNKNOWN_VERSION),
        ({"version": "draft"}, HeldReason.UNKNOWN_VERSION),
        ({"root": "other"}, HeldReason.WRONG_ROOT),
        ({"instance": " "}, HeldReason.NO_INSTANCE_ID),
        ({"instance": "x" * 101}, HeldReason.NO_INSTANCE_ID),
    ],
)
def test_what_cannot_be_attributed_is_held(
    kunming: Association, manager: Actor, monitor: Actor, facts: dict[str, str], reason: str
) -> None:
    factories.published(kunming)
    draft = factories.markdown(SMALL, version="draft")
    commands.upload_version(by=manager, data=draft, name="c.md")
    xml = filled({"A/A01": "yes"}, **facts)
    phone, _token = device(monitor)
    assert send(phone, xml, {"1.jpg": photo()}).reason == reason
    assert send(phone, xml).outcome == Outcome.HELD
    row = HeldSubmission.objects.get(name="")
    assert bytes(row.content or b"") == xml
    assert HeldSubmission.objects.filter(name="1.jpg").count() == 1
    assert not Submission.objects.exists()


def test_what_was_begun_with_a_version_that_is_retired_is_taken(kunming: Association, monitor: Actor) -> None:
    old = factories.published(kunming)
    factories.published(kunming, version="2")
    receipt = send(device(monitor)[0], filled({"A/A01": "yes"}))
    assert receipt.outcome == Outcome.STORED
    assert Submission.objects.get().version == old


@pytest.mark.parametrize(
    ("xml", "code"),
    [
        (b"<data", "SUBMISSION_NOT_XML"),
        (b"", "SUBMISSION_NOT_XML"),
        (b'<!DOCTYPE d [<!ENTITY a "b">]><data id="c"/>', "SUBMISSION_HAS_ENTITIES"),
        (b'<!DOCTYPE d SYSTEM "file:///etc/passwd"><data id="c"/>', "SUBMISSION_HAS_ENTITIES"),
        (b"<data>" + b"<a>" * 60 + b"</a>" * 60 + b"</data>", "SUBMISSION_TOO_LARGE"),
        (b"<data>" + b" " * (9 * 1024 * 1024) + b"</data>", "SUBMISSION_TOO_LARGE"),
        (b"<data>" + b"<a/>" * 300_000 + b"</data>", "SUBMISSION_TOO_LARGE"),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE d><d/>'.encode("utf-16"), "SUBMISSION_HAS_ENT"),
        (b"<data>&other;</data>", "SUBMISSION_NOT_XML"),
        *[(b'<?xml version="1.0" encoding="%b"?><data id="c"/>' % name, "SUBMISSION_NOT_XML")
          for name in (b"gbk", b"gb2312", b"big5", b"utf-7", b"nonsense", b"rot13", b"\xff")],
    ],
)  # fmt: skip
def test_what_is_not_a_questionnaire_is_refused(monitor: Actor, xml: bytes, code: str) -> None:
    with pytest.raises(ProgrammeError, match=code):
        send(device(monitor)[0], xml)


SCRIPT = b"@echo off\r\ncalc.exe\r\n"
NO_PHOTO = [
    EVIL,
    b"MZ\x90\x00ftypisom" + bytes(500),
    b"rem ftypisom\r\ncalc.exe\r\n",
    SCRIPT.decode().encode("utf-16"),
    SCRIPT,
    b'CreateObject("WScript.Shell")',
    b"%PDF-1.7\n",
    b"ID3\x03" + bytes(500),
    b"\x7fELF" + bytes(500),
    b"#!/bin/sh\nrm -rf /",
    b"PK\x03\x04" + bytes(60),
    b"<svg onload='x'/>",
    b"",
]


@pytest.mark.parametrize("data", NO_PHOTO)
def test_a_program_dressed_as_a_photo_is_refused_and_the_answers_stay(
    kunming: Association, monitor: Actor, data: bytes
) -> None:
    factories.published(kunming, PHOTOS)
    before = len(on_disk())
    receipt = send(device(monitor)[0], filled(TWO), {"1.jpg": data, "2.jpg": photo()})
    assert (receipt.outcome, receipt.refused, receipt.missing) == (Outcome.STORED, ("1.jpg",), ("1.jpg",))
    assert len(on_disk()) - before == 1


@pytest.mark.parametrize("name", ["a.csv", "a.txt", "a.pdf", "a.bat"])
@pytest.mark.parametrize(
    "data",
    [
        EVIL,
        b"MZ\x90\x00ftypisom" + bytes(500),
        SCRIPT.decode().encode("utf-16"),
        b"#!/bin/sh\nrm",
        b"<script>x</script>",
    ],
)
def test_what_would_run_is_no_answer_to_any_question_whatever_it_is_called(data: bytes, name: str) -> None:
    assert kind_of(data, name) not in TAKEN


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x00\x00\x00\x18ftypmp42" + bytes(50), "video/mp4"),
        (b"\x00\x00\x00\x18ftypM4A " + bytes(50), "audio/mp4"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "image/heic"),
        (b"\xff\xfb\x90\x64" + bytes(50), "audio/mpeg"),
        (b"\xff\xf3\x84\xc4" + bytes(50), "audio/mpeg"),
        (b"\xff\xf1\x50\x80" + bytes(50), "audio/aac"),
        (b"RIFF\x00\x00\x00\x00WAVE", "audio/wav"),
    ],
)
def test_what_phones_record_is_known_by_its_content(data: bytes, kind: str) -> None:
    assert kind_of(data, "x") == kind


def test_a_file_is_answered_by_what_its_question_asks_for_and_called_by_its_content(
    kunming: Association, monitor: Actor
) -> None:
    rows = [
        {"type": kind, "name": kind, "label::English (en)": kind, "label::中文 (zh)": kind}
        for kind in ("audio", "video", "file")
    ]
    factories.published(kunming, rows)
    film = b"\x00\x00\x00\x18ftypmp42" + bytes(50)
    xml = filled({"audio": "1.m4a", "video": "2.mp4", "file": "run.bat"})
    receipt = send(device(monitor)[0], xml, {"1.m4a": photo(), "2.mp4": film, "run.bat": SCRIPT})
    assert (receipt.refused, receipt.missing) == (("1.m4a",), ("1.m4a",))
    files = SubmissionFile.objects.filter(file__isnull=False)
    assert dict(files.values_list("name", "file__name")) == {"2.mp4": "2.mp4", "run.bat": "run.bat.txt"}
    assert not send(device(monitor)[0], xml, {"1.m4a": film}).missing


def test_a_wrong_clock_is_noted_and_the_servers_time_is_used(kunming: Association, monitor: Actor) -> None:
    factories.published(kunming)
    send(device(monitor)[0], filled({}), device_time=datetime(1970, 1, 1, tzinfo=UTC))
    kept = Submission.objects.get()
    assert kept.received_at == NOW
    assert kept.device_clock_off == -int(NOW.timestamp())


def test_a_revoked_device_sends_nothing(kunming: Association, monitor: Actor) -> None:
    factories.published(kunming)
    phone, _token = device(monitor)
    commands.revoke_device(by=monitor, device=phone, now=NOW)
    with pytest.raises(Revoked):
        send(phone, filled({}))
    assert not Submission.objects.exists()


def test_an_answer_is_read_whole_whatever_stands_in_it() -> None:
    xml = "<d xmlns='u:a'><g><t>one<!-- c --> &amp;<?p i?><![CDATA[<two>]]> 三</t><e/><t>again</t></g></d>"
    parsed = parse(xml.encode())
    assert parsed.root == "d"
    assert parsed.answers(frozenset()) == {"g/t": "one &<two> 三"}
    assert parsed.named("t") == "one &<two> 三"


def test_repeats_have_their_position(kunming: Association, monitor: Actor) -> None:
    rows = [
        {"type": "begin_repeat", "name": "rooms", "label::English (en)": "Room", "label::中文 (zh)": "房间"},
        text("beds"),
        {"type": "end_repeat"},
    ]
    factories.published(kunming, rows)
    xml = filled({}).replace(
        b"<orx:meta>", b"<rooms><beds>4</beds></rooms><rooms><beds>6</beds></rooms><orx:meta>"
    )
    send(device(monitor)[0], xml)
    assert Submission.objects.get().answers == {"rooms[1]/beds": "4", "rooms[2]/beds": "6"}


def test_what_it_is_about_is_told_by_its_field_and_a_closed_subject_holds_it(
    kunming: Association, monitor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = SubjectKind(
        "visit",
        "visit_number",
        find=lambda _home, number: 12 if number == "V-00012" else None,
        takes=lambda _device, key: key != 13,
    )
    monkeypatch.setitem(subjects._kinds, "visit", kind)
    rows = [{"type": "hidden", "name": "visit"}, text("visit_number"), *SMALL]
    factories.published(kunming, rows)
    phone, _token = device(monitor)
    assert send(phone, filled({"visit": "7"})).subject == "visit:7"
    assert send(phone, filled({"visit": "visit:8"})).subject == "visit:8"
    assert send(phone, filled({"visit_number": "V-00012"})).subject == "visit:12"
    unknown = send(phone, filled({"visit_number": "V-00099"}))
    assert (unknown.outcome, unknown.subject, unknown.reason) == ("held", "", HeldReason.SUBJECT_UNKNOWN)
    assert send(phone, filled({"visit": "7"}), subject="visit:9").subject == "visit:9"
    held = send(phone, filled({"visit": "13"}))
    assert held.reason == HeldReason.SUBJECT_CLOSED


@pytest.mark.parametrize("written", ["1" * 61, "1" * 5000, "-1", "visit:x", "screening:7", "\u0663", "abc"])
def test_a_hidden_field_that_names_no_visit_is_held(
    written: str, kunming: Association, monitor: Actor
) -> None:
    factories.published(kunming, [{"type": "hidden", "name": "visit"}, *SMALL])
    xml = filled({"visit": written})
    assert send(device(monitor)[0], xml).reason == HeldReason.SUBJECT_UNKNOWN
    held = HeldSubmission.objects.get()
    assert (bytes(held.content or b""), held.subject) == (xml, "")


@pytest.mark.usefixtures("any_visit")
def test_a_question_of_the_authors_own_that_is_called_visit_is_not_taken_for_the_visit(
    kunming: Association, monitor: Actor
) -> None:
    factories.published(kunming, [*group("L"), text("visit"), *END])
    phone, _token = device(monitor)
    assert send(phone, filled({"L/visit": "12"})).subject == ""
    assert send(phone, filled({"L/visit": "1" * 5000})).outcome == Outcome.STORED
    factories.published(kunming, [*group("L"), text("visit"), {"type": "hidden", "name": "other"}, *END],
                        form_id="two")  # fmt: skip
    assert send(phone, filled({"L/visit": "12"}, form="two")).subject == ""


@pytest.mark.usefixtures("any_visit")
def test_what_was_not_told_is_told_again(
    kunming: Association, monitor: Actor, monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: object,
) -> None:  # fmt: skip
    from safe_employment.instruments.intake import telling
    from safe_employment.kit.actors import machine

    factories.published(kunming)
    send(device(monitor)[0], filled({}), subject="visit:3")
    told: list[object] = []
    monkeypatch.setattr(telling, "publish", told.append)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        telling.tell_again(machine(kunming), NOW + timedelta(hours=1))
    assert [getattr(each, "subject", "") for each in told] == ["visit:3"]
    assert Submission.objects.get().told_at is not None
