"""District names as lists write them, and the district an address lies in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import polars as pl
from rapidfuzz.distance import Levenshtein

from safe_employment.members.importing.values.reference import table
from safe_employment.members.importing.values.texts import map_distinct, missing_word, tidy

_PEOPLES = (
    "回族|彝族|苗族|哈尼族|傣族|白族|拉祜族|佤族|纳西族|傈僳族"
    "|独龙族|怒族|普米族|布朗族|瑶族|壮族|藏族|景颇族"
)
_ENDING = re.compile(rf"^(.{{2,}}?)(?:(?:{_PEOPLES})*自治县|区|县|市)$")
_FIGURES = re.compile(r"^\d{6}(?:0{6})?$")
_NOISE = re.compile(
    r"[\s()（）/、,，·.-]|辖区|工商局|工商分局|分局|分会|片区|区域|办事处|联络处|市场监管局|市监局"
)


@dataclass(frozen=True, slots=True)
class DistrictReading:
    """Six-figure code of a current county-level division (GB/T 2260), or None.

    ``retired`` is true if the name is no longer in use; ``proposed`` is a likely code for an unknown text;
    ``zone`` is true for a development zone, which lies in several districts.
    """

    code: str | None
    retired: bool = False
    proposed: str | None = None
    zone: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    current: dict[str, str]  # full and short names, English names -> code
    retired: dict[str, str]  # names out of use -> code of the same place today
    by_old_code: dict[str, str]  # codes out of use -> code of the same place today
    names: dict[str, str]  # current code -> current full name
    prefectures: tuple[str, ...]


def short_name(name: str) -> str:
    """A division's name without its ending: 寻甸回族彝族自治县 is 寻甸, 五华区 is 五华."""
    match = _ENDING.match(name)
    return match[1] if match else name


@cache
def gazetteer(home_division: str) -> _Gazetteer:
    """Names and codes, those under ``home_division`` (a code prefix) first where a short name is shared."""
    divisions, words = table("divisions_yunnan"), table("division_words")
    counties = sorted(
        divisions["yunnan_counties_current"], key=lambda each: not each["code"].startswith(home_division)
    )
    old_names = {old["zh"] for old in divisions["yunnan_codes_retired"]}
    current: dict[str, str] = {}
    names: dict[str, str] = {}
    for county in counties:
        code, name = county["code"], county["zh"]
        names[code] = name
        current[name] = code
        short = short_name(name)
        current.setdefault(short, code)
        if name.endswith("自治县") and f"{short}县" not in old_names:
            current.setdefault(f"{short}县", code)
    for county in divisions["kunming"]:
        english = re.sub(r"\(.*\)", "", county["en"]).strip().lower()
        current.setdefault(english, county["code"])
        current.setdefault(english.split(" ")[0], county["code"])
    retired: dict[str, str] = dict(words["renamed"])
    by_old_code: dict[str, str] = {}
    for old in divisions["yunnan_codes_retired"]:
        name = old["zh"]
        code = retired.get(name) or current.get(name) or current.get(short_name(name))
        if code and len(short_name(name)) >= 2 and not name.endswith("地区"):
            if name not in current:
                retired.setdefault(name, code)
            if old["code"] not in names:
                by_old_code[old["code"]] = code
    prefectures = tuple(each["zh"] for each in divisions["yunnan_prefectures"])
    return _Gazetteer(current, retired, by_old_code, names, prefectures)


def current_code(code: str, home_division: str = "5301") -> str | None:
    """The division in force for a six-figure code, following retired codes; None if unknown."""
    known = gazetteer(home_division)
    return code if code in known.names else known.by_old_code.get(code)


