"""Looks inside a workbook's container before any parser opens it: bombs, passwords, impossible sizes."""

from __future__ import annotations

import io
import re
import string
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import msoffcrypto

from safe_employment.kit.sheets.errors import SheetError
from safe_employment.kit.sheets.limits import SheetLimits

_OLE = b"\xd0\xcf\x11\xe0"
_CHUNK = 1024**2
_OVERLAP = 2_048
_TITLE_ROWS = 100  # rows above and below the data that the row limit does not count
_ENCRYPTED_FLAG = 0x1
_CELL = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*?\br=["']([A-Z]{1,3}\d{1,7})["'][^>]*+(?<!/)>\s*+<(?:\w+:)?(?:v|is|f)\b"""
)
_LETTERS, _DIGITS = string.ascii_uppercase.encode(), string.digits.encode()
_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_TEXT_PART = re.compile(r"^xl/sharedStrings\.xml$", re.IGNORECASE)
_TEXT_END = re.compile(rb"</(?:\w+:)?si>")
_TEXT_USE = re.compile(rb"""\bt=["']s["'][^>]*>\s*<(?:\w+:)?v>(\d{1,9})<""")
_SHORT_TEXT = 300
_SHEET_PART = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)


@dataclass(slots=True)
class _Extent:
    """The filled rectangle of one worksheet, grown while its XML streams past."""

    rows: int = 0
    last_row: int = 0
    widest: bytes = b""


def check_xlsx(data: bytes, limits: SheetLimits) -> None:
    """Refuse a zip that is no workbook, is locked, or unpacks to more than the limits.

    Every entry is inflated once, in pieces, counting what really comes out: the sizes a bomb declares
    are not believed. Worksheet XML is measured on the way, because a single cell far down or far right
    makes a parser allocate the whole rectangle.

    Raises SheetError: BROKEN_FILE, NOT_A_SPREADSHEET, PASSWORD_PROTECTED, ZIP_BOMB, TOO_MANY_ROWS,
    TOO_MANY_COLUMNS.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as broken:
        raise SheetError("BROKEN_FILE") from broken
    _check_declared(entries, len(data), limits)
    _check_is_workbook({entry.filename for entry in entries})
    scan = _Scan(data, limits)
    for entry in sorted(entries, key=_order):
        scan.entry(entry)


def _order(entry: zipfile.ZipInfo) -> int:
    """Texts first, because the sheets that repeat them are measured by their length; then the sheets."""
    return 0 if _TEXT_PART.match(entry.filename) else 1 if _SHEET_PART.match(entry.filename) else 2


class _Scan:
    """Inflates one entry after the other and keeps count of everything that comes out."""

    def __init__(self, data: bytes, limits: SheetLimits) -> None:
        self._data = data
        self._limits = limits
        self._total = 0
        self._text = 0
        self._lengths: list[int] = []

    def entry(self, entry: zipfile.ZipInfo) -> None:
        """Inflate ``entry`` to its end or to a limit."""
        extent = _Extent() if _SHEET_PART.match(entry.filename) else None
        texts = bool(_TEXT_PART.match(entry.filename))
        tail, produced, last_end = b"", 0, 0
        for piece in _inflate(self._data, entry):
            self._total += len(piece)
            if self._total > self._limits.unpacked_bytes:
                raise SheetError("ZIP_BOMB", {"megabytes": self._total // 1024**2})
            window = tail + piece
            if texts:
                last_end = self._measure_texts(window, produced - len(tail), len(tail), last_end)
            elif extent is not None:
                _measure(extent, window, len(piece), self._limits)
                self._count_text(window, len(tail))
            produced += len(piece)
            tail = window[-_OVERLAP:]
        if produced != entry.file_size:
            raise SheetError("BROKEN_FILE")

    def _measure_texts(self, window: bytes, base: int, seen: int, last_end: int) -> int:
        """Note the length of every shared text that ends in the new part of ``window``."""
        for match in _TEXT_END.finditer(window):
            if match.end() > seen:
                self._lengths.append(base + match.end() - last_end)
                last_end = base + match.end()
        return last_end

    def _count_text(self, window: bytes, seen: int) -> None:
        """Add up what the cells repeat: one long shared text in every cell is a bomb of its own."""
        if max(self._lengths, default=0) <= _SHORT_TEXT:
            return
        for match in _TEXT_USE.finditer(window):
            number = int(match[1])
            if match.end() > seen and number < len(self._lengths):
                self._text += self._lengths[number]
        if self._text > self._limits.shared_text_bytes:
            raise SheetError("ZIP_BOMB", {"megabytes": self._text // 1024**2})


def _check_declared(entries: list[zipfile.ZipInfo], size: int, limits: SheetLimits) -> None:
    if any(entry.flag_bits & _ENCRYPTED_FLAG for entry in entries):
        raise SheetError("PASSWORD_PROTECTED")
    declared = sum(entry.file_size for entry in entries)
    suspicious = declared > limits.ratio_applies_above_bytes and declared > limits.unpacked_ratio * max(
        size, 1
    )
    if len(entries) > limits.archive_entries or suspicious or declared > 8 * limits.unpacked_bytes:
        raise SheetError("ZIP_BOMB", {"megabytes": declared // 1024**2})


def _check_is_workbook(names: set[str]) -> None:
    lowered = {name.lower().replace("\\", "/") for name in names}
    if "xl/workbook.xml" in lowered:
        return
    kinds = {
        "xl/workbook.bin": "XLSB",
        "word/document.xml": "DOCX",
        "ppt/presentation.xml": "PPTX",
        "content.xml": "ODF",
    }
    kind = next((kind for part, kind in kinds.items() if part in lowered), "ZIP")
    raise SheetError("NOT_A_SPREADSHEET", {"kind": kind})


def _inflate(data: bytes, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield an entry's content in pieces of at most one mebibyte, whatever size it declares."""
    header = data[entry.header_offset : entry.header_offset + 30]
    if len(header) < 30 or header[:4] != b"PK\x03\x04":
        raise SheetError("BROKEN_FILE")
    start = (
        entry.header_offset
        + 30
        + int.from_bytes(header[26:28], "little")
        + int.from_bytes(header[28:30], "little")
    )
    packed = memoryview(data)[start : start + entry.compress_size]
    if entry.compress_type == zipfile.ZIP_STORED:
        for offset in range(0, len(packed), _CHUNK):
            yield bytes(packed[offset : offset + _CHUNK])
        return
    if entry.compress_type != zipfile.ZIP_DEFLATED:
        raise SheetError("BROKEN_FILE")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for offset in range(0, len(packed), _CHUNK):
            waiting: bytes | memoryview = packed[offset : offset + _CHUNK]
            while waiting:
                yield inflater.decompress(waiting, _CHUNK)
                waiting = inflater.unconsumed_tail
        yield inflater.flush()
    except zlib.error as broken:
        raise SheetError("BROKEN_FILE") from broken


