"""Bringing what a list says about employers that the register has already.

What the register lacks is filled in. Where both say something and differ, the register's word stays,
unless the import was told that the file's values replace it. Names, phones and addresses are added,
never taken away.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import polars as pl
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from safe_employment.members.importing.comparing.assembling import bare_address
from safe_employment.members.importing.writing.copying import copy_into, take_keys
from safe_employment.members.importing.writing.creating import RELIED_ON, codes_in_use, with_derived
from safe_employment.members.models import Contact, Employer, ImportBatch, ImportedChange, Workplace

# Facts that only make sense together, and the one that says whether they are stated.
_GROUPS = (
    ("code", "code_kind"),
    ("legal_representative",),
    ("industry_code", "industry_text"),
    ("staff", "women", "staff_counted_on"),
    ("founded_on", "founded_precision"),
    ("joined_on",),
    ("division_code",),
)
FACTS = (*(name for group in _GROUPS for name in group), "kind", "other_names")
_DERIVED = ("isic", "size_class", "search_text", "search_grams")


def update_employers(
    batch: ImportBatch, assembled: pl.DataFrame, *, now: datetime, figures_on: date | None
) -> pl.Series:
    """Write what assembled rows add to employers; returns the keys of those that changed (Int64).

    :param assembled: as `assembling.assemble` gives it, `group` being the employer's key.
    """
    if not assembled.height:
        return pl.Series("employer_id", [], dtype=pl.Int64)
    before = _current(assembled["group"])
    assembled = assembled.with_columns(
        staff_counted_on=pl.when(pl.col("staff").is_not_null()).then(pl.lit(figures_on, dtype=pl.Date))
    )
    joined = before.join(
        assembled.rename({name: f"{name}_new" for name in assembled.columns if name != "group"}),
        left_on="employer_id",
        right_on="group",
        how="inner",
        maintain_order="left",
    )
    joined = _free_codes(joined, codes_in_use(batch.association_id))
    after = joined.with_columns(_chosen(replace=batch.replace_values))
    places, reach = _added_places(after), _added_reach(after)
    facts_changed = pl.any_horizontal(pl.col(name).ne_missing(joined[name]) for name in FACTS)
    after = after.with_columns(
        changed=facts_changed
        | pl.col("employer_id").is_in(places["employer_id"].implode())
        | pl.col("employer_id").is_in(reach["employer_id"].implode())
    )
    changed = after.filter("changed")
    _write(changed, reach, now)
    place_keys = _copy_with_keys(Workplace, places, now)
    reach_keys = _copy_with_keys(Contact, reach, now)
    _note(batch, before, changed, place_keys, reach_keys)
    return changed["employer_id"]


def _current(keys: pl.Series) -> pl.DataFrame:
    """The employers as they are, with their phones (one a line) and addresses."""
    rows = Employer.objects.filter(pk__in=keys.to_list()).order_by("pk")
    names = ("id", "name", *FACTS, "revenue", "assets")
    schema: dict[str, Any] = dict.fromkeys(names, pl.String)
    schema |= dict.fromkeys(("id", "staff", "women"), pl.Int64)
    schema |= dict.fromkeys(("staff_counted_on", "founded_on", "joined_on"), pl.Date)
    schema |= dict.fromkeys(("revenue", "assets"), pl.Float64) | {"other_names": pl.List(pl.String)}
    facts = [
        tuple(float(value) if name in ("revenue", "assets") and value is not None else value
              for name, value in zip(names, row, strict=True))
        for row in rows.values_list(*names)
    ]  # fmt: skip
    found = pl.DataFrame(facts, schema=schema, orient="row").rename({"id": "employer_id"})
    for model, column in ((Contact, "phone"), (Workplace, "address")):
        texts = model.objects.filter(employer__in=keys.to_list()).order_by("pk")
        frame = pl.DataFrame(
            list(texts.values_list("employer_id", column)),
            schema={"employer_id": pl.Int64, f"{column}s": pl.String},
            orient="row",
        )
        lists = frame.group_by("employer_id", maintain_order=True).agg(f"{column}s")
        found = found.join(lists, on="employer_id", how="left", maintain_order="left")
    return found.with_columns(pl.col("phones", "addresss").fill_null([])).rename({"addresss": "addresses"})


def _free_codes(joined: pl.DataFrame, in_use: set[str]) -> pl.DataFrame:
    """A code that another employer has is not taken over."""
    other = pl.col("code_new").is_in(list(in_use)) & (pl.col("code_new") != pl.col("code"))
    again = (pl.int_range(pl.len()).over("code_new", "code_kind_new") > 0) & pl.col("code_kind_new").is_in(
        RELIED_ON
    )
    taken = (other if in_use else pl.lit(False)) | again
    return joined.with_columns(
        code_new=pl.when(~taken).then("code_new").otherwise(pl.lit("")),
        code_kind_new=pl.when(~taken).then("code_kind_new").otherwise(pl.lit("")),
    )


def _stated(name: str) -> pl.Expr:
    return pl.col(name).is_not_null() & (pl.col(name).cast(pl.String) != "")


def _chosen(*, replace: bool) -> list[pl.Expr]:
    """The values after the import, group by group."""
    chosen = []
    for group in _GROUPS:
        lead = group[0] if group[0] != "industry_code" else "industry_text"
        theirs, ours = _stated(f"{lead}_new"), _stated(lead)
        take = theirs if replace else theirs & ~ours
        if lead == "code":
            # A code that holds may replace one that does not, never the other way round.
            holds = pl.col("code_kind_new").is_in(RELIED_ON)
            may_go = pl.lit(replace) | (pl.col("code_kind") == "unverified")
            take = theirs & (~ours | (holds & may_go))
        chosen += [pl.when(take).then(f"{name}_new").otherwise(name).alias(name) for name in group]
    kind_known = pl.col("kind_new") != "other"
    take_kind = kind_known & (pl.lit(replace) | (pl.col("kind") == "other"))
    names = pl.concat_list("other_names", pl.concat_list("name_new"), "other_names_new")
    added = names.list.drop_nulls().list.unique(maintain_order=True)
    return [
        *chosen,
        pl.when(take_kind).then("kind_new").otherwise("kind").alias("kind"),
        added.list.set_difference(pl.concat_list("name")).list.sort().alias("other_names"),
    ]


def _added_places(after: pl.DataFrame) -> pl.DataFrame:
    """Workplaces whose street and number the employer does not have yet."""
    here = after.select("employer_id", address=pl.col("addresses")).explode("address")
    have = here.filter(pl.col("address").is_not_null()).select(
        "employer_id", bare=bare_address(pl.col("address"))
    )
    new = after.select("employer_id", "places_new").explode("places_new")
    new = new.filter(pl.col("places_new").is_not_null()).unnest("places_new")
    fresh = new.with_columns(bare=bare_address(pl.col("address"))).join(
        have.unique(), on=["employer_id", "bare"], how="anti", maintain_order="left"
    )
    homeless = ~pl.col("employer_id").is_in(have["employer_id"].implode())
    first = pl.int_range(pl.len()).over("employer_id") == 0
    return fresh.drop("bare").with_columns(name=pl.lit(""), is_main=homeless & first)


def _added_reach(after: pl.DataFrame) -> pl.DataFrame:
    """Contacts with a phone that the employer does not have yet; others only where it has no contact."""
    new = after.select("employer_id", "phones", "reach_new").explode("reach_new")
    new = new.filter(pl.col("reach_new").is_not_null()).unnest("reach_new")
    known = pl.col("phones").list.contains(pl.col("phone"))
    idle = (pl.col("phone") == "") & (pl.col("phones").list.len() > 0)
    return new.filter(~known & ~idle).drop("phones").with_columns(role=pl.lit(""))


def _write(changed: pl.DataFrame, reach: pl.DataFrame, now: datetime) -> None:
    """Update the changed employers in one statement, by way of a temporary table."""
    if not changed.height:
        return
    more = reach.group_by("employer_id").agg(pl.col("phone").alias("more"))
    frame = changed.join(more, on="employer_id", how="left", maintain_order="left")
    phones = pl.concat_list("phones", pl.col("more").fill_null([])).list.join("\n")
    frame = with_derived(frame.with_columns(phones=phones))
    names = [*FACTS, *_DERIVED]
    copied = ", ".join(f'"{name}"' for name in ("id", *names))
    shape = f"SELECT {copied} FROM members_employer LIMIT 0"  # noqa: S608 - names of columns
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE incoming_facts ON COMMIT DROP AS {shape}")
        copy_into("incoming_facts", frame.select(pl.col("employer_id").alias("id"), *names))
        assignments = ", ".join(f'"{name}" = i."{name}"' for name in names)
        cursor.execute(
            f"UPDATE members_employer e SET {assignments}, changed_at = %s"  # noqa: S608 - names of columns
            " FROM incoming_facts i WHERE i.id = e.id",
            [now],
        )
        cursor.execute("DROP TABLE incoming_facts")


def _copy_with_keys(
    model: type[Workplace | Contact], frame: pl.DataFrame, now: datetime
) -> dict[int, list[int]]:
    """Write rows and return their keys by employer."""
    if not frame.height:
        return {}
    frame = frame.with_columns(
        id=take_keys(model, frame.height), created_at=pl.lit(now), changed_at=pl.lit(now)
    )
    copy_into(model, frame)
    return dict(frame.group_by("employer_id").agg("id").iter_rows())


def _note(
    batch: ImportBatch,
    before: pl.DataFrame,
    changed: pl.DataFrame,
    places: dict[int, list[int]],
    reach: dict[int, list[int]],
) -> None:
    """Keep what each employer said before and after, so that the import can be undone."""
    old = {row["employer_id"]: row for row in before.select("employer_id", *FACTS).iter_rows(named=True)}
    notes = []
    for row in changed.select("employer_id", *FACTS).iter_rows(named=True):
        key = row.pop("employer_id")
        names = [name for name in FACTS if row[name] != old[key][name]]
        notes.append(
            {
                "batch_id": batch.pk,
                "employer_id": key,
                "before": _json({name: old[key][name] for name in names}),
                "after": _json({name: row[name] for name in names}),
                "added_workplaces": _json(places.get(key, [])),
                "added_contacts": _json(reach.get(key, [])),
            }
        )
    if notes:
        copy_into(ImportedChange, pl.DataFrame(notes))


def _json(value: object) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
