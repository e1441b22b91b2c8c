"""Making two records of one employer one, and taking that back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.members import errors
from safe_employment.members.commands.employers import editable
from safe_employment.members.events import EmployersMerged, EmployersUnmerged
from safe_employment.members.facts import FACTS, derive
from safe_employment.members.merging import move_references, put_back
from safe_employment.members.models import CodeKind, Employer, EmployerMerge
from safe_employment.members.policies import MERGE_EMPLOYERS

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor

RELIED_ON = (CodeKind.SOCIAL_CREDIT, CodeKind.REGISTRATION)
# Facts that only make sense together: taken over as one or not at all.
TOGETHER = (
    ("code", "code_kind"),
    ("founded_on", "founded_precision"),
    ("staff", "women", "staff_counted_on"),
)


@command
def merge_employers(*, by: Actor, kept: Employer, gone: Employer, reason: str = "") -> EmployerMerge:
    """Merge `gone` into `kept`: what pointed at it points at `kept`, its address leads there.

    `kept` takes over facts that it lacks, and the other's name as another name. Raises Hidden, and
    ProgrammeError MERGE_WITH_ITSELF, MERGE_CODES_DIFFER or EMPLOYER_MERGED.
    """
    check(by, MERGE_EMPLOYERS)
    if kept.pk == gone.pk:
        raise ProgrammeError(errors.MERGE_WITH_ITSELF)
    first, second = sorted((kept, gone), key=lambda employer: employer.pk)
    locked = {employer.pk: employer for employer in (editable(by, first), editable(by, second))}
    kept, gone = locked[kept.pk], locked[gone.pk]
    if kept.code_kind in RELIED_ON and gone.code_kind in RELIED_ON and kept.code != gone.code:
        raise ProgrammeError(errors.MERGE_CODES_DIFFER, {"one": kept.code, "other": gone.code})
    changes = _taken_over(kept, gone)
    before = {name: getattr(kept, name) for name in changes}
    moved = move_references(gone, kept)
    gone.merged_into = kept
    gone.save()
    for name, value in changes.items():
        setattr(kept, name, value)
    refresh(kept)
    made = EmployerMerge.objects.create(
        association=by.home,
        kept=kept,
        gone=gone,
        reason=reason.strip(),
        moved=moved,
        before=_as_json(before),
        after=_as_json(changes),
    )
    record(by, "members.merge_employers", kept, details={"gone": gone.pk, "name": gone.name})
    publish(EmployersMerged(by.home.pk, kept.pk, gone.pk))
    return made


@command
def unmerge_employers(*, by: Actor, merge: EmployerMerge, now: datetime) -> EmployerMerge:
    """Take a merge back: the record lives again with all that it had; facts changed since stay.

    Raises Hidden, and ProgrammeError UNMERGE_LATER_FIRST or UNMERGE_CODE_TAKEN.
    """
    check(by, MERGE_EMPLOYERS)
    if merge.association_id != by.home.pk or merge.undone_at is not None:
        raise Hidden
    keys = sorted((merge.kept_id, merge.gone_id))
    locked = {e.pk: e for e in Employer.objects.select_for_update(of=("self",)).filter(pk__in=keys)}
    kept, gone = locked[merge.kept_id], locked[merge.gone_id]
    later = EmployerMerge.objects.filter(kept=kept, undone_at=None, pk__gt=merge.pk).exists()
    if kept.is_merged or later or gone.merged_into_id != kept.pk:
        raise ProgrammeError(errors.UNMERGE_LATER_FIRST, {"name": kept.name})
    _restore(kept, merge)
    gone.merged_into = None
    try:
        with transaction.atomic():
            gone.save()
    except IntegrityError as problem:
        raise ProgrammeError(errors.UNMERGE_CODE_TAKEN, {"code": gone.code}) from problem
    put_back(merge)
    for employer in (kept, gone):
        refresh(employer)
    merge.undone_at = now
    merge.save()
    record(by, "members.unmerge_employers", kept, details={"gone": gone.pk, "name": gone.name})
    publish(EmployersUnmerged(by.home.pk, kept.pk, gone.pk))
    return merge


def _taken_over(kept: Employer, gone: Employer) -> dict[str, Any]:
    """Return the facts of `kept` that change: empty ones are filled, names and tags are joined."""
    changes: dict[str, Any] = {}
    alone = {name for group in TOGETHER for name in group} | {"name", "kind", "other_names", "tags"}
    groups = [*TOGETHER, *((name,) for name in FACTS if name not in alone)]
    for group in groups:
        if all(getattr(kept, name) in (None, "") for name in group):
            given = {name: getattr(gone, name) for name in group}
            if any(value not in (None, "") for value in given.values()):
                changes.update(given)
    names = list(dict.fromkeys([*kept.other_names, gone.name, *gone.other_names]))
    changes["other_names"] = [name for name in names if name != kept.name]
    changes["tags"] = list(dict.fromkeys([*kept.tags, *gone.tags]))
    return {name: value for name, value in changes.items() if value != getattr(kept, name)}


def _restore(kept: Employer, merge: EmployerMerge) -> None:
    """Give `kept` its own facts back where nobody has changed them since; saves it."""
    now = _as_json({name: getattr(kept, name) for name in merge.after})
    for name, value in merge.before.items():
        if now[name] == merge.after[name]:
            field = Employer._meta.get_field(name)
            setattr(kept, name, field.to_python(value))  # type: ignore[union-attr]
    kept.save()


def refresh(employer: Employer) -> None:
    """Save an employer with what follows from its facts computed anew."""
    derive(employer)
    employer.save()


def _as_json(values: dict[str, Any]) -> dict[str, Any]:
    """Return values as they come back from a JSON column."""
    return dict(json.loads(json.dumps(values, cls=DjangoJSONEncoder)))
