"""What a reader chooses: a period, an industry, a district. Only what is offered is read from an address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from safe_employment.kit.divisions import district_choices
from safe_employment.members.places import SECTIONS

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

    from safe_employment.kit.actors import Actor

NOW = ""
QUARTERS = 8


@dataclass(frozen=True)
class Option:
    """A value that can be chosen."""

    value: str
    label: str
    is_chosen: bool = False


@dataclass(frozen=True)
class Chosen:
    """What was chosen; "" is everything, and for the period how it stands now."""

    period: str = NOW
    section: str = ""
    division: str = ""

    @property
    def query(self) -> str:
        """The parameters of the address, without the question mark."""
        pairs = {"period": self.period, "section": self.section, "district": self.division}
        return urlencode({key: value for key, value in pairs.items() if value})


def periods(first: str, today: date) -> list[tuple[str, str]]:
    """Return (key, words) of the years since `first` (a year) and of the last eight quarters, latest first.

    Days of one's own are not offered: from many of them small cells could be worked out.
    """
    year, quarter = today.year, (today.month + 2) // 3
    earliest = min(int(first[:4]), year) if first[:4].isdigit() else year
    found = [(str(number), str(number)) for number in range(year, earliest - 1, -1)]
    for step in range(QUARTERS):
        back, index = divmod(quarter - 1 - step, 4)
        if year + back < earliest:
            break
        words = {"year": year + back, "quarter": index + 1}
        found.append((f"{year + back}-Q{index + 1}", _("%(year)d, quarter %(quarter)d") % words))
    return found


def chosen(by: Actor, params: QueryDict, offered: list[tuple[str, str]]) -> Chosen:
    """Read an address."""

    def of(name: str, allowed: set[str]) -> str:
        value = params.get(name, "")
        return value if value in allowed else ""

    return Chosen(
        of("period", {key for key, _words in offered}),
        of("section", set(SECTIONS)),
        of("district", {key for key, _words in district_choices(by)}),
    )


def options(first: str, pairs: list[tuple[str, str]], value: str) -> list[Option]:
    """Return the options of a select, `first` for everything."""
    return [Option("", first, not value), *(Option(key, words, key == value) for key, words in pairs)]
