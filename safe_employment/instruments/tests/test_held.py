"""What was kept aside: one thing with its files, settled by neither the sender nor the tied."""

from __future__ import annotations

import pytest
from django.urls import reverse

from safe_employment.instruments import commands, subjects
from safe_employment.instruments.intake import Outcome, SubjectKind
from safe_employment.instruments.models import HeldSubmission, SubmissionFile
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.factories import NOW
from safe_employment.instruments.tests.sending import device, filled, photo, send
from safe_employment.instruments.tests.test_intake import PHOTOS, TWO
from safe_employment.instruments.tests.test_submission_pages import at
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in

pytestmark = pytest.mark.django_db


def test_what_was_held_and_arrives_again_is_taken_with_the_files_that_came_with_it(
    kunming: Association, manager: Actor, monitor: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    phone, _token = device(monitor)
    early = filled(TWO, instance="uuid:2", replaces="uuid:1")
    send(phone, early, {"1.jpg": photo(), "2.jpg": photo("blue")})
    send(phone, filled({"A/A01": "no"}, instance="uuid:1"))
    again = send(phone, early, {"2.jpg": photo("blue")})
    assert (again.outcome, again.missing) == (Outcome.STORED, ())
    assert not HeldSubmission.objects.filter(settled_at=None).exists()
    files = SubmissionFile.objects.filter(submission=again.submission_id).select_related("file")
    assert {row.name: row.file.subject_id for row in files if row.file} == {
        "1.jpg": again.submission_id, "2.jpg": again.submission_id,
    }  # fmt: skip


def test_a_questionnaire_with_its_photos_is_one_thing_to_look_at(
    kunming: Association, manager: Actor, monitor: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    send(device(monitor)[0], filled(TWO, version="9"), {"1.jpg": photo(), "2.jpg": photo("blue")})
    client = signed_in(manager)
    assert "Kept aside: 1" in client.get(at("submissions")).content.decode()
    held = HeldSubmission.objects.get(name="")
    listed = client.get(at("held")).content.decode()
    for row in HeldSubmission.objects.all():
        path = at("held_one", row.pk)
        assert (path in listed) == (row == held)
        assert client.get(path).status_code == (200 if row == held else 404)
        if row != held:
            with pytest.raises(Hidden):
                commands.discard_held(by=manager, held=row, why="x", now=NOW)
    commands.discard_held(by=manager, held=held, why="x", now=NOW)
    assert not HeldSubmission.objects.filter(settled_at=None).exists()


def test_nobody_settles_what_they_sent_or_what_is_about_an_employer_they_are_tied_to(
    kunming: Association, manager: Actor, monitor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    factories.published(kunming)
    tied = actors.actor(kunming, Role.MANAGER)
    kind = SubjectKind(
        "visit", takes=lambda _d, key: key != 13,
        kept_from=lambda by: ["visit:13"] if by.person == tied.person else [],
    )  # fmt: skip
    monkeypatch.setitem(subjects._kinds, "visit", kind)
    send(device(manager)[0], filled({"A/A01": "no"}), subject="visit:13")
    held = HeldSubmission.objects.get()
    for by, refused, match in ((manager, ProgrammeError, "INSTRUMENT_HELD_OTHER_EYES"), (tied, Hidden, None)):
        for settle in (
            lambda by=by: commands.accept_held(by=by, held=held, now=NOW),
            lambda by=by: commands.discard_held(by=by, held=held, why="x", now=NOW),
        ):
            with pytest.raises(refused, match=match):
                settle()
    page = signed_in(manager).get(at("held_one", held.pk)).content.decode()
    assert "Ask another person to settle it" in page
    assert at("discard_held", held.pk) not in page
    assert signed_in(tied).get(at("held_one", held.pk)).status_code == 404
    other = actors.actor(kunming, Role.MANAGER)
    assert at("discard_held", held.pk) in signed_in(other).get(at("held_one", held.pk)).content.decode()
    commands.discard_held(by=other, held=held, why="x", now=NOW)


def test_what_is_of_no_questionnaire_here_is_read_by_case_officers_alone_for_a_worker_may_speak_in_it(
    kunming: Association, manager: Actor, monitor: Actor, case_officer: Actor
) -> None:
    words = "she is afraid of Lao Wang"
    xml = filled({"remark": words, "photo": "1.jpg"}, form="interview-2027")
    send(device(monitor)[0], xml, {"1.jpg": photo()})
    told = Notice.objects.filter(kind="instruments.held")
    assert {notice.person for notice in told} == {manager.person, case_officer.person}
    held = HeldSubmission.objects.get(name="")
    file = HeldSubmission.objects.get(name="1.jpg").file
    assert file is not None
    for by, reads in ((manager, False), (case_officer, True)):
        client = signed_in(by)
        page = client.get(at("held_one", held.pk)).content.decode()
        assert (words in page) is ("1.jpg" in page) is reads
        assert ("may be what a worker said" in page) is not reads
        assert (at("discard_held", held.pk) in page) is reads
        shown = reverse("instruments:held_photo", args=["kunming", held.pk, file.pk, "small"])
        for path in (shown, reverse("kit:file", args=["kunming", file.pk])):
            assert client.get(path).status_code == (200 if reads else 404)
    with pytest.raises(Hidden):
        commands.discard_held(by=manager, held=held, why="unread", now=NOW)
    factories.published(kunming, form_id="interview-2027")
    assert words in signed_in(manager).get(at("held_one", held.pk)).content.decode()
    assert signed_in(case_officer).get(at("held_one", held.pk)).status_code == 404
