"""What each agreement is worth: match weights in bits, after Fellegi and Sunter.

A pair's weight is the logarithm (base 2) of the prior odds that two rows are one employer, plus
``log2(m / u)`` for every field, where *m* is how often rows of one employer agree so, and *u* how often
rows of two employers do (Fellegi & Sunter, *A Theory for Record Linkage*, JASA 64, 1969; the notation of
the Splink documentation). Three things are done differently from a plain model:

- *u* of an exact agreement depends on the value (term-frequency adjustment): a phone on thirty firms is worth
  little. It is estimated from the register itself and shrunk towards a background frequency, so that a
  file of fifty rows does not believe that every name is rare.
- The fields are not independent: one owner's shops share name, person and phone at once. Where the places
  differ, or in a chain, these three together count as one piece of evidence, with a ceiling.
- Weak fields (staff, founding date) have small ceilings, because lists copy and round them.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from .comparisons import COMPARISONS, Level

#: How many more employers than duplicated ones a register is expected to have; sets the prior.
EXPECTED_DUPLICATES_PER_ROW = 0.1
#: Rows of background knowledge that the frequencies of a register are mixed with.
BACKGROUND_ROWS = 2_000
#: A shorter register is judged as strictly as one of this length.
SHORTEST_REGISTER = 500


@dataclass(frozen=True)
class Rarity:
    """How the worth of an exact agreement follows from how often the value occurs.

    :param column: feature that is counted.
    :param share: part of the other rows with the value that belong to other employers.
    :param background: how often the value of an average employer occurs in the country at large.
    :param ceiling: largest worth, in bits.
    """

    column: str
    share: float
    background: float
    ceiling: float


RARITIES: dict[str, Rarity] = {
    "name": Rarity("stem_sound", 0.3, 1e-5, 20.0),
    "phone": Rarity("phone", 0.3, 1e-6, 20.0),
    "legal_representative": Rarity("person_sound", 1.0, 2e-4, 12.0),
    "address": Rarity("site", 1.0, 1e-4, 13.0),
    "founded": Rarity("founded", 1.0, 2e-4, 7.0),
    "staff": Rarity("staff", 1.0, 2e-2, 3.0),
}

#: Worth of each level in bits; added to the rarity of the value where :data:`RARE_LEVELS` says so.
BITS: dict[str, dict[Level, float]] = {
    "name": {
        Level.SAME: 0.0,
        Level.SOUND: -1.0,
        Level.SAME_TRADE_NAME: -2.0,
        Level.OTHER_TRADE: -1.0,
        Level.ALIAS: 12.0,
        Level.SLIP: 9.0,
        Level.SHORT_SLIP: 3.0,
        Level.NEAR: 4.0,
        Level.CONTAINED: 2.0,
        Level.DIFFERENT: -11.0,
    },
    "branch": {Level.SAME: 2.0, Level.SIMILAR: 1.0, Level.ONE_ONLY: -9.0, Level.DIFFERENT: -28.0},
    "code": {
        Level.SAME: 26.0,
        Level.SLIP: 16.0,
        Level.NEAR: 8.0,
        Level.DOUBTFUL: 0.0,
        Level.DIFFERENT: -12.0,
        Level.DIFFERENT_VALID: -50.0,
    },
    "phone": {Level.SAME: 0.0, Level.SLIP: 6.0, Level.OTHER_LINE: -0.5, Level.DIFFERENT: -3.0},
    "legal_representative": {Level.SAME: 0.0, Level.SOUND: -1.5, Level.SLIP: 4.0, Level.DIFFERENT: -3.0},
    "address": {
        Level.SAME: 0.0,
        Level.NEAR: 6.0,
        Level.SAME_BUILDING: 5.0,
        Level.SAME_ROAD: -4.0,
        Level.DOUBTFUL: -1.0,
        Level.DIFFERENT: -6.0,
    },
    "district": {Level.SAME: 1.0, Level.DIFFERENT: -3.0},
    "founded": {
        Level.SAME: 0.0,
        Level.SAME_MONTH: 4.0,
        Level.SAME_YEAR: 2.0,
        Level.NEAR: 1.0,
        Level.DIFFERENT: -3.0,
    },
    "staff": {Level.SAME: 0.0, Level.NEAR: 0.5, Level.DIFFERENT: -1.5},
    "industry": {Level.SAME: 0.5, Level.DIFFERENT: -1.5},
    "kind": {Level.SAME: 0.3, Level.DIFFERENT: -1.5},
}
RARE_LEVELS = frozenset({Level.SAME, Level.SOUND, Level.SAME_TRADE_NAME})
_OWNER_FIELDS = ("name", "legal_representative", "phone")
_HOUSEHOLD_FIELDS = (*_OWNER_FIELDS, "address", "district", "founded", "staff")
_LOOSE_NAMES = (Level.NEAR, Level.CONTAINED, Level.SHORT_SLIP)
_CODE_AGREES = (Level.SAME, Level.SLIP, Level.NEAR)
_ELSEWHERE = (Level.DIFFERENT, Level.SAME_ROAD, Level.SAME_BUILDING)


def prior_bits(rows: int) -> float:
    """Log odds (base 2) that two rows taken at random are one employer."""
    return float(np.log2(EXPECTED_DUPLICATES_PER_ROW / max(rows, SHORTEST_REGISTER)))


def _rarity(features: pl.DataFrame, rarity: Rarity, a: pl.Series) -> np.ndarray:
    """Bits that agreement on the value of row `a` is worth."""
    times = features.select(pl.len().over(rarity.column)).to_series().gather(a).to_numpy().astype(np.float64)
    rows = features.height
    chance = (rarity.share * np.maximum(times - 1.0, 1.0) + BACKGROUND_ROWS * rarity.background) / (
        rows + BACKGROUND_ROWS
    )
    worth: np.ndarray = np.minimum(-np.log2(chance), rarity.ceiling)
    return worth


def _field_bits(field: str, features: pl.DataFrame, levels: pl.Series, a: pl.Series) -> np.ndarray:
    worth = {level.value: bits for level, bits in BITS[field].items()}
    bits = (
        levels.cast(pl.String).replace_strict(worth, default=0.0, return_dtype=pl.Float64).to_numpy().copy()
    )
    rarity = RARITIES.get(field)
    if rarity is not None:
        rare = levels.is_in([level.value for level in RARE_LEVELS]).fill_null(value=False).to_numpy()
        if rare.any():
            bits[rare] += _rarity(features, rarity, a.filter(pl.Series(rare)))
    return bits


def _ceiling_of_one_owner(features: pl.DataFrame, levels: pl.DataFrame, bits: pl.DataFrame) -> np.ndarray:
    """What is taken off where rows agree only because the owner is one. Zero or negative, in bits.

    - In a chain, name, person and phone together may lift a pair at most to even odds, so that the place,
      the date or the code decides; elsewhere the same holds, less strictly, if the addresses contradict
      each other.
    - An owner may run two firms of different names at one address: without a code that says otherwise,
      person, phone and address together never lift two names to a merge, only to a question.
    """
    owner = bits.select(pl.sum_horizontal(_OWNER_FIELDS)).to_series().to_numpy()
    lift = -prior_bits(features.height)
    chain = (features["chain"].gather(levels["a"]) | features["chain"].gather(levels["b"])).to_numpy()
    elsewhere = _is_one_of(levels["address"], _ELSEWHERE)
    ceiling = np.where(chain, lift - 2.0, np.where(elsewhere, lift + 4.0, np.inf))
    by_owner = np.minimum(ceiling - owner, 0.0)
    others = _is_one_of(levels["name"], (Level.DIFFERENT, Level.OTHER_TRADE)) | (
        _is_one_of(levels["name"], _LOOSE_NAMES) & _is_one_of(levels["industry"], (Level.DIFFERENT,))
    )
    others &= ~_is_one_of(levels["code"], _CODE_AGREES)
    limit = lift - np.where(_is_one_of(levels["name"], (Level.DIFFERENT,)), 4.0, 1.0)
    at_once = bits.select(pl.sum_horizontal(_HOUSEHOLD_FIELDS)).to_series().to_numpy()
    lowered: np.ndarray = by_owner + np.where(others, np.minimum(limit - (at_once + by_owner), 0.0), 0.0)
    return lowered


def _is_one_of(levels: pl.Series, wanted: tuple[Level, ...]) -> np.ndarray:
    result: np.ndarray = levels.is_in([level.value for level in wanted]).fill_null(value=False).to_numpy()
    return result


def weigh(features: pl.DataFrame, levels: pl.DataFrame) -> pl.DataFrame:
    """Bits of every field of every pair, with ``prior``, ``one_owner`` and their sum ``weight`` (Float64)."""
    bits = pl.DataFrame(
        [pl.Series(field, _field_bits(field, features, levels[field], levels["a"])) for field in COMPARISONS]
    )
    bits = bits.with_columns(
        prior=pl.lit(prior_bits(features.height)),
        one_owner=pl.Series(_ceiling_of_one_owner(features, levels, bits)),
    )
    # Rounded, because a sum of floats may differ in its last bit from one run to the next.
    return bits.with_columns(weight=pl.sum_horizontal(pl.all()).round(4))


def probability(weight: pl.Expr) -> pl.Expr:
    """The probability of a weight in bits."""
    return 1.0 / (1.0 + (2.0 ** (-weight.clip(-60.0, 60.0))))
