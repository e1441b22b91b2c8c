"""Invented books in which every rule has something to say: always the same ones, with holes everywhere."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

import polars as pl

from safe_employment.engines.labour_law.books import BOOKS, FORMS_OF_EMPLOYMENT, KINDS, Sheet, sheet_named
from safe_employment.engines.labour_law.cases.monthly import DEDUCTION_CODES
from safe_employment.engines.labour_law.intake import Books, Window
from safe_employment.engines.labour_law.language import EPOCH
from safe_employment.engines.labour_law.schemas import ADDED

__all__ = ["MONTHS", "WINDOW", "invented_books"]

MONTHS = (202606, 202607, 202608, 202609)
WINDOW = Window(date(2026, 6, 1), date(2026, 9, 30), date(2026, 9, 30))
FIRST, LAST = (WINDOW.starts or EPOCH), WINDOW.as_of
#: Share of the cells that nobody filled in.
BLANK = 0.16
_TYPES = {"string": pl.String, "int64": pl.Int64, "boolean": pl.Boolean}
Row = dict[str, Any]
Make = Callable[[], Any]


def invented_books(
    workers: int = 42, seed: int = 7, *, places: tuple[str, ...] = ("530102", "530124"), money: int = 1
) -> Books:
    """Return books of three employers with so many workers in all, over MONTHS, every sheet among them.

    The employers lie in `places`, or in the first where they do not say; wages are some thousands of yuan
    in fen, times `money`.
    """
    return _Inventor(workers, seed, places, money).books()


def _day(day: date) -> int:
    return (day - EPOCH).days


class _Inventor:
    def __init__(self, workers: int, seed: int, places: tuple[str, ...], money: int) -> None:
        self.chance = random.Random(seed)
        self.count = workers
        self.places, self.money = places, money
        self.rows: dict[str, list[Row]] = {sheet.key: [] for sheet in BOOKS}

    def books(self) -> Books:
        for number, employer in enumerate(("甲", "乙", "丙")):
            self.employer(employer, number)
        for number in range(self.count):
            self.worker("甲乙丙"[number * 3 // self.count], f"w{number:03d}", number)
        sheets = {key: _frame(sheet_named(key), rows, self.money) for key, rows in self.rows.items()}
        return Books(sheets, place=self.places[0])

    # -- chance

    def one(self, *choices: Any) -> Any:
        return self.chance.choice(choices)

    def between(self, low: int, high: int) -> int:
        return self.chance.randint(low, high)

    def likely(self, share: float) -> bool:
        return self.chance.random() < share

    def date(self, first: date, last: date) -> int:
        return self.between(_day(first), _day(last))

    def several(self, *words: str) -> str:
        chosen = [word for word in words if self.likely(0.4)]
        return "|".join(["", *chosen, ""]) if chosen else "|"

    def fill(self, sheet: str, row: Row, makers: Mapping[str, Make], blank: float = BLANK) -> Row:
        """Add the facts that the makers give, some left blank; write down which were."""
        empty = []
        for key, make in makers.items():
            value = make()
            if self.likely(blank):
                empty.append(key)
            else:
                row[key] = value
        if "blank" in ADDED[sheet]:
            row["blank"] = "|".join(["", *empty, ""]) if empty and self.likely(0.6) else "|"
        self.rows[sheet].append(row)
        return row

    # -- sheets

    def employer(self, name: str, number: int) -> None:
        row: Row = {"employer": name, "approved_system": (None, "comprehensive", "comprehensive")[number]}
        row["approved_cycle"] = (None, "month", "quarter")[number]
        row["is_entertainment_venue"] = number != 1
        row["dispatched_workers"] = (3, 0, None)[number]
        row["exits_locked"] = (True, False, None)[number]
        row["approval_given"] = (None, True, True)[number]
        row["bank_file_total"], row["bank_file_period"] = 5_000_000, MONTHS[number]
        self.fill(
            "employer",
            row,
            {
                "district_code": lambda: self.one(*self.places),
                "hr_licence_no": lambda: "HR-1",
                "approved_from": lambda: self.date(date(2025, 1, 1), date(2026, 7, 31)),
                "approved_to": lambda: self.date(date(2026, 8, 1), date(2027, 1, 1)),
                "auxiliary_posts": lambda: "|cleaner|",
                "own_contracts": lambda: self.between(8, 12),
                "advert_conditions": lambda: self.several("sex", "age", "religion"),
                "pregnancy_test": lambda: self.likely(0.5),
                "ledger_years": lambda: self.between(1, 5),
                "ledger_items": lambda: self.several("employer_name", "pay_period", "pay_date"),
                "pay_day": lambda: self.between(5, 20),
            },
        )

    def worker(self, employer: str, worker: str, number: int) -> None:
        is_woman = self.likely(0.5)
        young, old = number % 9 == 0, number % 9 == 1
        born = self.date(*_born(young=young, old=old))
        hired = self.date(
            *((date(2025, 7, 1), date(2026, 8, 1)) if number % 2 else (date(2005, 1, 1), FIRST))
        )
        left = self.date(FIRST, LAST) if self.likely(0.35) else None
        mother = is_woman and self.likely(0.6)
        expecting = self.date(date(2025, 6, 1), date(2026, 7, 1)) if mother else None
        form = self.one(*FORMS_OF_EMPLOYMENT, "full_time", "full_time", "full_time", "dispatched")
        known = self.person(number, is_woman=is_woman, born=born, old=old)
        row: Row = {"employer": employer, "worker": worker, "leave_date": left, **known}
        row["hire_date"] = None if self.likely(0.08) else hired
        row["employment_form"] = (
            None if self.likely(0.1) else "overage" if old and is_woman and self.likely(0.8) else form
        )
        row["pregnancy_start"] = expecting
        row["birth_date_child"] = expecting + 280 if expecting and self.likely(0.6) else None
        self.fill("workers", row, self.facts_of_worker(number, hired, left))
        for _ in range(self.one(0, 1, 1, 2, 4)):
            self.contract(employer, worker, hired)
        self.months(employer, worker, number)

    def person(self, number: int, *, is_woman: bool, born: int, old: bool) -> Row:
        digits = (EPOCH + timedelta(days=born)).strftime("%Y%m%d")
        first = f"530102{digits}{self.between(0, 99):02d}{2 if is_woman else 3}"
        id_number = first + self.one(_check_digit(first), _check_digit(first), "5")
        return {
            "name": f"人{number % 37}",
            "sex": None if self.likely(0.1) else "F" if is_woman else "M",
            "birth_date": None if self.likely(0.1) else born,
            "id_number": None
            if self.likely(0.2)
            else self.one(id_number, id_number[:12], "530102199001011234"),
            "nationality": self.one("CN", "CN", "VN", "MM", None),
        }

    def facts_of_worker(self, number: int, hired: int, left: int | None) -> dict[str, Make]:
        hazards = ("dust", "toxic", "height", "labour_4", "noise_3", "radioactive")
        return {
            "id_type": lambda: self.one("resident_id", "resident_id", "passport", "hmt_permit"),
            "hukou_rural": lambda: self.likely(0.5),
            "household_address": lambda: "某村",
            "current_address": lambda: self.one("一号", "一号", "二号"),
            "contact": lambda: self.one("1", "2", f"3{number}"),
            "hours_system": lambda: self.one("standard", "standard", "comprehensive", "flexible", None),
            "post": lambda: self.one("cleaner", "welder"),
            "post_hazard_tags": lambda: self.several(*hazards),
            "post_kind": lambda: self.one("temporary", "auxiliary"),
            "district_code": lambda: self.one("530102", "530124", "530199"),
            "children_born": lambda: self.one(1, 2),
            "difficult_birth": lambda: self.likely(0.3),
            "maternity_leave_days": lambda: self.between(90, 190),
            "breastfeeding_minutes": lambda: self.one(0, 60, 120),
            "young_worker_cert_no": lambda: "Y1",
            "health_checks": lambda: self.one("|", "|2024-05-01|2026-07-02|", "|2026-02-30|"),
            "permit_no": lambda: "P1",
            "permit_from": lambda: self.date(date(2025, 1, 1), LAST),
            "permit_to": lambda: self.date(FIRST, date(2027, 1, 1)),
            "permit_city": lambda: self.one("530100", "530300"),
            "si_registered_on": lambda: hired + self.between(1, 60),
            "si_exempt": lambda: self.one(None, None, "retired"),
            "work_injury_insured": lambda: self.likely(0.5),
            "agreement_signed_on": lambda: hired,
            "channel": lambda: self.one("direct", "agency", "dispatch", "relative"),
            "agency_licence_no": lambda: "L1",
            "agency_licence_from": lambda: self.date(date(2020, 1, 1), LAST),
            "agency_licence_to": lambda: self.date(date(2024, 1, 1), date(2027, 1, 1)),
            "recruiter": lambda: self.one("张", "李"),
            "recruiter_contact": lambda: self.one("9", "8", f"7{number}"),
            "origin": lambda: self.one("曲靖", "越南"),
            "recruitment_fee": lambda: self.one(0, 0, 30_000),
            "fee_paid_to": lambda: self.one("employer", "broker"),
            "debt_to_employer": lambda: self.one(0, 50_000),
            "documents_held": lambda: self.several("id_card", "passport"),
            "bank_account": lambda: self.one("62", "63", f"64{number}"),
            "resigned_on": lambda: self.one(None, (left or _day(LAST)) - self.between(0, 60)),
            "resignation_accepted": lambda: self.likely(0.6),
            "pay_withheld_at_exit": lambda: self.one(0, 0, 100_000),
            "final_pay_date": lambda: self.one(None, (left or _day(LAST)) + self.between(0, 30)),
            "termination_ground": lambda: self.one("art_39", "art_40", "art_41"),
            "medical_period_to": lambda: self.date(FIRST, LAST),
            "service_years": lambda: self.between(0, 25),
            "annual_leave_taken": lambda: self.between(0, 15),
            "annual_leave_pay": lambda: self.one(0, 300_000),
            "average_wage": lambda: self.between(150_000, 900_000),
            "speaks_language": lambda: self.likely(0.6),
            "pregnancy_test": lambda: self.likely(0.3),
        }

    def contract(self, employer: str, worker: str, hired: int) -> None:
        starts = hired + self.one(0, 0, -400, 100, 300)
        kind = self.one("fixed", "fixed", "open", "task")
        term = self.one(80, 200, 365, 729, 1095, 1826)
        row: Row = {"employer": employer, "worker": worker}
        row["to"] = starts + term if kind == "fixed" or self.likely(0.2) else None
        wage = self.between(180_000, 600_000)
        self.fill(
            "contracts",
            row,
            {
                "signed_on": lambda: starts + self.one(0, 5, 45, 200),
                "from": lambda: starts,
                "kind": lambda: kind,
                "probation_from": lambda: starts,
                "probation_to": lambda: self.one(None, starts + self.between(10, 200)),
                "probation_wage": lambda: int(wage * self.one(0.5, 0.8, 0.9)),
                "base_wage": lambda: wage,
                "copy_given_on": lambda: starts,
                "terms_present": lambda: self.several("term", "pay", "social_insurance", "women_protection"),
                "breach_penalty_clauses": lambda: self.several("training_service", "early_leave"),
                "waiver_clauses": lambda: self.several("injury", "overtime", "marriage"),
                "training_cost": lambda: self.between(100_000, 1_000_000),
                "training_months": lambda: self.one(12, 36),
                "training_months_served": lambda: self.between(0, 12),
                "training_penalty": lambda: self.one(0, 50_000, 900_000),
                "deposit_amount": lambda: self.one(0, 0, 20_000),
                "documents_held": lambda: self.several("id_card"),
                "worker_asked_fixed": lambda: self.likely(0.2),
                "explained": lambda: self.likely(0.5),
                "kept_until": lambda: starts + self.between(300, 2500),
            },
        )

    def months(self, employer: str, worker: str, number: int) -> None:
        same_clock, tidy, piece = number % 7 == 3, number % 3 == 0, number % 5 == 2
        for period in MONTHS:
            if tidy:
                self.usual_hours(employer, worker, period, minutes=self.one(180, 480))
            elif not self.likely(0.07):
                self.attendance(employer, worker, period, same=same_clock)
            for _ in range(self.one(0, 1, 1, 1, 1, 1, 1, 1, 1, 2)):
                self.pay(employer, worker, number, period, piece=piece)
            for _ in range(self.one(0, 0, 1, 2, 3)):
                self.deduction(employer, worker, period)

    def usual_hours(self, employer: str, worker: str, period: int, *, minutes: int) -> None:
        first = date(period // 100, period % 100, 1)
        for n in range(30):
            day = first + timedelta(days=n)
            if day.weekday() < 5:
                hours = {"planned_kind": "work", "start": 480, "end": 1080, "worked_hours": minutes}
                row = {"employer": employer, "worker": worker, "date": _day(day), **hours}
                self.rows["attendance"].append(row)

    def attendance(self, employer: str, worker: str, period: int, *, same: bool) -> None:
        first = date(period // 100, period % 100, 1)
        tireless = self.likely(0.2)
        for n in range(28 if first.month == 6 else 30):
            day = first + timedelta(days=n)
            if not tireless and not same and self.likely(0.2):
                continue
            row: Row = {"employer": employer, "worker": worker, "date": _day(day)}
            if same:
                row |= {"start": 480 + n % 10, "end": 1080 + n % 7}
                self.rows["attendance"].append(row)
                continue
            self.fill("attendance", row, self.facts_of_day(_day(day)), blank=0.04)

    def facts_of_day(self, day: int) -> dict[str, Make]:
        start = self.one(480, 510, 1200, 1320, 487)
        plans = (None, "work", "work", "work", "work", "rest", "statutory")
        return {
            "planned_kind": lambda: self.one(*plans),
            "start": lambda: start,
            "end": lambda: (start + self.between(420, 780)) % 1440,
            "break_minutes": lambda: self.one(30, 60),
            "worked_hours": lambda: self.one(None, None, self.between(0, 800)),
            "night_hours": lambda: self.one(None, None, 0, 120),
            "comp_rest_for": lambda: day - self.between(1, 9) if self.likely(0.05) else None,
            "leave": lambda: self.one("annual", "sick", "personal") if self.likely(0.05) else None,
        }

    def pay(self, employer: str, worker: str, number: int, period: int, *, piece: bool) -> None:
        base = 0 if piece else self.between(120_000, 500_000)
        pieces = self.between(100_000, 500_000)
        extras = [self.one(0, self.between(0, 200_000)) for _ in range(5)]
        gross = base + (pieces if piece else 0) + sum(extras)
        paid_on = date(period // 100, period % 100 + 1, 1) + timedelta(days=self.between(0, 45))
        names = ("ot_pay_150", "ot_pay_200", "ot_pay_300", "special_allowances", "welfare")
        self.fill(
            "payroll",
            {"employer": employer, "worker": worker, "period": period},
            {
                "pay_date": lambda: _day(paid_on),
                "agreed_pay_date": lambda: self.one(None, _day(paid_on) - self.between(0, 40)),
                "base": lambda: base,
                "piece_pay": lambda: pieces if piece else self.one(None, 0),
                **{name: partial(extras.__getitem__, n) for n, name in enumerate(names)},
                "gross": lambda: gross,
                "net": lambda: gross - self.one(0, 20_000),
                "method": lambda: self.one("bank", "bank", "cash", "other"),
                "account_holder_is_worker": lambda: self.likely(0.8),
                "account": lambda: self.one("62", "63", f"64{number}"),
                "card_with_worker": lambda: self.likely(0.8),
                "slip_given": lambda: self.likely(0.7),
                "delay_filed": lambda: self.likely(0.2),
                "days_paid": lambda: self.between(10, 24),
                "deductions_given": lambda: True,
            },
            blank=0.08,
        )

    def deduction(self, employer: str, worker: str, period: int) -> None:
        self.fill(
            "deductions",
            {"employer": employer, "worker": worker, "period": period},
            {
                "code": lambda: self.one(*DEDUCTION_CODES, "damage", "damage"),
                "amount": lambda: self.one(0, self.between(1_000, 150_000)),
                "reason": lambda: "迟到",
                "written_notice": lambda: self.likely(0.5),
            },
        )


def _check_digit(number: str) -> str:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=True))
    return "10X98765432"[total % 11]


def _born(*, young: bool, old: bool) -> tuple[date, date]:
    if young:
        return date(2008, 10, 2), date(2011, 1, 1)
    return (date(1958, 1, 1), date(1966, 1, 1)) if old else (date(1975, 1, 1), date(2005, 1, 1))


def _frame(sheet: Sheet, rows: list[Row], money: int) -> pl.DataFrame:
    kinds = {"employer": "string", **{fact.key: KINDS[fact.kind] for fact in sheet.facts}}
    kinds |= {key: kind for key, kind in ADDED[sheet.key].items() if any(key in row for row in rows)}
    columns = {key: [row.get(key) for row in rows] for key in kinds}
    frame = pl.DataFrame(columns, schema={key: _TYPES[kind] for key, kind in kinds.items()})
    return frame.with_columns(pl.col(fact.key) * money for fact in sheet.facts if fact.kind == "money")
