"""What changes programmes, phases and targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.results import errors
from safe_employment.results.indicators import find
from safe_employment.results.models import Phase, Programme, Target
from safe_employment.results.policies import KEEP_PROGRAMMES

if TYPE_CHECKING:
    from datetime import date

    from django.db import models

    from safe_employment.kit.actors import Actor

LONGEST_YEARS = 20
RESERVED = frozenset({"new"})


@command
def create_programme(
    *,
    by: Actor,
    slug: str,
    title_zh: str,
    title_en: str,
    starts_on: date,
    ends_on: date,
    purpose_zh: str = "",
    purpose_en: str = "",
) -> Programme:
    """Begin a programme of the actor's association.

    Raises ProgrammeError RESULTS_SLUG_TAKEN, RESULTS_SLUG_RESERVED, RESULTS_PERIOD_BACKWARDS or
    RESULTS_PERIOD_TOO_LONG.
    """
    check(by, KEEP_PROGRAMMES)
    _check_slug(by, slug)
    _check_period(starts_on, ends_on)
    made = Programme.objects.create(
        association=by.home,
        slug=slug,
        title_zh=title_zh,
        title_en=title_en,
        starts_on=starts_on,
        ends_on=ends_on,
        purpose_zh=purpose_zh,
        purpose_en=purpose_en,
    )
    record(by, "results.create_programme", made, details={"slug": slug})
    return made


@command
def change_programme(*, by: Actor, programme: Programme, **facts: object) -> Programme:
    """Change titles, purpose, short name or days; every phase must still lie inside.

    Raises as `create_programme`, and RESULTS_PHASE_OUTSIDE.
    """
    locked = _locked(by, programme)
    for name, value in facts.items():
        setattr(programme, name, value)
    _check_slug(by, programme.slug, besides=locked)
    _check_period(programme.starts_on, programme.ends_on)
    for phase in locked.phases.all():
        _check_inside(programme, phase.starts_on, phase.ends_on)
    changed = _put(locked, facts)
    record(by, "results.change_programme", locked, details={"changed": changed})
    return locked


@command
def remove_programme(*, by: Actor, programme: Programme) -> Programme:
    """Remove a programme with its phases and targets; the records that were counted stay."""
    locked = _locked(by, programme)
    record(by, "results.remove_programme", locked, details={"slug": locked.slug})
    locked.targets.all().delete()
    locked.phases.all().delete()
    Programme.objects.filter(pk=locked.pk).delete()
    return locked


@command
def add_phase(
    *,
    by: Actor,
    programme: Programme,
    number: int,
    title_zh: str,
    title_en: str,
    starts_on: date,
    ends_on: date,
) -> Phase:
    """Add a phase.

    Raises ProgrammeError RESULTS_PHASE_NUMBER_TAKEN, RESULTS_PHASE_OUTSIDE, RESULTS_PHASE_OVERLAPS or
    RESULTS_PERIOD_BACKWARDS.
    """
    locked = _locked(by, programme)
    phase = Phase(association=by.home, programme=locked, number=number, title_zh=title_zh, title_en=title_en)
    phase.starts_on, phase.ends_on = starts_on, ends_on
    _check_phase(locked, phase)
    phase.save()
    record(by, "results.add_phase", phase, details={"programme": locked.slug, "number": number})
    return phase


@command
def change_phase(*, by: Actor, phase: Phase, **facts: object) -> Phase:
    """Change a phase; raises as `add_phase`."""
    locked = _locked(by, phase.programme)
    for name, value in facts.items():
        setattr(phase, name, value)
    _check_phase(locked, phase)
    before = Phase.objects.get(pk=phase.pk)
    changed = _put(before, facts)
    record(by, "results.change_phase", before, details={"programme": locked.slug, "changed": changed})
    return before


@command
def remove_phase(*, by: Actor, phase: Phase) -> Phase:
    """Remove a phase with its targets; the records that were counted stay."""
    locked = _locked(by, phase.programme)
    record(by, "results.remove_phase", phase, details={"programme": locked.slug, "number": phase.number})
    phase.targets.all().delete()
    Phase.objects.filter(pk=phase.pk).delete()
    return phase


@command
def set_target(
    *, by: Actor, programme: Programme, indicator: str, number: int, phase: Phase | None = None
) -> Target:
    """Set what an indicator should reach, in the whole programme or in a phase; an earlier one is replaced.

    Raises ProgrammeError RESULTS_INDICATOR_UNKNOWN or RESULTS_TARGET_OF_ANOTHER_PROGRAMME.
    """
    locked = _locked(by, programme)
    if find(indicator) is None:
        raise ProgrammeError(errors.INDICATOR_UNKNOWN, {"indicator": indicator}, field="indicator")
    _check_own_phase(locked, phase)
    target, _made = Target.objects.update_or_create(
        programme=locked, indicator=indicator, phase=phase,
        defaults={"association": by.home, "number": number},
    )  # fmt: skip
    _record_target(by, "results.set_target", target)
    return target


@command
def change_target(
    *, by: Actor, target: Target, indicator: str, number: int, phase: Phase | None = None
) -> Target:
    """Change a target.

    Raises ProgrammeError RESULTS_TARGET_TAKEN if another stands for that indicator and time, and as
    `set_target`.
    """
    locked = _locked(by, target.programme)
    if find(indicator) is None:
        raise ProgrammeError(errors.INDICATOR_UNKNOWN, {"indicator": indicator}, field="indicator")
    _check_own_phase(locked, phase)
    others = locked.targets.filter(indicator=indicator, phase=phase).exclude(pk=target.pk)
    if others.exists():
        raise ProgrammeError(errors.TARGET_TAKEN, field="indicator")
    _put(target, {"indicator": indicator, "number": number, "phase": phase})
    _record_target(by, "results.change_target", target)
    return target


@command
def remove_target(*, by: Actor, target: Target) -> Target:
    """Remove a target."""
    _locked(by, target.programme)
    _record_target(by, "results.remove_target", target)
    Target.objects.filter(pk=target.pk).delete()
    return target


def _record_target(by: Actor, action: str, target: Target) -> None:
    details: dict[str, object] = {"indicator": target.indicator, "number": target.number}
    if target.phase is not None:
        details["phase"] = target.phase.number
    record(by, action, target, details=details)


def _put(subject: models.Model, facts: dict[str, object]) -> list[str]:
    changed = sorted(name for name, value in facts.items() if getattr(subject, name) != value)
    for name, value in facts.items():
        setattr(subject, name, value)
    subject.save()
    return changed


def _locked(by: Actor, programme: Programme) -> Programme:
    check(by, KEEP_PROGRAMMES)
    own = Programme.objects.select_for_update().filter(pk=programme.pk, association=by.home).first()
    if own is None:
        raise Hidden
    return own


def _check_slug(by: Actor, slug: str, *, besides: Programme | None = None) -> None:
    if slug in RESERVED:
        raise ProgrammeError(errors.SLUG_RESERVED, {"slug": slug}, field="slug")
    others = Programme.objects.filter(association=by.home, slug=slug)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise ProgrammeError(errors.SLUG_TAKEN, {"slug": slug}, field="slug")


def _check_period(starts_on: date, ends_on: date) -> None:
    if ends_on <= starts_on:
        raise ProgrammeError(errors.PERIOD_BACKWARDS, field="ends_on")
    if ends_on.year - starts_on.year > LONGEST_YEARS:
        raise ProgrammeError(errors.PERIOD_TOO_LONG, {"years": LONGEST_YEARS}, field="ends_on")


def _check_inside(programme: Programme, starts_on: date, ends_on: date) -> None:
    if starts_on < programme.starts_on or ends_on > programme.ends_on:
        words = {"starts": programme.starts_on.isoformat(), "ends": programme.ends_on.isoformat()}
        raise ProgrammeError(errors.PHASE_OUTSIDE, words, field="starts_on")


def _check_phase(programme: Programme, phase: Phase) -> None:
    _check_period(phase.starts_on, phase.ends_on)
    _check_inside(programme, phase.starts_on, phase.ends_on)
    others = list(programme.phases.exclude(pk=phase.pk))
    if any(other.number == phase.number for other in others):
        raise ProgrammeError(errors.PHASE_NUMBER_TAKEN, {"number": phase.number}, field="number")
    for other in others:
        if phase.starts_on < other.ends_on and other.starts_on < phase.ends_on:
            words: dict[str, object] = {
                "number": other.number,
                "starts": other.starts_on.isoformat(),
                "ends": other.ends_on.isoformat(),
            }
            raise ProgrammeError(errors.PHASE_OVERLAPS, words, field="starts_on")


def _check_own_phase(programme: Programme, phase: Phase | None) -> None:
    if phase is not None and phase.programme_id != programme.pk:
        raise ProgrammeError(errors.TARGET_OF_ANOTHER_PROGRAMME, field="phase")
