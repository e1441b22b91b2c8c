"""Screenings and their answers."""

from safe_employment.screenings.models.choices import (
    Age,
    AtWork,
    Given,
    Kind,
    Outcome,
    Sex,
    Source,
    State,
)
from safe_employment.screenings.models.screenings import Screening, ScreeningAnswer

__all__ = [
    "Age",
    "AtWork",
    "Given",
    "Kind",
    "Outcome",
    "Screening",
    "ScreeningAnswer",
    "Sex",
    "Source",
    "State",
]
