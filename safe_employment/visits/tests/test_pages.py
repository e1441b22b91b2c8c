"""Pages of visits: the checklist on a phone, the report, and what the employer reads."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from safe_employment.findings.commands import reply_to_finding, share_finding, write_note
from safe_employment.findings.models import Finding
from safe_employment.findings.tests import factories as findings
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.visits import commands, tasks
from safe_employment.visits.checklist import clusters, questions
from safe_employment.visits.models import GivenAnswer, Visit
from safe_employment.visits.progress import score_for
from safe_employment.visits.tests.factories import (
    MADE,
    TODAY,
    answer_finding,
    held,
    people,
    planned,
    reported,
    under_way,
)


def url(by: Actor, route: str, **kwargs: object) -> str:
    return reverse(f"visits:{route}", kwargs={"association": by.home.slug, **kwargs})


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("manager", 200), ("monitor", 200), ("case_officer", 200), ("board", 200), ("clerk", 404),
        ("trainer", 404), ("neighbour_manager", 404),
    ],
)  # fmt: skip
def test_who_opens_a_visit_that_was_made(
    role: str, status: int, request: pytest.FixtureRequest, monitor: Actor, other_monitor: Actor
) -> None:
    visit = held(monitor, other_monitor)
    client = signed_in(request.getfixturevalue(role))
    for route in ("visit", "report"):
        assert client.get(url(monitor, route, pk=visit.pk)).status_code == status
    assert client.get(url(monitor, "visits")).status_code == status


def test_planned_set_out_and_ended_on_the_pages(monitor: Actor, other_monitor: Actor) -> None:
    there = employer(monitor.home, name="昆明西山区滇池鞋业")
    client = signed_in(monitor)
    day = timezone.localdate()
    answer = client.post(
        url(monitor, "plan"),
        {
            "employer": there.name, "planned_on": day.isoformat(), "why": "邻居说的",
            "team": [person.pk for person in people(monitor, other_monitor)],
        },
    )  # fmt: skip
    visit = Visit.objects.get()
    assert answer.headers["Location"] == url(monitor, "visit", pk=visit.pk)
    assert client.get(url(monitor, "change_plan", pk=visit.pk)).status_code == 200
    commands.release_visit(by=machine(monitor.home), visit=visit, now=timezone.now())
    client.post(url(monitor, "set_out", pk=visit.pk))
    visit.refresh_from_db()
    assert visit.state == "under_way"
    client.post(url(monitor, "end", pk=visit.pk), {"outcome": "refused", "reason": "老板不让进"})
    assert Finding.objects.get().source_id == str(visit.pk)


def test_the_way_through_the_checklist_and_the_one_step_to_a_finding(
    monitor: Actor, other_monitor: Actor
) -> None:
    visit = under_way(monitor, other_monitor)
    client = signed_in(monitor)
    first = client.get(url(monitor, "checklist", pk=visit.pk))
    assert first.headers["Location"] == url(monitor, "cluster", pk=visit.pk, cluster="B")
    for letter in clusters():
        page = url(monitor, "cluster", pk=visit.pk, cluster=letter)
        given: dict[str, str] = {q.id: q.good for q in questions().values() if q.cluster == letter}
        if letter == "I":
            given |= {"I02": "partly", "I02-note": "后门堆着纸箱"}
        answer = client.post(page, given)
        assert answer.status_code == 302
    assert answer.headers["Location"] == url(monitor, "visit", pk=visit.pk)
    assert visit.answers.count() == 22
    page = client.get(url(monitor, "visit", pk=visit.pk)).content.decode()
    propose = url(monitor, "propose", pk=visit.pk, question="I02")
    assert propose in page
    main = page.partition("<main")[2]
    assert main.count("btn-primary") == 1
    assert re.search(r'btn btn-primary"\s+href="[^"]*/end/"', main), "to end the visit is the next thing"
    form = client.get(propose).content.decode()
    assert "Exits are not open" in form
    assert "Work Safety Law, art. 42" in form
    assert "后门堆着纸箱" not in form
    client.post(
        propose,
        {
            "title": "后门堵塞", "statement": "possible_breach", "severity": "critical",
            "article": "Work Safety Law 42", "for_employer": "on",
        },
    )  # fmt: skip
    found = Finding.objects.get()
    assert (found.cluster, found.question, found.source_id) == ("I", "I02", str(visit.pk))
    assert propose not in client.get(url(monitor, "visit", pk=visit.pk)).content.decode()


def test_the_checklist_speaks_chinese_and_keeps_what_was_answered(
    monitor: Actor, other_monitor: Actor
) -> None:
    visit = under_way(monitor, other_monitor)
    client = signed_in(monitor, language="zh-hans")
    page = url(monitor, "cluster", pk=visit.pk, cluster="H")
    client.post(page, {"H01": "no", "H01-note": "身份证在老板抽屉里", "H02": "nonsense"})
    assert list(visit.answers.values_list("question", "answer")) == [("H01", "no")]
    shown = client.get(page).content.decode()
    assert "每个劳动者的身份证" in shown
    assert "身份证在老板抽屉里" in shown
    assert 'value="no" checked' in " ".join(shown.split())


@pytest.mark.parametrize(
    ("outcome", "says", "steps"),
    [
        ("refused", "the refusal itself is a finding", 6),
        ("not_found", "corrects the register", 5),
        ("business_closed", "corrects the register", 5),
    ],
)
def test_who_could_not_go_in_is_shown_no_empty_checklist(
    outcome: str, says: str, steps: int, *, monitor: Actor, other_monitor: Actor
) -> None:
    visit = under_way(monitor, other_monitor)
    commands.end_visit(by=monitor, visit=visit, outcome=outcome, now=MADE, reason="门口没有人")
    shown = signed_in(monitor, language="en").get(url(monitor, "visit", pk=visit.pk))
    page = shown.content.decode()
    assert (says in page, shown.context["pages"], len(shown.context["steps"])) == (True, [], steps)
    assert 'class="clusters"' not in page


def test_what_was_answered_before_entry_was_refused_is_shown(monitor: Actor, other_monitor: Actor) -> None:
    visit = under_way(monitor, other_monitor)
    commands.answer_questions(by=monitor, visit=visit, answers={"B02": ("no", "")})
    commands.end_visit(by=monitor, visit=visit, outcome="refused", now=MADE, reason="请我们离开")
    shown = signed_in(monitor).get(url(monitor, "visit", pk=visit.pk))
    assert [page.cluster for page in shown.context["pages"]] == ["B"]


def test_a_strange_cluster_or_question_does_not_exist(monitor: Actor, other_monitor: Actor) -> None:
    visit = under_way(monitor, other_monitor)
    client = signed_in(monitor)
    assert client.get(url(monitor, "cluster", pk=visit.pk, cluster="Z")).status_code == 404
    assert client.get(url(monitor, "propose", pk=visit.pk, question="Z99")).status_code == 404


def test_written_handed_in_and_reviewed_on_the_pages(
    monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    visit = held(monitor, other_monitor)
    client = signed_in(monitor)
    client.post(url(monitor, "write", pk=visit.pk), {"report": "一切正常", "remarks": ""})
    client.post(url(monitor, "hand_in", pk=visit.pk))
    visit.refresh_from_db()
    assert visit.state == "reported"
    assert client.post(url(monitor, "review", pk=visit.pk)).status_code == 404
    signed_in(manager).post(url(manager, "review", pk=visit.pk))
    visit.refresh_from_db()
    assert (visit.state, visit.reviewed_by) == ("reviewed", manager.person)


def test_what_is_missing_is_told_when_handing_in(monitor: Actor, other_monitor: Actor) -> None:
    visit = held(monitor, other_monitor, adverse=["H03"])
    client = signed_in(monitor)
    client.post(url(monitor, "write", pk=visit.pk), {"report": "后门上锁", "remarks": ""})
    page = client.post(url(monitor, "hand_in", pk=visit.pk), follow=True).content.decode()
    assert "no finding is recorded: H03" in page


class TestWhatTheEmployerReads:
    def test_nothing_that_workers_said_no_note_and_no_remark(
        self, monitor: Actor, other_monitor: Actor
    ) -> None:
        visit = held(monitor, other_monitor, adverse=["H01", "H03", "D01"])
        commands.answer_questions(by=monitor, visit=visit, answers={"H03": ("yes", "看门人说钥匙在老板处")})
        told = answer_finding(monitor, visit, "H03")
        kept = [answer_finding(monitor, visit, question) for question in ("H01", "D01")]
        commands.write_report(by=monitor, visit=visit, report="后门上锁。", remarks="工人不敢说话")
        commands.report_visit(by=monitor, visit=visit, today=TODAY)
        owner = contact_of(visit.employer)
        page = signed_in(owner).get(url(owner, "own_report", pk=visit.pk)).content.decode()
        assert "后门上锁。" in page
        assert told.title in page
        assert questions()["H03"].text_en in page.replace("&#x27;", "'")
        for secret in (
            "工人不敢说话",
            "看门人",
            *(found.title for found in kept),
            *(f.reference for f in kept),
        ):
            assert secret not in page
        for question in questions().values():
            if question.asks_workers or (question.cluster == "D" and question.id != "D05"):
                assert question.text_en not in page.replace("&#x27;", "'")

    def test_only_of_its_own_visits(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = reported(monitor, other_monitor)
        owner, other = contact_of(visit.employer), contact_of(employer(monitor.home))
        assert signed_in(owner).get(url(owner, "own_report", pk=visit.pk)).status_code == 200
        assert signed_in(other).get(url(other, "own_report", pk=visit.pk)).status_code == 404
        assert visit.reference not in signed_in(other).get(url(other, "own_reports")).content.decode()


def test_the_board_reads_no_notes_and_nothing_that_workers_said(
    monitor: Actor, other_monitor: Actor, board: Actor
) -> None:
    visit = held(monitor, other_monitor)
    commands.answer_questions(by=monitor, visit=visit, answers={"H01": ("yes", "问了三个人")})
    commands.write_report(by=monitor, visit=visit, report="好", remarks="只给工作人员")
    page = signed_in(board).get(url(board, "report", pk=visit.pk)).content.decode()
    assert "问了三个人" not in page
    assert "只给工作人员" not in page
    assert questions()["H03"].text_en in page
    assert questions()["H01"].text_en not in page
    assert "问了三个人" in signed_in(monitor).get(url(monitor, "report", pk=visit.pk)).content.decode()


def test_the_board_reads_no_differing_answer_and_no_score_that_rests_on_what_workers_said(
    monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor
) -> None:
    visit = held(monitor, other_monitor, adverse=["H01"])
    commands.answer_questions(by=monitor, visit=visit, answers={"I02": ("partly", "")})
    other = {"H01": ("yes", ""), "C04": ("yes", "")}
    for question, (answer, note) in other.items():
        GivenAnswer.objects.create(
            visit=visit, question=question, answer=answer, note=note, given_by=other_monitor.person,
            given_at=MADE,
        )  # fmt: skip

    def read(by: Actor) -> tuple[str, str]:
        pages = [signed_in(by).get(url(by, route, pk=visit.pk)) for route in ("visit", "report")]
        return (pages[0].content.decode(), pages[1].content.decode())

    page, report = read(manager)
    assert page.count(questions()["H01"].text_en.replace("'", "&#x27;")) == 1
    assert "a critical answer shows harm (H01, I02)" in report
    page, report = read(board)
    assert questions()["C04"].text_en.replace("'", "&#x27;") in page
    for secret in ("H01", questions()["H01"].text_en.replace("'", "&#x27;")):
        assert secret not in page
        assert secret not in report
    assert "a critical answer shows harm (I02)" in report
    assert "Reckoned without" in report


def test_neither_a_share_nor_a_missing_score_tells_the_board_of_a_worker(
    monitor: Actor, other_monitor: Actor, board: Actor
) -> None:
    scores = [
        score_for(board, held(monitor, other_monitor, adverse=adverse)) for adverse in ([], ["H01", "D01"])
    ]
    assert scores[0] == scores[1]
    assert scores[0].total == 100


def test_a_report_is_reminded_of_in_steps_each_once(
    monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    from safe_employment.kit.models import Notice

    visit = held(monitor, other_monitor)
    for days in (22, 23, 24, 29, 30, 31, 36, 37, 38):
        tasks.remind_reports(machine(monitor.home), MADE + timedelta(days=days))
    team = {monitor.person, other_monitor.person}
    for kind, people_told in (
        ("visits.report_soon", team),
        ("visits.report_late", team),
        ("visits.report_overdue", {manager.person}),
    ):
        told = Notice.objects.filter(kind=kind)
        assert {notice.person for notice in told} == people_told
        assert told.count() == len(people_told)
    visit.refresh_from_db()
    assert visit.report_told_on is not None


def test_after_a_long_pause_only_the_last_reminder_is_told(
    monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    from safe_employment.kit.models import Notice

    held(monitor, other_monitor)
    tasks.remind_reports(machine(monitor.home), MADE + timedelta(days=60))
    tasks.remind_reports(machine(monitor.home), MADE + timedelta(days=61))
    kinds = [notice.kind for notice in Notice.objects.filter(kind__startswith="visits.report_")]
    assert kinds == ["visits.report_overdue"]


def test_the_list_takes_a_bounded_number_of_queries(
    monitor: Actor, other_monitor: Actor, manager: Actor, django_assert_max_num_queries
) -> None:
    for n in range(6):
        under_way(monitor, other_monitor, employer=employer(monitor.home, name=f"昆明第{n}饭店"))
        planned(monitor, monitor, other_monitor)
    client = signed_in(manager)
    client.get(url(manager, "visits"))
    with django_assert_max_num_queries(12):
        page = client.get(url(manager, "visits")).content.decode()
    assert "昆明第3饭店" in page


@pytest.mark.parametrize("who", ["monitor", "manager"])
def test_pages_take_a_bounded_number_of_queries_in_every_state(
    who: str, request, monitor: Actor, other_monitor: Actor, django_assert_max_num_queries
) -> None:
    by = request.getfixturevalue(who)
    visits = [
        planned(monitor, monitor, other_monitor), under_way(monitor, other_monitor),
        held(monitor, other_monitor, adverse=["D01", "H03"]), reported(monitor, other_monitor),
    ]  # fmt: skip
    client = signed_in(by)
    for visit in visits:
        with django_assert_max_num_queries(17):
            assert client.get(url(by, "visit", pk=visit.pk)).status_code == 200
    for visit in visits[1:]:
        with django_assert_max_num_queries(17):
            assert client.get(url(by, "report", pk=visit.pk)).status_code == 200


def test_a_finding_of_a_visit_is_shown_in_a_bounded_number_of_queries(
    monitor: Actor, other_monitor: Actor, manager: Actor, django_assert_max_num_queries
) -> None:
    visit = held(monitor, other_monitor, adverse=["H03"])
    made = answer_finding(monitor, visit, "H03")
    findings.action(monitor, made)
    findings.done_action(monitor, made, other_monitor, what="第二项")
    share_finding(by=manager, finding=made, today=TODAY)
    reply_to_finding(by=manager, finding=made, text="请看")
    write_note(by=manager, finding=made, text="老板换了")
    client = signed_in(manager)
    with django_assert_max_num_queries(15):
        page = client.get(reverse("findings:finding", kwargs={"association": "kunming", "pk": made.pk}))
    assert visit.reference in page.content.decode()


def test_a_visit_from_paper_is_recorded_on_its_page(monitor: Actor, other_monitor: Actor) -> None:
    there = employer(monitor.home, name="昆明东川区古铜饭店")
    signed_in(monitor).post(
        url(monitor, "record"),
        {
            "employer": there.name, "visited_on": "2008-03-05", "outcome": "held",
            "team": [person.pk for person in people(monitor, other_monitor)],
        },
    )  # fmt: skip
    visit = Visit.objects.get()
    assert (visit.on_paper, visit.state, visit.employer) == (True, "under_way", there)
