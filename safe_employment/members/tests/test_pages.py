"""The pages of the register: what they show, to whom, and how many queries they take."""

import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safe_employment.kit.models import TaskRun
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members import commands
from safe_employment.members.importing.writing.confirming import confirm_import
from safe_employment.members.models import Correction, Employer, ImportBatch, MatchQuestion
from safe_employment.members.preview import WEIGHTS, problem_page
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.members.tests.registers import csv, row, staged
from safe_employment.members.timeline import TimelineEntry, timeline_of

pytestmark = pytest.mark.django_db
QUERIES = 12


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def url(name, **kwargs):
    return reverse(f"members:{name}", kwargs={"association": "kunming", **kwargs})


def test_the_register_is_listed_within_its_budget(kunming, clerk):
    for number in range(60):
        employer(kunming, name=f"昆明饭庄{number:03d}", address="翠湖路1号", phone=f"138{number:08d}")
    client = signed_in(clerk)
    client.get(url("employers"))
    for query in (
        "",
        "?q=饭庄",
        "?q=kmfz",
        "?district=530102&kind=private_enterprise&sort=-staff",
        "?q=13800000007",
    ):
        with CaptureQueriesContext(connection) as seen:
            page = client.get(url("employers") + query)
        assert page.status_code == 200
        assert len(seen) <= QUERIES, "\n".join(q["sql"][:150] for q in seen.captured_queries)
    assert "昆明饭庄007" in page.content.decode()
    assert "昆明饭庄008" not in page.content.decode()


def test_markup_in_a_name_is_shown_as_text(kunming, clerk):
    bad = employer(kunming, name="<script>alert(1)</script>饭庄", remarks="<b>x</b>")
    client = signed_in(clerk)
    for page in (client.get(url("employers")), client.get(url("employer", pk=bad.pk))):
        assert "<script>alert" not in page.content.decode()
        assert "&lt;script&gt;alert" in page.content.decode()


def test_an_employer_page_shows_facts_history_and_timeline(kunming, clerk):
    own = employer(kunming, name="昆明翠湖饭庄", address="翠湖路1号", phone="13800000001")
    commands.edit_employer(by=clerk, employer=own, staff=12, women=7)
    page = signed_in(clerk).get(url("employer", pk=own.pk)).content.decode()
    for text in ("昆明翠湖饭庄", "翠湖路1号", "13800000001", "12, of them 7 women", own.member_number):
        assert text in page


def test_timeline_puts_the_nearest_first(kunming, clerk, monkeypatch):
    from datetime import date

    from safe_employment.members import timeline

    entries = [
        TimelineEntry("signed", date(2026, 1, 1)),
        TimelineEntry("visited", date(2026, 3, 1)),
        TimelineEntry("later", date(2026, 9, 1), is_next=True),
        TimelineEntry("soon", date(2026, 5, 1), is_next=True),
        TimelineEntry("some day", is_next=True),
    ]
    monkeypatch.setattr(timeline, "_contributions", [lambda _employer, _by: entries])
    found = timeline_of(employer(kunming), clerk)
    assert [e.title for e in found.entries] == ["soon", "later", "some day", "visited", "signed"]


def test_adding_and_changing_by_form(kunming, clerk):
    client = signed_in(clerk)
    wrong = client.post(url("add_employer"), {"name": "", "kind": "other"})
    assert wrong.status_code == 422
    made = client.post(
        url("add_employer"),
        {
            "name": "昆明新店",
            "kind": "individual_business",
            "staff": "4",
            "women": "2",
            "phone": "13800000009",
        },
    )
    found = Employer.objects.get(name="昆明新店")
    assert made.headers["Location"] == url("employer", pk=found.pk)
    too_many = client.post(
        url("edit_employer", pk=found.pk), {"name": "昆明新店", "kind": "other", "staff": "1", "women": "2"}
    )
    assert too_many.status_code == 422
    assert "more women (2) than staff (1)" in too_many.content.decode()


def test_a_merged_record_leads_to_its_successor(kunming, clerk):
    kept, gone = employer(kunming, name="甲店"), employer(kunming, name="乙店")
    client = signed_in(clerk)
    assert client.get(url("merge_with", pk=kept.pk, other=gone.pk)).status_code == 200
    client.post(url("merge_with", pk=kept.pk, other=gone.pk), {"reason": "同一家"})
    assert client.get(url("employer", pk=gone.pk)).headers["Location"] == url("employer", pk=kept.pk)