def read_district(text: str, home_division: str = "5301", *, guess: bool = True) -> DistrictReading:
    """Read a district column's text: full, short, old, English names, or the code itself.

    ``guess`` also looks for a name one slip away.
    """
    known = gazetteer(home_division)
    plain = tidy(text)
    if not plain or missing_word.match(plain):
        return DistrictReading(None, missing=True)
    figures = plain.removesuffix(".0")
    if _FIGURES.match(figures):
        code = current_code(figures[:6], home_division)
        return DistrictReading(code, retired=code is not None and code != figures[:6])
    for name in _spellings(plain, known):
        if name in known.current:
            return DistrictReading(known.current[name])
        if name in known.retired:
            return DistrictReading(known.retired[name], retired=True)
    if any(zone in plain for zone in table("division_words")["zones"]):
        return DistrictReading(None, zone=True)
    inside = re.search(_address_pattern(home_division), plain)
    if inside:
        code = known.current.get(inside[0]) or known.retired.get(inside[0])
        return DistrictReading(code, retired=inside[0] in known.retired)
    return DistrictReading(None, proposed=_near(plain, known, home_division) if guess else None)


def _spellings(plain: str, known: _Gazetteer) -> list[str]:
    lowered = plain.lower()
    bare = _NOISE.sub("", plain)
    spellings = [plain, lowered, bare, lowered.replace("district", "").replace("county", "").strip()]
    for above in ("云南省", "云南", "昆明市", "昆明", *known.prefectures):
        if bare.startswith(above) and len(bare) > len(above) + 1:
            bare = bare.removeprefix(above)
            spellings.append(bare)
    if len(bare) > 2 and bare[-1] in "区县市":
        spellings.append(bare[:-1])
    return spellings


def _near(plain: str, known: _Gazetteer, home_division: str) -> str | None:
    """The one division of the home area whose name is one slip away, if there is exactly one."""
    near = {
        code
        for name, code in known.current.items()
        if code.startswith(home_division)
        and len(name) >= 3
        and abs(len(plain) - len(name)) <= 1
        and plain[-1] == name[-1]
        and Levenshtein.distance(plain, name, score_cutoff=1) <= 1
    }
    return near.pop() if len(near) == 1 else None


@cache
def _address_pattern(home_division: str) -> str:
    """Full and old names with their endings; names of the home area come before the others."""
    known = gazetteer(home_division)
    full = {
        name: code
        for name, code in {**known.retired, **known.current}.items()
        if len(name) >= 3 and name[-1] in "区县市" and not name.isascii()
    }
    ordered = sorted(full, key=lambda name: (not full[name].startswith(home_division), -len(name)))
    return "|".join(ordered)


def district_columns(values: pl.Series, home_division: str) -> pl.DataFrame:
    """Columns ``code``, ``retired``, ``proposed``, ``zone``, ``unreadable`` for every row of ``values``."""

    def row(text: str) -> dict[str, object]:
        reading = read_district(text, home_division)
        unreadable = reading.code is None and not reading.missing
        return {
            "code": reading.code,
            "retired": reading.retired,
            "proposed": reading.proposed,
            "zone": reading.zone,
            "unreadable": unreadable,
        }

    schema: dict[str, pl.DataType | type[pl.DataType]] = {
        "code": pl.String,
        "retired": pl.Boolean,
        "proposed": pl.String,
        "zone": pl.Boolean,
        "unreadable": pl.Boolean,
    }
    return map_distinct(values, row, schema)


def district_in_text(text: pl.Expr, home_division: str) -> pl.Expr:
    """Expression: code of the first district named in an address or a name; null if none is named.

    A name counts with its ending (五华区), or without it right after the city's name (昆明五华).
    """
    known = gazetteer(home_division)
    codes = {**known.retired, **known.current}
    shorts = sorted(
        {short_name(known.names[code]) for code in known.names if code.startswith(home_division)},
        key=len,
        reverse=True,
    )
    found = text.str.extract(f"({_address_pattern(home_division)})", 1)
    after_city = text.str.extract(rf"昆明市?({'|'.join(shorts) or '昆明'})", 1)
    return pl.coalesce(found, after_city).replace_strict(
        list(codes), list(codes.values()), default=None, return_dtype=pl.String
    )


def division_of_code(codes: pl.Expr, home_division: str) -> pl.Expr:
    """Expression: current county-level division for the six figures inside a code; null if unknown."""
    known = gazetteer(home_division)
    table_of = {**known.by_old_code, **{code: code for code in known.names}}
    return codes.replace_strict(list(table_of), list(table_of.values()), default=None, return_dtype=pl.String)
