"""Where a screening comes from: the rooms above tell what their references mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.screenings.models import Screening


@dataclass(frozen=True)
class Origin:
    """A source as it is shown: its words and, where there is a page, its address."""

    words: str
    url: str = ""


Naming = Callable[["Actor", "Screening"], list[Origin]]
_named: dict[str, Naming] = {}


def name_source(source: str, naming: Naming) -> None:
    """Have `naming(by, screening)` say where a screening of this source comes from."""
    _named[source] = naming


def origins_of(screening: Screening, by: Actor) -> list[Origin]:
    """Return where a screening comes from, as far as the room above still knows."""
    naming = _named.get(screening.source)
    return naming(by, screening) if naming is not None else []
