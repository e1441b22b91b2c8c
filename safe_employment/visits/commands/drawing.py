"""The draw: its rules, a sealed period, the public number, the weeks, the secret told. Logs never name a
target.
"""

from __future__ import annotations

import secrets
import zlib
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from safe_employment.engines import draw
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Association
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of
from safe_employment.kit.sealed import Plain, open_sealed, put_sealed
from safe_employment.kit.states import move
from safe_employment.members.models import Employer
from safe_employment.visits import policies
from safe_employment.visits.commands.planning import draw_visit, seal_visit
from safe_employment.visits.drawing import errors, rosters
from safe_employment.visits.drawing.days import mondays, week_name
from safe_employment.visits.drawing.keeping import keep_rows
from safe_employment.visits.drawing.pictures import tallied, yearly_in
from safe_employment.visits.drawing.problems import told
from safe_employment.visits.drawing.queries import periods_for, rules_of, visits_of_period
from safe_employment.visits.drawing.states import PERIOD
from safe_employment.visits.models import SEALED, DrawMaterial, DrawPeriod, DrawRules, DrawWeek, Team

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from safe_employment.kit.actors import Actor

MOST_WEEKS = 53
PIECE = 65_536


@command
def keep_rules(*, by: Actor, **figures: Any) -> DrawRules:
    """Set the rules of the next draws; a period that is sealed keeps those that it was sealed with."""
    check(by, policies.KEEP_DRAW_RULES)
    rules = rules_of(by.home)
    for name, value in figures.items():
        setattr(rules, name, value)
    rules.full_clean(exclude=["association"])
    rules.save()
    record(by, "visits.keep_draw_rules", rules, details={name: str(each) for name, each in figures.items()})
    return rules


def check_days(by: Actor, *, first_on: date, last_on: date, number_on: date, today: date) -> None:
    """Raise ProgrammeError DRAW_WHOLE_WEEKS, DRAW_NUMBER_TOO_EARLY or DRAW_PERIODS_OVERLAP where days do not
    make a period.
    """
    weeks = ((last_on - first_on).days + 1) / 7
    if first_on.weekday() != 0 or weeks != int(weeks) or not 1 <= weeks <= MOST_WEEKS:
        raise ProgrammeError(errors.DRAW_WHOLE_WEEKS, field="last_on")
    if not today < number_on < first_on:
        raise ProgrammeError(errors.DRAW_NUMBER_TOO_EARLY, field="number_on")
    if DrawPeriod.objects.filter(association=by.home, first_on__lte=last_on, last_on__gte=first_on).exists():
        raise ProgrammeError(errors.DRAW_PERIODS_OVERLAP, field="first_on")


@command
def seal_period(
    *,
    by: Actor,
    name: str,
    first_on: date,
    last_on: date,
    number_kind: str,
    number_name: str,
    number_on: date,
    now: datetime,
    today: date,
    tell: Callable[[str, int, int | None], None] = lambda _step, _done, _total: None,
) -> DrawPeriod:
    """Freeze the roster, choose everyone's probability, and seal it all with a secret that nobody reads.

    `tell` hears how far it is. Raises ProgrammeError DRAW_WHOLE_WEEKS, DRAW_NUMBER_TOO_EARLY,
    DRAW_PERIODS_OVERLAP, and what the engine refuses: DRAW_NO_CAPACITY, DRAW_NO_EMPLOYERS, DRAW_NO_RISK,
    DRAW_FLOORS_TOO_HIGH.
    """
    check(by, policies.DRAW_VISITS)
    Association.objects.select_for_update(no_key=True).get(pk=by.home.pk)  # of two at once, one waits
    check_days(by, first_on=first_on, last_on=last_on, number_on=number_on, today=today)
    rules, salt, secret = rules_of(by.home), secrets.token_bytes(16), secrets.token_bytes(32)
    tell(_("Reading what is known of each employer"), 0, None)
    frozen = rosters.frozen(by.home, rules, mondays(first_on, last_on), salt, today)
    period = DrawPeriod(
        association=by.home, name=name.strip(), first_on=first_on, last_on=last_on, number_kind=number_kind,
        number_name=number_name.strip(), number_on=number_on, sealed_at=now, sealed_by=by.person,
        slug=slugify(f"{by.home.slug}-{first_on:%Y-%m-%d}"), employers=len(frozen.rows),
        left_alone=[row.employer for row in frozen.alone],
    )  # fmt: skip
    tell(_("Choosing the probabilities"), 0, None)
    file = _sealed(period, rules, frozen, (salt, secret))
    put_sealed(period, "secret", Plain(secret.hex()))
    _keep(period, frozen, file, salt, tell)
    record(by, "visits.seal_period", period, details={"root": period.root, "commitment": period.commitment})
    return period


