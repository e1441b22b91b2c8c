"""The visit app when something has changed at the association in the meantime; nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Route, expect

from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import Device, InstrumentVersion, Submission
from safe_employment.kit.actors import Actor
from safe_employment.visits import commands as visits
from safe_employment.visits.models import PartState, PhonePart, Visit
from safe_employment.visits.phone import pairing
from safe_employment.visits.tests import factories
from tests.journeys.handset import NOW, PIN, Handset

DIGEST = b"0" * 32


def begin(phone: Handset, visit: Visit) -> None:
    """Answer one question of the documents, and go back to the day."""
    phone.begin(visit, "Documents")
    phone.to_page("B")
    phone.answer("B/B02", "no")
    phone.page.get_by_role("button", name="Back").click()
    phone.page.get_by_role("button", name="Back").click()


def fetch(phone: Handset) -> None:
    """Fetch the day anew."""
    with phone.page.expect_response("**/phone/api/bundle/**"):
        phone.page.get_by_role("button", name="Fetch now").click()


def test_a_questionnaire_that_was_retired_is_finished_and_taken(
    handset: Callable[..., Handset], manager: Actor, monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    page = phone.sign_in(monitor)
    begin(phone, visit_today)
    version = InstrumentVersion.objects.get(instrument__form_id="visit-checklist")
    instruments.retire_version(by=manager, version=version, now=NOW)
    fetch(phone)
    phone.resume(visit_today)
    page.get_by_text("This questionnaire was replaced by a newer one").wait_for()
    phone.to_page("B")
    assert page.locator("[data-path='/data/B/B02'] input[value='no']").is_checked()
    assert phone.axe() == []
    phone.answer("B/B03", "yes")
    phone.finish()
    expect(page.locator(".part-line")).to_contain_text("With the association")
    assert page.get_by_role("button", name="Documents", exact=True).count() == 0
    stored = Submission.objects.get()
    assert (stored.version, stored.answers["B/B02"]) == (version, "no")


def test_a_visit_that_was_cancelled_says_so_and_what_was_begun_is_handed_in(
    handset: Callable[..., Handset], manager: Actor, monitor: Actor, other_monitor: Actor
) -> None:
    instruments.add_library(by=manager, now=NOW)
    visit = factories.released(monitor, other_monitor)
    phone = handset()
    page = phone.sign_in(monitor)
    begin(phone, visit)
    visits.cancel_visit(by=monitor, visit=visit, reason="已停业")
    fetch(phone)
    page.get_by_role("heading", name="No longer on your list").wait_for()
    assert phone.axe() == []
    page.get_by_role("button", name=visit.reference).click()
    page.get_by_text("It was cancelled, moved to another day or given to others.").wait_for()
    assert phone.axe() == []
    page.get_by_role("button", name="Go on with it").click()
    page.get_by_text("It was cancelled, moved to another day or given to others.").wait_for()
    phone.to_page("B")
    assert page.locator("[data-path='/data/B/B02'] input[value='no']").is_checked()
    page.locator("nav.pages button").last.click()
    page.get_by_role("button", name="Finish and seal").click()
    page.get_by_role("button", name="Finish as it is").click()
    expect(page.locator(".part-line")).to_contain_text("someone looks at it")
    assert PhonePart.objects.get().state == PartState.KEPT


def test_a_sign_in_that_has_ended_asks_for_a_code_and_keeps_everything(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    page = phone.sign_in(monitor)
    begin(phone, visit_today)
    device = Device.objects.get()
    Device.objects.update(token_digest=DIGEST)
    type(device.phone).objects.update(mailbox_digest=DIGEST)
    fetch(phone)
    page.get_by_text("The association does not know this sign-in any more.").wait_for()
    assert phone.axe() == []
    phone.resume(visit_today)
    phone.finish()
    expect(page.locator(".part-line")).to_contain_text("waiting to be sent")
    page.locator(".banners").get_by_role("button", name="Sign in").click()
    page.get_by_label("Code", exact=True).fill(pairing.issue_code(by=monitor, now=datetime.now(UTC)))
    page.get_by_role("button", name="Sign in", exact=True).last.click()
    page.get_by_role("heading", name="Enter your PIN").wait_for()
    page.get_by_label("PIN", exact=True).fill(PIN)
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("button", name=visit_today.reference).click()
    expect(page.locator(".part-line")).to_contain_text("With the association", timeout=15_000)
    assert page.get_by_text("The association does not know this sign-in any more.").count() == 0
    assert Submission.objects.get().answers["B/B02"] == "no"


def test_a_questionnaire_that_opens_no_more_is_handed_in_as_it_was_saved(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    page = phone.sign_in(monitor)
    begin(phone, visit_today)

    def damage(route: Route) -> None:
        answer = route.fetch()
        said = answer.json()
        for form in said["forms"]:
            form["xform"] = form["xform"][:200]
        route.fulfill(response=answer, json=said)

    page.route("**/phone/api/bundle/**", damage)
    fetch(phone)
    page.get_by_role("button", name=visit_today.reference).click()
    page.get_by_role("button", name="Go on with it").click()
    page.get_by_role("heading", name="cannot be opened on the phone").wait_for()
    assert phone.axe() == []
    page.get_by_role("button", name="Hand in what was saved").click()
    expect(page.locator(".part-line")).to_contain_text("With the association")
    assert Submission.objects.get().answers["B/B02"] == "no"
    phone.errors.clear()
