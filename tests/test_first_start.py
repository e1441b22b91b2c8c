"""The first start of the demonstration: what fills the database leaves the parts able to do their work."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.request import urlopen

import pytest

# The demonstration as `make demo` starts it, with less data (they too need Polars) and without the
# folder of static files that `make demo` fills first.
PROGRAM = """
import django; django.setup()
import polars
from django.conf import settings
settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
from safe_employment.demo import load as data, runner
from safe_employment.kit.models import Association
KUNMING = dict(slug="kunming", name_zh="昆明市私营经济协会", name_en="Kunming", division_code="530100")
def load(tell):
    polars.select(polars.int_range(0, 100_000).shuffle().alias("n")).sort("n")
    Association.objects.create(**KUNMING)
data.load = load
raise SystemExit(runner.run(serve=True))
"""
BOOKS = {"workers": [{"worker": "W1", "hire_date": "2026-09-01", "employment_form": "full_time"}]}


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "SAFE_EMPLOYMENT_MODE": "demo",
        "DJANGO_SETTINGS_MODULE": "safe_employment.config.settings",
        "DATA_DIR": str(tmp_path),
        "PORT": str(port),
    }
    started = subprocess.Popen([sys.executable, "-c", PROGRAM], env=environment)
    yield port
    started.send_signal(signal.SIGTERM)
    assert started.wait(60) == 0


def test_the_pages_of_a_first_start_check_books(port: int) -> None:
    _until_it_answers(port)
    pages = HTTPConnection("127.0.0.1", port, timeout=120)
    kind = {"Content-Type": "application/json"}
    pages.request("POST", "/api/v1/checks?place=530102", json.dumps(BOOKS), kind)
    assert json.load(pages.getresponse())["checked"]


def _until_it_answers(port: int, seconds: float = 180) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            urlopen(f"http://127.0.0.1:{port}/demo/", timeout=5).close()
        except OSError:
            assert time.monotonic() < end, "the pages did not begin to answer"
            time.sleep(0.5)
        else:
            return
