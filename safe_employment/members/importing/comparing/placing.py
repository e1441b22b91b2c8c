"""Which rows of a list are one employer, and which employer of the register: the matching engine, fed."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from safe_employment.kit.divisions import division_names

# Columns that the engine compares; `row` is the data row, or the register's key.
MATCHED = (
    "row", "name", "other_names", "code", "legal_representative", "phone", "address", "district", "industry",
    "staff", "founded", "kind",
)  # fmt: skip
QUESTIONS: dict[str, pl.DataType | type[pl.DataType]] = {
    "left_row": pl.Int64,
    "right_row": pl.Int64,
    "employer_id": pl.Int64,
    "confidence": pl.Float64,
    "reasons": pl.List(pl.Struct({"field": pl.String, "level": pl.String, "weight": pl.Float64})),
}


@dataclass(frozen=True)
class Placement:
    """Where each row belongs.

    ``rows``: ``data_row``, ``group`` (Int64: data row that stands for the employer), ``employer_id``
    (Int64 or null: the register's), ``confidence``, ``proposed`` (group that it would join if a person
    agrees, or null).
    ``questions``: columns of QUESTIONS; of ``right_row`` and ``employer_id`` one is null.
    """

    rows: pl.DataFrame
    questions: pl.DataFrame


def columns_for_matching(rows: pl.DataFrame) -> pl.DataFrame:
    """The columns that the engine compares, from prepared rows."""
    day = pl.col("founded").dt.to_string("%Y-%m-%d")
    length = pl.col("founded_precision").replace_strict({"year": 4, "month": 7}, default=10)
    return rows.select(
        row=pl.col("data_row").cast(pl.Int64),
        name="name",
        other_names="other_names",
        code="code",
        legal_representative="legal_representative",
        phone=pl.col("phones").list.join(" "),
        address="address",
        district="district",
        industry="industry_text",
        staff="staff",
        founded=day.str.slice(0, length),
        kind="kind",
    )


def place_rows(rows: pl.DataFrame, register: pl.DataFrame | None = None) -> Placement:
    """Place prepared rows among themselves and, where one is given, in a register.

    :param rows: prepared rows that may become employers.
    :param register: live employers with the columns of MATCHED, ``row`` being their key.
    """
    from safe_employment.engines.matching import match, match_against  # half a second to load

    incoming = columns_for_matching(rows)
    if register is None or not register.height:
        found = match(incoming, divisions=division_names())
        clusters = found.clusters.with_columns(
            register_row=pl.lit(None, dtype=pl.Int64), group=pl.col("cluster")
        )
        pairs = found.pairs.with_columns(side_a=pl.lit("incoming"), side_b=pl.lit("incoming"))
        proposed = pl.col("needs_review")
    else:
        found = match_against(register, incoming, divisions=division_names())
        by_group = pl.when(pl.col("register_row").is_null()).then("cluster")
        first = pl.col("row").min().over("register_row")
        clusters = found.clusters.with_columns(group=pl.coalesce(by_group, first))
        pairs = found.pairs
        proposed = pl.coalesce("needs_review", "review_register_row")
    placed = clusters.select(
        data_row=pl.col("row").cast(pl.UInt32),
        group=pl.col("group").cast(pl.Int64),
        employer_id=pl.col("register_row"),
        confidence="confidence",
        proposed=proposed.cast(pl.Int64),
    )
    return Placement(placed, _questions(placed, pairs))


def _questions(placed: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """The surest pair of each two groups between which a person must decide."""
    asked = pairs.filter(pl.col("decision") == "review")
    groups = placed.select(row=pl.col("data_row").cast(pl.Int64), group="group", home="employer_id")
    for side in ("a", "b"):
        other = groups.rename({"row": f"row_{side}", "group": f"group_{side}", "home": f"home_{side}"})
        asked = asked.join(other, on=f"row_{side}", how="left", maintain_order="left")
        is_register = pl.col(f"side_{side}") == "register"
        asked = asked.with_columns(
            pl.when(is_register).then(pl.col(f"row_{side}")).otherwise(f"home_{side}").alias(f"home_{side}")
        )
    key = [
        pl.when(pl.col(f"home_{side}").is_not_null())
        .then(-pl.col(f"home_{side}"))
        .otherwise(f"group_{side}")
        .alias(f"key_{side}")
        for side in ("a", "b")
    ]
    asked = asked.with_columns(key).filter(pl.col("key_a") != pl.col("key_b"))
    asked = asked.with_columns(
        low=pl.min_horizontal("key_a", "key_b"), high=pl.max_horizontal("key_a", "key_b")
    )
    surest = asked.sort("probability", descending=True, maintain_order=True).unique(
        ["low", "high"], keep="first", maintain_order=True
    )
    a_is_row = pl.col("side_a") == "incoming"
    return surest.filter(a_is_row | (pl.col("side_b") == "incoming")).select(
        left_row=pl.when(a_is_row).then("row_a").otherwise("row_b"),
        right_row=pl.when((pl.col("side_a") == "incoming") & (pl.col("side_b") == "incoming")).then("row_b"),
        employer_id=pl.when(pl.col("side_a") == "register")
        .then("row_a")
        .when(pl.col("side_b") == "register")
        .then("row_b"),
        confidence="probability",
        reasons="explanation",
    )
