"""Which employer of the register a line means: by code, member number, exact or near name."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from safe_employment.engines.identifiers import normalise
from safe_employment.members import search
from safe_employment.members.queries import employers_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

MOST_CANDIDATES = 6
LOOKED_UP_ONE_BY_ONE = 300
_NOISE = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class EmployerLine:
    """What a line says of the employer; any of it may be empty."""

    name: str = ""
    code: str = ""
    number: str = ""

    @property
    def text(self) -> str:
        """What a person would call it."""
        return self.name or self.code or self.number


@dataclass(frozen=True)
class Recognised:
    """The employer that a line means, or those that it may mean.

    `how` is code, number, name (sure), differ (code or number of another name), several, near, or none.
    """

    employer: int | None
    candidates: tuple[int, ...] = ()
    how: str = "none"


def plain_name(name: str) -> str:
    """Return a name as it is compared: half width, no signs, lower case."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", name)).casefold()


@cache
def _around_a_name() -> tuple[re.Pattern[str], ...]:
    """Return what may stand before and after the name proper: province and city, then legal forms."""
    from safe_employment.engines.matching import lexicon  # the engine takes half a second to load

    provinces, cities = "|".join(lexicon.PROVINCES), "|".join(lexicon.PREFECTURES)
    words = "|".join(sorted(lexicon.LEGAL_FORM_WORDS, key=len, reverse=True))
    place = re.compile(rf"^(?:(?:{provinces})(?:省|自治区)?)?(?:(?:{cities})(?:市|州)?)?")
    form = re.compile(rf"(?:{words}|[{lexicon.LEGAL_FORM_CHARACTERS}]{{2,}})$")
    return place, form, form


def bare_name(name: str) -> str:
    """Return a name without province, city and legal form; never less than two characters."""
    plain = plain_name(name)
    for pattern in _around_a_name():
        shorter = pattern.sub("", plain)
        plain = shorter if len(shorter) >= 2 else plain
    return plain


def recognise_employers(by: Actor, lines: Sequence[EmployerLine]) -> list[Recognised]:
    """Return, line by line, which employer is meant; three queries, and one for each name not found whole.

    A code or a member number decides, unless the name beside it is clearly another one.
    """
    sure_codes, numbers = _by_code(by, lines), _by_number(by, lines)
    names = _by_name(by, lines)
    lookups = LOOKED_UP_ONE_BY_ONE
    found = []
    for line in lines:
        exact = sure_codes.get(normalise(line.code)) or numbers.get(_digits(line.number))
        same_name = names.get(plain_name(line.name), []) if line.name else []
        if exact is not None:
            found.append(_decided(by, exact, line, same_name))
        elif len(same_name) == 1:
            found.append(Recognised(same_name[0].pk, (), "name"))
        elif same_name:
            found.append(Recognised(None, _pks(same_name), "several"))
        elif line.name and lookups:
            lookups -= 1
            found.append(_near(by, line.name))
        else:
            found.append(Recognised(None))
    return found


def _decided(by: Actor, exact: Employer, line: EmployerLine, same_name: list[Employer]) -> Recognised:
    """Return what a code says, if the name agrees at least roughly."""
    if not line.name or any(other.pk == exact.pk for other in same_name):
        return Recognised(exact.pk, (), "code")
    names = [exact.name, *exact.other_names]
    likeness = max(fuzz.partial_ratio(bare_name(name), bare_name(line.name)) for name in names)
    if likeness >= 60 and not same_name:
        return Recognised(exact.pk, (), "code")
    others = _pks(same_name)
    if not others:
        near = _near(by, line.name)
        others = (near.employer,) if near.employer else near.candidates
    return Recognised(None, tuple(dict.fromkeys((exact.pk, *others))), "differ")


def _by_code(by: Actor, lines: Sequence[EmployerLine]) -> dict[str, Employer]:
    codes = {normalise(line.code) for line in lines} - {""}
    if not codes:
        return {}
    return {
        each.code: each for each in employers_for(by).filter(code__in=codes).exclude(code_kind="unverified")
    }


def _by_number(by: Actor, lines: Sequence[EmployerLine]) -> dict[int | None, Employer]:
    numbers = {number for line in lines if (number := _digits(line.number)) is not None}
    if not numbers:
        return {}
    return {each.number: each for each in employers_for(by).filter(number__in=numbers)}


def _digits(text: str) -> int | None:
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) <= 9 else None


def _by_name(by: Actor, lines: Sequence[EmployerLine]) -> dict[str, list[Employer]]:
    """Return the employers whose whole name, in either kind of brackets, is that of a line."""
    wanted = {line.name.strip() for line in lines if line.name}
    spellings = {form for name in wanted for form in _spellings(name)}
    if not spellings:
        return {}
    found: dict[str, list[Employer]] = defaultdict(list)
    for each in employers_for(by).filter(name__in=spellings):
        found[plain_name(each.name)].append(each)
    return found


def _spellings(name: str) -> Iterable[str]:
    half = unicodedata.normalize("NFKC", name)
    joined = half if re.search("[a-z]", half, re.IGNORECASE) else "".join(half.split())
    return {name, half, joined, joined.replace("(", "（").replace(")", "）")}


def _near(by: Actor, name: str) -> Recognised:
    """Look for the bare name inside the names of the register."""
    bare = bare_name(name)
    if len(bare) < 2:
        return Recognised(None)
    found = list(search.matching(employers_for(by), bare).order_by("pk")[: MOST_CANDIDATES * 4])
    equal = [each for each in found if bare in {bare_name(known) for known in (each.name, *each.other_names)}]
    if len(equal) == 1:
        return Recognised(equal[0].pk, (), "name")
    ranked = sorted(equal or found, key=lambda each: -fuzz.ratio(bare_name(each.name), bare))
    return Recognised(None, _pks(ranked), "several" if equal else "near" if ranked else "none")


def _pks(employers: Iterable[Employer]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(each.pk for each in employers))[:MOST_CANDIDATES]
