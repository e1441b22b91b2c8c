"""Commands for materials, print runs and distributions. The stock of a material never falls below nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put, refusing
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.outreach import errors, files
from safe_employment.outreach.models import Distribution, Material, PrintRun
from safe_employment.outreach.policies import DISTRIBUTE, KEEP_MATERIALS
from safe_employment.outreach.queries import distribution_for, material_for, print_run_for, shortage

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from typing import Any, Unpack

    from django.core.files.uploadedfile import UploadedFile

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.outreach.models import PublicEvent


class MaterialFacts(TypedDict, total=False):
    """What is said about a material."""

    kind: str
    title_zh: str
    title_en: str
    version: str
    languages: list[str]
    about: str


class PrintRunFacts(TypedDict, total=False):
    """What is said about a print run; cost in yuan."""

    copies: int
    printed_on: date
    printer: str
    cost: Decimal | None


class DistributionFacts(TypedDict, total=False):
    """What is said about a distribution."""

    copies: int
    distributed_on: date
    division_code: str
    audience: str
    recipient: str
    event: PublicEvent | None
    employer: Employer | None


def _save_material(material: Material, facts: MaterialFacts) -> list[str]:
    with refusing("material_version_once", ProgrammeError(errors.MATERIAL_TWICE, field="version")):
        return put(material, facts)


@command
def add_material(
    *, by: Actor, upload: UploadedFile[Any] | None = None, **facts: Unpack[MaterialFacts]
) -> Material:
    """Add a material in one version.

    Raises ProgrammeError OUTREACH_MATERIAL_TWICE, and those of `kit.files.store_file`.
    """
    check(by, KEEP_MATERIALS)
    material = Material(association=by.home, print_file=files.kept(by, files.PRINT_FILE, upload, None))
    _save_material(material, facts)
    record(by, "outreach.add_material", material)
    return material


@command
def change_material(
    *, by: Actor, material: int, upload: UploadedFile[Any] | None = None, **facts: Unpack[MaterialFacts]
) -> Material:
    """Correct what is said about a material. Raises as `add_material` does."""
    check(by, KEEP_MATERIALS)
    found = material_for(by, material)
    found.print_file = files.kept(by, files.PRINT_FILE, upload, found.print_file)
    changed = _save_material(found, facts)
    record(by, "outreach.change_material", found, details={"changed": changed, "file": upload is not None})
    return found


@command
def withdraw_material(*, by: Actor, material: int, withdrawn_on: date | None) -> Material:
    """Say from which day on a material is not handed out; None takes that back."""
    check(by, KEEP_MATERIALS)
    found = material_for(by, material)
    put(found, {"withdrawn_on": withdrawn_on})
    day = withdrawn_on.isoformat() if withdrawn_on else ""
    record(by, "outreach.withdraw_material", found, details={"on": day})
    return found


@command
def remove_material(*, by: Actor, material: int) -> Material:
    """Remove a material that was recorded by mistake. Raises ProgrammeError OUTREACH_MATERIAL_IN_USE."""
    check(by, KEEP_MATERIALS)
    found = material_for(by, material)
    if found.print_runs.exists() or found.distributions.exists():
        raise ProgrammeError(errors.MATERIAL_IN_USE, {"material": found})
    record(by, "outreach.remove_material", found)
    Material.objects.filter(pk=found.pk).delete()
    return found


def _lock(material: Material) -> Material:
    """Make others who would change the stock of this material wait until we are done."""
    return Material.objects.select_for_update(of=("self",)).get(pk=material.pk)


def _refuse_shortage(material: Material, field: str) -> None:
    found = shortage(material)
    if found is not None:
        facts = {"day": found.day.isoformat(), "material": material, "missing": found.missing}
        raise ProgrammeError(errors.STOCK_TOO_SMALL, facts, field=field)


@command
def add_print_run(*, by: Actor, material: int, **facts: Unpack[PrintRunFacts]) -> PrintRun:
    """Record copies that came from the printer."""
    check(by, KEEP_MATERIALS)
    run = PrintRun(association=by.home, material=material_for(by, material))
    put(run, facts)
    record(by, "outreach.add_print_run", run, details={"copies": run.copies})
    return run


@command
def change_print_run(*, by: Actor, print_run: int, **facts: Unpack[PrintRunFacts]) -> PrintRun:
    """Correct a print run. Raises ProgrammeError OUTREACH_STOCK_TOO_SMALL."""
    check(by, KEEP_MATERIALS)
    run = print_run_for(by, print_run)
    material = _lock(run.material)
    changed = put(run, facts)
    _refuse_shortage(material, "copies")
    record(by, "outreach.change_print_run", run, details={"changed": changed, "copies": run.copies})
    return run


@command
def remove_print_run(*, by: Actor, print_run: int) -> PrintRun:
    """Remove a print run recorded by mistake. Raises ProgrammeError OUTREACH_STOCK_TOO_SMALL."""
    check(by, KEEP_MATERIALS)
    run = print_run_for(by, print_run)
    material = _lock(run.material)
    record(by, "outreach.remove_print_run", run, details={"copies": run.copies})
    PrintRun.objects.filter(pk=run.pk).delete()
    _refuse_shortage(material, "copies")
    return run


def _save_distribution(distribution: Distribution, facts: DistributionFacts) -> list[str]:
    """Write a distribution under the lock of its material; refuse what the stock does not hold."""
    for named in (facts.get("event"), facts.get("employer")):
        if named is not None and named.association_id != distribution.association_id:
            raise Hidden
    material = _lock(distribution.material)
    changed = put(distribution, facts)
    gone = material.withdrawn_on
    if gone is not None and distribution.distributed_on >= gone:
        told = {"material": material, "day": gone.isoformat()}
        raise ProgrammeError(errors.MATERIAL_WITHDRAWN, told, field="distributed_on")
    _refuse_shortage(material, "copies")
    return changed


@command
def record_distribution(*, by: Actor, material: int, **facts: Unpack[DistributionFacts]) -> Distribution:
    """Record that copies were handed out.

    Raises ProgrammeError OUTREACH_STOCK_TOO_SMALL or OUTREACH_MATERIAL_WITHDRAWN.
    """
    check(by, DISTRIBUTE)
    made = Distribution(association=by.home, material=material_for(by, material))
    _save_distribution(made, facts)
    record(by, "outreach.record_distribution", made, details={"copies": made.copies})
    return made


@command
def change_distribution(*, by: Actor, distribution: int, **facts: Unpack[DistributionFacts]) -> Distribution:
    """Correct a distribution. Raises as `record_distribution` does."""
    check(by, DISTRIBUTE)
    found = distribution_for(by, distribution)
    changed = _save_distribution(found, facts)
    record(by, "outreach.change_distribution", found, details={"changed": changed, "copies": found.copies})
    return found


@command
def remove_distribution(*, by: Actor, distribution: int) -> Distribution:
    """Remove a distribution recorded by mistake; its copies are in stock again."""
    check(by, DISTRIBUTE)
    found = distribution_for(by, distribution)
    _lock(found.material)
    record(by, "outreach.remove_distribution", found, details={"copies": found.copies})
    Distribution.objects.filter(pk=found.pk).delete()
    return found
