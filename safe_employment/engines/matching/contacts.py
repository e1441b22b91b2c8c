"""Phones, addresses, founding dates, staff: each column as comparable values."""

import polars as pl

from .characters import by_sound, by_value
from .places import Places, short_district, without_prefix

_PHONE = r"(?:\+?(?:00)?86)?(1[3-9]\d{9}|0\d{2,3}[2-9]\d{6,7}|[2-9]\d{6,7})"
_STREET_NUMBER = r"^(.*?[^\d])?(\d{1,5})"


def phones(text: pl.Series) -> pl.DataFrame:
    """Up to two phones a row: `phone`, `phone_2` (digits only) and `mobile` (whether the first is one).

    Landlines lose the area code, because half of the writers leave it out.
    """
    compact = text.str.normalize("NFKC").str.replace_all(r"[\s()\-—–.·_]", "")
    found = compact.str.extract_all(_PHONE).list.eval(
        pl.element().str.extract(_PHONE, 1).str.replace(r"^0(?:10|2\d|[3-9]\d{2})([2-9]\d{6,7})$", "$1")
    )
    frame = pl.DataFrame({"found": found})
    first = pl.col("found").list.get(0, null_on_oob=True)
    return frame.select(
        phone=first,
        phone_2=pl.col("found").list.get(1, null_on_oob=True),
        mobile=first.str.contains(r"^1[3-9]\d{9}$"),
    )


def addresses(address: pl.Series, district: pl.Series, places: Places) -> pl.DataFrame:
    """`district`, `road` (by sound), `number` and `rest` of each folded address.

    附1号 (a sub-number) and the sign before or after the number are left out; `text` is the whole address by
    sound without places, only where it has no number.
    """
    bare = without_prefix(address.str.replace_all(r"[()\p{P}\s]", ""), places, keep=2)
    frame = pl.DataFrame({"address": address, "written_district": district, "bare": bare}).with_columns(
        district=short_district(pl.col("written_district"), pl.col("address"), places),
        bare=pl.col("bare").str.replace_all(r"附\d*号?", "").str.replace_all(r"#|NO", "号"),
    )
    frame = frame.with_columns(
        road=pl.col("bare").str.extract(_STREET_NUMBER, 1).str.replace_all(r"第$|号$", ""),
        number=pl.col("bare").str.extract(_STREET_NUMBER, 2),
        rest=pl.col("bare").str.replace(_STREET_NUMBER, "").str.replace_all(r"[^0-9A-Z]+", "-"),
    )
    text = (
        frame.select(pl.when(pl.col("number").is_null()).then(pl.col("bare"))).to_series().replace("", None)
    )
    return frame.select(
        "district",
        "number",
        road=by_value(frame["road"], by_sound).replace("", None),
        rest=pl.col("rest").str.strip_chars("-").replace("", None),
        text=by_value(text, by_sound),
    )


def founding_dates(text: pl.Series) -> pl.DataFrame:
    """`founded` (day), `founded_month` (yyyy-mm) and `founded_year` of each date as written.

    Reads ISO and dotted dates, Chinese ones, a month or a year alone, and a spreadsheet's day number.
    """
    plain = text.cast(pl.String).str.normalize("NFKC").str.replace_all(r"\s.*$|\s", "")
    serial = plain.str.extract(r"^(\d{5})(?:\.0)?$").cast(pl.Int32, strict=False)
    pattern = r"^(\d{4})[-./年]?(\d{1,2})?[-./月]?(\d{1,2})?日?"
    frame = pl.DataFrame({"plain": plain, "serial": serial}).with_columns(
        year=pl.col("plain").str.extract(pattern, 1).cast(pl.Int32, strict=False),
        month=pl.col("plain").str.extract(pattern, 2).cast(pl.Int8, strict=False),
        day=pl.col("plain").str.extract(pattern, 3).cast(pl.Int8, strict=False),
    )
    from_serial = pl.date(1899, 12, 30) + pl.duration(days=pl.col("serial"))
    sane = pl.col("year").is_between(1900, 2100) & pl.col("serial").is_null()
    whole = sane & pl.col("month").is_between(1, 12) & pl.col("day").is_between(1, 31)
    iso = pl.format(
        "{}-{}-{}",
        "year",
        pl.col("month").cast(pl.String).str.zfill(2),
        pl.col("day").cast(pl.String).str.zfill(2),
    )
    frame = frame.with_columns(
        founded=pl.when(pl.col("serial").is_between(3_000, 60_000))
        .then(from_serial.cast(pl.String))
        .when(whole)
        .then(iso)
    )
    month = pl.when(sane & pl.col("month").is_between(1, 12)).then(
        pl.format("{}-{}", "year", pl.col("month").cast(pl.String).str.zfill(2))
    )
    return frame.select(
        "founded",
        founded_month=pl.coalesce(pl.col("founded").str.slice(0, 7), month),
        founded_year=pl.coalesce(
            pl.col("founded").str.slice(0, 4), pl.when(sane).then(pl.col("year").cast(pl.String))
        ),
    )
