"""A result in words: the explanation with the case's own figures, in Chinese and English."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from .books import BOOKS
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


@cache
def fact_labels() -> dict[str, Words]:
    """Return the names of the facts of the books and of its sheets."""
    found = {fact.key: Words(fact.zh, fact.en) for sheet in BOOKS for fact in sheet.facts}
    return {**found, **{sheet.key: Words(sheet.zh, sheet.en) for sheet in BOOKS}}


class Figures:
    """Writes the figures of a jurisdiction and names the facts behind them."""

    def __init__(self, jurisdiction: Jurisdiction) -> None:
        self.kinds = jurisdiction.kinds
        self.facts = jurisdiction.facts_behind
        self.labels = {**fact_labels(), **jurisdiction.labels}
        self._write: Mapping[str, Callable[[int], str]] = {
            "money": lambda value: (
                f"{value:,}" if jurisdiction.minor_units == 1 else money_text(value, jurisdiction.minor_units)
            ),
            "hours": hours_text,
            "date": date_text,
            "period": period_text,
            "share": lambda value: f"{Decimal(value) / 100:.0f} %",
            "hundredths": lambda value: f"{Decimal(value) / 100:.2f}".rstrip("0").rstrip("."),
        }

    def behind(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the facts that figures come from."""
        return tuple(sorted({fact for name in names for fact in self.facts.get(name, ())}))

    def text(self, name: str, value: Any, kind: str | None, language: str) -> str:
        """Return a figure as it is written in a language (zh, en); a dash where it is not known."""
        if value is None:
            return "—"
        if isinstance(value, str):
            return self.words(value.split("|"), language) or "—"
        return self._write.get(kind or self.kinds.get(name, ""), str)(value)

    def words(self, codes: Iterable[str], language: str) -> str:
        """Return codes and names of facts in words of a language; what has no word stands as it is."""
        found = (
            getattr(self.labels[code], language) if code in self.labels else code for code in codes if code
        )
        return ("、" if language == "zh" else ", ").join(found)


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
    zh, en = (
        getattr(part.explain, language).format(
            **{
                name: figures.text(name, row[f"f_{name}"], kinds.get(name), language)
                for name in part.explain.names
            }
        )
        for language in ("zh", "en")
    )
    if capped and not status.is_confirmed:
        zh += "（所依据的数值未经确认，因此只作提示。）"
        en += " (A figure it rests on is not confirmed; hence a warning only.)"
    if assumed:
        zh += f"（缺少：{figures.words(assumed, 'zh')}，按通常情况推定。）"
        en += f" (Missing and taken for granted: {figures.words(assumed, 'en')}.)"
    return Words(zh, en)
