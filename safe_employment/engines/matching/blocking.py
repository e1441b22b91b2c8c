"""Candidate pairs: rows that share something that rows of one employer usually share.

A union of blocks, each with a largest size. A value that very many rows share (a bookkeeper's phone, a common
trade name) proves nothing, so alone it makes no pairs; together with a second value it may.
"""

from collections.abc import Iterator

import polars as pl

from .codes import DAMAGED, OLD, ORGANISATION, VALID

#: Blocks on one or more columns, and how many rows may share the value.
_BLOCKS: tuple[tuple[tuple[str, ...], int], ...] = (
    (("core_sound",), 12),
    (("core_sound", "district"), 40),
    (("core_sound", "person_sound"), 40),
    (("core_sound", "place"), 60),
    (("stem_sound",), 10),
    (("stem_sound", "district"), 25),
    (("stem_sound", "person_sound"), 40),
    (("phone", "person_sound"), 40),
    (("phone", "stem_sound"), 40),
    (("phone", "number"), 40),
    (("phone", "founded"), 40),
    (("place",), 8),
    (("place", "person_sound"), 40),
    (("place", "founded"), 40),
    (("road", "number"), 6),
    (("text", "district"), 6),
    (("person_sound",), 5),
    (("person_sound", "district"), 6),
    (("person_sound", "founded"), 20),
    (("person_sound", "number"), 20),
    (("founded", "district"), 4),
    (("founded", "staff", "district"), 8),
)
_ROW = ("at", "incoming", "open")
_PHONE_BLOCK = 12
_CODE_BLOCK = 60
_CODE_PART_BLOCK = 30
_SLIP_BLOCK = 8


def _keys(features: pl.DataFrame, columns: tuple[str, ...]) -> pl.DataFrame:
    present = features.select(*_ROW, *columns).drop_nulls()
    key = pl.struct(columns).hash() if len(columns) > 1 else pl.col(columns[0]).hash()
    return present.select(*_ROW, key=key)


def _phone_keys(features: pl.DataFrame) -> pl.DataFrame:
    first = features.select(*_ROW, key="phone")
    second = features.select(*_ROW, key="phone_2")
    return pl.concat([first, second]).drop_nulls().unique().with_columns(pl.col("key").hash())


def _alias_keys(features: pl.DataFrame) -> pl.DataFrame:
    if features["alias_sound"].null_count() == features.height:
        return features.select(*_ROW, key="alias_sound").drop_nulls().with_columns(pl.col("key").hash())
    own = features.select(*_ROW, key="core_sound")
    other = features.select(*_ROW, key="alias_sound")
    return pl.concat([own, other]).drop_nulls().unique().with_columns(pl.col("key").hash())


def _code_part_keys(features: pl.DataFrame) -> pl.DataFrame:
    """Two halves of what is particular in a code, so that one wrong character leaves one of them whole."""
    coded = features.filter(pl.col("code").is_not_null() & (pl.col("code_kind") != OLD))
    head = coded.select(*_ROW, key=pl.lit("h") + pl.col("code").str.slice(8, 5))
    tail = coded.select(*_ROW, key=pl.lit("t") + pl.col("code").str.slice(-5, 5))
    middle = coded.filter(pl.col("code_kind") != ORGANISATION).select(
        *_ROW, key=pl.lit("o") + pl.col("code").str.slice(8, 9)
    )
    own = coded.filter(pl.col("code_kind") == ORGANISATION).select(*_ROW, key=pl.lit("o") + pl.col("code"))
    keys = pl.concat([head, tail, middle, own]).with_columns(pl.col("key").hash())
    doubtful = features.filter(pl.col("code_kind").is_in([DAMAGED, ORGANISATION]))["at"]
    touched = keys.filter(pl.col("at").is_in(doubtful.implode()))["key"].unique()
    return keys.filter(pl.col("key").is_in(touched.implode()))


def _slip_keys(features: pl.DataFrame) -> pl.DataFrame:
    """The trade name with each one of its characters left out (Mor & Fraenkel's deletion neighbourhood,
    1982).
    """
    stems = features.select(*_ROW, "stem_sound").drop_nulls()
    stems = stems.filter(pl.col("stem_sound").str.len_chars().is_between(2, 10))
    length = pl.col("stem_sound").str.len_chars()
    parts = [stems.select(*_ROW, key="stem_sound")]
    for cut in range(10):
        rest = pl.col("stem_sound").str.slice(0, cut) + pl.col("stem_sound").str.slice(cut + 1)
        longer = stems.filter((length > cut) & (length >= 3))
        if longer.is_empty():
            break
        parts.append(longer.select(*_ROW, key=rest))
    return pl.concat(parts).unique().with_columns(pl.col("key").hash())


def _joined(keys: pl.DataFrame, largest: int) -> pl.DataFrame:
    """Pairs of positions (`a` < `b`) that share a key held by at most `largest` rows.

    At least one of the two is incoming, and at least one is open, that is without a valid code: two valid
    codes decide by themselves.
    """
    sizes = keys.group_by("key").agg(pl.len(), pl.col("incoming").any(), pl.col("open").any())
    wanted = sizes.filter(pl.col("len").is_between(2, largest) & pl.col("incoming") & pl.col("open"))
    shared = keys.join(wanted.select("key"), on="key", how="semi")
    pairs = (
        shared.filter("open")
        .join(shared, on="key", suffix="_right")
        .filter(
            (pl.col("incoming") | pl.col("incoming_right"))
            & (pl.col("at") != pl.col("at_right"))
            & (~pl.col("open_right") | (pl.col("at") < pl.col("at_right")))
        )
    )
    return pairs.select(a=pl.min_horizontal("at", "at_right"), b=pl.max_horizontal("at", "at_right"))


def _blocks(features: pl.DataFrame) -> Iterator[pl.DataFrame]:
    for columns, largest in _BLOCKS:
        yield _joined(_keys(features, columns), largest)
    yield _joined(_keys(features, ("code",)).with_columns(open=pl.lit(value=True)), _CODE_BLOCK)
    yield _joined(_phone_keys(features), _PHONE_BLOCK)
    yield _joined(_alias_keys(features), 12)
    yield _joined(_code_part_keys(features), _CODE_PART_BLOCK)
    yield _joined(_slip_keys(features), _SLIP_BLOCK)


def candidate_pairs(features: pl.DataFrame) -> pl.DataFrame:
    """Positions `a` < `b` (UInt32) of the pairs worth comparing, unique and sorted.

    :param features: as :func:`.features.prepare` makes them, with a Boolean column ``incoming``; pairs of
        two rows that are not incoming are left out.
    """
    features = features.with_columns(open=pl.col("code_kind").ne_missing(VALID))
    pairs = pl.concat(list(_blocks(features)))
    return pairs.unique().sort("a", "b")
