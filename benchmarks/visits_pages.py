"""Server time of the pages of visits and findings with 100,000 visits and 200,000 findings.

    python -m benchmarks.visits_pages [--rounds 20]

Invents them in the database of DATA_DIR unless they are there (nine of ten are over, as after years), then
asks for each page, and for each list in the order of each column and back, through Django's test client and
prints the median and the worst time and the number of queries. Fails above 100 ms (median) or 20 queries.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.backends.utils import CursorWrapper

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safe_employment.config.settings")
os.environ.setdefault("SAFE_EMPLOYMENT_MODE", "test")
SLUG = "benchmark-visits"
EMPLOYERS, VISITS, FINDINGS = 30_000, 100_000, 200_000
MOST_MS, MOST_QUERIES = 100.0, 20
PAGES = {
    "visits": "visits/",
    "visits, page 40": "visits/?page=40",
    "visits, last pages": "visits/?page=1900",
    "visits, sealed": "visits/?state=sealed",
    "visits, report due": "visits/?due=report",
    "visits, refused": "visits/?outcome=refused",
    "visits, of a year": "visits/?visited_from=2026-01-01",
    "visits, released": "visits/?state=released",
    "visits, part of a name": "visits/?q=翠湖饭庄100",
    "visits, number": "visits/?q=V-54321",
    "week": "visits/week/?day=2026-10-14",
    "day": "visits/day/?day=2026-10-14",
    "a visit": "visits/{visit}/",
    "findings": "findings/",
    "findings, page 40": "findings/?page=40",
    "findings, last pages": "findings/?page=3900",
    "findings, overdue": "findings/?overdue=yes",
    "findings, critical": "findings/?severity=critical",
    "findings, closed": "findings/?state=closed",
    "findings, critical and closed": "findings/?severity=critical&state=closed",
    "findings, critical and open": "findings/?severity=critical&state=open",
    "findings, of a cluster": "findings/?cluster=G",
    "findings, part of a name": "findings/?q=翠湖饭庄100",
    "findings, part of all names": "findings/?q=饭庄",
    "findings, word of all": "findings/?q=押到",
    "findings, word of none": "findings/?q=锁门",
    "findings, number": "findings/?q=F-54321",
    "actions": "actions/",
    "actions, page 40": "actions/?page=40",
    "actions, overdue": "actions/?overdue=yes",
    "actions, to verify": "actions/?state=done",
    "actions, critical": "actions/?severity=critical",
    "actions, part of a name": "actions/?q=翠湖饭庄100",
    "actions, part of all names": "actions/?q=饭庄",
    "actions, word of all": "actions/?q=补发",
    "actions, word of none": "actions/?q=锁门",
    "board of what is overdue": "findings/boards/",
    "board of durations": "findings/boards/durations/",
    "board of what comes back": "findings/boards/recurrence/",
    "a finding": "findings/{finding}/",
}
EMPLOYERS_SQL = """
    INSERT INTO members_employer ({columns}) SELECT {values}
    FROM (SELECT * FROM members_employer WHERE id = %(like)s) one, generate_series(1, %(number)s) n
"""
VISITS_SQL = """
    INSERT INTO visits_visit (created_at, changed_at, association_id, employer_id, number, origin, why,
        drawn_in, planned_on, state, on_paper, released_at, arrival_code, visited_on, outcome, reason, report,
        remarks, reported_on, reviewed_on, reviewed_by_id, closed_on, times_postponed)
    SELECT now(), now(), %(home)s, places.pk, n, 'targeted', '隔壁店反映', '', day, state, false,
        CASE WHEN state <> 'sealed' THEN day END, '', CASE WHEN state <> 'sealed' THEN day END,
        CASE WHEN state IN ('sealed', 'released') THEN '' WHEN n %% 40 = 0 AND NOT open THEN 'refused'
            ELSE 'held' END,
        '门关着', CASE WHEN open THEN '' ELSE '都看过了。' END, '', CASE WHEN open THEN NULL ELSE day + 5 END,
        CASE WHEN open THEN NULL ELSE day + 9 END, CASE WHEN open THEN NULL ELSE %(person)s END,
        CASE WHEN open THEN NULL ELSE day + 24 END, 0
    FROM (SELECT n, n > %(number)s * 0.99 AS open,
        CASE WHEN n <= %(number)s * 0.99 THEN 'closed'
            ELSE (ARRAY['under_way', 'sealed', 'released'])[1 + n %% 3] END AS state,
        CASE WHEN n <= %(number)s * 0.99 THEN DATE '2008-01-01' + (n / 15)
            ELSE DATE '2026-09-01' + n %% 100 END AS day
        FROM generate_series(1, %(number)s) n) made
    JOIN places ON places.at = made.n %% %(employers)s
