"""A register as columns that can be compared: one row of features a register row."""

from collections.abc import Mapping

import polars as pl

from . import codes, contacts, lexicon, names, places
from .characters import by_sound, by_value, folded

_TEXT = (
    "name",
    "other_names",
    "code",
    "legal_representative",
    "phone",
    "address",
    "district",
    "industry",
    "kind",
)
_NOTHING = pl.Series([None], dtype=pl.String)
_TITLES = r"^(.{2,})(?:先生|女士|小姐|总经理|经理|老板|厂长|店长)$"
_LONGEST_MISSING_WORD = max(len(word.encode()) for word in lexicon.MISSING_WORDS) + 4


def _text(frame: pl.DataFrame, column: str) -> pl.Series:
    """The column as text with missing words and blanks as null; all null if the frame does not have it."""
    if column not in frame.columns:
        return pl.Series(column, [None] * frame.height, dtype=pl.String)
    values = frame[column].cast(pl.String)
    short = (values.str.len_bytes() <= _LONGEST_MISSING_WORD).fill_null(value=False)
    if not short.any():
        return values
    spelled = values.filter(short).str.strip_chars().str.to_uppercase()
    kept = values.filter(short).zip_with(~spelled.is_in(["", *lexicon.MISSING_WORDS]), _NOTHING)
    return values.scatter(short.arg_true(), kept)


def _staff(frame: pl.DataFrame) -> pl.Series:
    if "staff" not in frame.columns:
        return pl.Series("staff", [None] * frame.height, dtype=pl.Int64)
    return frame["staff"].cast(pl.String).str.extract(r"(\d{1,6})").cast(pl.Int64).alias("staff")


def _aliases(folded_names: pl.Series, found: places.Places) -> pl.DataFrame:
    """The first of the other names, by sound."""
    if folded_names.null_count() == len(folded_names):
        return pl.DataFrame({"alias_sound": folded_names})
    return names.parse(folded_names.str.replace(r"[,;/、].*$", ""), found).select(alias_sound="core_sound")


def prepare(register: pl.DataFrame, divisions: Mapping[str, str] | None = None) -> pl.DataFrame:
    """Features of `register`, in its row order, with the row's position as ``at`` (UInt32).

    :param register: canonical columns (see :func:`safe_employment.engines.matching.match`).
    :param divisions: division code → name, for districts written as codes.
    """
    text = {column: _text(register, column) for column in _TEXT}
    fold = {column: folded(text[column]) for column in ("name", "other_names", "code", "address", "district")}
    found = places.learn(fold["name"], fold["address"], fold["district"], divisions)
    named = names.parse(fold["name"], found)
    alias = _aliases(fold["other_names"], found)
    person = folded(text["legal_representative"]).str.replace(r"\(.*\)", "")
    person = person.str.replace_all(r"[()\p{P}\d]", "").str.replace(_TITLES, "$1").replace("", None)
    frame = pl.concat(
        [
            named,
            alias,
            codes.parse(fold["code"]),
            contacts.phones(text["phone"]),
            contacts.addresses(fold["address"], fold["district"], found),
            contacts.founding_dates(_text(register, "founded")),
        ],
        how="horizontal",
    )
    frame = frame.with_columns(
        _staff(register),
        person=person,
        person_sound=by_value(person, by_sound),
        industry=folded(text["industry"]),
        kind=folded(text["kind"]),
    )
    return _with_places_of_business(frame).with_row_index("at")


def _with_places_of_business(frame: pl.DataFrame) -> pl.DataFrame:
    """Adds `place` (district, road, number), `site` (that, or an address without number) and `chain`.

    `chain` says that the register has a branch of this trade name under the same person or phone.
    """
    branch = pl.col("branch_number").is_not_null() | pl.col("branch_label").is_not_null()
    frame = frame.with_columns(
        place=pl.when(pl.col("road").is_not_null()).then(
            pl.concat_str([pl.col("district").fill_null("?"), "road", pl.col("number")], separator="|")
        ),
        branch=pl.coalesce("branch_number", "branch_label"),
    )
    with_branch = [
        branch.any().over("stem_sound", owner) & pl.col(owner).is_not_null()
        for owner in ("person_sound", "phone")
    ]
    return frame.with_columns(
        site=pl.coalesce("place", "text"),
        chain=branch | (pl.any_horizontal(with_branch) & pl.col("stem_sound").is_not_null()),
    )
