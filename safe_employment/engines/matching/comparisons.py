"""How two rows agree, field by field: one level a field for each candidate pair."""

from collections.abc import Callable
from enum import StrEnum

import numpy as np
import polars as pl
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from .codes import DAMAGED, OLD, ORGANISATION, VALID


class Level(StrEnum):
    """How two values of a field agree. ``absent`` means that one of them is not there."""

    ABSENT = "absent"
    SAME = "same"
    SOUND = "sound"
    SAME_TRADE_NAME = "same_trade_name"
    OTHER_TRADE = "other_trade"
    ALIAS = "alias"
    SLIP = "slip"
    SHORT_SLIP = "short_slip"
    NEAR = "near"
    CONTAINED = "contained"
    SIMILAR = "similar"
    SAME_BUILDING = "same_building"
    SAME_ROAD = "same_road"
    SAME_MONTH = "same_month"
    SAME_YEAR = "same_year"
    OTHER_LINE = "other_line"
    DOUBTFUL = "doubtful"
    ONE_ONLY = "one_only"
    DIFFERENT = "different"
    DIFFERENT_VALID = "different_valid"


_LEVELS = pl.Enum([level.value for level in Level])


class Pairs:
    """Candidate pairs with the features of both sides at hand."""

    def __init__(self, features: pl.DataFrame, pairs: pl.DataFrame) -> None:
        self._features = features
        self.a = pairs["a"]
        self.b = pairs["b"]

    def __len__(self) -> int:
        return len(self.a)

    def both(self, *columns: str) -> pl.DataFrame:
        """The columns of both sides, with `_a` and `_b` after their names."""
        return pl.DataFrame(
            [self._features[column].gather(self.a).alias(f"{column}_a") for column in columns]
            + [self._features[column].gather(self.b).alias(f"{column}_b") for column in columns]
        )


def _same(column: str) -> pl.Expr:
    return pl.col(f"{column}_a") == pl.col(f"{column}_b")


def _absent(column: str) -> pl.Expr:
    return pl.col(f"{column}_a").is_null() | pl.col(f"{column}_b").is_null()


def _distance(frame: pl.DataFrame, column: str, where: pl.Series) -> pl.Series:
    """Optimal string alignment distance (swap, drop, insert, replace = 1) where asked, 99 elsewhere."""
    result = np.full(frame.height, 99, dtype=np.int32)
    asked = where.fill_null(value=False).to_numpy()
    if asked.any():
        part = frame.filter(pl.Series(asked))
        left, right = part[f"{column}_a"].to_list(), part[f"{column}_b"].to_list()
        result[asked] = cpdist(left, right, scorer=OSA.distance, dtype=np.int32, workers=-1)
    return pl.Series(result)


def _first(*cases: tuple[pl.Expr, Level], otherwise: Level) -> pl.Expr:
    """The level of the first case that holds."""
    expression: pl.Expr = pl.lit(otherwise.value)
    for condition, level in reversed(cases):
        expression = pl.when(condition).then(pl.lit(level.value)).otherwise(expression)
    return expression.cast(_LEVELS).alias("level")


def _shortest(column: str) -> pl.Expr:
    return pl.min_horizontal(pl.col(f"{column}_a").str.len_chars(), pl.col(f"{column}_b").str.len_chars())


def _related_names(pairs: Pairs) -> pl.DataFrame:
    """Names of both sides with their distances, and how they are related, as Boolean columns."""
    frame = pairs.both("core", "core_sound", "stem_sound", "family", "alias_sound", "ordinal")
    comparable = ~_same("core_sound") & ~_absent("core_sound") & (_shortest("core_sound") >= 2)
    unequal = frame.select(comparable).to_series()
    frame = frame.with_columns(
        distance=_distance(frame, "core_sound", unequal),
        stem_distance=_distance(frame, "stem_sound", unequal),
        longest=pl.max_horizontal(pl.col("core_sound_a", "core_sound_b").str.len_chars()),
        shortest_stem=_shortest("stem_sound"),
    )
    generic = _absent("family") | pl.any_horizontal(pl.col("family_a", "family_b") == "services")
    return frame.with_columns(
        one_trade=_same("family") | generic,
        contained=(pl.col("shortest_stem") >= 2)
        & (
            pl.col("stem_sound_a").str.contains(pl.col("stem_sound_b"), literal=True)
            | pl.col("stem_sound_b").str.contains(pl.col("stem_sound_a"), literal=True)
        ),
        close=((pl.col("stem_distance") <= 1) & (pl.col("shortest_stem") >= 3))
        | ((pl.col("distance") <= 2) & (pl.col("longest") >= 5))
        | ((pl.col("distance") <= 3) & (pl.col("longest") >= 8)),
        alias=(pl.col("alias_sound_a") == pl.col("core_sound_b"))
        | (pl.col("alias_sound_b") == pl.col("core_sound_a")),
        replaced=(pl.col("stem_sound_a").str.len_chars() == pl.col("stem_sound_b").str.len_chars())
        & (pl.col("stem_distance") >= 1),
    )


