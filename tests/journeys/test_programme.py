"""The chain, walked by its people in a browser: register, promise, finding, correction, verification."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from safe_employment.conduct.commands import publish_standard_code
from safe_employment.conduct.models import Signature
from safe_employment.findings.models import CorrectiveAction, Finding
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, TaskRun
from safe_employment.kit.roles import Role
from safe_employment.kit.tasks import carry_out
from safe_employment.kit.tests.actors import actor
from safe_employment.members.commands import give_contact
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members

REGISTER = """昆明市私营经济协会会员名册,,,,,,
单位名称,统一社会信用代码,法定代表人,联系电话,经营地址,从业人数,成立日期
昆明五华区小荷餐馆,92530102MA6H5ABC1X,陈美玲,13812345678,五华区文林街12号,约6人,2018年8月
昆明市五華區小荷餐館,,陈美玲,138-1234-5678,昆明市五华区文林街12号,6,2018-08-01
盘龙区<b>顺达</b>制衣厂,,王建国,13987654321,盘龙区北京路300号,45,2010.3.5
合计,,,,,57,
"""


def home(route: str, **given: object) -> str:
    return reverse(route, kwargs={"association": "kunming", **given})


@pytest.fixture
def contact(kunming: Association, manager: Actor) -> tuple[Actor, Employer]:
    """An employer, and the person who speaks for it."""
    employer = members.employer(kunming, name="昆明五华区小荷餐馆")
    person = actor(kunming, Role.EMPLOYER_CONTACT, name="陈美玲")
    assert person.person is not None
    give_contact(by=manager, employer=employer, person=person.person)
    return person, employer


def test_a_clerk_brings_a_spreadsheet_into_the_register(visit, clerk: Actor, tmp_path: Path) -> None:
    file = tmp_path / "名册.csv"
    file.write_text(REGISTER, encoding="gb18030")
    screen = visit(clerk)
    page = screen.open(home("members:import_upload"))
    assert screen.axe() == []
    page.set_input_files("input[type=file]", str(file))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/imports/\d+/"))
    for run in TaskRun.objects.all():
        carry_out(run.pk)
    page = screen.open(home("members:imports"))
    page.get_by_role("link", name="名册.csv").click()
    page.wait_for_url(re.compile(r"/imports/\d+/"))
    page.wait_for_load_state("networkidle")
    assert screen.axe() == []
    assert Employer.objects.count() == 0, page.locator("main").inner_text()
    assert page.locator("form[action$='/confirm/'] button").count() == 1, page.locator("main").inner_text()
    with page.expect_navigation():
        page.locator("form[action$='/confirm/'] button").click()
    assert Employer.objects.filter(merged_into=None).count() == 2
    page = screen.open(home("members:employers") + "?q=小荷")
    page.locator("table a", has_text="小荷").first.click()
    page.wait_for_url(re.compile(r"/employers/\d+/"))
    assert "小荷" in page.locator("h1").inner_text()
    assert screen.axe() == []


def test_an_employer_signs_the_code_on_a_phone(
    visit, manager: Actor, contact: tuple[Actor, Employer]
) -> None:
    person, employer = contact
    version = publish_standard_code(by=manager, published_on=date(2026, 1, 5), today=date(2026, 1, 5))
    screen = visit(person, phone=True)
    page = screen.open(home("members:own", pk=employer.pk))
    assert screen.axe() == []
    assert not screen.overflows()
    page = screen.open(home("conduct:sign", pk=employer.pk))
    assert screen.axe() == []
    assert not screen.overflows()
    page.locator("input[type=checkbox]").first.check()
    page.locator("input[name=signatory_name]").fill("陈美玲")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    signed = Signature.objects.get(employer=employer)
    assert (signed.version, signed.way, signed.signatory_name) == (version, "portal", "陈美玲")


def test_a_finding_is_corrected_and_verified_by_someone_else(
    visit, monitor: Actor, other_monitor: Actor, contact: tuple[Actor, Employer]
) -> None:
    from safe_employment.findings.commands import agree_action, record_finding, share_finding

    person, employer = contact
    today = timezone.localdate()
    finding = record_finding(
        by=monitor, employer=employer, cluster="C", severity="major", statement="breach",
        title="没有书面合同", article="《劳动合同法》第十条", found_on=today, today=today,
    )  # fmt: skip
    finding = share_finding(by=monitor, finding=finding, today=today)
    action = agree_action(
        by=monitor, finding=finding, what="签合同", due_on=today, today=today, owner_name="陈美玲"
    )
    phone = visit(person, phone=True)
    page = phone.open(home("findings:own_finding", pk=finding.pk))
    assert phone.axe() == []
    assert not phone.overflows()
    page = phone.open(home("findings:report_done", pk=action.pk))
    page.locator("main textarea").first.fill("三份合同都签了")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    finder = visit(monitor, language="en-GB")
    finder.open(home("findings:verify", pk=action.pk))
    assert finder.page.locator("main form").count() == 0
    assert finder.axe() == []
    assert CorrectiveAction.objects.get(pk=action.pk).state != "verified"
    verifier = visit(other_monitor, language="en-GB")
    page = verifier.open(home("findings:verify", pk=action.pk))
    assert verifier.axe() == []
    page.locator("main input[name=how]").first.check()
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()
    assert Finding.objects.get(pk=finding.pk).state == "closed"
