"""The programme's own settings, with the addresses of the peers; one of them takes our short way."""

from safe_employment.config import settings as programme
from safe_employment.config.settings import *  # noqa: F403 - all of them

ROOT_URLCONF = "benchmarks.openrosa_server.urls"
MACHINE_ADDRESSES = [*programme.MACHINE_ADDRESSES, "/plain_short/"]
