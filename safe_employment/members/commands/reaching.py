"""Workplaces and contacts of an employer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.members import errors, search
from safe_employment.members.commands.employers import editable
from safe_employment.members.models import Contact, Workplace
from safe_employment.members.policies import EDIT_EMPLOYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer


@command
def add_workplace(
    *,
    by: Actor,
    employer: Employer,
    address: str,
    name: str = "",
    division_code: str = "",
    is_main: bool = False,
) -> Workplace:
    """Add a workplace; the first one is the main one, and the main one gives the employer its district.

    Raises Hidden, and ProgrammeError EMPLOYER_MERGED.
    """
    check(by, EDIT_EMPLOYERS)
    found = editable(by, employer)
    is_main = is_main or not found.workplaces.filter(is_main=True).exists()
    if is_main:
        found.workplaces.filter(is_main=True).update(is_main=False)
    made = Workplace.objects.create(
        employer=found,
        address=address.strip(),
        name=name.strip(),
        division_code=division_code,
        is_main=is_main,
    )
    _follow_main(found, made)
    record(by, "members.add_workplace", found, details={"workplace": made.pk, "main": is_main})
    return made


@command
def edit_workplace(
    *,
    by: Actor,
    workplace: Workplace,
    address: str,
    name: str = "",
    division_code: str = "",
    is_main: bool = False,
) -> Workplace:
    """Change a workplace; making it the main one takes that from the one before.

    Raises Hidden, and ProgrammeError EMPLOYER_MERGED.
    """
    check(by, EDIT_EMPLOYERS)
    found = editable(by, workplace.employer)
    if is_main:
        found.workplaces.filter(is_main=True).exclude(pk=workplace.pk).update(is_main=False)
        workplace.is_main = True
    workplace.address, workplace.name, workplace.division_code = address.strip(), name.strip(), division_code
    workplace.save()
    _follow_main(found, workplace)
    record(by, "members.edit_workplace", found, details={"workplace": workplace.pk})
    return workplace


def _follow_main(employer: Employer, workplace: Workplace) -> None:
    if workplace.is_main and workplace.division_code and employer.division_code != workplace.division_code:
        employer.division_code = workplace.division_code
        employer.save(update_fields=["division_code", "changed_at"])


@command
def close_workplace(*, by: Actor, workplace: Workplace, on: date) -> Workplace:
    """Note that no one works there any more; the workplace stays for what was recorded there.

    Raises Hidden, and ProgrammeError WORKPLACE_MAIN_NEEDED or EMPLOYER_MERGED.
    """
    check(by, EDIT_EMPLOYERS)
    found = editable(by, workplace.employer)
    if workplace.is_main:
        raise ProgrammeError(errors.WORKPLACE_MAIN_NEEDED)
    workplace.closed_on = on
    workplace.save()
    record(by, "members.close_workplace", found, details={"workplace": workplace.pk})
    return workplace


@command
def add_contact(
    *, by: Actor, employer: Employer, name: str = "", role: str = "", phone: str = "", email: str = ""
) -> Contact:
    """Add a person or a phone by which the employer is reached.

    Raises Hidden, and ProgrammeError EMPLOYER_MERGED or CONTACT_EMPTY.
    """
    check(by, EDIT_EMPLOYERS)
    found = editable(by, employer)
    made = _new_contact(found, {"name": name, "role": role, "phone": phone, "email": email})
    _index(found)
    record(by, "members.add_contact", found, details={"contact": made.pk})
    return made


@command
def remove_contact(*, by: Actor, contact: Contact) -> Employer:
    """Remove a contact; the history keeps it.

    Raises Hidden, and ProgrammeError EMPLOYER_MERGED.
    """
    check(by, EDIT_EMPLOYERS)
    found = editable(by, contact.employer)
    record(by, "members.remove_contact", found, details={"contact": contact.pk})
    contact.delete()
    _index(found)
    return found


@command
def set_contacts(*, by: Actor, employer: Employer, contacts: Iterable[Mapping[str, str]]) -> list[Contact]:
    """Make the given contacts (name, role, phone, email) the only ones; equal ones keep their identity.

    Raises Hidden, and ProgrammeError EMPLOYER_MERGED or CONTACT_EMPTY.
    """
    check(by, EDIT_EMPLOYERS)
    found = editable(by, employer)
    present = {(c.name, c.role, c.phone, c.email): c for c in found.contacts.all()}
    kept: list[Contact] = []
    for given in contacts:
        name, role, phone, email = (
            given.get(part, "").strip() for part in ("name", "role", "phone", "email")
        )
        key = (name, role, phone, email)
        same = present.pop(key, None)
        kept.append(same or _new_contact(found, dict(given)))
    for gone in present.values():
        gone.delete()
    _index(found)
    record(by, "members.set_contacts", found, details={"contacts": len(kept)})
    return kept


def _new_contact(employer: Employer, values: Mapping[str, str]) -> Contact:
    clean = {part: values.get(part, "").strip() for part in ("name", "role", "phone", "email")}
    if not (clean["name"] or clean["phone"] or clean["email"]):
        raise ProgrammeError(errors.CONTACT_EMPTY, field="phone")
    return Contact.objects.create(employer=employer, **clean)


def _index(employer: Employer) -> None:
    search.index(employer)
    employer.save(update_fields=["search_text", "search_grams", "changed_at"])
