"""The visit app in real Chromium: offline, killed, updated, locked, signed out, full; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from safe_employment.instruments.models import Device, Submission, SubmissionFile
from safe_employment.kit.actors import Actor
from safe_employment.visits.models import PartState, PhonePart, Visit
from safe_employment.visits.phone import pairing
from safe_employment.visits.phone.tests.phone import picture
from safe_employment.visits.phone.views import app as shell
from tests.journeys.conftest import PHONE
from tests.journeys.handset import NOW, PIN, Handset


def test_a_visit_without_a_network(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    phone.sign_in(monitor)
    assert phone.axe() == []
    phone.kept()
    phone.offline()
    phone.kill()
    phone.begin(visit_today, "Documents")
    assert phone.axe() == []
    phone.to_page("B")
    phone.answer("B/B02", "no")
    phone.photo(picture(600))
    page = phone.kill()
    phone.resume(visit_today)
    phone.to_page("B")
    assert page.locator("[data-path='/data/B/B02'] input[value='no']").is_checked()
    assert phone.axe() == []
    phone.finish()
    expect(page.locator(".part-line")).to_contain_text("waiting to be sent")
    assert Submission.objects.count() == 0
    phone.offline(False)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(page.locator(".part-line")).to_contain_text("With the association")
    stored = Submission.objects.get()
    assert stored.answers["B/B02"] == "no"
    assert stored.subject == f"visit:{visit_today.pk}"
    assert SubmissionFile.objects.get().file is not None


def online(phone: Handset) -> None:
    """There is a network again."""
    phone.offline(False)
    phone.page.evaluate("() => window.dispatchEvent(new Event('online'))")


def test_after_ten_minutes_the_pin_is_asked_for(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    phone.page.clock.install()
    page = phone.sign_in(monitor)
    phone.begin(visit_today, "Documents")
    phone.to_page("B")
    phone.answer("B/B02", "no")
    page.clock.fast_forward("10:10")
    page.get_by_role("heading", name="Enter your PIN").wait_for()
    assert visit_today.employer.name not in page.content()
    page.get_by_label("PIN", exact=True).fill("000000")
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_text("That was not the PIN.").wait_for()
    assert phone.axe() == []
    phone.enter()
    phone.resume(visit_today)
    phone.to_page("B")
    assert page.locator("[data-path='/data/B/B02'] input[value='no']").is_checked()


def test_two_phones_fill_in_one_visit(
    handset: Callable[..., Handset], monitor: Actor, other_monitor: Actor, visit_today: Visit
) -> None:
    for by, answer in ((monitor, "no"), (other_monitor, "yes")):
        phone = handset()
        phone.sign_in(by)
        phone.begin(visit_today, "Documents")
        phone.to_page("B")
        phone.answer("B/B02", answer)
        phone.finish()
        expect(phone.page.locator(".part-line")).to_contain_text("With the association")
    stored = Submission.objects.filter(subject=f"visit:{visit_today.pk}")
    assert {(one.person, one.answers["B/B02"]) for one in stored} == {
        (monitor.person, "no"), (other_monitor.person, "yes"),
    }  # fmt: skip


def test_a_phone_that_is_signed_out_hands_in_and_forgets(
    handset: Callable[..., Handset], manager: Actor, monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    page = phone.sign_in(monitor)
    phone.begin(visit_today, "Documents")
    phone.to_page("B")
    phone.answer("B/B02", "no")
    device = Device.objects.get()
    pairing.sign_out(by=manager, device=device, now=NOW)
    with page.expect_response("**/phone/api/wiped/"):
        online(phone)
        page.get_by_role("heading", name="This phone was signed out").wait_for()
    assert len(page.evaluate("() => indexedDB.databases()")) == 1
    assert phone.axe() == []
    assert PhonePart.objects.get().state == PartState.KEPT
    device.refresh_from_db()
    assert device.wiped_at is not None


def test_an_update_waits_until_no_form_is_open(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = handset()
    page = phone.sign_in(monitor)
    phone.kept()
    phone.kill()
    page = phone.page
    phone.begin(visit_today, "Documents")
    phone.to_page("B")
    phone.answer("B/B02", "no")
    before = shell.built
    monkeypatch.setattr(shell, "built", lambda name: before(name).replace(b"visit-app-", b"visit-app-2", 1))
    page.evaluate("() => navigator.serviceWorker.getRegistration('/phone/').then((one) => one.update())")
    page.wait_for_function(
        "() => navigator.serviceWorker.getRegistration('/phone/').then((one) => !!one.waiting)"
    )
    assert page.locator("[data-path='/data/B/B02'] input[value='no']").is_checked()
    page.get_by_role("button", name="Back").click()
    page.get_by_text("A new version is ready.").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="Use it now").click()
    phone.enter()
    phone.resume(visit_today)
    phone.to_page("B")
    assert page.locator("[data-path='/data/B/B02'] input[value='no']").is_checked()


FULL = """() => {
    window.keptAdd = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""


def test_a_full_phone_says_so_and_loses_nothing(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    page = phone.sign_in(monitor)
    phone.begin(visit_today, "Documents")
    phone.to_page("B")
    phone.answer("B/B02", "no")
    page.evaluate(FULL)
    page.locator("[data-path='/data/B/B03'] input[value='yes']").check(force=True)
    page.get_by_text("The phone's storage is full").wait_for()
    assert phone.axe() == []
    page.evaluate("() => { IDBObjectStore.prototype.add = window.keptAdd; }")
    page.get_by_role("button", name="Try again").click()
    phone.saved()
    page = phone.kill()
    phone.resume(visit_today)
    phone.to_page("B")
    assert page.locator("[data-path='/data/B/B03'] input[value='yes']").is_checked()


def test_a_browser_that_stores_nothing_is_told(handset: Callable[..., Handset]) -> None:
    phone = handset()
    phone.page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }"
    )
    phone.page.goto(f"{phone.address}/phone/")
    phone.page.get_by_text("does not let the app store anything").wait_for()
    assert phone.axe() == []


