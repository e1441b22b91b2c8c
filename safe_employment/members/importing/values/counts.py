"""Numbers of people as offices write them: “约20人”, “20-30”, “二十”, “男10女5”."""

from __future__ import annotations

import re
from dataclasses import dataclass

import polars as pl

from safe_employment.members.importing.values.texts import map_distinct, missing_word, tidy

_LARGEST = 2_000_000
_DIGITS = {figure: value for value, figure in enumerate("零一二三四五六七八九")} | {
    "〇": 0, "两": 2, "俩": 2, "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8,
    "玖": 9,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_CHINESE = re.compile(r"[零〇一二两俩三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟]+")
_PLAIN = re.compile(r"^\d+(?:\.0*)?(?:人|名|个|位|员工|persons?|people|staff|employees)?$")
_ABOUT = re.compile(
    r"约|大概|左右|上下|近|余|多|来人|不足|不到|以上|以下|以内|超过|至少|最多|[+＋±<>≤≥~]|about|approx|around|circa|over|under"
)
_RANGE = re.compile(r"(\d+)\s*(?:人|名|个)?\s*(?:[-~—–－至到]+)\s*(\d+)")
_SEXES = re.compile(r"男\D{0,4}(\d+)\D{0,4}女\D{0,4}(\d+)|女\D{0,4}(\d+)\D{0,4}男\D{0,4}(\d+)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DATE_LIKE = re.compile(r"(?:19|20)\d\d[-/.年]\d")
_VAGUE_TENS = re.compile(r"([一二三四五六七八九])?十[几余多来]")


@dataclass(frozen=True, slots=True)
class CountReading:
    """A number of people; ``approximate`` when the cell does not state it exactly; None where unreadable."""

    count: int | None
    approximate: bool = False
    missing: bool = False


def read_count(text: str) -> CountReading:
    """Read a number of people.

    A range gives its middle, “十几” gives 15, “20余人” gives 20, each marked approximate. “无” is zero.
    """
    plain = tidy(text).replace(",", "").replace(" ", "").lower()
    if plain in {"无", "没有", "零"}:
        return CountReading(0)
    if not plain or missing_word.match(plain):
        return CountReading(None, missing=True)
    if _PLAIN.match(plain):
        return _bounded(_NUMBER.match(plain), approximate=False)
    if _DATE_LIKE.search(plain) or plain.startswith("-"):
        return CountReading(None)
    return _read_wordy(plain)


def _read_wordy(plain: str) -> CountReading:
    if re.match(r"^约?[几数]十?", plain):
        return CountReading(None)
    vague = _VAGUE_TENS.search(plain)
    if vague:
        tens = _DIGITS[vague[1]] if vague[1] else 1
        return CountReading(tens * 10 + 5, approximate=True)
    plain = _CHINESE.sub(lambda match: _arabic(match[0]), plain)
    sexes = _SEXES.search(plain)
    if sexes:
        return CountReading(sum(int(figure) for figure in sexes.groups() if figure))
    span = _RANGE.search(plain)
    if span:
        low, high = int(span[1]), int(span[2])
        return (
            CountReading((low + high + 1) // 2, approximate=True)
            if low <= high <= _LARGEST
            else CountReading(None)
        )
    return _bounded(
        _NUMBER.search(plain), approximate=bool(_ABOUT.search(plain)), times=10_000 if "万" in plain else 1
    )


def _bounded(match: re.Match[str] | None, *, approximate: bool, times: int = 1) -> CountReading:
    if not match:
        return CountReading(None)
    value = float(match[0]) * times
    return (
        CountReading(int(value), approximate)
        if value == int(value) and value <= _LARGEST
        else CountReading(None)
    )


def _arabic(figures: str) -> str:
    """A Chinese number in digits: 一百二十 is 120, 二〇 is 20, 一百二 is 120; 几 stays."""
    if not any(figure in _UNITS for figure in figures):
        return "".join(str(_DIGITS[figure]) for figure in figures)
    total, digit, unit = 0, 0, 1
    for figure in figures:
        if figure in _UNITS:
            unit = _UNITS[figure]
            total += (digit or 1) * unit
            digit = 0
        else:
            digit = _DIGITS[figure]
            unit = 1 if digit == 0 else unit
    colloquial = digit and figures[-1] in _DIGITS and len(figures) >= 3 and figures[-2] in "百佰千仟"
    return str(total + (digit * unit // 10 if colloquial else digit))


COUNT_SCHEMA: dict[str, pl.DataType | type[pl.DataType]] = {
    "count": pl.Int32,
    "approximate": pl.Boolean,
    "unreadable": pl.Boolean,
}


def count_columns(values: pl.Series) -> pl.DataFrame:
    """Columns ``count`` (Int32), ``approximate``, ``unreadable`` for every row of ``values``."""

    def row(text: str) -> dict[str, object]:
        reading = read_count(text)
        return {
            "count": reading.count,
            "approximate": reading.approximate,
            "unreadable": reading.count is None and not reading.missing,
        }

    return map_distinct(values, row, COUNT_SCHEMA)
