"""Worked cases: `cases/<jurisdiction>/*.yaml` become the books that a case is about, in the keys of JSON.

A case names its rule, why the result is what it is (the working by hand), its books and what is expected::

    - rule: PAY-03
      name: nine hours unpaid
      why: 9 h x 3000 / 174 x 150 % = 232.76
      days: {month: 2026-09, work: 8, but: {1: 11, 2: 11, 3: 11}}
      pay: {base: 3000}
      expect: {breach: 232.76, period: 2026-09}

`worker`, `contract`, `pay` and `days` are laid over those of the file's ``shared`` (``null`` takes one
away), and are one
row or several. `days` writes attendance: a row for every official working day of the month with `work`
(hours, or clock
times ``09:00-18:00/60``), `but` the days of the month that are other (hours, ``off`` for no row, or the
row's own facts),
`plan: false` without planned_kind.

`expect` is ``none``, one result or several: a level with the amount owed (or ``-`` for none), and the
period, worker, day,
missing facts or the explanation (``zh``, ``en``) where they matter; ``cannot_tell: [facts]``.
`noise: none` wants no other result from any rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from safe_employment.engines.labour_law.jurisdiction import Jurisdiction, jurisdiction, jurisdictions

__all__ = ["LEVELS", "Expected", "WorkedCase", "attendance_rows", "worked_cases"]

LEVELS = ("breach", "warning", "alert", "info")
_SHEETS = {
    "worker": "workers",
    "contract": "contracts",
    "pay": "payroll",
    "days": "attendance",
}


@dataclass(frozen=True)
class Expected:
    """One result: level, amount owed in the smallest unit (None: none), and what else is laid down."""

    level: str
    owed: int | None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class WorkedCase:
    """A case: its books by sheet in the keys of JSON, the time of the check, the results worked by hand."""

    id: str
    law: str
    rule: str
    books: Mapping[str, Any]
    starts: date | None
    ends: date | None
    as_of: date
    expected: tuple[Expected, ...]
    cannot_tell: tuple[str, ...] | None
    is_alone: bool

    @property
    def group(self) -> tuple[Any, ...]:
        """Cases of one group are checked in one run: the same law, time and sheets."""
        return (self.law, self.as_of, self.starts, self.ends, tuple(sorted(self.books)))


@cache
def worked_cases() -> tuple[WorkedCase, ...]:
    """Return all cases of all jurisdictions."""
    return tuple(case for name in jurisdictions() for case in _cases_of(jurisdiction(name)))


def _cases_of(law: Jurisdiction) -> Iterator[WorkedCase]:
    for path in sorted(files(__package__).joinpath("cases", law.id).iterdir(), key=lambda one: one.name):
        found = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in found["cases"]:
            yield _case({**(found.get("settings") or {}), **row}, found.get("shared") or {}, law)


def _case(row: Mapping[str, Any], shared: Mapping[str, Any], law: Jurisdiction) -> WorkedCase:
    identity = f"{row['rule']} {row['name']}"
    expected, cannot_tell = _expected(row["expect"], law.minor_units)
    return WorkedCase(
        id=identity,
        law=law.id,
        rule=row["rule"],
        books=_books(row, shared, law),
        starts=_month(row.get("from")),
        ends=_end(_month(row.get("to"))),
        as_of=date.fromisoformat(str(row.get("as_of", "2026-09-30"))),
        expected=expected,
        cannot_tell=cannot_tell,
        is_alone=row.get("noise") == "none",
    )


def _month(text: Any) -> date | None:
    return date.fromisoformat(f"{text}-01") if text else None


def _end(first: date | None) -> date | None:
    return (first + timedelta(days=32)).replace(day=1) - timedelta(days=1) if first else None


def _expected(found: Any, minor_units: int) -> tuple[tuple[Expected, ...], tuple[str, ...] | None]:
    if found == "none":
        return (), None
    if isinstance(found, Mapping) and "cannot_tell" in found:
        return (), tuple(found["cannot_tell"] or ())
    results = []
    for one in found if isinstance(found, list) else [found]:
        ((level, owed),) = ((key, value) for key, value in one.items() if key in LEVELS)
        facts = {key: value for key, value in one.items() if key not in LEVELS}
        amount = None if owed == "-" else int(Decimal(str(owed)) * minor_units)
        results.append(Expected(level, amount, facts))
    return tuple(results), None


def _books(row: Mapping[str, Any], shared: Mapping[str, Any], law: Jurisdiction) -> dict[str, Any]:
    books: dict[str, Any] = {}
    employer = _over(shared.get("employer"), row.get("employer", {}))
    books["employer"] = [{"district_code": law.place, **(employer or {})}]
    for name, sheet in _SHEETS.items():
        given, usual = row.get(name, {}), shared.get(name)
        if given is None or (name not in row and usual is None):
            continue
        rows = given if isinstance(given, list) else [given]
        if name == "days":
            books[sheet] = [each for one in rows for each in attendance_rows({**(usual or {}), **one}, law)]
            continue
        # Several workers are W1, W2 …; contracts and pay are W1's unless they say whose they are.
        books[sheet] = [
            {"worker": f"W{n if name == 'worker' else 1}", **(_over(usual, one) or {})}
            for n, one in enumerate(rows, 1)
        ]
    for name in ("workers", "contracts", "payroll", "attendance", "deductions"):
        if name in row:
            books[name] = row[name]
    return books


def _over(usual: Mapping[str, Any] | None, given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """Lay a row over the usual one; ``~absent`` takes a key away."""
    if given is None:
        return None
    laid = {**(usual or {}), **given}
    return {str(key): value for key, value in laid.items() if value != "~absent"}


def attendance_rows(spec: Mapping[str, Any], law: Jurisdiction) -> list[dict[str, Any]]:
    """Return the attendance that a case's `days` stands for."""
    holidays = law.holidays
    rest = spec.get("rest_weekdays", holidays.rest_weekdays)
    months = spec["month"] if isinstance(spec["month"], list) else [spec["month"]]
    but = {str(key): value for key, value in (spec.get("but") or {}).items()}
    rows: list[dict[str, Any]] = []
    for month in months:
        first = date.fromisoformat(f"{month}-01")
        for number in range((_end(first) or first).day):
            day = first + timedelta(days=number)
            kind = (
                "statutory"
                if day in holidays.statutory
                else "rest"
                if day in holidays.off or (day.isoweekday() in rest and day not in holidays.worked)
                else "work"
            )
            value = but.get(str(day), but.get(str(day.day) if len(months) == 1 else ""))
            if value is None:
                value = spec.get("work", 8) if kind == "work" else spec.get(kind, "off")
            if value == "off":
                continue
            row = {"worker": spec.get("worker", "W1"), "date": str(day), "planned_kind": kind}
            row |= _hours(value, row, spec)
            if spec.get("plan") is False:
                del row["planned_kind"]
            rows.append({key: value for key, value in row.items() if value != "~absent"})
    return rows


def _hours(value: Any, row: Mapping[str, Any], spec: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(value, Mapping):
        inner = dict(value)
        hours = inner.pop("hours", None)
        return {**(_hours(hours, row, spec) if hours is not None else {}), **inner}
    if isinstance(value, str):
        times, _, pause = value.partition("/")
        start, _, end = times.partition("-")
        return {"start": start, "end": end, "break_minutes": int(pause or 0)}
    return {"worked_hours": value}
