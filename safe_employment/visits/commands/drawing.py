"""The draw: its rules, a sealed period, the public number, the secret told. Logs never name a target."""

from __future__ import annotations

import secrets
import zlib
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

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
from safe_employment.visits import policies
from safe_employment.visits.drawing import errors, rosters
from safe_employment.visits.drawing.days import mondays, week_name
from safe_employment.visits.drawing.keeping import facts_hash, keep_rows
from safe_employment.visits.drawing.notices import tell_number_is_awaited, tell_secret_kept_back
from safe_employment.visits.drawing.pictures import tallied, yearly_in
from safe_employment.visits.drawing.problems import told
from safe_employment.visits.drawing.queries import awaits_number, periods_for, rules_of, to_come
from safe_employment.visits.drawing.states import PERIOD
from safe_employment.visits.models import DrawMaterial, DrawPeriod, DrawRules, DrawWeek, NumberKind

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
    number_form: str,
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
        number_name=number_name.strip(), number_form=_form(number_kind, number_form), number_on=number_on,
        sealed_at=now, sealed_by=by.person,
        slug=slugify(f"{by.home.slug}-{first_on:%Y-%m-%d}"), employers=len(frozen.rows),
        left_alone=[row.employer for row in frozen.alone],
    )  # fmt: skip
    tell(_("Choosing the probabilities"), 0, None)
    file = _sealed(period, rules, frozen, (salt, secret))
    put_sealed(period, "secret", Plain(secret.hex()))
    _keep(period, frozen, file, salt, tell)
    record(by, "visits.seal_period", period, details={"root": period.root, "commitment": period.commitment})
    return period


def _form(kind: str, form: str) -> str:
    try:
        return draw.HEXADECIMAL if kind == NumberKind.DRAND else draw.check_form(form)
    except draw.DrawError as problem:
        raise ProgrammeError(errors.DRAW_NUMBER_FORM, field="number_form") from problem


def _sealed(
    period: DrawPeriod, rules: DrawRules, frozen: rosters.Frozen, chosen: tuple[bytes, bytes]
) -> dict[str, Any]:
    """Return the file of the period and write its hashes into it."""
    (salt, secret), weeks = chosen, mondays(period.first_on, period.last_on)
    days = {"first": period.first_on.isoformat(), "last": period.last_on.isoformat()}
    try:
        file, found = draw.seal(
            period={
                "name": period.slug, **days, "weeks": [week_name(monday) for monday in weeks],
                "left_alone": len(frozen.alone),
            },
            terms=rosters.terms_of(rules, len(weeks)), targeted=float(rules.targeted_share),
            teams=frozen.teams.drawn, roster=frozen.roster, secret=secret,
            facts=facts_hash(salt, frozen.rows, frozen.weights),
            number={
                "kind": period.number_kind, "name": period.number_name, "form": period.number_form,
                "day": period.number_on.isoformat(),
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


def number_in(*, period: DrawPeriod, number: str) -> str:
    """Return the public number as a period reads it. Raises ProgrammeError DRAW_BAD_NUMBER."""
    try:
        return draw.read_number(number, period.number_form)
    except draw.DrawError as problem:
        raise ProgrammeError(errors.DRAW_BAD_NUMBER, field="number") from problem


@command
def enter_number(*, by: Actor, period: DrawPeriod, number: str, now: datetime, today: date) -> DrawPeriod:
    """Enter the public number once it was drawn; it cannot be changed, and everybody can compare it.

    Raises ProgrammeError DRAW_NUMBER_NOT_YET, DRAW_BAD_NUMBER.
    """
    period = one_of(periods_for(by), period.pk)
    if today < period.number_on:
        raise ProgrammeError(errors.DRAW_NUMBER_NOT_YET, {"day": period.number_on}, field="number")
    kept = number_in(period=period, number=number)
    changes: dict[str, object] = {"number": kept, "numbered_at": now, "numbered_by": by.person}
    move(PERIOD, "enter_number", by=by, subject=period, changes=changes)
    return period


@command
def remind_of_number(*, by: Actor, period: DrawPeriod, today: date) -> None:
    """Remind of a public number that was announced and that nobody has entered; once a week, and again when
    the period begins.
    """
    if awaits_number(by.home, today).filter(pk=period.pk).update(number_asked_on=today):
        tell_number_is_awaited(period, today)
        record(by, "visits.remind_of_number", period)


def file_of(period: DrawPeriod) -> dict[str, Any]:
    """Return the sealed part of a period's file."""
    return draw.read(zlib.decompress(bytes(period.material.file)))


def secret_of(period: DrawPeriod) -> bytes:
    """Return the secret, for the programme's own use. Raises ProgrammeError SEAL_BROKEN."""
    plain = open_sealed(period, "secret")
    return bytes.fromhex(plain.reveal()) if plain else b""


@command
def tell_secret(*, by: Actor, period: DrawPeriod, now: datetime, today: date) -> DrawPeriod:
    """Make the secret and the file public, after the period, once all its weeks are drawn and none of its
    visits can still come to anybody unannounced.

    Raises ProgrammeError DRAW_NOT_OVER, DRAW_WEEKS_MISSING, DRAW_VISITS_OPEN.
    """
    period = one_of(periods_for(by), period.pk)
    if today <= period.last_on:
        raise ProgrammeError(errors.DRAW_NOT_OVER, {"day": period.last_on})
    if period.weeks.filter(drawn_at=None).exists():
        raise ProgrammeError(errors.DRAW_WEEKS_MISSING)
    if number := to_come(period).count():
        raise ProgrammeError(errors.DRAW_VISITS_OPEN, {"number": number})
    move(PERIOD, "tell_secret", by=by, subject=period, changes={"told_at": now})
    return period


@command
def note_kept_back(*, by: Actor, period: DrawPeriod, today: date) -> None:
    """Say, once, that the secret of a period could not be told for long."""
    if DrawPeriod.objects.filter(pk=period.pk, kept_back_on=None).update(kept_back_on=today):
        tell_secret_kept_back(period)
    record(by, "visits.secret_kept_back", period)


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
