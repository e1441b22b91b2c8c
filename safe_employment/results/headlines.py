"""The figures by which a programme is known, in the order in which they are told."""

from __future__ import annotations

HEADLINES = (
    "staff_trained",
    "employers_in_workshops",
    "typical_employers",
    "codes_distributed",
    "recommendations_distributed",
    "advocates",
    "handbooks_distributed",
    "case_studies",
    "field_trip_enterprises",
    "public_events",
    "unannounced_visits",
)
# Those of which the later phases are told too.
BY_PHASE = frozenset({"staff_trained", "employers_in_workshops"})
