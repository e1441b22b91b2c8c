"""When a delay is told to whom."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from safe_employment.findings import errors, policies
from safe_employment.findings.models import EscalationDays
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safe_employment.findings.deadlines import Steps
    from safe_employment.kit.actors import Actor


@command
def set_escalation(*, by: Actor, steps: Mapping[str, Steps]) -> list[EscalationDays]:
    """Set the steps of a delay for each severity given. What was told already is not told again.

    Raises ProgrammeError ESCALATION_STEPS_OUT_OF_ORDER.
    """
    check(by, policies.SET_ESCALATION)
    kept = []
    for severity, days in steps.items():
        _check_order(severity, days)
        row, _made = EscalationDays.objects.update_or_create(
            association=by.home, severity=severity, defaults=asdict(days)
        )
        kept.append(row)
    details: dict[str, object] = {severity: asdict(days) for severity, days in steps.items()}
    record(by, "findings.set_escalation", None, details=details)
    return kept


def _check_order(severity: str, days: Steps) -> None:
    given = [days.head_after_days, days.manager_after_days, days.board_after_days]
    told = [number for number in given if number is not None]
    if told != sorted(told) or days.owner_every_days < 1:
        raise ProgrammeError(errors.STEPS_OUT_OF_ORDER, field=f"{severity}_manager_after_days")
    if days.harm_manager_after_days > days.harm_board_after_days:
        raise ProgrammeError(errors.STEPS_OUT_OF_ORDER, field=f"{severity}_harm_manager_after_days")
