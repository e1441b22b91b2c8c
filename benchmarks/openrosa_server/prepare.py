"""Fills the database of the benchmark: an association, a questionnaire, one device for each phone.

Run inside the programme: `python -m benchmarks.openrosa_server.prepare 50` prints the devices' tokens.
"""

from __future__ import annotations

import json
import sys

import django

QUESTIONS = 60
DURABLE = ("fsync", "synchronous_commit", "full_page_writes", "autovacuum")


def _durable() -> None:
    """Have the server keep what it acknowledges, whatever the mode it was made in."""
    from django.db import connection

    with connection.cursor() as cursor:
        for name in DURABLE:
            cursor.execute(f"ALTER SYSTEM SET {name} = on")
        cursor.execute("SELECT pg_reload_conf(), pg_sleep(0.5)")
    connection.close()
    with connection.cursor() as cursor:
        for name in DURABLE:
            cursor.execute(f"SHOW {name}")
            if cursor.fetchone() != ("on",):
                raise SystemExit(f"{name} is off: this measures nothing")


def main(phones: int) -> None:
    """Prepare and print."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    _durable()
    from safe_employment.instruments import commands
    from safe_employment.instruments.tests import factories
    from safe_employment.kit.actors import actor_for
    from safe_employment.kit.models import Association, Person, RoleAssignment
    from safe_employment.kit.roles import Role

    home = Association.objects.create(
        slug="benchmark", name_zh="测试", name_en="Benchmark", division_code="530100"
    )
    person = Person.objects.create_user("monitor@example.org", name="Monitor")
    RoleAssignment.objects.create(person=person, association=home, role=Role.MONITOR)
    asked = [factories.judged(f"A{number:02d}") for number in range(1, QUESTIONS + 1)]
    photos = [
        {"type": "image", "name": name, "label::English (en)": name, "label::中文 (zh)": name}
        for name in ("front", "back")
    ]
    factories.published(home, [*factories.group("A"), *asked, *photos, *factories.END])
    by = actor_for(person, home, channel="cli")
    tokens = [commands.add_device(by=by, kind="collect", name=f"Phone {n}")[1] for n in range(phones)]
    print(json.dumps(tokens))


if __name__ == "__main__":
    django.setup()
    main(int(sys.argv[1]))
