"""The report as PDF: in both languages, within one click, and with nothing that workers said."""

from __future__ import annotations

import io
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader

from safe_employment.findings.commands import agree_action, share_finding
from safe_employment.findings.models import Finding
from safe_employment.findings.quoting import quoted_in
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Person
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.visits import commands
from safe_employment.visits.checklist import questions
from safe_employment.visits.models import JointOfficer, Visit
from safe_employment.visits.tests.factories import (
    MADE,
    TODAY,
    answer_finding,
    held,
    planned,
    reported,
    under_way,
)
from safe_employment.visits.tests.test_pages import url


def picture() -> io.BytesIO:
    """A made photograph."""
    made = io.BytesIO()
    Image.new("RGB", (320, 200), (90, 120, 130)).save(made, "JPEG")
    made.seek(0)
    return made


def text_of(data: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


@pytest.fixture
def told(monitor: Actor, other_monitor: Actor) -> Visit:
    """A reported visit with a finding that is told and one that is not, and a photograph of each kind."""
    visit = held(monitor, other_monitor, adverse=["H03", "H01"])
    answer_finding(monitor, visit, "H03")
    answer_finding(monitor, visit, "H01")
    commands.add_photo(by=monitor, visit=visit, content=picture(), name="a.jpg", caption="上锁的后门")
    commands.add_photo(
        by=monitor, visit=visit, content=picture(), name="b.jpg", caption="不给看的", for_employer=False
    )
    commands.write_report(by=monitor, visit=visit, report="后门上锁，已商定改正。", remarks="工人不敢说话")
    return commands.report_visit(by=monitor, visit=visit, today=TODAY)


def test_of_who_came_it_names_no_more_than_the_door_was_told(
    told: Visit, monitor: Actor, manager: Actor
) -> None:
    Person.objects.filter(pk__in=[one.person_id for one in told.team.all()]).update(name="陈凤霞")
    JointOfficer.objects.create(visit=told, name="赵国栋", agency="市劳动监察支队")
    owner = contact_of(told.employer)
    for by, route in ((manager, "report_pdf"), (owner, "own_report_pdf")):
        text = text_of(signed_in(by).get(url(by, route, pk=told.pk)).content)
        assert "凤霞" in text
        assert "市劳动监察支队" in text
        for secret in ("陈凤霞", "赵国栋"):
            assert secret not in text


def test_it_is_one_click_for_staff_and_employer_and_says_the_same_in_both_languages(
    told: Visit, monitor: Actor
) -> None:
    owner = contact_of(told.employer)
    for by, route in ((monitor, "report_pdf"), (owner, "own_report_pdf")):
        answer = signed_in(by).get(url(by, route, pk=told.pk))
        assert answer.headers["Content-Type"] == "application/pdf"
        text = text_of(answer.content)
        for words in ("后门上锁，已商定改正。", "上锁的后门", "Rightofreply", "Reportofanunannouncedvisit"):
            assert words in text, words
        assert questions()["H03"].finding_en.replace(" ", "") in text
        for secret in ("工人不敢说话", "不给看的", questions()["H01"].finding_en.replace(" ", "")):
            assert secret not in text


@pytest.mark.parametrize(("count", "told"), [(4, False), (5, True)])
def test_interviews_appear_only_from_five_on(
    count: int, told: bool, monitor: Actor, other_monitor: Actor
) -> None:
    visit = under_way(monitor, other_monitor)
    commands.end_visit(by=monitor, visit=visit, outcome="held", now=MADE, workers_interviewed=count)
    text = text_of(signed_in(monitor).get(url(monitor, "report_pdf", pk=visit.pk)).content)
    assert (f"alonewith{count}workers" in text) == told
    assert ("alonewith" in text) == told


@pytest.mark.parametrize(
    "words",
    [
        "工人说老板扣了身份证。", "夜班的两名工人反映工资晚发。", "A worker said the door is locked.",
        "后厨员工告诉我们没有合同", "Two workers have complained about food.",
        "夜班保洁员说宿舍门上锁。", "The night-shift cook told us the door is locked.",
        "Workers in the kitchen said they are paid late.", "据夜班工人介绍，工资晚发。",
        "一名女工透露身份证被扣", "A seamstress told us she owes the agent.", "后厨说没有合同",
        "According to the kitchen staff, wages are late.", "配菜员向我们反映没有合同",
        "Someone on the night shift mentioned a fee",
    ],
)  # fmt: skip
def test_a_report_that_tells_what_a_worker_said_is_not_handed_in(
    words: str, monitor: Actor, other_monitor: Actor
) -> None:
    visit = held(monitor, other_monitor)
    commands.write_report(by=monitor, visit=visit, report=words, remarks="")
    with pytest.raises(ProgrammeError, match="VISIT_QUOTES_A_WORKER"):
        commands.report_visit(by=monitor, visit=visit, today=TODAY)


@pytest.mark.parametrize(
    "words",
    [
        "与店主和员工分别谈话，看了后厨。问题当场说明。", "Workers keep their papers. The owner said yes.",
        "员工能自由交谈，身份证由本人保管。", "店主说员工都签了合同。", "给员工讲了防拐知识。",
        "协会工作人员告诉店主应当张贴制度。", "员工由中介介绍来，店主表示不再收介绍费。",
        "The notice tells workers how to complain.", "We explained the law to the workers.",
        "Workers are told of their rights at induction.", "员工名称与花名册一致",
    ],
)  # fmt: skip
def test_a_report_of_what_was_seen_is(words: str, monitor: Actor, other_monitor: Actor) -> None:
    visit = held(monitor, other_monitor)
    commands.write_report(by=monitor, visit=visit, report=words, remarks="")
    assert commands.report_visit(by=monitor, visit=visit, today=TODAY).is_reported


def test_the_questionnaires_own_words_tell_nothing_where_the_employer_is_told() -> None:
    told = [one for one in questions().values() if one.tell]
    assert told
    for one in told:
        assert not quoted_in(one.finding_zh), one.id
        assert not quoted_in(one.finding_en), one.id


class TestWhatStandsBesideTheReport:
    """Findings, actions and captions are read by the employer too."""

    QUOTE = "夜班保洁员说宿舍门上锁"

    def ready(self, monitor: Actor, other_monitor: Actor) -> Visit:
        visit = held(monitor, other_monitor, adverse=["H03"])
        return commands.write_report(by=monitor, visit=visit, report="后门上锁。", remarks="")

    def refused(self, by: Actor, visit: Visit) -> None:
        with pytest.raises(ProgrammeError, match="VISIT_QUOTES_A_WORKER"):
            commands.report_visit(by=by, visit=visit, today=TODAY)

    @pytest.mark.parametrize("field", ["title", "description"])
    def test_a_finding_that_quotes_stops_the_report(
        self, field: str, monitor: Actor, other_monitor: Actor
    ) -> None:
        visit = self.ready(monitor, other_monitor)
        answer_finding(monitor, visit, "H03", **{field: self.QUOTE})
        self.refused(monitor, visit)

    def test_what_the_employer_is_not_told_does_not(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = self.ready(monitor, other_monitor)
        answer_finding(monitor, visit, "H03", description=self.QUOTE, for_employer=False, reason="会害到工人")
        assert commands.report_visit(by=monitor, visit=visit, today=TODAY).is_reported

    def test_an_action_or_a_finding_told_later_does_not_quote_either(
        self, monitor: Actor, other_monitor: Actor
    ) -> None:
        visit = self.ready(monitor, other_monitor)
        found = answer_finding(monitor, visit, "H03")
        agreed: dict[str, Any] = {"due_on": TODAY, "today": TODAY, "owner_name": "王老板"}
        with pytest.raises(ProgrammeError, match="FINDING_QUOTES_A_WORKER"):
            agree_action(by=monitor, finding=found, what=self.QUOTE, **agreed)
        Finding.objects.filter(pk=found.pk).update(description=self.QUOTE)
        with pytest.raises(ProgrammeError, match="FINDING_QUOTES_A_WORKER"):
            share_finding(by=monitor, finding=found, today=TODAY)

    def test_a_caption_that_quotes_is_not_taken(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = self.ready(monitor, other_monitor)
        answer_finding(monitor, visit, "H03")
        given: dict[str, Any] = {"by": monitor, "visit": visit, "name": "a.jpg", "caption": self.QUOTE}
        with pytest.raises(ProgrammeError, match="VISIT_QUOTES_A_WORKER"):
            commands.add_photo(content=picture(), **given)
        kept = commands.add_photo(content=picture(), for_employer=False, **given)
        commands.leave_photo_out(by=monitor, visit=visit, photo=kept.pk, for_employer=True)
        self.refused(monitor, visit)


class TestBothLanguages:
    @pytest.mark.parametrize("language", ["zh", "en"])
    def test_titles_and_captions_of_the_questionnaire_stand_in_each(
        self, language: str, monitor: Actor, other_monitor: Actor
    ) -> None:
        visit = held(monitor, other_monitor, adverse=["H03"])
        asked = questions()["H03"]
        answer_finding(monitor, visit, "H03", title=getattr(asked, f"finding_{language}"))
        caption = getattr(asked, f"text_{language}")[:200]
        commands.add_photo(
            by=monitor, visit=visit, content=picture(), name="a.jpg", caption=caption, question="H03"
        )
        text = text_of(signed_in(monitor).get(url(monitor, "report_pdf", pk=visit.pk)).content)
        for words in (asked.finding_zh, asked.finding_en, asked.text_zh, asked.text_en):
            assert text.count("".join(words.split())) == 1, words

    def test_words_that_people_wrote_stay(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = held(monitor, other_monitor, adverse=["H03"])
        answer_finding(monitor, visit, "H03", title="后门用铁链锁住")
        text = text_of(signed_in(monitor).get(url(monitor, "report_pdf", pk=visit.pk)).content)
        assert text.count("后门用铁链锁住") == 2

    def test_a_refusal_too(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        commands.end_visit(by=monitor, visit=visit, outcome="refused", now=MADE, reason="老板不让进")
        text = text_of(signed_in(monitor).get(url(monitor, "report_pdf", pk=visit.pk)).content)
        assert text.count("Entryrefusedtoanunannouncedvisit") == 1


class TestTheEmployersSide:
    def test_reading_is_noted_and_the_reply_has_its_period(self, told: Visit, manager: Actor) -> None:
        owner = contact_of(told.employer)
        commands.review_visit(by=manager, visit=told, today=TODAY)
        with pytest.raises(ProgrammeError, match="VISIT_REPLY_TIME_RUNS"):
            commands.close_visit(by=manager, visit=told, today=TODAY)
        for route in ("own_report", "own_report", "own_report_pdf"):
            assert signed_in(owner).get(url(owner, route, pk=told.pk)).status_code == 200
        told.refresh_from_db()
        assert told.read_by == owner.person
        commands.reply_to_report(
            by=owner, visit=told, text="钥匙已挂在门边", today=TODAY, evidence=("门.jpg", picture())
        )
        last = told.reply_until
        assert last is not None
        with pytest.raises(ProgrammeError, match="VISIT_REPLY_TIME_OVER"):
            commands.reply_to_report(
                by=owner, visit=told, text="再说一句", today=last.replace(day=last.day + 1)
            )
        page = signed_in(manager).get(url(manager, "visit", pk=told.pk)).content.decode()
        assert "钥匙已挂在门边" in page
        assert commands.close_visit(by=manager, visit=told, today=TODAY).state == "closed"

    def test_photographs_left_out_are_not_the_employers(self, told: Visit) -> None:
        owner = contact_of(told.employer)
        client = signed_in(owner)
        page = client.get(url(owner, "own_report", pk=told.pk)).content.decode()
        for photo in told.photos.select_related("file"):
            path = f"/a/kunming/files/{photo.file.pk}/"
            assert client.get(path).status_code == (200 if photo.for_employer else 404)
            small = url(owner, "own_photo", pk=told.pk, photo=photo.pk, size="small")
            assert client.get(small).status_code == (200 if photo.for_employer else 404)
            assert (small in page) == photo.for_employer

    def test_another_employer_gets_nothing(self, told: Visit) -> None:
        other = contact_of(employer(told.association))
        for route in ("own_report_pdf", "reply"):
            assert signed_in(other).get(url(other, route, pk=told.pk)).status_code == 404


def test_there_is_no_pdf_of_a_sealed_visit(monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
    visit = planned(monitor, monitor, other_monitor)
    for by in (monitor, manager):
        assert signed_in(by).get(url(by, "report_pdf", pk=visit.pk)).status_code == 404


def test_a_draft_says_that_it_is_one(monitor: Actor, other_monitor: Actor) -> None:
    visit = held(monitor, other_monitor)
    text = text_of(signed_in(monitor).get(url(monitor, "report_pdf", pk=visit.pk)).content)
    assert "Draft:nothandedin" in text
    reported_one = reported(monitor, other_monitor)
    text = text_of(signed_in(monitor).get(url(monitor, "report_pdf", pk=reported_one.pk)).content)
    assert "Draft:nothandedin" not in text
