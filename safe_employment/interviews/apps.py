"""Interviews: what young workers told, with their consent."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    name = "safe_employment.interviews"
    label = "interviews"

    def ready(self) -> None:
        """Register the lifecycle and the notices."""
        from safe_employment.interviews import notices, states  # noqa: F401 - they register
