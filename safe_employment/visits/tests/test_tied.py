"""Who is tied to an employer, or speaks for it, reads of a visit there what the employer may be told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection

from safe_employment.findings.models import Finding
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.commands import give_contact
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands, notices
from safe_employment.visits.drawing.rosters import rows_of
from safe_employment.visits.models import GivenAnswer, Team, TeamMember, Visit
from safe_employment.visits.tests.factories import (
    DAY,
    MADE,
    TODAY,
    answer_finding,
    held,
    people,
    planned,
    released,
)
from safe_employment.visits.tests.test_pages import url
from safe_employment.visits.tests.test_two_pairs_of_eyes import refused, tied
from safe_employment.visits.tests.test_visits import at_once


def speaks(by: Actor, there: Employer, manager: Actor) -> None:
    """Let a member of the staff speak for an employer in the portal."""
    assert by.person is not None
    connection.check_constraints()
    give_contact(by=manager, employer=there, person=by.person)


class TestWhoSpeaksForTheEmployer:
    def test_is_on_no_team_and_is_not_drawn_for_it(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, team: Team
    ) -> None:
        there, elsewhere = employer(monitor.home), employer(monitor.home)
        hidden = planned(monitor, monitor, other_monitor)
        speaks(monitor, there, manager)
        refused("VISIT_TEAM_HAS_TIE", lambda: planned(manager, monitor, other_monitor, employer=there))
        rows = {row.employer: row.ties for row in rows_of(monitor.home, [team], b"salt", TODAY)}
        assert (rows[there.pk], rows[elsewhere.pk]) == (1, 0)
        speaks(other_monitor, hidden.employer, manager)
        refused("TEAM_HAS_TIE", lambda: commands.set_out(by=monitor, visit=hidden, now=MADE))
        gone = {"state": "released", "released_at": MADE, "visited_on": DAY}
        with pytest.raises(IntegrityError, match="tie"):
            at_once(lambda: Visit.objects.filter(pk=hidden.pk).update(**gone))

    def test_is_kept_off_the_team_by_the_database(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = planned(monitor, monitor, other_monitor)
        third = actors.actor(monitor.home, Role.MONITOR)
        speaks(third, visit.employer, manager)
        person = third.person
        assert person is not None
        with pytest.raises(IntegrityError, match="tie"):
            at_once(lambda: TeamMember(visit=visit, person_id=person.pk).save())

    def test_ends_that_not_by_oneself(self, manager: Actor) -> None:
        from safe_employment.members.commands import end_contact

        there = employer(manager.home)
        speaks(manager, there, manager)
        with pytest.raises(ProgrammeError, match="CONTACT_ENDED_BY_ONESELF"):
            end_contact(by=manager, contact=there.portal_contacts.get(), now=MADE)

    def test_makes_the_visit_no_more(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        visit = released(monitor, other_monitor)
        speaks(monitor, visit.employer, manager)
        refused("TIE", lambda: commands.set_out(by=monitor, visit=visit, now=MADE))


NOTE, REMARK = "工人说夜里锁门", "工人请求保密"


@pytest.fixture
def walked(monitor: Actor, other_monitor: Actor) -> Visit:
    """A visit with harm that workers told of, with a note and a remark, and differing answers."""
    visit = held(monitor, other_monitor, adverse=["H01"])
    commands.answer_questions(by=monitor, visit=visit, answers={"H01": ("no", NOTE)})
    GivenAnswer.objects.create(
        visit=visit, question="H01", answer="partly", note=NOTE, given_by=other_monitor.person, given_at=MADE
    )
    commands.write_report(by=monitor, visit=visit, report="见问题", remarks=REMARK)
    answer_finding(monitor, visit, "H01")
    visit.refresh_from_db()
    return visit


@pytest.mark.parametrize("how", ["declared", "speaks"])
@pytest.mark.parametrize("who", ["manager", "third"])
def test_the_tied_read_nothing_that_workers_said(how: str, who: str, walked: Visit, manager: Actor) -> None:
    by = manager if who == "manager" else actors.actor(manager.home, Role.MONITOR)
    found = Finding.objects.get(source_id=str(walked.pk), question="H01")
    pages = [url(by, route, pk=walked.pk) for route in ("visit", "report")]
    secrets = (NOTE, REMARK, "H01", found.reference)

    def read() -> str:
        shown = "".join(signed_in(by).get(page).content.decode() for page in pages)
        return re.sub(r'value="\w{64}"', "", shown)  # tokens by chance hold anything

    before = read()
    assert [secret in before for secret in secrets] == [True] * 4
    if how == "declared":
        tied(by, walked)
    else:
        speaks(by, walked.employer, manager)
    after = read()
    assert [secret in after for secret in secrets] == [False] * 4
    work: list[Callable[[], str]] = [
        lambda: url(by, "write", pk=walked.pk),
        lambda: url(by, "checklist", pk=walked.pk),
        lambda: url(by, "cluster", pk=walked.pk, cluster="H"),
    ]
    assert {signed_in(by).get(page()).status_code for page in work} == {404}


def test_the_team_of_a_visit_verifies_none_of_its_findings(
    walked: Visit, monitor: Actor, other_monitor: Actor
) -> None:
    found = Finding.objects.get(source_id=str(walked.pk), question="H01")
    assert set(found.found_with) == {person.pk for person in people(monitor, other_monitor)}


def test_of_what_is_to_be_decided_a_tied_manager_is_not_told_but_the_board(
    monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor
) -> None:
    def told(tell: Callable[[Visit], None], visit: Visit) -> list[int]:
        Notice.objects.all().delete()
        tell(visit)
        return [Notice.objects.filter(person=by.person).count() for by in (manager, board)]

    out = released(monitor, other_monitor)
    tied(manager, out)
    for tell in (
        notices.tell_return_is_late,
        notices.tell_left_lying,
        notices.tell_managers_report_is_late,
        notices.tell_stopped_early,
    ):
        assert told(tell, out) == [0, 1], tell.__name__
    sealed = planned(monitor, monitor, other_monitor)
    tied(manager, sealed)
    assert told(notices.tell_left_lying, sealed) == [1, 0], "who is missing would tell the target"
