"""What an import would change: every record it would make or change, and every problem, before anything is
written.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import models

from safe_employment.kit.errors import ErrorKind, ProgrammeError
from safe_employment.kit.sealed import Plain, Sealer, put_sealed
from safe_employment.workforce.commands.records import check_days
from safe_employment.workforce.identity import (
    account_number,
    check_age,
    looks_like_a_number,
    read_number,
    settle,
)
from safe_employment.workforce.importing import errors
from safe_employment.workforce.importing.values import FLAG_ANSWERS, given, label_of
from safe_employment.workforce.models import (
    AttendanceMonth,
    Channel,
    Contract,
    ContractKind,
    PayLine,
    Recruitment,
    RecruitmentAgency,
    SensitiveFacts,
    Worker,
)
from safe_employment.workforce.queries import of_employers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from safe_employment.engines.labour_law.intake import Books
    from safe_employment.members.models import Employer

MOST_PROBLEMS = 200
# Fact of the sheet → field of the record, where the two are called differently.
WORKER_FIELDS = {
    "name": "name", "nationality": "nationality", "household_address": "household_address",
    "current_address": "current_address", "contact": "phone", "employment_form": "employment_form",
    "post": "post", "post_hazard_tags": "post_hazard_tags", "hire_date": "hire_date",
    "si_registered_on": "si_registered_on", "id_type": "id_type",
}  # fmt: skip
RECRUITMENT_FIELDS = {
    "channel": "channel", "recruiter": "recruiter", "recruiter_contact": "recruiter_contact",
    "origin": "origin", "recruitment_fee": "recruitment_fee", "fee_paid_to": "fee_paid_to",
    "debt_to_employer": "debt_to_employer",
}  # fmt: skip
SENSITIVE_FIELDS = (
    "pregnancy_start", "birth_date_child", "disability", "health_checks", "young_worker_cert_no", "permit_no",
    "permit_from", "permit_to", "permit_city",
)  # fmt: skip
CONTRACT_FIELDS = {
    "signed_on": "signed_on", "from": "from_date", "to": "to_date", "kind": "kind",
    "probation_from": "probation_from", "probation_to": "probation_to", "probation_wage": "probation_wage",
    "base_wage": "base_wage", "copy_given_on": "copy_given_on", "terms_present": "terms_present",
    "breach_penalty_clauses": "breach_penalty_clauses", "deposit_amount": "deposit_amount",
    "documents_held": "documents_held",
}  # fmt: skip
PAY_FIELDS = (
    "pay_date", "agreed_pay_date", "base", "piece_pay", "ot_pay_150", "ot_pay_200", "ot_pay_300",
    "special_allowances", "welfare", "gross", "net", "method", "account_holder_is_worker",
    "card_with_worker", "slip_given", "delay_filed", "days_paid",
)  # fmt: skip
# What a sheet may hold and the register keeps in another way, or needs not at all.
KEPT: Mapping[str, frozenset[str]] = {
    "workers": frozenset(
        {*WORKER_FIELDS, *RECRUITMENT_FIELDS, *SENSITIVE_FIELDS, "worker", "id_number", "birth_date", "sex",
         "hukou_rural", "leave_date", "bank_account", "agency", "agency_licence_no", "agency_licence_from",
         "agency_licence_to"}
    ),
    "contracts": frozenset({*CONTRACT_FIELDS, "worker"}),
    "payroll": frozenset({*PAY_FIELDS, "worker", "period", "account"}),
}  # fmt: skip
NEEDED_OF_NEW = ("name", "hire_date", "employment_form")


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


@dataclass
class ImportPlan:
    """What would be written; `problems` are {code, sheet, row, column, facts}, and then nothing is."""

    problems: list[dict[str, Any]] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)
    not_kept: list[str] = field(default_factory=list)
    to_create: list[models.Model] = field(default_factory=list)
    to_change: list[tuple[models.Model, list[str]]] = field(default_factory=list)
    to_delete: list[models.Model] = field(default_factory=list)
    joiners: list[Worker] = field(default_factory=list)
    leavers: list[Worker] = field(default_factory=list)
    changed_workers: list[tuple[Worker, list[str]]] = field(default_factory=list)

    @property
    def workers(self) -> list[Worker]:
        """The workers that are new or changed."""
        records = [*self.to_create, *(record for record, _names in self.to_change)]
        return [record for record in records if isinstance(record, Worker)]

    def tally(self, sheet: str) -> Tally:
        """Return the tally of a sheet."""
        return self.tallies.setdefault(sheet, Tally())

    def put(self, record: models.Model, changed: list[str], sheet: str, *, counts: bool = True) -> None:
        """Note a record that would be made or changed, or stays."""
        is_new = record.pk is None
        if is_new:
            self.to_create.append(record)
        elif changed:
            self.to_change.append((record, changed))
        if counts:
            self.tally(sheet).add(is_new=is_new, changed=bool(changed))


def plan_import(employer: Employer, books: Books, *, units: int, today: date) -> ImportPlan:
    """Return what the books would change in an employer's register; a fixed number of queries.

    `units`: the smallest units in one of the currency. Nothing is written.
    """
    return _Planner(employer, books, units, today).plan()


class _Planner:
    def __init__(self, employer: Employer, books: Books, units: int, today: date) -> None:
        self.employer, self.books, self.units, self.today = employer, books, units, today
        self.sealer = Sealer(employer.association_id)
        self.found = ImportPlan()
        rows = of_employers(Worker.objects.filter(association_id=employer.association_id), [employer])
        self.workers = list(rows.order_by("hire_date", "pk"))
        self.by_staff_no: dict[str, list[Worker]] = {}
        self.by_digest: dict[bytes, list[Worker]] = {}
        for worker in self.workers:
            self._remember(worker)
        keys = [worker.pk for worker in self.workers]
        self.recruited = {row.worker_id: row for row in Recruitment.objects.filter(worker_id__in=keys)}
        self.protected = {row.worker_id: row for row in SensitiveFacts.objects.filter(worker_id__in=keys)}
        agencies = list(RecruitmentAgency.objects.filter(association_id=employer.association_id))
        self.agencies = {a.licence_no: a for a in agencies if a.licence_no} | {a.name: a for a in agencies}

    def _remember(self, worker: Worker) -> None:
        if worker.staff_no:
            self.by_staff_no.setdefault(worker.staff_no, []).append(worker)
        if worker.pk:
            self.by_staff_no.setdefault(str(worker), []).append(worker)
        if worker.id_number_digest is not None:
            self.by_digest.setdefault(bytes(worker.id_number_digest), []).append(worker)

    def plan(self) -> ImportPlan:
        for sheet, name in (
            ("workers", self.worker), ("contracts", self.contracts), ("payroll", self.payroll),
            ("attendance", self.attendance),
        ):  # fmt: skip
            frame = self.books.sheets.get(sheet)
            if frame is None:
                continue
            self.found.tally(sheet)
            kept = KEPT.get(sheet)
            if kept is not None:
                said = [
                    key
                    for key in frame.columns
                    if key in given_keys(sheet) - kept - {"employer"}
                    and frame[key].null_count() < frame.height
                ]
                self.found.not_kept += [label_of(sheet, key) for key in said]
            rows = list(frame.iter_rows(named=True))
            if sheet == "workers":
                for row in rows:
                    self.worker(row)
            else:
                name(rows)  # type: ignore[arg-type]
        return self.found

    # -- problems

    def problem(
        self, kind: ErrorKind, sheet: str, row: Mapping[str, Any], key: str = "", **facts: object
    ) -> None:
        if len(self.found.problems) < MOST_PROBLEMS:
            column = label_of(sheet, key) if key in given_keys(sheet) else key
            told = {name: str(value) for name, value in facts.items()}
            self.found.problems.append(
                {"code": kind.code, "sheet": sheet, "row": row.get("_row"), "column": column, "facts": told}
            )

    def refused(self, problem: ProgrammeError, sheet: str, row: Mapping[str, Any]) -> None:
        told = {
            name: value if isinstance(value, int) else str(value) for name, value in problem.facts.items()
        }
        self.problem(problem.kind, sheet, row, problem.field or "")
        self.found.problems[-1]["facts"] = told

    def _fits(
        self, record: models.Model, sheet: str, row: Mapping[str, Any], names: Mapping[str, str]
    ) -> None:
        """Refuse texts longer than their field and words that are none of its choices."""
        for key, name in names.items():
            if key not in row:
                continue
            of = record._meta.get_field(name)
            value = getattr(record, name)
            limit = getattr(of, "max_length", None)
            if limit and isinstance(value, str) and len(value) > limit:
                self.problem(errors.TEXT_TOO_LONG, sheet, row, key, limit=limit)
            inner = getattr(of, "base_field", of)
            choices = {str(code) for code, _ in (inner.choices or ())}  # type: ignore[union-attr]
            values = value if isinstance(value, list) else [value]
            for each in values:
                if choices and isinstance(each, str) and each and each not in choices:
                    self.problem(errors.CODE_NOT_KEPT, sheet, row, key, value=each[:40])

    # -- workers

    def worker(self, row: Mapping[str, Any]) -> None:
        """Plan one row of the workers."""
        said = given("workers", row, self.units)
        key = str(said["worker"])
        if looks_like_a_number(key):
            self.problem(errors.KEY_IS_PERSONAL, "workers", row, "worker")
            return
        number = Plain(said["id_number"]) if said.get("id_number") else None
        found = self._known(key, number, said, row)
        if isinstance(found, Worker) and found.pk is None:
            missing = [name for name in NEEDED_OF_NEW if name not in said]
            for name in missing:
                self.problem(errors.FACT_MISSING, "workers", row, name)
            if missing:
                return
        if found is None:
            return
        try:
            changed = self._settle(found, said, number)
        except ProgrammeError as problem:
            self.refused(problem, "workers", row)
            return
        self._fits(found, "workers", {**said, "_row": row.get("_row")}, WORKER_FIELDS)
        self._join_or_leave(found, key, changed, row)
        self.found.put(found, changed, "workers")
        self._recruitment(found, said, row)
        self._protected(found, said, row)

    def _join_or_leave(self, worker: Worker, key: str, changed: list[str], row: Mapping[str, Any]) -> None:
        """Note who comes, who goes, and of whom something else changes."""
        if worker.pk is None:
            worker.staff_no = key
            if len(key) > 30:
                self.problem(errors.TEXT_TOO_LONG, "workers", row, "worker", limit=30)
            self.found.joiners.append(worker)
            self._remember(worker)
            return
        if key not in (worker.staff_no, str(worker)):  # known by the identity number, under another name
            worker.staff_no = key[:30]
            changed.append("staff_no")
            self._remember(worker)
        if changed:
            self.found.changed_workers.append((worker, changed))
        if "leave_date" in changed and worker.leave_date is not None:
            self.found.leavers.append(worker)

    def _known(
        self, key: str, number: Plain | None, said: Mapping[str, Any], row: Mapping[str, Any]
    ) -> Worker | None:
        """Return the record that is meant, or a new one; None where two records contradict each other."""
        spells = self.by_staff_no.get(key, [])
        same = self.by_digest.get(self.sealer.digest("identity_number", number), []) if number else []
        hire_date = said.get("hire_date")

        def fits(worker: Worker) -> bool:
            return worker.leave_date is None or hire_date is None or hire_date < worker.leave_date

        by_key = next((worker for worker in reversed(spells) if fits(worker)), None)
        by_number = next((worker for worker in reversed(same) if fits(worker)), None)
        if by_key is not None and by_number is not None and by_key is not by_number:
            told = {"record": str(by_number) if by_number.pk else by_number.staff_no}
            self.problem(errors.NUMBER_OF_ANOTHER, "workers", row, "id_number", **told)
            return None
        return by_key or by_number or Worker(association=self.employer.association, employer=self.employer)

    def _settle(self, worker: Worker, said: Mapping[str, Any], number: Plain | None) -> list[str]:
        """Put what is said into the record; return the names that changed. Raises ProgrammeError."""
        facts = {WORKER_FIELDS[name]: value for name, value in said.items() if name in WORKER_FIELDS}
        if "hukou_rural" in said:
            facts["hukou_rural"] = FLAG_ANSWERS[said["hukou_rural"]]
        if "leave_date" in said:
            facts["leave_date"] = said["leave_date"] + timedelta(days=1)
        read = None
        if number is not None:
            read = read_number(facts.get("id_type", worker.id_type), number, self.today)
            # A check digit that does not fit may be a forged card: the register must say what is shown.
            if read.problem is not None and read.problem.code != "WORKFORCE_NUMBER_CHECK":
                raise read.problem
        sex, born = said.get("sex", worker.sex), said.get("birth_date", worker.birth_date)
        if worker.pk is None or {"sex", "birth_date", "id_number"} & said.keys():
            facts |= dict(settle(read, sex=sex, birth_date=born))
        changed = _set(worker, facts)
        check_age(worker.birth_date, worker.hire_date)
        if read is not None and put_sealed(worker, "id_number", read.number, self.sealer):
            changed += ["id_number", "id_number_digest"]
        if said.get("bank_account"):
            account = account_number(Plain(said["bank_account"]))
            if put_sealed(worker, "bank_account", account, self.sealer):
                changed += ["bank_account", "bank_account_digest"]
        return changed

    def _recruitment(self, worker: Worker, said: Mapping[str, Any], row: Mapping[str, Any]) -> None:
        facts = {
            RECRUITMENT_FIELDS[name]: value for name, value in said.items() if name in RECRUITMENT_FIELDS
        }
        known = self.recruited.get(worker.pk) if worker.pk else None
        if not facts and "agency" not in said:
            return
        record = known or Recruitment(association=self.employer.association, worker=worker)
        named = said.get("agency_licence_no", ""), said.get("agency", "")
        agency = self.agencies.get(named[0]) or self.agencies.get(named[1])
        if agency is not None:
            facts |= {"agency_id": agency.pk, "agency_name": ""}
        elif named[1] and record.agency_id is None:
            facts["agency_name"] = named[1]
        if known is None and "channel" not in facts:
            facts["channel"] = Channel.AGENCY.value if "agency" in said else Channel.OTHER.value
        changed = _set(record, facts)
        if record.recruitment_fee and not record.fee_paid_to:
            self.problem(
                errors.PROBLEM_KINDS["WORKFORCE_FEE_RECEIVER_MISSING"], "workers", row, "fee_paid_to"
            )
        self._fits(record, "workers", {**said, "_row": row.get("_row")}, RECRUITMENT_FIELDS)
        self.found.put(record, changed, "workers", counts=False)

    def _protected(self, worker: Worker, said: Mapping[str, Any], row: Mapping[str, Any]) -> None:
        facts = {name: said[name] for name in SENSITIVE_FIELDS if name in said}
        if "health_checks" in facts:
            from django.utils.dateparse import parse_date

            facts["health_checks"] = [day for text in facts["health_checks"] if (day := parse_date(text))]
        if not facts:
            return
        known = self.protected.get(worker.pk) if worker.pk else None
        record = known or SensitiveFacts(association=self.employer.association, worker=worker)
        changed = _set(record, facts)
        if record.permit_from and record.permit_to and record.permit_to < record.permit_from:
            self.problem(errors.PROBLEM_KINDS["WORKFORCE_PERMIT_DAYS"], "workers", row, "permit_to")
        child, since = record.birth_date_child, record.pregnancy_start
        if child and since and child <= since:
            kind = errors.PROBLEM_KINDS["WORKFORCE_CHILD_BEFORE_PREGNANCY"]
            self.problem(kind, "workers", row, "birth_date_child")
        self.found.put(record, changed, "workers", counts=False)

    def _worker(self, sheet: str, row: Mapping[str, Any], day: date | None = None) -> Worker | None:
        """Return whose row it is: of several spells the last that had begun."""
        spells = self.by_staff_no.get(str(row["worker"]), [])
        begun = [worker for worker in spells if day is None or worker.hire_date <= day]
        if spells:
            return (begun or spells)[-1]
        shown = "…" if looks_like_a_number(str(row["worker"])) else str(row["worker"])[:40]
        self.problem(errors.WORKER_UNKNOWN, sheet, row, "worker", worker=shown)
        return None

    # -- contracts

    def contracts(self, rows: list[dict[str, Any]]) -> None:
        """Plan the contracts."""
        keys = [worker.pk for worker in self.workers]
        known: dict[int, list[Contract]] = {}
        for contract in Contract.objects.filter(worker_id__in=keys):
            known.setdefault(contract.worker_id, []).append(contract)
        for row in rows:
            said = given("contracts", row, self.units)
            if "from" not in said:
                self.problem(errors.CONTRACT_START, "contracts", row, "from")
                continue
            worker = self._worker("contracts", row, said["from"])
            if worker is None:
                continue
            others = known.get(worker.pk, []) if worker.pk else []
            record = next((each for each in others if each.from_date == said["from"]), None)
            if record is None:
                record = Contract(association=self.employer.association, worker=worker)
                said.setdefault("kind", ContractKind.FIXED.value if "to" in said else ContractKind.OPEN.value)
            facts = {CONTRACT_FIELDS[name]: value for name, value in said.items() if name in CONTRACT_FIELDS}
            changed = _set(record, facts)
            try:
                check_days(record)
            except ProgrammeError as problem:
                self.refused(problem, "contracts", row)
                continue
            self._fits(record, "contracts", {**said, "_row": row.get("_row")}, CONTRACT_FIELDS)
            clash = next((each for each in others if each is not record and _overlap(each, record)), None)
            if clash is not None:
                self.refused(
                    ProgrammeError(
                        errors.PROBLEM_KINDS["WORKFORCE_CONTRACT_OVERLAPS"], {"days": clash.days_text}
                    ),
                    "contracts",
                    row,
                )
                continue
            self.found.put(record, changed, "contracts")

    # -- pay

    def payroll(self, rows: list[dict[str, Any]]) -> None:
        """Plan the months of pay with their deductions."""
        deductions = self._deductions()
        months: dict[tuple[int, date], list[tuple[dict[str, Any], dict[str, Any]]]] = {}
        owners: dict[int, Worker] = {}
        for row in rows:
            said = given("payroll", row, self.units)
            worker = self._worker("payroll", row, _end(said["period"]))
            if worker is not None:
                owners[id(worker)] = worker
                months.setdefault((id(worker), said["period"]), []).append((said, row))
        keys = [worker.pk for worker in self.workers]
        periods = {period for _, period in months}
        known: dict[tuple[int, date], list[PayLine]] = {}
        found = PayLine.objects.filter(worker_id__in=keys, period__in=periods).order_by("position")
        for line in found:
            known.setdefault((line.worker_id, line.period), []).append(line)
        for (owner, period), lines in months.items():
            worker = owners[owner]
            before = known.get((worker.pk, period), []) if worker.pk else []
            taken = deductions.pop((str(lines[0][1]["worker"]), period), [])
            self._pay_month(worker, period, lines, before, taken)
        for (key, period), alone in deductions.items():
            row = {"_row": alone[0].pop("_row", None)}
            self.problem(errors.DEDUCTION_ALONE, "deductions", row, "worker", worker=key, period=period)

    def _deductions(self) -> dict[tuple[str, date], list[dict[str, Any]]]:
        frame = self.books.sheets.get("deductions")
        found: dict[tuple[str, date], list[dict[str, Any]]] = {}
        for row in frame.iter_rows(named=True) if frame is not None else ():
            said = given("deductions", row, self.units)
            if "period" not in said:
                continue
            each: dict[str, Any] = {
                name: said[name] for name in ("code", "reason", "written_notice") if name in said
            }
            if "amount" in said:
                each["amount"] = str(said["amount"])
            each["_row"] = row.get("_row")
            found.setdefault((str(row["worker"]), said["period"]), []).append(each)
        return found

    def _pay_month(
        self,
        worker: Worker,
        period: date,
        lines: list[tuple[dict[str, Any], dict[str, Any]]],
        before: list[PayLine],
        taken: list[dict[str, Any]],
    ) -> None:
        any_changed = len(before) > len(lines)
        self.found.to_delete += before[len(lines) :]
        for position, (said, row) in enumerate(lines):
            if position < len(before):
                record = before[position]
            else:
                record = PayLine(
                    association=self.employer.association, worker=worker, period=period, position=position
                )
            empty = {name: "" if name == "method" else None for name in PAY_FIELDS}
            facts: dict[str, Any] = {**empty, **{name: said[name] for name in PAY_FIELDS if name in said}}
            known = bool(row.get("deductions_given")) or bool(taken)
            own = [{k: v for k, v in each.items() if k != "_row"} for each in taken] if position == 0 else []
            facts["deductions"] = own if known else None
            account = said.get("account")
            facts["account_digest"] = self.sealer.digest("bank_account", Plain(account)) if account else None
            changed = _set(record, facts)
            self.found.put(record, changed, "payroll", counts=False)
            any_changed = any_changed or bool(changed) or record.pk is None
        self.found.tally("payroll").add(is_new=not before, changed=any_changed)

    # -- attendance

    def attendance(self, rows: list[dict[str, Any]]) -> None:
        """Plan the months of attendance: a month that is handed in replaces what was there."""
        months: dict[tuple[int, date], list[dict[str, Any]]] = {}
        owners: dict[int, Worker] = {}
        cache: dict[tuple[str, date], Worker | None] = {}
        for row in rows:
            day = given("attendance", row, self.units)
            period = day["date"].replace(day=1)
            at = (str(row["worker"]), period)
            if at not in cache:
                cache[at] = self._worker("attendance", row, _end(period))
            worker = cache[at]
            if worker is not None:
                owners[id(worker)] = worker
                months.setdefault((id(worker), period), []).append(_day_of(day))
        keys = [worker.pk for worker in self.workers]
        periods = {period for _, period in months}
        found = AttendanceMonth.objects.filter(worker_id__in=keys, period__in=periods)
        known = {(month.worker_id, month.period): month for month in found}
        for (owner, period), days in months.items():
            worker = owners[owner]
            record = known.get((worker.pk, period)) if worker.pk else None
            if record is None:
                record = AttendanceMonth(association=self.employer.association, worker=worker, period=period)
            days.sort(key=lambda each: str(each["date"]))
            minutes = [_minutes(each) for each in days]
            facts = {
                "days": days,
                "minutes": sum(minutes),
                "days_worked": sum(1 for each in minutes if each),
            }
            self.found.put(record, _set(record, facts), "attendance")


def given_keys(sheet: str) -> frozenset[str]:
    """Return the keys of a sheet's facts."""
    from safe_employment.engines.labour_law.books import sheet_named

    return sheet_named(sheet).keys


