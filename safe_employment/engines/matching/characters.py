"""Characters as a reader sees and hears them: width, script, sound.

Folding is done column-wise: a character table is built once for the characters that occur, and one
``str.translate`` runs over the whole column, which keeps 150,000 names under a second.
"""

from collections.abc import Callable, Iterable
from functools import lru_cache

import polars as pl
from opencc import OpenCC
from pypinyin import Style, pinyin

_SEPARATOR = "\n"


@lru_cache(maxsize=1)
def _converter() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=40_000)
def sound(character: str) -> str:
    """The toneless pinyin of one character in its commonest reading; itself if it has none."""
    if not "\u3400" <= character <= "\u9fff":
        return character
    return str(pinyin(character, style=Style.NORMAL)[0][0])


def translate(column: pl.Series, table_for: Callable[[Iterable[str]], dict[int, str]]) -> pl.Series:
    """`column` (strings, nulls kept) with every character replaced by the table made for its characters."""
    text = column.fill_null("").str.replace_all(_SEPARATOR, " ", literal=True)
    joined = _SEPARATOR.join(text.to_list())
    characters = set(joined)
    characters.discard(_SEPARATOR)
    replaced = joined.translate(table_for(sorted(characters))).split(_SEPARATOR)
    result = pl.Series(column.name, replaced, dtype=pl.String)
    return result.zip_with(column.is_not_null(), pl.Series(column.name, [None], dtype=pl.String))


@lru_cache(maxsize=1)
def _traditional() -> dict[int, str]:
    """Every traditional character of the common range with its simplified form."""
    common = "".join(map(chr, range(0x4E00, 0xA000)))
    converted = str(_converter().convert(" ".join(common))).split(" ")
    return {ord(old): new for old, new in zip(common, converted, strict=True) if old != new and len(new) == 1}


def simplified(column: pl.Series) -> pl.Series:
    """Traditional characters written as simplified ones (鞋業 → 鞋业)."""
    table = _traditional()
    touched = column.str.contains(f"[{''.join(map(chr, table))}]").fill_null(value=False)
    if not touched.any():
        return column
    changed = [text.translate(table) for text in column.filter(touched).to_list()]
    return column.scatter(touched.arg_true(), changed)


def by_sound(column: pl.Series) -> pl.Series:
    """Every character replaced by the one that stands for its sound, so that homophones are equal.

    The representative is the lowest character of that sound over the whole of Unicode's common range, so that
    two columns folded apart can still be compared (美 and 镁, 鑫 and 新 give the same string).
    """
    return translate(column, lambda chars: {ord(c): _sound_token(sound(c)) or c for c in chars})


@lru_cache(maxsize=4_000)
def _sound_token(syllable: str) -> str:
    """One private-use character for a syllable; empty for what is not a syllable."""
    if len(syllable) == 1 and not syllable.isascii():
        return ""
    if not syllable.isascii() or not syllable.isalpha() or not syllable.islower():
        syllable = syllable.replace("ü", "v").replace("ê", "e")
    if not (syllable.isascii() and syllable.isalpha() and syllable.islower()):
        return ""
    number = 0
    for letter in syllable:
        number = number * 27 + ord(letter) - 96
    return chr(0xF0000 + number % 65_000)


def by_value(column: pl.Series, change: Callable[[pl.Series], pl.Series]) -> pl.Series:
    """`change` applied to each different value once, where values repeat (districts, trades, kinds)."""
    values = column.drop_nulls().unique()
    if len(values) * 2 > len(column):
        return change(column)
    if values.is_empty():
        return column.cast(pl.String)
    return column.replace_strict(values, change(values), default=None, return_dtype=pl.String)


def folded(column: pl.Series) -> pl.Series:
    """Width, script, case and layout folded away; markup and a formula in front are text to be dropped.

    Nulls stay null; brackets (as round ones) and digits stay.
    """
    return by_value(column.cast(pl.String), _folded)


def _folded(column: pl.Series) -> pl.Series:
    text = column.str.normalize("NFKC")
    if text.str.contains("<", literal=True).any():
        text = text.str.replace_all(r"(?is)<(script|style)\b[^>]*>.*?</(script|style)>", "")
        text = text.str.replace_all(r"<[^<>]*>", "")
    text = text.str.replace(r"^\s*[=+@][A-Za-z]+\([^()]*\)", "").str.replace_all(r"[\s\p{Cf}\p{Cc}]+", "")
    if text.str.contains(r"[\[【〔{《<]").any():
        text = text.str.replace_all(r"[\[【〔{《<]", "(").str.replace_all(r"[\]】〕}》>]", ")")
    return simplified(text.str.to_uppercase())
