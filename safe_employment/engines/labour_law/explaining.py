"""A result in words: the explanation with the case's own figures, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

from .jurisdiction import Jurisdiction
from .language import EPOCH
from .parameters import Status
from .rules import Part, Words

__all__ = ["Figures", "date_text", "hours_text", "money_text", "period_text", "written"]


def money_text(amount: int, minor_units: int) -> str:
    """Return an amount of the smallest unit as it is written: 41264 → 412.64."""
    if minor_units == 1:
        return str(amount)
    return f"{Decimal(amount) / minor_units:.2f}"


def hours_text(minutes: int) -> str:
    """Return minutes as hours with at most two decimals: 90 → 1.5."""
    return f"{Decimal(minutes) / 60:.2f}".rstrip("0").rstrip(".")


def date_text(day: int) -> str:
    """Return a day number as a date: 20697 → 2026-09-01."""
    return (EPOCH + timedelta(days=day)).isoformat()


def period_text(period: int) -> str:
    """Return a month: 202609 → 2026-09."""
    return f"{period // 100}-{period % 100:02d}"


class Figures:
    """Writes the figures of a jurisdiction and names the facts behind them."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.kinds = jurisdiction.kinds
        self.facts = jurisdiction.facts_behind
        self._write: Mapping[str, Callable[[int], str]] = {
            "money": lambda value: money_text(value, jurisdiction.minor_units),
            "hours": hours_text,
            "date": date_text,
            "period": period_text,
            "share": lambda value: f"{Decimal(value) / 100:.0f} %",
            "hundredths": lambda value: f"{Decimal(value) / 100:.2f}".rstrip("0").rstrip("."),
        }

    def behind(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the facts that figures come from."""
        return tuple(sorted({fact for name in names for fact in self.facts.get(name, ())}))

    def text(self, name: str, value: Any, kind: str | None) -> str:
        """Return a figure as it is written; a dash where it is not known."""
        if value is None:
            return "—"
        if isinstance(value, str):
            return value.strip("|").replace("|", ", ") or "—"
        return self._write.get(kind or self.kinds.get(name, ""), str)(value)


def written(
    part: Part,
    row: Mapping[str, Any],
    figures: Figures,
    *,
    capped: bool,
    assumed: tuple[str, ...],
    status: Status,
) -> Words:
    """Return the explanation of a row; where the level was lowered, it says why."""
    kinds = {step.name: step.kind for step in part.steps}
    values = {name: figures.text(name, row[f"f_{name}"], kinds.get(name)) for name in part.explain.names}
    zh, en = part.explain.zh.format(**values), part.explain.en.format(**values)
    if capped and not status.is_confirmed:
        zh += f"（参数依据未经确认：{status.word}，因此只作提示。）"
        en += f" (A figure it rests on is not confirmed: {status.word}; hence a warning only.)"
    if assumed:
        zh += f"（缺少：{'、'.join(assumed)}，按通常情况推定。）"
        en += f" (Missing and taken for granted: {', '.join(assumed)}.)"
    return Words(zh, en)
