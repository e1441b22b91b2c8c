"""An employer's register as it stands, which the rows of an import are held against."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import PositiveSmallIntegerField

from safe_employment.engines.labour_law.books import sheet_named
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.sealed import Sealer
from safe_employment.workforce.checking.windows import window_of
from safe_employment.workforce.identity import looks_like_a_number
from safe_employment.workforce.importing import errors
from safe_employment.workforce.importing.plan import Changes, ImportPlan
from safe_employment.workforce.importing.values import label_of
from safe_employment.workforce.models import (
    AnnualLeave,
    Leaving,
    Recruitment,
    RecruitmentAgency,
    SensitiveFacts,
    Worker,
)
from safe_employment.workforce.queries import of_employers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db import models

    from safe_employment.engines.labour_law.intake import Books
    from safe_employment.kit.errors import ErrorKind
    from safe_employment.members.models import Employer

MOST_PROBLEMS = 200
LARGEST_SMALL = 32_767


class Register:
    """The workers of an employer by staff number and by identity number, and the plan that grows beside them.

    `units`: the smallest units in one of the currency. A fixed number of queries; nothing is written.
    """

    def __init__(self, employer: Employer, books: Books, units: int, today: date) -> None:
        self.employer, self.books, self.units, self.today = employer, books, units, today
        self.sealer = Sealer(employer.association_id)
        self.plan = ImportPlan()
        rows = of_employers(Worker.objects.filter(association_id=employer.association_id), [employer])
        self.workers = list(rows.order_by("hire_date", "pk"))
        self.row_of: dict[int, int] = {}
        self.by_staff_no: dict[str, list[Worker]] = {}
        self.by_digest: dict[bytes, list[Worker]] = {}
        for worker in self.workers:
            self.remember(worker)
        keys = [worker.pk for worker in self.workers]
        self.recruited = {row.worker_id: row for row in Recruitment.objects.filter(worker_id__in=keys)}
        self.left = {row.worker_id: row for row in Leaving.objects.filter(worker_id__in=keys)}
        leave = AnnualLeave.objects.filter(worker_id__in=keys)
        self.annual_leave = {(row.worker_id, row.year): row for row in leave}
        # The year that counts of annual leave are of: that of the last day that the books know.
        self.year = window_of(books, today).as_of.year
        self.workplaces = list(employer.workplaces.all())
        self.protected = {row.worker_id: row for row in SensitiveFacts.objects.filter(worker_id__in=keys)}
        agencies = list(RecruitmentAgency.objects.filter(association_id=employer.association_id))
        self.agencies = {a.licence_no: a for a in agencies if a.licence_no} | {a.name: a for a in agencies}

    def remember(self, worker: Worker) -> None:
        if worker.staff_no:
            self.by_staff_no.setdefault(worker.staff_no, []).append(worker)
        if worker.pk:
            self.by_staff_no.setdefault(str(worker), []).append(worker)
        if worker.id_number_digest is not None:
            self.by_digest.setdefault(bytes(worker.id_number_digest), []).append(worker)

    def problem(
        self, kind: ErrorKind, sheet: str, row: Mapping[str, Any], key: str = "", **facts: object
    ) -> None:
        """Note a problem of a cell; beyond the most that are shown it is left out."""
        self.refused(ProgrammeError(kind, facts, field=key), sheet, row)

    def refused(self, problem: ProgrammeError, sheet: str, row: Mapping[str, Any]) -> None:
        """Note why a record that a row would make is refused."""
        if len(self.plan.problems) == MOST_PROBLEMS:
            return
        key = problem.field or ""
        column = label_of(sheet, key) if key in given_keys(sheet) else key
        told = {
            name: value if isinstance(value, int) else str(value) for name, value in problem.facts.items()
        }
        self.plan.problems.append(
            {
                "code": problem.code,
                "sheet": sheet,
                "row": row.get("_row"),
                "column": column,
                "facts": told,
            }
        )

    def fits(
        self, record: models.Model, sheet: str, row: Mapping[str, Any], names: Mapping[str, str]
    ) -> None:
        """Refuse texts longer than their field and words that are none of its choices."""
        for key, name in names.items():
            if key not in row:
                continue
            of = record._meta.get_field(name)
            value = getattr(record, name)
            inner: Any = getattr(of, "base_field", of)
            limit = getattr(inner, "max_length", None)
            choices = {str(code) for code, _ in (inner.choices or ())}
            if isinstance(inner, PositiveSmallIntegerField) and value and value > LARGEST_SMALL:
                self.problem(errors.PROBLEM_KINDS["BOOKS_TOO_LARGE"], sheet, row, key, value=value)
            values = value if isinstance(value, list) else [value]
            for each in values:
                if limit and not choices and isinstance(each, str) and len(each) > limit:
                    self.problem(errors.TEXT_TOO_LONG, sheet, row, key, limit=limit)
                if choices and isinstance(each, str) and each and each not in choices:
                    self.problem(errors.CODE_NOT_KEPT, sheet, row, key, value=each[:40])

    def worker_of(self, sheet: str, row: Mapping[str, Any], day: date | None = None) -> Worker | None:
        """Return whose row it is: of several spells the last that had begun."""
        spells = self.by_staff_no.get(str(row["worker"]), [])
        begun = [worker for worker in spells if day is None or worker.hire_date <= day]
        if spells:
            return (begun or spells)[-1]
        shown = "…" if looks_like_a_number(str(row["worker"])) else str(row["worker"])[:40]
        self.problem(errors.WORKER_UNKNOWN, sheet, row, "worker", worker=shown)
        return None


def given_keys(sheet: str) -> frozenset[str]:
    """Return the keys of a sheet's facts."""
    return sheet_named(sheet).keys


def put_facts(record: models.Model, facts: Mapping[str, Any]) -> Changes:
    changed: Changes = {}
    for name, value in facts.items():
        before = getattr(record, name)
        before = bytes(before) if isinstance(before, memoryview) else before
        if before != value:
            setattr(record, name, value)
            changed[name] = before
    return changed


def end_of_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
