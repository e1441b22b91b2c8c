"""Invitations, roles, and the compulsory second factor."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from safe_employment.kit.actors import Actor, actor_for
from safe_employment.kit.commands.people import (
    accept_invitation,
    end_role,
    invite_person,
    withdraw_invitation,
)
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, Invitation, Person, RoleAssignment
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import signed_in

NOW = datetime(2026, 3, 8, 9, tzinfo=UTC)
NO_ONE = Actor(person=None, association=None)


@pytest.fixture
def sent(settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def invite(by: Actor, *, now: datetime = NOW) -> tuple[Invitation, str]:
        with django_capture_on_commit_callbacks(execute=True):
            invitation = invite_person(
                by=by, email="New@Example.org", name="新人", role=Role.TRAINER, now=now
            )
        return invitation, mail.outbox[-1].body.strip().rsplit("/", 2)[1]

    return invite


def test_an_invitation_is_mailed_in_both_languages_and_only_its_hash_is_kept(manager: Actor, sent) -> None:
    invitation, token = sent(manager)
    body = mail.outbox[0].body
    assert "培训" in mail.outbox[0].subject
    assert "Trainer" in mail.outbox[0].subject
    assert token in body
    assert token not in invitation.token_hash
    assert mail.outbox[0].to == ["new@example.org"]


def test_accepting_gives_the_role_once(manager: Actor, sent) -> None:
    _invitation, token = sent(manager)
    person = accept_invitation(
        by=NO_ONE, token=token, now=NOW, name="新人", password="long enough to be safe"
    )
    assert actor_for(person, manager.association, channel="web").roles == {Role.TRAINER}
    with pytest.raises(ProgrammeError, match="INVITATION_OVER"):
        accept_invitation(by=NO_ONE, token=token, now=NOW, name="又一人", password="long enough to be safe")


@pytest.mark.parametrize("later", [timedelta(days=14), timedelta(days=30)])
def test_an_old_link_does_not_work(manager: Actor, sent, later: timedelta) -> None:
    _invitation, token = sent(manager)
    with pytest.raises(ProgrammeError, match="INVITATION_OVER"):
        accept_invitation(by=NO_ONE, token=token, now=NOW + later, password="long enough to be safe")


def test_a_withdrawn_link_does_not_work(manager: Actor, sent) -> None:
    invitation, token = sent(manager)
    withdraw_invitation(by=manager, invitation=invitation, now=NOW)
    with pytest.raises(ProgrammeError, match="INVITATION_OVER"):
        accept_invitation(by=NO_ONE, token=token, now=NOW, password="long enough to be safe")


def test_a_weak_password_is_refused_and_nothing_is_made(manager: Actor, sent) -> None:
    _invitation, token = sent(manager)
    with pytest.raises(ProgrammeError, match="PASSWORD_WEAK"):
        accept_invitation(by=NO_ONE, token=token, now=NOW, name="新人", password="12345")
    assert not Person.objects.filter(email="new@example.org").exists()


def test_the_link_opens_a_page_for_a_newcomer(manager: Actor, sent, client: Client) -> None:
    _invitation, token = sent(manager, now=datetime.now(UTC))
    page = reverse("kit:invitation", kwargs={"token": token})
    assert client.get(page).status_code == 200
    answer = client.post(page, {"name": "新人", "password": "long enough to be safe"})
    assert answer.status_code == 302
    assert RoleAssignment.objects.filter(person__email="new@example.org", role=Role.TRAINER).exists()
    assert client.get(reverse("kit:invitation", kwargs={"token": "no-such-token"})).status_code == 410


@pytest.mark.parametrize("role", [Role.CLERK, Role.MONITOR, Role.BOARD, Role.CASE_OFFICER])
def test_only_managers_invite(kunming: Association, role: Role) -> None:
    from safe_employment.kit.tests.actors import actor

    with pytest.raises(Hidden):
        invite_person(by=actor(kunming, role), email="a@example.org", name="甲", role=Role.BOARD, now=NOW)


def test_an_agency_officer_needs_an_agency_of_the_association(manager: Actor) -> None:
    with pytest.raises(ProgrammeError, match="AGENCY_NEEDED"):
        invite_person(by=manager, email="a@example.org", name="甲", role=Role.AGENCY_OFFICER, now=NOW)


def test_no_one_invites_an_administrator(manager: Actor) -> None:
    with pytest.raises(Hidden):
        invite_person(by=manager, email="a@example.org", name="甲", role=Role.ADMINISTRATOR, now=NOW)


def test_the_last_manager_stays(manager: Actor) -> None:
    held = RoleAssignment.objects.get(person=manager.person)
    with pytest.raises(ProgrammeError, match="LAST_MANAGER"):
        end_role(by=manager, assignment=held, now=NOW)


def test_an_ended_role_opens_nothing(manager: Actor, trainer: Actor) -> None:
    office = reverse("kit:office", kwargs={"association": "kunming"})
    browser = signed_in(trainer)
    assert browser.get(office).status_code == 200
    end_role(by=manager, assignment=RoleAssignment.objects.get(person=trainer.person), now=NOW)
    assert browser.get(office).status_code == 404


def test_a_role_of_the_neighbour_cannot_be_ended(manager: Actor, neighbour_manager: Actor) -> None:
    with pytest.raises(Hidden):
        end_role(by=manager, assignment=RoleAssignment.objects.get(person=neighbour_manager.person), now=NOW)


def test_staff_without_a_second_factor_are_led_to_it(trainer: Actor) -> None:
    Authenticator.objects.filter(user=trainer.person).delete()
    answer = signed_in(trainer).get(reverse("kit:office", kwargs={"association": "kunming"}))
    assert answer.status_code == 302
    assert answer["Location"] == reverse("kit:second_factor")


def test_sign_ins_and_refusals_are_audited(client: Client, trainer: Actor) -> None:
    assert trainer.person is not None
    trainer.person.set_password("a good long password")
    trainer.person.save()
    login = reverse("account_login")
    client.post(login, {"login": trainer.person.email, "password": "wrong"})
    assert AuditEntry.objects.filter(action="kit.sign_in_refused").count() == 1
    assert trainer.person.email not in str(list(AuditEntry.objects.values_list("details", flat=True)))
    client.force_login(trainer.person)
    assert AuditEntry.objects.filter(action="kit.sign_in", person=trainer.person).exists()


def test_the_neighbour_sees_the_same_as_of_an_association_that_does_not_exist(
    neighbour_manager: Actor, kunming
) -> None:
    browser = signed_in(neighbour_manager)
    theirs = browser.get(reverse("kit:people", kwargs={"association": "kunming"}))
    nowhere = browser.get(reverse("kit:people", kwargs={"association": "nowhere"}))
    assert theirs.status_code == nowhere.status_code == 404
    assert theirs.content.replace(b"kunming", b"nowhere") == nowhere.content
