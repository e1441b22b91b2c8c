"""Commands for the support of girls' schooling."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.policies import check
from safe_employment.members.queries import employer_for
from safe_employment.opportunities.models import SchoolSupport
from safe_employment.opportunities.policies import KEEP_PLEDGES
from safe_employment.opportunities.queries import school_support_for

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer


class SchoolSupportFacts(TypedDict, total=False):
    """What is said about the support of some girls' schooling; the amount is in yuan."""

    employer: Employer
    division_code: str
    place: str
    girls: int
    amount: Decimal | None
    given_on: date
    remarks: str


def _own_employer(by: Actor, facts: SchoolSupportFacts) -> None:
    if "employer" in facts:
        facts["employer"] = employer_for(by, facts["employer"].pk)


@command
def record_school_support(*, by: Actor, **facts: Unpack[SchoolSupportFacts]) -> SchoolSupport:
    """Record that an employer supports the schooling of girls."""
    check(by, KEEP_PLEDGES)
    _own_employer(by, facts)
    made = SchoolSupport(association=by.home)
    put(made, facts)
    record(by, "opportunities.record_school_support", made, details={"girls": made.girls})
    return made


@command
def change_school_support(
    *, by: Actor, school_support: int, **facts: Unpack[SchoolSupportFacts]
) -> SchoolSupport:
    """Correct what is said about a school support."""
    check(by, KEEP_PLEDGES)
    found = school_support_for(by, school_support)
    _own_employer(by, facts)
    changed = put(found, facts)
    record(by, "opportunities.change_school_support", found, details={"changed": changed})
    return found


@command
def remove_school_support(*, by: Actor, school_support: int) -> SchoolSupport:
    """Remove a school support recorded by mistake."""
    check(by, KEEP_PLEDGES)
    found = school_support_for(by, school_support)
    record(by, "opportunities.remove_school_support", found, details={"girls": found.girls})
    SchoolSupport.objects.filter(pk=found.pk).delete()
    return found
