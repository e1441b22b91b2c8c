"""Files that must be refused, each with its code, quickly and in little memory."""

from __future__ import annotations

import io
import struct
import time
import zipfile
import zlib

import msoffcrypto
import pytest
import xlsxwriter
from msoffcrypto.format.ooxml import OOXMLFile

from safe_employment.kit.sheets import DEFAULT_LIMITS, SheetError, SheetLimits, read_sheet
from safe_employment.kit.sheets.tests.test_reading import HEADER, ROWS, csv, xlsx

SMALL = SheetLimits(
    rows=50, columns=20, unpacked_bytes=8 * 1024**2, ratio_applies_above_bytes=1024**2, cells=5_000
)


def refused(data: bytes, limits: SheetLimits = DEFAULT_LIMITS) -> SheetError:
    with pytest.raises(SheetError) as caught:
        read_sheet(data, limits=limits)
    return caught.value


def repacked(replace: dict[str, bytes], book: bytes | None = None) -> bytes:
    source = zipfile.ZipFile(io.BytesIO(book or xlsx([HEADER, *ROWS])))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, replace.get(name, source.read(name)))
        for name in replace.keys() - set(source.namelist()):
            target.writestr(name, replace[name])
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "code", "kind"),
    [
        (b"", "EMPTY_FILE", None),
        (b"%PDF-1.7\n1 0 obj", "NOT_A_SPREADSHEET", "PDF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), "NOT_A_SPREADSHEET", "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(200), "NOT_A_SPREADSHEET", "JPEG"),
        (bytes(range(256)) * 20, "NOT_A_SPREADSHEET", "?"),
        (b"<?xml version='1.0'?><a/>", "NOT_A_SPREADSHEET", "XML"),
        (b"\n <HTML><table><tr><td>1</td></tr></table>", "WEB_PAGE_NOT_SPREADSHEET", None),
        (b" \n\n,,,\n ,\n", "EMPTY_SHEET", None),
        ("\u3000\n".encode(), "EMPTY_SHEET", None),
    ],
)
def test_what_is_not_a_list_is_named(data, code, kind):
    error = refused(data)
    assert error.code == code
    assert error.params.get("kind") == kind


def test_a_zip_or_a_word_document_is_not_a_spreadsheet():
    for part, kind in (("a.txt", "ZIP"), ("word/document.xml", "DOCX"), ("xl/workbook.bin", "XLSB")):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr(part, "x")
        error = refused(buffer.getvalue())
        assert (error.code, error.params["kind"]) == ("NOT_A_SPREADSHEET", kind)


def test_an_empty_workbook_and_one_with_only_a_header():
    assert refused(xlsx([])).code == "EMPTY_SHEET"
    assert refused(xlsx([], [])).code == "EMPTY_SHEET"
    error = None
    with pytest.raises(SheetError) as caught:
        read_sheet(xlsx([HEADER]), header_row=1)
    error = caught.value
    assert error.code == "NO_DATA_ROWS"


