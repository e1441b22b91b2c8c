"""Who was there when something was found: the rooms above say it of their sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable

Telling = Callable[[str], Iterable[int]]
_tellings: dict[str, Telling] = {}


def tell_team(kind: str, telling: Telling) -> None:
    """Have `telling(source_id)` return the keys of the people who were there."""
    _tellings[kind] = telling


def team_of(source_kind: str, source_id: str) -> list[int]:
    """Return the keys of who was there, in order; none where the source knows of no team."""
    telling = _tellings.get(source_kind)
    return sorted(telling(source_id)) if telling is not None and source_id else []
