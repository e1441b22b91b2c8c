"""Employers for tests of this room and of the rooms above it."""

from __future__ import annotations

from itertools import count
from typing import Any

from safe_employment.kit.actors import Actor, actor_for
from safe_employment.kit.models import Association, RoleAssignment
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.members import search
from safe_employment.members.models import Contact, Employer, EmployerContact, Workplace

_number = count(100_001)


def employer(
    association: Association,
    *,
    name: str = "昆明五华区翠湖饭庄",
    address: str = "",
    phone: str = "",
    **facts: Any,
) -> Employer:
    """An employer of the association, with a main workplace and a contact where those are given."""
    made = Employer(association=association, name=name, number=facts.pop("number", next(_number)), **facts)
    search.index(made)
    made.save()
    if address:
        Workplace.objects.create(
            employer=made, address=address, division_code=made.division_code, is_main=True
        )
    if phone:
        Contact.objects.create(employer=made, phone=phone)
        search.index(made)
        made.save()
    return made


def contact_of(employer: Employer, *, name: str = "王老板") -> Actor:
    """Someone who speaks for the employer in the portal."""
    person = actors.person(name)
    RoleAssignment.objects.create(person=person, association=employer.association, role=Role.EMPLOYER_CONTACT)
    EmployerContact.objects.create(person=person, employer=employer)
    return actor_for(person, employer.association, channel="web")
