"""Network: typical employers, who passes the message to whom, advocates."""

from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "safe_employment.network"
    label = "network"

    def ready(self) -> None:
        """Register the lifecycle, what employers' timelines show, and what is to do today."""
        from safe_employment.network import states, timeline, today  # noqa: F401 - they register
