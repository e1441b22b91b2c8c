"""Screenings, their answers, and the urgent records that follow from them."""

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
from safe_employment.screenings.models.screenings import LONGEST_ALERT, Screening, ScreeningAnswer
from safe_employment.screenings.models.urgent import URGENT_STEPS, UrgentRecord

__all__ = [
    "LONGEST_ALERT",
    "URGENT_STEPS",
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
    "UrgentRecord",
]
