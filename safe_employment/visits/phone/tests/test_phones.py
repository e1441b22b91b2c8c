"""Pairing, the day's bundle, signing out: who gets in, and what a phone takes along."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache

from safe_employment.instruments import commands as instruments
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import AuditEntry, Person, RoleAssignment
from safe_employment.kit.tests.actors import signed_in
from safe_employment.visits.models import Phone, PhoneKey
from safe_employment.visits.phone import pairing
from safe_employment.visits.phone.tests.phone import TestPhone
from safe_employment.visits.tests import factories

NOW = datetime.now(UTC)


@pytest.fixture(autouse=True)
def _nothing_was_tried() -> None:
    cache.clear()


def test_a_code_works_once(monitor: Actor) -> None:
    code = pairing.issue_code(by=monitor, now=NOW)
    pairing.pair(code=f" {code.lower()} ", name="手机", now=NOW)
    with pytest.raises(ProgrammeError, match="PHONE_CODE_UNKNOWN"):
        pairing.pair(code=code, name="手机", now=NOW)


def test_a_code_ends_after_ten_minutes(monitor: Actor) -> None:
    code = pairing.issue_code(by=monitor, now=NOW)
    with pytest.raises(ProgrammeError, match="PHONE_CODE_UNKNOWN"):
        pairing.pair(code=code, name="手机", now=NOW + timedelta(minutes=11))


def test_codes_cannot_be_tried_through(monitor: Actor) -> None:
    phone = TestPhone(monitor)
    tries = [phone.post("pair/", "", {"code": "AAAA-AAAA", "name": "x"}).status_code for _ in range(20)]
    assert tries[0] == 422
    assert tries[-1] == 429


def test_only_hashes_of_tokens_are_kept(monitor: Actor) -> None:
    phone = TestPhone(monitor)
    kept = Phone.objects.get(device=phone.device)
    assert bytes(kept.mailbox_digest) == pairing.digest_of(phone.said["mailbox"])
    assert phone.said["recipient"] == PhoneKey.objects.get().recipient
    assert b"AGE-SECRET-KEY" not in bytes(PhoneKey.objects.get().identity or b"")


def test_the_bundle_holds_released_visits_of_the_team_alone(
    manager: Actor, monitor: Actor, other_monitor: Actor, case_officer: Actor
) -> None:
    instruments.add_library(by=manager, now=NOW)
    factories.planned(manager, monitor, other_monitor)
    mine = factories.under_way(monitor, other_monitor)
    said = TestPhone(monitor).bundle().json()
    assert [visit["id"] for visit in said["visits"]] == [mine.pk]
    assert said["visits"][0]["takes_answers"]
    assert said["zone"] == "Asia/Shanghai"
    kinds = {form["form_id"] for form in said["forms"]}
    assert "visit-checklist" in kinds
    assert "confidential-screening" not in kinds
    assert "<h:html" in said["forms"][0]["xform"]


def test_the_mailbox_token_reads_nothing(monitor: Actor, other_monitor: Actor) -> None:
    factories.under_way(monitor, other_monitor)
    phone = TestPhone(monitor)
    answer = phone.client.get("/phone/api/bundle/", headers=phone.headers(phone.said["mailbox"]))
    assert answer.status_code == 401
    assert set(answer.json()) == {"code", "what", "remedy"}


@pytest.mark.parametrize("how", ["role", "person"])
def test_the_phone_of_a_person_who_left_is_signed_out(how: str, monitor: Actor) -> None:
    phone, left = TestPhone(monitor), TestPhone(monitor)
    if how == "role":
        RoleAssignment.objects.filter(person=monitor.person).update(ended_at=NOW)
    else:
        Person.objects.filter(pk=phone.device.person_id).update(is_active=False)
    assert phone.bundle().status_code == 410
    said = phone.post("contact/", phone.said["mailbox"], {"clock": NOW.isoformat()}).json()
    assert said["signed_out"]
    phone.device.refresh_from_db()
    assert phone.device.revoked_at is not None
    assert AuditEntry.objects.filter(action="visits.sign_phone_out").count() == 1
    phone.post("contact/", phone.said["mailbox"], {"clock": NOW.isoformat()})
    assert AuditEntry.objects.filter(action="visits.sign_phone_out").count() == 1, "once"
    assert phone.post("wiped/", phone.said["mailbox"], {}).status_code == 200
    assert left.bundle().status_code == 410


def test_a_phone_that_was_signed_out_learns_it_and_tells_when_it_has_forgotten(monitor: Actor) -> None:
    phone = TestPhone(monitor)
    pairing.sign_out(by=monitor, device=phone.device, now=NOW)
    assert phone.bundle().status_code == 410
    mailbox = phone.said["mailbox"]
    assert phone.post("contact/", mailbox, {"clock": NOW.isoformat()}).json()["signed_out"]
    assert phone.post("wiped/", mailbox, {}).status_code == 200
    phone.device.refresh_from_db()
    assert phone.device.wiped_at is not None


def test_the_clock_of_1970_is_noted(monitor: Actor) -> None:
    phone = TestPhone(monitor)
    phone.post("contact/", phone.said["mailbox"], {"clock": "1970-01-01T00:00:00Z"})
    assert Phone.objects.get().is_clock_wrong


def test_nobody_signs_out_the_phone_of_another_but_the_manager(
    manager: Actor, monitor: Actor, other_monitor: Actor
) -> None:
    phone = TestPhone(monitor)
    path = f"/a/kunming/phones/{phone.device.pk}/sign-out/"
    assert signed_in(other_monitor).post(path).status_code == 404
    assert signed_in(manager).post(path).status_code == 302
    phone.device.refresh_from_db()
    assert phone.device.revoked_by == manager.person


def test_the_page_shows_a_code_once(monitor: Actor) -> None:
    client = signed_in(monitor)
    assert "No phone is connected" in client.get("/a/kunming/phones/").content.decode()
    shown = client.post("/a/kunming/phones/connect/").content.decode()
    assert "phone-code" in shown
    assert "<svg" in shown


def test_the_app_is_the_same_for_everyone_and_forbids_eval(monitor: Actor) -> None:
    answer = signed_in(monitor).get("/phone/")
    policy = answer.headers["Content-Security-Policy"]
    assert "'unsafe-eval'" not in policy
    assert "'unsafe-inline'" not in policy
    assert "'wasm-unsafe-eval'" in policy
    assert "default-src 'none'" in policy
    assert "style=" not in answer.content.decode()
    assert (
        "'wasm-unsafe-eval'"
        not in signed_in(monitor).get("/a/kunming/phones/").headers["Content-Security-Policy"]
    )
