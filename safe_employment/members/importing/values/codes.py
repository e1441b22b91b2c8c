"""Unified social credit codes of a whole column at once.

Tables: safe_employment/reference/identifiers.yaml (GB 32100-2015; resident identity numbers GB 11643-1999).
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from safe_employment.members.importing.values.texts import INVISIBLE, MISSING, PENDING

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_CHECKS = "10X98765432"
_USCC_SHAPE = rf"^[{ALPHABET}]{{2}}\d{{6}}[{ALPHABET}]{{10}}$"
_SEVENTEEN_SHAPE = rf"^[{ALPHABET}]{{2}}\d{{6}}[{ALPHABET}]{{9}}$"
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_RESIDENT_SHAPE = r"^[1-6]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$"
# Letters the alphabet forbids, and the figure each is mistaken for.
LOOK_ALIKES = {"O": "0", "I": "1", "S": "5", "Z": "2"}

USCC, REGISTRATION, ORGANISATION, OTHER = "uscc", "registration", "organisation", "other"


def code_columns(values: pl.Series) -> pl.DataFrame:
    """Read a column of codes.

    Returns per row ``code`` (upper-case, look-alikes corrected; null if none), ``code_kind`` (uscc,
    registration, organisation, other), ``code_valid`` (null unless the kind has a check character),
    ``code_division`` (the six figures inside, null if none), ``code_issue`` (a problem code or null) and
    ``code_proposed`` (what the code probably is, where its last character is missing).
    """
    frame = (
        values.alias("raw")
        .to_frame()
        .with_row_index("at")
        .with_columns(is_valid_uscc(pl.col("raw")).alias("sound"))
    )
    sound = frame.filter("sound").select(
        "at",
        pl.col("raw").alias("code"),
        pl.lit(USCC).alias("code_kind"),
        pl.lit(True).alias("code_valid"),
        pl.col("raw").str.slice(2, 6).alias("code_division"),
        pl.lit(None, dtype=pl.String).alias("code_issue"),
        pl.lit(None, dtype=pl.String).alias("code_proposed"),
    )
    rest = frame.filter(~pl.col("sound"))
    return pl.concat([sound, rest.select("at").hstack(_doubtful(rest.select("raw")))]).sort("at").drop("at")


def _doubtful(frame: pl.DataFrame) -> pl.DataFrame:
    """The same columns for cells that are not, as they stand, a valid unified social credit code."""
    frame = frame.with_columns(_cleaned(pl.col("raw")).alias("clean"))
    frame = frame.with_columns(
        pl.col("raw").str.normalize("NFKC").str.replace_all(r"\s", "").alias("plain"),
        pl.when(pl.col("clean").str.len_bytes() == 18)
        .then(pl.col("clean").str.replace_many(list(LOOK_ALIKES), list(LOOK_ALIKES.values())))
        .otherwise(pl.col("clean"))
        .alias("look"),
    )
    frame = frame.with_columns(
        is_valid_uscc(pl.col("look")).alias("valid"), _lower_l(pl.col("plain")).alias("l_as_1")
    )
    frame = frame.with_columns(
        (is_valid_uscc(pl.col("l_as_1")) & ~pl.col("valid")).fill_null(False).alias("by_l")
    )
    frame = frame.with_columns(
        pl.when("by_l").then("l_as_1").otherwise("look").alias("look"),
        (pl.col("valid") | pl.col("by_l")).fill_null(False).alias("valid"),
    )
    return frame.with_columns(_issue().alias("issue")).select(
        pl.when(~_hidden())
        .then(pl.when(_uscc() & ~pl.col("valid")).then("clean").otherwise("look"))
        .alias("code"),
        pl.when(~_hidden()).then(_kind()).alias("code_kind"),
        pl.when(_uscc() & ~_hidden()).then("valid").alias("code_valid"),
        _division().alias("code_division"),
        pl.col("issue").alias("code_issue"),
        _completed().alias("code_proposed"),
    )


def _cleaned(raw: pl.Expr) -> pl.Expr:
    """Upper-case letters and figures only; a decimal tail and a label before the code are dropped."""
    plain = (
        raw.str.replace_all(INVISIBLE, "")
        .str.normalize("NFKC")
        .str.to_uppercase()
        .str.strip_chars(" '’‘\"`\t")
    )
    bare = plain.str.replace(r"^(\d+)\.0+$", "$1").str.replace(r"^[\p{Han}\s]+[::]\s*", "")
    joined = bare.str.replace_all(r"[\s\-—–_.·'*]", "")
    return pl.when(joined.str.contains(r"^[0-9A-Z]+$") & ~bare.str.contains(_SCIENTIFIC)).then(joined)


_SCIENTIFIC = r"^\d(?:\.\d+)?E\+?\d{1,2}$"


def _lower_l(plain: pl.Expr) -> pl.Expr:
    """The same text with a small l read as the figure 1 (a small L is rarely typed in a code)."""
    digits = plain.str.replace_all("l", "1").str.to_uppercase()
    return pl.when(plain.str.contains("l")).then(
        digits.str.replace_many(list(LOOK_ALIKES), list(LOOK_ALIKES.values()))
    )


def _weighted(code: pl.Expr, weights: Sequence[int], alphabet: str) -> pl.Expr:
    values = list(range(len(alphabet)))
    terms = [
        code.str.slice(place, 1).replace_strict(list(alphabet), values, default=None, return_dtype=pl.Int32)
        * weight
        for place, weight in enumerate(weights)
    ]
    total = terms[0]
    for term in terms[1:]:
        total = total + term
    return total


def is_valid_uscc(code: pl.Expr) -> pl.Expr:
    """Expression: true where the 18 characters fit the alphabet and the check character (GB 32100-2015)."""
    shaped = pl.when(code.str.contains(_USCC_SHAPE)).then(code)
    check = (31 - _weighted(shaped, _WEIGHTS, ALPHABET) % 31) % 31
    last = shaped.str.slice(17, 1).replace_strict(
        list(ALPHABET), list(range(31)), default=None, return_dtype=pl.Int32
    )
    return (check == last).fill_null(False)


def _completed() -> pl.Expr:
    """A code that lost its last character, completed: only if the organisation code inside it checks out."""
    look = pl.col("clean").str.replace_many(list(LOOK_ALIKES), list(LOOK_ALIKES.values()))
    stem = pl.when(look.str.contains(_SEVENTEEN_SHAPE)).then(look)
    inner = stem.str.slice(8, 9)
    rest = (11 - _weighted(inner, _ORGANISATION_WEIGHTS, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") % 11) % 11
    last = inner.str.slice(8, 1).replace_strict(
        list("0123456789X"), list(range(11)), default=None, return_dtype=pl.Int32
    )
    check = ((31 - _weighted(stem, _WEIGHTS, ALPHABET) % 31) % 31).replace_strict(
        list(range(31)), list(ALPHABET), default=None, return_dtype=pl.String
    )
    return pl.when(rest == last).then(pl.concat_str(stem, check))


def is_resident_number(code: pl.Expr) -> pl.Expr:
    """Expression: true where the text is a citizen's identity number with its check (GB 11643-1999)."""
    shaped = pl.when(code.str.contains(_RESIDENT_SHAPE)).then(code)
    rest = _weighted(shaped, _RESIDENT_WEIGHTS, "0123456789") % 11
    expected = rest.replace_strict(
        list(range(11)), list(_RESIDENT_CHECKS), default=None, return_dtype=pl.String
    )
    return (expected == shaped.str.slice(17, 1)).fill_null(False)


