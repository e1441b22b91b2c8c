"""The programme's own settings, with one more address."""

from safe_employment.config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "benchmarks.openrosa_server.urls"
