"""Invented books of a small restaurant, as JSON and as a workbook, with some things that break the law."""

from __future__ import annotations

import copy
import io
import json
import zipfile
from typing import Any

import xlsxwriter

NAME = "李秀英"
IDENTITY = "530102199003071229"

BOOKS: dict[str, Any] = {
    "employer": {"employer": "R-7", "district_code": "530102", "is_licensed": True},
    "workers": [
        {
            "worker": "W001", "name": NAME, "id_type": "resident_id", "id_number": IDENTITY,
            "hire_date": "2026-03-01", "employment_form": "full_time", "hours_system": "standard",
            "post": "服务员",
        },
        {
            "worker": "W002", "name": "王芳", "hire_date": "2026-01-10", "employment_form": "full_time",
            "hours_system": "standard", "post": "厨工", "documents_held": "resident_id",
        },
    ],
    "contracts": [
        {
            "worker": "W001", "signed_on": "2026-03-01", "from": "2026-03-01", "to": "2027-02-28",
            "kind": "fixed", "base_wage": 2000, "deposit_amount": 300,
        },
    ],
    "attendance": [
        {"worker": "W001", "date": "2026-09-01", "planned_kind": "work", "worked_hours": 13},
        {"worker": "W001", "date": "2026-09-05", "planned_kind": "rest", "worked_hours": 9},
    ],
    "payroll": [
        {
            "worker": "W001", "period": "2026-09", "pay_date": "2026-10-20", "base": 1800, "gross": 1800,
            "net": 1800, "method": "cash",
        },
    ],
}  # fmt: skip


def changed(sheet: str, row: int, **facts: Any) -> dict[str, Any]:
    """The books with other facts in one row."""
    books = copy.deepcopy(BOOKS)
    books[sheet][row] |= facts
    return books


def as_json(books: dict[str, Any] = BOOKS) -> bytes:
    return json.dumps(books, ensure_ascii=False).encode()


def as_workbook(books: dict[str, Any] = BOOKS, *, macros: bool = False) -> bytes:
    """The books as an XLSX file; with `macros` as an XLSM whose macro project is one that must never run."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    for name, rows in books.items():
        page = book.add_worksheet(name)
        lines = rows if isinstance(rows, list) else [rows]
        keys = list(dict.fromkeys(key for line in lines for key in line))
        for column, key in enumerate(keys):
            page.write(0, column, key)
            for number, line in enumerate(lines, start=1):
                if key in line:
                    page.write(number, column, line[key])
    book.close()
    if macros:
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr("xl/vbaProject.bin", b"\xcc\x61Auto_Open Shell calc.exe" * 100)
    return buffer.getvalue()
