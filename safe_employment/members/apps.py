"""The register of employers."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "safe_employment.members"
    label = "members"

    def ready(self) -> None:
        """Register the long work of the room."""
        from safe_employment.members import tasks  # noqa: F401 - registers its work
