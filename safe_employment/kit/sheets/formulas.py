"""Text that a spreadsheet program would run, and text that a browser would render."""

from __future__ import annotations

import re

import polars as pl

# A signed number ("-5", "+86 871 …") or a lone sign is data; anything else after = + - @ or a
# leading tab or carriage return may be evaluated (OWASP, "CSV Injection").
_FORMULA_START = r"^[\t\r\n\s\u00a0\u3000]*[=+\-@＝＋－＠]"
_PLAIN_SIGNED = r"^\s*(?:[-+]?[\d\s.,()%\-/]*|[-—－]+)\s*$"
_MARKUP = r"(?i)<\s*/?\s*[a-z!][^<>]*>|<\s*script|javascript:|&#x?[0-9a-f]+;"

_formula_start = re.compile(_FORMULA_START)
_plain_signed = re.compile(_PLAIN_SIGNED)
_markup = re.compile(_MARKUP)


def is_formula_text(text: str) -> bool:
    """True if a spreadsheet program could take ``text`` for a formula; signed numbers are not."""
    return bool(_formula_start.match(text)) and not _plain_signed.match(text)


def has_markup(text: str) -> bool:
    """True if ``text`` holds an HTML tag, a character reference or a script address."""
    return bool(_markup.search(text))


def formula_text(column: pl.Expr) -> pl.Expr:
    """Boolean expression: the vectorised form of :func:`is_formula_text` (null stays null)."""
    return column.str.contains(_FORMULA_START) & ~column.str.contains(_PLAIN_SIGNED)


def markup_text(column: pl.Expr) -> pl.Expr:
    """Boolean expression: the vectorised form of :func:`has_markup` (null stays null)."""
    return column.str.contains(_MARKUP)


def neutralise_formula(text: str) -> str:
    """Return ``text`` so that no spreadsheet program evaluates it: an apostrophe goes before the sign.

    Signed numbers such as ``-5`` are returned unchanged. Idempotent.
    Source: OWASP, CSV Injection.
    """
    return f"'{text}" if is_formula_text(text) else text
