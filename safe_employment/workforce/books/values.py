"""From a cell to a fact: what people write becomes the normal form of the engine, or a coded problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from safe_employment.engines.identifiers import normalise
from safe_employment.engines.labour_law.books import Fact
from safe_employment.engines.labour_law.language import EPOCH

from .words import CODE_WORDS, NO_WORDS, NOTHING_WORDS, YES_WORDS

__all__ = ["FACT_LIMITS", "SECRET_FACTS", "WrongValue", "fact_value", "is_blank"]

#: Facts whose value is never repeated in a message.
SECRET_FACTS = frozenset(
    {"id_number", "bank_account", "account", "contact", "recruiter_contact", "permit_no"}
)
#: The most that an amount (in the currency's unit) and a count may be.
FACT_LIMITS: Mapping[str, int] = {"money": 10_000_000, "count": 1_000_000}
_EXCEL_EPOCH = date(1899, 12, 30)
_DATE = re.compile(r"^(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})\D?(?:[ T].*)?$")
_MONTH = re.compile(r"^(\d{4})\D?(\d{1,2})\D?$")
_TIME = re.compile(r"^(\d{1,2})\s*[:：时点]\s*(\d{1,2})?(?:\D\d{2})?\s*分?$")


class WrongValue(Exception):  # noqa: N818 - reads as what happened
    """A cell that does not hold what its column should; `code` is one of the catalogue's."""

    def __init__(self, code: str, **facts: str) -> None:
        self.code, self.facts = code, facts
        super().__init__(code)


def is_blank(value: Any) -> bool:
    """Whether a cell holds nothing."""
    return value is None or (isinstance(value, str) and not value.strip()) or value != value  # noqa: PLR0124 - NaN


def fact_value(fact: Fact, value: Any, minor_units: int) -> Any:
    """Return the value in normal form; raises WrongValue. Blank cells are not given here."""
    return _READ[fact.kind](fact, value, minor_units)


def _text(fact: Fact, value: Any, _units: int) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    return normalise(text) if fact.key == "id_number" else text


def _number(value: Any) -> Decimal:
    if isinstance(value, bool):
        raise WrongValue("BOOKS_NOT_A_NUMBER", value=str(value))
    text = (
        str(value)
        .strip()
        .replace(",", "")
        .replace("，", "")
        .removeprefix("¥")
        .removeprefix("￥")
        .removesuffix("元")
    )
    try:
        number = Decimal(text)
    except InvalidOperation as problem:
        raise WrongValue("BOOKS_NOT_A_NUMBER", value=str(value)) from problem
    if not number.is_finite():
        raise WrongValue("BOOKS_NOT_A_NUMBER", value=str(value))
    if number < 0:
        raise WrongValue("BOOKS_NEGATIVE", value=str(value))
    return number


def _money(_fact: Fact, value: Any, units: int) -> int:
    number = _number(value)
    if number > FACT_LIMITS["money"] * (100 if units == 1 else 1):
        raise WrongValue("BOOKS_TOO_LARGE", value=str(value))
    # Formulas leave amounts like 2731.034482: they are rounded half up, once.
    return int((number * units).quantize(Decimal(1), rounding="ROUND_HALF_UP"))


def _hours(_fact: Fact, value: Any, _units: int) -> int:
    number = _number(value)
    if number > 24:
        raise WrongValue("BOOKS_DAY_TOO_LONG", value=str(value))
    # Hours are written with two decimals at most: 0.33 h is the nearest minute, 20.
    return int((number * 60).quantize(Decimal(1), rounding="ROUND_HALF_UP"))


def _count(_fact: Fact, value: Any, _units: int) -> int:
    number = _number(value)
    if number > FACT_LIMITS["count"]:
        raise WrongValue("BOOKS_TOO_LARGE", value=str(value))
    if number != number.to_integral_value():
        raise WrongValue("BOOKS_TOO_FINE", value=str(value))
    return int(number)