"""
TEAM_SQL = """
    INSERT INTO visits_teammember (created_at, changed_at, visit_id, person_id)
    SELECT now(), now(), v.id, t FROM visits_visit v, unnest(%(team)s::bigint[]) t
    WHERE v.association_id = %(home)s
"""
FINDINGS_SQL = """
    INSERT INTO findings_finding (created_at, changed_at, association_id, employer_id, number, source_kind,
        source_id, cluster, question, rule, severity, statement, title, description, basis, article, ilo,
        root_cause, root_cause_text, found_by_id, found_on, clock_on, for_employer, state, round, recurred,
        closed_on, eased_why, found_with)
    SELECT now(), now(), %(home)s, places.pk, n, 'visit', (n / 2)::text, 'G',
        CASE WHEN n %% 2 = 0 THEN 'G05' ELSE '' END, '',
        (ARRAY['minor', 'major', 'critical'])[1 + n %% 3], 'possible_breach', '部分工资押到年底才发', '',
        'law', '劳动法第五十条', '{}', '', '', %(person)s, day, day, true,
        CASE WHEN n <= %(number)s * 0.9 THEN 'closed'
            ELSE (ARRAY['open', 'correcting', 'done'])[1 + n %% 3] END,
        1, n %% 11 = 0, CASE WHEN n <= %(number)s * 0.9 THEN day + 40 END, '', '{}'
    FROM (SELECT n, DATE '2012-01-01' + (n / 38) AS day FROM generate_series(1, %(number)s) n) made
    JOIN places ON places.at = made.n %% %(employers)s
"""
ACTIONS_SQL = """
    INSERT INTO findings_correctiveaction (created_at, changed_at, association_id, finding_id, round, what,
        owner_kind, owner_name, agreed_on, due_on, first_due_on, state, done_by_id, done_on, done_text,
        verified_by_id, verified_on, verified_how, manager_told_on)
    SELECT now(), now(), association_id, id, 1, '补发并公示工资单', 'employer', '王老板', found_on,
        found_on + 30, found_on + 30,
        CASE state WHEN 'closed' THEN 'verified' WHEN 'done' THEN 'done' ELSE 'agreed' END,
        CASE WHEN state IN ('closed', 'done') THEN %(person)s END,
        CASE WHEN state IN ('closed', 'done') THEN found_on + 25 END,
        CASE WHEN state IN ('closed', 'done') THEN '补发完毕' ELSE '' END,
        CASE WHEN state = 'closed' THEN %(other)s END, CASE WHEN state = 'closed' THEN found_on + 40 END,
        '', CASE WHEN number %% 5 = 0 THEN found_on + 40 END
    FROM findings_finding WHERE association_id = %(home)s AND state <> 'open'
"""


def main() -> int:
    """Measure; 1 when a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    options = parser.parse_args()
    import django

    django.setup()
    by = fill()
    return 1 if measure(by, options.rounds) else 0


def people(home: Association) -> list[Actor]:
    """The manager and two monitors, the same in every run."""
    from allauth.mfa.models import Authenticator

    from safe_employment.kit.actors import actor_for
    from safe_employment.kit.models import Person, RoleAssignment
    from safe_employment.kit.roles import Role

    found = []
    for at, role in enumerate((Role.MANAGER, Role.MONITOR, Role.MONITOR)):
        email = f"visits{at}@benchmark.example"
        person = Person.objects.filter(email=email).first() or Person.objects.create_user(
            email, name=f"人{at}"
        )
        kind = Authenticator.Type.TOTP
        Authenticator.objects.get_or_create(user=person, type=kind, defaults={"data": {"secret": "x"}})
        RoleAssignment.objects.get_or_create(person=person, association=home, role=role)
        found.append(actor_for(person, home, channel="web"))
    return found


def fill() -> Actor:
    """Invent the records unless they are there; returns who reads."""
    from django.core.management import call_command

    from safe_employment.kit.models import Association
    from safe_employment.visits.models import Visit

    call_command("migrate", verbosity=0)
    home, _made = Association.objects.get_or_create(
        slug=SLUG, defaults={"name_zh": "测试", "name_en": "Benchmark", "division_code": "530100"}
    )
    team = people(home)
    if not Visit.objects.filter(association=home).exists():
        invent(home, [one.person.pk for one in team if one.person])
    return team[0]


