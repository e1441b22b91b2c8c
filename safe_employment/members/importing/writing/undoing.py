"""Undoing a confirmed import: what it brought goes, what it changed is as before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import F, Q, QuerySet

from safe_employment.kit.commands import command
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members import errors
from safe_employment.members.commands.merging import refresh
from safe_employment.members.importing.writing.confirming import batch_for_change, lock_register
from safe_employment.members.merging import references
from safe_employment.members.models import (
    Contact,
    Employer,
    EmployerMerge,
    ImportBatch,
    ImportedChange,
    ImportedRow,
    ImportState,
    RowEffect,
    Workplace,
)
from safe_employment.members.policies import IMPORT_EMPLOYERS
from safe_employment.members.states import IMPORT

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor

NAMED = 5  # so many employers are named in a refusal


@command
def undo_import(*, by: Actor, batch: ImportBatch, now: datetime) -> ImportBatch:
    """Remove the employers that the import created and restore the facts that it changed.

    Raises Hidden, and ProgrammeError IMPORT_BUILT_UPON or IMPORT_NOT_LAST (naming what hangs on it),
    IMPORT_RESTED_UPON (naming nobody), IMPORT_BUSY or STATE_NOT_FROM_HERE. Then nothing is changed.
    """
    check(by, IMPORT_EMPLOYERS)
    lock_register(by.home.pk)
    found = batch_for_change(by, batch)
    move(IMPORT, "undo_import", by=by, subject=found, changes={"undone_at": now})
    _refuse_if_not_last(found)
    _refuse_if_built_upon(found)
    for change in found.changes.select_related("employer"):
        _restore(change)
    created = _created(found)
    keys = list(created.values_list("pk", flat=True))
    # Straight from the tables: what hangs on them was looked for above, and the triggers keep the history.
    _delete("DELETE FROM members_importedrow WHERE batch_id = %s", found.pk)
    _delete("DELETE FROM members_contact WHERE employer_id = ANY(%s)", keys)
    _delete("DELETE FROM members_workplace WHERE employer_id = ANY(%s)", keys)
    _delete("DELETE FROM members_employer WHERE id = ANY(%s)", keys)
    return found


def _delete(statement: str, value: int | list[int]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, [value])


def _created(batch: ImportBatch) -> QuerySet[Employer]:
    rows = ImportedRow.objects.filter(batch=batch, effect=RowEffect.CREATED)
    return Employer.objects.filter(pk__in=rows.values("employer_id"))


def _touched(batch: ImportBatch) -> QuerySet[Employer]:
    rows = ImportedRow.objects.filter(batch=batch).exclude(effect=RowEffect.UNCHANGED)
    return Employer.objects.filter(pk__in=rows.values("employer_id"))


def _refuse_if_not_last(batch: ImportBatch) -> None:
    later = (
        ImportBatch.objects.filter(
            association_id=batch.association_id,
            state=ImportState.CONFIRMED,
            confirmed_at__gt=batch.confirmed_at,
            rows__employer__in=_touched(batch),
        )
        .order_by("-confirmed_at")
        .first()
    )
    if later is not None:
        raise ProgrammeError(errors.IMPORT_NOT_LAST, {"name": later.file_name})


def _refuse_if_built_upon(batch: ImportBatch) -> None:
    touched: set[int] = set()
    created = _created(batch)
    keys = created.values("pk")
    since = Q(changed_at__gt=batch.confirmed_at)
    touched.update(created.filter(since).values_list("pk", flat=True))
    for merge in EmployerMerge.objects.filter(undone_at=None).filter(Q(kept__in=keys) | Q(gone__in=keys)):
        touched.add(merge.kept_id)
    rests = False
    for reference in references():
        rows = reference.model._base_manager.filter(**{f"{reference.column}__in": keys}).order_by()
        if reference.model in (Workplace, Contact):
            rows = rows.filter(since)
        if reference.model._meta.app_label == Employer._meta.app_label:
            touched.update(rows.values_list(reference.column, flat=True).distinct()[:1000])
        else:  # of other rooms: a report, a sealed visit. Who it is of is not for everybody who imports.
            rests = rests or rows.exists()
    touched.update(_changed_since(batch))
    if rests and not touched:
        raise ProgrammeError(errors.IMPORT_RESTED_UPON)
    if touched:
        names = Employer.objects.filter(pk__in=touched).order_by("name").values_list("name", flat=True)
        facts = {"count": len(touched), "names": "、".join(names[:NAMED])}
        raise ProgrammeError(errors.IMPORT_BUILT_UPON, facts)


def _changed_since(batch: ImportBatch) -> set[int]:
    """Employers whose imported facts someone changed after the import."""
    changed = set()
    edited = batch.changes.select_related("employer").filter(
        employer__changed_at__gt=F("batch__confirmed_at")
    )
    for change in edited:
        if any(_plain(getattr(change.employer, name)) != value for name, value in change.after.items()):
            changed.add(change.employer_id)
    return changed


def _restore(change: ImportedChange) -> None:
    employer = change.employer
    Workplace.objects.filter(pk__in=change.added_workplaces).delete()
    Contact.objects.filter(pk__in=change.added_contacts).delete()
    for name, value in change.before.items():
        field: Any = Employer._meta.get_field(name)
        setattr(employer, name, field.to_python(value))
    refresh(employer)


def _plain(value: object) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
