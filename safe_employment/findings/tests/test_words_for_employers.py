"""What the staff write where the employer reads it tells nothing that a worker said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pytest
from django.utils import timezone

from safe_employment.findings import commands
from safe_employment.findings.models import CorrectiveAction, Finding
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.members.tests.factories import contact_of, employer

SAID = "The cook told us the doors are still locked"
SEEN = "The doors are still locked"
DONE_AT = datetime(2026, 3, 3, 9, tzinfo=timezone.get_default_timezone())
LATER = date(2026, 4, 1)


@dataclass(frozen=True)
class People:
    """Who acts: a monitor, those who see to it that two pairs of eyes look, and the employer's owner."""

    monitor: Actor
    other: Actor
    manager: Actor
    owner: Actor


def send_back(who: People, made: Finding, words: str) -> None:
    done = done_action(who.monitor, made, who.owner)
    commands.send_action_back(by=who.other, action=done, reason=words, today=TODAY)


def decide(who: People, made: Finding, words: str) -> None:
    agreed = action(who.monitor, made)
    asked = commands.ask_for_postponement(
        by=who.owner, action=agreed, wanted_on=LATER, reason="材料未到", today=FOUND
    )
    commands.decide_postponement(by=who.manager, postponement=asked, grant=False, decision=words, today=FOUND)


def ask(who: People, made: Finding, words: str) -> None:
    agreed = action(who.monitor, made)
    commands.ask_for_postponement(by=who.monitor, action=agreed, wanted_on=LATER, reason=words, today=FOUND)


def put_aside(who: People, made: Finding, words: str) -> None:
    proposed = commands.propose_action(
        by=who.owner, finding=made, what="配两把钥匙", owner_name="王老板", due_on=TODAY, today=FOUND
    )
    commands.put_proposed_action_aside(by=who.monitor, proposed=proposed, reason=words, today=FOUND)


def report_done(who: People, made: Finding, words: str) -> None:
    agreed = action(who.monitor, made)
    commands.report_action_done(by=who.monitor, action=agreed, text=words, done_on=FOUND, today=FOUND)


def contain(who: People, made: Finding, words: str) -> None:
    grave = finding(who.monitor, employer=made.employer, severity="critical")
    commands.contain_finding(
        by=who.monitor, finding=grave, who="老板", how=words, contained_at=DONE_AT, now=DONE_AT
    )


def agree(who: People, made: Finding, words: str) -> None:
    action(who.monitor, made, what=words)


def reply(who: People, made: Finding, words: str) -> None:
    commands.reply_to_finding(by=who.monitor, finding=made, text=words)


@pytest.mark.parametrize("writes", [send_back, decide, ask, put_aside, report_done, contain, agree, reply])
def test_the_staff_quote_no_worker(
    writes: Callable[..., None], monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    there = employer(monitor.home)
    who = People(monitor, other_monitor, manager, contact_of(there))
    with pytest.raises(ProgrammeError, match="FINDING_QUOTES_A_WORKER"):
        writes(who, finding(monitor, employer=there), SAID)
    writes(who, finding(monitor, employer=there), SEEN)


def test_what_the_employer_writes_is_its_own(monitor: Actor) -> None:
    made = finding(monitor)
    owner = contact_of(made.employer)
    commands.reply_to_finding(by=owner, finding=made, text="工人说已经开锁了。")
    done = commands.report_action_done(
        by=owner, action=action(monitor, made), text="工人说已经开锁了。", done_on=FOUND, today=FOUND
    )
    assert done.state == "done"


def test_what_was_written_while_it_was_kept_among_the_staff_is_checked_before_it_is_told(
    monitor: Actor,
) -> None:
    made = finding(monitor, severity="critical", for_employer=False)
    commands.contain_finding(
        by=monitor, finding=made, who="老板", how=SAID, contained_at=DONE_AT, now=DONE_AT
    )
    words: dict[str, Any] = {
        name: getattr(made, name)
        for name in ("cluster", "severity", "statement", "title", "description", "article", "question")
    }
    told = commands.edit_finding(by=monitor, finding=made, for_employer=True, today=TODAY, **words)
    with pytest.raises(ProgrammeError, match="FINDING_QUOTES_A_WORKER"):
        commands.share_finding(by=monitor, finding=told, today=TODAY)
    assert not CorrectiveAction.objects.exists()
