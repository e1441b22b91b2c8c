"""Commands for job pledges and what was filled of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Sum

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.members.queries import employer_for
from safe_employment.opportunities import errors
from safe_employment.opportunities.models import Filling, JobPledge, LegalChannel
from safe_employment.opportunities.policies import KEEP_PLEDGES
from safe_employment.opportunities.queries import filling_for, pledge_for

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.opportunities.models import FieldTrip


class PledgeFacts(TypedDict, total=False):
    """What is said about a pledge; the wage is monthly, in yuan."""

    employer: Employer
    trip: FieldTrip | None
    pledged_on: date
    post: str
    jobs: int
    wage_from: Decimal | None
    channel: str
    agency_name: str


class FillingFacts(TypedDict, total=False):
    """What is said about jobs that were filled."""

    filled: int
    women: int | None
    reported_on: date


def _lock(pledge: JobPledge) -> JobPledge:
    """Make others who would change this pledge or its fillings wait until we are done."""
    return JobPledge.objects.select_for_update(of=("self",)).select_related("employer").get(pk=pledge.pk)


def _check_pledge(by: Actor, pledge: JobPledge, facts: PledgeFacts) -> None:
    if "employer" in facts:
        facts["employer"] = employer_for(by, facts["employer"].pk)
    trip = facts.get("trip")
    if trip is not None and trip.association_id != by.home.pk:
        raise Hidden
    channel, agency = facts.get("channel", pledge.channel), facts.get("agency_name", pledge.agency_name)
    if channel == LegalChannel.LICENSED_AGENCY and not agency.strip():
        raise ProgrammeError(errors.AGENCY_MISSING, field="agency_name")
    jobs = facts["jobs"] if "jobs" in facts else pledge.jobs  # noqa: SIM401 - a new pledge has none
    if pledge.filled > jobs:
        told = {"filled": pledge.filled, "jobs": jobs}
        raise ProgrammeError(errors.MORE_FILLED_THAN_PLEDGED, told, field="jobs")


@command
def record_pledge(*, by: Actor, **facts: Unpack[PledgeFacts]) -> JobPledge:
    """Record the jobs of a post that an employer pledges.

    Raises ProgrammeError OPPORTUNITIES_AGENCY_MISSING.
    """
    check(by, KEEP_PLEDGES)
    made = JobPledge(association=by.home)
    _check_pledge(by, made, facts)
    put(made, facts)
    record(by, "opportunities.record_pledge", made, details={"jobs": made.jobs})
    return made


@command
def change_pledge(*, by: Actor, pledge: int, **facts: Unpack[PledgeFacts]) -> JobPledge:
    """Correct a pledge.

    Raises ProgrammeError OPPORTUNITIES_AGENCY_MISSING, or OPPORTUNITIES_MORE_FILLED_THAN_PLEDGED when fewer
    jobs would be left than were filled.
    """
    check(by, KEEP_PLEDGES)
    found = _lock(pledge_for(by, pledge))
    _check_pledge(by, found, facts)
    changed = put(found, facts)
    record(by, "opportunities.change_pledge", found, details={"changed": changed, "jobs": found.jobs})
    return found


@command
def remove_pledge(*, by: Actor, pledge: int) -> JobPledge:
    """Remove a pledge recorded by mistake. Raises ProgrammeError OPPORTUNITIES_PLEDGE_IN_USE."""
    check(by, KEEP_PLEDGES)
    found = _lock(pledge_for(by, pledge))
    if found.fillings.exists():
        raise ProgrammeError(errors.PLEDGE_IN_USE)
    record(by, "opportunities.remove_pledge", found, details={"jobs": found.jobs})
    JobPledge.objects.filter(pk=found.pk).delete()
    return found


def _save_filling(filling: Filling, facts: FillingFacts, today: date) -> list[str]:
    """Write a report under the lock of its pledge, and the pledge's sum with it."""
    pledge = _lock(filling.pledge)
    for name, value in facts.items():
        setattr(filling, name, value)
    if filling.reported_on < pledge.pledged_on:
        told = {"day": pledge.pledged_on.isoformat()}
        raise ProgrammeError(errors.FILLED_BEFORE_PLEDGED, told, field="reported_on")
    if filling.reported_on > today:
        told = {"day": filling.reported_on.isoformat()}
        raise ProgrammeError(errors.DAY_TO_COME, told, field="reported_on")
    if filling.women is not None and filling.women > filling.filled:
        raise ProgrammeError(errors.WOMEN_MORE_THAN_FILLED, field="women")
    others = pledge.fillings.exclude(pk=filling.pk).aggregate(n=Sum("filled"))["n"] or 0
    if others + filling.filled > pledge.jobs:
        sums = {"filled": others + filling.filled, "jobs": pledge.jobs}
        raise ProgrammeError(errors.MORE_FILLED_THAN_PLEDGED, sums, field="filled")
    changed = put(filling, facts)
    put(pledge, {"filled": others + filling.filled})
    return changed


@command
def record_filling(*, by: Actor, pledge: int, today: date, **facts: Unpack[FillingFacts]) -> Filling:
    """Record that jobs of a pledge were filled, with the day of the report.

    Raises ProgrammeError OPPORTUNITIES_MORE_FILLED_THAN_PLEDGED, OPPORTUNITIES_FILLED_BEFORE_PLEDGED,
    OPPORTUNITIES_DAY_TO_COME or OPPORTUNITIES_WOMEN_MORE_THAN_FILLED.
    """
    check(by, KEEP_PLEDGES)
    made = Filling(association=by.home, pledge=pledge_for(by, pledge))
    _save_filling(made, facts, today)
    record(by, "opportunities.record_filling", made, details={"filled": made.filled})
    return made


@command
def change_filling(*, by: Actor, filling: int, today: date, **facts: Unpack[FillingFacts]) -> Filling:
    """Correct a report of jobs filled. Raises as `record_filling` does."""
    check(by, KEEP_PLEDGES)
    found = filling_for(by, filling)
    changed = _save_filling(found, facts, today)
    record(by, "opportunities.change_filling", found, details={"changed": changed, "filled": found.filled})
    return found


@command
def remove_filling(*, by: Actor, filling: int) -> Filling:
    """Remove a report of jobs filled that was wrong; the jobs are open again."""
    check(by, KEEP_PLEDGES)
    found = filling_for(by, filling)
    pledge = _lock(found.pledge)
    record(by, "opportunities.remove_filling", found, details={"filled": found.filled})
    Filling.objects.filter(pk=found.pk).delete()
    put(pledge, {"filled": pledge.fillings.aggregate(n=Sum("filled"))["n"] or 0})
    return found