def _uscc() -> pl.Expr:
    return (pl.col("clean").str.len_bytes() == 18).fill_null(False)


def _hidden() -> pl.Expr:
    """A person's identity number is not kept."""
    return (pl.col("issue") == "CODE_IS_RESIDENT_NUMBER").fill_null(False)


def _kind() -> pl.Expr:
    clean = pl.col("clean")
    return (
        pl.when(_uscc())
        .then(pl.lit(USCC))
        .when(clean.str.contains(r"^\d{15}$|^\d{13}$"))
        .then(pl.lit(REGISTRATION))
        .when(clean.str.contains(r"^[0-9A-Z]{8}[0-9X]$"))
        .then(pl.lit(ORGANISATION))
        .when(clean.is_not_null())
        .then(pl.lit(OTHER))
    )


def _division() -> pl.Expr:
    clean = pl.col("look")
    return (
        pl.when(_uscc() & ~_hidden())
        .then(clean.str.extract(r"^..(\d{6})"))
        .when(clean.str.contains(r"^[1-8]\d{12}(?:\d{2})?$"))
        .then(clean.str.slice(0, 6))
    )


def _issue() -> pl.Expr:
    plain, clean = pl.col("plain"), pl.col("clean")
    missing = plain.is_null() | (plain == "") | plain.str.contains(MISSING)
    return (
        pl.when(missing)
        .then(pl.lit("CODE_MISSING"))
        .when(plain.str.contains(PENDING))
        .then(pl.lit("CODE_PENDING"))
        .when(plain.str.to_uppercase().str.contains(_SCIENTIFIC))
        .then(pl.lit("CODE_ROUNDED"))
        .when(clean.is_null())
        .then(pl.lit("CODE_UNREADABLE"))
        .when(pl.col("valid") & (pl.col("look") != clean))
        .then(pl.lit("CODE_LOOKALIKE_CORRECTED"))
        .when(pl.col("valid"))
        .then(None)
        .when(is_resident_number(clean))
        .then(pl.lit("CODE_IS_RESIDENT_NUMBER"))
        .when(_uscc())
        .then(pl.lit("CODE_CHECK_FAILED"))
        .when(_kind().is_in([REGISTRATION, ORGANISATION]))
        .then(pl.lit("CODE_OLD_NUMBER"))
        .otherwise(pl.lit("CODE_LENGTH"))
    )
