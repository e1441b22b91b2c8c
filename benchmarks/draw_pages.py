"""Pages and long work of the draw with 150,000 members: sealed by the worker, read by the office.

    python -m benchmarks.draw_pages [--rounds 7]

Invents the members in the database of DATA_DIR unless they are there, seals two quarters by the worker's own
way (the first is told), compares two sets of rules, and asks for each page through Django's test client.
Fails where a page takes more than 100 ms (median) or 20 queries. The file of a period is read to its end.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from benchmarks.visits_pages import EMPLOYERS_SQL, index, people, timed

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association
    from safe_employment.visits.models import DrawPeriod

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safe_employment.config.settings")
os.environ.setdefault("SAFE_EMPLOYMENT_MODE", "test")
SLUG, MEMBERS, TEAMS = "benchmark-draw", 150_000, 10
QUARTERS = (date(2030, 1, 7), date(2030, 4, 8))
PAGES = {
    "periods": "visits/draw/",
    "a period": "visits/draw/{period}/",
    "risks": "visits/draw/{period}/risks/",
    "risks, page 40": "visits/draw/{period}/risks/?page=40",
    "risks, last page": "visits/draw/{period}/risks/?page=2990",
    "risks, least first": "visits/draw/{period}/risks/?sort=yearly",
    "risks, of a district": "visits/draw/{period}/risks/?district=530102",
    "risks, of a trade": "visits/draw/{period}/risks/?trade=C",
    "risks, part of a name": "visits/draw/{period}/risks/?q=翠湖饭庄1000",
    "risks, a common part": "visits/draw/{period}/risks/?q=翠湖饭庄12",
    "row of an employer": "visits/draw/keys/?employer={number}",
    "rules": "visits/draw/rules/",
    "seal a period": "visits/draw/seal/",
}


def main() -> int:
    """Measure; 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    import django

    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    by = fill()
    told, sealed = seal(by)
    compare(by)
    broken = measure(by, sealed, options.rounds)
    download(told)
    return 1 if broken else 0


def fill() -> Actor:
    """Invent the register unless it is there; returns the manager."""
    from django.core.management import call_command

    from safe_employment.kit.models import Association
    from safe_employment.members.models import Employer
    from safe_employment.visits.commands import keep_team
    from safe_employment.visits.models import Team

    call_command("migrate", verbosity=0)
    home, _made = Association.objects.get_or_create(
        slug=SLUG, defaults={"name_zh": "测试", "name_en": "Benchmark", "division_code": "530100"}
    )
    team = people(home)
    if not Employer.objects.filter(association=home).exists():
        invent(home)
    if not Team.objects.filter(association=home).exists():
        members = [one.person for one in team[1:] if one.person]
        for at in range(TEAMS):
            keep_team(
                by=team[0], name=f"{at + 1}组", members=members, working_days=[0, 1, 2, 3, 4],
                hours_per_day=Decimal(6),
            )  # fmt: skip
    return team[0]


def invent(home: Association) -> None:
    """Write the members: fourteen districts, eight trades, mostly small."""
    from django.db import connection, transaction

    from safe_employment.members.models import Employer
    from safe_employment.members.tests.factories import employer

    like = employer(home, number=1)
    columns = [field.column for field in Employer._meta.concrete_fields if field.column != "id"]
    own = {
        "number": "1 + n",
        "name": "name || n",
        "division_code": "(530102 + n %% 14)::text",
        "industry_code": "(ARRAY['H62','C13','C18','E47','F52','O80','G58','I64'])[1 + n %% 8]",
        "staff": "CASE WHEN n %% 10 = 0 THEN 20 + n %% 300 ELSE 1 + n %% 12 END",
    }
    values = [own.get(column, f"one.{column}") for column in columns]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            EMPLOYERS_SQL.format(columns=", ".join(columns), values=", ".join(values)),
            {"like": like.pk, "number": MEMBERS - 1},
        )
        index(cursor, home)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE members_employer")  # as a server does by itself