def _measure(extent: _Extent, window: bytes, fresh: int, limits: SheetLimits) -> None:
    """Grow ``extent`` by the cells in ``window``.

    Only the last ``fresh`` bytes are new; the carried end is looked at again so that a cell cut in two is
    seen, which does no harm because an extent is a maximum.
    """
    extent.rows += len(_ROW.findall(window, len(window) - fresh))
    cells = _CELL.findall(window)
    if cells:
        places = b" ".join(cells)
        numbers, letters = (set(places.translate(None, rest).split()) for rest in (_LETTERS, _DIGITS))
        extent.last_row = max(extent.last_row, *map(int, numbers))
        extent.widest = max(extent.widest, *letters, key=lambda column: (len(column), column))
    columns = column_number(extent.widest.decode())
    if extent.last_row > limits.rows + _TITLE_ROWS or (not extent.last_row and extent.rows > limits.rows):
        raise SheetError("TOO_MANY_ROWS", {"limit": limits.rows})
    if columns > limits.columns:
        raise SheetError("TOO_MANY_COLUMNS", {"limit": limits.columns, "columns": columns})
    if extent.last_row * columns > limits.cells:
        raise SheetError("TOO_MANY_CELLS", {"limit": limits.cells, "cells": extent.last_row * columns})


def check_xls(data: bytes) -> None:
    """Refuse an OLE file that is locked or holds no workbook.

    Raises SheetError: PASSWORD_PROTECTED, NOT_A_SPREADSHEET, BROKEN_FILE.
    """
    if not data.startswith(_OLE):
        return
    try:
        office = msoffcrypto.OfficeFile(io.BytesIO(data))
        kind, locked = str(office.format), bool(office.is_encrypted())
    except msoffcrypto.exceptions.FileFormatError as other:
        raise SheetError("NOT_A_SPREADSHEET", {"kind": "OLE"}) from other
    except (
        msoffcrypto.exceptions.ParseError,
        OSError,
        ValueError,
        IndexError,
        TypeError,
        struct.error,
    ) as broken:
        raise SheetError("BROKEN_FILE") from broken
    if locked:
        raise SheetError("PASSWORD_PROTECTED")
    if kind != "xls97":
        raise SheetError("NOT_A_SPREADSHEET", {"kind": kind.removesuffix("97").upper()})


def column_number(letters: str) -> int:
    """Number of a column from its letters: A is 1, Z is 26, AA is 27; an empty text is 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def column_letter(number: int) -> str:
    """Letters of a 1-based column number: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
