"""Confidential screenings: one whose answers point to forced labour, one just begun, one concluded."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from safe_employment.demo.stage import Stage
from safe_employment.screenings.commands import answer_question, conclude_screening, open_screening
from safe_employment.screenings.models import Kind, Outcome
from safe_employment.workforce.models import CheckResult
from safe_employment.workforce.screenings import open_screening_of_sign, proposed

#: What a worker whose identity card is held told: indicator → answer.
TOLD: Mapping[str, str] = {
    "D1.07": "yes",
    "D2.03": "yes",
    "D2.04": "yes",
    "D2.05": "no",
    "D4.04": "unknown",
    "D4.08": "yes",
    "D5.01": "yes",
    "D5.02": "unknown",
    "D5.03": "no",
}
#: What a waitress told on the telephone: nothing of it was so.
DENIED = ("D2.03", "D2.04", "D4.08", "D5.01", "D5.02", "D5.03")


def present(stage: Stage) -> None:
    """Open three screenings: one half answered, one with nothing answered yet, one concluded."""
    by = stage.by("officer")
    held = _signs(stage, "FRE-01")
    for number, sign in enumerate(held[:2]):
        now = datetime(2026, 11, 3 + number, 2, 20, tzinfo=UTC)
        opened = open_screening_of_sign(by=by, sign=sign.pk, now=now, **proposed(sign, now.date()))
        if number == 0:
            for question, answer in TOLD.items():
                answer_question(
                    by=by, screening=opened.pk, kind=Kind.INDICATOR, question=question, answer=answer, now=now
                )
    now = datetime(2026, 10, 14, 6, 5, tzinfo=UTC)
    asked = open_screening(
        by=by, now=now, employer=stage.employers[41], pseudonym="甲", age="adult", sex="female", at_work="yes"
    )
    for question in DENIED:
        answer_question(
            by=by, screening=asked.pk, kind=Kind.INDICATOR, question=question, answer="no", now=now
        )
    conclude_screening(
        by=by,
        screening=asked.pk,
        outcome=Outcome.WATCH,
        now=now,
        conclusion="工资按时发，证件在自己手里；下月再联系一次。",
    )


def _signs(stage: Stage, rule: str) -> list[CheckResult]:
    """Return a sign of each worker, the first found first."""
    rows = CheckResult.objects.filter(association=stage.home, confidential=True, rule=rule)
    return list(rows.select_related("worker", "employer").order_by("worker_id", "pk").distinct("worker_id"))
