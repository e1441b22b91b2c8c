"""What a check found, for programs and for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from safe_employment.engines.labour_law.check import CannotTell, Checked, Finding
from safe_employment.engines.labour_law.explaining import date_text, money_text, period_text
from safe_employment.engines.labour_law.intake import Window
from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
from safe_employment.engines.labour_law.rules import Level, Rule

__all__ = ["as_document", "finding_row"]

#: Stands between an article in Chinese and in English.
_BETWEEN = " / "


def as_document(checked: Checked, window: Window, jurisdiction: Jurisdiction) -> dict[str, Any]:
    """Return findings, what cannot be told, and what was checked, as JSON holds it; amounts as text."""
    several = len({finding.employer for finding in checked.findings}) > 1
    return {
        "findings": [_finding(finding, jurisdiction, several=several) for finding in checked.findings],
        "cannot_tell": [_cannot_tell(each, several=several) for each in checked.cannot_tell],
        "checked": {
            "jurisdiction": jurisdiction.id,
            "from": window.starts.isoformat()[:7] if window.starts else None,
            "to": window.ends.isoformat()[:7] if window.ends else None,
            "as_of": window.as_of.isoformat(),
            "rules": {rule: dict(counts) for rule, counts in checked.cases.items()},
            "totals": _totals(checked, jurisdiction),
            "not_read": [{"sheet": each.sheet, "column": each.column} for each in checked.not_read],
            "caution": {"zh": jurisdiction.caution.zh, "en": jurisdiction.caution.en},
        },
    }


def _totals(checked: Checked, jurisdiction: Jurisdiction) -> dict[str, Any]:
    owed = sum(finding.amount or 0 for finding in checked.findings if finding.level == Level.BREACH)
    by_level = {level.word: sum(finding.level == level for finding in checked.findings) for level in Level}
    return {
        **by_level,
        "cannot_tell": len(checked.cannot_tell),
        "amount_owed": money_text(owed, jurisdiction.minor_units),
        "currency": jurisdiction.currency,
    }


def _articles(rule: Rule) -> list[str]:
    return [
        f"{article.zh}{_BETWEEN}{article.en}" if article.zh != article.en else article.zh
        for article in rule.articles
    ]


def _finding(finding: Finding, jurisdiction: Jurisdiction, *, several: bool) -> dict[str, Any]:
    rule = finding.rule
    found: dict[str, Any] = {
        "rule": rule.id,
        "title": {"zh": rule.title.zh, "en": rule.title.en},
        "level": finding.level.word,
        "worker": finding.worker,
        "period": period_text(finding.period) if finding.period else None,
    }
    if finding.day is not None:
        found["date"] = date_text(finding.day)
    if several:
        found["employer"] = finding.employer
    owed = money_text(finding.amount, jurisdiction.minor_units) if finding.amount is not None else None
    found |= {
        "amount_owed": owed,
        "currency": jurisdiction.currency,
        "articles": _articles(rule),
        "ilo": list(finding.ilo),
        "status": finding.status.word,
        "explanation": {"zh": finding.explanation.zh, "en": finding.explanation.en},
        "remedy": {"zh": rule.remedy.zh, "en": rule.remedy.en},
        "estimate": {"zh": rule.estimate.zh, "en": rule.estimate.en} if rule.estimate else None,
        "missing": list(finding.missing),
    }
    return found


def _cannot_tell(each: CannotTell, *, several: bool) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rule": each.rule.id,
        "worker": each.worker,
        "period": period_text(each.period) if each.period else None,
        "missing": list(each.missing),
    }
    if each.day is not None:
        found["date"] = date_text(each.day)
    if several:
        found["employer"] = each.employer
    return found


def finding_row(finding: Mapping[str, Any], language: str) -> dict[str, str]:
    """Return a finding of a document as a row of text in a language (zh, en)."""

    def words(key: str) -> str:
        return str((finding[key] or {}).get(language, ""))

    def article(text: str) -> str:
        zh, _, en = text.partition(_BETWEEN)
        return en if language == "en" and en else zh

    return {
        "rule": finding["rule"],
        "title": words("title"),
        "level": finding["level"],
        "worker": finding["worker"] or "",
        "period": finding["period"] or "",
        "date": finding.get("date", ""),
        "amount_owed": finding["amount_owed"] or "",
        "explanation": words("explanation"),
        "remedy": words("remedy"),
        "articles": "; ".join(map(article, finding["articles"])),
        "ilo": ", ".join(map(str, finding["ilo"])),
        "status": finding["status"],
        "missing": ", ".join(finding["missing"]),
    }
