"""The rows of a worker register as the sheets that the law engine reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from safe_employment.engines.labour_law.books import KINDS, sheet_named
from safe_employment.kit.sealed import Sealer, open_sealed
from safe_employment.workforce.models import AMOUNTS, Answer, EmploymentForm

from .words import blank, day, list_text, period

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from safe_employment.workforce.models import (
        AnnualLeave,
        Contract,
        Leaving,
        PayLine,
        Recruitment,
        RecruitmentAgency,
        SensitiveFacts,
        Worker,
    )

__all__ = ["OfWorker", "Sheets", "employer_key", "worker_key"]

_TYPES = {"string": pl.String, "int64": pl.Int64, "boolean": pl.Boolean}
_FLAGS = {Answer.YES: True, Answer.NO: False}
# An empty field of these is known to be empty: the register has the column, and the law wants it filled.
ASKED_OF_WORKERS = (
    "name", "id_number", "household_address", "current_address", "contact", "si_registered_on", "post",
)  # fmt: skip
ASKED_OF_CONTRACTS = ("signed_on", "copy_given_on")


def employer_key(pk: int) -> str:
    """Return what an employer is called in the books."""
    return f"E{pk}"


def worker_key(pk: int) -> str:
    """Return what a worker is called in the books: the record's number, never the name."""
    return f"W{pk:06d}"


def _iso(value: str | None) -> int | None:
    return day(date.fromisoformat(value)) if value else None


@dataclass(frozen=True)
class OfWorker:
    """What hangs on a worker: how they came, the protected facts, how they left, the leave of the year."""

    came: Recruitment | None = None
    protected: SensitiveFacts | None = None
    left: Leaving | None = None
    leave: AnnualLeave | None = None