def invent(home: Association, team: list[int]) -> None:
    """Write employers, visits, teams, findings and actions as one transaction, without history."""
    from django.db import connection, transaction

    from safe_employment.members.models import Employer
    from safe_employment.members.tests.factories import employer

    like = Employer.objects.filter(association=home, number=1).first() or employer(home, number=1)
    columns = [field.column for field in Employer._meta.concrete_fields if field.column != "id"]
    own = {"number": "1 + n", "name": "name || n"}
    values = [own.get(column, f"one.{column}") for column in columns]
    given = {
        "home": home.pk, "like": like.pk, "person": team[0], "other": team[1], "team": team[1:],
        "employers": EMPLOYERS,
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        head = EMPLOYERS_SQL.format(columns=", ".join(columns), values=", ".join(values))
        cursor.execute(head, {**given, "number": EMPLOYERS})
        index(cursor, home)
        cursor.execute(
            "CREATE TEMP TABLE places ON COMMIT DROP AS"
            " SELECT id AS pk, row_number() OVER (ORDER BY id) - 1 AS at FROM members_employer"
            " WHERE association_id = %(home)s",
            given,
        )
        cursor.execute(VISITS_SQL, {**given, "number": VISITS})
        cursor.execute(TEAM_SQL, given)
        cursor.execute(FINDINGS_SQL, {**given, "number": FINDINGS})
        cursor.execute(ACTIONS_SQL, given)
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        cursor.execute("UPDATE findings_finding SET next_due_on = NULL")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # as a server does by itself


def index(cursor: CursorWrapper, home: Association) -> None:
    """Write the texts and pieces by which the employers are found."""
    from safe_employment.members.models import Employer
    from safe_employment.members.search import grams, text_of

    cursor.execute("CREATE TEMP TABLE found_by (id bigint, words text, grams integer[]) ON COMMIT DROP")
    employers = list(Employer.objects.filter(association=home).values_list("pk", "name", "code"))
    with cursor.copy("COPY found_by FROM STDIN") as copy:
        for key, name, code in employers:
            words = text_of(name=name, other_names=(), code=code, legal_representative="", phones=())
            copy.write_row((key, words, grams(words)))
    cursor.execute(
        "UPDATE members_employer e SET search_text = f.words, search_grams = f.grams FROM found_by f"
        " WHERE f.id = e.id"
    )


def orders() -> dict[str, str]:
    """The lists in the order of each column, and back."""
    from safe_employment.findings.tables import ActionTable, FindingTable
    from safe_employment.visits.tables import VisitTable

    return {
        f"{room}, by {sign}{column.key}": f"{room}/?sort={sign}{column.key}"
        for room, table in (("visits", VisitTable), ("findings", FindingTable), ("actions", ActionTable))
        for column in table.columns
        if column.sort
        for sign in ("", "-")
    }


def measure(by: Actor, rounds: int) -> int:
    """Print one line a page; returns how many break the claim."""
    from django.test.utils import setup_test_environment

    from safe_employment.findings.models import Finding
    from safe_employment.kit.tests import actors
    from safe_employment.visits.models import Visit

    setup_test_environment()
    client = actors.signed_in(by, language="zh-hans")
    keys = {
        "visit": Visit.objects.get(association=by.home, number=VISITS // 2).pk,
        "finding": Finding.objects.get(association=by.home, number=FINDINGS // 2).pk,
    }
    pages = {name: page.format(**keys) for name, page in {**PAGES, **orders()}.items()}
    return timed(client, pages, SLUG, rounds)


def timed(client: Any, pages: Mapping[str, str], slug: str, rounds: int) -> int:
    """Ask for pages of an association, print one line each; returns how many break the claim."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    broken = 0
    for name, page in pages.items():
        path = f"/a/{slug}/{page}"
        client.get(path)
        times = []
        for _round in range(rounds):
            began = time.perf_counter()
            answer = client.get(path)
            times.append(1000 * (time.perf_counter() - began))
            assert answer.status_code == 200, (path, answer.status_code)
        with CaptureQueriesContext(connection) as seen:
            client.get(path)
        median = statistics.median(times)
        fails = median > MOST_MS or len(seen) > MOST_QUERIES
        broken += fails
        figures = f"{median:7.1f} ms  worst {max(times):7.1f} ms  {len(seen):3} queries"
        print(f"{name:30} {figures}{'  FAILS' if fails else ''}", flush=True)
    return broken


if __name__ == "__main__":
    sys.exit(main())
