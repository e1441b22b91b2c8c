"""The rows of a worker register as the sheets that the law engine reads."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import polars as pl

from safe_employment.engines.labour_law.books import KINDS, sheet_named
from safe_employment.engines.labour_law.language import EPOCH
from safe_employment.kit.sealed import Sealer, open_sealed
from safe_employment.members.models.employers import CodeKind
from safe_employment.workforce.models import AMOUNTS, Answer, EmploymentForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from safe_employment.members.models import Employer
    from safe_employment.workforce.models import (
        Contract,
        PayLine,
        Recruitment,
        RecruitmentAgency,
        SensitiveFacts,
        Worker,
    )

__all__ = ["Sheets", "employer_key", "worker_key"]

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


def _day(value: date | None) -> int | None:
    return (value - EPOCH).days if value is not None else None


def _iso(value: str | None) -> int | None:
    return _day(date.fromisoformat(value)) if value else None


def _period(value: date) -> int:
    return value.year * 100 + value.month


def _list(values: Iterable[object]) -> str:
    return "|" + "".join(f"{value}|" for value in values)


def _blank(row: Mapping[str, Any], asked: Iterable[str]) -> str:
    return _list(name for name in asked if row.get(name) is None)


class Sheets:
    """Rows of each sheet, of one employer after another; `minor_units` of the currency make one unit."""

    def __init__(self, minor_units: int) -> None:
        self._units = minor_units
        self._rows: dict[str, list[dict[str, Any]]] = {}

    def _add(self, sheet: str, of: str, row: dict[str, Any]) -> None:
        self._rows.setdefault(sheet, []).append({"employer": of, **row})

    def _money(self, amount: Decimal | None) -> int | None:
        return int(amount * self._units) if amount is not None else None

    def employer(self, employer: Employer) -> None:
        """What the register of members says of the employer itself."""
        self._add(
            "employer",
            employer_key(employer.pk),
            {
                "uscc": employer.code or None if employer.code_kind == CodeKind.SOCIAL_CREDIT else None,
                "district_code": employer.division_code or None,
                "industry_code": employer.industry_code or None,
                "size_class": employer.size_class or None,
            },
        )

    def worker(
        self,
        of: str,
        worker: Worker,
        sealer: Sealer,
        came: Recruitment | None,
        protected: SensitiveFacts | None,
    ) -> None:
        """A worker, with how they came and the protected facts."""
        number = open_sealed(worker, "id_number", sealer)
        account = worker.bank_account_digest
        row: dict[str, Any] = {
            "worker": worker_key(worker.pk),
            "name": worker.name,
            "id_type": worker.id_type,
            "id_number": number.reveal() if number else None,
            "birth_date": _day(worker.birth_date),
            "sex": worker.sex,
            "hukou_rural": _FLAGS.get(Answer(worker.hukou_rural)),
            "household_address": worker.household_address or None,
            "current_address": worker.current_address or None,
            "contact": worker.phone or None,
            "nationality": worker.nationality,
            "hire_date": _day(worker.hire_date),
            # The register names the first day no longer at work, the books the last day at work.
            "leave_date": _day(worker.leave_date - timedelta(days=1)) if worker.leave_date else None,
            "employment_form": worker.employment_form,
            "post": worker.post or None,
            "post_hazard_tags": _list(worker.post_hazard_tags),
            "district_code": worker.workplace.division_code or None if worker.workplace else None,
            "si_registered_on": _day(worker.si_registered_on),
            "bank_account": bytes(account).hex() if account is not None else None,
        }
        row |= self._came(came, worker)
        row |= self._protected(protected)
        row["blank"] = _blank(row, ASKED_OF_WORKERS)
        self._add("workers", of, row)

    def _came(self, came: Recruitment | None, worker: Worker) -> dict[str, Any]:
        dispatched = worker.employment_form == EmploymentForm.DISPATCHED
        agency = (came.agency if came else None) or (worker.dispatch_agency if dispatched else None)
        row = _licence(agency, came.agency_name if came else "")
        if came is None:
            return row
        return row | {
            "channel": came.channel,
            "recruiter": came.recruiter or None,
            "recruiter_contact": came.recruiter_contact or None,
            "origin": came.origin or None,
            "recruitment_fee": None if came.fee_repaid_on else self._money(came.recruitment_fee),
            "fee_paid_to": came.fee_paid_to or None,
            "debt_to_employer": self._money(came.debt_to_employer),
        }

    @staticmethod
    def _protected(found: SensitiveFacts | None) -> dict[str, Any]:
        if found is None:
            return {}
        return {
            "pregnancy_start": _day(found.pregnancy_start),
            "birth_date_child": _day(found.birth_date_child),
            "disability": found.disability,
            "health_checks": _list(found.health_checks) if found.health_checks else None,
            "young_worker_cert_no": found.young_worker_cert_no or None,
            "permit_no": found.permit_no or None,
            "permit_from": _day(found.permit_from),
            "permit_to": _day(found.permit_to),
            "permit_city": found.permit_city or None,
        }

    def contract(self, of: str, contract: Contract) -> None:
        """A contract. Terms that nobody ticked are not known; papers and penalties nobody ticked are none."""
        row: dict[str, Any] = {
            "worker": worker_key(contract.worker_id),
            "signed_on": _day(contract.signed_on),
            "from": _day(contract.from_date),
            "to": _day(contract.to_date),
            "kind": contract.kind,
            "probation_from": _day(contract.probation_from),
            "probation_to": _day(contract.probation_to),
            "probation_wage": self._money(contract.probation_wage),
            "base_wage": self._money(contract.base_wage),
            "copy_given_on": _day(contract.copy_given_on),
            "terms_present": _list(contract.terms_present) if contract.terms_present else None,
            "breach_penalty_clauses": _list(contract.breach_penalty_clauses),
            "deposit_amount": self._money(contract.deposit_amount),
            "documents_held": _list(contract.documents_held),
        }
        row["blank"] = _blank(row, ASKED_OF_CONTRACTS)
        self._add("contracts", of, row)

    def pay_line(self, of: str, line: PayLine) -> None:
        """A line of the wage table, and its deductions on a sheet of their own."""
        worker, period = worker_key(line.worker_id), _period(line.period)
        self._add(
            "payroll",
            of,
            {
                "worker": worker,
                "period": period,
                "pay_date": _day(line.pay_date),
                "agreed_pay_date": _day(line.agreed_pay_date),
                **{name: self._money(getattr(line, name)) for name in AMOUNTS},
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
                    "period": period,
                    "code": each.get("code"),
                    "amount": self._money(Decimal(each["amount"])) if each.get("amount") else None,
                    "reason": each.get("reason"),
                    "written_notice": each.get("written_notice"),
                },
            )

    def days(self, of: str, worker: str, days: Iterable[Mapping[str, Any]]) -> None:
        """The days of a month."""
        for day in days:
            self._add(
                "attendance",
                of,
                {
                    "worker": worker,
                    "date": _iso(day["date"]),
                    "planned_kind": day.get("planned_kind"),
                    "start": day.get("start"),
                    "end": day.get("end"),
                    "break_minutes": day.get("break_minutes"),
                    "worked_hours": day.get("minutes"),
                    "night_hours": day.get("night_minutes"),
                    "comp_rest_for": _iso(day.get("comp_rest_for")),
                    "leave": day.get("leave"),
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


def _licence(agency: RecruitmentAgency | None, written: str) -> dict[str, Any]:
    """Return the agency and its licence: valid until the day before it was revoked, if it was."""
    if agency is None:
        return {"agency": written or None}
    last = agency.valid_to
    if agency.revoked_on is not None:
        before = agency.revoked_on - timedelta(days=1)
        last = before if last is None else min(last, before)
    return {
        "agency": agency.name,
        "agency_licence_no": agency.licence_no or None,
        "agency_licence_from": _day(agency.valid_from),
        "agency_licence_to": _day(last),
    }


def _frame(key: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    sheet = sheet_named(key)
    schema: dict[str, Any] = {"employer": pl.String}
    schema |= {fact.key: _TYPES[KINDS[fact.kind]] for fact in sheet.facts}
    if key == "payroll":
        schema["deductions_given"] = pl.Boolean
    if key in ("workers", "contracts"):
        schema["blank"] = pl.String
    columns: dict[str, list[Any]] = {name: [row.get(name) for row in rows] for name in schema}
    return pl.DataFrame(columns, schema=schema)
