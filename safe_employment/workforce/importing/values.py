"""From a row of the books to the facts of a record."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from safe_employment.engines.labour_law.books import Fact, sheet_named
from safe_employment.engines.labour_law.language import EPOCH
from safe_employment.workforce.models import Answer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

# Facts that rules ask for as *lacking*, or as asked at all: of these it is kept that there are none.
KNOWN_NONE: Mapping[str, frozenset[str]] = {
    "employer": frozenset({"approved_system", "hr_licence_no"}),
    "workers": frozenset({"agency_licence_no", "post_kind", "recruitment_fee"}),
    "contracts": frozenset(
        {"breach_penalty_clauses", "deposit_amount", "documents_held", "probation_wage", "terms_present",
         "waiver_clauses"}
    ),
}  # fmt: skip
FLAG_ANSWERS = {True: Answer.YES.value, False: Answer.NO.value}


def day_of(value: int | None) -> date | None:
    """Return the day of a number of days since 1970."""
    return EPOCH + timedelta(days=value) if value is not None else None


def month_of(value: int) -> date:
    """Return the first day of a period such as 202609."""
    return date(value // 100, value % 100, 1)


def words_of(value: str | None) -> list[str] | None:
    """Return the words between bars."""
    return [word for word in value.split("|") if word] if value is not None else None


def plain(fact: Fact, value: Any, units: int) -> Any:
    """Return a value of the engine's normal form as a record holds it; None stays None."""
    if value is None:
        return None
    if fact.kind == "date":
        return day_of(value)
    if fact.kind == "period":
        return month_of(value)
    if fact.kind == "money":
        return (Decimal(value) / units).quantize(Decimal("0.01"))
    if fact.kind == "list":
        return words_of(value)
    return value


def given(sheet: str, row: Mapping[str, Any], units: int) -> dict[str, Any]:
    """Return the facts of a row that say something, as records hold them."""
    facts = {fact.key: fact for fact in sheet_named(sheet).facts}
    return {
        key: plain(facts[key], value, units)
        for key, value in row.items()
        if key in facts and key != "employer" and value is not None
    }


def left_empty(row: Mapping[str, Any]) -> frozenset[str]:
    """Return the facts whose column the file has, but nothing in this row."""
    return frozenset(words_of(row.get("blank")) or ())


def none_known(
    before: Iterable[str], row: Mapping[str, Any], said: Collection[str], keys: Iterable[str]
) -> list[str]:
    """Return of which facts, among `keys`, it is known that there are none: as before and by this row."""
    return sorted((set(before) | (left_empty(row) & set(keys))) - set(said))


def label_of(sheet: str, key: str) -> str:
    """Return what a column is called, in both languages."""
    fact = sheet_named(sheet).fact(key)
    return f"{fact.zh} / {fact.en}"
