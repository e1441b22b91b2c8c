"""Where a screening comes from: the rooms above tell what their references mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.engines.screening import ANSWERS, URGENT_ANSWERS
from safe_employment.screenings.languages import said

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.screenings.models import Screening


@dataclass(frozen=True)
class Origin:
    """A source as it is shown: its words and, where there is a page, its address."""

    words: str
    url: str = ""


@dataclass(frozen=True)
class Sign:
    """A sign that led here, in words: what was asked, what was answered, and where that was written."""

    alert: str
    question: str
    answer: str = ""
    origin: Origin | None = None

    @property
    def is_urgent(self) -> bool:
        """Whether someone is in danger now, or a child works."""
        return self.alert in URGENT_ANSWERS


Telling = Callable[["Actor", "Screening"], list[Sign]]
_telling: dict[str, Telling] = {}
Naming = Callable[["Actor", "Screening"], list[Origin]]
_named: dict[str, Naming] = {}


def name_source(source: str, naming: Naming) -> None:
    """Have `naming(by, screening)` say where a screening of this source comes from."""
    _named[source] = naming


def origins_of(screening: Screening, by: Actor) -> list[Origin]:
    """Return where a screening comes from, as far as the room above still knows."""
    naming = _named.get(screening.source)
    return naming(by, screening) if naming is not None else []


def tell_signs(source: str, telling: Telling) -> None:
    """Have `telling(by, screening)` say which signs led to a screening of this source."""
    _telling[source] = telling


def signs_of(screening: Screening, by: Actor) -> list[Sign]:
    """Return the signs that led here: as the room above tells them, of the others what they say at least."""
    telling = _telling.get(screening.source)
    if telling is None:
        return []
    found = telling(by, screening)
    told = {sign.alert for sign in found}
    words = {each.alert: said(each.words) for each in ANSWERS}
    rest = [alert for alert in screening.alerts if alert not in told]
    return [*found, *(Sign(alert, words.get(alert, alert)) for alert in rest)]