class Sheets:
    """Rows of each sheet, of one employer after another; `minor_units` of the currency make one unit."""

    def __init__(self, minor_units: int) -> None:
        self._units = minor_units
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def _add(self, sheet: str, of: str, row: dict[str, Any]) -> None:
        self._rows.setdefault(sheet, []).append({"employer": of, **row})

    def money(self, amount: Decimal | None) -> int | None:
        """An amount in the currency's smallest unit."""
        return int(amount * self._units) if amount is not None else None

    def employer(self, row: dict[str, Any], of: str) -> None:
        """The employer itself."""
        self._add("employer", of, row)

    def worker(self, of: str, worker: Worker, sealer: Sealer, hangs: OfWorker) -> None:
        """A worker, with what hangs on them."""
        number = open_sealed(worker, "id_number", sealer)
        account = worker.bank_account_digest
        row: dict[str, Any] = {
            "worker": worker_key(worker.pk),
            "name": worker.name,
            "id_type": worker.id_type,
            "id_number": number.reveal() if number else None,
            "birth_date": day(worker.birth_date),
            "sex": worker.sex,
            "hukou_rural": _FLAGS.get(Answer(worker.hukou_rural)),
            "household_address": worker.household_address or None,
            "current_address": worker.current_address or None,
            "contact": worker.phone or None,
            "nationality": worker.nationality,
            "hire_date": day(worker.hire_date),
            # The register names the first day no longer at work, the books the last day at work.
            "leave_date": day(worker.last_day),
            "employment_form": worker.employment_form,
            "post": worker.post or None,
            "post_hazard_tags": list_text(worker.post_hazard_tags),
            "district_code": _district(worker),
            "si_registered_on": day(worker.si_registered_on),
            "bank_account": bytes(account).hex() if account is not None else None,
            "hours_system": worker.hours_system or None,
            "post_kind": worker.post_kind or None,
            "si_exempt": worker.si_exempt or None,
            "work_injury_insured": _FLAGS.get(Answer(worker.work_injury_insured)),
            "speaks_language": _FLAGS.get(Answer(worker.speaks_language)),
            "agreement_signed_on": day(worker.agreement_signed_on),
            "documents_held": list_text(worker.documents_held),
        }
        row |= self._came(hangs.came, worker) | self._protected(hangs.protected)
        row |= self._left(hangs.left) | self._leave(hangs.leave)
        none = hangs.protected.known_none if hangs.protected is not None else ()
        row["blank"] = blank(row, (*ASKED_OF_WORKERS, *worker.known_none, *none))
        self._add("workers", of, row)

    def _came(self, came: Recruitment | None, worker: Worker) -> dict[str, Any]:
        dispatched = worker.employment_form == EmploymentForm.DISPATCHED
        agency = (came.agency if came else None) or (worker.dispatch_agency if dispatched else None)
        row = _licence(agency, came)
        if came is None:
            return row
        return row | {
            "channel": came.channel,
            "recruiter": came.recruiter or None,
            "recruiter_contact": came.recruiter_contact or None,
            "origin": came.origin or None,
            "recruitment_fee": 0 if came.fee_repaid_on else self.money(came.recruitment_fee),
            "fee_paid_to": came.fee_paid_to or None,
            "debt_to_employer": self.money(came.debt_to_employer),
        }

    @staticmethod
    def _protected(found: SensitiveFacts | None) -> dict[str, Any]:
        if found is None:
            return {}
        return {
            "pregnancy_start": day(found.pregnancy_start),
            "birth_date_child": day(found.birth_date_child),
            "disability": found.disability,
            "health_checks": list_text(found.health_checks) if found.health_checks else None,
            "young_worker_cert_no": found.young_worker_cert_no or None,
            "permit_no": found.permit_no or None,
            "permit_from": day(found.permit_from),
            "permit_to": day(found.permit_to),
            "permit_city": found.permit_city or None,
            "children_born": found.children_born,
            "difficult_birth": found.difficult_birth,
            "maternity_leave_days": found.maternity_leave_days,
            "breastfeeding_minutes": found.breastfeeding_minutes,
            "pregnancy_test": found.pregnancy_test,
            "medical_period_to": day(found.medical_period_to),
        }

    def _left(self, left: Leaving | None) -> dict[str, Any]:
        if left is None:
            return {}
        return {
            "resigned_on": day(left.resigned_on),
            "resignation_accepted": left.resignation_accepted,
            "pay_withheld_at_exit": self.money(left.pay_withheld_at_exit),
            "final_pay_date": day(left.final_pay_date),
            "termination_ground": left.termination_ground or None,
        }

    def _leave(self, leave: AnnualLeave | None) -> dict[str, Any]:
        if leave is None:
            return {}
        return {
            "service_years": leave.service_years,
            "annual_leave_taken": leave.days_taken,
            "annual_leave_pay": self.money(leave.paid),
            "average_wage": self.money(leave.average_wage),
        }

    def contract(self, of: str, contract: Contract) -> None:
        """A contract."""
        row: dict[str, Any] = {
            "worker": worker_key(contract.worker_id),
            "signed_on": day(contract.signed_on),
            "from": day(contract.from_date),
            "to": day(contract.to_date),
            "kind": contract.kind,
            "probation_from": day(contract.probation_from),
            "probation_to": day(contract.probation_to),
            "probation_wage": self.money(contract.probation_wage),
            "base_wage": self.money(contract.base_wage),
            "copy_given_on": day(contract.copy_given_on),
            "terms_present": list_text(contract.terms_present),
            "breach_penalty_clauses": list_text(contract.breach_penalty_clauses),
            "deposit_amount": self.money(contract.deposit_amount),
            "documents_held": list_text(contract.documents_held),
            "waiver_clauses": list_text(contract.waiver_clauses),
            "training_cost": self.money(contract.training_cost),
            "training_months": contract.training_months,
            "training_months_served": contract.training_months_served,
            "training_penalty": self.money(contract.training_penalty),
            "worker_asked_fixed": contract.worker_asked_fixed,
            "explained": contract.explained,
            "kept_until": day(contract.kept_until),
        }
        row["blank"] = blank(row, (*ASKED_OF_CONTRACTS, *contract.known_none))
        self._add("contracts", of, row)

    def pay_line(self, of: str, line: PayLine) -> None:
        """A line of the wage table, and its deductions on a sheet of their own."""
        worker, month = worker_key(line.worker_id), period(line.period)
        self._add(
            "payroll",
            of,
            {
                "worker": worker,
                "period": month,
                "pay_date": day(line.pay_date),
                "agreed_pay_date": day(line.agreed_pay_date),
                **{name: self.money(getattr(line, name)) for name in AMOUNTS},
                "method": line.method or None,
                "account_holder_is_worker": line.account_holder_is_worker,
                "account": bytes(line.account_digest).hex() if line.account_digest is not None else None,
                "card_with_worker": line.card_with_worker,
                "slip_given": line.slip_given,
                "delay_filed": line.delay_filed,
                "days_paid": line.days_paid,
                "deductions_given": True if line.deductions is not None else None,
            },
        )
        for each in line.deductions or ():
            self._add(
                "deductions",
                of,
                {
                    "worker": worker,
                    "period": month,
                    "code": each.get("code"),
                    "amount": self.money(Decimal(each["amount"])) if each.get("amount") else None,
                    "reason": each.get("reason"),
                    "written_notice": each.get("written_notice"),
                },
            )

    def days(self, of: str, worker: str, days: Iterable[Mapping[str, Any]]) -> None:
        """The days of a month."""
        for each in days:
            self._add(
                "attendance",
                of,
                {
                    "worker": worker,
                    "date": _iso(each["date"]),
                    "planned_kind": each.get("planned_kind"),
                    "start": each.get("start"),
                    "end": each.get("end"),
                    "break_minutes": each.get("break_minutes"),
                    "worked_hours": each.get("minutes"),
                    "night_hours": each.get("night_minutes"),
                    "comp_rest_for": _iso(each.get("comp_rest_for")),
                    "leave": each.get("leave"),
                },
            )

    def brought_by(self, of: str, came: Recruitment) -> None:
        """A worker of whom only the recruiter counts."""
        self._add(
            "workers",
            of,
            {"worker": worker_key(came.worker_id), "recruiter_contact": came.recruiter_contact},
        )

    def frames(self) -> dict[str, pl.DataFrame]:
        """Return the sheets that have rows; deductions too where there is a payroll that knows of none."""
        rows = dict(self._rows)
        if any(row["deductions_given"] for row in rows.get("payroll", ())):
            rows.setdefault("deductions", [])
        return {key: _frame(key, found) for key, found in rows.items()}


