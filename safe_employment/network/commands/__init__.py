"""How the network is changed."""

from safe_employment.network.commands.ties import change_tie, end_tie, record_tie, remove_tie
from safe_employment.network.commands.typical import (
    change_typical_employer,
    end_typical_employer,
    remove_typical_employer,
    select_typical_employer,
    train_typical_employer,
)

__all__ = [
    "change_tie",
    "change_typical_employer",
    "end_tie",
    "end_typical_employer",
    "record_tie",
    "remove_tie",
    "remove_typical_employer",
    "select_typical_employer",
    "train_typical_employer",
]