def _set(record: models.Model, facts: Mapping[str, Any]) -> list[str]:
    changed = []
    for name, value in facts.items():
        before = getattr(record, name)
        before = bytes(before) if isinstance(before, memoryview) else before
        if before != value:
            setattr(record, name, value)
            changed.append(name)
    return changed


def _end(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _overlap(one: Contract, other: Contract) -> bool:
    if one.to_date is not None and one.to_date < other.from_date:
        return False
    return other.to_date is None or other.to_date >= one.from_date


def _day_of(said: Mapping[str, Any]) -> dict[str, Any]:
    day: dict[str, Any] = {"date": said["date"].isoformat()}
    for key, name in (
        ("planned_kind", "planned_kind"), ("start", "start"), ("end", "end"),
        ("break_minutes", "break_minutes"), ("worked_hours", "minutes"), ("night_hours", "night_minutes"),
        ("leave", "leave"),
    ):  # fmt: skip
        if key in said:
            day[name] = said[key]
    if "comp_rest_for" in said:
        day["comp_rest_for"] = said["comp_rest_for"].isoformat()
    return day


def _minutes(day: Mapping[str, Any]) -> int:
    if "minutes" in day:
        return int(day["minutes"])
    if "start" not in day or "end" not in day:
        return 0
    span = int(day["end"]) - int(day["start"])
    return max((span + 1440 if span <= 0 else span) - int(day.get("break_minutes") or 0), 0)
