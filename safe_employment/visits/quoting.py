"""Whether a report tells what a worker said, so that the employer could know who spoke.

A net for the most frequent slips, not a proof: the reviewer reads the report too.
"""

from __future__ import annotations

import re

WORKER = (
    r"(?:工人|员工|职工|劳动者|服务员|保安|厨师|学徒"
    r"|(?:a |the |one |two |some )?(?:workers?|employees?|staff))"
)
SAID = (
    r"(?:说(?!明)|称|反映|告诉|透露|抱怨|举报|表示"
    r"|(?:has |have )?(?:said|says?|told|tells?|complained|reported))"
)
SHIFT_OR_POST = r"(?:夜班|早班|晚班|中班|白班|night.shift|day.shift|前台|后厨|车间|kitchen|reception)"
PATTERNS = (
    re.compile(rf"{SHIFT_OR_POST}的?[^。；;.\n]{{0,6}}{WORKER}[^。；;.\n]{{0,12}}?{SAID}", re.IGNORECASE),
    re.compile(rf"{WORKER}[^。；;.\n]{{0,12}}?\s*{SAID}", re.IGNORECASE),
)


def quoted_in(report: str) -> str:
    """Return the words of a report that tell what a worker said; "" where there are none."""
    for pattern in PATTERNS:
        if found := pattern.search(report):
            return found.group(0).strip()[:80]
    return ""
