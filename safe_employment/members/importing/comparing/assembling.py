"""One employer out of the rows that stand for it, the same whatever the order of the rows. No database.

Among rows of one employer those with a valid code come first, then the fuller ones; each fact is taken
from the first row that states it. Facts that only make sense together are taken from one row.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import polars as pl

# What makes two rows the same row, whatever file they stand in; the sequence number is not part of it.
CONTENT = (
    "name", "other_names", "code", "legal_representative", "phones", "address", "district", "industry_text",
    "staff", "women", "founded", "kind", "joined", "contact_name", "email", "note",
)  # fmt: skip
# An address without province, city, district and whatever follows its first house number.
_PREFIX = r"^(?:\D{2,3}省)?(?:\D{2,5}?市)?(?:\D{1,12}?[区县市])?"
_SUFFIX = r"^(\D*\d+).*$"


def row_hashes(rows: pl.DataFrame) -> pl.Series:
    """A number for the content of each prepared row (Int64), the same in every file and on every machine."""
    shown = rows.select(
        pl.col(name).list.join(",") if name == "phones" else pl.col(name).cast(pl.String)
        for name in CONTENT
        if name in rows.columns
    )
    texts = shown.select(pl.concat_str(pl.all().fill_null(""), separator="\x1f")).to_series()
    numbers = [
        int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)
        for text in texts
    ]
    return pl.Series("row_hash", numbers, dtype=pl.Int64)


def with_usable_names(rows: pl.DataFrame) -> pl.DataFrame:
    """Prepared rows in which what is no name is null, so that only their other facts are compared."""
    return rows.with_columns(name=pl.when("name_usable").then("name"))


def assemble(rows: pl.DataFrame) -> pl.DataFrame:
    """Make one employer of each group.

    :param rows: prepared rows (see `prepare`) with ``group`` and ``row_hash``.
    :returns: one row a group with the facts of an employer, ``other_names`` as a list, ``places`` (list of
        structs address, division_code; the main one first), ``reach`` (list of structs name, phone, email).
    """
    ordered = _best_first(rows)
    facts = ordered.group_by("group", maintain_order=True).agg(
        pl.col("name").drop_nulls().first(),
        _first_struct("code", "code_valid", "code_kind", present="code"),
        pl.col("legal_representative").drop_nulls().first(),
        pl.col("kind").drop_nulls().first(),
        _first_struct("industry", "industry_text", present="industry_text"),
        _first_struct("staff", "women", present="staff"),
        _first_struct("founded", "founded_precision", present="founded"),
        pl.col("joined").drop_nulls().first(),
        pl.col("district").drop_nulls().first().alias("any_district"),
        pl.concat_str("name").drop_nulls().unique(maintain_order=True).alias("names"),
        pl.col("other_names").drop_nulls().unique(maintain_order=True),
        pl.col("note").drop_nulls().unique(maintain_order=True).alias("notes"),
    )
    parts = [_places(ordered), _reach(ordered)]
    for part in parts:
        facts = facts.join(part, on="group", how="left", maintain_order="left")
    return _named(facts)


def _best_first(rows: pl.DataFrame) -> pl.DataFrame:
    stated = (
        "legal_representative",
        "phone",
        "address",
        "district",
        "industry_text",
        "staff",
        "founded",
        "kind",
    )
    fullness = pl.sum_horizontal(pl.col(name).is_not_null().cast(pl.Int8) for name in stated)
    return (
        rows.with_columns(fullness=fullness)
        .sort(
            ["group", "code_valid", "name_usable", "fullness", "row_hash", "data_row"],
            descending=[False, True, True, True, False, False],
            nulls_last=True,
        )
        .drop("fullness")
    )


def _first_struct(*names: str, present: str) -> pl.Expr:
    """The given columns of the first row of the group in which `present` is stated."""
    return pl.struct(names).filter(pl.col(present).is_not_null()).first().alias(f"{present}_of")


def bare_address(address: pl.Expr) -> pl.Expr:
    """Street and house number alone: 昆明市五华区学府路4号附1号 and 学府路4# are one."""
    bare = address.str.replace_all(r"\s", "").str.replace(_PREFIX, "").str.replace(_SUFFIX, "$1")
    return pl.when(bare == "").then(address).otherwise(bare)


def _places(ordered: pl.DataFrame) -> pl.DataFrame:
    """Distinct addresses: two of one street and house number are one, however fully they are written."""
    return (
        ordered.filter(pl.col("address").is_not_null())
        .with_columns(bare=bare_address(pl.col("address")))
        .unique(["group", "bare"], keep="first", maintain_order=True)
        .group_by("group", maintain_order=True)
        .agg(
            places=pl.struct(
                address=pl.col("address").str.slice(0, 300), division_code=pl.col("district").fill_null("")
            )
        )
    )


