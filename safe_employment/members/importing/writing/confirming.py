"""Confirming an import: one transaction in which the register gets everything or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl
from django.db import connection
from django.utils.translation import gettext

from safe_employment.kit.commands import command
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members import errors
from safe_employment.members.commands.merging import merge_employers
from safe_employment.members.events import EmployersImported
from safe_employment.members.importing.comparing import staged as files
from safe_employment.members.importing.comparing.assembling import assemble, grouped
from safe_employment.members.importing.comparing.reading import Tell, tell_no_one
from safe_employment.members.importing.comparing.register import register_mark, successors
from safe_employment.members.importing.writing.copying import copy_into
from safe_employment.members.importing.writing.creating import create_employers, make_room, settle
from safe_employment.members.importing.writing.updating import update_employers
from safe_employment.members.models import Employer, ImportBatch, ImportedRow, RowEffect
from safe_employment.members.policies import IMPORT_EMPLOYERS
from safe_employment.members.states import IMPORT

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor

IMPORT_LOCK = 610_002


@command
def confirm_import(
    *, by: Actor, batch: ImportBatch, now: datetime, progress: Tell = tell_no_one
) -> ImportBatch:
    """Write what was read and decided into the register, in one transaction.

    Raises Hidden, and ProgrammeError IMPORT_BUSY (another import of the association is being written),
    IMPORT_STALE (the register changed since the comparison), STATE_NOT_FROM_HERE or IMPORT_FILE_LOST.
    """
    check(by, IMPORT_EMPLOYERS)
    lock_register(by.home.pk)
    found = batch_for_change(by, batch)
    move(
        IMPORT,
        "confirm_import",
        by=by,
        subject=found,
        changes={"confirmed_at": now, "confirmed_by": by.person},
    )
    if found.register_mark != register_mark(by.home.pk):
        raise ProgrammeError(errors.IMPORT_STALE)
    rows = files.load(found, "rows")
    progress(gettext("Writing the register"), 0, rows.height)
    same = list(found.questions.filter(same=True).values_list("left_row", "right_row", "employer_id"))
    rows, merges = grouped(rows, same)
    put_aside = make_room(rows.height)
    effects = _write(found, rows.filter("usable"), now)
    settle(rows=rows.height, rebuild=put_aside)
    progress(gettext("Writing the register"), rows.height, rows.height)
    for kept, gone in _alive(merges, by.home.pk):
        merge_employers(
            by=by,
            kept=kept,
            gone=gone,
            reason=gettext("Decided while importing “%(file)s”") % {"file": found},
        )
    found.counts = {**found.counts, "written": effects}
    found.save()
    publish(EmployersImported(by.home.pk, found.pk))
    return found


def lock_register(association_id: int) -> None:
    """Let one import of an association write at a time.

    Raises ProgrammeError IMPORT_BUSY at once when another one does.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [IMPORT_LOCK, association_id])
        (free,) = cursor.fetchone()
    if not free:
        raise ProgrammeError(errors.IMPORT_BUSY)


def batch_for_change(by: Actor, batch: ImportBatch) -> ImportBatch:
    """Return the import as it is now.

    Raises Hidden for an import of another association.
    """
    found = ImportBatch.objects.filter(pk=batch.pk, association=by.association).first()
    if found is None:
        raise Hidden
    return found


def _alive(merges: list[tuple[int, int]], association_id: int) -> list[tuple[Employer, Employer]]:
    """Pairs of register employers to merge, each followed to the record that stands for it now."""
    pairs = []
    after = successors(association_id)
    for kept, gone in merges:
        ends = [Employer.objects.get(pk=after.get(key, key)) for key in (kept, gone)]
        if ends[0].pk != ends[1].pk:
            pairs.append((ends[0], ends[1]))
    return pairs


def _write(batch: ImportBatch, rows: pl.DataFrame, now: datetime) -> dict[str, Any]:
    new = rows.filter(pl.col("employer_id").is_null())
    created = create_employers(
        assemble(new), association_id=batch.association_id, now=now, figures_on=batch.figures_on
    )
    there = rows.filter(pl.col("employer_id").is_not_null())
    fresh = there.filter(~pl.col("known")).with_columns(group="employer_id")
    updated = update_employers(batch, assemble(fresh), now=now, figures_on=batch.figures_on)
    is_updated = ~pl.col("known") & pl.col("employer_id").is_in(updated.implode())
    effect = (
        pl.when(is_updated).then(pl.lit(RowEffect.UPDATED.value)).otherwise(pl.lit(RowEffect.UNCHANGED.value))
    )
    columns = ("employer_id", "data_row", "sheet_row", "row_hash", "effect")
    linked = pl.concat(
        [
            new.drop("employer_id")
            .join(created, on="group", how="left", maintain_order="left")
            .with_columns(effect=pl.lit(RowEffect.CREATED.value))
            .select(columns),
            there.with_columns(effect=effect).select(columns),
        ]
    )
    copy_into(ImportedRow, linked.with_columns(batch_id=pl.lit(batch.pk)))
    return {
        "created": created.height,
        "updated": len(updated),
        "unchanged": there["employer_id"].n_unique() - len(updated),
        "rows": linked.height,
    }
