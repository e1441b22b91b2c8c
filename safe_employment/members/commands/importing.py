"""An import on its way: upload, reading, decisions about doubtful pairs, discarding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.files import place, write_private
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members import errors
from safe_employment.members.commands.merging import merge_employers, unmerge_employers
from safe_employment.members.importing.comparing import staged as files
from safe_employment.members.importing.comparing.reading import (
    Comparison,
    Tell,
    compare,
    read_file,
    tell_no_one,
)
from safe_employment.members.importing.comparing.register import register_mark
from safe_employment.members.models import (
    Employer,
    EmployerMerge,
    ImportBatch,
    ImportState,
    MatchQuestion,
    RememberedMapping,
)
from safe_employment.members.policies import IMPORT_EMPLOYERS, REVIEW_MATCHES
from safe_employment.members.queries import successor
from safe_employment.members.states import IMPORT

if TYPE_CHECKING:
    from datetime import date, datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.members.importing.sheet.prepare import PreparedRegister


def imported_before(by: Actor, sha256: str) -> ImportBatch | None:
    """Return the confirmed import of the very same file, if there is one."""
    return ImportBatch.objects.filter(
        association=by.association, sha256=sha256, state=ImportState.CONFIRMED
    ).first()


@command
def upload_import(
    *, by: Actor, content: BinaryIO, name: str, figures_on: date | None = None, replace_values: bool = False
) -> ImportBatch:
    """Keep a file that is to be imported; nothing is read yet.

    Raises Hidden, and ProgrammeError IMPORT_KNOWN (the very file is in the register), FILE_TOO_LARGE,
    FILE_EMPTY or FILE_NOT_KEPT.
    """
    check(by, IMPORT_EMPLOYERS)
    path, size, sha256 = write_private(content)
    known = imported_before(by, sha256)
    if known is not None:
        place(path).unlink(missing_ok=True)
        on = "" if known.confirmed_at is None else timezone.localdate(known.confirmed_at).isoformat()
        raise ProgrammeError(errors.IMPORT_KNOWN, {"on": on}, field="file")
    made = ImportBatch.objects.create(
        association=by.home,
        file_name=Path(name).name[-200:],
        path=path,
        size=size,
        sha256=sha256,
        uploaded_by=by.person,
        figures_on=figures_on,
        replace_values=replace_values,
    )
    record(by, "members.upload_import", made, details={"sha256": sha256, "size": size})
    return made


@command
def choose_columns(
    *, by: Actor, batch: ImportBatch, mapping: dict[str, list[str]], header_row: int | None, sheet: str = ""
) -> ImportBatch:
    """Correct which column is which, and remember it for files with the same headers.

    Raises Hidden, and ProgrammeError IMPORT_NO_NAMES when no column holds the names.
    """
    check(by, IMPORT_EMPLOYERS)
    found = ImportBatch.objects.select_for_update().filter(pk=batch.pk, association=by.association).first()
    if found is None:
        raise Hidden
    if not mapping.get("name"):
        raise ProgrammeError(errors.IMPORT_NO_NAMES, field="name")
    found.mapping, found.header_row, found.sheet_name = mapping, header_row, sheet
    found.save()
    signature = str(found.counts.get("signature", ""))
    if signature:
        RememberedMapping.objects.update_or_create(
            association=by.home, signature=signature, defaults={"mapping": mapping}
        )
    record(by, "members.choose_columns", found, details={"columns": sorted(mapping)})
    return found


def stage_import(
    *, by: Actor, batch: ImportBatch, today: date | None = None, progress: Tell = tell_no_one
) -> ImportBatch:
    """Read the file and compare it with the register; the register is not changed.

    May be begun again at any time before the import is confirmed. A file that cannot be read leaves the
    import in the state `failed` with the coded error, which is raised too.
    """
    batch = _begin(by=by, batch=batch)
    mark = register_mark(by.home.pk)
    try:
        comparison = _compare(by, batch, today, progress)
        return _offer(by=by, batch=batch, comparison=comparison, mark=mark)
    except ProgrammeError as problem:
        _fail(by=by, batch=batch, problem=problem)
        raise


@command
def _begin(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    found = ImportBatch.objects.filter(pk=batch.pk, association=by.association).first()
    if found is None:
        raise Hidden
    move(IMPORT, "read_import", by=by, subject=found, changes={"error_code": "", "error_facts": {}})
    return found


def _compare(by: Actor, batch: ImportBatch, today: date | None, progress: Tell) -> Comparison:
    progress(gettext("Reading the file"), 0, None)
    source = files.source_path(batch)
    chosen: dict[str, Any] = {
        "header_row": batch.header_row,
        "sheet": batch.sheet_name or None,
        "today": today,
    }
    prepared = read_file(source, association=by.home, mapping=batch.mapping or None, **chosen)
    if not batch.mapping:
        remembered = RememberedMapping.objects.filter(
            association=by.home, signature=prepared.mapping.signature
        ).first()
        if remembered is not None and remembered.mapping != prepared.mapping.as_dict():
            prepared = read_file(source, association=by.home, mapping=remembered.mapping, **chosen)
    if "name" not in prepared.mapping.columns:
        _keep_for_choosing(batch, prepared)
    return compare(prepared, by.home, progress=progress)


def _keep_for_choosing(batch: ImportBatch, prepared: PreparedRegister) -> None:
    """Keep what was read of a list without names, so that a person can say which column holds them."""
    files.save(batch, files.Staged(prepared.rows, prepared.raw, prepared.problems))
    batch.counts = {"signature": prepared.mapping.signature, "headers": _headers(prepared)}
    batch.mapping, batch.header_row = prepared.mapping.as_dict(), prepared.header_row
    batch.save()


def _headers(prepared: PreparedRegister) -> dict[str, str]:
    """Return the headers of the list by letter."""
    return {column.letter: column.header for column in prepared.sheet.columns}


@command
def _offer(*, by: Actor, batch: ImportBatch, comparison: Comparison, mark: str) -> ImportBatch:
    prepared = comparison.prepared
    files.save(batch, comparison.staged)
    _ask(batch, comparison)
    changes: dict[str, object] = {
        "counts": {
            **comparison.counts,
            "signature": prepared.mapping.signature,
            "headers": _headers(prepared),
        },
        "register_mark": mark,
        "mapping": prepared.mapping.as_dict(),
        "header_row": prepared.header_row,
        "sheet_name": prepared.sheet.sheet_name or "",
    }
    move(IMPORT, "offer_import", by=by, subject=batch, changes=changes)
    return batch


def _ask(batch: ImportBatch, comparison: Comparison) -> None:
    """Put the open questions; what was decided before about the same pair stays decided."""
    batch.questions.filter(same=None).delete()
    decided = set(batch.questions.values_list("left_row", "right_row", "employer_id"))
    MatchQuestion.objects.bulk_create(
        MatchQuestion(batch=batch, **question)
        for question in comparison.questions.iter_rows(named=True)
        if (question["left_row"], question["right_row"], question["employer_id"]) not in decided
    )


@command
def _fail(*, by: Actor, batch: ImportBatch, problem: ProgrammeError) -> None:
    facts = {name: str(value) for name, value in problem.facts.items()}
    changes: dict[str, object] = {"error_code": problem.code, "error_facts": facts}
    move(IMPORT, "fail_import", by=by, subject=batch, changes=changes)


@command
def discard_import(*, by: Actor, batch: ImportBatch) -> ImportBatch:
    """Give an import up before it is confirmed; its file is removed.

    Raises Hidden, and ProgrammeError STATE_NOT_FROM_HERE.
    """
    found = ImportBatch.objects.filter(pk=batch.pk, association=by.association).first()
    if found is None:
        raise Hidden
    move(IMPORT, "discard_import", by=by, subject=found)
    transaction.on_commit(lambda: files.forget(found))
    return found


@command
def decide_question(*, by: Actor, question: MatchQuestion, same: bool | None, now: datetime) -> MatchQuestion:
    """Say that two are the same employer (True), that they are not (False), or take that back (None).

    Before the import is confirmed the decision is carried out with it; afterwards it merges or unmerges at
    once. Raises Hidden, and ProgrammeError MERGE_CODES_DIFFER, UNMERGE_LATER_FIRST or QUESTION_WRITTEN (the
    import wrote the two rows as one employer, which only its undoing takes apart).
    """
    check(by, REVIEW_MATCHES)
    found = (
        MatchQuestion.objects.select_for_update(of=("self",))
        .select_related("batch")
        .filter(pk=question.pk, batch__association=by.association)
        .exclude(batch__state__in=[ImportState.UNDONE, ImportState.DISCARDED])
        .first()
    )
    if found is None:
        raise Hidden
    if found.batch.state == ImportState.CONFIRMED:
        _carry_out(by, found, same, now)
    found.same = same
    found.decided_by = by.person if same is not None else None
    found.decided_at = now if same is not None else None
    found.save()
    record(by, "members.decide_match", found, details={"same": same, "batch": found.batch_id})
    return found


def _carry_out(by: Actor, question: MatchQuestion, same: bool | None, now: datetime) -> None:
    """Do to the register at once what was decided about a confirmed import."""
    left, right = ends_of(question)
    if left is None or right is None:
        return
    left, right = successor(left), successor(right)
    if same:
        if left.pk != right.pk:
            kept, gone = sorted((left, right), key=lambda employer: employer.pk)
            reason = gettext("Decided in the review queue")
            question.merge = merge_employers(by=by, kept=kept, gone=gone, reason=reason)
    elif question.same:
        merge = question.merge or _merge_between(question)
        if merge is not None:
            unmerge_employers(by=by, merge=merge, now=now)
            question.merge = None
        elif left.pk == right.pk:
            raise ProgrammeError(errors.QUESTION_WRITTEN)


def _merge_between(question: MatchQuestion) -> EmployerMerge | None:
    """The merge that the import itself made of the two when it was confirmed."""
    pair = {employer.pk for employer in ends_of(question) if employer is not None}
    return EmployerMerge.objects.filter(undone_at=None, kept__in=pair, gone__in=pair).first()


def ends_of(question: MatchQuestion) -> tuple[Employer | None, Employer | None]:
    """Return the employers for which the two sides of a confirmed import's question stand."""
    rows: dict[int, Any] = {
        row.data_row: row.employer
        for row in question.batch.rows.select_related("employer").filter(
            data_row__in=[number for number in (question.left_row, question.right_row) if number]
        )
    }
    right = question.employer if question.right_row is None else rows.get(question.right_row)
    return rows.get(question.left_row), right
