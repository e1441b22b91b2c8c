"""Words for a trade and for a kind of employer."""

from __future__ import annotations

import re
from functools import cache

import polars as pl

from safe_employment.members.importing.values.reference import table
from safe_employment.members.importing.values.texts import map_distinct, missing_word, tidy

PRIVATE_ENTERPRISE = "private_enterprise"
INDIVIDUAL_BUSINESS = "individual_business"
COOPERATIVE = "cooperative"
SOCIAL_ORGANISATION = "social_organisation"
INSTITUTION = "institution"
FOREIGN_INVESTED = "foreign_invested"
OTHER = "other"

# In this order: the first word found decides.
_KIND_WORDS: tuple[tuple[str, str], ...] = (
    (INDIVIDUAL_BUSINESS, r"个体|个人经营|getihu|individual|sole (?:trader|proprietor)|self-employed"),
    (COOPERATIVE, r"合作社|专业社|cooperative|co-op"),
    (FOREIGN_INVESTED, r"外资|外商|中外|合资|三资|港澳|台资|港资|台商|foreign|joint venture"),
    (
        SOCIAL_ORGANISATION,
        r"社会团体|社会组织|民办非|民非|协会|商会|学会|基金会|社团|social|association|non-?profit|ngo",
    ),
    (INSTITUTION, r"事业|机关|行政单位|institution|government|public"),
    (OTHER, r"国有|国企|央企|集体|全民|state-owned|collective|^其他|^其它|^other"),
    (
        PRIVATE_ENTERPRISE,
        r"私营|私企|民营|民企|有限|股份|独资|合伙|公司|企业|法人|一般纳税人|private|limited|company|ltd|enterprise|corporation|partnership",
    ),
)
_KIND_PATTERNS = tuple((kind, re.compile(words, re.IGNORECASE)) for kind, words in _KIND_WORDS)
_KIND_OF_CODE = {
    "91": PRIVATE_ENTERPRISE, "92": INDIVIDUAL_BUSINESS, "93": COOPERATIVE, "51": SOCIAL_ORGANISATION,
    "52": SOCIAL_ORGANISATION, "53": SOCIAL_ORGANISATION, "11": INSTITUTION, "12": INSTITUTION,
}  # fmt: skip
_GB_CODE = re.compile(r"^([A-T])?\s*(\d{2})(?:\d{1,2})?(?:\.0)?$")
_GB_WITH_TEXT = re.compile(r"^([A-T])(\d{2})\d{0,2}\D")


def read_kind(text: str) -> str | None:
    """Kind of employer named by ``text``, or None."""
    plain = tidy(text)
    return next((kind for kind, words in _KIND_PATTERNS if words.search(plain)), None)


def kind_of_code(code: pl.Expr) -> pl.Expr:
    """Expression: kind of employer that the first two figures of a unified social credit code stand for."""
    return code.str.slice(0, 2).replace_strict(
        list(_KIND_OF_CODE), list(_KIND_OF_CODE.values()), default=None, return_dtype=pl.String
    )


@cache
def _industry_words() -> tuple[tuple[str, str], ...]:
    """(word, division) with the longest words first."""
    known = table("industry_words")
    pairs = [
        (str(word).lower(), division)
        for group in ("words", "english")
        for division, words in known[group].items()
        for word in words
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _sections() -> dict[str, str]:
    """Section letter of every two-figure division of GB/T 4754."""
    letters: dict[str, str] = {}
    for section in table("industry")["sections"]:
        first, _, last = str(section["divisions"]).partition("-")
        for division in range(int(first), int(last or first) + 1):
            letters[f"{division:02d}"] = section["gb"]
    return letters


def read_industry(text: str) -> str | None:
    """GB/T 4754 section letter and division ("H62") for a trade word or a code of the standard, or None."""
    plain = tidy(text)
    code = _GB_CODE.match(plain.upper()) or _GB_WITH_TEXT.match(plain.upper())
    if code:
        letter = _sections().get(code[2])
        return f"{letter}{code[2]}" if letter and code[1] in {None, letter} else None
    lowered = plain.lower()
    best = ""
    found: str | None = None
    for word, division in _industry_words():
        if len(word) < len(best):
            break
        if word in lowered and (not found or lowered.find(word) < lowered.find(best)):
            best, found = word, division
    return found


def kind_columns(values: pl.Series) -> pl.DataFrame:
    """Columns ``kind`` and ``unreadable`` for every row of ``values``."""
    return _word_columns(values, "kind")


def industry_columns(values: pl.Series) -> pl.DataFrame:
    """Columns ``industry`` ("H62") and ``unreadable`` for every row of ``values``."""
    return _word_columns(values, "industry")


def _word_columns(values: pl.Series, name: str) -> pl.DataFrame:
    read = read_kind if name == "kind" else read_industry

    def row(text: str) -> dict[str, object]:
        found = read(text)
        return {name: found, "unreadable": found is None and not missing_word.match(tidy(text))}

    return map_distinct(values, row, {name: pl.String, "unreadable": pl.Boolean})
