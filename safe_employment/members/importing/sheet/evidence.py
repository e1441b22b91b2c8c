"""What the values of a column say about which column it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import polars as pl

from safe_employment.members.importing.values.codes import ALPHABET, is_resident_number, is_valid_uscc
from safe_employment.members.importing.values.counts import read_count
from safe_employment.members.importing.values.dates import read_date
from safe_employment.members.importing.values.districts import read_district
from safe_employment.members.importing.values.phones import read_phones
from safe_employment.members.importing.values.texts import missing_word, tidy
from safe_employment.members.importing.values.words import read_industry, read_kind

_SAMPLE = 150
_CODE = re.compile(
    rf"^[{ALPHABET}OISZ]{{2}}[\dOISZ]{{6}}[{ALPHABET}OISZ]{{9,10}}$|^[1-8]\d{{14}}$|^\d{{13}}$|^[0-9A-Z]{{8}}-?[0-9X]$"
)
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[a-z]{2,}$", re.IGNORECASE)
_ADDRESS = re.compile(r"[路街道巷村镇乡组栋幢楼室号区]|road|street|\bave|building|floor", re.IGNORECASE)
_STREET = re.compile(
    r"[路街道巷村组栋幢楼室弄坊苑园城][^,]{0,14}?\d|\d+\s*[号栋幢楼室组]|小区|市场|广场|road|street",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"公司|厂$|店[)）]?$|部$|馆$|行$|坊$|场$|社$|吧$|屋$|楼$|城$|院$|园$|中心|超市|商行|经营|饭店|餐饮|酒店|宾馆|百货|"
    r"商贸|贸易|服饰|针织|制衣|劳务|物流|建材|美容|美发|小吃|火锅|美业|足浴|协会|企业|集团|工作室|门市|铺|服务|shop|ltd|co\.|company|restaurant|hotel",
    re.IGNORECASE,
)
_PERSON = re.compile(r"^[\u3400-\u9fff]{2,4}$|^[\u3400-\u9fff]{1,4}·[\u3400-\u9fff·]{1,10}$")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文向莫普和木岩刀闫严温季俞章鲁葛伍韦申尤毕聂焦柏"
)
_SMALL = re.compile(r"^\d{1,5}(?:\.0)?$")


@dataclass(frozen=True, slots=True)
class Evidence:
    """For one column of a list: the number of sampled cells, and a score from 0 to 1 per canonical column."""

    filled: int
    scores: dict[str, float]
    personal: bool = False  # identity numbers of persons: never to be read


def _share(test: Callable[[str], bool], texts: Sequence[str]) -> float:
    return sum(1 for text in texts if test(text)) / len(texts) if texts else 0.0


def _are_personal(plain: Sequence[str]) -> bool:
    """True if most are citizens' identity numbers that are not also valid codes of employers."""
    numbers = [text for text in plain if len(text) == 18 and text[:17].isdigit()]
    if len(numbers) * 2 <= len(plain):
        return False
    frame = pl.DataFrame({"code": numbers})
    personal = frame.select(is_resident_number(pl.col("code")) & ~is_valid_uscc(pl.col("code"))).to_series()
    return int(personal.sum()) * 2 > len(plain)


def _is_date(text: str) -> bool:
    reading = read_date(text)
    return reading.on is not None and not re.fullmatch(r"\d{4,5}(?:\.\d+)?", text)


def _is_serial(text: str) -> bool:
    return bool(re.fullmatch(r"\d{5}(?:\.0+)?", text)) and 25_000 <= float(text) <= 60_000


def _is_phone(text: str) -> bool:
    reading = read_phones(text)
    digits = sum(character.isdigit() for character in text)
    return reading.rounded or (
        bool(reading.numbers) and digits >= 0.6 * len(text) and not _CODE.match(text.upper())
    )


def weigh_values(values: pl.Series) -> Evidence:
    """Score a column of raw text against every canonical column whose values can be told apart."""
    texts = _sample(values)
    if not texts:
        return Evidence(0, {})
    plain = [re.sub(r"[\s\-]", "", text.upper()).replace("O", "0").replace("I", "1") for text in texts]
    shaped = sum(1 for text in plain if _CODE.match(text)) / len(texts)
    if _are_personal(plain):
        return Evidence(len(texts), {}, personal=True)
    dates, serials = _share(_is_date, texts), _share(_is_serial, texts)
    counts = _share(lambda text: len(text) <= 12 and read_count(text).count is not None, texts)
    small = _share(lambda text: bool(_SMALL.match(text)), texts)
    distinct = len(set(texts)) / len(texts)
    firm = _share(
        lambda text: bool(_FIRM.search(text)) and not _STREET.search(text) and 4 <= len(text) <= 45, texts
    )
    person = _share(lambda text: bool(_PERSON.match(text)) and text[0] in _SURNAMES, texts)
    address = _share(
        lambda text: bool(_ADDRESS.search(text) and _STREET.search(text)) and len(text) >= 6, texts
    )
    words = len(set(texts)) <= max(40, len(texts) // 3)
    industry = (
        _share(lambda text: len(text) <= 12 and read_industry(text) is not None, texts) if words else 0.0
    )
    kind = (
        _share(lambda text: read_kind(text) is not None and len(text) <= 16, texts)
        if len(set(texts)) <= 25
        else 0.0
    )
    district = _share(
        lambda text: (
            len(text) <= 14 and not _STREET.search(text) and read_district(text, guess=False).code is not None
        ),
        texts,
    )
    date_score = min(1.0, dates + serials) if dates >= 0.2 or serials > 0.9 else dates
    scores = {
        "code": shaped,
        "phone": _share(_is_phone, texts),
        "email": _share(lambda text: bool(_EMAIL.match(text)), texts),
        "founded": date_score,
        "joined": date_score,
        "district": district,
        "address": address * (1.0 if distinct > 0.3 else 0.5),
        "name": firm * (0.5 + 0.5 * distinct),
        "legal_representative": person * (0.6 + 0.4 * min(1.0, distinct * 2)),
        "contact_name": person * (0.6 + 0.4 * min(1.0, distinct * 2)),
        "industry": industry if kind < 0.9 else industry * 0.7,
        "kind": kind,
        "staff": counts if small + dates < 1.5 and serials < 0.5 and dates < 0.3 else counts * 0.3,
        "women": counts if serials < 0.5 and dates < 0.3 else counts * 0.3,
        "sequence": _is_sequence(texts, small, distinct),
    }
    return Evidence(len(texts), {column: round(score, 3) for column, score in scores.items()})


def _sample(values: pl.Series) -> list[str]:
    """Up to 150 filled cells spread over the whole column, tidied, without words for nothing."""
    filled = values.drop_nulls()
    step = max(1, filled.len() // _SAMPLE)
    texts = [tidy(text) for text in filled.gather_every(step).head(_SAMPLE).to_list()]
    return [text for text in texts if text and not missing_word.match(text) and not text.startswith("=")]


def _is_sequence(texts: Sequence[str], small: float, distinct: float) -> float:
    numbers = [float(text) for text in texts if re.fullmatch(r"\d{1,7}(?:\.0)?", text)]
    if len(numbers) < max(2, 0.8 * len(texts)) or distinct < 0.98:
        return 0.0
    rising = sum(1 for one, two in pairwise(numbers) if two > one) / max(1, len(numbers) - 1)
    return rising if rising > 0.95 and small >= 0 else 0.0
