"""What an import would change: every record it would make or change, and every problem."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from safe_employment.workforce.models import Worker

if TYPE_CHECKING:
    from django.db import models


@dataclass
class Tally:
    """How many records of a sheet would be new, changed, or stay as they are."""

    new: int = 0
    changed: int = 0
    same: int = 0

    def add(self, *, is_new: bool, changed: bool) -> None:
        """Count one."""
        if is_new:
            self.new += 1
        elif changed:
            self.changed += 1
        else:
            self.same += 1


#: The fields of a record that an import changes, with what they were.
Changes = dict[str, Any]


@dataclass
class ImportPlan:
    """What would be written; `problems` are {code, sheet, row, column, facts}, and then nothing is.

    `not_kept` are columns for which the register has no place, `not_read` those whose names mean nothing.
    """

    problems: list[dict[str, Any]] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    not_kept: list[str] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)
    to_create: list[models.Model] = field(default_factory=list)
    to_change: list[tuple[models.Model, Changes]] = field(default_factory=list)
    to_delete: list[models.Model] = field(default_factory=list)
    joiners: list[Worker] = field(default_factory=list)
    leavers: list[Worker] = field(default_factory=list)
    changed_workers: list[tuple[Worker, Changes]] = field(default_factory=list)

    @property
    def workers(self) -> list[Worker]:
        """The workers that are new or changed."""
        records = [*self.to_create, *(record for record, _changed in self.to_change)]
        return [record for record in records if isinstance(record, Worker)]

    def tally(self, sheet: str) -> Tally:
        """Return the tally of a sheet."""
        return self.tallies.setdefault(sheet, Tally())

    def put(self, record: models.Model, changed: Changes, sheet: str, *, counts: bool = True) -> None:
        """Note a record that would be made or changed, or stays."""
        is_new = record.pk is None
        if is_new:
            self.to_create.append(record)
        elif changed:
            self.to_change.append((record, changed))
        if counts:
            self.tally(sheet).add(is_new=is_new, changed=bool(changed))