def compare_names(pairs: Pairs) -> pl.Series:
    """Trade name and trade, as written, by sound, or with a slip of the pen."""
    frame = _related_names(pairs)
    related = pl.col("close") | pl.col("contained") | _same("stem_sound")
    slip = pl.col("distance") <= 1
    return frame.select(
        _first(
            (_absent("core_sound"), Level.ABSENT),
            (_same("core"), Level.SAME),
            (_same("core_sound"), Level.SOUND),
            (_same("stem_sound") & pl.col("one_trade"), Level.SAME_TRADE_NAME),
            (pl.col("alias"), Level.ALIAS),
            (~_absent("ordinal") & ~_same("ordinal"), Level.DIFFERENT),
            (related & ~pl.col("one_trade"), Level.OTHER_TRADE),
            (slip & (pl.col("shortest_stem") <= 2) & pl.col("replaced"), Level.SHORT_SLIP),
            (slip, Level.SLIP),
            (pl.col("close"), Level.NEAR),
            (pl.col("contained"), Level.CONTAINED),
            otherwise=Level.DIFFERENT,
        )
    ).to_series()


def compare_branches(pairs: Pairs) -> pl.Series:
    """Number or label of the branch; the main house has none."""
    frame = pairs.both("branch_number", "branch_label", "branch")
    labels = frame.select(~_absent("branch_label") & ~_same("branch_label")).to_series()
    frame = frame.with_columns(distance=_distance(frame, "branch_label", labels))
    part_of = pl.col("branch_label_a").str.contains(pl.col("branch_label_b"), literal=True) | pl.col(
        "branch_label_b"
    ).str.contains(pl.col("branch_label_a"), literal=True)
    none = pl.col("branch_a").is_null() & pl.col("branch_b").is_null()
    return frame.select(
        _first(
            (none, Level.ABSENT),
            (_absent("branch"), Level.ONE_ONLY),
            (_same("branch_number") | _same("branch_label"), Level.SAME),
            (((pl.col("distance") <= 1) | part_of) & (_shortest("branch_label") >= 2), Level.SIMILAR),
            otherwise=Level.DIFFERENT,
        )
    ).to_series()


def compare_codes(pairs: Pairs) -> pl.Series:
    """Unified social credit codes and old registration numbers, right, mistyped or cut off."""
    frame = pairs.both("code", "code_kind")
    kind_a, kind_b = pl.col("code_kind_a"), pl.col("code_kind_b")
    old = (kind_a == OLD) != (kind_b == OLD)
    damaged = (kind_a == DAMAGED) | (kind_b == DAMAGED)
    look = frame.select(~_absent("code") & ~_same("code") & damaged & ~old).to_series()
    frame = frame.with_columns(distance=_distance(frame, "code", look))
    organisation = ((kind_a == ORGANISATION) & (pl.col("code_b").str.slice(8, 9) == pl.col("code_a"))) | (
        (kind_b == ORGANISATION) & (pl.col("code_a").str.slice(8, 9) == pl.col("code_b"))
    )
    both_valid = (kind_a == VALID) & (kind_b == VALID)
    cut = (_shortest("code") >= 12) & (
        pl.col("code_a").str.starts_with(pl.col("code_b"))
        | pl.col("code_b").str.starts_with(pl.col("code_a"))
    )
    return frame.select(
        _first(
            (_absent("code"), Level.ABSENT),
            (_same("code"), Level.SAME),
            (both_valid, Level.DIFFERENT_VALID),
            (organisation, Level.SLIP),
            (old, Level.ABSENT),
            ((kind_a == OLD) & (kind_b == OLD), Level.DIFFERENT),
            ((kind_a == ORGANISATION) | (kind_b == ORGANISATION), Level.DOUBTFUL),
            ((pl.col("distance") <= 1) | cut, Level.SLIP),
            (pl.col("distance") <= 2, Level.NEAR),
            (pl.col("distance") <= 4, Level.DOUBTFUL),
            otherwise=Level.DIFFERENT,
        )
    ).to_series()


def compare_persons(pairs: Pairs) -> pl.Series:
    """The legal representative, who may have changed."""
    frame = pairs.both("person", "person_sound")
    unequal = frame.select(~_absent("person_sound") & ~_same("person_sound")).to_series()
    frame = frame.with_columns(distance=_distance(frame, "person_sound", unequal))
    return frame.select(
        _first(
            (_absent("person_sound"), Level.ABSENT),
            (_same("person"), Level.SAME),
            (_same("person_sound"), Level.SOUND),
            ((pl.col("distance") <= 1) & (_shortest("person") >= 2), Level.SLIP),
            otherwise=Level.DIFFERENT,
        )
    ).to_series()


