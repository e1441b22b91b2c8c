"""Plain text: widths, spaces, invisible characters, words for "nothing", one call per distinct value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

INVISIBLE = (
    r"[\u{00ad}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{2064}\u{feff}\u{0000}-\u{0008}\u{000e}-\u{001f}]"
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0e-\x1f]")
_SPACE_RUN = re.compile(r"\s+")
_HAN = r"[\u{3400}-\u{9fff}\u{f900}-\u{faff}]"

# Anything but visible ASCII and the common Chinese characters asks for tidying.
UNTIDY = r"[^!-~\u{4e00}-\u{9fff}]|^$"
# Words for "nothing" are short.
SHORT = r"^.{0,14}$"

MISSING = (
    r"(?i)^(?:无|暂无|没有|暂缺|缺|空|空白|未填|未提供|未登记|未知|不详|不清楚?|不明|待定|待补充?|待核实?|待查|无法联系"
    r"|[-—–－_~.。*＊/\\、?？]+|n\s*/?\s*a|#n/a|none|null|nil|nan|unknown|not available|tbd)$"
)
PENDING = (
    r"^(?:正在|尚未|还未|未|证照?|申请)?(?:办理|申办|补办|换证|变更|办证)(?:中|.{0,2})$"
    r"|^(?:在办|待办|未办|办理?中|新办)(?:理|证|中)?$"
)
DITTO = r"^(?:同上|同前|同左|〃|″|''|\"|“|”|ditto)$"
missing_word = re.compile(MISSING)


def tidy(text: str) -> str:
    """Half-width letters and figures, no invisible characters, single plain spaces, trimmed."""
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _SPACE_RUN.sub(" ", plain).strip()


def tidied(column: pl.Expr) -> pl.Expr:
    """Expression: the vectorised form of :func:`tidy`; null where nothing remains."""
    plain = (
        column.str.replace_all(INVISIBLE, "")
        .str.normalize("NFKC")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )
    return pl.when(plain != "").then(plain)


def without_missing_words(column: pl.Expr) -> pl.Expr:
    """Expression: null where the cell only says that there is nothing ("无", "-", "N/A")."""
    return pl.when(~column.str.contains(MISSING)).then(column)


def name_text(column: pl.Expr) -> pl.Expr:
    """Expression: a Chinese name as it is officially written: no spaces between characters, brackets （ ）.

    Text without Chinese characters, or with markup, keeps its brackets.
    """
    # Two passes: the space after a one-character piece is only free once the one before is gone.
    joined = column
    for _ in range(2):
        joined = joined.str.replace_all(rf"({_HAN}|[()])\s+({_HAN}|[()])", "$1$2")
    joined = joined.str.replace_all(rf"({_HAN})\s+([()])", "$1$2").str.replace_all(
        rf"([()])\s+({_HAN})", "$1$2"
    )
    bracketed = joined.str.replace_many(["(", ")"], ["（", "）"])
    return (
        pl.when(joined.str.contains(_HAN) & ~joined.str.contains("<", literal=True))
        .then(bracketed)
        .otherwise(joined)
    )


def change_few(values: pl.Series, needing: str, change: Callable[[pl.Expr], pl.Expr]) -> pl.Series:
    """Apply an expression only to the cells that match the pattern ``needing``; most do not."""
    where = values.str.contains(needing).fill_null(False).arg_true()
    if not where.len():
        return values
    changed = values.gather(where).to_frame().select(change(pl.col(values.name))).to_series()
    return values.clone().scatter(where, changed)


def tidy_column(values: pl.Series) -> pl.Series:
    """The whole column by :func:`tidied`."""
    return change_few(values, UNTIDY, tidied)


def name_column(values: pl.Series) -> pl.Series:
    """The whole column of tidied names by :func:`name_text`, without words for "nothing"."""
    spaced = change_few(values, r"[\s()]", name_text)
    return change_few(spaced, SHORT, without_missing_words)


def filled_down(column: pl.Expr) -> pl.Expr:
    """Expression: "同上" takes the value of the nearest row above that has one of its own."""
    ditto = column.str.contains(DITTO).fill_null(False)
    above = pl.when(~ditto).then(column).forward_fill()
    return pl.when(ditto).then(above).otherwise(column)


def map_distinct(
    values: pl.Series,
    read: Callable[[str], Mapping[str, Any]],
    schema: Mapping[str, pl.DataType | type[pl.DataType]],
) -> pl.DataFrame:
    """Read every distinct value once and spread the readings over the rows.

    ``read`` returns one mapping per text with the keys of ``schema``. The result has the height of
    ``values`` and nulls where the value is null.
    """
    distinct = values.drop_nulls().unique()
    readings = [read(text) for text in distinct.to_list()]
    table = pl.DataFrame(
        [
            distinct.alias("text"),
            *(pl.Series(key, [r[key] for r in readings], dtype=kind) for key, kind in schema.items()),
        ]
    )
    spread = values.alias("text").to_frame().join(table, on="text", how="left", maintain_order="left")
    return spread.drop("text")
