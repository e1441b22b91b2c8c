"""What stands side by side, what an edit takes back, and what belongs to an earlier attempt."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from safe_employment.findings.models import ProposedFinding
from safe_employment.instruments.commands import accept_held
from safe_employment.instruments.models import HeldSubmission, InstrumentKind, Submission
from safe_employment.instruments.tests import factories as instruments
from safe_employment.instruments.tests.sending import device, filled, photo, send
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import AuditEntry, Notice
from safe_employment.kit.tests.actors import signed_in
from safe_employment.visits import commands
from safe_employment.visits.compared import told_of
from safe_employment.visits.models import Visit, VisitPhoto
from safe_employment.visits.progress import differences_of, unanswered
from safe_employment.visits.submissions import interviews_of
from safe_employment.visits.tests.factories import DAY, MADE, TODAY, under_way
from safe_employment.visits.tests.submissions import NOW, QUESTIONS, checklist, sent
from safe_employment.visits.tests.test_answers import answers_of, received
from safe_employment.visits.tests.test_pages import url


def fact(name: str, kind: str = "integer") -> dict[str, str]:
    return {"type": kind, "name": name, "label::English (en)": name, "label::中文 (zh)": name}


def said(visit: Visit, by: Actor, answers: dict[str, str], **facts: Any) -> Submission:
    """What a person has sent by the questionnaire of the visit."""
    assert visit.version
    return sent(visit.version, by, visit, answers, **facts)


def differing(visit: Visit) -> list[tuple[str, list[str], bool]]:
    visit = Visit.objects.get(pk=visit.pk)
    return [
        (one.question, [each.answer for each in one.given], one.is_settled) for one in differences_of(visit)
    ]


@pytest.fixture
def visit(monitor: Actor, other_monitor: Actor) -> Visit:
    checklist(monitor.home)
    return under_way(monitor, other_monitor)


class TestSideBySide:
    def test_two_phones_of_one_person_do_not_overwrite_each_other(self, visit: Visit, monitor: Actor) -> None:
        for answer in ("no", "yes"):
            received(said(visit, monitor, {"A01": answer}))
        assert (answers_of(visit), differing(visit)) == ({"A01": "no"}, [("A01", ["no", "yes"], False)])

    def test_who_corrects_in_the_office_what_their_phone_sent_has_corrected_it(
        self, visit: Visit, monitor: Actor, other_monitor: Actor
    ) -> None:
        received(said(visit, monitor, {"A01": "no"}))
        commands.answer_questions(by=monitor, visit=visit, answers={"A01": ("yes", "")})
        assert (answers_of(visit), differing(visit)) == ({"A01": "yes"}, [])
        received(said(visit, monitor, {"A01": "no"}))
        assert differing(visit) == [("A01", ["yes", "no"], False)]

    def test_two_notes_to_one_answer_are_both_shown_and_need_no_settling(
        self, visit: Visit, monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        notes = {monitor: "柜子里有", other_monitor: "只有复印件"}
        for by, note in notes.items():
            received(said(visit, by, {"A02": "yes", "A02_note": note}))
        assert differing(visit) == [("A02", ["yes", "yes"], True)]
        for by, reads in ((manager, True), (board, False)):
            page = signed_in(by).get(url(by, "visit", pk=visit.pk)).content.decode()
            assert [note in page for note in notes.values()] == [reads, reads]
            assert "Settle which holds" not in page

    def test_facts_told_differently_are_shown_with_both_values(
        self, visit: Visit, monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        asked = [*QUESTIONS, fact("workers_seen"), fact("doors"), fact("remarks", "text")]
        version = instruments.published(monitor.home, asked, version="2")
        for by, seen in ((monitor, "12"), (other_monitor, "40")):
            facts = {"workers_seen": seen, "doors": "2", "remarks": seen}
            received(sent(version, by, visit, {"A01": "yes"}, rest=facts))
        (found,) = told_of(visit).different
        assert (found.label, [one.words for one in found.said]) == ("workers_seen", ["12", "40"])
        assert told_of(visit).same == [("doors", "2")]
        assert "workers_seen" in signed_in(manager).get(url(manager, "visit", pk=visit.pk)).content.decode()
        assert "workers_seen" not in signed_in(board).get(url(board, "visit", pk=visit.pk)).content.decode()

    @pytest.mark.parametrize("version", ["1", "99"], ids=["taken", "kept aside"])
    def test_who_had_to_leave_early_is_told_of_at_once(  # noqa: PLR0917 - fixtures
        self, version: str, visit: Visit, monitor: Actor, manager: Actor, board: Actor,
        django_capture_on_commit_callbacks: Any,
    ) -> None:  # fmt: skip
        facts = {"stopped_early": "yes", "stopped_why": "有人堵门", "workers_seen": "12"}
        asked = [fact("stopped_early"), fact("stopped_why", "text"), fact("workers_seen")]
        instruments.published(monitor.home, [*QUESTIONS, *asked], form_id="left")
        for number, each in enumerate(({**facts, "stopped_early": "no"}, facts)):
            xml = filled(each, form="left", version=version, instance=f"uuid:{number}")
            with django_capture_on_commit_callbacks(execute=True):
                send(device(monitor)[0], xml, subject=f"visit:{visit.pk}")
        notice = Notice.objects.get(kind="visits.stopped_early")
        assert notice.person == manager.person
        assert "堵门" not in f"{notice.facts}"
        for by, reads in ((manager, version == "1"), (board, False)):
            page = signed_in(by).get(url(by, "visit", pk=visit.pk)).content.decode()
            assert (
                ("有人堵门" in page)
                is ("Postpone for safety" in page)
                is ("As the team told it" in page)
                is reads
            )

    def test_what_another_persons_phone_sent_under_the_same_id_stands_beside_it(
        self, visit: Visit, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        about = f"visit:{visit.pk}"
        for by, answer in ((monitor, "yes"), (other_monitor, "no")):
            send(device(by)[0], filled({"A/A01": answer}, instance="uuid:1"), subject=about)
        received(Submission.objects.get())
        taken = accept_held(by=manager, held=HeldSubmission.objects.get(), now=NOW)
        received(taken)
        assert taken.replaces is None
        assert differing(visit) == [("A01", ["yes", "no"], False)]


class TestAnEdit:
    def test_takes_an_answer_back(self, visit: Visit, monitor: Actor) -> None:
        first = said(visit, monitor, {"A01": "no", "A02": "yes"})
        received(first)
        received(said(visit, monitor, {"A02": "yes"}, replaces=first))
        assert (answers_of(visit), differing(visit)) == ({"A02": "yes"}, [])

    def test_leaves_what_another_said(self, visit: Visit, monitor: Actor, other_monitor: Actor) -> None:
        first = said(visit, monitor, {"A01": "no"})
        received(first)
        received(said(visit, other_monitor, {"A01": "yes"}))
        received(said(visit, monitor, {"A02": "yes"}, replaces=first))
        assert answers_of(visit) == {"A01": "yes", "A02": "yes"}
        assert visit.answers.get(question="A01").answered_by == other_monitor.person

    @pytest.mark.parametrize(
        ("again", "says"), [({"A01": "yes"}, "was changed"), ({"A02": "yes"}, "taken back")]
    )
    def test_is_told_at_the_proposal_that_loses_its_ground(
        self, again: dict[str, str], says: str, visit: Visit, monitor: Actor, manager: Actor
    ) -> None:
        first = said(visit, monitor, {"A01": "no"})
        received(first)
        proposed = ProposedFinding.objects.get(question="A01")
        assert proposed.reason == ""
        second = said(visit, monitor, again, replaces=first)
        received(second)
        proposed.refresh_from_db()
        assert proposed.state == "waiting", "who gave the answer does not silence it"
        page = signed_in(manager).get(f"/a/kunming/findings/proposed/{proposed.pk}/").content.decode()
        assert says in page
        received(said(visit, monitor, {"A01": "partly"}, replaces=second))
        proposed.refresh_from_db()
        assert proposed.reason == ""

    def test_after_the_report_is_for_the_reviewer(self, visit: Visit, monitor: Actor, manager: Actor) -> None:
        first = said(visit, monitor, {"A01": "yes", "A02": "yes", "H03": "no"})
        received(first)
        commands.end_visit(by=monitor, visit=visit, outcome="held", now=MADE)
        commands.write_report(by=monitor, visit=visit, report="看了", remarks="")
        commands.report_visit(by=monitor, visit=visit, today=TODAY)
        received(said(visit, monitor, {"A02": "no", "H03": "no"}, replaces=first))
        assert answers_of(visit) == {"A01": "yes", "A02": "yes", "H03": "no"}
        assert differing(visit) == [("A01", ["yes"], False), ("A02", ["yes", "no"], False)]
        with pytest.raises(ProgrammeError, match="VISIT_DIFFERENCES_OPEN"):
            commands.review_visit(by=manager, visit=visit, today=TODAY)


class TestAVisitThatWasSealedAgain:
    def again(self, visit: Visit, monitor: Actor) -> Visit:
        """The visit, postponed an hour ago and released again."""
        now = timezone.now()
        hour_ago = now - timedelta(hours=1)
        commands.postpone_visit(by=monitor, visit=visit, reason="店内有人威胁", now=hour_ago)
        commands.replan_visit(by=monitor, visit=visit, planned_on=timezone.localdate(now), today=DAY)
        commands.release_visit(by=machine(monitor.home), visit=visit, now=now)
        return commands.set_out(by=monitor, visit=visit, now=now)

    def test_begins_without_what_was_answered_before(
        self, visit: Visit, monitor: Actor, other_monitor: Actor
    ) -> None:
        before = timezone.now() - timedelta(hours=2)
        answers = {"A01": ("yes", ""), "A02": ("yes", ""), "H03": ("no", "")}
        commands.answer_questions(by=monitor, visit=visit, answers=answers, now=before)
        picture = commands.add_photo(
            by=monitor, visit=visit, content=io.BytesIO(photo()), name="1.jpg", caption="门", question="A01"
        )
        commands.end_visit(by=monitor, visit=visit, outcome="held", now=MADE, workers_interviewed=6)
        commands.go_on(by=monitor, visit=visit, reason="没有看完", now=MADE)
        visit = self.again(visit, monitor)
        assert (answers_of(visit), visit.given.count(), visit.workers_interviewed) == ({}, 3, None)
        page = signed_in(monitor).get(url(monitor, "visit", pk=visit.pk)).content.decode()
        assert "3, kept and not counted" in page
        assert {one.id for one in unanswered(visit)} == {"A02", "H03"}
        assert not VisitPhoto.objects.get(pk=picture.pk).for_employer
        commands.answer_questions(by=other_monitor, visit=visit, answers={"A01": ("no", "")})
        assert (answers_of(visit), differing(visit)) == ({"A01": "no"}, [])

    def test_counts_no_interview_of_before_and_takes_nothing_that_was_filled_in_before(
        self, visit: Visit, monitor: Actor
    ) -> None:
        talk = instruments.published(
            monitor.home, QUESTIONS, form_id="talk", kind=InstrumentKind.WORKER_INTERVIEW
        )
        now = timezone.now()
        sent(talk, monitor, visit, {"H03": "no"}, received_at=now - timedelta(hours=2))
        assert interviews_of(visit) == 1
        visit = self.again(visit, monitor)
        assert interviews_of(visit) == 0
        Visit.objects.filter(pk=visit.pk).update(created_at=now - timedelta(days=3))
        start = (now - timedelta(hours=2)).isoformat()
        received(said(visit, monitor, {"A01": "no"}, start=start, received_at=now))
        assert answers_of(visit) == {}
        assert AuditEntry.objects.filter(action="visits.submission_not_taken").count() == 1
        start = "1970-01-01T00:00:00.000+08:00"
        received(said(visit, monitor, {"A01": "yes"}, start=start, received_at=now))
        assert answers_of(visit) == {"A01": "yes"}

    def test_is_reminded_of_its_report_anew(self, visit: Visit, monitor: Actor) -> None:
        told = ("report_reminded_on", "report_told_on", "report_escalated_on", "waits_told_on")
        Visit.objects.filter(pk=visit.pk).update(**dict.fromkeys(told, DAY))
        visit = self.again(visit, monitor)
        assert [getattr(visit, field) for field in told] == [None] * 4


@pytest.mark.parametrize(
    ("given", "counts"),
    [
        ({"alone": "yes", "consent": "yes", "H/H03": "no"}, True),
        ({"alone": "no"}, False),
        ({"alone": "yes", "consent": "no"}, False),
        ({"alone": "yes", "consent": "yes"}, False),
        ({"alone": "yes", "consent": "yes", "H/H03": "silent"}, False),
        ({"alone": "no", "consent": "yes", "H/H03": "no"}, False),
    ],
)
def test_an_interview_is_one_with_somebody_who_agreed(
    given: dict[str, str], counts: bool, visit: Visit, monitor: Actor
) -> None:
    asked = [fact("alone", "select_one judged"), fact("consent", "select_one judged"), *QUESTIONS]
    talk = instruments.published(monitor.home, asked, form_id="talk", kind=InstrumentKind.WORKER_INTERVIEW)
    sent(talk, monitor, visit, {}, rest=given)
    assert interviews_of(visit) == int(counts)