def test_an_import_by_pages(clerk):
    client = signed_in(clerk)
    upload = io.BytesIO(csv([row(1), row(2, 单位名称="=1+1 <b>饭庄</b>公司", 统一社会信用代码="123")]))
    upload.name = "名册.csv"
    sent = client.post(url("import_upload"), {"file": upload})
    batch = ImportBatch.objects.get()
    assert sent.headers["Location"] == url("import", pk=batch.pk)
    page = client.get(url("import", pk=batch.pk)).content.decode()
    assert "CODE_LENGTH" in page
    assert "<b>饭庄</b>" not in page
    assert client.get(url("import", pk=batch.pk) + "?severity=error&row=3&page=9").status_code == 200
    sheet = client.get(url("problem_sheet", pk=batch.pk))
    assert sheet.content[:2] == b"PK"
    assert client.get(url("import_columns", pk=batch.pk)).status_code == 200
    client.post(url("confirm_import", pk=batch.pk))
    assert Employer.objects.count() == 1  # a formula is no name: that row waits for its right one
    assert client.get(url("import", pk=batch.pk)).status_code == 200
    client.post(url("undo_import", pk=batch.pk))
    assert Employer.objects.count() == 0


def test_columns_are_corrected_by_page(clerk):
    client = signed_in(clerk)
    upload = io.BytesIO("甲,乙\n昆明莲花饭店,13800000001\n昆明金马饭店,13800000002".encode())
    upload.name = "名册.csv"
    client.post(url("import_upload"), {"file": upload})
    batch = ImportBatch.objects.get()
    data = {"column_A": "name", "column_B": "name", "header_row": "1"}
    twice = client.post(url("import_columns", pk=batch.pk), data)
    assert "chosen for this already" in twice.content.decode()
    client.post(url("import_columns", pk=batch.pk), data | {"column_B": "phone"})
    batch.refresh_from_db()
    assert batch.mapping == {"name": ["A"], "phone": ["B"]}


def test_a_list_without_names_leads_to_its_columns(clerk):
    client = signed_in(clerk)
    upload = io.BytesIO("甲,乙\nx1,abc\nx2,abc\nx3,abc".encode())
    upload.name = "名册.csv"
    client.post(url("import_upload"), {"file": upload})
    batch = ImportBatch.objects.get()
    assert (batch.state, batch.error_code) == ("failed", "IMPORT_NO_NAMES")
    columns = url("import_columns", pk=batch.pk)
    assert columns in client.get(url("import", pk=batch.pk)).content.decode()
    assert "x1 · x2" in client.get(columns).content.decode()
    client.post(columns, {"column_A": "name", "header_row": "0"})
    batch.refresh_from_db()
    assert (batch.state, batch.error_code, batch.mapping) == ("ready", "", {"name": ["A"]})


def test_a_list_that_says_nothing_new_is_told(clerk):
    confirm_import(by=clerk, batch=staged(clerk, csv([row(1), row(2)])), now=timezone.now())
    again = staged(clerk, csv([row(2), row(1)]))
    page = signed_in(clerk).get(url("import", pk=again.pk)).content.decode()
    assert "This list brings nothing new" in page
    assert again.counts["created"] == 0


def test_the_worst_problems_stand_first(clerk):
    rows = [row(1, 统一社会信用代码=""), row(2, 单位名称="=1+1"), row(3, 女职工人数="90")]
    batch = staged(clerk, csv(rows))
    found = problem_page(batch).problems
    assert [problem.severity for problem in found] == sorted(
        (problem.severity for problem in found), key=list(WEIGHTS).index
    )
    assert found[0].severity == "error"


def test_work_that_broke_off_is_told(clerk):
    batch = staged(clerk, csv([row(1)]))
    batch.task = TaskRun.objects.create(
        association=clerk.home, kind="members.confirm_import", state="failed", error_code="UNEXPECTED"
    )
    batch.save()
    client = signed_in(clerk)
    told = "The work stopped for a reason that nobody foresaw."
    assert told in client.get(url("import", pk=batch.pk)).content.decode()
    client.post(url("confirm_import", pk=batch.pk))
    assert told not in client.get(url("import", pk=batch.pk)).content.decode()


def test_progress_is_shown_on_the_page_itself(clerk):
    batch = staged(clerk, csv([row(1)]))
    batch.task = TaskRun.objects.create(
        association=clerk.home, kind="members.confirm_import", state="running", done=1, total=4
    )
    batch.save()
    page = signed_in(clerk).get(url("import", pk=batch.pk), headers={"HX-Request": "true"}).content.decode()
    assert 'id="main"' in page, "what asks for the progress takes this part of it"
    assert 'value="25"' in page
    assert "/confirm/" not in page


def test_the_review_queue_by_pages(clerk):
    batch = staged(clerk, csv([row(1), row(2), row(3)]))
    levels = (("phone", "same", 9.0), ("name", "near", 4.0), ("prior", "applied", -20.0))
    reasons = [{"field": field, "level": level, "weight": weight} for field, level, weight in levels]
    questions = [
        MatchQuestion.objects.create(
            batch=batch, left_row=1, right_row=other, confidence=0.9 - other / 10, reasons=reasons
        )
        for other in (2, 3)
    ]
    client = signed_in(clerk)
    assert client.get(url("review", pk=batch.pk)).headers["Location"] == url("question", pk=questions[0].pk)
    page = client.get(url("question", pk=questions[0].pk)).content.decode()
    assert "Phone: the same" in page
    assert row(1)["单位名称"] in page or "<mark>" in page
    sent = client.post(url("answer", pk=questions[0].pk, answer="different"))
    assert sent.headers["Location"] == url("question", pk=questions[1].pk) + f"?last={questions[0].pk}"
    client.post(url("answer", pk=questions[0].pk, answer="undo"))
    questions[0].refresh_from_db()
    assert questions[0].same is None