def seal(by: Actor) -> list[DrawPeriod]:
    """Seal both quarters as the worker does, and tell the first; prints how long it took."""
    from django.db import connection

    from safe_employment.kit.tasks import carry_out
    from safe_employment.visits.drawing import work
    from safe_employment.visits.models import DrawPeriod

    for first in QUARTERS:
        if DrawPeriod.objects.filter(association=by.home, first_on=first).exists():
            continue
        run = work.begin_sealing(
            by=by, today=datetime.now(UTC).date(), name=f"{first}", first_on=first,
            last_on=first + timedelta(days=90), number_kind="lottery", number_form="6/1",
            number_name="双色球", number_on=first - timedelta(days=3),
        )  # fmt: skip
        began = time.perf_counter()
        done = carry_out(run.pk)
        assert done.state == "succeeded", (done.error_code, done.result)
        took, memory = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"sealing {MEMBERS:,} members for a quarter: {took:.1f} s, process at most {memory:.0f} MB")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE visits_rosterrow")
    told, sealed = DrawPeriod.objects.filter(association=by.home).order_by("first_on")
    if not told.is_told:
        end(by, told)
    return [told, sealed]


def end(by: Actor, period: DrawPeriod) -> None:
    """Enter the number of the first quarter, draw its weeks without visits, and tell its secret."""
    import pgtrigger

    from safe_employment.visits.commands.drawing import enter_number, tell_secret
    from safe_employment.visits.commands.weeks import draw_week
    from safe_employment.visits.models import Visit

    now = datetime(2030, 5, 1, tzinfo=UTC)
    enter_number(by=by, period=period, number="3 8 14 22 27 31 / 9", now=now, today=period.number_on)
    began = time.perf_counter()
    for week in period.weeks.all():
        draw_week(by=by, week=week, now=now, today=week.first_on)
    print(f"drawing {period.weeks.count()} weeks with their visits: {time.perf_counter() - began:.1f} s")
    with pgtrigger.ignore("visits.Visit:cancelled_by_two"):
        Visit.objects.filter(association=by.home).update(state="cancelled", reason="benchmark")
    tell_secret(by=by, period=period, now=now, today=period.last_on + timedelta(days=1))


def compare(by: Actor) -> None:
    """Compare two sets of rules as the worker does."""
    from safe_employment.kit.tasks import carry_out
    from safe_employment.visits.drawing import work
    from safe_employment.visits.drawing.forms import RulesForm
    from safe_employment.visits.drawing.queries import rules_of

    first = RulesForm(instance=rules_of(by.home))
    figures = {name: str(first[name].value() or "") for name in first.fields}
    run = work.begin_preview(by=by, form=RulesForm({**figures, "staff_power": "0.8"}))
    began = time.perf_counter()
    done = carry_out(run.pk)
    assert done.state == "succeeded", (done.error_code, done.result)
    print(f"comparing two sets of rules: {time.perf_counter() - began:.1f} s")


def measure(by: Actor, sealed: DrawPeriod, rounds: int) -> int:
    """Print one line a page; returns how many break the claim."""
    from django.db import connection

    from safe_employment.kit.tests import actors
    from safe_employment.members.models import Employer

    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as a server does by itself
    client: Any = actors.signed_in(by, language="zh-hans")
    number = Employer.objects.get(association=by.home, number=MEMBERS // 2).member_number
    pages = {name: page.format(period=sealed.pk, number=number) for name, page in PAGES.items()}
    return timed(client, pages, SLUG, rounds)


def download(told: DrawPeriod) -> None:
    """Read the public file to its end."""
    from django.test import Client

    for path in (f"/draw/{told.slug}/", f"/draw/{told.slug}/file.json"):
        Client().get(path)
    began = time.perf_counter()
    answer: Any = Client().get(f"/draw/{told.slug}/file.json")
    size = sum(len(piece) for piece in answer.streaming_content)
    took = 1000 * (time.perf_counter() - began)
    print(f"the public file of a told quarter: {size / 1e6:.1f} MB in {took:.0f} ms, piece by piece")


if __name__ == "__main__":
    sys.exit(main())
