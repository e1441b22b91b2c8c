"""The rows of attendance: one a day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.workforce.importing.register import end_of_month, put_facts
from safe_employment.workforce.importing.values import given
from safe_employment.workforce.models import AttendanceMonth, Worker

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from safe_employment.workforce.importing.register import Register


def plan_attendance(at: Register, rows: list[dict[str, Any]]) -> None:
    """Plan the months of attendance: a month that is handed in replaces what was there."""
    months: dict[tuple[int, date], list[dict[str, Any]]] = {}
    owners: dict[int, Worker] = {}
    cache: dict[tuple[str, date], Worker | None] = {}
    for row in rows:
        day = given("attendance", row, at.units)
        period = day["date"].replace(day=1)
        whose = (str(row["worker"]), period)
        if whose not in cache:
            cache[whose] = at.worker_of("attendance", row, end_of_month(period))
        worker = cache[whose]
        if worker is not None:
            owners[id(worker)] = worker
            months.setdefault((id(worker), period), []).append(_day_of(day))
    keys = [worker.pk for worker in at.workers]
    periods = {period for _, period in months}
    found = AttendanceMonth.objects.filter(worker_id__in=keys, period__in=periods)
    known = {(month.worker_id, month.period): month for month in found}
    for (owner, period), days in months.items():
        worker = owners[owner]
        record = known.get((worker.pk, period)) if worker.pk else None
        if record is None:
            record = AttendanceMonth(association=at.employer.association, worker=worker, period=period)
        days.sort(key=lambda each: str(each["date"]))
        minutes = [_minutes(each) for each in days]
        facts = {
            "days": days,
            "minutes": sum(minutes),
            "days_worked": sum(1 for each in minutes if each),
        }
        at.plan.put(record, put_facts(record, facts), "attendance")


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
