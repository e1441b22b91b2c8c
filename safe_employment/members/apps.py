"""The register of employers."""

from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "safe_employment.members"
    label = "members"
