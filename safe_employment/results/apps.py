"""Results: indicators counted from records, programmes, phases, targets and reports."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    name = "safe_employment.results"
    label = "results"
