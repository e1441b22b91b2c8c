"""Answers of several people to the same visit: nothing overwrites anything, and the reviewer settles."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.utils import timezone

from safe_employment.findings.commands import declare_tie, put_proposal_aside
from safe_employment.findings.models import ProposedFinding
from safe_employment.instruments.events import SubmissionReceived
from safe_employment.instruments.models import InstrumentKind, Submission
from safe_employment.instruments.tests import factories as instruments
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import AuditEntry, Notice
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Workplace
from safe_employment.screenings.models import Screening
from safe_employment.visits import commands
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.listening import take_received
from safe_employment.visits.models import Visit
from safe_employment.visits.progress import differences_of, score_for
from safe_employment.visits.submissions import interviews_of
from safe_employment.visits.tests.factories import MADE, TODAY, answer_finding, planned, released, under_way
from safe_employment.visits.tests.submissions import NOW, QUESTIONS, checklist, sent
from safe_employment.visits.tests.test_pages import url


def received(submission) -> None:
    take_received(SubmissionReceived(submission.association_id, submission.pk, submission.subject))


def answers_of(visit: Visit) -> dict[str, str]:
    return dict(visit.answers.values_list("question", "answer"))


def test_a_visit_asks_what_was_in_force_when_it_was_released(monitor: Actor, other_monitor: Actor) -> None:
    version = checklist(monitor.home)
    visit = released(monitor, other_monitor)
    assert visit.version == version
    assert set(checklist_of(visit).asked) == {"A01", "A02", "H03"}
    assert set(checklist_of(visit).critical) == {"A02", "H03"}
    assert checklist_of(visit).weights == {"A": 10, "H": 30}
    instruments.published(
        monitor.home, [*QUESTIONS, *instruments.group("B")[:1], *instruments.END], version="2"
    )
    assert checklist_of(Visit.objects.get(pk=visit.pk)).weights == {"A": 10, "H": 30}


def test_two_submissions_are_both_kept_and_a_difference_is_settled_by_the_reviewer(
    monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    received(sent(version, monitor, visit, {"A01": "yes", "A02": "yes", "H03": "no"}))
    received(sent(version, other_monitor, visit, {"A02": "no", "A02_note": "没看到", "H03": "no"}))
    assert answers_of(visit) == {"A01": "yes", "A02": "yes", "H03": "no"}
    assert visit.given.count() == 5
    (difference,) = differences_of(visit)
    assert {(one.given_by, one.answer) for one in difference.given} == {
        (monitor.person, "yes"), (other_monitor.person, "no"),
    }  # fmt: skip
    commands.end_visit(by=monitor, visit=visit, outcome="held", now=MADE)
    commands.write_report(by=monitor, visit=visit, report="看了", remarks="")
    commands.report_visit(by=monitor, visit=visit, today=TODAY)
    with pytest.raises(ProgrammeError, match="VISIT_DIFFERENCES_OPEN"):
        commands.review_visit(by=manager, visit=visit, today=TODAY)
    page = signed_in(manager).get(url(manager, "visit", pk=visit.pk)).content.decode()
    assert url(manager, "settle", pk=visit.pk, question="A02") in page
    assert checklist_of(visit).asked["A02"].text_en in page
    chosen = next(one for one in difference.given if one.answer == "yes")
    answer = signed_in(manager).post(
        url(manager, "settle", pk=visit.pk, question="A02"), {"given": chosen.pk, "why": "问了两人，看了照片"}
    )
    assert answer.status_code == 302
    kept = visit.answers.get(question="A02")
    assert (kept.answer, kept.settled_by, kept.settled_why) == ("yes", manager.person, "问了两人，看了照片")
    assert visit.given.count() == 5
    assert commands.review_visit(by=manager, visit=visit, today=TODAY).state == "reviewed"


def test_only_a_reviewer_who_was_not_on_the_team_settles(
    monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor
) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    for who, answer in ((monitor, "yes"), (other_monitor, "no")):
        received(sent(version, who, visit, {"A01": answer}))
    given = differences_of(visit)[0].given[0].pk
    for who in (monitor, board):
        with pytest.raises(Hidden):
            commands.settle_difference(by=who, visit=visit, given=given, why="因为", now=NOW)
    with pytest.raises(ProgrammeError, match="VISIT_NO_DIFFERENCE"):
        commands.settle_difference(by=manager, visit=visit, given=0, why="因为", now=NOW)


def test_the_same_submission_twice_changes_nothing(monitor: Actor, other_monitor: Actor) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    submission = sent(version, monitor, visit, {"A01": "yes"})
    received(submission)
    received(submission)
    assert visit.given.count() == 1


def test_who_corrects_their_own_answer_makes_no_difference(monitor: Actor, other_monitor: Actor) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    first = sent(version, monitor, visit, {"A01": "yes"})
    received(first)
    received(sent(version, monitor, visit, {"A01": "no"}, replaces=first))
    assert answers_of(visit) == {"A01": "no"}
    assert differences_of(visit) == []


def test_the_office_does_not_overwrite_a_phone(monitor: Actor, other_monitor: Actor) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    received(sent(version, monitor, visit, {"A01": "yes"}))
    commands.answer_questions(by=other_monitor, visit=visit, answers={"A01": ("no", "")}, now=NOW)
    assert answers_of(visit) == {"A01": "yes"}
    assert [each.question for each in differences_of(visit)] == ["A01"]


@pytest.mark.parametrize("fate", ["cancelled", "sealed", "reviewed"])
def test_a_submission_for_a_visit_that_takes_none_is_told_and_lost_nowhere(
    fate: str, monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    version = checklist(monitor.home)
    visit = planned(monitor, monitor, other_monitor)
    if fate == "cancelled":
        commands.cancel_visit(by=monitor, visit=visit, reason="已注销")
    if fate == "reviewed":
        visit = under_way(monitor, other_monitor)
        commands.end_visit(by=monitor, visit=visit, outcome="not_found", now=MADE, reason="门牌不存在")
        commands.review_visit(by=manager, visit=visit, today=TODAY)
    submission = sent(version, monitor, visit, {"A01": "no"})
    before = answers_of(visit)
    received(submission)
    assert answers_of(visit) == before
    told = AuditEntry.objects.get(action="visits.submission_not_taken")
    assert told.details == {"submission": submission.pk, "code": "VISIT_TAKES_NO_ANSWERS"}
    assert Notice.objects.get(kind="visits.answers_not_taken").person == manager.person
    submission.refresh_from_db()


def test_what_is_about_nothing_of_ours_is_left_alone(monitor: Actor, other_monitor: Actor, qujing) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    for subject in ("", "visit:", "visit:x", f"employer:{visit.pk}", "visit:99999999"):
        submission = sent(version, monitor, visit, {"A01": "yes"})
        take_received(SubmissionReceived(monitor.home.pk, submission.pk, subject))
    with pytest.raises(Submission.DoesNotExist):
        take_received(SubmissionReceived(qujing.pk, submission.pk, f"visit:{visit.pk}"))
    assert not visit.given.exists()


def test_adverse_answers_propose_findings_once_and_a_recorded_one_takes_its_proposal(
    monitor: Actor, other_monitor: Actor
) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    received(sent(version, monitor, visit, {"A01": "no", "A02": "yes", "H03": "yes"}))
    received(sent(version, other_monitor, visit, {"A01": "partly"}))
    proposed = ProposedFinding.objects.filter(source_kind="visit", source_id=str(visit.pk))
    assert {(one.question, one.found_by) for one in proposed} == {
        ("A01", monitor.person), ("H03", monitor.person),
    }  # fmt: skip
    assert not proposed.get(question="H03").for_employer
    made = commands.record_answer_finding(
        by=monitor, visit=visit, question="A01", severity="major", statement="possible_breach",
        title="没有承诺书", description="", article="Labour Law 1", for_employer=True, today=TODAY,
    )  # fmt: skip
    taken = proposed.get(question="A01")
    assert (taken.state, taken.finding, made.severity, made.source_id) == (
        "accepted", made, "major", str(visit.pk),
    )  # fmt: skip


def test_what_is_recorded_though_it_was_put_aside_keeps_the_workplace(
    monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    place = Workplace.objects.create(employer=visit.employer, address="翠湖南路1号")
    Visit.objects.filter(pk=visit.pk).update(workplace=place)
    received(sent(version, monitor, visit, {"H03": "yes"}))
    put_proposal_aside(
        by=manager, proposal=ProposedFinding.objects.get(question="H03"), reason="误会", today=TODAY
    )
    visit.refresh_from_db()
    assert answer_finding(monitor, visit, "H03").workplace == place


class TestTheConfidentialScreening:
    def test_is_opened_the_same_day_and_once(self, monitor: Actor, other_monitor: Actor) -> None:
        version = checklist(monitor.home)
        visit = under_way(monitor, other_monitor)
        received(sent(version, monitor, visit, {"A01": "no"}))
        assert not Screening.objects.exists()
        received(sent(version, monitor, visit, {"H03": "yes"}))
        received(sent(version, other_monitor, visit, {"A02": "no", "H03": "partly"}))
        opened = Screening.objects.get()
        assert (opened.source, opened.employer, opened.state) == ("visit", visit.employer, "open")

    def test_is_opened_by_an_answer_in_the_office_too(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        commands.answer_questions(by=monitor, visit=visit, answers={"H03": ("yes", "")}, now=NOW)
        assert Screening.objects.count() == 1

    def test_a_workers_interview_opens_it_and_gives_the_visit_no_answer(
        self, monitor: Actor, other_monitor: Actor
    ) -> None:
        interview = instruments.published(
            monitor.home, QUESTIONS, form_id="interview", kind=InstrumentKind.WORKER_INTERVIEW
        )
        visit = under_way(monitor, other_monitor)
        received(sent(interview, monitor, visit, {"H03": "yes"}))
        assert Screening.objects.count() == 1
        assert not visit.given.exists()
        assert interviews_of(visit) == 1

    def test_the_visit_says_nothing_of_it(self, monitor: Actor, other_monitor: Actor, board: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        commands.answer_questions(by=monitor, visit=visit, answers={"H03": ("yes", "")}, now=NOW)
        for by in (monitor, board):
            page = signed_in(by).get(url(by, "visit", pk=visit.pk)).content.decode().lower()
            assert "screening" not in page.replace("screenings/", "")
        assert not AuditEntry.objects.filter(
            object_type="visits.visit", action__contains="screening"
        ).exists()


def test_the_score_is_weighed_and_a_critical_answer_stops_it(monitor: Actor, other_monitor: Actor) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    first = sent(version, monitor, visit, {"A01": "partly", "A02": "yes", "H03": "no"})
    received(first)
    score = score_for(monitor, visit)
    assert (score.clusters, score.total, score.stopped_by) == ({"A": 75, "H": 100}, 94, [])
    received(sent(version, monitor, visit, {"A01": "partly", "A02": "yes", "H03": "yes"}, replaces=first))
    visit.refresh_from_db()
    assert (score_for(monitor, visit).total, score_for(monitor, visit).stopped_by) == (None, ["H03"])


def test_the_machine_settles_nothing(monitor: Actor, other_monitor: Actor) -> None:
    version = checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    for who, answer in ((monitor, "yes"), (other_monitor, "no")):
        received(sent(version, who, visit, {"A01": answer}))
    given = differences_of(visit)[0].given[0].pk
    with pytest.raises(ProgrammeError, match="VISIT_REVIEWER_ON_THE_TEAM"):
        commands.settle_difference(by=machine(monitor.home), visit=visit, given=given, why="x", now=NOW)


@pytest.mark.parametrize(
    ("start", "began"),
    [
        ("2026-03-10T10:05:00.000+08:00", datetime(2026, 3, 10, 2, 5, tzinfo=UTC)),
        ("1970-01-01T00:00:00.000+08:00", MADE),
        ("", None),
        ("yesterday", None),
    ],
)
def test_a_visit_begins_by_what_its_team_sends(
    monitor: Actor, other_monitor: Actor, start: str, began: datetime | None
) -> None:
    version = checklist(monitor.home)
    visit = released(monitor, other_monitor)
    before = timezone.now()
    received(sent(version, monitor, visit, {"A01": "yes"}, start=start))
    visit.refresh_from_db()
    assert (visit.state, visit.visited_on) == ("under_way", MADE.date())
    assert visit.started_at is not None
    assert visit.started_at == began if began else visit.started_at >= before


def test_a_team_with_a_new_tie_does_not_begin_a_visit_by_phone(
    monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    version = checklist(monitor.home)
    visit = released(monitor, other_monitor)
    connection.check_constraints()  # as at the end of the morning's own transaction
    declare_tie(by=monitor, employer=visit.employer, kind="relative", note="", today=MADE.date())
    received(sent(version, monitor, visit, {"A01": "no"}))
    received(sent(version, other_monitor, visit, {"A01": "yes"}))
    visit.refresh_from_db()
    assert (visit.state, answers_of(visit)) == ("released", {"A01": "yes"})
