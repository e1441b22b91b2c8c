"""What a file is, told from its content and never from its name."""

from __future__ import annotations

import re
from enum import StrEnum

from safe_employment.kit.sheets.errors import SheetError


class FileKind(StrEnum):
    """The three kinds of file that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    TEXT = "text"


_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_WITHOUT_OLE = (
    b"\x09\x08\x10\x00\x00\x06\x05\x00",
    b"\x09\x08\x08\x00",
    b"\x09\x04\x06\x00",
    b"\x09\x02\x06\x00",
)
_OTHER_FILES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7Z"),
    (b"\x1f\x8b", "GZIP"),
    (b"{\\rtf", "RTF"),
    (b"MZ", "EXE"),
    (b"\x7fELF", "ELF"),
    (b"SQLite format 3", "SQLITE"),
    (b"PAR1", "PARQUET"),
)
_PAGE = re.compile(
    rb"^\s*(?:\xef\xbb\xbf)?\s*(?:<!doctype html|<html|<head|<meta|<table|<body)", re.IGNORECASE
)
_XML = re.compile(rb"^\s*(?:\xef\xbb\xbf)?\s*<\?xml", re.IGNORECASE)
_CONTROL = bytes(set(range(32)) - {9, 10, 12, 13, 27})
_SAMPLE = 65_536


def detect_kind(data: bytes) -> FileKind:
    """Tell the kind of ``data`` from its first bytes.

    Raises SheetError: EMPTY_FILE, NOT_A_SPREADSHEET (params ``kind``).
    """
    if not data:
        raise SheetError("EMPTY_FILE")
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        return FileKind.XLSX
    if data.startswith(_OLE) or data.startswith(_BIFF_WITHOUT_OLE):
        return FileKind.XLS
    _refuse_other_files(data)
    return FileKind.TEXT


def _refuse_other_files(data: bytes) -> None:
    for magic, name in _OTHER_FILES:
        if data.startswith(magic) and (len(magic) > 2 or _is_binary(data)):
            raise SheetError("NOT_A_SPREADSHEET", {"kind": name})
    head = data[:2048]
    if _PAGE.match(head):
        raise SheetError("WEB_PAGE_NOT_SPREADSHEET")
    if _XML.match(head):
        raise SheetError("NOT_A_SPREADSHEET", {"kind": "XML"})
    if _is_binary(data):
        raise SheetError("NOT_A_SPREADSHEET", {"kind": "?"})


def _is_binary(data: bytes) -> bool:
    """Control characters that no text encoding in use leaves; UTF-16 has its zeros on one side only."""
    sample = data[:_SAMPLE]
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")) or utf16_without_mark(sample):
        return False
    without_control = sample.translate(None, _CONTROL)
    return len(sample) - len(without_control) > max(2, len(sample) // 500)


def utf16_without_mark(sample: bytes) -> str | None:
    """Name the UTF-16 variant of a sample that carries no byte order mark, or None.

    Line ends, delimiters and digits put a zero byte on the high side of each pair; their number on the
    two sides tells the byte order.
    """
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    pairs = max(1, len(sample) // 2)
    if odd > pairs * 0.05 and even < odd * 0.02:
        return "utf-16-le"
    if even > pairs * 0.05 and odd < even * 0.02:
        return "utf-16-be"
    return None
