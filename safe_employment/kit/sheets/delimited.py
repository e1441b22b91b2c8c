"""Delimited text: encoding, delimiter, and the grid of its cells."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

import polars as pl

from safe_employment.kit.sheets.containers import column_letter
from safe_employment.kit.sheets.detect import utf16_without_mark
from safe_employment.kit.sheets.errors import SheetError
from safe_employment.kit.sheets.limits import SheetLimits

_DELIMITERS = (",", "\t", ";", "|", "，")
_SAMPLE_CHARACTERS = 200_000
_SAMPLE_ROWS = 300
_FIELD_LIMIT = 1_000_000
# GB 2312: lead bytes B0-D7 are the 3,755 everyday characters, A1-A9 punctuation and full-width signs.
_DOUBLE = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
# Big5 puts half of its second bytes below A1, GB 2312 none.
_COMMON_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class DecodedText:
    """Text of a file, the encoding it was in, and how many characters could not be decoded."""

    text: str
    encoding: str
    damaged: int = 0


@dataclass(frozen=True, slots=True)
class DelimitedGrid:
    """Cells as text (null where blank), columns named A, B, C …; row i of the frame is sheet row i + 1."""

    cells: pl.DataFrame
    encoding: str
    delimiter: str
    damaged: int


def decode(data: bytes) -> DecodedText:
    """Decode ``data`` as UTF-8, UTF-16 or GB18030, whichever its bytes speak for.

    Raises SheetError: WRONG_ENCODING when none of them does.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decode_utf16(data, "utf-16")
    if data.startswith(b"\xef\xbb\xbf"):
        return _decode_utf8(data[3:], certain=True) or DecodedText("", "utf-8-sig")
    variant = utf16_without_mark(data[:65_536])
    if variant:
        return _decode_utf16(data, variant)
    decoded = _decode_utf8(data, certain=False) or _decode_gb18030(data)
    if decoded is None:
        raise SheetError("WRONG_ENCODING")
    return decoded


