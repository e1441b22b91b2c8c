"""What follows an employer when its record is merged into another, and how it is put back.

Every foreign key to `Employer`, of any room, is found by itself. A room whose records name an
employer in another way registers that with `follow`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.apps import apps
from django.db import IntegrityError, transaction
from pghistory.models import Event

from safe_employment.members.models import (
    Employer,
    EmployerMerge,
    ImportedChange,
    ImportedRow,
    MatchQuestion,
    Workplace,
)

if TYPE_CHECKING:
    from django.db import models

# These tell of one record, not of the employer, and stay with it.
_STAY = (Employer, EmployerMerge, ImportedRow, ImportedChange, MatchQuestion)


@dataclass(frozen=True)
class Reference:
    """A column of a model that holds the key of an employer."""

    model: type[models.Model]
    column: str

    @property
    def key(self) -> str:
        """How it is called in the record of a merge: `training.attendance.employer_id`."""
        return f"{self.model._meta.label_lower}.{self.column}"


_followed: list[tuple[str, str]] = []


def follow(model: str, column: str) -> None:
    """Have a column that is no foreign key to Employer follow merges.

    `model` is a label such as `training.Attendance`; every row of it must name an employer in `column`.
    """
    if (model, column) not in _followed:
        _followed.append((model, column))


def references() -> Iterator[Reference]:
    """Find every column that points at an employer, of every room.

    Records merged into it earlier are among them: a chain of merges is kept flat, so that every old
    address leads to the living record in one step and everything counts as of one employer.
    """
    yield Reference(Employer, "merged_into_id")
    for relation in Employer._meta.get_fields(include_hidden=True):
        if not relation.auto_created or relation.concrete or relation.many_to_many:
            continue
        model = cast("type[models.Model]", relation.related_model)
        if issubclass(model, (Event, *_STAY)):
            continue
        yield Reference(model, cast("Any", relation).field.attname)
    for label, column in _followed:
        yield Reference(apps.get_model(label), column)


def move_references(gone: Employer, kept: Employer) -> dict[str, list[int]]:
    """Point everything that points at `gone` to `kept`; returns the keys of the moved rows by reference.

    A row that `kept` has already (one attendance, one signature) stays where it is.
    """
    moved: dict[str, list[int]] = {}
    demoted = _demote_main_workplace(gone, kept)
    if demoted:
        moved["main_workplace"] = demoted
    for reference in references():
        rows = reference.model._base_manager.filter(**{reference.column: gone.pk}).order_by()
        keys = list(rows.values_list("pk", flat=True))
        if keys:
            moved[reference.key] = _point(reference, keys, kept.pk)
    return moved


def put_back(merge: EmployerMerge) -> None:
    """Point what a merge moved back at its own record, as far as it still is where the merge put it."""
    by_key = {reference.key: reference for reference in references()}
    for key, keys in merge.moved.items():
        if key not in by_key:
            continue
        reference = by_key[key]
        still = reference.model._base_manager.filter(pk__in=keys, **{reference.column: merge.kept_id})
        _point(reference, list(still.values_list("pk", flat=True)), merge.gone_id)
    main = Workplace.objects.filter(pk__in=merge.moved.get("main_workplace", []), employer=merge.gone_id)
    main.update(is_main=True)


def _point(reference: Reference, keys: list[int], employer_id: int) -> list[int]:
    rows = reference.model._base_manager
    try:
        with transaction.atomic():
            rows.filter(pk__in=keys).update(**{reference.column: employer_id})
            return keys
    except IntegrityError:
        pass  # one of them is there already: go row by row and leave those
    done = []
    for key in keys:
        try:
            with transaction.atomic():
                rows.filter(pk=key).update(**{reference.column: employer_id})
                done.append(key)
        except IntegrityError:
            continue
    return done


def _demote_main_workplace(gone: Employer, kept: Employer) -> list[int]:
    if not kept.workplaces.filter(is_main=True).exists():
        return []
    main = gone.workplaces.filter(is_main=True)
    keys = list(main.values_list("pk", flat=True))
    main.update(is_main=False)
    return keys
