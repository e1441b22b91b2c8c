"""Pages of findings: who may open them, what they show, and how many queries they take."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from safe_employment.findings import commands, queries
from safe_employment.findings.models import CorrectiveAction, Finding, Tie
from safe_employment.findings.tests.factories import action, done_action, finding
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import StoredFile
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import contact_of, employer

ROLES = ("manager", "monitor", "case_officer", "board", "clerk", "trainer", "neighbour_manager")


def key_of(by: Actor) -> int:
    assert by.person is not None
    return by.person.pk


def url(by: Actor, route: str, **kwargs: object) -> str:
    return reverse(f"findings:{route}", kwargs={"association": by.home.slug, **kwargs})


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_the_lists_and_a_finding(role: str, request: pytest.FixtureRequest, monitor: Actor) -> None:
    made = finding(monitor)
    by = request.getfixturevalue(role)
    client = signed_in(by)
    opens = role in ("manager", "monitor", "case_officer", "board")
    for route, kwargs in (("findings", {}), ("actions", {}), ("finding", {"pk": made.pk})):
        status = client.get(url(monitor, route, **kwargs)).status_code
        assert status == (200 if opens else 404), (role, route)


def test_a_stranger_and_a_visitor_see_nothing(monitor: Actor, stranger, client) -> None:
    made = finding(monitor)
    page = url(monitor, "finding", pk=made.pk)
    assert client.get(page).status_code == 302
    client.force_login(stranger)
    assert client.get(page).status_code == 404


def test_a_finding_is_recorded_on_its_page(monitor: Actor) -> None:
    there = employer(monitor.home, name="昆明官渡区春城鞋厂")
    client = signed_in(monitor)
    given = {
        "employer": there.name, "found_on": "2026-03-02", "title": "宿舍门上锁", "cluster": "H",
        "question": "h03",
        "statement": "possible_breach", "severity": "critical", "article": "Work Safety Law 42",
        "basis": "law", "ilo": ["3"],
        "description": "二楼", "for_employer": "on",
    }  # fmt: skip
    page = client.get(url(monitor, "new") + f"?employer={there.pk}")
    assert there.name in page.content.decode()
    answer = client.post(url(monitor, "new"), given)
    made = Finding.objects.get()
    assert answer.headers["Location"] == url(monitor, "finding", pk=made.pk)
    assert (made.question, made.found_by, made.employer) == ("H03", monitor.person, there)
    answer = client.post(url(monitor, "edit", pk=made.pk), {**given, "title": "二楼宿舍门上锁"})
    made.refresh_from_db()
    assert made.title == "二楼宿舍门上锁"


def test_a_refusal_is_shown_in_words_at_its_field(monitor: Actor) -> None:
    there = employer(monitor.home)
    given = {
        "employer": there.name, "found_on": "2026-03-02", "title": "欠薪", "cluster": "G",
        "statement": "breach", "severity": "major", "basis": "law",
    }  # fmt: skip
    answer = signed_in(monitor).post(url(monitor, "new"), given)
    assert answer.status_code == 422
    assert "names the article" in answer.content.decode()
    assert not Finding.objects.exists()


def test_the_page_shows_the_steps_and_the_one_thing_to_do(monitor: Actor) -> None:
    made = finding(monitor)
    page = signed_in(monitor).get(url(monitor, "finding", pk=made.pk)).content.decode()
    assert "Action agreed" in page
    assert url(monitor, "agree", pk=made.pk) in page
    assert "Nothing is agreed yet" in page
    chinese = signed_in(monitor, language="zh-hans").get(url(monitor, "finding", pk=made.pk))
    assert "商定措施" in chinese.content.decode()


def test_from_agreement_to_verification_on_the_pages(monitor: Actor, other_monitor: Actor) -> None:
    today = timezone.localdate()
    made = finding(monitor, found_on=today, today=today)
    owner = contact_of(made.employer)
    signed_in(monitor).post(
        url(monitor, "agree", pk=made.pk),
        {"what": "拆掉门锁", "owner_name": "王老板", "due_on": (today + timedelta(days=5)).isoformat()},
    )
    agreed = CorrectiveAction.objects.get()
    photo = io.BytesIO()
    Image.new("RGB", (8, 8)).save(photo, "PNG")
    photo.name, _ = "门.png", photo.seek(0)
    answer = signed_in(owner).post(
        url(owner, "report_done", pk=agreed.pk),
        {"text": "锁拆了", "done_on": today.isoformat(), "evidence": [photo]},
    )
    assert answer.headers["Location"] == url(owner, "own_finding", pk=made.pk)
    stored = StoredFile.objects.get(purpose="findings.evidence")
    page = signed_in(other_monitor).get(url(monitor, "finding", pk=made.pk)).content.decode()
    assert stored.name in page
    assert url(monitor, "verify", pk=agreed.pk) in page
    assert url(monitor, "verify", pk=agreed.pk) not in (
        signed_in(monitor).get(url(monitor, "finding", pk=made.pk)).content.decode()
    )
    signed_in(other_monitor).post(url(monitor, "verify", pk=agreed.pk), {"text": "看过了", "how": "site"})
    made.refresh_from_db()
    assert made.state == "closed"
    signed_in(monitor).post(url(monitor, "reopen", pk=made.pk), {"reason": "又锁了", "recurrence": "on"})
    page = signed_in(owner).get(url(owner, "own_finding", pk=made.pk)).content.decode()
    assert "It came back" in page


class TestWhoMayNotVerify:
    """The finder, the doer and the tied read why before they fill in anything, and who could."""

    FORM = 'name="how"'

    def read(self, by: Actor, made: Finding, done: CorrectiveAction, route: str = "verify") -> str:
        """Return the page of the step, and see that the finding's page says the same instead of a link."""
        client = signed_in(by)
        page = client.get(url(by, route, pk=done.pk))
        assert page.status_code == 200
        shown = client.get(url(by, "finding", pk=made.pk)).content.decode()
        assert url(by, route, pk=done.pk) not in shown
        told = page.content.decode()
        why = told.split('class="note note-attention"')[1].split("</strong>")[0].rpartition("<strong>")[2]
        assert why in shown
        return told

    @pytest.mark.parametrize("route", ["verify", "send_back"])
    def test_the_finder(
        self, route: str, monitor: Actor, other_monitor: Actor, manager: Actor, clerk: Actor
    ) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        told = self.read(monitor, made, done, route)
        assert "You recorded this finding" in told
        assert self.FORM not in told
        assert 'name="reason"' not in told
        named = told.split('class="note note-attention"')[1]
        assert str(other_monitor.person) in named
        assert str(manager.person) in named
        assert str(clerk.person) not in named
        assert str(monitor.person) not in named
        assert f"{url(monitor, 'actions')}?state=done" in named

    def test_what_is_sent_all_the_same_is_refused_with_the_same_words(self, monitor: Actor) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        answer = signed_in(monitor).post(url(monitor, "verify", pk=done.pk), {"how": "records"})
        assert answer.status_code == 422
        assert "Nobody else here may verify" in answer.content.decode()
        done.refresh_from_db()
        assert done.state == "done"

    def test_who_reported_it_done(self, monitor: Actor, other_monitor: Actor, case_officer: Actor) -> None:
        made = finding(monitor)
        told = self.read(other_monitor, made, done_action(monitor, made, other_monitor))
        assert "reported it done" in told
        named = told.split('class="note note-attention"')[1]
        assert str(case_officer.person) in named
        assert str(monitor.person) not in named

    def test_the_tied_and_what_others_learn_of_ties(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        assert other_monitor.person is not None
        commands.declare_tie(by=other_monitor, employer=made.employer, kind="relative", today=made.found_on)
        assert "declared a tie" in self.read(other_monitor, made, done)
        # A colleague's tie is nothing that the finder learns from the list; the manager may know it.
        assert other_monitor.person.name in self.read(monitor, made, done).split("note note-attention")[1]
        assert {manager.person, other_monitor.person} == set(queries.verifiers_besides(monitor, made))
        assert queries.verifiers_besides(manager, made) == []

    def test_a_report_names_only_those_who_may_read_it(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, case_officer: Actor
    ) -> None:
        made = finding(case_officer, source_kind="report", source_id="7", for_employer=False)
        assert queries.verifiers_besides(case_officer, made) == [manager.person]

    def test_where_nothing_waits_the_page_says_so(self, monitor: Actor, other_monitor: Actor) -> None:
        agreed = action(monitor, finding(monitor))
        page = signed_in(other_monitor).get(url(monitor, "verify", pk=agreed.pk)).content.decode()
        assert "is not possible while this is" in page
        assert "These colleagues" not in page
        assert self.FORM not in page

    def test_someone_else_finds_the_form(self, monitor: Actor, other_monitor: Actor) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        page = signed_in(other_monitor).get(url(monitor, "verify", pk=done.pk)).content.decode()
        assert self.FORM in page
        assert "note-attention" not in page


@pytest.mark.parametrize("route", ["send_back", "drop", "extend"])
def test_the_other_steps_have_their_pages(route: str, monitor: Actor, manager: Actor) -> None:
    made = finding(monitor)
    owner = contact_of(made.employer)
    day = timezone.localdate() + timedelta(days=30)
    subject = action(monitor, made) if route == "extend" else done_action(monitor, made, owner)
    client = signed_in(manager)
    assert client.get(url(manager, route, pk=subject.pk)).status_code == 200
    answer = client.post(url(manager, route, pk=subject.pk), {"reason": "理由", "due_on": day.isoformat()})
    assert answer.status_code == 302
    kind = {"send_back": "sent_back", "drop": "dropped", "extend": "extended"}[route]
    assert subject.steps.filter(kind=kind).exists()


class TestPortal:
    def test_the_employer_never_sees_internal_notes(self, monitor: Actor) -> None:
        made = finding(monitor, description="已告知")
        owner = contact_of(made.employer)
        commands.write_note(by=monitor, finding=made, text="有工人说")
        client = signed_in(owner)
        page = client.get(url(owner, "own_finding", pk=made.pk)).content.decode()
        assert "已告知" in page
        assert "有工人说" not in page
        assert str(monitor.person) not in page
        assert client.get(url(owner, "finding", pk=made.pk)).status_code == 404
        assert client.get(url(owner, "findings")).status_code == 404

    def test_another_employers_finding_does_not_exist(self, monitor: Actor) -> None:
        made = finding(monitor)
        agreed = action(monitor, made)
        other = contact_of(employer(monitor.home))
        client = signed_in(other)
        assert client.get(url(other, "own_finding", pk=made.pk)).status_code == 404
        assert client.get(url(other, "reply", pk=made.pk)).status_code == 404
        assert client.get(url(other, "report_done", pk=agreed.pk)).status_code == 404
        assert made.title not in client.get(url(other, "own_findings")).content.decode()

    def test_it_replies(self, monitor: Actor) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        answer = signed_in(owner).post(url(owner, "reply", pk=made.pk), {"text": "我们已经发了"})
        assert answer.headers["Location"] == url(owner, "own_finding", pk=made.pk)
        page = signed_in(monitor).get(url(monitor, "finding", pk=made.pk)).content.decode()
        assert "我们已经发了" in page

    def test_its_list_has_what_is_due(self, monitor: Actor) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        action(monitor, made)
        page = signed_in(owner).get(url(owner, "own_findings")).content.decode()
        assert "overdue" in page


class TestLists:
    def _many(self, monitor: Actor) -> list[Finding]:
        made = [finding(monitor, employer=employer(monitor.home, name=f"昆明第{n}饭店")) for n in range(12)]
        for each in made:
            action(monitor, each)
        return made

    @pytest.mark.parametrize("route", ["findings", "actions", "ties"])
    def test_take_a_bounded_number_of_queries(
        self, route: str, monitor: Actor, manager: Actor, django_assert_max_num_queries
    ) -> None:
        for each in self._many(monitor):
            Tie.objects.create(
                association=manager.home, person_id=key_of(manager), employer=each.employer, kind="supplier",
                declared_on=date(2026, 1, 1),
            )  # fmt: skip
        client = signed_in(manager)
        client.get(url(manager, route))
        with django_assert_max_num_queries(15):
            page = client.get(url(manager, route)).content.decode()
        assert "昆明第3饭店" in page

    def test_search_filter_and_export(self, monitor: Actor, manager: Actor) -> None:
        made = self._many(monitor)
        client = signed_in(manager)
        page = client.get(url(manager, "findings"), {"q": made[3].reference}).content.decode()
        assert made[3].employer.name in page
        assert made[4].employer.name not in page
        page = client.get(url(manager, "findings"), {"severity": "critical"}).content.decode()
        assert made[3].employer.name not in page
        page = client.get(url(manager, "actions"), {"overdue": "yes", "q": "第3"}).content.decode()
        assert made[3].employer.name in page
        sheet = client.get(url(manager, "findings"), {"export": "xlsx"})
        assert sheet.getvalue()[:2] == b"PK"
        assert signed_in(monitor).get(url(monitor, "findings"), {"export": "xlsx"}).status_code == 404

    def test_a_page_takes_a_bounded_number_of_queries(
        self, monitor: Actor, manager: Actor, django_assert_max_num_queries
    ) -> None:
        made = finding(monitor)
        finding(monitor, employer=made.employer)
        for n in range(6):
            action(monitor, made, what=f"第{n}项")
        for n in range(3):
            done_action(monitor, made, contact_of(made.employer), what=f"做完第{n}项")
        commands.reply_to_finding(by=manager, finding=made, text="请看")
        commands.write_note(by=manager, finding=made, text="老板换了")
        client = signed_in(manager)
        with django_assert_max_num_queries(15):
            page = client.get(url(manager, "finding", pk=made.pk)).content.decode()
        assert "做完第2项" in page
        assert "老板换了" in page


def test_ties_are_declared_and_ended_on_their_pages(monitor: Actor, manager: Actor) -> None:
    there = employer(monitor.home)
    client = signed_in(monitor)
    client.post(url(monitor, "new_tie"), {"employer": there.name, "kind": "relative"})
    tie = Tie.objects.get()
    assert tie.person == monitor.person
    assert client.get(url(monitor, "end_tie", pk=tie.pk)).status_code == 404
    signed_in(manager).post(url(manager, "end_tie", pk=tie.pk))
    tie.refresh_from_db()
    assert tie.ended_on == timezone.localdate()
