"""Proposed findings: from answers, once each; accepted, changed or put aside; and the boards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from safe_employment.findings import boards, commands, queries
from safe_employment.findings.boards import Narrowed
from safe_employment.findings.commands.proposals import Proposal
from safe_employment.findings.models import Finding, ProposalState, ProposedFinding
from safe_employment.findings.proposing import fitted
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding, tie
from safe_employment.findings.views.boards import NarrowForm
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.charts.specification import specification
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import contact_of, employer

LOCKED = Proposal(
    cluster="H", question="H03", severity="critical", statement="", title="宿舍门上锁",
    article="《消防法》第二十八条", ilo=(3,),
)  # fmt: skip
SIGN = Proposal(cluster="H", question="H04", severity="", statement="indicator", title="宿舍门上锁")


def proposed(by: Actor, **more: Any) -> list[ProposedFinding]:
    there, finder = more.pop("employer", None) or employer(by.home), more.pop("found_by", None)
    fit = [fitted(replace(each, found_by=finder)) for each in more.pop("proposals", (LOCKED,))]
    given = {"source_kind": "visit", "source_id": "12", "found_on": FOUND, "today": FOUND, **more}
    found = [each for each in fit if each is not None]
    return commands.propose_findings(by=machine(by.home), employer=there, proposals=found, **given)


@pytest.mark.parametrize(
    ("changes", "statement", "severity", "told"),
    [
        ({"statement": "breach", "article": ""}, "possible_breach", "critical", True),
        ({"statement": "breach"}, "breach", "critical", True),
        ({"statement": "good_practice"}, "good_practice", "good_practice", True),
        ({"severity": "good_practice"}, "possible_breach", "minor", True),
        ({"statement": "indicator"}, "indicator", "critical", False),
    ],
)
def test_what_a_questionnaire_proposes_is_fitted(
    changes: dict[str, str], statement: str, severity: str, *, told: bool
) -> None:
    each = fitted(replace(LOCKED, **changes))  # type: ignore[arg-type]
    assert each is not None
    assert (each.statement, each.severity, each.for_employer) == (statement, severity, told)


def test_what_has_no_title_or_no_cluster_proposes_nothing() -> None:
    assert fitted(replace(LOCKED, title=" ")) is None
    assert fitted(replace(LOCKED, cluster="Z")) is None


def url(by: Actor, route: str, **kwargs: object) -> str:
    return reverse(f"findings:{route}", kwargs={"association": by.home.slug, **kwargs})


def test_an_adverse_answer_proposes_once_whatever_comes_again(monitor: Actor) -> None:
    there = employer(monitor.home)
    made = proposed(monitor, employer=there, found_by=monitor.person)
    assert [(each.code, each.severity, each.basis, each.ilo) for each in made] == [
        ("H03", "critical", "law", [3])
    ]
    assert proposed(monitor, employer=there) == []
    more = proposed(monitor, employer=there, proposals=(LOCKED, SIGN))
    assert [(each.code, each.statement, each.for_employer) for each in more] == [("H04", "indicator", False)]


def test_what_is_critical_is_told_the_same_day(
    monitor: Actor, manager: Actor, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        proposed(monitor)
    assert (
        Notice.objects.filter(person=manager.person).values_list("kind", flat=True)[0] == "findings.proposed"
    )


def test_it_is_accepted_with_changes_that_stay_on_record(monitor: Actor, manager: Actor) -> None:
    (one,) = proposed(monitor, found_by=monitor.person)
    made = commands.accept_proposal(by=manager, proposal=one, today=TODAY, severity="major", reason="有钥匙")
    one.refresh_from_db()
    assert (one.state, one.finding, one.changes) == (ProposalState.ACCEPTED, made, ["severity"])
    assert (made.found_by, made.found_on, made.question) == (monitor.person, FOUND, "H03")
    with pytest.raises(ProgrammeError, match="PROPOSAL_DECIDED"):
        commands.put_proposal_aside(by=manager, proposal=one, reason="不", today=TODAY)


def test_put_aside_it_is_not_proposed_again(monitor: Actor) -> None:
    there = employer(monitor.home)
    (one,) = proposed(monitor, employer=there)
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.put_proposal_aside(by=monitor, proposal=one, reason=" ", today=TODAY)
    commands.put_proposal_aside(by=monitor, proposal=one, reason="门只是关着", today=TODAY)
    assert proposed(monitor, employer=there) == []
    assert not Finding.objects.exists()


def test_who_is_tied_or_a_neighbour_does_not_decide(monitor: Actor, neighbour_manager: Actor) -> None:
    (one,) = proposed(monitor)
    tie(monitor, one.employer)
    with pytest.raises(ProgrammeError, match="PROPOSAL_DECIDER_HAS_TIE"):
        commands.accept_proposal(by=monitor, proposal=one, today=TODAY)
    with pytest.raises(Hidden):
        queries.proposal_for(neighbour_manager, one.pk)


def test_a_finding_by_hand_takes_the_place_of_a_proposal(monitor: Actor) -> None:
    there = employer(monitor.home)
    finding(monitor, employer=there, cluster="H", question="H03", source_kind="visit", source_id="12")
    assert proposed(monitor, employer=there) == []


def test_by_hand_it_may_be_proposed_without_a_source(monitor: Actor) -> None:
    words = Proposal("A", "minor", "possible_breach", "没有负责人")
    one = commands.propose_finding(
        by=monitor, employer=employer(monitor.home), proposal=words, found_on=FOUND, today=FOUND
    )
    assert one is not None
    assert one.basis == "programme"


class TestPages:
    def test_a_proposal_is_changed_and_accepted_on_its_page(self, monitor: Actor) -> None:
        (one,) = proposed(monitor)
        client = signed_in(monitor)
        assert one.title in client.get(url(monitor, "proposals")).content.decode()
        page = client.get(url(monitor, "proposal", pk=one.pk)).content.decode()
        assert url(monitor, "put_proposal_aside", pk=one.pk) in page
        given = {
            "title": "二楼宿舍门上锁", "cluster": "H", "question": "H03", "statement": "possible_breach",
            "severity": "critical", "basis": "law", "article": "《消防法》第二十八条", "ilo": ["3"],
            "description": "", "for_employer": "on",
        }  # fmt: skip
        answer = client.post(url(monitor, "proposal", pk=one.pk), given)
        made = Finding.objects.get()
        assert answer.headers["Location"] == url(monitor, "finding", pk=made.pk)
        one.refresh_from_db()
        assert one.changes == ["title"]
        assert made.reference in client.get(url(monitor, "proposal", pk=one.pk)).content.decode()

    def test_employers_and_the_board_see_no_proposals(self, monitor: Actor, board: Actor) -> None:
        (one,) = proposed(monitor)
        for by in (board, contact_of(one.employer)):
            assert signed_in(by).get(url(monitor, "proposals")).status_code == 404

    def test_the_settings_show_what_they_would_hit(self, monitor: Actor, manager: Actor) -> None:
        action(monitor, finding(monitor))
        client = signed_in(manager)
        page = client.get(url(manager, "escalation"))
        form = page.context["form"]
        given = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
        shown = client.get(url(manager, "escalation"), {**given, "preview": "1"}).content.decode()
        assert "With these days" in shown
        answer = client.post(url(manager, "escalation"), {**given, "major_manager_after_days": "1"})
        assert answer.status_code == 422
        answer = client.post(url(manager, "escalation"), {**given, "major_manager_after_days": "5"})
        assert answer.status_code == 302
        assert signed_in(monitor).get(url(manager, "escalation")).status_code == 404

    def test_the_employer_asks_and_proposes_on_its_pages(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor, severity="critical", found_on=TODAY, today=TODAY)
        owner = contact_of(made.employer)
        client = signed_in(owner)
        page = client.get(url(owner, "own_finding", pk=made.pk)).content.decode()
        assert url(owner, "propose_action", pk=made.pk) in page
        assert "the harm must stop" in page
        assert "Next: agree what will be done" in page
        given = {"what": "拆锁", "owner_name": "王老板", "due_on": "2099-03-25"}
        client.post(url(owner, "propose_action", pk=made.pk), given)
        waits = client.get(url(owner, "own_finding", pk=made.pk)).content.decode()
        assert "拆锁" in waits
        assert "Next: agree what will be done" not in waits
        page = signed_in(monitor).get(url(monitor, "finding", pk=made.pk)).content.decode()
        assert "拆锁" in page
        proposal = made.proposed_actions.get()
        assert url(monitor, "agree_proposed_action", pk=proposal.pk) in page

    def test_boards_with_nothing_say_what_would_appear(self, manager: Actor) -> None:
        client = signed_in(manager)
        for route in ("overdue", "durations", "recurrence"):
            page = client.get(url(manager, route)).content.decode()
            assert "empty" in page
            assert "export=xlsx" not in page  # a sheet of nothing
        page = client.get(url(manager, "actions")).content.decode()
        assert f'href="{url(manager, "findings")}"' in page.split('class="empty"')[1]


class TestBoards:
    def test_what_is_overdue_and_by_whom(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor, severity="critical")
        action(monitor, made, due_on=FOUND)
        action(monitor, finding(monitor), owner_person=manager.person)
        rows = boards.late_by_whom(manager, TODAY, Narrowed()).rows
        assert [(row.who, row.actions, row.critical, row.most_days) for row in rows] == [
            (str(made.employer), 1, 1, 18),
            (str(manager.person), 1, 0, 4),
        ]
        assert boards.late_by_whom(manager, TODAY, Narrowed(severity="minor")).rows == []
        client = signed_in(manager)
        assert made.employer.name in client.get(url(manager, "overdue")).content.decode()
        sheet = client.get(url(manager, "overdue"), {"export": "xlsx"})
        assert sheet.getvalue()[:2] == b"PK"
        assert signed_in(monitor).get(url(monitor, "overdue"), {"export": "xlsx"}).status_code == 404

    def test_how_long_corrections_take(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        commands.verify_action(by=other_monitor, action=done, today=TODAY)
        (row,) = boards.durations(manager, Narrowed())
        assert (row.severity, row.cluster, row.number, row.middle) == ("major", "G", 1, 18.0)
        assert boards.durations(manager, Narrowed(end=TODAY)) == []
        page = signed_in(manager).get(url(manager, "durations"), {"start": "2026-03-01"}).content.decode()
        assert "18" in page

    @pytest.mark.parametrize("language", ["en", "zh-hans"])
    def test_the_gravest_comes_first_in_tables_charts_and_choices(
        self, language: str, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        for cluster, severity in (("B", "major"), ("C", "minor"), ("C", "critical"), ("C", "major")):
            made = finding(monitor, cluster=cluster, severity=severity)
            done = done_action(monitor, made, contact_of(made.employer), due_on=FOUND)
            commands.verify_action(by=other_monitor, action=done, today=TODAY)
        rows = boards.durations(manager, Narrowed())
        assert [(row.cluster, row.severity) for row in rows] == [
            ("B", "major"), ("C", "critical"), ("C", "major"), ("C", "minor"),
        ]  # fmt: skip
        with translation.override(language):
            words = [str(severity.label) for severity in boards.DRAWN]
            for_each, by_cluster = boards.duration_charts(rows, manager, Narrowed())
            assert words == list(for_each.places) == by_cluster.series_names
            assert specification(by_cluster)["encoding"]["color"]["scale"]["domain"] == words
            assert words == ["Critical", "Major", "Minor"] or language == "zh-hans"
            offered = [option.data["value"] for option in NarrowForm()["severity"]]
        assert offered == ["", "critical", "major", "minor", "good_practice"]

    def test_what_comes_back(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        first = finding(monitor, question="G03")
        done = done_action(monitor, first, contact_of(first.employer))
        commands.verify_action(by=other_monitor, action=done, today=TODAY)
        later = date(2026, 5, 1)
        finding(monitor, employer=first.employer, question="G03", found_on=later, today=later)
        (code,) = boards.back_by_code(manager, Narrowed())
        assert (code.what, code.times, code.findings, code.percent) == ("G03", 1, 2, 50.0)
        (back,) = boards.back_by_employer(manager, Narrowed())
        assert (back.what, back.employer_id) == (first.employer.name, first.employer.pk)
        assert (
            "G03"
            in signed_in(manager).get(url(manager, "recurrence"), {"start": "2026-03-01"}).content.decode()
        )
