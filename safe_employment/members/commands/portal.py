"""Who speaks for an employer in the portal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.people import invite_person
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Person, RoleAssignment
from safe_employment.kit.policies import check
from safe_employment.kit.roles import Role
from safe_employment.members import errors
from safe_employment.members.commands.employers import editable
from safe_employment.members.models import Employer, EmployerContact
from safe_employment.members.policies import INVITE_CONTACTS

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.commands.people import InvitationAccepted
    from safe_employment.kit.models import Invitation


@command
def invite_contact(
    *,
    by: Actor,
    employer: Employer,
    email: str,
    name: str,
    now: datetime,
    is_head: bool = False,
    language: str = "zh-hans",
) -> Invitation:
    """Invite someone by mail to speak for the employer in the portal, as its head or not (see `mark_head`).

    Raises Hidden, and ProgrammeError EMPLOYER_MERGED, CONTACT_KNOWN or HEAD_MARKED_BY_ONESELF.
    """
    check(by, INVITE_CONTACTS)
    found = editable(by, employer)
    if is_head:
        _check_names_head(by, found)
    if found.portal_contacts.filter(person__email=email.lower(), ended_at=None).exists():
        raise ProgrammeError(errors.CONTACT_KNOWN, field="email")
    return invite_person(
        by=by,
        email=email,
        name=name,
        role=Role.EMPLOYER_CONTACT,
        now=now,
        subject_id=found.pk,
        is_head=is_head,
        language=language,
        permission=INVITE_CONTACTS,
    )


@command
def give_contact(*, by: Actor, employer: Employer, person: Person) -> EmployerContact:
    """Let a person who has an account speak for the employer from now on.

    Raises Hidden, and ProgrammeError EMPLOYER_MERGED.
    """
    check(by, INVITE_CONTACTS)
    found = editable(by, employer)
    RoleAssignment.objects.get_or_create(
        person=person, association=by.home, role=Role.EMPLOYER_CONTACT, ended_at=None
    )
    made, _new = EmployerContact.objects.get_or_create(person=person, employer=found, ended_at=None)
    record(by, "members.give_contact", found, details={"person": person.pk})
    return made


@command
def end_contact(*, by: Actor, contact: EmployerContact, now: datetime) -> EmployerContact:
    """End a person's access to the employer's page; with the last employer the role ends too.

    Who speaks for an employer is tied to it, so another person ends it. Raises Hidden, and ProgrammeError
    CONTACT_ENDED_BY_ONESELF, also for the programme itself.
    """
    check(by, INVITE_CONTACTS)
    if contact.employer.association_id != by.home.pk or contact.ended_at is not None:
        raise Hidden
    if by.person is None or by.person.pk == contact.person_id:
        raise ProgrammeError(errors.CONTACT_ENDED_BY_ONESELF)
    contact.ended_at, contact.ended_by = now, by.person
    contact.save()
    others = EmployerContact.objects.filter(
        person=contact.person, employer__association=by.home, ended_at=None
    )
    if not others.exists():
        RoleAssignment.objects.filter(
            person=contact.person, association=by.home, role=Role.EMPLOYER_CONTACT, ended_at=None
        ).update(ended_at=now)
    record(by, "members.end_contact", contact.employer, details={"person": contact.person_id})
    return contact


@command
def mark_head(*, by: Actor, contact: EmployerContact, is_head: bool) -> EmployerContact:
    """Note that a contact heads the employer, or does not; delays are told to the head in their turn.

    Whoever speaks for the employer has a colleague note who heads it. Raises Hidden, and ProgrammeError
    EMPLOYER_MERGED or HEAD_MARKED_BY_ONESELF.
    """
    check(by, INVITE_CONTACTS)
    found = editable(by, contact.employer)
    if contact.ended_at is not None:
        raise Hidden
    _check_names_head(by, found)
    contact.is_head = is_head
    contact.save(update_fields=["is_head", "changed_at"])
    record(by, "members.mark_head", found, details={"person": contact.person_id, "head": is_head})
    return contact


def _check_names_head(by: Actor, employer: Employer) -> None:
    if by.person is not None and employer.portal_contacts.filter(ended_at=None, person=by.person).exists():
        raise ProgrammeError(errors.HEAD_MARKED_BY_ONESELF)


def link_accepted_contact(event: InvitationAccepted) -> None:
    """After an invitation was accepted: let the person speak for the employer that it names."""
    if event.role != Role.EMPLOYER_CONTACT or event.subject_id is None:
        return
    employer = Employer.objects.filter(pk=event.subject_id, association=event.association_id).first()
    if employer is not None:
        made, _new = EmployerContact.objects.get_or_create(
            person_id=event.person_id, employer=employer, ended_at=None
        )
        if event.is_head and not made.is_head:
            made.is_head = True
            made.save(update_fields=["is_head", "changed_at"])
