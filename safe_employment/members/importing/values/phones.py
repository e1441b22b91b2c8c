"""Telephone numbers: several in a cell, area codes, what a spreadsheet did to them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import polars as pl

from safe_employment.members.importing.values.texts import map_distinct, missing_word, tidy

MOBILE = r"^1[3-9]\d{9}$"
_SCIENTIFIC = re.compile(r"^\d(?:\.\d+)?e\+?\d{1,2}$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[/,;|、，；\n]|\s或\s|或|和|及|(?<=\d{7})\s+(?=(?:1[3-9]|0\d))")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x)\s*(\d{1,6})", re.IGNORECASE)
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1[3-9]\d{9}|0?[1-9]\d{8,10})")
_NUMBERS = re.compile(
    r"1[3-9]\d{9}|(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})(?!\d)|[48]00\d{7}(?!\d)|(?<!\d)[2-9]\d{6,7}(?!\d)"
)
_LANDLINE = re.compile(r"^(0(?:10|2\d|[3-9]\d{2}))(\d{7,8})$")


@dataclass(frozen=True, slots=True)
class PhoneReading:
    """Numbers in a cell in their order: mobiles as 11 digits, landlines as area-number(-extension)."""

    numbers: tuple[str, ...]
    rounded: bool = False
    missing: bool = False


def read_phones(text: str) -> PhoneReading:
    """Read every telephone number in a cell.

    ``rounded`` tells that a spreadsheet kept only the first figures (1.39E+10), so the number is lost.
    """
    plain = tidy(text).strip("'’\"")
    if not plain or missing_word.match(plain):
        return PhoneReading((), missing=True)
    if _SCIENTIFIC.match(plain):
        return _from_scientific(plain)
    found: list[str] = []
    for piece in _SEPARATORS.split(re.sub(r"\.0+$", "", plain)):
        for number in _from_piece(piece):
            if number not in found:
                found.append(number)
    return PhoneReading(tuple(found))


def _from_scientific(text: str) -> PhoneReading:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return PhoneReading(())
    digits = str(int(value))
    mantissa = text.lower().split("e")[0].replace(".", "")
    if len(mantissa) < 9:
        return PhoneReading((), rounded=True)
    return PhoneReading(tuple(_from_piece(digits)))


def _from_piece(piece: str) -> list[str]:
    extension = _EXTENSION.search(piece)
    body = piece[: extension.start()] if extension else piece
    digits = (
        re.sub(r"(?<=[\d)(])[\s\-().·—–]+(?=[\d(])", "", re.sub(r"^[^\d+]+", "", body))
        .replace("(", "")
        .replace(")", "")
    )
    digits = _COUNTRY.sub("", digits)
    if re.match(r"^[1-9]\d{2}\d{7,8}$", digits) and digits[:3] == "871":
        digits = "0" + digits
    numbers = [_written(match[0]) for match in _NUMBERS.finditer(digits)]
    if extension and numbers:
        numbers[-1] += f"-{extension[1]}"
    return numbers


def _written(digits: str) -> str:
    landline = _LANDLINE.match(digits)
    return f"{landline[1]}-{landline[2]}" if landline else digits


def phone_columns(values: pl.Series) -> pl.DataFrame:
    """Columns ``phone`` (the first number), ``phones`` (all), ``rounded``, ``unreadable`` for every row.

    Cells that already are one mobile number skip the reader.
    """
    frame = (
        values.alias("text")
        .to_frame()
        .with_columns(pl.col("text").str.contains(MOBILE).fill_null(False).alias("plain"))
    )
    rest = map_distinct(
        frame.select(pl.when(~pl.col("plain")).then(pl.col("text"))).to_series(),
        _as_row,
        {"numbers": pl.List(pl.String), "rounded": pl.Boolean, "unreadable": pl.Boolean},
    )
    both = pl.concat([frame, rest], how="horizontal")
    phones = pl.when("plain").then(pl.concat_list("text")).otherwise("numbers")
    return both.select(
        pl.when("plain").then("text").otherwise(pl.col("numbers").list.first()).alias("phone"),
        phones.alias("phones"),
        pl.col("rounded").fill_null(False),
        pl.col("unreadable").fill_null(False),
    )


def _as_row(text: str) -> dict[str, object]:
    reading = read_phones(text)
    return {
        "numbers": list(reading.numbers),
        "rounded": reading.rounded,
        "unreadable": not reading.numbers and not reading.missing and not reading.rounded,
    }
