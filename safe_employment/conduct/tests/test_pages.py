"""The pages of the code, as staff, employers, neighbours and the public see them."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from safe_employment.conduct import commands
from safe_employment.conduct.models import Advocacy, CodeVersion, CopyDistribution, Signature, SignatureList
from safe_employment.conduct.tests import factories
from safe_employment.conduct.timeline import draft_to_publish, lists_to_confirm
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.members.timeline import timeline_of

TODAY = factories.TODAY


def url(route: str, **named: Any) -> str:
    return reverse(f"conduct:{route}", kwargs={"association": "kunming", **named})


@pytest.fixture
def version(kunming: Association) -> CodeVersion:
    return factories.published_code(kunming)


@pytest.fixture
def signed(version: CodeVersion, kunming: Association) -> Signature:
    return factories.signature(
        version, members.employer(kunming, name="昆明翠湖饭庄", division_code="530102")
    )


def test_lists_open_in_few_queries_and_give_sheets(
    kunming: Association, manager: Actor, signed: Signature
) -> None:
    recommendation = factories.published_recommendation(kunming)
    for number in range(30):
        employer = members.employer(kunming, name=f"第{number}饭店", division_code="530103")
        factories.signature(signed.version, employer)
        factories.advocacy(recommendation, employer)
        factories.copies(signed.version)
        members.employer(kunming, name=f"未签{number}饭店")
    browser = signed_in(manager)
    for route in (
        "signatures",
        "unsigned",
        "advocacies",
        "distributions",
        "versions",
        "recommendations",
        "lists",
    ):
        with CaptureQueriesContext(connection) as seen:
            response = browser.get(url(route))
        assert response.status_code == 200, route
        assert len(seen) <= 12, (route, [each["sql"] for each in seen])
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(url("overview")).status_code == 200
    assert len(seen) <= 12, [each["sql"] for each in seen]
    for route in ("signatures", "unsigned", "advocacies", "distributions"):
        sheet = browser.get(url(route), {"export": "xlsx"})
        assert sheet.getvalue()[:2] == b"PK"
    assert AuditEntry.objects.filter(action="conduct.signatures.export").exists()
    found = browser.get(url("signatures"), {"q": "翠湖", "district": "530102"})
    assert "昆明翠湖饭庄" in found.content.decode()
    assert "第3饭店" not in found.content.decode()
    assert (
        "第3饭店" not in browser.get(url("unsigned"), {"q": "第3"}).content.decode().split("listing-total")[0]
    )


def test_a_record_opens_in_few_queries(kunming: Association, manager: Actor, signed: Signature) -> None:
    recommendation = factories.published_recommendation(kunming)
    for number in range(6):
        members.employer(kunming, name=f"昆明第{number}饭店有限公司")
    pasted = "\n".join(f"第{number}饭店\t王明\t经理" for number in range(6))
    paper = commands.read_signature_list(
        by=manager, version=signed.version, signed_on=TODAY, today=TODAY, content=pasted
    )
    records = {
        "version": signed.version,
        "recommendation": recommendation,
        "signature": signed,
        "list": paper,
        "advocacy": factories.advocacy(recommendation, signed.employer),
        "copies": factories.copies(signed.version),
    }
    browser = signed_in(manager)
    for route, record in records.items():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url(route, pk=record.pk)).status_code == 200, route
        assert len(seen) <= 12, (route, [each["sql"] for each in seen])


def test_the_manager_publishes_the_standard_text_and_drafts_the_next(
    kunming: Association, manager: Actor
) -> None:
    browser = signed_in(manager)
    assert "No code of conduct is in force" in browser.get(url("overview")).content.decode()
    browser.post(url("publish_standard"))
    browser.post(url("publish_standard_recommendation"))
    page = browser.get(url("overview")).content.decode()
    assert "No code of conduct is in force" not in page
    again = browser.post(url("publish_standard"), follow=True).content.decode()
    assert "in force already" in again
    response = browser.post(url("draft"))
    draft = CodeVersion.objects.get(state="draft")
    assert response.headers["Location"] == url("version", pk=draft.pk)
    article = draft.articles.get(order=3)
    text = {"point": "3", "title_zh": "新题", "title_en": "New", "text_zh": "新文", "text_en": "New text"}
    browser.post(url("edit_article", pk=article.pk), text)
    browser.post(url("add_article", pk=draft.pk), {**text, "point": "extra"})
    browser.post(url("move_article", pk=article.pk), {"to": "up"})
    browser.post(url("remove_article", pk=draft.articles.get(order=12).pk))
    assert [a.title_zh for a in draft.articles.filter(order__in=[2, 12])] == ["新题", "新题"]
    bad = browser.post(url("publish", pk=draft.pk), {"published_on": "2999-01-01"})
    assert bad.status_code == 422
    browser.post(url("publish", pk=draft.pk), {"published_on": timezone.localdate().isoformat()})
    draft.refresh_from_db()
    assert draft.state == "published"
    assert browser.get(url("version", pk=draft.pk)).status_code == 200
    assert "新文" in signed_in(manager, language="zh-hans").get(url("read")).content.decode()


def test_an_employer_reads_signs_and_prints(kunming: Association, version: CodeVersion) -> None:
    employer = members.employer(kunming)
    browser = signed_in(members.contact_of(employer))
    page = browser.get(url("portal")).content.decode()
    assert url("sign", pk=employer.pk) in page
    sign = browser.get(url("sign", pk=employer.pk)).content.decode()
    assert version.pledge_en in sign
    assert sum(article.title_en in sign for article in version.articles.all()) == 12
    refused = browser.post(url("sign", pk=employer.pk), {"signatory_name": "王明"})
    assert refused.status_code == 422
    assert "is not ticked" in refused.content.decode()
    done = browser.post(url("sign", pk=employer.pk), {"signatory_name": "王明", "agreed": "on"}, follow=True)
    signature = Signature.objects.get()
    page = done.content.decode()
    assert signature.reference in page
    assert "<svg" in page
    assert "style=" not in page
    public = Client().get(url("check", reference=signature.reference.lower()))
    assert public.status_code == 200
    assert employer.name in public.content.decode()
    assert Client().get(url("check", reference="0000-0000-0000")).status_code == 404


def test_staff_record_paper_signatures_one_by_one(
    kunming: Association, version: CodeVersion, clerk: Actor
) -> None:
    employer = members.employer(kunming)
    scan = io.BytesIO(b"%PDF-1.7\n%%EOF\n")
    scan.name = "scan.pdf"
    sent = {
        "employer": employer.member_number, "version": version.pk, "signed_on": TODAY.isoformat(),
        "signatory_name": "王明", "scan": scan,
    }  # fmt: skip
    browser = signed_in(clerk)
    response = browser.post(url("add_signature"), sent)
    signature = Signature.objects.get()
    assert response.headers["Location"] == url("signature", pk=signature.pk)
    assert "scan.pdf" in browser.get(url("signature", pk=signature.pk)).content.decode()
    assert browser.post(url("add_signature"), {**sent, "scan": ""}).status_code == 422
    browser.post(url("withdraw_signature", pk=signature.pk), {"reason": "重复"})
    signature.refresh_from_db()
    assert signature.state == "withdrawn"
    assert browser.get(url("withdraw_signature", pk=signature.pk)).status_code == 404
    gone = Client().get(url("check", reference=signature.reference)).content.decode()
    assert employer.name not in gone


def test_staff_bring_in_a_list(kunming: Association, version: CodeVersion, clerk: Actor) -> None:
    one, two = (
        members.employer(kunming, name="昆明滇池鞋厂"),
        members.employer(kunming, name="昆明滇池制衣厂"),
    )
    browser = signed_in(clerk)
    sent = {"version": version.pk, "signed_on": TODAY.isoformat(), "text": "滇池\t王明\n昆明滇池制衣厂\t李红"}
    response = browser.post(url("add_list"), sent)
    made = SignatureList.objects.get()
    assert response.headers["Location"] == url("list", pk=made.pk)
    page = browser.get(url("list", pk=made.pk)).content.decode()
    assert "ROSTER_EMPLOYER_UNCERTAIN" in page
    assert "1 row needs you" in page
    browser.post(url("list", pk=made.pk), {"row-1": str(one.pk)})
    browser.post(url("confirm_list", pk=made.pk))
    assert {each.employer for each in Signature.objects.all()} == {one, two}
    assert browser.post(url("add_list"), {**sent, "text": ""}).status_code == 422


def test_staff_keep_advocates_and_copies(kunming: Association, version: CodeVersion, trainer: Actor) -> None:
    recommendation = factories.published_recommendation(kunming)
    employer = members.employer(kunming)
    browser = signed_in(trainer)
    sent: dict[str, Any] = {"recommendation": recommendation.pk, "since": TODAY.isoformat(), "way": "signed"}
    browser.post(url("add_advocacy"), {**sent, "employer": employer.name})
    advocacy = Advocacy.objects.get()
    browser.post(url("edit_advocacy", pk=advocacy.pk), {**sent, "way": "speaks"})
    browser.post(url("end_advocacy", pk=advocacy.pk), {"ended_on": TODAY.isoformat(), "reason": "停业"})
    advocacy.refresh_from_db()
    assert (advocacy.way, advocacy.state) == ("speaks", "ended")
    copies: dict[str, Any] = {
        "text": f"code-{version.pk}", "copies": 50, "handed_out_on": TODAY.isoformat(), "audience": "workers",
    }  # fmt: skip
    browser.post(url("add_copies"), copies)
    made = CopyDistribution.objects.get()
    changed = {**copies, "text": f"recommendation-{recommendation.pk}"}
    browser.post(url("edit_copies", pk=made.pk), changed)
    browser.post(url("withdraw_copies", pk=made.pk), {"reason": "写错"})
    made.refresh_from_db()
    assert (made.document, made.state) == ("recommendation", "withdrawn")
    browser.post(url("restore_copies", pk=made.pk))
    made.refresh_from_db()
    assert made.state == "recorded"
    for page in (url("copies", pk=made.pk), url("advocacy", pk=advocacy.pk), url("edit_copies", pk=made.pk)):
        assert browser.get(page).status_code == 200


def test_others_find_nothing(
    kunming: Association, neighbour_manager: Actor, signed: Signature, monitor: Actor
) -> None:
    other = signed_in(members.contact_of(members.employer(kunming, name="别家饭店")))
    neighbour, watcher = signed_in(neighbour_manager), signed_in(monitor)
    pages = [
        url("overview"), url("signatures"), url("signature", pk=signed.pk), url("unsigned"),
        url("certificate", pk=signed.pk), url("advocacies"), url("distributions"), url("lists"),
        url("version", pk=signed.version_id),
    ]  # fmt: skip
    for page in pages:
        assert neighbour.get(page).status_code == 404, page
        assert other.get(page).status_code == 404, page
    for page in (
        url("add_signature"),
        url("add_copies"),
        url("add_list"),
        url("withdraw_signature", pk=signed.pk),
    ):
        assert watcher.get(page).status_code == 404, page
    assert other.get(url("sign", pk=signed.employer_id)).status_code == 404
    assert other.get(url("read")).status_code == 200
    assert Client().get(url("signatures")).status_code == 302


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_pages_in_both_languages(
    kunming: Association, board: Actor, signed: Signature, language: str
) -> None:
    factories.published_recommendation(kunming)
    page = signed_in(board, language=language).get(url("overview")).content.decode()
    assert ("会员" in page) == (language == "zh-hans")
    assert ("Members who signed" in page) == (language == "en")


def test_the_timeline_says_what_is_next(
    kunming: Association, version: CodeVersion, signed: Signature, clerk: Actor
) -> None:
    fresh = members.employer(kunming, name="未签饭店")
    contact = members.contact_of(fresh)
    [to_sign] = [e for e in timeline_of(fresh, contact).next if e.url == url("sign", pk=fresh.pk)]
    assert to_sign.is_next
    in_office = [e.url for e in timeline_of(fresh, clerk).next if "conduct" in e.url]
    assert in_office == [f"{url('add_signature')}?employer={fresh.member_number}"]
    done: Employer = signed.employer
    past = [(e.day, e.url) for e in timeline_of(done, clerk).past if "conduct" in e.url]
    assert past == [(TODAY, url("signature", pk=signed.pk))]
    assert not [e for e in timeline_of(done, clerk).next if "conduct" in e.url]


def test_what_waits_today(kunming: Association, version: CodeVersion, clerk: Actor, manager: Actor) -> None:
    commands.draft_version(by=manager)
    commands.read_signature_list(
        by=clerk, version=version, signed_on=TODAY, today=TODAY, content="翠湖饭庄\t王明"
    )
    lists, drafts = lists_to_confirm(clerk, TODAY), draft_to_publish(manager, TODAY)
    assert lists is not None
    assert drafts is not None
    assert (lists.total, drafts.total) == (1, 1)
