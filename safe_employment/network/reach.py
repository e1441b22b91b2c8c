"""How far the message of an employer goes: pure functions over ties."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping

Ties = Mapping[int, frozenset[int]]


def ties_by_sender(pairs: Iterable[tuple[int, int]]) -> Ties:
    """Return whom each employer passes the message to, from (sender, receiver) pairs of keys."""
    found: dict[int, set[int]] = defaultdict(set)
    for sender, receiver in pairs:
        if sender != receiver:
            found[sender].add(receiver)
    return {sender: frozenset(receivers) for sender, receivers in found.items()}


def reached_from(start: Iterable[int], ties: Ties) -> dict[int, int]:
    """Return who hears the message that starts with some employers, with the number of steps it takes.

    Breadth first; those it starts with are left out. An employer on several ways counts the shortest.
    """
    origins = set(start)
    steps: dict[int, int] = {}
    waiting = deque((origin, 0) for origin in sorted(origins))
    while waiting:
        sender, taken = waiting.popleft()
        for receiver in sorted(ties.get(sender, ())):
            if receiver not in steps and receiver not in origins:
                steps[receiver] = taken + 1
                waiting.append((receiver, taken + 1))
    return steps
