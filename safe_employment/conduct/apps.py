"""The code of conduct and the recommendation."""

from django.apps import AppConfig


class ConductConfig(AppConfig):
    name = "safe_employment.conduct"
    label = "conduct"

    def ready(self) -> None:
        """Declare lifecycles and file doorways; add to the employer's page."""
        from safe_employment.conduct import files, states, timeline  # noqa: F401 - each registers itself
