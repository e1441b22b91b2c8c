"""Training of employers and of the association's own staff."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "safe_employment.training"
    label = "training"

    def ready(self) -> None:
        """Declare lifecycles and notices; add to the employer's page."""
        from safe_employment.training import notices, states, timeline  # noqa: F401 - each registers itself
