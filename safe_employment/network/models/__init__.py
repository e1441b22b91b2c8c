"""Typical employers and the ties between employers."""

from safe_employment.network.models.ties import Tie, TieKind
from safe_employment.network.models.typical import TypicalEmployer, TypicalState

__all__ = ["Tie", "TieKind", "TypicalEmployer", "TypicalState"]
