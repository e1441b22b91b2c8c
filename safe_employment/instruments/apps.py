"""Questionnaires: XLSForms in versions, the devices that fill them in, and what they send."""

from django.apps import AppConfig


class InstrumentsConfig(AppConfig):
    name = "safe_employment.instruments"
    label = "instruments"

    def ready(self) -> None:
        """Register the lifecycle, the doorways of files, notices and the work by the clock."""
        from safe_employment.instruments import files, intake, notices, states  # noqa: F401 - they register
