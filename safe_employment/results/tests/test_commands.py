"""Programmes, phases and targets: who may keep them, and what cannot be."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import AuditEntry
from safe_employment.results import commands
from safe_employment.results.models import Phase, Programme, Target
from safe_employment.results.tests import factories

DAYS: dict[str, Any] = {"starts_on": date(2026, 1, 1), "ends_on": date(2027, 1, 1)}
TITLES: dict[str, Any] = {"title_zh": "2026年项目", "title_en": "Programme of 2026"}


def test_a_manager_begins_a_programme_and_it_is_noted(manager):
    made = commands.create_programme(by=manager, slug="kunming-2026", **TITLES, **DAYS)
    assert (made.association, made.slug) == (manager.home, "kunming-2026")
    assert AuditEntry.objects.filter(action="results.create_programme").count() == 1


@pytest.mark.parametrize("role", ["clerk", "trainer", "monitor", "case_officer", "board"])
def test_no_other_role_may(role, request):
    with pytest.raises(Hidden):
        commands.create_programme(by=request.getfixturevalue(role), slug="kunming-2026", **TITLES, **DAYS)
    assert not Programme.objects.exists()


def test_a_neighbour_may_not_touch_it(kunming, neighbour_manager):
    programme = factories.programme(kunming)
    for attempt in (
        lambda: commands.change_programme(by=neighbour_manager, programme=programme, title_en="X"),
        lambda: commands.remove_programme(by=neighbour_manager, programme=programme),
        lambda: commands.add_phase(by=neighbour_manager, programme=programme, number=3, **TITLES, **DAYS),
        lambda: commands.set_target(by=neighbour_manager, programme=programme, indicator="members", number=1),
    ):
        with pytest.raises(Hidden):
            attempt()
    programme.refresh_from_db()
    assert programme.title_en == "Kunming programme 2005–2008"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"slug": "kunming-2005-2008"}, "RESULTS_SLUG_TAKEN"),
        ({"slug": "new"}, "RESULTS_SLUG_RESERVED"),
        ({"ends_on": date(2026, 1, 1)}, "RESULTS_PERIOD_BACKWARDS"),
        ({"ends_on": date(2056, 1, 1)}, "RESULTS_PERIOD_TOO_LONG"),
    ],
)
def test_what_a_programme_cannot_be(manager, facts, code):
    factories.programme(manager.home)
    with pytest.raises(ProgrammeError) as refusal:
        commands.create_programme(by=manager, **{"slug": "new-one", **TITLES, **DAYS, **facts})
    assert refusal.value.code == code


def test_two_associations_may_use_the_same_short_name(manager, neighbour_manager):
    for by in (manager, neighbour_manager):
        commands.create_programme(by=by, slug="year-2026", **TITLES, **DAYS)
    assert Programme.objects.filter(slug="year-2026").count() == 2


def test_a_programme_cannot_be_cut_shorter_than_its_phases(manager):
    programme = factories.programme(manager.home)
    with pytest.raises(ProgrammeError) as refusal:
        commands.change_programme(by=manager, programme=programme, ends_on=date(2008, 6, 1))
    assert refusal.value.code == "RESULTS_PHASE_OUTSIDE"
    assert Programme.objects.get().ends_on == date(2009, 1, 1)
    fresh = Programme.objects.get()
    commands.change_programme(by=manager, programme=fresh, ends_on=date(2010, 1, 1))
    assert Programme.objects.get().ends_on == date(2010, 1, 1)


@pytest.mark.parametrize(
    ("number", "starts_on", "ends_on", "code"),
    [
        (2, date(2008, 1, 1), date(2009, 1, 1), "RESULTS_PHASE_NUMBER_TAKEN"),
        (3, date(2008, 12, 31), date(2009, 6, 1), "RESULTS_PHASE_OVERLAPS"),
        (3, date(2009, 6, 1), date(2010, 1, 2), "RESULTS_PHASE_OUTSIDE"),
        (3, date(2009, 6, 1), date(2009, 6, 1), "RESULTS_PERIOD_BACKWARDS"),
        (3, date(2009, 1, 1), date(2010, 1, 1), ""),
    ],
)
def test_where_a_phase_may_lie(manager, number, starts_on, ends_on, code):
    programme = factories.programme(manager.home, ends_on=date(2010, 1, 1))
    facts = {"number": number, "starts_on": starts_on, "ends_on": ends_on, **TITLES}
    if not code:
        assert commands.add_phase(by=manager, programme=programme, **facts).number == 3
        return
    with pytest.raises(ProgrammeError) as refusal:
        commands.add_phase(by=manager, programme=programme, **facts)
    assert refusal.value.code == code
    assert programme.phases.count() == 2


def test_a_changed_phase_keeps_the_rules(manager):
    programme = factories.programme(manager.home)
    second = programme.phases.get(number=2)
    with pytest.raises(ProgrammeError) as refusal:
        commands.change_phase(by=manager, phase=second, starts_on=date(2006, 12, 31))
    assert refusal.value.code == "RESULTS_PHASE_OVERLAPS"
    second.refresh_from_db()
    changed = commands.change_phase(by=manager, phase=second, starts_on=date(2007, 7, 1))
    assert changed.starts_on == date(2007, 7, 1)


def test_the_database_itself_refuses_overlapping_phases(kunming, qujing):
    programme = factories.programme(kunming)
    with pytest.raises(IntegrityError, match="phases_do_not_overlap"), transaction.atomic():
        factories.phase(programme, 3, date(2008, 12, 31), date(2009, 6, 1))
    other = factories.programme(qujing, phased=False)
    factories.phase(other, 1, date(2005, 1, 1), date(2009, 1, 1))
    factories.phase(programme, 3, date(2009, 1, 1), date(2010, 1, 1))
    assert Phase.objects.count() == 4


def test_a_target_is_set_once_for_a_time_and_replaced(manager):
    programme = factories.programme(manager.home)
    second = programme.phases.get(number=2)
    commands.set_target(by=manager, programme=programme, indicator="members", number=100)
    commands.set_target(by=manager, programme=programme, indicator="members", number=120)
    commands.set_target(by=manager, programme=programme, indicator="members", number=50, phase=second)
    assert sorted(Target.objects.values_list("number", flat=True)) == [50, 120]
    with pytest.raises(IntegrityError, match="target_once"), transaction.atomic():
        factories.target(programme, "members", 3)


def test_targets_that_cannot_be(manager, neighbour_manager):
    programme = factories.programme(manager.home)
    foreign = factories.programme(neighbour_manager.home).phases.get(number=1)
    with pytest.raises(ProgrammeError) as refusal:
        commands.set_target(by=manager, programme=programme, indicator="happiness", number=1)
    assert refusal.value.code == "RESULTS_INDICATOR_UNKNOWN"
    with pytest.raises(ProgrammeError) as refusal:
        commands.set_target(by=manager, programme=programme, indicator="members", number=1, phase=foreign)
    assert refusal.value.code == "RESULTS_TARGET_OF_ANOTHER_PROGRAMME"
    first = commands.set_target(by=manager, programme=programme, indicator="members", number=1)
    other = commands.set_target(by=manager, programme=programme, indicator="findings", number=1)
    with pytest.raises(ProgrammeError) as refusal:
        commands.change_target(by=manager, target=other, indicator="members", number=2)
    assert refusal.value.code == "RESULTS_TARGET_TAKEN"
    assert commands.change_target(by=manager, target=first, indicator="members", number=7).number == 7


def test_what_is_removed_takes_its_parts_with_it(manager):
    programme = factories.programme(manager.home)
    second = programme.phases.get(number=2)
    commands.set_target(by=manager, programme=programme, indicator="members", number=50, phase=second)
    whole = commands.set_target(by=manager, programme=programme, indicator="members", number=100)
    commands.remove_phase(by=manager, phase=second)
    assert list(Target.objects.all()) == [whole]
    commands.remove_target(by=manager, target=whole)
    commands.remove_programme(by=manager, programme=programme)
    assert not Programme.objects.exists()
    assert AuditEntry.objects.filter(action__startswith="results.remove_").count() == 3
