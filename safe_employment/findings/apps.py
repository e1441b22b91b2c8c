"""Findings, their correction, and who verified it."""

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "safe_employment.findings"
    label = "findings"

    def ready(self) -> None:
        """Register files, notices, schedules and the employer's timeline."""
        from safe_employment.findings import (  # noqa: F401 - they register
            files,
            notices,
            risk_facts,
            tasks,
            timeline,
        )
