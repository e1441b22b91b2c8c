"""A whole visit as its people walk it, the network cut between its release and its report, in each language.

Monitor, colleague, reviewer, employer and verifier each have a screen of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from safe_employment.findings.models import ActionState, FindingState, ProposalState, ProposedFinding
from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import Submission
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Person
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.screenings.models import Screening
from safe_employment.visits import commands
from safe_employment.visits.models import PartState, PhonePart, VisitState
from safe_employment.visits.phone.tests.phone import picture
from tests.journeys.conftest import Visitor
from tests.journeys.handset import NOW, Handset
from tests.journeys.walking import EXIT, GOOD, OVERTIME, POSTED, Walk, finding, photo, route, show


@pytest.fixture(params=["zh-CN", "en-GB"])
def walk(  # noqa: PLR0917 - fixtures
    request: pytest.FixtureRequest,
    visit: Callable[..., Visitor],
    handset: Callable[..., Handset],
    manager: Actor,
    monitor: Actor,
    other_monitor: Actor,
    case_officer: Actor,
) -> Walk:
    """A visit that is drawn, and sealed for today."""
    instruments.add_library(by=manager, now=NOW)
    there = employer(manager.home, name="昆明盘龙区北辰酒楼", division_code="530103", address="北辰大道88号")
    owner = contact_of(there)
    Person.objects.update(language="zh-hans" if request.param == "zh-CN" else "en")
    drawn = commands.draw_visit(by=manager, employer=there, drawn_in="2026-W47/1")
    team = [one.person for one in (monitor, other_monitor) if one.person]
    today = timezone.localdate()
    sealed = commands.seal_visit(by=manager, visit=drawn, planned_on=today, team=team, today=today)
    return Walk(
        request.param, visit, handset, sealed, manager, monitor, other_monitor, case_officer, owner
    )  # fmt: skip


def test_a_whole_visit(walk: Walk) -> None:
    first = sign_in(walk, walk.monitor)
    release(walk)
    first.press("Fetch now")
    first.page.get_by_role("button", name=walk.visit.reference).wait_for()
    second = sign_in(walk, walk.colleague)
    fill_in_offline(walk, first, second)
    send(walk, first, second)
    hand_in(walk)
    review(walk)
    answer(walk)
    agree(walk)
    verify(walk)
    end(walk)


def release(walk: Walk) -> None:
    """Nobody outside sees the sealed visit; on its morning the clock releases it."""
    outside = walk.at(walk.verifier)
    page = outside.open(route("visits:visits"))
    outside.look("sealed-list")
    assert "北辰" not in page.content()
    owner = walk.at(walk.owner, phone=True)
    owner.open(route("visits:own_reports"))
    owner.look("own-reports-none")
    owner.open(route("findings:own_findings"))
    owner.look("own-findings-none")
    desk = walk.at(walk.manager)
    for board in ("overdue", "durations", "recurrence", "proposals"):
        desk.open(route(f"findings:{board}"))
        desk.look(f"{board}-none")
    show(desk, "visits:visit", walk.visit.pk, "sealed")
    commands.release_visit(by=machine(walk.manager.home), visit=walk.visit, now=timezone.now())


def sign_in(walk: Walk, by: Actor) -> Handset:
    """Ask for a code in the office, type it on the phone, once; what is released is on it."""
    office = walk.at(by, phone=True)
    page = office.open(route("visits:phones"))
    office.look("phones-none")
    office.press("Connect a phone")
    office.look("phone-code")
    phone = walk.handset(walk.language)
    phone.page.goto(f"{phone.address}/phone/")
    phone.page.get_by_role("heading").first.wait_for()
    phone.look("app-sign-in")
    phone.sign_in(by, page.locator(".phone-code").inner_text())
    phone.look(f"app-today-{walk.now().state}")
    phone.kept()
    return phone


def fill_in_offline(walk: Walk, first: Handset, second: Handset) -> None:
    """No network from the door on: both fill in, one phone is closed in between; nothing leaves them."""
    for phone in (first, second):
        phone.offline()
        assert phone.page.evaluate("() => fetch('/team/').then(() => true, () => false)") is False
        phone.kill()
        phone.page.get_by_role("button", name=walk.visit.reference).wait_for()
    page = first.page
    page.get_by_role("button", name=walk.visit.reference).click()
    first.look("app-visit")
    check_at_the_door(walk, page.locator(".arrival-code").inner_text())
    first.press("Back")
    first.begin(walk.visit, "Documents")
    first.answer_all({**GOOD["documents"], POSTED: "yes", OVERTIME: "no"})
    first.to_page(OVERTIME[0])
    first.photo(picture(600))
    first.look("app-form")
    first.kill()
    first.resume(walk.visit)
    first.to_page(OVERTIME[0])
    assert first.page.locator(f"[data-path='/data/F/{OVERTIME}'] input[value='no']").is_checked()
    expect(first.page.locator("img.photo")).to_be_visible()
    first.finish()
    second.begin(walk.visit, "Tour")
    second.answer_all({**GOOD["tour"], POSTED: "no", EXIT: "yes"})
    second.to_page(EXIT[0])
    second.page.locator(f"[data-path='/data/H/{EXIT}_note'] textarea").fill(
        walk.words("Locked with a chain; a key is at the till.")
    )
    second.saved()
    second.finish()
    for phone in (first, second):
        expect(phone.page.locator(".part-line")).to_contain_text(phone.say("waiting to be sent"))
    assert not PhonePart.objects.exists()
    assert walk.now().state == VisitState.RELEASED


def check_at_the_door(walk: Walk, code: str) -> None:
    """The employer makes sure on a phone of their own, which has a network and is signed in nowhere."""
    door = walk.at(phone=True)
    page = door.open(reverse("arrival:form"))
    door.look("team-form")
    page.locator("#code").fill("00000000")
    door.press("Check", "a code")
    door.look("team-wrong")
    page.locator("#code").fill(code)
    door.press("Check", "a code")
    page.get_by_role("heading", name=door.say("Yes, this team is real")).wait_for()
    assert "北辰" not in page.content()
    door.look("team-real")
    assert walk.now().code_checked_at is not None


def send(walk: Walk, first: Handset, second: Handset) -> None:
    """With a network the queue goes by itself and says what is where; the visit begins by what was sent."""
    for phone in (first, second):
        phone.press("Back")
        phone.page.locator("nav.foot button").first.click()
        phone.look("app-queue-offline")
        phone.offline(False)
        phone.page.evaluate("() => window.dispatchEvent(new Event('online'))")
        expect(phone.page.locator(".part-line")).to_contain_text(phone.say("With the association"))
        phone.look("app-queue-sent")
    assert {part.state for part in PhonePart.objects.all()} == {PartState.DELIVERED}
    assert Submission.objects.count() == 2
    visit = walk.now()
    assert visit.state == VisitState.UNDER_WAY
    assert visit.started_at is not None
    assert visit.started_at < min(one.received_at for one in Submission.objects.all())
    assert visit.photos.get().question == OVERTIME
    assert visit.given.filter(question=EXIT).get().given_by == walk.colleague.person
    assert Screening.objects.count() == 1
    waiting = ProposedFinding.objects.filter(state=ProposalState.WAITING)
    assert {one.question for one in waiting} == {OVERTIME, EXIT, POSTED}


def hand_in(walk: Walk) -> None:
    """The team takes the critical finding over, ends the visit, writes the report and hands it in."""
    team = walk.at(walk.monitor, phone=True)
    page = show(team, "visits:visit", walk.visit.pk, "team-visit")
    page.locator(f"a[href$='/finding/{EXIT}/']").click()
    team.look("team-record")
    team.press("Record the finding")
    team.press("End the visit")
    team.look("team-end")
    page.locator("#id_workers_interviewed").fill("5")
    team.press("End the visit")
    team.press("Write the report")
    page.locator("#id_report").fill(walk.words("We saw the kitchen and the books."))
    team.look("team-write")
    team.press("Keep")
    team.press("Hand in the report")
    team.look("team-handed-in")
    visit = walk.now()
    assert (visit.state, visit.reported_by) == (VisitState.REPORTED, walk.monitor.person)
    found = finding(EXIT)
    assert (found.found_by, found.severity, found.shared_on) == (
        walk.colleague.person, "critical", timezone.localdate(),
    )  # fmt: skip


def review(walk: Walk) -> None:
    """Another person settles what the two saw differently, takes over what is proposed, and reviews."""
    desk = walk.at(walk.manager)
    page = show(desk, "visits:visit", walk.visit.pk, "reviewer-visit")
    review = page.get_by_role("button", name=desk.say("Review", "a visit"), exact=True)
    assert review.count() == 0, "nothing is reviewed while a difference is open"
    desk.press("Settle which holds")
    page.locator("input[name=given]").first.check(force=True)
    page.locator("#id_why").fill(walk.words("The notice hangs in the canteen; both saw it."))
    desk.look("settle")
    desk.press("Settle", "a difference")
    desk.open(route("findings:proposals"))
    desk.look("proposals")
    decide(walk, desk)
    page = show(desk, "visits:visit", walk.visit.pk, "reviewer-settled")
    pdf = page.request.get(desk.address + route("visits:report_pdf", walk.visit.pk))
    assert (pdf.status, pdf.headers["content-type"]) == (200, "application/pdf")
    assert pdf.body().startswith(b"%PDF")
    assert len(pdf.body()) > 10_000
    desk.press("Review", "a visit")
    desk.look("reviewed")
    assert page.locator("#photos").count() == 1
    visit = walk.now()
    assert (visit.state, visit.reviewed_by) == (VisitState.REVIEWED, walk.manager.person)
    assert visit.answers.get(question=POSTED).settled_by == walk.manager.person


def decide(walk: Walk, desk: Visitor) -> None:
    """Accept the hours, which the employer is told of; put aside what was settled to be in order."""
    page = show(desk, "findings:proposal", ProposedFinding.objects.get(question=OVERTIME).pk, "proposal")
    desk.press("Accept as a finding")
    assert page.url.endswith(route("findings:finding", finding(OVERTIME).pk))
    desk.look("finding")
    desk.press("Tell the employer")
    page = desk.open(route("findings:proposal", ProposedFinding.objects.get(question=POSTED).pk))
    desk.press("Put aside")
    page.locator("#id_reason").fill(walk.words("The notice hangs in the canteen; both saw it."))
    desk.look("put-aside")
    desk.press("Put aside")
    states = dict(ProposedFinding.objects.values_list("question", "state"))
    assert states == {
        EXIT: ProposalState.ACCEPTED, OVERTIME: ProposalState.ACCEPTED, POSTED: ProposalState.SET_ASIDE,
    }  # fmt: skip


def answer(walk: Walk) -> None:
    """The employer reads the report, replies with evidence, and proposes what it will do."""
    own = walk.at(walk.owner, phone=True)
    page = own.open(route("visits:own_reports"))
    own.look("own-reports")
    page.get_by_role("link", name=walk.visit.reference).click()
    page.get_by_text(walk.words("We saw the kitchen and the books.")).wait_for()
    own.look("own-report")
    assert walk.colleague.person is not None
    assert walk.now().read_by == walk.owner.person
    pdf = page.request.get(own.address + route("visits:own_report_pdf", walk.visit.pk))
    assert pdf.body().startswith(b"%PDF")
    own.press("Reply to the report")
    own.look("own-reply")
    page.locator("#id_text").fill(walk.words("We will open the exit today."))
    page.locator("input[type=file]").set_input_files(photo("exit.jpg"))
    own.press("Send the reply")
    own.look("own-replied")
    reply = walk.now().replies.get()
    assert (reply.written_by, bool(reply.file)) == (walk.owner.person, True)
    own.open(route("findings:own_findings"))
    own.look("own-findings")
    show(own, "findings:own_finding", finding(EXIT).pk, "own-critical")
    show(own, "findings:own_finding", finding(OVERTIME).pk, "own-finding")
    own.press("Propose an action")
    page.locator("#id_what").fill(walk.words("Two cooks more, no one above 36 hours"))
    page.locator("#id_owner_name").fill(walk.words("Wang, owner"))
    page.locator("#id_due_on").fill((timezone.localdate() + timedelta(days=20)).isoformat())
    own.look("own-propose")
    own.press("Send the proposal")
    own.look("own-proposed")


def agree(walk: Walk) -> None:
    """The staff note that the exit is open, and agree what the employer proposed; the employer does it."""
    desk = walk.at(walk.monitor)
    page = show(desk, "findings:finding", finding(EXIT).pk, "critical")
    desk.press("The harm has stopped")
    page.locator("#id_who").fill(walk.words("Manager on duty, Wang"))
    page.locator("#id_how").fill(walk.words("The chain was taken off while we stood there."))
    desk.look("contain")
    desk.press("Note the containment")
    assert finding(EXIT).contained_at is not None
    show(desk, "findings:finding", finding(OVERTIME).pk, "to-agree")
    desk.press("Agree")
    desk.look("agree")
    desk.press("Agree this action")
    action = finding(OVERTIME).actions.get()
    assert (action.state, action.owner) == (ActionState.AGREED, walk.words("Wang, owner"))
    own = walk.at(walk.owner, phone=True)
    page = show(own, "findings:own_finding", finding(OVERTIME).pk, "own-agreed")
    own.press("Report done")
    page.locator("#id_text").fill(walk.words("Two cooks began; the hours of last month are here."))
    page.locator("input[type=file]").set_input_files([photo("hours.jpg"), photo("slips.jpg")])
    own.look("own-done")
    own.press("Report done")
    own.look("own-waits")
    assert finding(OVERTIME).state == FindingState.DONE


def verify(walk: Walk) -> None:
    """The finder is refused; someone else, without a tie, looks at the records, and the finding closes."""
    action = finding(OVERTIME).actions.get()
    finder = walk.at(walk.monitor)
    page = show(finder, "findings:finding", finding(OVERTIME).pk, "finder")
    assert page.locator(f"a[href='{route('findings:verify', action.pk)}']").count() == 0
    page = finder.open(route("findings:verify", action.pk))
    why = "You recorded this finding, so someone else verifies its correction."
    page.get_by_text(finder.say(why)).wait_for()
    assert page.locator("input[name=how]").count() == 0
    finder.look("finder-refused")
    assert finding(OVERTIME).state == FindingState.DONE
    other = walk.at(walk.verifier)
    page = show(other, "findings:finding", finding(OVERTIME).pk, "to-verify")
    other.press("Verify")
    page.locator("input[name=how][value=records]").check(force=True)
    page.locator("#id_text").fill(walk.words("The attendance of two months and the pay slips."))
    other.look("verify")
    other.press("It is done: verify")
    other.look("verified")
    action.refresh_from_db()
    assert (action.verified_by, action.verified_how) == (walk.verifier.person, "records")
    assert finding(OVERTIME).state == FindingState.CLOSED


def end(walk: Walk) -> None:
    """The visit is closed, and the employer sees what is corrected and what is not."""
    desk = walk.at(walk.manager)
    page = show(desk, "visits:visit", walk.visit.pk, "replied")
    page.get_by_text(walk.words("We will open the exit today.")).wait_for()
    desk.press("Close", "a visit")
    desk.look("closed")
    assert walk.now().state == VisitState.CLOSED
    own = walk.at(walk.owner)
    own.open(route("findings:own_findings"))
    own.look("own-findings-end")
    show(own, "findings:own_finding", finding(EXIT).pk, "own-contained")
    show(own, "visits:own_report", walk.visit.pk, "own-report-end")
    assert finding(EXIT).state == FindingState.OPEN
