"""Materials, their print runs and distributions: the stock never falls below nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.members.tests import factories as members
from safe_employment.outreach import commands, queries
from safe_employment.outreach.models import Audience, Distribution, Material, MaterialKind
from safe_employment.outreach.tests import factories

GIVEN: dict[str, Any] = {
    "copies": 100,
    "distributed_on": date(2007, 3, 8),
    "division_code": "530102",
    "audience": Audience.WORKERS,
}


def facts(**other: object) -> dict[str, Any]:
    return {
        "kind": MaterialKind.BROCHURE,
        "title_zh": "外出务工须知",
        "version": "2007",
        "languages": ["zh", "ii"],
        **other,
    }


def test_a_material_is_added_with_an_audit_entry(clerk: Actor) -> None:
    made = commands.add_material(by=clerk, **facts(title_en="Before you go to work"))
    assert made.association == clerk.home
    entry = AuditEntry.objects.get(action="outreach.add_material")
    assert (entry.person, entry.object_id) == (clerk.person, str(made.pk))


def test_one_version_is_added_once(clerk: Actor) -> None:
    commands.add_material(by=clerk, **facts())
    with pytest.raises(ProgrammeError, match="OUTREACH_MATERIAL_TWICE"):
        commands.add_material(by=clerk, **facts())
    commands.add_material(by=clerk, **facts(version="2008"))
    assert Material.objects.count() == 2


@pytest.mark.parametrize("role", ["board", "monitor", "case_officer", "neighbour_manager"])
def test_others_do_not_change_materials(
    role: str, kunming: Association, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(role)
    material = factories.material(kunming)
    with pytest.raises(Hidden):
        commands.change_material(by=by, material=material.pk, about="…")


def test_the_stock_is_what_was_printed_less_what_was_handed_out(kunming: Association, manager: Actor) -> None:
    material = factories.material(kunming, printed=1000)
    factories.print_run(material, copies=500)
    factories.distribution(material, copies=300)
    factories.distribution(material, copies=50)
    factories.material(kunming)
    found = queries.material_for(manager, material.pk)
    assert (found.printed, found.distributed, found.in_stock) == (1500, 350, 1150)
    assert sorted(row.in_stock for row in queries.materials_for(manager)) == [0, 1150]


def test_more_cannot_be_handed_out_than_was_printed(kunming: Association, monitor: Actor) -> None:
    material = factories.material(kunming, printed=1000)
    commands.record_distribution(by=monitor, material=material.pk, **{**GIVEN, "copies": 900})
    with pytest.raises(ProgrammeError) as refused:
        commands.record_distribution(by=monitor, material=material.pk, **{**GIVEN, "copies": 101})
    assert refused.value.code == "OUTREACH_STOCK_TOO_SMALL"
    assert refused.value.facts["missing"] == 1
    assert Distribution.objects.count() == 1
    commands.record_distribution(by=monitor, material=material.pk, **GIVEN)
    assert queries.shortage(material) is None


def test_nothing_is_handed_out_before_it_was_printed(kunming: Association, trainer: Actor) -> None:
    material = factories.material(kunming)
    factories.print_run(material, copies=1000, printed_on=date(2007, 4, 1))
    with pytest.raises(ProgrammeError, match="OUTREACH_STOCK_TOO_SMALL"):
        commands.record_distribution(by=trainer, material=material.pk, **GIVEN)


def test_a_change_of_either_side_keeps_the_stock(kunming: Association, clerk: Actor) -> None:
    material = factories.material(kunming, printed=1000)
    run = material.print_runs.get()
    given = factories.distribution(material, copies=600)
    for attempt in (
        lambda: commands.change_print_run(by=clerk, print_run=run.pk, copies=599),
        lambda: commands.change_print_run(by=clerk, print_run=run.pk, printed_on=date(2007, 3, 9)),
        lambda: commands.remove_print_run(by=clerk, print_run=run.pk),
        lambda: commands.change_distribution(by=clerk, distribution=given.pk, copies=1001),
    ):
        with pytest.raises(ProgrammeError, match="OUTREACH_STOCK_TOO_SMALL"):
            attempt()
    run.refresh_from_db()
    given.refresh_from_db()
    assert (run.copies, given.copies) == (1000, 600)
    commands.change_distribution(by=clerk, distribution=given.pk, copies=1000)
    commands.remove_distribution(by=clerk, distribution=given.pk)
    commands.remove_print_run(by=clerk, print_run=run.pk)
    assert not Distribution.objects.exists()


def test_a_withdrawn_version_is_not_handed_out(kunming: Association, manager: Actor) -> None:
    material = factories.material(kunming, printed=1000)
    commands.withdraw_material(by=manager, material=material.pk, withdrawn_on=date(2007, 3, 8))
    with pytest.raises(ProgrammeError, match="OUTREACH_MATERIAL_WITHDRAWN"):
        commands.record_distribution(by=manager, material=material.pk, **GIVEN)
    before = {**GIVEN, "distributed_on": date(2007, 3, 7)}
    assert commands.record_distribution(by=manager, material=material.pk, **before).pk
    commands.withdraw_material(by=manager, material=material.pk, withdrawn_on=None)
    assert commands.record_distribution(by=manager, material=material.pk, **GIVEN).pk


def test_a_material_in_use_is_not_removed(kunming: Association, manager: Actor) -> None:
    used, unused = factories.material(kunming, printed=10), factories.material(kunming)
    with pytest.raises(ProgrammeError, match="OUTREACH_MATERIAL_IN_USE"):
        commands.remove_material(by=manager, material=used.pk)
    commands.remove_material(by=manager, material=unused.pk)
    assert list(Material.objects.all()) == [used]


def test_a_neighbours_event_or_employer_is_not_named(
    kunming: Association, qujing: Association, manager: Actor
) -> None:
    material = factories.material(kunming, printed=1000)
    for foreign in ({"event": factories.event(qujing)}, {"employer": members.employer(qujing)}):
        with pytest.raises(Hidden):
            commands.record_distribution(by=manager, material=material.pk, **{**GIVEN, **foreign})


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"copies": 0}, "distribution_has_copies"),
        ({"division_code": "昆明"}, "distribution_division_is_six_digits"),
    ],
)
def test_the_database_refuses_a_wrong_distribution(
    kunming: Association, change: dict[str, Any], constraint: str
) -> None:
    material = factories.material(kunming, printed=10)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.distribution(material, **change)


def test_the_database_refuses_a_wrong_material_and_print_run(kunming: Association) -> None:
    with pytest.raises(IntegrityError, match="material_has_title"), transaction.atomic():
        factories.material(kunming, languages=[])
    with pytest.raises(IntegrityError, match="print_run_has_copies"), transaction.atomic():
        factories.print_run(factories.material(kunming), copies=0)
    with pytest.raises(IntegrityError, match="print_run_cost"), transaction.atomic():
        factories.print_run(factories.material(kunming), cost=Decimal(-1))


def test_copies_of_a_period_are_counted_from_distributions(kunming: Association, qujing: Association) -> None:
    handbook = factories.material(kunming, printed=5000)
    brochure = factories.material(kunming, kind=MaterialKind.BROCHURE, printed=5000)
    poster = factories.material(kunming, kind=MaterialKind.POSTER, printed=5000)
    for material in (handbook, brochure, poster, factories.material(qujing, printed=500)):
        factories.distribution(material, copies=100)
    factories.distribution(handbook, copies=40, distributed_on=date(2008, 1, 1))
    counted = queries.copies_distributed(kunming, date(2007, 1, 1), date(2008, 1, 1))
    assert sorted(counted.values_list("copies", "material")) == sorted(
        [(100, handbook.pk), (100, brochure.pk)]
    )
