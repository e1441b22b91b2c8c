"""The buttons of a visit's page: one next step, few beside it, each only when it can be done."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.tests.actors import signed_in
from safe_employment.visits import commands
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import (
    MADE,
    TODAY,
    held,
    planned,
    released,
    reported,
    under_way,
)


def page_of(by: Actor, visit: Visit) -> str:
    where = reverse("visits:visit", kwargs={"association": by.home.slug, "pk": visit.pk})
    return signed_in(by).get(where).content.decode()


def buttons(page: str) -> tuple[list[str], list[str]]:
    """What is seen in the head of a page, the primary one marked by *, and what is folded away."""
    head = re.sub(
        r"<dialog.*?</dialog>", "", page.partition('<div class="page-actions">')[2], flags=re.DOTALL
    )
    head = head.partition("</header>")[0]
    seen, _, more = head.partition('<details class="more-actions"')

    def read(html: str) -> list[str]:
        links = re.findall(r"<a([^>]*)>(.*?)</a>", html, flags=re.DOTALL)
        return [
            re.sub(r"<.*?>", "", words).strip() + ("*" if "btn-primary" in kind else "")
            for kind, words in links
        ]

    return read(seen), read(more)


def written(monitor: Actor, other: Actor) -> Visit:
    return commands.write_report(by=monitor, visit=held(monitor, other), report="一切正常。", remarks="")


MADE_BY: dict[str, Callable[[Actor, Actor], Visit]] = {
    "released": released,
    "under way": under_way,
    "held": held,
    "written": written,
    "reported": reported,
}


WHAT_IS_OFFERED: list[tuple[str, str, list[str], list[str]]] = [
    ("released", "monitor", ["Set out*", "Who comes along", "Postpone", "Cancel the visit"], []),
    (
        "under way", "monitor", ["Checklist*", "End the visit", "Add a photograph"],
        ["Who comes along", "Postpone"],
    ),
    (
        "held", "monitor", ["Write the report*", "Add a photograph", "Checklist", "Go on with the visit"],
        [],
    ),
    (
        "written", "monitor", ["Hand in the report*", "Write the report", "Report"],
        ["Report as PDF", "Add a photograph", "Checklist", "Go on with the visit"],
    ),
    ("reported", "monitor", ["Report", "Report as PDF"], []),
    ("reported", "manager", ["Review*", "Report", "Report as PDF", "Take the report back"], []),
    ("held", "board", [], []),
]  # fmt: skip


@pytest.mark.parametrize("offered", WHAT_IS_OFFERED, ids=lambda row: f"{row[0]}, {row[1]}")
def test_one_next_step_and_few_beside_it(
    offered: tuple[str, str, list[str], list[str]],
    request: pytest.FixtureRequest,
    monitor: Actor,
    other_monitor: Actor,
) -> None:
    state, who, seen, more = offered
    visit = MADE_BY[state](monitor, other_monitor)
    assert buttons(page_of(request.getfixturevalue(who), visit)) == (seen, more)


def test_a_sealed_visit_is_not_offered_before_its_day(monitor: Actor, other_monitor: Actor) -> None:
    today = timezone.localdate()
    early = planned(monitor, monitor, other_monitor, planned_on=today + timedelta(days=1), today=today)
    assert buttons(page_of(monitor, early)) == (
        ["Change the plan", "Who comes along", "Postpone", "Cancel the visit"], [],
    )  # fmt: skip
    over = planned(monitor, monitor, other_monitor)
    seen, more = buttons(page_of(monitor, over))
    assert seen == ["Set out*", "Change the plan", "Who comes along"]
    assert more == ["Postpone", "Cancel the visit"]


def test_the_manager_releases_a_visit_from_its_day_on(
    monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    today = timezone.localdate()
    for days, is_offered in ((0, True), (1, False)):
        visit = planned(monitor, monitor, other_monitor, planned_on=today + timedelta(days=days), today=today)
        commands.open_seal(by=manager, visit=visit, reason="小组问路线", now=timezone.now())
        assert ("Release to the team" in page_of(manager, visit)) is is_offered


def test_what_was_postponed_is_planned_anew(monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
    visit = commands.release_visit(
        by=machine(monitor.home), visit=planned(monitor, monitor, other_monitor), now=MADE
    )
    commands.postpone_visit(by=monitor, visit=visit, reason="门口有人斗殴")
    assert buttons(page_of(monitor, visit))[0] == ["Plan anew*", "Cancel the visit"]


def test_the_employer_reads_what_shows_harm_first_and_opens_the_rest(
    monitor: Actor, other_monitor: Actor
) -> None:
    from safe_employment.members.tests.factories import contact_of
    from safe_employment.visits.tests.factories import answer_finding

    visit = held(monitor, other_monitor, adverse=["H03"])
    answer_finding(monitor, visit, "H03")
    commands.write_report(by=monitor, visit=visit, report="后门上锁。", remarks="")
    commands.report_visit(by=monitor, visit=visit, today=TODAY)
    owner = contact_of(visit.employer)
    where = reverse("visits:own_report", kwargs={"association": owner.home.slug, "pk": visit.pk})
    page = signed_in(owner).get(where).content.decode()
    told = page.partition('id="seen"')[2].partition("</section>")[0]
    headings = re.findall(r"<h3>(.*?)</h3>", told)
    assert headings[0].startswith("H ")
    assert headings[1:] == sorted(headings[1:])
    outside = re.sub(r"<details>.*?</details>", "", told, flags=re.DOTALL)
    assert outside.count("<p>") == outside.count("<h3>") == 1
    assert "Are doors, gates or windows locked" in outside
