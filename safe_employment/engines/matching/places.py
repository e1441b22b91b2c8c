"""Places in names and addresses: learned from the register at hand, completed by the divisions given.

A register's own district and address columns say best which places its names are prefixed with, whatever
the city. What is learned is a list of prefixes, longest first, as one regular expression.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from safe_employment.engines.identifiers.divisions import KIND_OF_DIVISION, short_name

from .lexicon import PREFECTURES, PROVINCES

_NOT_A_COUNTY = (
    r"(?:小区|社区|园区|校区|景区|矿区|厂区|城区|街区|辖区|市区|开发区|新区|工业区|商业区|度假区|片区)$"
)
_COUNTY = r"([^路街道巷号村镇乡\d()省市区县州]{1,4}?(?:[^路街道巷号村镇乡\d()]{1,8}自治县|区|县|市|旗))"
_ADDRESS = (
    r"^(?:中国)?(?:([^路街道巷号\d()]{2,8}?(?:省|自治区)))?"
    r"(?:([^路街道巷号\d()区县省]{2,11}?(?:市|自治州|州|地区|盟)))??" + _COUNTY
)


#: Rows that places are learned from, spread over the register; the district column is read whole.
_SAMPLE = 30_000
_ROAD_REMAINDER = r"^[东南西北中上下前后内外新老]{0,2}(?:大道|大街|胡同|路|街|巷|道|里|村|镇|乡|桥|门)"


@dataclass(frozen=True)
class Places:
    """Prefix expressions for names and addresses, and the short form of each division."""

    prefix: str
    short_by_code: Mapping[str, str]


def _counted(column: pl.Series, least: int) -> list[str]:
    counts = column.drop_nulls().value_counts(name="times")
    return counts.filter(pl.col("times") >= least)[column.name].to_list()


def _from_addresses(address: pl.Series, least: int) -> set[str]:
    found: set[str] = set()
    groups = address.to_frame("a").select(
        pl.col("a").str.extract(_ADDRESS, group).alias(str(group)) for group in (1, 2, 3)
    )
    for group in ("1", "2", "3"):
        found.update(_counted(groups[group], least))
    return found


def _from_names(name: pl.Series, least: int) -> set[str]:
    """Divisions that names begin with, in their full form, and short static ones that are frequent here."""
    frame = name.drop_nulls().to_frame("n")
    full = frame.select(
        pl.col("n").str.extract(r"^([^省市区县州()]{2,3}(?:省|市))").alias("city"),
        pl.col("n")
        .str.extract(r"^(?:[^省市区县州()]{2,3}[省市]){0,2}([^省市区县州()]{2,3}[区县])")
        .alias("county"),
    )
    found = {*_counted(full["city"], max(2, least)), *_counted(full["county"], max(2, least))}
    starts = frame.select(
        pl.col("n").str.slice(0, 2).alias("two"), pl.col("n").str.slice(0, 3).alias("three")
    )
    often = max(2, least, round(0.004 * len(name)))
    for width in ("two", "three"):
        found.update(value for value in _counted(starts[width], often) if value in PREFECTURES)
        found.update(value for value in _counted(starts[width], 1) if value in PROVINCES)
    return found


def _variants(names: Iterable[str]) -> set[str]:
    """Every way a division is written: full, short, as city, county or district, with one character lost."""
    out: set[str] = set()
    for name in names:
        short = short_name(name)
        out.update({name, short})
        if len(short) >= 2 and short != name:
            out.update(short + kind for kind in ("市", "区", "县"))
        if len(name) >= 5:
            out.update(name[:i] + name[i + 1 :] for i in range(2, len(name)))
    return {value for value in out if len(value) >= 2}


def learn(
    name: pl.Series, address: pl.Series, district: pl.Series, divisions: Mapping[str, str] | None = None
) -> Places:
    """Places of a register from its folded names, addresses and districts.

    :param divisions: division code (6 digits) → name, for districts written as codes; may be empty.
    """
    every = max(1, len(address) // _SAMPLE)
    name, address = name.gather_every(every), address.gather_every(every)
    least = max(1, min(5, len(name) // 2_000))
    found = _from_addresses(address, max(1, least)) | _from_names(name, least)
    written = {
        text for text in _counted(district, 1) if 2 <= len(text) <= 14 and not re.search(r"[\d()]", text)
    }
    for text in written:
        found.update(part for part in re.findall(r".{2,8}?(?:自治县|自治州|省|市|区|县|州)", text) or [text])
    found = {place for place in found if not re.search(_NOT_A_COUNTY, place) and short_name(place) != "中国"}
    # Only the full names of the divisions given: short ones (永平, 富源) name shops elsewhere.
    given = {place for place in (divisions or {}).values() if len(place) >= 3}
    ordered = sorted(_variants(found) | given, key=lambda place: (-len(place), place))
    alternatives = "|".join(re.escape(place) for place in ordered) or "\u0000"
    codes = {code: short_name(text) for code, text in (divisions or {}).items()}
    return Places(prefix=f"^(?:{alternatives})", short_by_code=codes)


def without_prefix(text: pl.Series, places: Places, keep: int) -> pl.Series:
    """`text` without up to three leading places, as long as `keep` characters stay.

    A place that a road is called after stays with its road (麒麟南路 in 麒麟区).
    """
    for _ in range(3):
        shorter = text.str.replace(places.prefix, "")
        stays = (shorter.str.len_chars() < keep) | shorter.str.contains(_ROAD_REMAINDER)
        text = text.zip_with(stays.fill_null(value=True), shorter)
    return text


def short_district(district: pl.Expr, address: pl.Expr, places: Places) -> pl.Expr:
    """The first two characters of the county, from the district column or else from the address."""
    from_code = district.str.extract(r"^(\d{6})").replace_strict(
        dict(places.short_by_code), default=None, return_dtype=pl.String
    )
    last = r"^(?:[^省市区县州]{2,8}(?:省|自治区))?(?:[^省市区县州]{2,8}(?:市|自治州|州))?([^\d]{2,})$"
    from_text = district.str.extract(last, 1)
    from_address = address.str.extract(_ADDRESS, 3)
    found = pl.coalesce(from_code, from_text, from_address)
    return found.str.replace(KIND_OF_DIVISION, "").str.slice(0, 2).replace("", None)