def _decode_utf16(data: bytes, encoding: str) -> DecodedText:
    text = data.decode(encoding, errors="replace")
    damaged = text.count("\ufffd")
    if damaged > max(3, len(text) // 200):
        raise SheetError("WRONG_ENCODING")
    return DecodedText(text.removeprefix("\ufeff"), "utf-16", damaged)


def _decode_utf8(data: bytes, *, certain: bool) -> DecodedText | None:
    """UTF-8, forgiving a few broken characters if the rest of the foreign characters are sound."""
    try:
        return DecodedText(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = data.decode("utf-8", errors="replace")
    damaged = text.count("\ufffd")
    foreign = len(text) - len(text.encode("ascii", errors="ignore"))
    if damaged * 50 <= foreign or (certain and damaged * 2 <= foreign):
        return DecodedText(text, "utf-8", damaged)
    return None


def _decode_gb18030(data: bytes) -> DecodedText | None:
    """GB18030 (which holds GBK and GB 2312), if its characters are those of everyday Chinese."""
    text = data.decode("gb18030", errors="replace")
    damaged = text.count("\ufffd")
    pairs = _DOUBLE.findall(data[:_SAMPLE_CHARACTERS])
    common = sum(
        1 for lead, second in pairs if (0xB0 <= lead <= 0xD7 or 0xA1 <= lead <= 0xA9) and second >= 0xA1
    )
    if not pairs or common < _COMMON_SHARE * len(pairs) or damaged * 50 > len(pairs):
        return None
    return DecodedText(text, "gb18030", damaged)


def detect_delimiter(text: str) -> str:
    """The delimiter that cuts most rows of ``text`` into the same number of cells; "," if none does."""
    sample = text[:_SAMPLE_CHARACTERS]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        widths = Counter(
            len(row) for row in islice(_tolerant_rows(sample, delimiter), _SAMPLE_ROWS) if any(row)
        )
        wide = {width: times for width, times in widths.items() if width > 1}
        if not wide:
            continue
        width, times = max(wide.items(), key=lambda item: (item[1] * min(item[0], 12), item[0]))
        score = times / sum(widths.values()) * min(width, 12)
        if score > best_score * 1.2:
            best, best_score = delimiter, score
    return best


def read_delimited(data: bytes, limits: SheetLimits) -> DelimitedGrid:
    """Read delimited text into a grid of strings.

    Polars reads a regular file; one with unbalanced quotes or ragged rows goes to the tolerant parser.

    Raises SheetError: EMPTY_SHEET, WRONG_ENCODING, TOO_MANY_ROWS, TOO_MANY_COLUMNS, TOO_MANY_CELLS.
    """
    if len(data) - len(data.rstrip(b",;\t \r\n")) > 2_000:
        data = data.rstrip(b",;\t \r\n")
    _check_line_count(data, limits)
    if not data.strip(b" \t\r\n,;|\xef\xbb\xbf"):
        raise SheetError("EMPTY_SHEET")
    return _read_plain_utf8(data, limits) or _read_decoded(data, limits)


def _read_plain_utf8(data: bytes, limits: SheetLimits) -> DelimitedGrid | None:
    """Straight from the bytes, without decoding the whole; None if they are not regular UTF-8."""
    body = data.removeprefix(b"\xef\xbb\xbf")
    try:
        sample = body[:_SAMPLE_CHARACTERS].rsplit(b"\n", 1)[0].decode("utf-8")
    except UnicodeDecodeError:
        return None
    if b"\0" in body or data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    delimiter = detect_delimiter(sample)
    cells = _read_regular(body, delimiter, _width(sample, delimiter, limits))
    return None if cells is None else DelimitedGrid(_blank_to_null(cells), "utf-8", delimiter, 0)


def _read_decoded(data: bytes, limits: SheetLimits) -> DelimitedGrid:
    decoded = decode(data)
    text = decoded.text.replace("\0", "")
    if not text.strip(" \t\r\n,;|\u3000\ufeff"):
        raise SheetError("EMPTY_SHEET")
    delimiter = detect_delimiter(text[:_SAMPLE_CHARACTERS])
    cells = _read_regular(text.encode(), delimiter, _width(text[:_SAMPLE_CHARACTERS], delimiter, limits))
    if cells is None:
        cells = _read_tolerantly(text, delimiter, limits)
    return DelimitedGrid(_blank_to_null(cells), decoded.encoding, delimiter, decoded.damaged)


def _width(sample: str, delimiter: str, limits: SheetLimits) -> int:
    width = max((len(row) for row in islice(_tolerant_rows(sample, delimiter), 2_000)), default=1)
    if width > limits.columns * 10:
        raise SheetError("TOO_MANY_COLUMNS", {"limit": limits.columns, "columns": width})
    return width


def _check_line_count(data: bytes, limits: SheetLimits) -> None:
    """Refuse early by counting line ends; a file with quoted line breaks inside cells gets some slack."""
    lines = max(data.count(b"\n"), data.count(b"\r"))
    slack = 4 if b'"' in data else 1
    if lines > limits.rows * slack + 100:
        raise SheetError("TOO_MANY_ROWS", {"limit": limits.rows})


def _read_regular(body: bytes, delimiter: str, width: int) -> pl.DataFrame | None:
    """The fast path, or None where Polars refuses the file (ragged rows, a stray quote, bad UTF-8)."""
    old_line_ends = b"\r" in body[:_SAMPLE_CHARACTERS] and b"\n" not in body[:_SAMPLE_CHARACTERS]
    if len(delimiter.encode()) != 1 or old_line_ends or body.count(b'"') % 2:
        return None
    names = delimiter.join(column_letter(number) for number in range(1, width + 1))
    try:
        return pl.read_csv(names.encode() + b"\n" + body, separator=delimiter, infer_schema=False)
    except pl.exceptions.PolarsError:
        return None


def _tolerant_rows(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(_FIELD_LIMIT)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)


def _read_tolerantly(text: str, delimiter: str, limits: SheetLimits) -> pl.DataFrame:
    """Every row as it comes, short rows filled with blanks; quotes are ignored where they do not close."""
    rows = _collect_rows(text, delimiter, limits)
    width = max(map(len, rows), default=0)
    if width > limits.columns * 10:
        raise SheetError("TOO_MANY_COLUMNS", {"limit": limits.columns, "columns": width})
    if width * len(rows) > limits.cells:
        raise SheetError("TOO_MANY_CELLS", {"limit": limits.cells, "cells": width * len(rows)})
    columns = zip_longest(*rows, fillvalue=None)
    return pl.DataFrame(
        {
            column_letter(number): pl.Series(list(values), dtype=pl.String)
            for number, values in enumerate(columns, 1)
        }
    )


def _collect_rows(text: str, delimiter: str, limits: SheetLimits) -> list[list[str]]:
    try:
        rows = list(islice(_tolerant_rows(text, delimiter), limits.rows + 101))
        swallowed = any(cell.count("\n") > 20 for row in rows for cell in row)
    except csv.Error:
        rows, swallowed = [], True
    if swallowed:  # an unclosed quote ate the lines after it: take quotes as plain characters
        rows = [[cell.strip('"') for cell in line.split(delimiter)] for line in text.splitlines()]
    if len(rows) > limits.rows + 100:
        raise SheetError("TOO_MANY_ROWS", {"limit": limits.rows})
    return rows


def _blank_to_null(cells: pl.DataFrame) -> pl.DataFrame:
    return cells.with_columns(pl.when(pl.all().str.contains(r"[^\s\u{feff}\u{200b}]")).then(pl.all()))
