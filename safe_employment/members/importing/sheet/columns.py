"""The columns of a member register and the many words that head them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz import fuzz

from safe_employment.members.importing.values.reference import table

CANONICAL = (
    "name", "other_names", "code", "legal_representative", "phone", "address", "district", "industry",
    "staff", "women", "founded", "kind", "joined", "contact_name", "email", "note", "sequence",
)  # fmt: skip

# Several columns of a list may feed one of these: the first filled one counts, or all are joined.
REPEATABLE = frozenset({"phone", "code", "other_names", "note"})

# What a member register need not hold and that are never read: a person's identity number.
_NEVER = re.compile(r"身份证|证件号码|公民身份|idcard|identitynumber|nationalid|passport|护照", re.IGNORECASE)
_PUNCTUATION = re.compile(r"[\s\-_.,:;/\\*#、，。：；·'\"“”‘’`~!?？！|&]+")
_BRACKETED = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


@dataclass(frozen=True, slots=True)
class HeaderMatch:
    """How well a header names a canonical column: 0 to 1, by which synonym, in which way."""

    column: str
    score: float
    synonym: str
    way: str  # exact, suggested, contains, similar


@cache
def _synonyms() -> dict[str, tuple[tuple[str, float], ...]]:
    """(word, weight) of every canonical column, from header_words.yaml."""
    known = table("header_words")["columns"]
    return {
        column: tuple(
            [(str(word), 1.0) for word in known[column]["certain"]]
            + [(str(word), 0.75) for word in known[column].get("suggested", ())]
        )
        for column in CANONICAL
    }


@cache
def _exact_words(column: str) -> frozenset[str]:
    return frozenset(word for word, _ in _synonyms()[column])


@cache
def _never(column: str) -> re.Pattern[str] | None:
    words = table("header_words")["columns"][column].get("never", ())
    return re.compile("|".join(str(word) for word in words)) if words else None


def plain_header(header: str) -> str:
    """A header without case, width, spaces, punctuation and remarks: "联系 电话（必填）*" is 联系电话."""
    text = unicodedata.normalize("NFKC", header).lower()
    bare = _PUNCTUATION.sub("", _BRACKETED.sub("", text))
    return bare or _PUNCTUATION.sub("", text.strip("()[]（）"))


@lru_cache(maxsize=2_000)
def match_header(header: str) -> tuple[HeaderMatch, ...]:
    """Canonical columns that ``header`` may name, best first; empty for a blank or forbidden one.

    A header below a group title ("人数 / 女") is read as a whole, then joined, then by its last part.
    """
    if not header.strip() or _NEVER.search(header):
        return ()
    parts = [plain_header(part) for part in header.split(" / ")]
    attempts = [("".join(parts), 1.0)] + ([(parts[-1], 0.95)] if len(parts) > 1 else [])
    best: dict[str, HeaderMatch] = {}
    for text, weight in attempts:
        for column in CANONICAL:
            match = _match_one(text, column, " ".join(parts))
            if match and match.score * weight > (best[column].score if column in best else 0.0):
                best[column] = HeaderMatch(column, round(match.score * weight, 3), match.synonym, match.way)
    return tuple(sorted(best.values(), key=lambda match: -match.score))


def _match_one(text: str, column: str, whole: str) -> HeaderMatch | None:
    never = _never(column)
    if not text or (never and never.search(whole) and text not in _exact_words(column)):
        return None
    best: HeaderMatch | None = None
    for word, weight in _synonyms()[column]:
        score, way = _closeness(text, word)
        if score * weight > (best.score if best else 0.0):
            way = "suggested" if way == "exact" and weight < 1 else way
            best = HeaderMatch(column, score * weight, word, way)
    return best


def _closeness(text: str, word: str) -> tuple[float, str]:
    """Equal, contained (the end of a Chinese compound is its head), or alike."""
    if text == word:
        return 1.0, "exact"
    chinese = not word.isascii()
    if len(word) >= (2 if chinese else 4) and word in text:
        share = len(word) / len(text)
        ending = 0.25 if text.endswith(word) else 0.1 if text.startswith(word) else 0.0
        return min(0.95, 0.4 + 0.35 * share + ending), "contains"
    if len(text) >= (2 if chinese else 4) and text in word and chinese:
        return 0.35 + 0.3 * len(text) / len(word), "contains"
    if min(len(text), len(word)) >= 4:
        ratio = fuzz.ratio(text, word) / 100
        if ratio >= 0.8:
            return 0.75 * ratio, "similar"
    return 0.0, ""


def is_known_header(text: str) -> bool:
    """True if ``text`` reads like the header of a register's column."""
    if len(text) > 24 or sum(character.isdigit() for character in text) > 4:
        return False
    matches = match_header(text)
    return bool(matches) and matches[0].score >= 0.7
