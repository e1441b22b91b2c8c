"""Server time of the register's pages with 150,000 members.

    python -m benchmarks.members_pages [REGISTER.csv] [--rounds 15]

Imports the register when the database in DATA_DIR holds less than 100,000 employers, then asks for each
page through Django's test client and prints the median and the worst time and the number of queries.
Fails above 100 ms (median) or 12 queries.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.matching_data import DATA

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safe_employment.config.settings")
os.environ.setdefault("SAFE_EMPLOYMENT_MODE", "test")
REGISTER = DATA / "register-a-150000.csv"
SLUG = "benchmark"
PAGES = {
    "list": "",
    "page 40": "?page=40",
    "district": "?district=530113",
    "district and kind": "?district=530102&kind=individual_business",
    "industry": "?industry=H",
    "standing": "?standing=left",
    "size": "?size=large",
    "staff, most first": "?sort=-staff",
    "joined": "?joined_from=2020-01-01",
    "part of a name": "?q=翠湖",
    "common part of a name": "?q=昆明",
    "one character": "?q=龙",
    "pinyin initials": "?q=cqxkz",
    "short initials": "?q=km",
    "code": "?q=91530102MA",
    "part of a phone": "?q=13888",
    "phone": "?q=13809",
    "nothing found": "?q=不存在的名字",
}
MOST_MS, MOST_QUERIES = 100.0, 12


def main() -> int:
    """Measure; 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("register", nargs="?", type=Path, default=REGISTER)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    import django

    django.setup()
    fill(options.register)
    return 1 if measure(options.rounds) else 0


def fill(register: Path) -> None:
    """Import the register unless it is there."""
    from django.core.management import call_command

    from safe_employment.kit.models import Association
    from safe_employment.members.models import Employer

    call_command("migrate", verbosity=0)
    home, _made = Association.objects.get_or_create(
        slug=SLUG, defaults={"name_zh": "测试", "name_en": "Benchmark", "division_code": "530100"}
    )
    if Employer.objects.filter(association=home).count() < 100_000:
        command = [sys.executable, "-m", "safe_employment", "members", "import", str(register)]
        subprocess.run([*command, "--association", SLUG], check=True)


def clerk(home: Association) -> Actor:
    """The benchmark's own clerk, the same in every run."""
    from allauth.mfa.models import Authenticator

    from safe_employment.kit.actors import actor_for
    from safe_employment.kit.models import Person, RoleAssignment
    from safe_employment.kit.roles import Role

    email = "benchmark@example.org"
    person = Person.objects.filter(email=email).first() or Person.objects.create_user(email, name="Clerk")
    kind = Authenticator.Type.TOTP
    Authenticator.objects.get_or_create(user=person, type=kind, defaults={"data": {"secret": "x"}})
    RoleAssignment.objects.get_or_create(person=person, association=home, role=Role.CLERK)
    return actor_for(person, home, channel="web")


def measure(rounds: int) -> int:
    """Print one line a page; returns how many break the claim."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext, setup_test_environment

    from safe_employment.kit.models import Association
    from safe_employment.kit.tests import actors

    setup_test_environment()
    client = actors.signed_in(clerk(Association.objects.get(slug=SLUG)), language="zh-hans")
    broken = 0
    for name, query in PAGES.items():
        path = f"/a/{SLUG}/employers/{query}"
        client.get(path)
        times = []
        for _round in range(rounds):
            began = time.perf_counter()
            answer = client.get(path)
            times.append(1000 * (time.perf_counter() - began))
            assert answer.status_code == 200, answer.status_code
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        median = statistics.median(times)
        fails = median > MOST_MS or len(seen) > MOST_QUERIES
        broken += fails
        figures = f"{median:7.1f} ms  worst {max(times):7.1f} ms  {len(seen):3} queries"
        print(f"{name:24} {figures}{'  FAILS' if fails else ''}")
    return broken


if __name__ == "__main__":
    sys.exit(main())
