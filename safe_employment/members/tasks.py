"""Long work of the register: reading, confirming and undoing large imports.

The reading engine is loaded by the work that needs it: this module is part of every start.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.tasks import long_work
from safe_employment.members.models import ImportBatch, ImportState

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.tasks import Progress

READ, CONFIRM, UNDO = "members.read_import", "members.confirm_import", "members.undo_import"


def _batch(by: Actor, facts: dict[str, Any]) -> ImportBatch:
    return ImportBatch.objects.get(pk=facts["batch"], association=by.association)


@long_work(READ, _("Reading a register"))
def read_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Read and compare; begins again from the start after a crash."""
    from safe_employment.members.commands.importing import stage_import

    today = timezone.localdate()
    return dict(stage_import(by=by, batch=_batch(by, facts), today=today, progress=progress).counts)


@long_work(CONFIRM, _("Writing a register"))
def confirm_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Confirm, unless a run before a crash did it already."""
    from safe_employment.members.importing.writing.confirming import confirm_import

    batch = _batch(by, facts)
    if batch.state != ImportState.CONFIRMED:
        batch = confirm_import(by=by, batch=batch, now=timezone.now(), progress=progress)
    return dict(batch.counts["written"])


@long_work(UNDO, _("Undoing an import"))
def undo_work(by: Actor, facts: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Undo, unless a run before a crash did it already."""
    from safe_employment.members.importing.writing.undoing import undo_import

    progress("", 0, None)
    batch = _batch(by, facts)
    if batch.state != ImportState.UNDONE:
        undo_import(by=by, batch=batch, now=timezone.now())
    return {}