def _reach(ordered: pl.DataFrame) -> pl.DataFrame:
    """Distinct phones with the contact's name of their row; one without phone where there is only a name."""
    people = ordered.select("group", "phones", "contact_name", "email").explode("phones")
    people = people.filter(pl.any_horizontal(pl.col("phones", "contact_name", "email").is_not_null()))
    return (
        people.sort("group", pl.col("phones").is_null(), maintain_order=True)
        .unique(["group", "phones"], keep="first", maintain_order=True)
        .filter(pl.col("phones").is_not_null() | (pl.int_range(pl.len()).over("group") == 0))
        .group_by("group", maintain_order=True)
        .agg(
            reach=pl.struct(
                name=pl.col("contact_name").fill_null("").str.slice(0, 80),
                phone=pl.col("phones").fill_null("").str.slice(0, 40),
                email=pl.col("email").fill_null("").str.slice(0, 254),
            )
        )
    )


def _named(facts: pl.DataFrame) -> pl.DataFrame:
    """Unpack the structs and give the columns the names of an employer's fields."""
    code, industry = pl.col("code_of").struct, pl.col("industry_text_of").struct
    staff, founded = pl.col("staff_of").struct, pl.col("founded_of").struct
    kind = (
        pl.when(code.field("code").is_null())
        .then(pl.lit(""))
        .when(code.field("code_valid") & (code.field("code_kind") == "uscc"))
        .then(pl.lit("social_credit"))
        .when(code.field("code_kind") == "registration")
        .then(pl.lit("registration"))
        .otherwise(pl.lit("unverified"))
    )
    others = pl.concat_list("names", "other_names").list.unique(maintain_order=True)
    women = pl.when(staff.field("women") <= staff.field("staff")).then(staff.field("women"))
    return facts.select(
        "group",
        name=pl.col("name").str.slice(0, 200),
        other_names=others.list.set_difference(pl.concat_list("name")).list.sort(),
        kind=pl.col("kind").fill_null("other"),
        code=code.field("code").fill_null("").str.slice(0, 40),
        code_kind=kind,
        legal_representative=pl.col("legal_representative").fill_null("").str.slice(0, 80),
        division_code=pl.coalesce(
            pl.col("places").list.first().struct.field("division_code").replace("", None), "any_district"
        ).fill_null(""),
        industry_code=industry.field("industry").fill_null("").str.slice(0, 5),
        industry_text=industry.field("industry_text").fill_null("").str.slice(0, 100),
        staff=staff.field("staff"),
        women=women,
        founded_on=founded.field("founded"),
        founded_precision=founded.field("founded_precision").fill_null(""),
        joined_on="joined",
        remarks=pl.col("notes").list.sort().list.join("；").str.slice(0, 500),
        places=pl.col("places").fill_null([]),
        reach=pl.col("reach").fill_null([]),
    )


def grouped(
    placed: pl.DataFrame, same: Sequence[tuple[int, int | None, int | None]]
) -> tuple[pl.DataFrame, list[tuple[int, int]]]:
    """Carry out what people decided.

    :param placed: ``data_row``, ``group``, ``employer_id`` as `placing.place_rows` gives them.
    :param same: (left row, right row or None, employer or None) of each pair that is one employer.
    :returns: the placement with joined groups, and pairs of the register's own employers (kept, gone) that
        the decisions make one.
    """
    if not same:
        return placed, []
    rows = {
        row: (group, home)
        for row, group, home in placed.select("data_row", "group", "employer_id").iter_rows()
    }
    parent: dict[int, int] = {}

    def root(key: int) -> int:
        while key in parent:
            key = parent[key]
        return key

    merges: list[tuple[int, int]] = []
    for left, right, employer in same:
        ends = []
        for row in (left, right):
            if row is not None and row in rows:
                group, home = rows[row]
                ends.append(root(-home if home is not None else group))
        if employer is not None:
            ends.append(root(-employer))
        if len(ends) == 2 and ends[0] != ends[1]:
            keep, gone = sorted(ends)  # an employer (negative) stands before a group of rows
            parent[gone] = keep
            if gone < 0:
                merges.append((-keep, -gone))
    keys = {key: root(key) for key in parent}
    key = pl.when(pl.col("employer_id").is_not_null()).then(-pl.col("employer_id")).otherwise("group")
    joined = placed.with_columns(key=key.replace(keys))
    return joined.with_columns(
        employer_id=pl.when(pl.col("key") < 0).then(-pl.col("key")),
        group=pl.when(pl.col("key") < 0).then("group").otherwise("key"),
    ).drop("key"), merges