def test_a_broken_workbook():
    book = xlsx([HEADER, *ROWS])
    assert refused(book[: len(book) // 2]).code == "BROKEN_FILE"
    assert refused(repacked({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row"})).code in {
        "BROKEN_FILE",
        "EMPTY_SHEET",
    }
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)).code in {
        "BROKEN_FILE",
        "NOT_A_SPREADSHEET",
    }


def test_a_password_protected_workbook():
    plain = io.BytesIO(xlsx([HEADER, *ROWS]))
    locked = io.BytesIO()
    OOXMLFile(plain).encrypt("秘密", locked)
    assert msoffcrypto.OfficeFile(io.BytesIO(locked.getvalue())).is_encrypted()
    assert refused(locked.getvalue()).code == "PASSWORD_PROTECTED"


def test_an_encrypted_zip_entry():
    book = bytearray(xlsx([HEADER, *ROWS]))
    central = book.index(b"PK\x01\x02")
    book[central + 8] |= 1
    assert refused(bytes(book)).code == "PASSWORD_PROTECTED"


def test_a_zip_bomb_that_declares_its_size():
    bomb = repacked({"xl/media/image1.png": bytes(300 * 1024**2)})
    assert len(bomb) < 1024**2
    began = time.perf_counter()
    assert refused(bomb).code == "ZIP_BOMB"
    assert time.perf_counter() - began < 1


def test_a_zip_bomb_that_lies_about_its_size():
    """The declared size is small; only inflating shows what comes out."""
    content = bytes(40 * 1024**2)
    bomb = bytearray(repacked({"xl/sharedStrings.xml": content}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = -1
        while (place := bomb.find(signature, place + 1)) >= 0:
            if struct.unpack_from("<I", bomb, place + offset)[0] == len(content):
                struct.pack_into("<I", bomb, place + offset, 100)
    assert refused(bytes(bomb), SMALL).code == "ZIP_BOMB"
    assert refused(bytes(bomb)).code == "BROKEN_FILE"


def test_a_zip_with_too_many_entries():
    buffer = io.BytesIO(xlsx([HEADER, *ROWS]))
    with zipfile.ZipFile(buffer, "a") as archive:
        for number in range(200):
            archive.writestr(f"x/{number}", b"")
    assert refused(buffer.getvalue(), SheetLimits(archive_entries=100)).code == "ZIP_BOMB"


def test_one_cell_far_away_does_not_make_a_parser_allocate_everything():
    far_down = xlsx([HEADER, *ROWS])
    sheet = zipfile.ZipFile(io.BytesIO(far_down)).read("xl/worksheets/sheet1.xml")
    low = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')
    wide = sheet.replace(b"</sheetData>", b'<row r="9"><c r="XFD9"><v>1</v></c></row></sheetData>')
    styled = sheet.replace(b"</sheetData>", b'<row r="9"><c r="XFD9" s="1"/></row></sheetData>')
    assert refused(repacked({"xl/worksheets/sheet1.xml": low})).code == "TOO_MANY_ROWS"
    assert refused(repacked({"xl/worksheets/sheet1.xml": wide})).code == "TOO_MANY_COLUMNS"
    assert read_sheet(repacked({"xl/worksheets/sheet1.xml": styled})).frame.height == 3


def test_three_hundred_columns():
    header = [f"列{number}" for number in range(300)]
    rows = [header, [f"值{number}" for number in range(300)]]
    for data in (xlsx(rows), csv(rows).encode()):
        error = refused(data)
        assert (error.code, error.params["limit"], error.params["columns"]) == ("TOO_MANY_COLUMNS", 200, 300)
    assert read_sheet(csv([row[:200] for row in rows]).encode()).frame.width == 201


def test_a_million_rows_of_text_are_refused_at_once():
    data = b"name,phone\n" + b"shop,13800000000\n" * 1_000_000
    began = time.perf_counter()
    assert refused(data).code == "TOO_MANY_ROWS"
    assert time.perf_counter() - began < 1


def test_too_many_rows_of_a_workbook_are_refused_while_unpacking():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet = book.add_worksheet()
    for number in range(2_000):
        sheet.write_row(number, 0, ["甲店", "13800000000"])
    book.close()
    assert refused(buffer.getvalue(), SMALL).code == "TOO_MANY_ROWS"
    assert (
        refused(xlsx([[f"{row}-{n}" for n in range(19)] for row in range(149)]), SMALL).code
        == "TOO_MANY_ROWS"
    )
    assert read_sheet(buffer.getvalue()).frame.height >= 1_998


def test_a_file_over_the_size_limit(tmp_path):
    path = tmp_path / "big.csv"
    path.write_bytes(b"a,b\n" * 1000)
    with pytest.raises(SheetError, match="FILE_TOO_LARGE"):
        read_sheet(path, limits=SheetLimits(file_bytes=100))


@pytest.mark.parametrize("encoding", ["big5", "cp1252", "koi8-r"])
def test_encodings_that_are_not_read_are_refused_rather_than_garbled(encoding):
    text = {
        "big5": "單位名稱,電話\n昆明貿易公司與車馬飛龍,138\n" * 20,
        "cp1252": "café,naïve,élève\nñandú,übel,größe\n" * 20,
        "koi8-r": "имя,телефон\nмагазин,квартира\n" * 20,
    }[encoding]
    assert refused(text.encode(encoding)).code == "WRONG_ENCODING"


def test_deflate_garbage_is_a_broken_file():
    book = bytearray(xlsx([HEADER, *ROWS]))
    name_length, extra = struct.unpack_from("<HH", book, 26)
    start = 30 + name_length + extra
    book[start : start + 4] = zlib.compress(b"x")[:4]
    assert refused(bytes(book)).code == "BROKEN_FILE"


def test_one_long_text_in_every_cell_is_a_bomb():
    rows = [["甲" * 30_000] for _ in range(300)]
    limits = SheetLimits(shared_text_bytes=8 * 1024**2)
    assert refused(xlsx([HEADER, *rows]), limits).code == "ZIP_BOMB"
    assert (
        read_sheet(xlsx([HEADER, *ROWS, [4, "乙" * 30_000, "13800000000", 2]]), limits=limits).frame.height
        == 4
    )
