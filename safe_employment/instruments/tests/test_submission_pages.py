"""The pages of devices, of what was sent, and of what was kept aside."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safe_employment.instruments import commands, subjects
from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.intake import Outcome, SubjectKind
from safe_employment.instruments.models import Device, HeldSubmission, Submission
from safe_employment.instruments.scoring import score
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.factories import END, NOW, group, judged
from safe_employment.instruments.tests.sending import device, filled, photo, send
from safe_employment.instruments.tests.test_intake import PHOTOS, TWO
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.files import place
from safe_employment.kit.models import Association, AuditEntry, Notice, StoredFile
from safe_employment.kit.tests.actors import signed_in

pytestmark = pytest.mark.django_db


def at(route: str, *keys: int) -> str:
    return reverse(f"instruments:{route}", args=["kunming", *keys])


def test_of_two_held_under_one_id_each_keeps_its_own_photos(
    kunming: Association, manager: Actor, monitor: Actor, other_monitor: Actor
) -> None:
    """Two devices, one ID, one name, and the second photo came in a later post."""
    factories.published(kunming, PHOTOS)
    send(device(monitor)[0], filled({"A/A01": "yes"}, instance="uuid:1"))
    asks = {"red": {"A/A01": "no", "A/front": "1.jpg"}, "blue": {"A/A01": "partly", "A/front": "1.jpg"}}
    sent = {colour: filled(answers, instance="uuid:1") for colour, answers in asks.items()}
    for by, colour in ((monitor, "red"), (other_monitor, "blue")):
        phone, _token = device(by)
        send(phone, sent[colour])
        send(phone, sent[colour], {"1.jpg": photo(colour)})
    first, second = HeldSubmission.objects.filter(name="").order_by("pk")
    accepted = commands.accept_held(by=manager, held=first, now=NOW)
    file = accepted.files.get().file
    assert file is not None
    assert place(file.path).read_bytes() == photo("red")
    left = HeldSubmission.objects.filter(settled_at=None)
    assert {(row.name, row.came_with) for row in left} == {("", None), ("1.jpg", second)}
    other = commands.accept_held(by=manager, held=second, now=NOW)
    assert (accepted.replaces is None, other.replaces) == (False, None), "another person's takes no place"
    after = other.files.get().file
    assert after is not None
    assert place(after.path).read_bytes() == photo("blue")
    assert not HeldSubmission.objects.filter(settled_at=None).exists()


def test_those_who_settle_what_was_held_are_told_once_an_hour(
    kunming: Association, manager: Actor, monitor: Actor, case_officer: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    factories.published(kunming, form_id="talk", kind="worker_interview")
    phone, _token = device(monitor)
    for answer in ("yes", "no", "no", "partly"):
        send(phone, filled({"A/A01": answer}, instance="uuid:1"))
    told = Notice.objects.filter(kind="instruments.held")
    assert [(notice.person, notice.path) for notice in told.all()] == [(manager.person, at("held"))]
    for answer in ("yes", "no"):
        send(phone, filled({"A/A01": answer}, instance="uuid:2", form="talk"))
    assert told.get(person=case_officer.person).facts == {}
    assert told.count() == 2
    told.update(created_at=timezone.now() - timedelta(hours=2))
    send(phone, filled({"A/A01": "no"}, instance="uuid:1"))
    assert told.count() == 2, "it waits already"
    send(phone, filled({"A/A01": "no"}, instance="uuid:3", version="9"))
    assert told.filter(person=manager.person).count() == 2
    told.update(created_at=timezone.now() - timedelta(hours=2))
    xml = filled(TWO, instance="uuid:4")
    for colour in ("red", "blue", "blue"):
        send(phone, xml, {"1.jpg": photo(colour)})
    assert told.filter(person=manager.person).count() == 3, "another file under a name that is taken"


@pytest.mark.parametrize("facts", [{}, {"root": "other"}])
def test_what_a_questionnaire_is_for_stays_once_something_was_sent(
    facts: dict[str, str], kunming: Association, manager: Actor, monitor: Actor
) -> None:
    found = factories.published(kunming, kind="other").instrument
    words = {"title_zh": "新", "title_en": "New"}
    commands.describe_instrument(by=manager, instrument=found, kind="screening", **words)
    send(device(monitor)[0], filled({"A/A01": "yes"}, **facts))
    with pytest.raises(ProgrammeError, match="INSTRUMENT_KIND_STAYS"):
        commands.describe_instrument(by=manager, instrument=found, kind="other", **words)
    page = signed_in(manager).post(at("describe", found.pk), {"kind": "other", **words})
    assert "decides who may read them" in page.content.decode()
    commands.describe_instrument(
        by=manager, instrument=found, kind="screening", title_zh="旧", title_en="Old"
    )
    found.refresh_from_db()
    assert (found.kind, found.title) == ("screening", "旧")


def test_who_chooses_between_two_reads_both_in_words_with_their_photos(
    kunming: Association, manager: Actor, monitor: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    phone, _token = device(monitor)
    send(phone, filled(TWO, instance="uuid:1"), {"1.jpg": photo("red"), "2.jpg": photo("blue")})
    other = filled(TWO | {"A/A01": "no"}, instance="uuid:1")
    send(phone, other, {"1.jpg": photo("green"), "2.jpg": photo("blue")})
    held = HeldSubmission.objects.get(name="")
    page = signed_in(manager).get(at("held_one", held.pk)).content.decode()
    rows = [re.sub(r"<[^>]*>|\s+", " ", row) for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)]
    told = {row.split()[0]: ("Differs" in row, "The same" in row) for row in rows}
    assert told["A01"] == (True, False)
    assert (told["1.jpg"], told["2.jpg"]) == ((True, False), (False, True))
    asked = next(row for row in rows if row.split()[0] == "A01")
    assert re.search(r"\bNo\b.*\bYes\b", asked), "what was kept aside, then what is stored"
    files = StoredFile.objects.filter(purpose="instruments.submitted").values_list("pk", flat=True)
    assert len(files) == 4
    for pk in files:
        assert f'/files/{pk}/"' in page
        assert signed_in(manager).get(f"/a/kunming/files/{pk}/").status_code == 200


@pytest.mark.parametrize("facts", [{"form": "nothing"}, {"version": "9"}, {"root": "other"}])
def test_what_is_beside_nothing_is_shown_alone(
    facts: dict[str, str], kunming: Association, manager: Actor, monitor: Actor, case_officer: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    send(device(monitor)[0], filled(TWO, **facts), {"1.jpg": photo()})
    reader = case_officer if "form" in facts else manager
    page = signed_in(reader).get(at("held_one", HeldSubmission.objects.get(name="").pk)).content.decode()
    assert "Compared" not in page
    assert "1.jpg" in page
    assert "Is A01 as it should be?" in page or "root" not in facts


def test_the_same_photo_held_with_two_is_kept_for_both(
    kunming: Association, manager: Actor, monitor: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    phone, _token = device(monitor)
    for answer in ("yes", "no", "partly"):
        xml = filled({"A/A01": answer, "A/front": "1.jpg"}, instance="uuid:1")
        send(phone, xml, {"1.jpg": photo()})
    for held in HeldSubmission.objects.filter(name="").order_by("pk"):
        accepted = commands.accept_held(by=manager, held=held, now=NOW)
        assert accepted.files.get().file is not None


def test_a_new_device_is_shown_once_with_its_code(monitor: Actor) -> None:
    browser = signed_in(monitor)
    assert "No device of yours is connected" in browser.get(at("own_devices")).content.decode()
    page = browser.post(at("add_device"), {"name": "Red phone", "kind": "collect"})
    shown = page.content.decode()
    token = re.search(r"/odk/([\w-]{43})<", shown)
    assert token is not None
    assert 'class="qr"' in shown
    assert page.headers["Cache-Control"] == "no-store"
    made = Device.objects.get()
    listed = browser.get(at("own_devices")).content.decode()
    assert "Red phone" in listed
    for url in (at("own_devices"), at("device", made.pk)):
        assert token[1] not in browser.get(url).content.decode()
    browser.post(at("revoke_device", made.pk))
    made.refresh_from_db()
    assert made.revoked_by == monitor.person
    assert "Signed out" in browser.get(at("device", made.pk)).content.decode()


def test_only_its_person_and_the_manager_see_a_device(
    monitor: Actor, other_monitor: Actor, manager: Actor, neighbour_manager: Actor
) -> None:
    made, _token = device(monitor)
    assert signed_in(manager).get(at("device", made.pk)).status_code == 200
    assert "Phone" in signed_in(manager).get(at("devices")).content.decode()
    assert signed_in(other_monitor).get(at("device", made.pk)).status_code == 404
    assert signed_in(other_monitor).get(at("devices")).status_code == 404
    with pytest.raises(Hidden):
        commands.revoke_device(by=neighbour_manager, device=made, now=NOW)


def test_a_program_that_reads_is_the_managers_to_connect(manager: Actor, monitor: Actor) -> None:
    answer = signed_in(monitor).post(at("add_device"), {"name": "Excel", "kind": "program"})
    assert answer.status_code == 422
    page = signed_in(manager).post(at("add_device"), {"name": "Excel", "kind": "program"}).content.decode()
    assert "/api/v1/" in page
    assert not Device.objects.filter(kind="collect").exists()


def test_a_submission_is_read_by_group_with_its_score_and_the_reading_is_noted(
    kunming: Association, monitor: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    receipt = send(device(monitor)[0], filled(TWO), {"1.jpg": photo()})
    browser = signed_in(monitor)
    listed = browser.get(at("submissions")).content.decode()
    assert "Files are missing" in listed
    page = browser.get(at("submission", receipt.submission_id or 0)).content.decode()
    for wanted in ("Is A01 as it should be?", "100 of 100", "1.jpg", "not here yet"):
        assert wanted in page
    assert AuditEntry.objects.filter(action="instruments.submission_read").count() == 1
    xml = browser.get(at("submission_xml", receipt.submission_id or 0))
    assert xml.content == bytes(Submission.objects.get().xml)
    link = re.search(r'href="(/a/kunming/files/\d+/)"', page)
    assert link is not None
    assert browser.get(link[1]).status_code == 200


def test_confidential_answers_are_for_case_officers_alone(
    kunming: Association, case_officer: Actor, manager: Actor, monitor: Actor
) -> None:
    factories.published(kunming, PHOTOS, kind="screening")
    phone, _token = device(case_officer)
    receipt = send(phone, filled(TWO, instance="uuid:1"), {"1.jpg": photo()})
    send(phone, filled({}, instance="uuid:1"))
    kept, held = Submission.objects.get(), HeldSubmission.objects.get()
    stored = kept.files.exclude(file=None).get()
    paths = [
        at("submission", kept.pk),
        at("submission_xml", kept.pk),
        at("held_one", held.pk),
        reverse("kit:file", args=["kunming", stored.file_id]),
    ]
    for path in paths:
        assert signed_in(case_officer).get(path).status_code == 200
        assert signed_in(manager).get(path).status_code == 404
        assert signed_in(monitor).get(path).status_code == 404
    for route in ("submissions", "held", "devices"):
        assert kept.instance_id not in signed_in(manager).get(at(route)).content.decode()
    log = signed_in(manager).get(reverse("kit:audit", args=["kunming"])).content.decode()
    assert "instruments.confidential" not in log
    assert receipt.outcome == Outcome.STORED


def test_what_was_kept_aside_is_accepted_as_an_edit_with_its_files(
    kunming: Association, monitor: Actor, manager: Actor
) -> None:
    factories.published(kunming, PHOTOS)
    phone, _token = device(monitor)
    send(phone, filled({"A/A01": "no"}, instance="uuid:1"))
    other = filled(TWO, instance="uuid:1")
    send(phone, other, {"1.jpg": photo()})
    held = HeldSubmission.objects.get(name="")
    browser = signed_in(manager)
    assert "2.jpg" in browser.get(at("held_one", held.pk)).content.decode()
    browser.post(at("accept_held", held.pk))
    edit = Submission.objects.get(replaces__instance_id="uuid:1")
    assert edit.answers == TWO
    arrived = {row.name: row.file is not None for row in edit.files.select_related("file")}
    assert arrived == {"1.jpg": True, "2.jpg": False}
    assert not HeldSubmission.objects.filter(settled_at=None).exists()
    again = send(phone, other, {"2.jpg": photo("blue")})
    assert (again.outcome, again.submission_id, again.missing) == (Outcome.REPEATED, edit.pk, ())
    with pytest.raises(ProgrammeError, match="INSTRUMENT_HELD_SETTLED"):
        commands.discard_held(by=manager, held=held, why="x", now=NOW)


def test_what_was_kept_aside_waits_for_its_version_and_is_put_away_with_a_reason(
    kunming: Association, monitor: Actor, manager: Actor
) -> None:
    factories.published(kunming)
    send(device(monitor)[0], filled({"A/A01": "yes"}, version="2"))
    held = HeldSubmission.objects.get()
    with pytest.raises(ProgrammeError, match="INSTRUMENT_HELD_NOT_ACCEPTABLE"):
        commands.accept_held(by=manager, held=held, now=NOW)
    factories.published(kunming, version="2")
    commands.accept_held(by=manager, held=held, now=NOW)
    assert Submission.objects.get().version.version == "2"
    send(device(monitor)[0], filled({"A/A01": "no"}, version="3"))
    other = HeldSubmission.objects.get(settled_at=None)
    page = signed_in(manager).post(at("discard_held", other.pk), {"why": "A trial on the training day"})
    assert page.status_code == 302
    assert "A trial on the training day" in signed_in(manager).get(at("held_one", other.pk)).content.decode()


def test_the_score_follows_the_weights_and_a_critical_answer_stops_it(kunming: Association) -> None:
    rows = [
        *group("A", 10), judged("A01"), judged("A02", se_critical="yes"), *END,
        *group("B", 30), judged("B01"), judged("B02"), *END,
    ]  # fmt: skip
    definition = Definition.from_json(factories.published(kunming, rows).definition)
    found = score(definition, {"A/A01": "yes", "A/A02": "not_seen", "B/B01": "partly", "B/B02": "no"})
    assert [each.percent for each in found.clusters] == [100, 25]
    assert found.percent == round((10 * 100 + 30 * 25) / 40)
    stopped = score(definition, {"A/A01": "yes", "A/A02": "no", "B/B01": "yes"})
    assert stopped.percent is None
    assert [question.id for question in stopped.stopped_by] == ["A02"]
    assert score(definition, {}).percent is None


def test_a_long_list_takes_no_more_queries(kunming: Association, monitor: Actor) -> None:
    factories.published(kunming, PHOTOS)
    phone, _token = device(monitor)
    browser = signed_in(monitor)
    counts = []
    for _round in range(2):
        for _number in range(10):
            send(phone, filled(TWO))
        with CaptureQueriesContext(connection) as queries:
            browser.get(at("submissions"))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[0] < 15


def test_what_it_is_about_is_told_found_and_linked_by_its_number(
    kunming: Association, monitor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = SubjectKind(
        "visit",
        find=lambda _home, number: 12 if number == "V-00012" else None,
        names=lambda _home, keys: {key: f"V-{key:05}" for key in keys},
        page="instruments:submission",
    )
    monkeypatch.setitem(subjects._kinds, "visit", kind)
    factories.published(kunming)
    phone, _token = device(monitor)
    for number in (12, 13):
        send(phone, filled({}, instance=f"uuid:{number}"), subject=f"visit:{number}")
    browser = signed_in(monitor)
    listed = browser.get(at("submissions")).content.decode()
    assert f'href="{at("submission", 12)}"' in listed
    assert "V-00013" in listed
    assert "visit:13" not in listed
    found = browser.get(at("submissions"), {"q": "V-00012"}).content.decode()
    assert "V-00012" in found
    assert "V-00013" not in found
    shown = browser.get(at("submission", Submission.objects.get(instance_id="uuid:12").pk)).content.decode()
    assert "V-00012" in shown
