"""Screenings: confidential questions about forced labour and trafficking, for case officers alone."""

from django.apps import AppConfig


class ScreeningsConfig(AppConfig):
    name = "safe_employment.screenings"
    label = "screenings"

    def ready(self) -> None:
        """Register the lifecycle, the clock's work, what waits today, and who may read of it in the log."""
        from safe_employment.kit.audit import keep_apart
        from safe_employment.screenings import risk_facts, states, tasks, today  # noqa: F401 - they register
        from safe_employment.screenings.policies import READ_SCREENINGS

        keep_apart("screenings.", READ_SCREENINGS)
