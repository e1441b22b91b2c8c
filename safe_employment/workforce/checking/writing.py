"""Results as text for a terminal, results and the empty template as workbooks."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from typing import Any

from safe_employment.engines.labour_law.books import BOOKS, Fact, Sheet
from safe_employment.engines.labour_law.intake import NotRead
from safe_employment.engines.labour_law.jurisdiction import jurisdiction
from safe_employment.engines.labour_law.rules import Level
from safe_employment.kit.sheets import neutralise_formula

from .report import finding_row

__all__ = ["LEVEL_WORDS", "write_template", "write_text", "write_workbook"]

LEVEL_WORDS = {
    "zh": {"breach": "违法", "warning": "可能违法", "alert": "强迫劳动迹象", "info": "提示"},
    "en": {"breach": "breach", "warning": "warning", "alert": "indicator", "info": "notice"},
}
_HEADERS = {
    "zh": {
        "rule": "规则", "title": "事项", "level": "级别", "worker": "工号", "period": "月份", "date": "日期",
        "amount_owed": "应补金额", "explanation": "说明", "remedy": "怎么办", "articles": "依据",
        "ilo": "ILO 指标", "status": "依据状态", "missing": "缺少",
    },
    "en": {
        "rule": "Rule", "title": "Matter", "level": "Level", "worker": "Worker", "period": "Month",
        "date": "Date", "amount_owed": "Owed", "explanation": "Explanation", "remedy": "What to do",
        "articles": "Articles", "ilo": "ILO indicators", "status": "Status", "missing": "Missing",
    },
}  # fmt: skip
_LEVELS = {level.word: int(level) for level in Level}
_WIDTHS = {"explanation": 70, "remedy": 40, "articles": 40, "title": 28}


def write_text(document: Mapping[str, Any], language: str, echo: Callable[[str], Any]) -> None:
    """Write the results line by line, the gravest first."""
    for finding in sorted(document["findings"], key=lambda each: (-_LEVELS[each["level"]], each["rule"])):
        row = finding_row(finding, language)
        owed = f" {row['amount_owed']} {finding['currency']}" if row["amount_owed"] else ""
        whose = " ".join(part for part in (row["worker"], row["date"] or row["period"]) if part)
        echo(f"[{LEVEL_WORDS[language][row['level']]}] {row['rule']} {whose}{owed}")
        echo(f"    {row['explanation']}")
        echo(f"    → {row['remedy']} ({row['articles']})")
    checked = document["checked"]
    totals, as_of = checked["totals"], checked["as_of"]
    owed = f"{totals['amount_owed']} {totals['currency']}"
    count, open_cases = len(document["findings"]), len(document["cannot_tell"])
    if language == "zh":
        echo(f"发现 {count} 项，应补 {owed}；")
        echo(f"另有 {open_cases} 项因缺少资料无法判断（截至 {as_of}）。")
    else:
        echo(f"Results: {count}; owed: {owed};")
        echo(f"cannot be told: {open_cases} (as of {as_of}).")
    if checked["not_read"]:
        names = "; ".join(NotRead(**each).name for each in checked["not_read"])
        echo({"zh": f"未读取：{names}", "en": f"Not read: {names}"}[language])
    echo(checked["caution"][language])


def write_workbook(document: Mapping[str, Any], language: str) -> bytes:
    """Return a workbook with a sheet of findings and one of what cannot be told."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    wrap, head = book.add_format({"text_wrap": True, "valign": "top"}), book.add_format({"bold": True})
    names = {"zh": ("结果", "无法判断"), "en": ("Results", "Cannot tell")}[language]
    sheet = book.add_worksheet(names[0])
    headers = _HEADERS[language]
    for column, (key, header) in enumerate(headers.items()):
        sheet.write_string(0, column, header, head)
        sheet.set_column(column, column, _WIDTHS.get(key, 14), wrap)
    for number, finding in enumerate(document["findings"], start=1):
        row = finding_row(finding, language)
        row["level"] = LEVEL_WORDS[language][row["level"]]
        for column, key in enumerate(headers):
            if key == "amount_owed" and row[key]:
                sheet.write_number(number, column, float(row[key]))
            else:
                sheet.write_string(number, column, neutralise_formula(row[key]))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(document["findings"]), 1), len(headers) - 1)
    _write_untold(book.add_worksheet(names[1]), head, document, language)
    book.close()
    return buffer.getvalue()


def _write_untold(sheet: Any, head: Any, document: Mapping[str, Any], language: str) -> None:
    law = jurisdiction(document["checked"]["jurisdiction"])
    for column, key in enumerate(("rule", "title", "worker", "period", "missing")):
        sheet.write_string(0, column, _HEADERS[language][key], head)
        sheet.set_column(column, column, _WIDTHS.get(key, 18))
    for number, each in enumerate(document["cannot_tell"], start=1):
        title = getattr(law.rule(each["rule"]).title, language)
        missing = ", ".join(each["missing"])
        cells = (each["rule"], title, each["worker"] or "", each["period"] or "", missing)
        for column, text in enumerate(cells):
            sheet.write_string(number, column, neutralise_formula(text))


def write_template(language: str) -> bytes:
    """Return an empty workbook: a sheet of each of the books with headers, choices and what to write."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    head = book.add_format(
        {"bold": True, "bg_color": "#e3efed", "border": 1, "text_wrap": True, "valign": "top"}
    )
    for sheet in BOOKS:
        _template_sheet(book, sheet, language, head)
    book.close()
    return buffer.getvalue()


def _template_sheet(book: Any, sheet: Sheet, language: str, head: Any) -> None:
    page = book.add_worksheet(getattr(sheet, language))
    page.freeze_panes(1, 1)
    for column, fact in enumerate(
        fact for fact in sheet.facts if fact.key != "employer" or sheet.key == "employer"
    ):
        page.write_string(0, column, getattr(fact, language), head)
        page.set_column(column, column, 16)
        page.write_comment(0, column, _hint(fact, language), {"x_scale": 1.6})
        if fact.codes and fact.kind == "code" and sum(map(len, fact.codes)) < 240:
            page.data_validation(1, column, 5000, column, {"validate": "list", "source": list(fact.codes)})


_HINTS = {
    "zh": {
        "text": "文字", "code": "选项", "date": "日期，如 2026-09-30", "period": "月份，如 2026-09",
        "time": "时间，如 08:30", "hours": "小时，如 8.5", "money": "金额，如 2270.00", "count": "整数",
        "flag": "是 / 否", "list": "多项用逗号分开",
    },
    "en": {
        "text": "text", "code": "one of", "date": "date, 2026-09-30", "period": "month, 2026-09",
        "time": "time, 08:30", "hours": "hours, 8.5", "money": "amount, 2270.00", "count": "whole number",
        "flag": "yes / no", "list": "several, with commas between",
    },
}  # fmt: skip


def _hint(fact: Fact, language: str) -> str:
    choices = f": {', '.join(fact.codes)}" if fact.codes else ""
    return f"{_HINTS[language][fact.kind]}{choices}"
