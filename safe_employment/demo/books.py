"""Invented books of the year to October 2026: of an employer in order, and one with each kind of problem."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from safe_employment.engines.labour_law.calendar import calendar_table
from safe_employment.engines.labour_law.jurisdiction import jurisdiction

__all__ = ["KINDS", "invented_books"]

Books = dict[str, Any]
FIRST, LAST = date(2025, 11, 1), date(2026, 10, 31)
MONTHS = ((2025, 11), (2025, 12), *((2026, month) for month in range(1, 11)))
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗", "静伟芳敏丽强磊军洋勇艳娟涛明超霞平刚桂兰"
POSTS = ("服务员", "厨师", "收银员", "保洁员", "传菜员")
TERMS = (
    "employer_name_domicile_legal_rep", "worker_name_address_id_number", "term", "work_content_and_place",
    "hours_rest_leave", "pay", "social_insurance", "labour_protection_conditions_occupational_hazard",
    "other_by_law", "women_protection",
)  # fmt: skip
LEDGER = (
    "employer_name", "pay_period", "pay_date", "worker_name", "id_number", "contact", "hours_worked",
    "gross_items_and_amounts", "withheld_and_deducted_items_and_amounts", "net_pay",
    "bank_payment_proof_or_signature",
)  # fmt: skip
WEIGHTS, MARKS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), "10X98765432"
HOUR = 8


def invented_books(kind: str, staff: int, seed: int, district: str = "530102") -> Books:
    """Return books as JSON holds them (keys of ``rules.yaml``): November 2025 to October 2026.

    `kind` is a key of KINDS: what is wrong with them; the same seed gives the same books.
    """
    rng = random.Random(seed)  # noqa: S311 - invented data
    books = _in_order(rng, staff, district)
    KINDS[kind](books, rng)
    for line in books["payroll"]:
        _add_up(line)
    return books


def _in_order(rng: random.Random, staff: int, district: str) -> Books:
    workers = [_worker(rng, number, district) for number in range(1, staff + 1)]
    of_post = {post: rng.randrange(2800, 5200, 100) for post in POSTS}
    wages = {worker["worker"]: of_post[worker["post"]] for worker in workers}
    books: Books = {
        "employer": {
            "district_code": district,
            "is_entertainment_venue": False,
            "special_hours_approval": None,
            "exits_locked": False,
            "advert_conditions": [],
            "pregnancy_test": False,
            "ledger_years": 3,
            "ledger_items": list(LEDGER),
        },
        "workers": workers,
        "contracts": [_contract(worker, wages[worker["worker"]]) for worker in workers],
        "attendance": [],
        "payroll": [],
    }
    for worker in workers:
        books["attendance"] += _days(worker["worker"])
        books["payroll"] += _pay(worker["worker"], wages[worker["worker"]])
    return books


def _identity(rng: random.Random, district: str, born: date, sex: str) -> str:
    order = rng.randrange(10, 490) * 2 + (sex == "M")
    body = f"{district}{born:%Y%m%d}{order:03d}"
    total = sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True))
    return body + MARKS[total % 11]


def _worker(rng: random.Random, number: int, district: str) -> Mapping[str, Any]:
    sex = rng.choice("FFM")
    born = date(rng.randrange(1975, 2004), rng.randrange(1, 13), rng.randrange(1, 29))
    hired = date(2025, rng.randrange(1, 11), rng.randrange(1, 28))
    return {
        "worker": f"{number:03d}",
        "name": rng.choice(SURNAMES) + rng.choice(GIVEN),
        "id_type": "resident_id",
        "id_number": _identity(rng, district, born, sex),
        "birth_date": born.isoformat(),
        "sex": sex,
        "hukou_rural": rng.random() < 0.6,
        "nationality": "CN",
        "household_address": "云南省昭通市",
        "current_address": f"昆明市五华区学府路{rng.randrange(1, 800)}号",
        "contact": f"1380871{rng.randrange(10_000):04d}",
        "hire_date": hired.isoformat(),
        "employment_form": "full_time",
        "post": POSTS[number % len(POSTS)],
        "post_hazard_tags": [],
        "speaks_language": True,
        "channel": "direct",
        "recruitment_fee": 0,
        "si_registered_on": (hired + timedelta(days=12)).isoformat(),
    }


def _contract(worker: Mapping[str, Any], wage: int) -> dict[str, Any]:
    hired = date.fromisoformat(worker["hire_date"])
    return {
        "worker": worker["worker"],
        "signed_on": hired.isoformat(),
        "from": hired.isoformat(),
        "to": hired.replace(year=hired.year + 3).isoformat(),
        "kind": "fixed",
        "base_wage": wage,
        "copy_given_on": hired.isoformat(),
        "terms_present": list(TERMS),
        "breach_penalty_clauses": [],
        "waiver_clauses": [],
        "training_penalty": 0,
        "deposit_amount": 0,
        "documents_held": [],
    }


@cache
def _official_kinds() -> Mapping[int, str]:
    table = calendar_table(jurisdiction("kunming").holidays)
    return dict(zip(table["ymd"], table["official_kind"], strict=True))


def _days(worker: str) -> list[dict[str, Any]]:
    kinds = _official_kinds()
    found = []
    for offset in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=offset)
        kind = kinds[day.year * 10000 + day.month * 100 + day.day]
        found.append(
            {
                "worker": worker,
                "date": day.isoformat(),
                "planned_kind": kind,
                "worked_hours": HOUR * (kind == "work"),
            }
        )
    return found


def _pay(worker: str, wage: int) -> list[dict[str, Any]]:
    paid = {"base": wage, "piece_pay": 0, "ot_pay_150": 0, "ot_pay_200": 0, "ot_pay_300": 0}
    told = {"method": "bank", "account_holder_is_worker": True, "card_with_worker": True, "slip_given": True}
    return [
        {
            "worker": worker,
            "period": f"{year}-{month:02d}",
            "pay_date": f"{year + month // 12}-{month % 12 + 1:02d}-10",
            **paid,
            "special_allowances": 0,
            "welfare": 0,
            **told,
            "deductions": [{"code": "social_insurance", "amount": 450}],
        }
        for year, month in MONTHS
    ]


def _add_up(line: dict[str, Any]) -> None:
    parts = ("base", "piece_pay", "ot_pay_150", "ot_pay_200", "ot_pay_300", "special_allowances", "welfare")
    line["gross"] = sum(line[name] for name in parts)
    line["net"] = line["gross"] - sum(each["amount"] for each in line["deductions"])


def _long_hours(books: Books, rng: random.Random) -> None:
    """Two hours more on most working days and every second Saturday, nothing paid for it."""
    for day in books["attendance"]:
        if day["planned_kind"] == "work" and rng.random() < 0.8:
            day["worked_hours"] = HOUR + 2
        elif date.fromisoformat(day["date"]).isoweekday() == 6 and rng.random() < 0.5:
            day["worked_hours"] = HOUR


def _low_pay(books: Books, rng: random.Random) -> None:
    """Some are paid under the minimum wage; work on holidays is paid like any other day."""
    low = {worker["worker"] for worker in books["workers"] if rng.random() < 0.4} or {"001"}
    for rows, name in ((books["payroll"], "base"), (books["contracts"], "base_wage")):
        for row in rows:
            if row["worker"] in low:
                row[name] = 2050
    for day in books["attendance"]:
        if day["planned_kind"] == "statutory" and rng.random() < 0.5:
            day["worked_hours"] = HOUR


def _no_papers(books: Books, rng: random.Random) -> None:
    """Half have no contract, nobody has a copy, social insurance is forgotten."""
    books["contracts"] = [row for row in books["contracts"] if rng.random() < 0.5]
    for row in books["contracts"]:
        row["copy_given_on"] = None
    for worker in books["workers"]:
        if rng.random() < 0.5:
            worker["si_registered_on"] = None


def _bound(books: Books, rng: random.Random) -> None:
    """Identity cards and deposits are kept, fees are taken, one man brought them all."""
    for row in books["contracts"]:
        row["documents_held"] = ["id_card"]
        row["deposit_amount"] = 500
    for worker in books["workers"]:
        worker |= {
            "recruiter": "老黄",
            "recruiter_contact": "13708710000",
            "origin": "镇雄县",
            "channel": "broker",
        }
        worker |= {"hire_date": "2026-03-02", "recruitment_fee": 800, "fee_paid_to": "broker"}
        worker["si_registered_on"] = "2026-03-20"
    for row in books["contracts"]:
        row |= {
            "signed_on": "2026-03-02",
            "from": "2026-03-02",
            "to": "2029-03-01",
            "copy_given_on": "2026-03-02",
        }
    for name in ("attendance", "payroll"):
        key = "date" if name == "attendance" else "period"
        books[name] = [row for row in books[name] if row[key][:7] > "2026-03"]
    for line in books["payroll"]:
        line["card_with_worker"] = False
        line["deductions"].append({"code": "dormitory", "amount": rng.choice((300, 700))})


def _fines(books: Books, rng: random.Random) -> None:
    """Fines for lateness and broken plates, pay slips are not given, the wage comes late."""
    for line in books["payroll"]:
        if rng.random() < 0.5:
            line["deductions"].append({"code": "fine", "amount": rng.choice((50, 100, 200))})
        if rng.random() < 0.2:
            line["deductions"].append({"code": "damage", "amount": 900})
        line["slip_given"] = rng.random() < 0.5
    for line in books["payroll"]:
        if line["period"] >= "2026-08":
            line["pay_date"] = None if line["period"] == "2026-10" else "2026-11-18"


def _young(books: Books, _rng: random.Random) -> None:
    """A girl of fifteen among the staff, and a young worker of seventeen without a certificate."""
    for worker, born in zip(books["workers"], ("2011-02-14", "2009-01-20"), strict=False):
        worker |= {"birth_date": born, "id_number": None, "id_type": None, "hire_date": "2026-06-01"}
        worker |= {"young_worker_cert_no": None, "health_checks": None, "si_registered_on": "2026-06-15"}
        for row in books["contracts"]:
            if row["worker"] == worker["worker"]:
                row |= {"signed_on": "2026-06-01", "from": "2026-06-01", "to": "2029-05-31"}
        for name, key in (("attendance", "date"), ("payroll", "period")):
            books[name] = [
                row for row in books[name] if row["worker"] != worker["worker"] or row[key][:7] >= "2026-06"
            ]


def _nothing(_books: Books, _rng: random.Random) -> None:
    """Everything is in order."""


#: What is wrong with invented books → how it comes in.
KINDS: Mapping[str, Callable[[Books, random.Random], None]] = {
    "in_order": _nothing,
    "long_hours": _long_hours,
    "low_pay": _low_pay,
    "no_papers": _no_papers,
    "bound": _bound,
    "fines": _fines,
    "young": _young,
}
