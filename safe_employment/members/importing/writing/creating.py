"""Writing the employers that a list brings and the register did not have."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
from django.db import connection

from safe_employment.members.facts import next_number
from safe_employment.members.importing.writing.copying import copy_into, take_keys
from safe_employment.members.importing.writing.grams import grams, search_texts
from safe_employment.members.models import Contact, Employer, Standing, Workplace
from safe_employment.members.places import isic_of
from safe_employment.members.sizes import size_class

if TYPE_CHECKING:
    from collections.abc import Collection

_PLAIN = (
    "name", "other_names", "kind", "code", "code_kind", "legal_representative", "division_code",
    "industry_code", "industry_text", "staff", "women", "founded_on", "founded_precision", "joined_on",
    "remarks",
)  # fmt: skip
_COLUMNS = (
    *_PLAIN, "isic", "size_class", "search_text", "search_grams", "number", "staff_counted_on",
    "association_id", "standing", "tags", "created_at", "changed_at",
)  # fmt: skip
RELIED_ON = ("social_credit", "registration")
# Above this many rows the index and the planner's figures are brought up to date at once.
MANY = 5_000


def create_employers(
    assembled: pl.DataFrame, *, association_id: int, now: datetime, figures_on: date | None
) -> pl.DataFrame:
    """Write assembled employers with their workplaces and contacts; returns `group` and `employer_id`."""
    if not assembled.height:
        return pl.DataFrame(schema={"group": pl.Int64, "employer_id": pl.Int64})
    first = next_number(association_id)
    frame = assembled.sort("group").with_columns(employer_id=take_keys(Employer, assembled.height))
    frame = with_single_codes(frame, codes_in_use(association_id))
    instants = {"created_at": pl.lit(now), "changed_at": pl.lit(now)}
    whole = frame.with_columns(
        phones=_phones(frame),
        number=pl.int_range(first, first + pl.len()),
        staff_counted_on=pl.when(pl.col("staff").is_not_null()).then(pl.lit(figures_on, dtype=pl.Date)),
        association_id=pl.lit(association_id),
        standing=pl.lit(Standing.MEMBER.value),
        tags=pl.lit("{}"),
        **instants,
    )
    copy_into(Employer, whole, lambda piece: with_derived(piece).select(*_COLUMNS, id="employer_id"))
    copy_into(Workplace, workplaces(frame).with_columns(**instants))
    copy_into(Contact, contacts(frame).with_columns(**instants))
    return frame.select("group", "employer_id")


def workplaces(frame: pl.DataFrame) -> pl.DataFrame:
    """The workplaces of assembled employers; the first of each is the main one."""
    places = frame.select("employer_id", "places").explode("places").filter(pl.col("places").is_not_null())
    return places.unnest("places").with_columns(
        name=pl.lit(""), is_main=pl.int_range(pl.len()).over("employer_id") == 0
    )


def contacts(frame: pl.DataFrame) -> pl.DataFrame:
    """The contacts of assembled employers."""
    reach = frame.select("employer_id", "reach").explode("reach").filter(pl.col("reach").is_not_null())
    return reach.unnest("reach").with_columns(role=pl.lit(""))


def _phones(frame: pl.DataFrame) -> pl.Series:
    phone = pl.element().struct.field("phone")
    return frame.select(pl.col("reach").list.eval(phone).list.join("\n")).to_series()


def codes_in_use(association_id: int) -> set[str]:
    """The codes on which the register relies."""
    live = Employer.objects.live().filter(association_id=association_id, code_kind__in=RELIED_ON)
    return set(live.values_list("code", flat=True))


def with_single_codes(frame: pl.DataFrame, in_use: Collection[str]) -> pl.DataFrame:
    """A code belongs to one employer: whoever else writes the same code has it as not verified."""
    relied = pl.col("code_kind").is_in(RELIED_ON)
    again = pl.int_range(pl.len()).over("code", "code_kind") > 0
    taken = pl.col("code").is_in(list(in_use)) if in_use else pl.lit(False)
    return frame.with_columns(
        code_kind=pl.when(relied & (again | taken)).then(pl.lit("unverified")).otherwise("code_kind")
    )


def with_derived(frame: pl.DataFrame) -> pl.DataFrame:
    """Add what follows from the facts: ISIC, size, search text and pieces (`phones`: one a line)."""
    sections = frame["industry_code"].str.slice(0, 1).unique().to_list()
    isic = {section: isic_of(section) for section in sections}
    texts = search_texts(frame.with_columns(other_names=pl.col("other_names").list.join("\n")))
    return frame.with_columns(
        isic=pl.col("industry_code").str.slice(0, 1).replace_strict(isic, return_dtype=pl.String),
        size_class=_sizes(frame),
        search_text=texts,
        search_grams=grams(texts),
    )


def _sizes(frame: pl.DataFrame) -> pl.Series:
    """Size classes, computed once for each distinct combination of industry and figures."""
    figures = frame.select(
        "industry_code",
        "staff",
        *(
            pl.col(name).cast(pl.Float64) if name in frame.columns else pl.lit(None, pl.Float64).alias(name)
            for name in ("revenue", "assets")
        ),
    )
    distinct = figures.unique()
    classes = [
        size_class(
            industry_code=industry,
            staff=staff,
            revenue=None if revenue is None else Decimal(str(revenue)),
            assets=None if assets is None else Decimal(str(assets)),
        )
        for industry, staff, revenue, assets in distinct.iter_rows()
    ]
    found = figures.join(
        distinct.with_columns(size_class=pl.Series(classes, dtype=pl.String)),
        on=figures.columns,
        how="left",
        nulls_equal=True,
        maintain_order="left",
    )
    return found["size_class"]


SEARCH_INDEX = "employer_search"


def make_room(rows: int) -> bool:
    """Prepare this transaction for many rows; returns whether the search index was put aside.

    Building an index over a full table takes a quarter of the time of keeping it while the table fills.
    It is put aside only when the table is all but empty, so that no one waits for a register to read.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '384MB'")
        cursor.execute("SET LOCAL maintenance_work_mem = '384MB'")
        cursor.execute("SET LOCAL gin_pending_list_limit = '1GB'")
        cursor.execute("SELECT count(*) FROM (SELECT 1 FROM members_employer LIMIT %s) present", [rows])
        (present,) = cursor.fetchone()
        if rows < MANY or present * 10 > rows:
            return False
        cursor.execute(
            "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid = 'members_employer'::regclass"
        )
        (owned,) = cursor.fetchone()
        if owned:
            cursor.execute(f"DROP INDEX {SEARCH_INDEX}")
        return bool(owned)


def settle(*, rows: int, rebuild: bool) -> None:
    """After much was written: bring the search index and the planner's figures up to date."""
    if rows < MANY:
        return
    with connection.cursor() as cursor:
        if rebuild:
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE"
            )  # an index cannot be built before they are looked at
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"CREATE INDEX {SEARCH_INDEX} ON members_employer USING gin (search_grams)")
        else:
            cursor.execute("SELECT gin_clean_pending_list(%s)", [SEARCH_INDEX])
        cursor.execute("ANALYZE members_employer, members_workplace, members_contact, members_importedrow")
