"""A worker answers on the phone, alone: who sees which question, who can read an answer, how it is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from safe_employment.instruments.models import Device, Submission
from safe_employment.kit.actors import Actor
from safe_employment.visits.models import PhonePart, Visit
from safe_employment.visits.phone import delivering, pairing
from tests.journeys.handset import NOW, PIN, Handset
from tests.journeys.test_visit_app import FULL

OF_THE_INTERVIEWER = re.compile(
    "Interviewer|alone with the worker|You choose the worker|look afraid|case officer"
)
NEUTRAL = "Thank you. Please give the phone back."
VOICE = """
    window.spoken = [];
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    Object.defineProperty(window, "speechSynthesis", { value: {
        getVoices: () => [{ lang: "en-GB", localService: true }, { lang: "zh-CN", localService: true }],
        speak: (said) => window.spoken.push([said.lang, said.text]),
        cancel: () => undefined, addEventListener: () => undefined, removeEventListener: () => undefined,
    }});
"""


@pytest.fixture
def with_worker(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit
) -> Callable[..., Handset]:
    """Give `with_worker(script="")`: a phone in the hands of a worker who has agreed to talk.

    With `clock`, time passes when the test says so.
    """

    def begin(script: str = "", *, clock: bool = False) -> Handset:
        phone = handset()
        if clock:
            phone.page.clock.install()
        if script:
            phone.page.add_init_script(script)
        phone.sign_in(monitor)
        phone.begin_interview(visit_today)
        phone.press("The worker has the phone")
        for _note in range(3):
            phone.press("Go on")
        phone.press("Yes")
        phone.page.get_by_role("heading", name="Are you kept here").wait_for()
        return phone

    return begin


def walk(page: Page, answer: str) -> list[str]:
    """Answer as the worker until the phone is to be given back; returns all that was shown."""
    shown = []
    while page.locator("#back-pin").count() == 0:
        shown.append(page.locator("#app").inner_text())
        button = page.get_by_role("button", name=re.compile(f"^({answer}|Go on|Next)$")).first
        before = page.locator(".interview-head span").inner_text()
        button.click()
        expect(page.locator("#app")).not_to_contain_text(before)
    return shown


def test_a_worker_sees_no_question_to_the_interviewer(
    with_worker: Callable[..., Handset], visit_today: Visit
) -> None:
    phone = with_worker()
    page = phone.page
    assert phone.axe() == []
    shown = walk(page, "I do not want to say")
    assert len(shown) > 30
    assert [text for text in shown if OF_THE_INTERVIEWER.search(text)] == []
    assert page.locator("h1").inner_text() == NEUTRAL
    assert phone.axe() == []
    page.locator("#back-pin").fill("000000")
    phone.press("Open")
    page.get_by_text("That was not the PIN.").wait_for()
    phone.give_back()
    page.get_by_text("this may be a child at work").or_(page.get_by_text("look afraid")).first.wait_for()
    expect(page.get_by_role("button", name="Before")).to_be_disabled()
    page.locator("[data-path$='/seemed_afraid'] input[value='no']").check(force=True)
    phone.press("End")
    expect(page.locator(".part-line")).to_contain_text("With the association")
    answers = Submission.objects.get().answers
    assert answers["before/way"] == "self"
    assert answers["now/hurt_now"] == "silent"
    assert answers["voice/afterwards/seemed_afraid"] == "no"
    assert answers.get("visit") == visit_today.reference


def test_in_an_emergency_the_phone_tells_nothing_until_the_pin(with_worker: Callable[..., Handset]) -> None:
    phone = with_worker()
    page = phone.page
    for _question in range(3):
        phone.press("Yes")
    page.get_by_text("It is not your fault.").wait_for()
    phone.press("Go on")
    assert page.locator("#app").inner_text().split("\n")[0] == NEUTRAL
    assert "Police" not in page.content()
    phone.give_back()
    page.get_by_text("Interviewer: stop the questions.").wait_for()
    phone.press("Go on")
    page.locator("[data-path$='/go_on'] input[value='yes']").check(force=True)
    phone.press("Next")
    page.get_by_role("heading", name="Give the phone to the worker").wait_for()
    phone.press("The worker has the phone")
    page.get_by_role("heading", name="Are you 18 or older?").wait_for()
    expect(page.get_by_role("button", name="Before")).to_be_disabled()


def test_after_the_end_nothing_opens_without_the_pin(
    with_worker: Callable[..., Handset], visit_today: Visit
) -> None:
    phone = with_worker()
    page = phone.page
    phone.press("End")
    page.get_by_role("heading", name="End here?").wait_for()
    assert phone.axe() == []
    phone.press("Go on")
    page.get_by_role("heading", name="Are you kept here").wait_for()
    phone.press("End")
    phone.press("End here")
    page.get_by_role("heading", name=NEUTRAL).wait_for()
    buttons = page.get_by_role("button").all_inner_texts()
    assert buttons == ["Open"]
    assert visit_today.employer.name not in page.content()
    phone.give_back()
    page.get_by_text("look afraid").first.wait_for()
    phone.press("End")
    page.get_by_role("heading", name=visit_today.employer.name).wait_for()


def test_the_interviewer_reads_aloud_and_keeps_the_phone(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    page = phone.sign_in(monitor)
    phone.begin_interview(visit_today)
    phone.press("I keep it and read aloud")
    for _note in range(3):
        phone.press("Go on")
    for _question in range(4):
        phone.press("Yes")
    phone.press("Go on")
    page.get_by_text("Interviewer: stop the questions.").wait_for()


def swipe_down(page: Page) -> None:
    """Draw a finger down the screen."""
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 200, "y": 300}]})
    for y in range(320, 600, 40):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": 200, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


GESTURES: dict[str, Callable[[Page], object]] = {
    "swipe": swipe_down,
    "back": lambda page: page.evaluate("() => history.back()"),
    "escape": lambda page: page.keyboard.press("Escape"),
    "button": lambda page: page.get_by_role("button", name="Hide").click(),
}


@pytest.mark.parametrize("gesture", GESTURES)
def test_one_gesture_hides_it(with_worker: Callable[..., Handset], gesture: str) -> None:
    phone = with_worker()
    page = phone.page
    page.evaluate("() => { window.isSame = true; }")
    phone.offline()
    for _again in range(2):
        GESTURES[gesture](page)
        page.locator(".clock").wait_for()
        told = page.locator(".clock > h1, .clock > p, .clock button, .banners").all_inner_texts()
        assert not re.search("[a-z]{5}", " ".join(told)), "a clock and a field, nothing else"
        assert phone.axe() == []
        phone.give_back()
        page.get_by_role("heading", name="Give the phone to the worker").wait_for()
        phone.press("The worker has the phone")
        page.get_by_role("heading", name="Are you kept here").wait_for()
    assert page.evaluate("() => window.isSame"), "the page was not loaded anew"
    assert page.evaluate("() => getComputedStyle(document.documentElement).overscrollBehaviorY") == "none"


def shows_a_clock(phone: Handset, monitor: Actor) -> None:
    """Nothing else is on the page than the hour and a field."""
    page = phone.page
    assert page.locator(".clock").count() == 1
    assert str(monitor.person) not in page.content()
    assert page.get_by_role("button").all_inner_texts() == ["Open"]
    assert page.locator(".banners").count() == 0
    assert phone.axe() == []


def test_the_clock_stays_while_nobody_touches_it_and_what_was_answered_is_handed_in(
    with_worker: Callable[..., Handset], monitor: Actor, manager: Actor, case_officer: Actor
) -> None:
    phone = with_worker(clock=True)
    page = phone.page
    phone.press("No")
    page.get_by_role("heading", name="hurt").wait_for()
    phone.press("Hide")
    page.locator(".clock").wait_for()
    page.clock.fast_forward("10:10")
    shows_a_clock(phone, monitor)
    with page.expect_response(re.compile("/phone/api/parts/.*/form/0/")):
        page.clock.fast_forward("20:10")
    shows_a_clock(phone, monitor)
    kept = PhonePart.objects.get()
    assert (kept.state, kept.problem) == ("kept", "PHONE_NOT_ENDED")
    delivering.take_kept(by=case_officer, part=kept, now=NOW)
    pairing.sign_out(by=manager, device=Device.objects.get(), now=NOW)
    with page.expect_response("**/phone/api/wiped/"):
        page.clock.fast_forward("01:10")
    shows_a_clock(phone, monitor)
    assert Submission.objects.get().answers["now/locked_in_now"] == "no"
    page.locator("#back-pin").fill("000000")
    phone.press("Open")
    page.get_by_text("That was not the PIN.").wait_for()
    phone.give_back()
    page.get_by_role("heading", name="This phone was signed out").wait_for()


def test_the_pin_leads_back_to_the_interview_after_a_long_time(with_worker: Callable[..., Handset]) -> None:
    phone = with_worker(clock=True)
    page = phone.page
    phone.press("No")
    page.get_by_role("heading", name="hurt").wait_for()
    phone.press("Hide")
    phone.offline()
    page.clock.fast_forward("10:10")
    page.locator(".clock").wait_for()
    phone.give_back()
    page.get_by_role("heading", name="Give the phone to the worker").wait_for()
    phone.press("The worker has the phone")
    page.get_by_role("heading", name="hurt").wait_for()
    expect(page.get_by_role("button", name="Before")).to_be_disabled()
    phone.press("No")
    phone.press("End")
    phone.press("End here")
    phone.give_back()
    phone.offline(False)
    phone.press("End")
    expect(page.locator(".part-line")).to_contain_text("With the association")
    answers = Submission.objects.get().answers
    assert (answers["now/locked_in_now"], answers["now/hurt_now"]) == ("no", "no")


def test_the_pin_leads_back_to_who_reads_aloud(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    phone.page.clock.install()
    page = phone.sign_in(monitor)
    phone.begin_interview(visit_today)
    phone.press("I keep it and read aloud")
    for _note in range(3):
        phone.press("Go on")
    phone.press("Yes")
    page.get_by_role("heading", name="Are you kept here").wait_for()
    page.clock.fast_forward("10:10")
    page.get_by_label("PIN", exact=True).fill(PIN)
    phone.press("Open")
    page.get_by_role("heading", name="Are you kept here").wait_for()


def test_an_interview_whose_page_was_closed_is_said_to_have_been_ended_by_nobody(
    with_worker: Callable[..., Handset],
) -> None:
    phone = with_worker()
    phone.press("No")
    phone.page.get_by_role("heading", name="hurt").wait_for()
    page = phone.kill()
    page.get_by_text("1 interviews were not ended").wait_for()
    page.get_by_role("button", name=re.compile("V-0")).click()
    expect(page.locator(".part-line")).to_contain_text("nobody came back, or the app was closed")


def test_too_many_wrong_pins_are_told_on_the_clock(with_worker: Callable[..., Handset]) -> None:
    phone = with_worker()
    page = phone.page
    phone.press("Hide")
    for _wrong in range(5):
        page.locator("#back-pin").fill("000000")
        phone.press("Open")
        page.get_by_text("That was not the PIN.").wait_for()
    phone.give_back()
    page.get_by_text(re.compile("Again at")).wait_for()
    assert page.locator(".clock").count() == 1


def test_a_question_is_read_aloud_in_the_language_of_the_page(with_worker: Callable[..., Handset]) -> None:
    phone = with_worker(VOICE)
    page = phone.page
    phone.press("Read aloud")
    page.get_by_role("button", name="中文").click()
    page.get_by_role("button", name="朗读").click()
    spoken = page.evaluate("() => window.spoken")
    english = ("Are you kept here so that you cannot leave?", "Yes", "No", "I do not want to say")
    chinese = ("您现在是不是被关着、走不了？", "是（有、能）", "不（没有、不能）", "不想说")
    assert spoken == [*(["en-GB", text] for text in english), *(["zh-CN", text] for text in chinese)]


def test_a_full_phone_says_so_in_an_interview_and_it_can_be_ended(
    with_worker: Callable[..., Handset],
) -> None:
    phone = with_worker()
    page = phone.page
    phone.press("No")
    page.evaluate(FULL)
    phone.press("No")
    page.get_by_text("Keep this page open").wait_for()
    assert phone.axe() == []
    page.evaluate("() => { IDBObjectStore.prototype.add = window.keptAdd; }")
    phone.press("Try again")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.evaluate(FULL)
    phone.press("No")
    phone.press("End")
    phone.press("End here")
    phone.give_back()
    phone.press("End")
    phone.press("End without the last answer")
    expect(page.locator(".part-line")).to_contain_text("With the association")
    assert Submission.objects.get().answers["now/hurt_now"] == "no"