def test_a_correction_from_phone_to_register(kunming, clerk):
    own = employer(kunming, name="昆明翠湖饭庄", staff=5, women=1)
    owner = signed_in(contact_of(own))
    assert owner.get(url("portal")).headers["Location"] == url("own", pk=own.pk)
    assert "What to do next" in owner.get(url("own", pk=own.pk)).content.decode()
    owner.post(
        url("correct", pk=own.pk), {"name": "昆明翠湖饭庄", "staff": "8", "women": "1", "note": "电话换了"}
    )
    proposal = Correction.objects.get()
    desk = signed_in(clerk)
    assert desk.get(url("corrections")).status_code == 200
    assert "电话换了" in desk.get(url("correction", pk=proposal.pk)).content.decode()
    desk.post(url("decide_correction", pk=proposal.pk, verb="approve"))
    own.refresh_from_db()
    assert own.staff == 8
    assert "The register said" in desk.get(url("correction", pk=proposal.pk)).content.decode()


def test_a_correction_that_was_overtaken_says_so_before_it_is_approved(kunming, clerk):
    own = employer(kunming, name="昆明翠湖饭庄", staff=5)
    made = commands.propose_correction(by=contact_of(own), employer=own, staff=8)
    commands.edit_employer(by=clerk, employer=own, staff=6)
    desk = signed_in(clerk)
    page = desk.get(url("correction", pk=made.pk)).content.decode()
    assert "Someone changed the record since" in page
    desk.post(url("decide_correction", pk=made.pk, verb="approve"), {"despite_changes": "yes"})
    own.refresh_from_db()
    assert own.staff == 8


def test_what_waits_stands_on_the_clerks_first_page(kunming, clerk, trainer):
    own = employer(kunming, name="昆明翠湖饭庄", staff=5)
    made = commands.propose_correction(by=contact_of(own), employer=own, staff=8)
    batch = staged(clerk, csv([row(1), row(2)]))
    first = reverse("kit:office", kwargs={"association": "kunming"})
    page = signed_in(clerk).get(first).content.decode()
    for address in (url("correction", pk=made.pk), url("import", pk=batch.pk)):
        assert address in page
        assert address not in signed_in(trainer).get(first).content.decode()


def test_a_merge_partner_is_found_by_its_number(kunming, clerk):
    kept, gone = employer(kunming, name="甲店", number=31), employer(kunming, name="乙店", number=32)
    page = signed_in(clerk).get(url("merge", pk=kept.pk), {"q": "000032"}).content.decode()
    assert url("merge_with", pk=kept.pk, other=gone.pk) in page


def test_what_one_may_not_see_looks_like_what_does_not_exist(kunming, qujing, clerk, neighbour_manager):
    """An employer contact and another employer, an officer of another association and this one's."""
    own, other = employer(kunming, name="自家店"), employer(kunming, name="别家店")
    owner = signed_in(contact_of(own))
    missing = owner.get(url("own", pk=10**9))
    assert missing.status_code == 404
    for pk in (other.pk,):
        answer = owner.get(url("own", pk=pk))
        assert (answer.status_code, answer.content) == (
            404,
            missing.content.replace(b"1000000000", str(pk).encode()),
        )
    assert owner.get(url("employer", pk=other.pk)).status_code == 404
    assert owner.post(url("correct", pk=other.pk), {"name": "x"}).status_code == 404
    officer = signed_in(neighbour_manager)
    never = officer.get(url("employer", pk=10**9))
    found = officer.get(url("employer", pk=own.pk))
    assert (found.status_code, found.content) == (
        404,
        never.content.replace(b"1000000000", str(own.pk).encode()),
    )
    at_home = {"association": "qujing", "pk": own.pk}
    nowhere = officer.get(reverse("members:employer", kwargs=at_home | {"pk": 10**9}))
    mine = officer.get(reverse("members:employer", kwargs=at_home))
    assert mine.status_code == nowhere.status_code == 404
    assert mine.content == nowhere.content.replace(b"1000000000", str(own.pk).encode())


def test_the_same_file_is_told_on_the_upload_page(clerk):
    content = csv([row(1)])
    confirm_import(by=clerk, batch=staged(clerk, content), now=timezone.now())
    upload = io.BytesIO(content)
    upload.name = "again.csv"
    page = signed_in(clerk).post(url("import_upload"), {"file": upload})
    assert page.status_code == 422
    assert "importing it again would change nothing" in page.content.decode()