def _date(_fact: Fact, value: Any, _units: int) -> int:
    return (_as_date(value) - EPOCH).days


def _as_date(value: Any) -> date:
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = _written_date(value)
    if not 1900 <= found.year <= 2060:
        raise WrongValue("BOOKS_NOT_A_DATE", value=str(value))
    return found


def _written_date(value: Any) -> date:
    text = str(value).strip()
    if isinstance(value, int | float) and 20000 < value < 60000:
        return date.fromordinal(_EXCEL_EPOCH.toordinal() + int(value))
    match = _DATE.match(text)
    parts = (
        match.groups() if match else (text[:4], text[4:6], text[6:]) if re.fullmatch(r"\d{8}", text) else None
    )
    if parts is None:
        raise WrongValue("BOOKS_NOT_A_DATE", value=text)
    try:
        return date(*(int(part) for part in parts))
    except ValueError as problem:
        raise WrongValue("BOOKS_NOT_A_DATE", value=text) from problem


def _period(_fact: Fact, value: Any, _units: int) -> int:
    if isinstance(value, date):
        return value.year * 100 + value.month
    text = str(value).strip().removesuffix(".0")
    match = _MONTH.match(text)
    if match is None:
        try:
            found = _as_date(value)
        except WrongValue as problem:
            raise WrongValue("BOOKS_NOT_A_MONTH", value=text) from problem
        return found.year * 100 + found.month
    year, month = (int(part) for part in match.groups())
    if not (1 <= month <= 12 and 1950 <= year <= 2060):
        raise WrongValue("BOOKS_NOT_A_MONTH", value=text)
    return year * 100 + month


def _time(_fact: Fact, value: Any, _units: int) -> int:
    if isinstance(value, datetime | time):
        return value.hour * 60 + value.minute
    if isinstance(value, float | int) and 0 <= value < 1:
        return round(value * 1440)
    match = _TIME.match(str(value).strip().split("T")[-1].split(" ")[-1])
    if match is None:
        raise WrongValue("BOOKS_NOT_A_TIME", value=str(value))
    hour, minute = int(match[1]), int(match[2] or 0)
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise WrongValue("BOOKS_NOT_A_TIME", value=str(value))
    return hour * 60 + minute


def _flag(_fact: Fact, value: Any, _units: int) -> bool:
    if isinstance(value, bool):
        return value
    text = str(value).strip().lower().removesuffix(".0")
    if text in YES_WORDS:
        return True
    if text in NO_WORDS:
        return False
    raise WrongValue("BOOKS_NOT_YES_OR_NO", value=str(value))


def _code(fact: Fact, value: Any, _units: int) -> str:
    text = str(value).strip().removesuffix(".0")
    known = CODE_WORDS.get(fact.key, {})
    found = known.get(text.lower(), text if not fact.codes else "")
    if found in fact.codes or (not fact.codes and found):
        return found
    if text.lower() in fact.codes:
        return text.lower()
    raise WrongValue("BOOKS_UNKNOWN_WORD", value=text, choices=", ".join(fact.codes))


def _list(fact: Fact, value: Any, _units: int) -> str:
    if isinstance(value, bool):
        items: Iterable[Any] = ["yes"] if value else []
    elif isinstance(value, str):
        items = re.split(r"[,，;；、|/\n]", value)
    elif isinstance(value, Iterable):
        items = value
    else:
        items = [value]
    known = CODE_WORDS.get(fact.key, {})
    words = [str(item).strip() for item in items if not is_blank(item)]
    words = [known.get(word.lower(), word) for word in words if word.lower() not in NOTHING_WORDS]
    return "|" + "".join(f"{word.replace('|', ' ')}|" for word in words)


_READ: Mapping[str, Callable[[Fact, Any, int], Any]] = {
    "text": _text,
    "code": _code,
    "date": _date,
    "period": _period,
    "time": _time,
    "hours": _hours,
    "money": _money,
    "count": _count,
    "flag": _flag,
    "list": _list,
}
