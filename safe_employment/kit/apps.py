"""What every room shares."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "safe_employment.kit"
    label = "kit"

    def ready(self) -> None:
        """Listen to sign-ins, so that they are audited."""
        from safe_employment.kit import signins  # noqa: F401 - connects its receivers
