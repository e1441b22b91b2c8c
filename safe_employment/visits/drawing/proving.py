"""Whether the risks of a sealed period follow from what was known: recomputed from the rows kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from safe_employment.engines import draw
from safe_employment.members.models import Employer
from safe_employment.visits.commands.drawing import file_of
from safe_employment.visits.drawing.keeping import facts_hash, frozen_rows, weights_in
from safe_employment.visits.drawing.rosters import Row, facts_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from safe_employment.visits.models import DrawPeriod

MOST_NAMED = 50


@dataclass(frozen=True)
class Proof:
    """What was found of a period: whether its file has the published hash and its rows the sealed one; how
    many rows there are, and the employers whose sealed row does not follow from what was known of them.

    `unknown` counts rows of the file of which nothing is kept.
    """

    file_is_published: bool
    rows_are_sealed: bool
    rows: int
    differing: list[str]
    different: int
    unknown: int

    @property
    def holds(self) -> bool:
        """Whether all of it holds."""
        return self.file_is_published and self.rows_are_sealed and not self.different and not self.unknown


def prove(period: DrawPeriod) -> Proof:
    """Recompute hash, points, harm, steps and hours from rows, salt and weights; compare with the file."""
    file, rows = file_of(period), frozen_rows(period)
    salt, weights = bytes(period.material.salt), weights_in(period.material.weights)
    wrong = _differing(file, rows, weights)
    named = Employer.objects.filter(association=period.association_id, pk__in=wrong[:MOST_NAMED])
    kept = {row.key for row in rows}
    return Proof(
        draw.root_of(file) == period.root,
        facts_hash(salt, rows, weights) == file["facts"],
        len(rows),
        sorted(named.values_list("name", flat=True)),
        len(wrong),
        sum(row[0] not in kept for row in file["rows"]),
    )


def _differing(file: Mapping[str, Any], rows: Sequence[Row], weights: draw.Weights) -> list[int]:
    """Return the employers whose hours, harm or team in the file are not those that follow from the facts."""
    sealed = {row[0]: row for row in file["rows"]}
    steps = draw.steps_of(draw.harm(facts_of(rows), weights)).tolist()
    minutes = np.ceil(np.array([row.hours for row in rows]) * 60 - 1e-6).astype(int).tolist()
    return [
        row.employer
        for row, step, length in zip(rows, steps, minutes, strict=True)
        if (told := sealed.get(row.key)) is None
        or (told[3], told[4]) != (length, step)
        or file["classes"][told[1]][0] & row.ties
    ]
