"""Inviting people, and giving and ending their roles."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import Actor
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ErrorKind, Hidden, ProgrammeError
from safe_employment.kit.events import Event, publish
from safe_employment.kit.models import Invitation, PartnerAgency, Person, RoleAssignment
from safe_employment.kit.policies import INVITE_PEOPLE, check
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from safe_employment.kit.policies import Permission

VALID_FOR = timedelta(days=14)
LINK_OVER = ErrorKind(
    "INVITATION_OVER",
    _("This invitation was used, withdrawn, or is too old."),
    _("Ask the association for a new one."),
)
AGENCY_NEEDED = ErrorKind(
    "AGENCY_NEEDED",
    _("An agency officer belongs to a partner agency."),
    _("Choose the agency, or add it to the list of partner agencies first."),
)
LAST_MANAGER = ErrorKind(
    "LAST_MANAGER",
    _("This is the last programme manager of the association."),
    _("Give the role to someone else first."),
)
WEAK_PASSWORD = ErrorKind("PASSWORD_WEAK", _("The password is too weak: %(why)s"), _("Choose a longer one."))
ADDRESS_KNOWN = ErrorKind(
    "ADDRESS_KNOWN",
    _("This address has an account already."),
    _("Sign in with it first, then open the link of the invitation again."),
)


@dataclass(frozen=True)
class InvitationAccepted(Event):
    """Published when someone accepted an invitation; a higher room links its record to the person."""

    person_id: int
    role: str
    subject_id: int | None
    is_head: bool = False


def token_hash(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


@command
def invite_person(
    *,
    by: Actor,
    email: str,
    name: str,
    role: Role,
    now: datetime,
    agency: PartnerAgency | None = None,
    subject_id: int | None = None,
    is_head: bool = False,
    language: str = "zh-hans",
    permission: Permission = INVITE_PEOPLE,
) -> Invitation:
    """Invite someone by mail to hold a role; returns the invitation (its link is only in the mail).

    `subject_id` names the employer of an employer contact, `is_head` says that they head it.
    Raises Hidden, and ProgrammeError AGENCY_NEEDED.
    """
    check(by, permission)
    if by.person is None or role == Role.ADMINISTRATOR:
        raise Hidden
    if role == Role.AGENCY_OFFICER and (agency is None or agency.association_id != by.home.pk):
        raise ProgrammeError(AGENCY_NEEDED, field="agency")
    token = secrets.token_urlsafe(24)
    invitation = Invitation.objects.create(
        association=by.home,
        email=email.lower(),
        name=name,
        role=role,
        agency=agency if role == Role.AGENCY_OFFICER else None,
        subject_id=subject_id,
        is_head=is_head,
        language=language,
        token_hash=token_hash(token),
        invited_by=by.person,
        expires_at=now + VALID_FOR,
    )
    record(by, "kit.invite_person", invitation, details={"role": role, "head": is_head})
    transaction.on_commit(lambda: _mail_link(invitation, token))
    return invitation


def _mail_link(invitation: Invitation, token: str) -> None:
    address = settings.PUBLIC_URL + reverse("kit:invitation", kwargs={"token": token})
    other = "en" if invitation.language != "en" else "zh-hans"
    subjects, texts = [], []
    for language in (invitation.language, other):
        with translation.override(language):
            facts = {
                "name": invitation.name,
                "association": str(invitation.association),
                "role": Role(invitation.role).label,
                "until": f"{invitation.expires_at:%Y-%m-%d}",
            }
            subjects.append(_t("Invitation: %(role)s at %(association)s") % facts)
            texts.append(
                _t(
                    "Dear %(name)s, %(association)s invites you as %(role)s in its safe-employment "
                    "programme. The link works once, until %(until)s."
                )
                % facts
            )
    body = "\n\n———\n\n".join(texts) + f"\n\n{address}"
    EmailMessage(" / ".join(subjects), body, to=[invitation.email]).send()


def open_invitation(token: str, now: datetime) -> Invitation:
    """Return the invitation of a link.

    Raises ProgrammeError INVITATION_OVER for any link that does not work, whatever the reason.
    """
    found = (
        Invitation.objects.select_related("association", "agency")
        .filter(token_hash=token_hash(token))
        .first()
    )
    if found is None or not found.is_open(now):
        raise ProgrammeError(LINK_OVER)
    return found


@command
def accept_invitation(
    *, by: Actor, token: str, now: datetime, name: str = "", password: str | None = None
) -> Person:
    """Accept an invitation: as the person signed in, or as a new person with a password.

    Raises ProgrammeError INVITATION_OVER, ADDRESS_KNOWN or PASSWORD_WEAK.
    """
    invitation = open_invitation(token, now)
    Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    invitation = open_invitation(token, now)
    person = by.person or _new_person(invitation, name, password or "")
    RoleAssignment.objects.get_or_create(
        person=person,
        association=invitation.association,
        role=invitation.role,
        ended_at=None,
        defaults={"agency": invitation.agency},
    )
    invitation.accepted_at, invitation.accepted_by = now, person
    invitation.save()
    them = Actor(
        person=person, association=invitation.association, channel=by.channel, request_id=by.request_id
    )
    record(them, "kit.accept_invitation", invitation, details={"role": invitation.role})
    publish(
        InvitationAccepted(
            invitation.association_id, person.pk, invitation.role, invitation.subject_id, invitation.is_head
        )
    )
    return person


def _new_person(invitation: Invitation, name: str, password: str) -> Person:
    if Person.objects.filter(email=invitation.email).exists():
        raise ProgrammeError(ADDRESS_KNOWN)
    person = Person(email=invitation.email, name=name or invitation.name, language=invitation.language)
    try:
        validate_password(password, user=None)
    except ValidationError as problem:
        raise ProgrammeError(
            WEAK_PASSWORD, {"why": " ".join(problem.messages)}, field="password"
        ) from problem
    person.set_password(password)
    person.save()
    return person


@command
def withdraw_invitation(*, by: Actor, invitation: Invitation, now: datetime) -> Invitation:
    """Make an invitation's link stop working."""
    check(by, INVITE_PEOPLE)
    if invitation.association_id != by.home.pk:
        raise Hidden
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None, withdrawn_at=None).update(withdrawn_at=now)
    invitation.refresh_from_db()
    record(by, "kit.withdraw_invitation", invitation)
    return invitation


@command
def end_role(*, by: Actor, assignment: RoleAssignment, now: datetime) -> RoleAssignment:
    """End a role; the person keeps their account and their other roles.

    Raises ProgrammeError LAST_MANAGER for the association's only programme manager.
    """
    check(by, INVITE_PEOPLE)
    if assignment.association_id != by.home.pk or assignment.ended_at is not None:
        raise Hidden
    managers = RoleAssignment.objects.select_for_update().filter(
        association=by.home, role=Role.MANAGER, ended_at=None
    )
    if assignment.role == Role.MANAGER and len(managers) == 1:
        raise ProgrammeError(LAST_MANAGER)
    assignment.ended_at = now
    assignment.save()
    record(by, "kit.end_role", assignment, details={"role": assignment.role})
    return assignment
