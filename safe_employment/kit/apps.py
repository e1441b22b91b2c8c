"""What every room shares."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "safe_employment.kit"
    label = "kit"

    def ready(self) -> None:
        """Listen to sign-ins, so that they are audited; register the writing of large sheets."""
        from safe_employment.kit import signins  # noqa: F401 - connects its receivers
        from safe_employment.kit.tables import large_sheets  # noqa: F401 - registers its work
