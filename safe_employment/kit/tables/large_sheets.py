"""Sheets of large lists: written by the worker, taken by who asked for them, removed after a week."""

from __future__ import annotations

import tempfile
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.files import SHEETS, doorway, place, store_file
from safe_employment.kit.models import StoredFile, TaskRun
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can, declared
from safe_employment.kit.tables.asking import listing_at
from safe_employment.kit.tables.export import check_export, file_name, write_listing
from safe_employment.kit.tasks import daily, long_work, start

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.tasks import Progress

WRITE = "kit.write_sheet"
PURPOSE = "kit.sheet"
KEPT = timedelta(days=7)


@command
def ask_for_sheet(*, by: Actor, path: str, query: str) -> TaskRun:
    """Have the worker write the sheet of the list that a page of the actor's shows.

    Raises Hidden where the page shows no list to them, or one that they may not take out.
    """
    listing = listing_at(by, path, query)
    check_export(listing)
    wanted = listing.table.export_permission
    facts = {
        "path": path,
        "query": listing.reading.query(),
        "title": str(listing.table.title),
        "permission": wanted.code if wanted is not None else "",
        "language": translation.get_language(),
    }
    run = start(by=by, kind=WRITE, facts=facts)
    run.path = address(by, "kit:sheet", pk=run.pk)
    run.save(update_fields=["path"])
    return run


@long_work(WRITE, _("Writing the sheet of a list"))
def write_large_sheet(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Write the sheet with the rights that its reader has now; begins again from the start after a crash."""
    with translation.override(facts["language"]), tempfile.TemporaryFile(suffix=".xlsx") as file:
        listing = listing_at(by, facts["path"], facts["query"])
        check_export(listing)

        def tell(done: int, total: int) -> None:
            progress(gettext("Writing the sheet"), done, total)

        with transaction.atomic():
            rows = write_listing(listing, file, tell)
            file.seek(0)
            run = progress.run.pk if progress.run is not None else None
            stored = store_file(by=by, purpose=PURPOSE, content=file, name=file_name(listing), subject_id=run)
    return {"file": stored.pk, "rows": rows}


def _may_take(by: Actor, stored: StoredFile) -> bool:
    """Only who asked for it, and only as long as they may take the list out."""
    run = TaskRun.objects.filter(pk=stored.subject_id or 0, kind=WRITE).first()
    if run is None or by.person is None or run.started_by_id != by.person.pk:
        return False
    code = run.facts.get("permission")
    wanted = next((permission for permission in declared() if permission.code == code), None)
    return not code or (wanted is not None and can(by, wanted))


doorway(PURPOSE, _may_take, SHEETS)


def sheet_run_for(by: Actor, pk: int) -> TaskRun:
    """Return a sheet on its way, or ready, that the actor asked for.

    Raises Hidden.
    """
    found = TaskRun.objects.filter(
        pk=pk, kind=WRITE, association=by.association, started_by=by.person
    ).first()
    if found is None or by.person is None:
        raise Hidden
    return found


def file_of(run: TaskRun) -> StoredFile | None:
    """Return the file of a sheet that is ready, as long as it is kept."""
    return StoredFile.objects.filter(pk=run.result.get("file"), purpose=PURPOSE).first()


@daily
def forget_sheets(by: Actor, now: datetime) -> None:
    """Remove the sheets of more than a week: they hold a copy of what the lists keep better."""
    old = StoredFile.objects.filter(association=by.home, purpose=PURPOSE, created_at__lt=now - KEPT)
    for stored in old:
        place(stored.path).unlink(missing_ok=True)
    _removed, by_kind = old.delete()
    if number := by_kind.get(StoredFile._meta.label, 0):
        _note(by=by, number=number)


@command
def _note(*, by: Actor, number: int) -> None:
    record(by, "kit.forget_sheets", None, details={"sheets": number})
