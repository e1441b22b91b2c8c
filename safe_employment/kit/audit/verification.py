"""Proving that no entry of the audit log was altered or removed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

from django.db import connection

from safe_employment.kit.models import AuditHead

GENESIS = "0" * 64
# The text that the trigger hashed, rebuilt from the stored fields; the hash is computed here, not there.
ENTRIES = """
    SELECT chain, position, previous_hash, entry_hash, jsonb_build_array(
        previous_hash, chain, position, (extract(epoch FROM at) * 1000000)::bigint,
        association_id, person_id, roles, channel, action, object_type,
        object_id, object_label, details, request_id)::text
    FROM kit_auditentry ORDER BY chain, position
"""


@dataclass(frozen=True)
class Fault:
    """A place where the chain does not hold: `altered`, `missing`, `head` or `headless`."""

    chain: int
    position: int
    kind: str


@dataclass
class Verification:
    """What was found: how many entries, the head of each chain, and the faults."""

    entries: int = 0
    heads: dict[int, tuple[int, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        """Whether every entry is as it was written and none is missing."""
        return not self.faults


def verify(anchors: dict[int, tuple[int, str]] | None = None) -> Verification:
    """Read the whole log once and check every link.

    `anchors` are heads noted earlier (chain → position and hash), kept outside the database: with
    them even a log rewritten from end to end is found out.
    """
    found = Verification()
    anchors = anchors or {}
    last: dict[int, tuple[int, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(ENTRIES)
        while rows := cursor.fetchmany(5000):
            for chain, position, previous_hash, entry_hash, text in rows:
                expected, previous = last.get(chain, (0, GENESIS))
                found.entries += 1
                for missing in range(expected + 1, min(position, expected + 101)):
                    found.faults.append(Fault(chain, missing, "missing"))
                digest = hashlib.sha256(text.encode()).hexdigest()
                linked = previous_hash == previous or position != expected + 1
                if digest != entry_hash or not linked:
                    found.faults.append(Fault(chain, position, "altered"))
                if chain in anchors and anchors[chain] == (position, anchors[chain][1]) != (
                    position,
                    entry_hash,
                ):
                    found.faults.append(Fault(chain, position, "altered"))
                last[chain] = (position, entry_hash)
    _check_heads(found, last, anchors)
    found.heads = last
    return found


def _check_heads(
    found: Verification, last: dict[int, tuple[int, str]], anchors: dict[int, tuple[int, str]]
) -> None:
    kept = {head.chain: (head.position, head.entry_hash) for head in AuditHead.objects.all()}
    for chain, end in last.items():
        if chain not in kept:
            found.faults.append(Fault(chain, end[0], "headless"))
    for chain, (position, entry_hash) in kept.items():
        end = last.get(chain, (0, GENESIS))
        if end != (position, entry_hash):
            found.faults.append(Fault(chain, position, "head"))
    for chain, (position, _entry_hash) in anchors.items():
        if last.get(chain, (0, GENESIS))[0] < position:
            found.faults.append(Fault(chain, position, "missing"))
