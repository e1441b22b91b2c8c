"""Corrections: the clerk learns of a proposal, the employer of the decision, in the office and by mail."""

from __future__ import annotations

import pytest
from django.utils import timezone

from safe_employment.kit import notices
from safe_employment.kit.models import Notice, Person, RoleAssignment
from safe_employment.kit.notices import mail, word
from safe_employment.members import commands
from safe_employment.members.events import CorrectionDecided, CorrectionProposed
from safe_employment.members.notices import tell_decided, tell_proposed
from safe_employment.members.tests.factories import contact_of, employer

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(kunming):
    return employer(kunming, name="昆明翠湖饭庄", number=271, staff=5)


@pytest.fixture(autouse=True)
def _mail_later(monkeypatch):
    monkeypatch.setattr(notices.mail_job, "defer", lambda **_given: None)


@pytest.fixture
def happens(django_capture_on_commit_callbacks):
    """Call a command as if its transaction had committed."""

    def call(command, **given):
        with django_capture_on_commit_callbacks(execute=True):
            return command(**given)

    return call


@pytest.mark.usefixtures("manager", "trainer")
def test_the_clerks_learn_of_a_proposal(own, clerk, happens, mailoutbox):
    owner = contact_of(own)
    made = happens(commands.propose_correction, by=owner, employer=own, staff=8)
    notice = Notice.objects.get()
    assert (notice.person, notice.path) == (clerk.person, f"/a/kunming/corrections/{made.pk}/")
    assert word(notice, "en").subject == "Member 000271 proposes a correction of its record"
    assert word(notice, "zh-hans").subject == "会员 000271 对自己的记录提出更正"
    mail(notice.pk)
    (sent,) = mailoutbox
    assert "会员 000271" in sent.subject
    assert "Member 000271" in sent.subject
    assert notice.path in sent.body
    assert own.name not in sent.subject + sent.body, "mail is read on shared screens"


def test_without_a_clerk_the_managers_learn_of_it(own, manager, happens):
    happens(commands.propose_correction, by=contact_of(own), employer=own, staff=8)
    assert [notice.person for notice in Notice.objects.all()] == [manager.person]


def test_who_proposed_learns_of_the_approval(own, clerk, happens):
    owner = contact_of(own)
    made = happens(commands.propose_correction, by=owner, employer=own, staff=8)
    happens(commands.approve_correction, by=clerk, correction=made, now=timezone.now())
    notice = Notice.objects.exclude(person=clerk.person).get()
    assert (notice.person, notice.path) == (owner.person, f"/a/kunming/own/{own.pk}/")
    assert word(notice, "en").subject == "Your correction is in the register"


def test_who_proposed_learns_that_it_was_declined_and_reads_why_on_the_page(own, clerk, happens, mailoutbox):
    made = happens(commands.propose_correction, by=contact_of(own), employer=own, staff=8)
    given = {"correction": made, "reason": "请寄来名册", "now": timezone.now()}
    happens(commands.decline_correction, by=clerk, **given)
    notice = Notice.objects.exclude(person=clerk.person).get()
    assert word(notice, "zh-hans").subject == "您提出的更正未被采纳"
    mail(notice.pk)
    assert "请寄来名册" not in mailoutbox[0].body


def test_whoever_is_gone_is_not_told(own, clerk):
    owner = contact_of(own)
    made = commands.propose_correction(by=owner, employer=own, staff=8)
    commands.withdraw_correction(by=owner, correction=made)
    tell_proposed(CorrectionProposed(clerk.home.pk, made.pk))
    again = commands.propose_correction(by=owner, employer=own, staff=9)
    commands.approve_correction(by=clerk, correction=again, now=timezone.now())
    Person.objects.filter(pk=made.proposed_by_id or 0).update(is_active=False)
    tell_decided(CorrectionDecided(clerk.home.pk, again.pk))
    tell_decided(CorrectionDecided(clerk.home.pk, 10**9))
    assert not Notice.objects.exists()


def test_clerks_of_other_associations_learn_nothing(own, clerk, neighbour_manager, happens):
    RoleAssignment.objects.filter(person=neighbour_manager.person).update(role="clerk")
    happens(commands.propose_correction, by=contact_of(own), employer=own, staff=8)
    assert [notice.person for notice in Notice.objects.all()] == [clerk.person]
