"""Starts the programme: connects the handlers of events once every room is loaded."""

from django.apps import AppConfig


class StartConfig(AppConfig):
    name = "safe_employment.config"
    label = "config"

    def ready(self) -> None:
        """Connect the handlers of all rooms; say what submissions can be about."""
        from safe_employment.config.subscriptions import subscribe_all
        from safe_employment.visits.subjects import declare

        subscribe_all()
        declare()
