"""The harm at stake at an employer, line by line, by weights that the association sets.

Points are added; each line can be shown with the fact that it came from. The harm is the points times a power
of the number of workers, since more people stand to be harmed. Reports enter only as a count above a
threshold, so that one report moves nothing that anybody could notice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .problems import DrawError, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

LINES = ("base", "findings", "books", "reports", "trade", "turnover", "last_visit")


@dataclass(frozen=True)
class Weights:
    """Points for each fact.

    `minor`, `major`, `critical`: an open finding; `books`: something found by a check of the books (up to
    `most_books`);
    `reports`: each report from the threshold on; `trades`: points of a trade; `turnover`: a whole staff
    that left within a year; `month`: each month since the last visit, up to `most_months`, which is also what
    a workplace that was never visited gets; `staff`: the power of the number of workers.
    """

    base: float = 1.0
    minor: float = 1.0
    major: float = 4.0
    critical: float = 12.0
    books: float = 1.0
    most_books: int = 12
    reports: float = 6.0
    report_threshold: int = 3
    trades: Mapping[str, float] = field(default_factory=dict)
    turnover: float = 4.0
    month: float = 0.1
    most_months: int = 36
    staff: float = 0.5


@dataclass(frozen=True)
class Facts:
    """What is known of each employer, one place in each array; -1 months: never visited."""

    minor: Numbers
    major: Numbers
    critical: Numbers
    books: Numbers
    reports: Numbers
    trade: npt.NDArray[np.str_]
    turnover: Numbers
    months: Numbers
    staff: Numbers

    def __len__(self) -> int:
        return len(self.minor)


def lines(facts: Facts, weights: Weights) -> dict[str, Numbers]:
    """Return the points of each line for every employer.

    Raises DrawError DRAW_BAD_FIGURE for a weight below nothing.
    """
    plain = {name: value for name, value in vars(weights).items() if name != "trades"}
    if min((*plain.values(), *weights.trades.values())) < 0:
        raise DrawError(ProblemCode.BAD_FIGURE, "< 0")
    names, place = np.unique(facts.trade, return_inverse=True)
    trades = np.array([weights.trades.get(str(name), 0.0) for name in names])
    never = float(weights.most_months)
    months = np.where(facts.months < 0, never, np.minimum(facts.months, never))
    above = np.maximum(facts.reports - (weights.report_threshold - 1), 0.0)
    return {
        "base": np.full(len(facts), weights.base),
        "findings": weights.minor * facts.minor
        + weights.major * facts.major
        + weights.critical * facts.critical,
        "books": weights.books * np.minimum(facts.books, weights.most_books),
        "reports": weights.reports * above,
        "trade": trades[place] if len(names) else np.zeros(0),
        "turnover": weights.turnover * facts.turnover,
        "last_visit": weights.month * months,
    }


def harm(facts: Facts, weights: Weights) -> Numbers:
    """Return the harm at stake of every employer: its points times the power of its workers."""
    points = np.sum(list(lines(facts, weights).values()), axis=0)
    told: Numbers = np.round(points * np.maximum(facts.staff, 1.0) ** weights.staff, 6)
    return told