def _sealed(
    period: DrawPeriod, rules: DrawRules, frozen: rosters.Frozen, chosen: tuple[bytes, bytes]
) -> dict[str, Any]:
    """Return the file of the period and write its hashes into it."""
    (salt, secret), weeks = chosen, mondays(period.first_on, period.last_on)
    days = {"first": period.first_on.isoformat(), "last": period.last_on.isoformat()}
    try:
        file, found = draw.seal(
            period={"name": period.slug, **days, "weeks": [week_name(monday) for monday in weeks]},
            terms=rosters.terms_of(rules, len(weeks)), targeted=float(rules.targeted_share),
            teams=frozen.teams.drawn, roster=frozen.roster, secret=secret,
            facts=draw.facts_hash(salt, [list(vars(row).values()) for row in frozen.rows]),
            number={
                "kind": period.number_kind, "name": period.number_name, "day": period.number_on.isoformat(),
            },
        )  # fmt: skip
    except draw.DrawError as problem:
        raise told(problem) from problem
    period.root, period.commitment = file["published"]["root"], file["published"]["commitment"]
    period.reached = found.certainty
    return file


def _keep(
    period: DrawPeriod,
    frozen: rosters.Frozen,
    file: dict[str, Any],
    salt: bytes,
    tell: Callable[[str, int, int | None], None],
) -> None:
    """Write the period, its rows, its file and its weeks."""
    yearly = yearly_in(file)
    period.coverage = tallied(frozen.rows, yearly)
    period.save()
    keep_rows(
        period, frozen.rows, frozen.roster.harm, yearly,
        lambda done: tell(_("Writing the roster"), done, len(frozen.rows)),
    )  # fmt: skip
    DrawMaterial.objects.create(
        period=period, file=zlib.compress(draw.written(file)), salt=salt, weights=asdict(frozen.weights)
    )
    teams = frozen.teams
    DrawWeek.objects.bulk_create(
        DrawWeek(
            period=period, place=at, name=week_name(monday), first_on=monday, kept_places=teams.kept[at],
            drawn_places=sum(team.visits[at] for team in teams.drawn),
        )
        for at, monday in enumerate(mondays(period.first_on, period.last_on))
    )  # fmt: skip


@command
def enter_number(*, by: Actor, period: DrawPeriod, number: str, now: datetime, today: date) -> DrawPeriod:
    """Enter the public number once it was drawn; it cannot be changed, and everybody can compare it.

    Raises ProgrammeError DRAW_NUMBER_NOT_YET, DRAW_BAD_NUMBER.
    """
    period = one_of(periods_for(by), period.pk)
    if today < period.number_on:
        raise ProgrammeError(errors.DRAW_NUMBER_NOT_YET, {"day": period.number_on}, field="number")
    try:
        kept = draw.read_number(number)
    except draw.DrawError as problem:
        raise ProgrammeError(errors.DRAW_BAD_NUMBER, field="number") from problem
    changes: dict[str, object] = {"number": kept, "numbered_at": now, "numbered_by": by.person}
    move(PERIOD, "enter_number", by=by, subject=period, changes=changes)
    return period


def file_of(period: DrawPeriod) -> dict[str, Any]:
    """Return the sealed part of a period's file."""
    return draw.read(zlib.decompress(bytes(period.material.file)))


def secret_of(period: DrawPeriod) -> bytes:
    """Return the secret, for the programme's own use. Raises ProgrammeError SEAL_BROKEN."""
    plain = open_sealed(period, "secret")
    return bytes.fromhex(plain.reveal()) if plain else b""


