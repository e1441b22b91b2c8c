"""Outreach: materials, wall newspapers, radio, media and public events."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "safe_employment.outreach"
    label = "outreach"

    def ready(self) -> None:
        """Register what the programme asks this room for: files, notices, the clock, the timeline."""
        from safe_employment.outreach import files, notices, states, tasks, timeline, today  # noqa: F401 - they register
