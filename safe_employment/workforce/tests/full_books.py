"""Books in which every fact of every sheet is filled, as JSON holds them."""

from __future__ import annotations

from datetime import date
from typing import Any

from safe_employment.workforce.tests import factories

EMPLOYER: dict[str, Any] = {
    "uscc": "91530102MA6K2X3Y4D", "district_code": "530102", "industry_code": "6210", "size_class": "micro",
    "is_entertainment_venue": False, "is_licensed": True, "hr_licence_no": "滇人服证字001",
    "approved_system": "comprehensive", "approved_from": "2026-01-01", "approved_to": "2027-12-31",
    "approved_cycle": "quarter", "approved_posts": ["服务员", "厨师"], "auxiliary_posts": ["保洁员"],
    "own_contracts": 12, "dispatched_workers": 1, "exits_locked": True, "advert_conditions": ["sex"],
    "pregnancy_test": True, "ledger_years": 3, "ledger_items": ["employer_name", "net_pay"], "pay_day": 10,
    "bank_file_total": 2100.5, "bank_file_period": "2026-09",
}  # fmt: skip
CONTRACT: dict[str, Any] = {
    "worker": "001", "signed_on": "2026-03-02", "from": "2026-03-01", "to": "2029-02-28", "kind": "fixed",
    "probation_from": "2026-03-01", "probation_to": "2026-03-31", "probation_wage": 1900, "base_wage": 2300,
    "copy_given_on": "2026-03-03", "terms_present": ["term", "pay"],
    "breach_penalty_clauses": ["training_service", "leaving"], "waiver_clauses": ["overtime", "marriage"],
    "training_cost": 3000, "training_months": 24, "training_months_served": 6, "training_penalty": 2500.25,
    "deposit_amount": 500, "documents_held": ["id_card", "licence"], "worker_asked_fixed": True,
    "explained": False, "kept_until": "2031-03-01",
}  # fmt: skip
DAY: dict[str, Any] = {
    "worker": "001", "date": "2026-09-05", "planned_kind": "rest", "start": "08:30", "end": "19:00",
    "break_minutes": 60, "worked_hours": 9.5, "night_hours": 1, "comp_rest_for": "2026-09-12",
    "leave": "annual",
}  # fmt: skip
PAY: dict[str, Any] = {
    "worker": "001", "period": "2026-09", "pay_date": "2026-10-09", "agreed_pay_date": "2026-10-10",
    "base": 2300, "piece_pay": 100.5, "ot_pay_150": 1, "ot_pay_200": 2, "ot_pay_300": 3,
    "special_allowances": 4, "welfare": 5, "gross": 2415.5, "net": 2365.5, "method": "bank",
    "account_holder_is_worker": True, "account": "6222021234567891", "card_with_worker": False,
    "slip_given": True, "delay_filed": False, "days_paid": 22,
}  # fmt: skip
DEDUCTION: dict[str, Any] = {
    "worker": "001", "period": "2026-09", "code": "damage", "amount": 50, "reason": "盘子",
    "written_notice": True,
}  # fmt: skip


def worker() -> dict[str, Any]:
    """A woman of Myanmar who came by an agency that the association does not know, and has left."""
    return {
        "worker": "001", "name": "李小明", "id_type": "passport", "id_number": "MB123456",
        "birth_date": "2009-01-20", "sex": "F", "hukou_rural": True, "household_address": "缅甸果敢",
        "current_address": "翠湖路1号", "contact": "13800000001", "nationality": "MM", "disability": False,
        "hire_date": "2026-03-01", "leave_date": "2026-09-29", "employment_form": "dispatched",
        "hours_system": "comprehensive", "post": "服务员", "post_hazard_tags": ["heat_3", "heavy_lifting"],
        "post_kind": "auxiliary", "district_code": "530103", "pregnancy_start": "2026-01-05",
        "birth_date_child": "2026-09-10", "children_born": 2, "difficult_birth": True,
        "maternity_leave_days": 20, "breastfeeding_minutes": 30, "young_worker_cert_no": "昆未001",
        "health_checks": ["2026-02-20", "2026-08-20"], "permit_no": "5301", "permit_from": "2026-02-01",
        "permit_to": "2026-12-31", "permit_city": "530100", "si_registered_on": "2026-03-20",
        "si_exempt": "retired", "work_injury_insured": True, "agreement_signed_on": "2026-03-04",
        "channel": "agency", "agency": "无名中介", "agency_licence_no": "滇002",
        "agency_licence_from": "2025-01-01", "agency_licence_to": "2027-01-01", "recruiter": "老黄",
        "recruiter_contact": "13708710000", "origin": "果敢", "recruitment_fee": 800,
        "fee_paid_to": "agency", "debt_to_employer": 1200, "documents_held": ["passport"],
        "bank_account": "6222021234567890", "resigned_on": "2026-08-01", "resignation_accepted": False,
        "pay_withheld_at_exit": 300, "final_pay_date": "2026-10-20", "termination_ground": "art_37",
        "medical_period_to": "2026-09-01", "service_years": 3, "annual_leave_taken": 1,
        "annual_leave_pay": 88.8, "average_wage": 2310, "speaks_language": False, "pregnancy_test": True,
    }  # fmt: skip


def full_books(**workers: Any) -> dict[str, list[dict[str, Any]]]:
    """Return books of September 2026 with every fact filled."""
    return {
        "employer": [dict(EMPLOYER)],
        "workers": [{**worker(), **workers}],
        "contracts": [dict(CONTRACT)],
        "attendance": [dict(DAY)],
        "payroll": [dict(PAY)],
        "deductions": [dict(DEDUCTION)],
    }


def resident(born: date = date(1990, 1, 1)) -> dict[str, Any]:
    """What makes the worker a resident of China, with a number of an identity card."""
    number = factories.identity_number(born, sex="F")
    return {"id_type": "resident_id", "id_number": number, "nationality": "CN", "birth_date": str(born)}
