"""The rows of pay, with what was taken off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.kit.sealed import Plain
from safe_employment.workforce.importing import errors
from safe_employment.workforce.importing.register import end_of_month, put_facts
from safe_employment.workforce.importing.values import given
from safe_employment.workforce.models import PayLine, Worker

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.workforce.importing.register import Register

PAY_FIELDS = (
    "pay_date", "agreed_pay_date", "base", "piece_pay", "ot_pay_150", "ot_pay_200", "ot_pay_300",
    "special_allowances", "welfare", "gross", "net", "method", "account_holder_is_worker",
    "card_with_worker", "slip_given", "delay_filed", "days_paid",
)  # fmt: skip


def plan_payroll(at: Register, rows: list[dict[str, Any]]) -> None:
    """Plan the months of pay with their deductions."""
    deductions = _deductions(at)
    months: dict[tuple[int, date], list[tuple[dict[str, Any], dict[str, Any]]]] = {}
    owners: dict[int, Worker] = {}
    for row in rows:
        said = given("payroll", row, at.units)
        worker = at.worker_of("payroll", row, end_of_month(said["period"]))
        if worker is not None:
            owners[id(worker)] = worker
            months.setdefault((id(worker), said["period"]), []).append((said, row))
    keys = [worker.pk for worker in at.workers]
    periods = {period for _, period in months}
    known: dict[tuple[int, date], list[PayLine]] = {}
    found = PayLine.objects.filter(worker_id__in=keys, period__in=periods).order_by("position")
    for line in found:
        known.setdefault((line.worker_id, line.period), []).append(line)
    for (owner, period), lines in months.items():
        worker = owners[owner]
        before = known.get((worker.pk, period), []) if worker.pk else []
        taken = deductions.pop((str(lines[0][1]["worker"]), period), [])
        _pay_month(at, worker, period, lines, before=before, taken=taken)
    for (key, period), alone in deductions.items():
        row = {"_row": alone[0].pop("_row", None)}
        at.problem(errors.DEDUCTION_ALONE, "deductions", row, "worker", worker=key, period=period)


def _deductions(at: Register) -> dict[tuple[str, date], list[dict[str, Any]]]:
    frame = at.books.sheets.get("deductions")
    found: dict[tuple[str, date], list[dict[str, Any]]] = {}
    for row in frame.iter_rows(named=True) if frame is not None else ():
        said = given("deductions", row, at.units)
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
    at: Register,
    worker: Worker,
    period: date,
    lines: list[tuple[dict[str, Any], dict[str, Any]]],
    *,
    before: list[PayLine],
    taken: list[dict[str, Any]],
) -> None:
    any_changed = len(before) > len(lines)
    at.plan.to_delete += before[len(lines) :]
    for position, (said, row) in enumerate(lines):
        if position < len(before):
            record = before[position]
        else:
            record = PayLine(
                association=at.employer.association, worker=worker, period=period, position=position
            )
        empty = {name: "" if name == "method" else None for name in PAY_FIELDS}
        facts: dict[str, Any] = {**empty, **{name: said[name] for name in PAY_FIELDS if name in said}}
        known = bool(row.get("deductions_given")) or bool(taken)
        own = [{k: v for k, v in each.items() if k != "_row"} for each in taken] if position == 0 else []
        facts["deductions"] = own if known else None
        account = said.get("account")
        facts["account_digest"] = at.sealer.digest("bank_account", Plain(account)) if account else None
        changed = put_facts(record, facts)
        at.fits(record, "payroll", row, {"days_paid": "days_paid"})
        at.plan.put(record, changed, "payroll", counts=False)
        any_changed = any_changed or bool(changed) or record.pk is None
    at.plan.tally("payroll").add(is_new=not before, changed=any_changed)
