"""Which rows of a grid are the header, data, totals or notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

Row = Sequence[str | None]

_SEARCHED_ROWS = 40
_DIGITS = re.compile(r"\d")
_DATA_LIKE = re.compile(
    r"^\s*[-+]?[\d.,\-/年月日 ()+:]+$|\d{6,}|^[0-9A-Z]{15,20}$|@|^(?:19|20)\d\d[年.\-/]"
    r"|[路街巷]\S*\d+号|有限公司|\d人$"
)
_TOTAL_WORD = (
    r"(?:本[页表]|全[市区县省州]|各[区县]|以上|年[度末])?"
    r"(?:合计|总计|小计|共计|累计|总数|汇总|总和|(?:grand|sub)?-?total|sum)s?"
)
_TOTAL_PATTERN = (
    rf"(?i)^(?:.{{0,10}}?{_TOTAL_WORD}|{_TOTAL_WORD}(?:[:：(（=\d].{{0,30}}|[户家人个条].{{0,10}}))[:：]?$"
)
_TOTAL_HINT = r"[合总小共累]\s*计|[总汇]\s*[数总和]|[Tt](?:otal|OTAL)|[Ss](?:um|UM)"
_SPACES = r"[\s\u{3000}\u{a0}]"
_NUMBER_PATTERN = r"^[-+]?[\d,.\s%]+(?:人|户|家|个|名|元|万元|万)?$"
_NOTE_PATTERN = (
    r"(?i)^\s*[（(*※【\[]?\s*(?:注|备注|说明|附注|填表|填报|制表|审核|复核|负责人|联系人|单位负责人|统计|报送|经办|盖章"
    r"|日期|截止|截至|数据来源|来源|打印|note|remark|source|prepared|printed|generated|date)[^,]{0,12}?[:：\s]"
)
_NOTE_NUMBERED = r"^\s*\d{1,2}\s*[、.．]\s*\S{8,}"
_CHINESE_NUMBER = "[一二三四五六七八九十]+"
_SECTION_PATTERN = (
    rf"^\s*(?:{_CHINESE_NUMBER}[、.．]|[（(]{_CHINESE_NUMBER}[)）]|第{_CHINESE_NUMBER}[部分章节批])"
)


@dataclass(frozen=True, slots=True)
class HeaderChoice:
    """The chosen header row and its rivals, all 1-based; ``row`` 0 means the grid has no header row.

    ``group_row`` is a row of group titles directly above the header (merged cells), or None.
    """

    row: int
    candidates: tuple[int, ...]
    group_row: int | None = None


@dataclass(frozen=True, slots=True)
class RowRoles:
    """1-based sheet rows that are not data, by what they are."""

    totals: tuple[int, ...]
    notes: tuple[int, ...]
    sections: tuple[int, ...]
    repeated_headers: tuple[int, ...]
    blanks: int


def find_header(cells: pl.DataFrame, recognise: Callable[[str], bool] | None = None) -> HeaderChoice:
    """Find the header row among the first rows of ``cells``.

    A header is well filled, its cells are short, distinct and rarely hold figures, and the rows below
    look different. ``recognise`` says whether a text is a column name the caller knows; such cells weigh
    most.
    """
    rows = cells.head(_SEARCHED_ROWS).rows()
    typical = _typical_fill(cells)
    known = _remembered(recognise) if recognise else None
    scores = [_header_score(rows, index, typical, known) for index in range(len(rows))]
    best = max(range(len(rows)), key=lambda index: (scores[index], -index), default=None)
    if best is None or scores[best] < 0.5:
        return HeaderChoice(0, ())
    best = next(index for index, row in enumerate(rows) if row == rows[best])
    if best + 1 < len(rows) and _completes(rows[best], rows[best + 1]):
        best += 1
        scores[best] = max(scores[best], scores[best - 1])
        group: int | None = best - 1
    else:
        group = best - 1 if best and _is_group_row(rows, best, typical) else None
    rivals = tuple(
        index + 1
        for index, score in enumerate(scores)
        if score >= max(0.5, 0.8 * scores[best])
        and index != group
        and not _same(rows[index], rows[best], index, best)
    )
    return HeaderChoice(best + 1, rivals, None if group is None else group + 1)


def _remembered(recognise: Callable[[str], bool]) -> Callable[[str], bool]:
    """Ask once of each text: the rows below a header say the same again and again."""
    answers: dict[str, bool] = {}

    def known(text: str) -> bool:
        if text not in answers:
            answers[text] = recognise(text)
        return answers[text]

    return known


def usual_fill(filled: pl.Series) -> int:
    """Number of filled cells of an ordinary row: the upper quartile, as titles and remarks are sparse."""
    quartile = filled.quantile(0.75, "lower")
    return max(1, int(quartile)) if quartile is not None else 1


def _typical_fill(cells: pl.DataFrame) -> int:
    """Number of filled cells of a usual row: the 60th percentile over the first thousand filled rows."""
    filled = cells.head(2_000).select(
        pl.sum_horizontal(pl.all().is_not_null().cast(pl.Int32)).alias("filled")
    )
    many = filled.filter(pl.col("filled") > 1)["filled"]
    return int(many.quantile(0.6) or 1) if many.len() else 1


def _header_score(
    rows: Sequence[Row], index: int, typical: int, recognise: Callable[[str], bool] | None
) -> float:
    texts = [text.strip() for text in rows[index] if text]
    if not texts or (len(texts) < 2 and typical > 1):
        return 0.0
    known = sum(1 for text in texts if recognise(text)) if recognise else 0
    filled = min(1.0, len(texts) / max(1, typical))
    wordy = sum(1 for text in texts if len(text) <= 24 and not _DATA_LIKE.search(text)) / len(texts)
    distinct = len(set(texts)) / len(texts)
    below = [row for row in rows[index + 1 : index + 7] if any(row)]
    differs = _difference(texts, below)
    score = 0.35 * filled + 0.3 * wordy + 0.1 * distinct + 0.25 * differs
    if wordy < 0.6 and known < 2:
        score *= 0.4
    if recognise:
        score = 0.5 * score + 0.5 * min(1.0, known / min(4, max(2, typical - 1)))
        if known == 0 and differs < 0.3:
            score *= 0.5
    return score if below or known >= 2 else score * 0.5


def _difference(texts: list[str], below: Sequence[Row]) -> float:
    """How much more figures and how much longer the rows below are, between 0 and 1."""
    cells = [text for row in below for text in row if text]
    if not cells:
        return 0.0
    figures_below = sum(1 for text in cells if _DIGITS.search(text)) / len(cells)
    figures_here = sum(1 for text in texts if _DIGITS.search(text)) / len(texts)
    repeats = len(set(cells)) / len(cells)
    return max(0.0, min(1.0, (figures_below - figures_here) * 2 + 0.1 * (1 - repeats)))


def _is_group_row(rows: Sequence[Row], header: int, typical: int) -> bool:
    """A sparse row of short titles just above the header, at least two of them over filled columns."""
    above = [text for text in rows[header - 1] if text]
    gaps = sum(1 for up, down in zip(rows[header - 1], rows[header], strict=True) if not down and up)
    spread = sum(1 for up, down in zip(rows[header - 1], rows[header], strict=True) if up and down)
    short = all(len(text) <= 12 and not _DATA_LIKE.search(text) for text in above)
    return len(above) >= 2 and short and (gaps >= 1 or (2 <= spread < min(typical, len(rows[header])) * 0.7))


def _completes(upper: Row, lower: Row) -> bool:
    """True if ``lower`` only adds titles below the gaps that merged cells left in ``upper``."""
    titles = [text for text in lower if text]
    wordy = all(
        len(text) <= 12 and not _DIGITS.search(text) and not _DATA_LIKE.search(text) for text in titles
    )
    fills = any(down and not up for up, down in zip(upper, lower, strict=True))
    rests = any(up and not down for up, down in zip(upper, lower, strict=True))
    return bool(titles) and wordy and fills and rests


def given_header(cells: pl.DataFrame, header_row: int) -> HeaderChoice:
    """The header row a person chose (1-based, 0 for none), with its row of group titles if there is one."""
    rows = cells.head(header_row).rows()
    above = header_row - 2
    grouped = above >= 0 and (
        _completes(rows[above], rows[-1]) or _is_group_row(rows, header_row - 1, _typical_fill(cells))
    )
    return HeaderChoice(header_row, (header_row,) if header_row else (), above + 1 if grouped else None)


def _same(one: Row, other: Row, index: int, best: int) -> bool:
    return index != best and list(one) == list(other)


def group_headers(
    cells: pl.DataFrame, choice: HeaderChoice, merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]
) -> list[str]:
    """Header text of every column; a group title is put before its columns' titles ("人数 / 女").

    A column whose own header cell is blank takes the title above it.
    """
    if not choice.row:
        return [""] * cells.width
    titles = [(text or "").strip() for text in cells.row(choice.row - 1)]
    if choice.group_row is None:
        return titles
    above = [(text or "").strip() for text in cells.row(choice.group_row - 1)]
    spans = {left: right for (top, left), (_, right) in merged if top == choice.group_row - 1}
    current, until = "", -1
    for position, title in enumerate(titles):
        if above[position]:
            current = above[position]
            until = spans.get(position, len(titles) if not spans else position)
        group = current if position <= until else ""
        if not title:
            titles[position] = above[position]
        elif group and (not above[position] or title) and group != title:
            titles[position] = f"{group} / {title}"
    return titles


def classify_rows(cells: pl.DataFrame, numbers: pl.Series, header: Row | None) -> tuple[pl.Series, RowRoles]:
    """Tell data rows from the rest, below the header.

    ``numbers`` are the 1-based sheet rows of ``cells``. Returns a boolean series (true for data) and the
    rows that were set aside.
    """
    work = cells.select(
        filled=pl.sum_horizontal(pl.all().is_not_null().cast(pl.Int32)),
        raw=pl.coalesce(pl.all()),
        total=_total_rows(cells),
    )
    typical = usual_fill(work["filled"].filter(work["filled"] > 0))
    blank = work["filled"] == 0
    total = work["total"] & (work["filled"] <= max(2, typical)) & ~blank
    repeated = _repeated_header(cells, header)
    lonely = (work["filled"] == 1) & (typical >= 4)
    section = lonely
    if lonely.any():  # to make a pattern ready takes longer than most tables
        section = lonely & work["raw"].str.contains(_SECTION_PATTERN).fill_null(False)
    note = _trailing_notes(work, blank | total | repeated, typical)
    data = ~(blank | total | repeated | section | note)

    def rows(mask: pl.Series) -> tuple[int, ...]:
        return tuple(numbers.filter(mask).to_list())

    only_note = note & ~total & ~repeated & ~blank
    return data, RowRoles(
        rows(total), rows(only_note), rows(section & ~note), rows(repeated), int(blank.sum())
    )


def _total_rows(cells: pl.DataFrame) -> pl.Series:
    """True where one cell says "total" and every other filled cell is a figure.

    One pass over the joined rows finds the few that name a total at all; only those are looked at.
    """
    index = pl.int_range(cells.height, eager=True).alias("index")
    joined = cells.select(pl.concat_str(pl.all(), separator="\u001f", ignore_nulls=True)).to_series()
    few = cells.with_columns(index).filter(joined.str.contains(_TOTAL_HINT).fill_null(False))
    if not few.height:
        return pl.repeat(False, cells.height, dtype=pl.Boolean, eager=True)
    flat = [pl.col(name).str.replace_all(_SPACES, "") for name in cells.columns]
    words = pl.sum_horizontal(
        [text.str.contains(_TOTAL_PATTERN).fill_null(False).cast(pl.Int32) for text in flat]
    )
    figures = pl.sum_horizontal(
        [text.str.contains(_NUMBER_PATTERN).fill_null(False).cast(pl.Int32) for text in flat]
    )
    filled = pl.sum_horizontal([text.is_not_null().cast(pl.Int32) for text in flat])
    totals = few.filter((words > 0) & (figures + words >= filled))["index"]
    return index.is_in(totals.implode())


def _repeated_header(cells: pl.DataFrame, header: Row | None) -> pl.Series:
    """Rows that repeat the header, as a page break does in a printed list."""
    named = [(name, text.strip()) for name, text in zip(cells.columns, header or (), strict=False) if text]
    if len(named) < 2:
        return pl.repeat(False, cells.height, dtype=pl.Boolean, eager=True)
    return cells.select(
        pl.sum_horizontal(
            [(pl.col(name).str.strip_chars() == text).fill_null(False).cast(pl.Int32) for name, text in named]
        )
        >= max(2, round(0.8 * len(named)))
    ).to_series()


def _trailing_notes(work: pl.DataFrame, passable: pl.Series, typical: int) -> pl.Series:
    """Sparse rows after the last data row that read like a remark or a signature line."""
    sparse = work["filled"] <= max(1, typical // 2)
    if not (sparse & ~passable).any():
        return pl.repeat(False, work.height, dtype=pl.Boolean, eager=True)
    is_note = (
        work["raw"].str.contains(_NOTE_PATTERN)
        | work["raw"].str.contains(_NOTE_NUMBERED)
        | (work["raw"].str.len_chars() > 40)
    ).fill_null(False) & sparse
    candidate = ((is_note & pl.repeat(typical >= 3, work.height, eager=True)) | passable).to_list()
    end = len(candidate)
    while end and candidate[end - 1]:
        end -= 1
    index = pl.int_range(work.height, eager=True)
    return (index >= end) & is_note & ~passable
