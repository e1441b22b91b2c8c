"""Which of the ILO's eleven indicators of forced labour are indicated, and by which answers.

Source: ILO, *Indicators of forced labour*, 2012 (WCMS_203832). The ILO gives neither weights nor a
threshold, and one indicator may be enough in some situations: nothing is added up here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .answers import Answer
from .indicators import ForcedLabourSign, IndicatorSet


@dataclass(frozen=True)
class SignIndicated:
    """One of the eleven: ids answered yes that point to it, and ids that nobody has an answer to yet."""

    sign: ForcedLabourSign
    indicated_by: tuple[str, ...]
    open: tuple[str, ...]

    @property
    def is_indicated(self) -> bool:
        return bool(self.indicated_by)


def forced_labour_signs(indicators: IndicatorSet, answers: Mapping[str, Answer]) -> tuple[SignIndicated, ...]:
    """Return all eleven in their order, each with the answers that point to it.

    :raises ScreeningError: an unknown indicator, or a value that is not an answer.
    """
    complete = indicators.complete(answers)
    return tuple(
        SignIndicated(
            sign=sign,
            indicated_by=tuple(
                each.id
                for each in indicators.indicators
                if sign.number in each.ilo11 and complete[each.id] is Answer.YES
            ),
            open=tuple(
                each.id
                for each in indicators.indicators
                if sign.number in each.ilo11 and complete[each.id].is_open
            ),
        )
        for sign in indicators.forced_labour_signs
    )
