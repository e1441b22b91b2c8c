"""Opportunities: field trips to districts without work, jobs pledged, school support."""

from django.apps import AppConfig


class OpportunitiesConfig(AppConfig):
    name = "safe_employment.opportunities"
    label = "opportunities"

    def ready(self) -> None:
        """Register the lifecycle, the clock's work and what employers' timelines show."""
        from safe_employment.opportunities import notices, states, tasks, timeline  # noqa: F401 - they register
