"""Administrative divisions (GB/T 2260): lookup by code and by the words people write.

Pure functions over tables that the caller has read, such as
``safe_employment/reference/divisions_yunnan.yaml``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

#: What kind of division a name ends with, as a regular expression.
KIND_OF_DIVISION = (
    r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|自治州|自治县|地区|省|市|州|盟|区|县|旗)$"
)
_PEOPLES = re.compile(
    r"(?:蒙古族|蒙古|藏族|羌族|彝族|白族|傣族|景颇族|傈僳族|哈尼族|壮族|苗族|土家族|侗族|布依族|回族|纳西族"
    r"|拉祜族|佤族|布朗族|瑶族|独龙族|怒族|普米族|各族|仡佬族|水族|满族|朝鲜族|土族|撒拉族|东乡族|保安族"
    r"|哈萨克|柯尔克孜|塔吉克)+$"
)


@dataclass(frozen=True)
class Division:
    """A division as of some time. A retired one names the code that took its place, where that is known."""

    code: str
    name: str
    retired: bool = False


def division_level(code: str) -> str:
    """``province``, ``prefecture`` or ``county`` of a 6-digit code.

    :raises ValueError: if `code` is not six digits.
    """
    if not re.fullmatch(r"\d{6}", code):
        message = f"a division code has six digits, not {code!r}"
        raise ValueError(message)
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def short_name(name: str) -> str:
    """A division's name without its kind and peoples: 寻甸回族彝族自治县 → 寻甸, 五华区 → 五华."""
    bare = re.sub(KIND_OF_DIVISION, "", name)
    if name.endswith(("自治县", "自治州")):
        bare = _PEOPLES.sub("", bare)
    return bare if len(bare) >= 2 else name


def divisions_from_table(
    rows: Iterable[Mapping[str, object]], *, retired: bool = False
) -> tuple[Division, ...]:
    """Divisions of a reference table whose rows have ``code`` and ``zh``."""
    return tuple(Division(str(row["code"]), str(row["zh"]), retired) for row in rows)


def find_divisions(text: str, divisions: Iterable[Division]) -> tuple[Division, ...]:
    """Divisions that `text` names, by code, full, short or retired name, the most exact and current first.

    Empty if none is named; several if the words are ambiguous (two counties of one short name).
    """
    words = re.sub(r"\s", "", text)
    by_rank: dict[int, list[Division]] = {}
    for division in divisions:
        rank = _rank(words, division)
        if rank is not None:
            by_rank.setdefault(rank, []).append(division)
    return tuple(by_rank[min(by_rank)]) if by_rank else ()


def _rank(words: str, division: Division) -> int | None:
    """How exactly `words` name the division: 0 best, None not at all."""
    late = 1 if division.retired else 0
    if words in {division.code, division.name}:
        return late
    if words.endswith(division.name):
        return 2 + late
    if short_name(words) == short_name(division.name):
        return 4 + late
    return 6 + late if words.endswith(short_name(division.name)) else None
