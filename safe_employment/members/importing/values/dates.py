"""Dates as people write them, with the precision they wrote."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from safe_employment.members.importing.values.texts import map_distinct, missing_word, tidy

DAY, MONTH, YEAR = "day", "month", "year"
_EARLIEST, _LATEST = 1850, 2100
_PIVOT = 50  # two-digit years: 50-99 are of the twentieth century
_EXCEL_EPOCH = date(1899, 12, 30)
_SERIALS = range(7_306, 73_416)  # 1920-01-01 to 2100-12-31
_CHINESE_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_TENS = re.compile(r"([1-9])?十([1-9])?")
_SEPARATED = re.compile(
    r"^(\d{4}|\d{2})\s*[-./年、\\,。·\s_~]\s*(\d{1,2})\s*(?:[-./月、\\,。·\s_~]+\s*(\d{1,2}))?\s*[日号月份.。]*"
    r"(?:\s*[T\s]?\s*\d{1,2}[:时]\d{0,2}.*)?$"
)
_COMPACT = re.compile(r"^((?:18|19|20)\d{2})(\d{2})(\d{2})?(?:\.0)?$")
_SERIAL = re.compile(r"^\d{4,5}(?:\.\d+)?$")
_YEAR_ONLY = re.compile(r"^((?:18|19|20)\d{2})\s*(?:年[初中底末]?|年度)?(?:\.0)?$")
_SHORT_YEAR_ONLY = re.compile(r"^(\d{2})年[初中底末]?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[-./\s](\d{1,2})[-./\s](\d{4})(?:\s.*)?$")
_ENGLISH_MONTHS = {
    month: number
    for number, month in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_ENGLISH = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th)?[\s-]+)?([a-z]{3,9})\.?[\s-]+(?:(\d{1,2})(?:st|nd|rd|th)?,?[\s-]+)?(\d{4})$"
)
_AROUND = re.compile(
    r"^(?:约|大约|大概|于|自|成立于|始于|建于|成立日期|注册于)[:：]?|(?:左右|前后|成立|注册|开业|登记|起|入会|加入)$"
)


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell says: the first day of what it names, the precision, and whether it could be otherwise.

    ``on`` is None where nothing can be read; ``missing`` tells that the cell says so itself.
    """

    on: date | None
    precision: str | None = None
    ambiguous: bool = False
    missing: bool = False


_UNREADABLE = DateReading(None)


def read_date(text: str) -> DateReading:
    """Read a date in any common spelling, or an Excel serial number (days since 1899-12-30).

    Month and year alone give the first day and the precision ``month`` or ``year``.
    """
    plain = tidy(text).strip("'’\"")
    if not plain or missing_word.match(plain):
        return DateReading(None, missing=True)
    plain = _AROUND.sub("", plain).strip()
    if re.search("[〇零○一二三四五六七八九十]", plain):
        plain = _arabic(plain)
    return (
        _from_compact(plain)
        or _from_year(plain)
        or _from_serial(plain)
        or _from_parts(plain)
        or _from_day_first(plain)
        or _from_english(plain.lower())
        or _UNREADABLE
    )


def _arabic(text: str) -> str:
    """Chinese figures as digits: 二〇一八年十二月二十一日 is 2018年12月21日."""
    digits = text.replace("廿", "二十").translate(_CHINESE_DIGITS)

    def tens(match: re.Match[str]) -> str:
        return str(int(match[1] or 1) * 10 + int(match[2] or 0))

    return _TENS.sub(tens, digits)


def _build(year: int, month: int | None, day: int | None, *, ambiguous: bool = False) -> DateReading | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    precision = YEAR if not month else DAY if day else MONTH
    try:
        return DateReading(date(year, month or 1, day or 1), precision, ambiguous)
    except ValueError:
        return None


def _full_year(text: str) -> int:
    year = int(text)
    return year if len(text) == 4 else year + (1900 if year >= _PIVOT else 2000)


def _from_compact(text: str) -> DateReading | None:
    match = _COMPACT.match(text)
    return (
        _build(int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
        if match and match[2] != "00"
        else None
    )


def _from_year(text: str) -> DateReading | None:
    match = _YEAR_ONLY.match(text)
    if match:
        return _build(int(match[1]), None, None)
    short = _SHORT_YEAR_ONLY.match(text)
    return _build(_full_year(short[1]), None, None) if short else None


def _from_serial(text: str) -> DateReading | None:
    if not _SERIAL.match(text):
        return None
    days = int(float(text))
    return DateReading(_EXCEL_EPOCH + timedelta(days), DAY) if days in _SERIALS else None


def _from_parts(text: str) -> DateReading | None:
    match = _SEPARATED.match(text)
    if not match:
        return None
    month = int(match[2])
    return _build(_full_year(match[1]), month, int(match[3]) if match[3] else None) if month else None


def _from_day_first(text: str) -> DateReading | None:
    """Two small numbers and a year: month first as Excel's default writes it, unless only day first fits."""
    match = _DAY_FIRST.match(text)
    if not match:
        return None
    first, second, year = int(match[1]), int(match[2]), int(match[3])
    if first > 12:
        return _build(year, second, first) if second else None
    return (
        _build(year, first, second, ambiguous=second <= 12 and first != second) if first and second else None
    )


def _from_english(text: str) -> DateReading | None:
    match = _ENGLISH.match(text)
    month = _ENGLISH_MONTHS.get(match[2][:3]) if match else None
    if not match or not month:
        return None
    day = match[1] or match[3]
    return _build(int(match[4]), month, int(day) if day else None)


DATE_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "on": pl.Date,
    "precision": pl.String,
    "ambiguous": pl.Boolean,
    "unreadable": pl.Boolean,
}


def date_columns(values: pl.Series) -> pl.DataFrame:
    """Columns ``on`` (Date), ``precision``, ``ambiguous``, ``unreadable`` for every row of ``values``."""

    def row(text: str) -> dict[str, object]:
        reading = read_date(text)
        return {
            "on": reading.on,
            "precision": reading.precision,
            "ambiguous": reading.ambiguous,
            "unreadable": reading.on is None and not reading.missing,
        }

    return map_distinct(values, row, DATE_SCHEMA)