def compare_phones(pairs: Pairs) -> pl.Series:
    """Any of the phones of one side with any of the other."""
    frame = pairs.both("phone", "phone_2", "mobile")
    same = (
        _same("phone")
        | (pl.col("phone_a") == pl.col("phone_2_b"))
        | (pl.col("phone_2_a") == pl.col("phone_b"))
        | _same("phone_2")
    ).fill_null(value=False)
    unequal = frame.select(~_absent("phone") & ~same).to_series()
    frame = frame.with_columns(distance=_distance(frame, "phone", unequal))
    return frame.select(
        _first(
            (_absent("phone"), Level.ABSENT),
            (same, Level.SAME),
            (pl.col("distance") <= 1, Level.SLIP),
            (pl.col("mobile_a") != pl.col("mobile_b"), Level.OTHER_LINE),
            otherwise=Level.DIFFERENT,
        )
    ).to_series()


def compare_addresses(pairs: Pairs) -> pl.Series:
    """Road and number; two rooms of one building are neighbours, not one employer."""
    frame = pairs.both("road", "number", "rest", "text")
    road = ~_absent("road") & ~_absent("number")
    unequal = frame.select(road & ~_same("road")).to_series()
    plain = frame.select(~_absent("text") & ~_same("text")).to_series()
    frame = frame.with_columns(
        distance=_distance(frame, "road", unequal), text_distance=_distance(frame, "text", plain)
    )
    near_road = (pl.col("distance") <= 1) & (_shortest("road") >= 2)
    other_room = (~_absent("rest") & ~_same("rest")).fill_null(value=False)
    length = pl.max_horizontal(pl.col("text_a").str.len_chars(), pl.col("text_b").str.len_chars())
    return frame.select(
        _first(
            (~road & _absent("text"), Level.ABSENT),
            (road & _same("road") & _same("number") & other_room, Level.SAME_BUILDING),
            (road & _same("road") & _same("number"), Level.SAME),
            (_same("text"), Level.SAME),
            (road & near_road & _same("number"), Level.NEAR),
            (~road & (pl.col("text_distance") * 5 <= length), Level.NEAR),
            (road & _same("road"), Level.SAME_ROAD),
            (~road, Level.DOUBTFUL),
            otherwise=Level.DIFFERENT,
        )
    ).to_series()


def compare_founding(pairs: Pairs) -> pl.Series:
    """Founding dates, to the day, or to the month or year where one side says no more."""
    frame = pairs.both("founded", "founded_month", "founded_year")
    unequal = frame.select(~_absent("founded") & ~_same("founded")).to_series()
    frame = frame.with_columns(distance=_distance(frame, "founded", unequal))
    coarse = _absent("founded")
    return frame.select(
        _first(
            (_absent("founded_year"), Level.ABSENT),
            (_same("founded"), Level.SAME),
            (coarse & _same("founded_month"), Level.SAME_MONTH),
            (coarse & _absent("founded_month") & _same("founded_year"), Level.SAME_YEAR),
            (pl.col("distance") <= 1, Level.NEAR),
            otherwise=Level.DIFFERENT,
        )
    ).to_series()


def compare_staff(pairs: Pairs) -> pl.Series:
    """Staff counts, which move."""
    frame = pairs.both("staff")
    low = pl.min_horizontal("staff_a", "staff_b")
    high = pl.max_horizontal("staff_a", "staff_b")
    return frame.select(
        _first(
            (_absent("staff"), Level.ABSENT),
            (_same("staff"), Level.SAME),
            ((high - low <= 3) | (high * 2 <= low * 3), Level.NEAR),
            otherwise=Level.DIFFERENT,
        )
    ).to_series()


def _compare_plain(column: str) -> Callable[[Pairs], pl.Series]:
    def compare(pairs: Pairs) -> pl.Series:
        return (
            pairs.both(column)
            .select(
                _first(
                    (_absent(column), Level.ABSENT), (_same(column), Level.SAME), otherwise=Level.DIFFERENT
                )
            )
            .to_series()
        )

    return compare


COMPARISONS: dict[str, Callable[[Pairs], pl.Series]] = {
    "name": compare_names,
    "branch": compare_branches,
    "code": compare_codes,
    "phone": compare_phones,
    "legal_representative": compare_persons,
    "address": compare_addresses,
    "district": _compare_plain("district"),
    "founded": compare_founding,
    "staff": compare_staff,
    "industry": _compare_plain("industry"),
    "kind": _compare_plain("kind"),
}


def compare(features: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """`pairs` (`a`, `b`) with one column of levels for each field."""
    sides = Pairs(features, pairs)
    return pairs.with_columns(comparison(sides).alias(field) for field, comparison in COMPARISONS.items())
