"""Small invented lists of members, and the files they come in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

HEADER: list[Any] = [
    "序号",
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
    "会员类型",
    "备注",
]
ROWS: list[list[Any]] = [
    [
        1,
        "昆明市雄昂贸易有限公司",
        "91530128MAHHXUNQ47",
        "邱成志",
        "18676217870",
        "昆明市禄劝彝族苗族自治县昌宏路448号",
        "禄劝彝族苗族自治县",
        "批发零售",
        7,
        2,
        "2008.1.21",
        "私营企业",
        None,
    ],
    [
        2,
        "昆明市五华区渔阳建材经营部",
        "92530102MAH6HE7414",
        "于春明",
        "0871-60399717",
        "昆明市五华区学府路4号",
        "五华",
        "批发零售",
        "约20人",
        0,
        "2018年8月",
        "个体工商户",
        None,
    ],
    [
        3,
        "昆明宝尔康鞋业有限公司",
        "办理中",
        "顾海",
        "159-3192-3748",
        "昆明市呈贡区菊华路493号",
        "呈贡县",
        "制鞋",
        252,
        346,
        "43315",
        "私营企业",
        "搬迁",
    ],
]


def text(rows: Sequence[Sequence[Any]]) -> bytes:
    return "".join(
        ",".join("" if cell is None else str(cell) for cell in row) + "\n" for row in rows
    ).encode()


def xlsx(rows: Sequence[Sequence[Any]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("名册")
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)
    return buffer.getvalue()
