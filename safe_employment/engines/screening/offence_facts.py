"""What may be declared about a case, and the shape of an article of the Criminal Law."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .problems import Words


class Sex(StrEnum):
    FEMALE = "female"
    MALE = "male"
    UNKNOWN = "unknown"


class Fact(StrEnum):
    """What somebody says happened; a statement, not proof."""

    INJURED = "injured"
    LIBERTY_RESTRAINED = "liberty_restrained"
    SOLD_OR_FOR_SALE = "sold_or_for_sale"
    BOUGHT = "bought"
    RESCUE_OBSTRUCTED = "rescue_obstructed"
    FORCED_TO_WORK = "forced_to_work"
    HELPED_FORCED_WORK = "helped_forced_work"
    DANGEROUS_WORK = "dangerous_work"
    TAKEN_FROM_FAMILY = "taken_from_family"
    MADE_TO_BEG = "made_to_beg"
    MADE_TO_OFFEND = "made_to_offend"
    WAGES_NOT_PAID = "wages_not_paid"
    BORDER_CROSSING_ORGANISED = "border_crossing_organised"
    CARRIED_ACROSS_BORDER = "carried_across_border"
    PROSTITUTION = "prostitution"


@dataclass(frozen=True)
class Article:
    """An article: any of `facts` may point to it.

    `under`: the person must be younger, where known; `protects_women`: or a woman of any age.
    """

    number: str
    facts: tuple[Fact, ...]
    offence: Words = field(hash=False)
    to_be_shown: Words = field(hash=False)
    status: Words = field(hash=False)
    under: int | None = None
    protects_women: bool = False
