"""Entering and changing employers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members import errors, search
from safe_employment.members.events import EmployerCreated, StandingMoved
from safe_employment.members.facts import next_number, write_facts
from safe_employment.members.models import Contact, Employer, Standing, Workplace
from safe_employment.members.policies import EDIT_EMPLOYERS
from safe_employment.members.states import STANDING

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor


def editable(by: Actor, employer: Employer) -> Employer:
    """Return the employer, locked, if it is of the actor's association and lives.

    Raises Hidden, and ProgrammeError EMPLOYER_MERGED for a record that only redirects.
    """
    found = (
        Employer.objects.select_for_update(of=("self",))
        .filter(pk=employer.pk, association=by.association)
        .first()
    )
    if found is None:
        raise Hidden
    if found.merged_into is not None:
        raise ProgrammeError(errors.RECORD_MERGED, {"name": found.merged_into.name})
    return found


@command
def create_employer(
    *,
    by: Actor,
    address: str = "",
    phone: str = "",
    contact_name: str = "",
    standing: str = Standing.MEMBER,
    **facts: Any,
) -> Employer:
    """Enter an employer with its main workplace and first contact; `facts` are those of `facts.FACTS`.

    Raises Hidden, and ProgrammeError as `facts.write_facts` does.
    """
    check(by, EDIT_EMPLOYERS)
    made = Employer(association=by.home, standing=standing, number=next_number(by.home.pk))
    write_facts(made, facts)
    made.save()
    if address.strip():
        Workplace.objects.create(
            employer=made, address=address.strip(), division_code=made.division_code, is_main=True
        )
    if phone.strip() or contact_name.strip():
        Contact.objects.create(employer=made, phone=phone.strip(), name=contact_name.strip())
        search.index(made)
        made.save(update_fields=["search_text", "search_grams"])
    record(by, "members.create_employer", made, details={"number": made.number})
    publish(EmployerCreated(by.home.pk, made.pk))
    return made


@command
def edit_employer(*, by: Actor, employer: Employer, **facts: Any) -> Employer:
    """Change facts of an employer; what is not named stays as it is.

    Raises Hidden, and ProgrammeError EMPLOYER_MERGED or as `facts.write_facts` does.
    """
    check(by, EDIT_EMPLOYERS)
    found = editable(by, employer)
    changed = write_facts(found, facts)
    if changed:
        found.save()
    record(by, "members.edit_employer", found, details={"changed": changed})
    return found


@command
def move_standing(*, by: Actor, employer: Employer, verb: str, today: date, reason: str = "") -> Employer:
    """Admit, suspend, reinstate, let go or readmit; see `states.STANDING` for verbs and guards.

    Raises Hidden, KeyError for an unknown verb, and ProgrammeError STATE_NOT_FROM_HERE,
    STATE_REASON_MISSING or EMPLOYER_MERGED.
    """
    found = editable(by, employer)
    changes: dict[str, object] = {}
    if verb == "admit_employer" and found.joined_on is None:
        changes["joined_on"] = today
    elif verb == "let_employer_go":
        changes["left_on"] = today
    elif verb == "readmit_employer":
        changes["left_on"] = None
    move(STANDING, verb, by=by, subject=found, reason=reason, changes=changes)
    publish(StandingMoved(by.home.pk, found.pk, found.standing))
    return found
