"""Finding an employer by a part of its name, pinyin initials, code or phone.

`search_text` holds what is searched, one part a line; `search_grams` holds small pieces of it as
whole numbers under a GIN index, which narrows 150,000 rows to a few that are then compared exactly:
a Chinese character makes one number, two neighbouring ones another (16 bits each); two neighbouring
letters make one, as do three neighbouring letters or digits (7 bits each). The beginning of a code is
looked up as such: its pieces, those of the city, are in every other code. PostgreSQL's own pg_trgm is not
available everywhere.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from safe_employment.members.models import Employer

CHINESE_FROM = 0x2E80
LETTERS_FROM = 0x40000  # above every single character, below every three letters
# Registry, kind of body and division: how a social credit code of the commercial register begins (GB 32100).
_BEGINNING_OF_A_CODE = re.compile(r"9[1-39]\d{6}[0-9a-z]*")


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

    first = {point: unicodedata.normalize("NFD", readings[:2])[:1] for point, readings in PINYIN_DICT.items()}
    return {point: letter for point, letter in first.items() if _is_letter(ord(letter or " "))}


def initials(name: str) -> str:
    """Return the pinyin initials of a name: 昆明 → km; letters and figures stay."""
    return folded(name).translate(initials_by_character())


def grams(text: str) -> list[int]:
    """Return the distinct pieces of a folded text, as 32-bit whole numbers in ascending order."""
    return sorted(_long_pieces(text) | _short_pieces(text))


def _long_pieces(text: str) -> set[int]:
    found = set()
    for part in text.split("\n"):
        points = [ord(sign) for sign in part]
        for one, two in pairwise(points):
            if one >= CHINESE_FROM and two >= CHINESE_FROM:
                found.add(_signed((one & 0xFFFF) << 16 | two & 0xFFFF))
        for one, two, three in zip(points, points[1:], points[2:], strict=False):
            if one < 128 and two < 128 and three < 128:
                found.add(one << 14 | two << 7 | three)
    return found


def _short_pieces(text: str) -> set[int]:
    points = [ord(sign) for sign in text]
    found = {point & 0xFFFF for point in points if point >= CHINESE_FROM}
    for one, two in pairwise(points):
        if _is_letter(one) and _is_letter(two):
            found.add(LETTERS_FROM + (one << 7 | two))
    return found


def _is_letter(point: int) -> bool:
    return ord("a") <= point <= ord("z")


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
    return employers.filter(condition(text))


def condition(text: str, way: str = "") -> Q:
    """Return the condition that every word of `text` occurs in an employer; `way` leads to the employer."""
    every = Q()
    for word in text.split():
        wanted = folded(word)
        if not wanted:
            continue
        if _BEGINNING_OF_A_CODE.fullmatch(wanted):
            every &= Q(**{f"{way}code__startswith": wanted.upper()})
            continue
        pieces = sorted(_long_pieces(wanted) or _short_pieces(wanted))
        if pieces:
            every &= Q(**{f"{way}search_grams__contains": pieces})
        every &= Q(**{f"{way}search_text__contains": wanted})
    return every
