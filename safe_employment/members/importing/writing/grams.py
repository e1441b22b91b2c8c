"""Search text and search pieces of many employers at once; the same as `members.search` gives one by one.

All rows are handled as one long text: normalising, folding and translating it are then single calls.
"""

from __future__ import annotations

import re
import unicodedata

import polars as pl
import pyarrow as pa

from safe_employment.members.search import CHINESE_FROM, LETTERS_FROM, initials_by_character

_PART = "\n"
_END = "\x00"
_SPACES = re.compile(r"[^\S\n]+")
_NO_FIGURES = re.compile(r"[^\d\n\x00]+")


def search_texts(frame: pl.DataFrame) -> pl.Series:
    """The text by which each employer is found.

    :param frame: String columns ``name``, ``other_names`` and ``phones`` (one a line), ``code``,
        ``legal_representative``; null where there is none.
    """
    names = _folded(frame["name"])
    parts = [
        names,
        _folded(frame["other_names"]),
        names.translate(initials_by_character()),
        _folded(frame["code"]),
        _folded(frame["legal_representative"]),
        _NO_FIGURES.sub("", _END.join(frame["phones"].fill_null(""))),
    ]
    columns = [pl.Series(str(number), part.split(_END)) for number, part in enumerate(parts)]
    joined = pl.DataFrame(columns).select(pl.concat_str(pl.all(), separator=_PART)).to_series()
    return joined.str.replace_all(r"\n{2,}", _PART).str.strip_chars(_PART)


def _folded(texts: pl.Series) -> str:
    """As `search.folded`, of all texts joined."""
    joined = unicodedata.normalize("NFKC", _END.join(texts.fill_null(""))).casefold()
    return _SPACES.sub("", joined)


def grams(texts: pl.Series) -> pl.Series:
    """The pieces of each folded text (List[Int32]), in no order; see `search.grams`."""
    points = _code_points(texts)
    one, two, three = pl.col("point"), pl.col("point").shift(-1), pl.col("point").shift(-2)
    chinese, next_chinese = (part >= CHINESE_FROM for part in (one, two))
    letter, next_letter = (part.is_between(ord("a"), ord("z")) for part in (one, two))
    plain = pl.all_horizontal((part < 128) & (part > ord(_PART)) for part in (one, two, three))
    short = (
        pl.when(chinese).then(one & 0xFFFF).when(letter & next_letter).then(LETTERS_FROM + one * 128 + two)
    )
    pair = (one & 0xFFFF) * 65_536 + (two & 0xFFFF)
    long = pl.when(chinese & next_chinese).then(pair).when(plain).then(one * 16_384 + two * 128 + three)
    shorts, longs = (_lists(points, pieces, texts.len()) for pieces in (short, long))
    return shorts.list.concat(longs).alias("grams")


def _lists(points: pl.DataFrame, pieces: pl.Expr, height: int) -> pl.Series:
    """The pieces of each text, the texts being parted by a zero (List[Int32])."""
    found = points.select(
        gram=pieces.reinterpret(signed=True),
        row=(pl.col("point") == 0).cum_sum().cast(pl.UInt32),
    ).filter(pl.col("gram").is_not_null())
    counts = pl.DataFrame({"row": pl.int_range(height, dtype=pl.UInt32, eager=True)}).join(
        found.group_by("row").len(), on="row", how="left", maintain_order="left"
    )
    offsets = pl.concat([pl.Series([0]), counts["len"].fill_null(0).cum_sum().cast(pl.Int64)])
    lists = pa.LargeListArray.from_arrays(offsets.to_arrow(), found["gram"].to_arrow())
    return pl.Series(pl.from_arrow(lists))


def _code_points(texts: pl.Series) -> pl.DataFrame:
    joined = _END.join(texts).encode("utf-32-le", errors="surrogatepass")
    numbers = pa.Array.from_buffers(pa.uint32(), len(joined) // 4, [None, pa.py_buffer(joined)])
    return pl.DataFrame({"point": pl.Series(pl.from_arrow(numbers))})