def _district(worker: Worker) -> str | None:
    of_place = worker.workplace.division_code if worker.workplace else ""
    return of_place or worker.work_district or None


def _licence(agency: RecruitmentAgency | None, came: Recruitment | None) -> dict[str, Any]:
    """Return the agency and its licence: as the association knows it, else as the employer wrote it.

    It is valid until the day before it was revoked, if it was.
    """
    if agency is None:
        if came is None:
            return {}
        return {
            "agency": came.agency_name or None,
            "agency_licence_no": came.agency_licence_no or None,
            "agency_licence_from": day(came.agency_licence_from),
            "agency_licence_to": day(came.agency_licence_to),
        }
    last = agency.valid_to
    if agency.revoked_on is not None:
        before = agency.revoked_on - timedelta(days=1)
        last = before if last is None else min(last, before)
    return {
        "agency": agency.name,
        "agency_licence_no": agency.licence_no or None,
        "agency_licence_from": day(agency.valid_from),
        "agency_licence_to": day(last),
    }


def _frame(key: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    sheet = sheet_named(key)
    schema: dict[str, Any] = {"employer": pl.String}
    schema |= {fact.key: _TYPES[KINDS[fact.kind]] for fact in sheet.facts}
    if key == "payroll":
        schema["deductions_given"] = pl.Boolean
    if key in ("employer", "workers", "contracts"):
        schema["blank"] = pl.String
    columns: dict[str, list[Any]] = {name: [row.get(name) for row in rows] for name in schema}
    return pl.DataFrame(columns, schema=schema)