@pytest.mark.parametrize("clock", [NOW + timedelta(hours=2), datetime(1970, 1, 1, tzinfo=UTC)])
def test_a_wrong_clock_is_told_also_after_a_start_without_a_network(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit, clock: datetime
) -> None:
    phone = handset()
    phone.page.clock.install(time=clock)
    page = phone.sign_in(monitor)
    phone.kept()
    for _start in range(2):
        page.get_by_text("The clock of this phone is wrong").wait_for()
        page.get_by_role("button", name=visit_today.reference).wait_for()
        assert page.get_by_role("heading", name="Other visits").count() == 0
        phone.offline()
        page.reload()
        page.get_by_label("PIN", exact=True).fill(PIN)
        phone.press("Open")


def test_a_shared_phone_keeps_two_people_apart(
    handset: Callable[..., Handset], monitor: Actor, other_monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    phone.sign_in(monitor)
    phone.begin(visit_today, "Documents")
    phone.to_page("B")
    phone.answer("B/B02", "no")
    page = phone.page
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Back").click()
    page.get_by_role("button", name="Lock").click()
    page.get_by_role("button", name="Sign in on this phone").click()
    phone.sign_in(other_monitor)
    page.get_by_role("button", name=visit_today.reference).click()
    page.get_by_text("You have not begun anything here.").wait_for()


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_the_first_screens_are_accessible_in_both_languages(
    handset: Callable[..., Handset], language: str
) -> None:
    phone = handset(language)
    phone.page.goto(f"{phone.address}/phone/")
    phone.page.locator("#code").wait_for()
    assert phone.axe() == []
    width: int = phone.page.evaluate("() => document.documentElement.scrollWidth")
    assert width <= PHONE["width"] + 1