@command
def draw_week(*, by: Actor, week: DrawWeek, now: datetime, today: date) -> DrawWeek:
    """Draw the schedule of a week and make its visits, once; a visit whose team no longer fits waits for
    another.

    Of two processes one draws: the update is conditional. Raises ProgrammeError DRAW_WEEK_DRAWN,
    DRAW_NO_NUMBER.
    """
    check(by, policies.DRAW_VISITS)
    period = one_of(periods_for(by), week.period_id)
    if not period.number:
        raise ProgrammeError(errors.DRAW_NO_NUMBER)
    if not DrawWeek.objects.filter(pk=week.pk, drawn_at=None).update(drawn_at=now):
        raise ProgrammeError(errors.DRAW_WEEK_DRAWN)
    drawer = draw.Drawer(file_of(period), secret=secret_of(period), number=period.number)
    week.drawn, week.drawn_at = drawer.week(week.place), now
    week.save(update_fields=["drawn", "drawn_at", "changed_at"])
    _make_visits(by, week, today)
    record(by, "visits.draw_week", period, details={"week": week.name, "visits": len(week.drawn)})
    return week


def _make_visits(by: Actor, week: DrawWeek, today: date) -> None:
    period = week.period
    teams = {f"T{team.pk}": team for team in rosters.standing_teams(by.home)}
    drawn = period.rows.filter(key__in=[key for key, _team, _day in week.drawn])
    employers = dict(drawn.values_list("key", "employer"))
    held = Employer.objects.select_related("merged_into").in_bulk(list(employers.values()))
    for key, team, day in week.drawn:
        employer = held[employers[key]].merged_into or held[employers[key]]
        visit = draw_visit(by=by, employer=employer, drawn_in=f"{period.slug}:{week.name}:{key}")
        _give_team(by, visit, teams.get(team), max(date.fromisoformat(day), today), today)


def _give_team(by: Actor, visit: Any, team: Team | None, planned_on: date, today: date) -> None:
    """Seal the visit with its team; where that is dissolved or tied by now, the visit stays drawn."""
    if team is None:
        return
    try:
        with transaction.atomic():
            seal_visit(
                by=by, visit=visit, planned_on=planned_on, team=list(team.members.all()), today=today,
                standing_team=team,
            )  # fmt: skip
    except ProgrammeError as problem:
        record(by, "visits.drawn_team_unfit", visit, details={"code": problem.code})


@command
def tell_secret(*, by: Actor, period: DrawPeriod, now: datetime, today: date) -> DrawPeriod:
    """Make the secret and the file public, after the period and once none of its visits is sealed.

    Raises ProgrammeError DRAW_NOT_OVER, DRAW_VISITS_SEALED.
    """
    period = one_of(periods_for(by), period.pk)
    if today <= period.last_on:
        raise ProgrammeError(errors.DRAW_NOT_OVER, {"day": period.last_on})
    if visits_of_period(period).filter(state__in=SEALED).exclude(state="cancelled").exists():
        raise ProgrammeError(errors.DRAW_VISITS_SEALED)
    move(PERIOD, "tell_secret", by=by, subject=period, changes={"told_at": now})
    return period


def public_file(period: DrawPeriod) -> Iterator[bytes]:
    """Return the file as it is published after the period, piece by piece: what was sealed by hash, the
    weeks and the secret.

    Raises ProgrammeError DRAW_NOT_OVER while the secret is kept.
    """
    if not period.is_told:
        raise ProgrammeError(errors.DRAW_NOT_OVER, {"day": period.last_on})
    weeks = {week.name: week.drawn for week in period.weeks.exclude(drawn_at=None)}
    told = {"drawn": {"number": period.number, "weeks": weeks}, "secret": secret_of(period).hex()}
    return _spliced(draw.written(told), memoryview(period.material.file))


def _spliced(first: bytes, packed: memoryview) -> Iterator[bytes]:
    """Write two JSON objects as one, of which the second is unpacked on the way and never read."""
    yield first[:-1] + b","
    unpacking, skipped = zlib.decompressobj(), 1  # its opening brace
    for start in range(0, len(packed), PIECE):
        found = unpacking.decompress(packed[start : start + PIECE])
        yield found[skipped:]
        skipped = max(skipped - len(found), 0)
    yield unpacking.flush()


def lead() -> timedelta:
    """How long before its Monday a week is drawn: on the Saturday."""
    return timedelta(days=2)
