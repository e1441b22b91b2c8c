"""Questionnaires: XLSForms in versions, the devices that fill them in, and what they send."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "safe_employment.instruments"
    label = "instruments"

    def ready(self) -> None:
        """Register the lifecycle, the doorways of files, notices, the clock's work, what waits today."""
        from safe_employment.instruments import files, intake, notices, states, today  # noqa: F401 - they register
