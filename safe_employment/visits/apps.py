"""Unannounced visits to workplaces."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "safe_employment.visits"
    label = "visits"

    def ready(self) -> None:
        """Register notices, schedules, the source of findings and the employer's timeline."""
        from safe_employment.visits import files, notices, signs, sources, tasks, timeline  # noqa: F401 - they register
        from safe_employment.visits.drawing import notices as _told  # noqa: F401 - they register, too
        from safe_employment.visits.drawing import tasks as _draws  # noqa: F401 - they register, too
        from safe_employment.visits.drawing import work  # noqa: F401 - it registers, too
        from safe_employment.visits.phone import arriving  # noqa: F401 - it registers, too
