"""Finding an employer by a part of its name, pinyin initials, code or phone.

`search_text` holds what is searched, one part a line; `search_grams` holds small pieces of it as
whole numbers under a GIN index, which narrows 150,000 rows to a few that are then compared exactly:
two neighbouring Chinese characters make one number (16 bits each), three neighbouring letters or
digits make one (7 bits each). PostgreSQL's own pg_trgm is not available everywhere.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from safe_employment.members.models import Employer

CHINESE_FROM = 0x2E80


def folded(text: str) -> str:
    """Return text as it is compared: half width, lower case, without spaces.

    Line breaks are kept: they part the things that are searched.
    """
    return "".join(
        "\n" if sign == "\n" else "" if sign.isspace() else sign
        for sign in unicodedata.normalize("NFKC", text).casefold()
    )


@lru_cache(maxsize=1)
def initials_by_character() -> dict[int, str]:
    """Return the first letter of the commonest reading of each Chinese character, by code point."""
    from pypinyin.constants import PINYIN_DICT  # a third of a second, which not every start needs
    from pypinyin.contrib.tone_convert import to_normal

    plain = "abcdefghijklmnopqrstuvwxyz"
    first: dict[int, str] = {}
    for point, readings in PINYIN_DICT.items():
        letter = to_normal(readings.partition(",")[0])[:1]
        if letter in plain and letter:
            first[point] = letter
    return first


def initials(name: str) -> str:
    """Return the pinyin initials of a name: 昆明 → km; letters and figures stay."""
    return folded(name).translate(initials_by_character())


def grams(text: str) -> list[int]:
    """Return the distinct pieces of a folded text, as 32-bit whole numbers in ascending order."""
    found = set()
    for part in text.split("\n"):
        points = [ord(sign) for sign in part]
        for one, two in pairwise(points):
            if one >= CHINESE_FROM and two >= CHINESE_FROM:
                found.add(_signed((one & 0xFFFF) << 16 | two & 0xFFFF))
        for one, two, three in zip(points, points[1:], points[2:], strict=False):
            if one < 128 and two < 128 and three < 128:
                found.add(one << 14 | two << 7 | three)
    return sorted(found)


def _signed(number: int) -> int:
    return number - (1 << 32) if number >= 1 << 31 else number


def text_of(
    *, name: str, other_names: Iterable[str], code: str, legal_representative: str, phones: Iterable[str]
) -> str:
    """Return the text by which an employer is found, one part a line."""
    digits = ("".join(sign for sign in phone if sign.isdigit()) for phone in phones)
    parts = [name, *other_names, initials(name), code, legal_representative, *digits]
    return "\n".join(dict.fromkeys(part for part in map(folded, parts) if part))


def index(employer: Employer) -> None:
    """Compute the search fields of an employer that is about to be saved."""
    phones = [] if employer.pk is None else employer.contacts.order_by("pk").values_list("phone", flat=True)
    employer.search_text = text_of(
        name=employer.name,
        other_names=employer.other_names,
        code=employer.code,
        legal_representative=employer.legal_representative,
        phones=phones,
    )
    employer.search_grams = grams(employer.search_text)


def matching(employers: QuerySet[Employer], text: str) -> QuerySet[Employer]:
    """Return the employers in which every word of `text` occurs."""
    for word in text.split():
        wanted = folded(word)
        if not wanted:
            continue
        pieces = grams(wanted)
        if pieces:
            employers = employers.filter(search_grams__contains=pieces)
        employers = employers.filter(search_text__contains=wanted)
    return employers
