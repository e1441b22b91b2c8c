"""How values are written for people: days, instants, numbers, nothing."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from django.utils import dateformat, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

Kind = Literal["text", "number", "money", "percent", "date", "datetime", "boolean", "state", "code"]


def day_text(value: date) -> str:
    """Write a day so that no one takes the month for the day: 22 Nov 2026, 2026年11月22日."""
    if isinstance(value, datetime):
        value = timezone.localtime(value) if timezone.is_aware(value) else value
    return dateformat.format(value, "j M Y" if _reads_english() else "Y年n月j日")


def currency_text(code: str) -> str:
    """Write a currency as people say it: yuan, 元; others by their code."""
    return _("yuan") if code == "CNY" else code


def month_text(value: date) -> str:
    """Write the month of a day: November 2026, 2026年11月."""
    return dateformat.format(value, "F Y" if _reads_english() else "Y年n月")


def instant_text(value: datetime) -> str:
    """Write an instant in local time, to the minute, by the 24-hour clock."""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{day_text(local)} {dateformat.format(local, 'H:i')}"


def number_text(value: float | Decimal, kind: Kind = "number") -> str:
    """Write a number with its thousands apart; money with two places, percent with one and its sign."""
    if kind == "money":
        return f"{value:,.2f}"
    if kind == "percent":
        return f"{value:,.1f}%"
    if isinstance(value, float):
        return f"{value:,.2f}".rstrip("0").rstrip(".")
    return f"{value:,}"


def unbroken(text: str) -> str:
    """Keep a figure with its sign, and a range with its end, on one line: 50 %–100 %, 500–2,000."""
    return re.sub(r"–(?=\d)", "–\u2060", re.sub(r"(?<=\d) %", "\u00a0%", text))


def written(value: object, kind: Kind = "text") -> SafeString:
    """Write a value as HTML, escaped; nothing becomes a dash that is spoken as “none”."""
    if value is None or value == "":
        dash = '<span aria-hidden="true">–</span><span class="visually-hidden">{}</span>'
        return format_html(f'<span class="nothing">{dash}</span>', _("none"))
    if isinstance(value, bool):
        return format_html("{}", _("Yes") if value else _("No"))
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return format_html('<time datetime="{}">{}</time>', local.isoformat(), instant_text(value))
    if isinstance(value, date):
        return format_html('<time datetime="{}">{}</time>', value.isoformat(), day_text(value))
    if isinstance(value, int | float | Decimal) and kind != "code":
        return format_html("{}", number_text(value, kind))
    return format_html('<span class="code">{}</span>' if kind == "code" else "{}", value)


def _reads_english() -> bool:
    return (get_language() or "").startswith("en")
