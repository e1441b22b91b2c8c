"""What is asked of a check: whose law, which district, which months."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from safe_employment.engines.labour_law.jurisdiction import YEARS, Jurisdiction, jurisdiction, jurisdictions
from safe_employment.kit.divisions import named_divisions

from .errors import CheckRefused
from .windows import read_month

__all__ = ["Asked", "asked"]


@dataclass(frozen=True)
class Asked:
    """A question that can be answered; months are their first days, None for as far as the books go."""

    law: Jurisdiction
    place: str
    first: date | None
    last: date | None


def asked(*, jurisdiction_id: str = "", place: str = "", first: str = "", last: str = "") -> Asked:
    """Return the question; empty texts mean what is usual. Raises CheckRefused with the field's name."""
    name = jurisdiction_id or jurisdictions()[0]
    if name not in jurisdictions():
        raise CheckRefused("CHECK_JURISDICTION_UNKNOWN", choices=", ".join(jurisdictions()))
    law = jurisdiction(name)
    if place and place not in law.places and place not in named_divisions():
        raise CheckRefused("CHECK_PLACE_UNKNOWN", value=place[:12])
    begins, ends = _month(first), _month(last)
    if begins and ends and ends < begins:
        raise CheckRefused("CHECK_MONTH_WRONG")
    return Asked(law, place or law.place, begins, ends)


def _month(text: str) -> date | None:
    if not text.strip():
        return None
    try:
        found = read_month(text)
    except ValueError:
        raise CheckRefused("CHECK_MONTH_WRONG") from None
    if not YEARS[0] <= found.year <= YEARS[1]:
        raise CheckRefused("CHECK_MONTH_WRONG")
    return found
