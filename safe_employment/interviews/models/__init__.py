"""Consent, case studies, their texts, and the themes by which they are coded."""

from safe_employment.interviews.models.cases import (
    CHILDREN,
    AgeBand,
    CaseState,
    CaseStudy,
    Sector,
    Sex,
    Story,
)
from safe_employment.interviews.models.consents import Consent, ConsentWay, Guardian, Scope
from safe_employment.interviews.models.themes import Side, Theme

__all__ = [
    "CHILDREN",
    "AgeBand",
    "CaseState",
    "CaseStudy",
    "Consent",
    "ConsentWay",
    "Guardian",
    "Scope",
    "Sector",
    "Sex",
    "Side",
    "Story",
    "Theme",
]
