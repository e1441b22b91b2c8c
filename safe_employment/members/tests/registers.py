"""Small registers as files, for tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from safe_employment.engines.identifiers.social_credit import check_character
from safe_employment.kit.actors import Actor
from safe_employment.members.commands.importing import stage_import, upload_import
from safe_employment.members.models import ImportBatch

HEADER = (
    "单位名称",
    "统一社会信用代码",
    "法定代表人",
    "联系电话",
    "经营地址",
    "所属区县",
    "行业",
    "从业人数",
    "女职工人数",
    "成立日期",
)


def code(number: int, *, division: str = "530102") -> str:
    """A valid unified social credit code of an enterprise."""
    body = f"91{division}MA{number:06d}"
    body += "0" * (17 - len(body))
    return body + check_character(body)


def row(number: int, **facts: str) -> dict[str, str]:
    """A row about an employer of its own."""
    names = "翠湖滇池金马碧鸡圆通西山大观海埂莲花白龙"
    first, second = names[number % 20], names[(number * 7 + 3) % 20]
    return {
        "单位名称": f"昆明{first}{second}{number}号餐饮有限公司",
        "统一社会信用代码": code(number),
        "法定代表人": f"李{first}{second}",
        "联系电话": f"138{number:08d}",
        "经营地址": f"昆明市五华区{second}{first}路{number}号",
        "所属区县": "五华区",
        "行业": "餐饮",
        "从业人数": str(number % 50 + 1),
        "女职工人数": "1",
        "成立日期": "2012-03-04",
    } | facts


def csv(rows: list[dict[str, str]], header: tuple[str, ...] = HEADER) -> bytes:
    """The rows as a CSV file in UTF-8."""
    lines = [",".join(header), *(",".join(r.get(name, "") for name in header) for r in rows)]
    return "\n".join(lines).encode()


def xlsx(rows: Sequence[Sequence[object]]) -> bytes:
    """The rows as the only sheet of a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def staged(by: Actor, content: bytes, name: str = "名册.csv", **options: Any) -> ImportBatch:
    """An import of the content, read and compared."""
    batch = upload_import(by=by, content=io.BytesIO(content), name=name, **options)
    return stage_import(by=by, batch=batch)
