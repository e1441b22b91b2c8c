"""The worker register: who works where, how they came, and under which contract."""

from django.apps import AppConfig


class WorkforceConfig(AppConfig):
    name = "safe_employment.workforce"
    label = "workforce"

    def ready(self) -> None:
        """Register the clock's work, what employers' timelines show, and what findings ask of checks."""
        from safe_employment.workforce import (  # noqa: F401 - they register
            risk_facts,
            screenings,
            sources,
            tasks,
            timeline,
        )
        from safe_employment.workforce.tallies import work  # noqa: F401 - registers, too
