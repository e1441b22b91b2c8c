"""The register of employers."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "safe_employment.members"
    label = "members"

    def ready(self) -> None:
        """Register the long work and the notices of the room, and what it puts before people today."""
        from safe_employment.members import notices, tasks, today  # noqa: F401 - they register
