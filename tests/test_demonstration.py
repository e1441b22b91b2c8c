"""The demonstration: its figures are those of Kunming, every address answers every kind of actor rightly.

The data are loaded once, inside the transaction of the class.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from safe_employment.demo.accounts import ACCOUNTS
from safe_employment.demo.load import load
from safe_employment.demo.stage import TODAY
from safe_employment.kit import audit
from safe_employment.kit.actors import actor_for
from safe_employment.kit.models import Association, Person
from safe_employment.kit.policies import can
from tests import shown
from tests.likelihood import odd_findings, odd_visits

NOWHERE = 999_999_999
# Which record a number in an address names, by the beginning of the address; the longest one holds.
SUBJECTS = {
    "people/": "kit.RoleAssignment",
    "sheets/": "kit.TaskRun",
    "people/invitations/": "kit.Invitation",
    "tasks/": "kit.TaskRun",
    "agencies/": "kit.PartnerAgency",
    "notices/": "kit.Notice",
    "files/": "kit.StoredFile",
    "views/": "kit.SavedView",
    "employers/": "members.Employer",
    "employers/merges/": "members.EmployerMerge",
    "employers/workplaces/": "members.Workplace",
    "employers/contacts/": "members.Contact",
    "employers/access/": "members.EmployerContact",
    "imports/": "members.ImportBatch",
    "imports/questions/": "members.MatchQuestion",
    "corrections/": "members.Correction",
    "own/": "members.Employer",
    "own/corrections/": "members.Correction",
    "own/findings/": "findings.Finding",
    "own/visits/": "visits.Visit",
    "findings/": "findings.Finding",
    "findings/proposed/": "findings.ProposedFinding",
    "actions/": "findings.CorrectiveAction",
    "actions/time/": "findings.Postponement",
    "actions/proposed/": "findings.ProposedAction",
    "ties/": "findings.Tie",
    "screenings/": "screenings.Screening",
    "phones/": "instruments.Device",
    "phones/parts/": "visits.PhonePart",
    "screenings/urgent/": "screenings.UrgentRecord",
    "visits/": "visits.Visit",
    "visits/draw/": "visits.DrawPeriod",
    "visits/draw/sealing/": "kit.TaskRun",
    "visits/asked/": "visits.TargetRequest",
    "visits/cancelling/": "visits.CancelRequest",
    "visits/teams/": "visits.Team",
    "instruments/": "instruments.Instrument",
    "instruments/versions/": "instruments.InstrumentVersion",
    "submissions/": "instruments.Submission",
    "submissions/held/": "instruments.HeldSubmission",
    "devices/": "instruments.Device",
    "conduct/versions/": "conduct.CodeVersion",
    "conduct/articles/": "conduct.Article",
    "conduct/recommendations/": "conduct.Recommendation",
    "conduct/signatures/": "conduct.Signature",
    "conduct/lists/": "conduct.SignatureList",
    "conduct/advocates/": "conduct.Advocacy",
    "conduct/copies/": "conduct.CopyDistribution",
    "conduct/own/": "members.Employer",
    "training/workshops/": "training.Workshop",
    "training/registrations/": "training.Registration",
    "training/sheets/": "training.AttendanceSheet",
    "training/attendance/": "training.Attendance",
    "training/courses/": "training.Course",
    "training/staff/": "training.StaffMember",
    "training/own/": "training.Workshop",
    "training/own/registrations/": "training.Registration",
    "case-studies/": "interviews.CaseStudy",
    "case-studies/codebook/": "interviews.Theme",
    "opportunities/": "opportunities.FieldTrip",
    "opportunities/employers/": "opportunities.Participant",
    "opportunities/jobs/": "opportunities.JobPledge",
    "opportunities/filled/": "opportunities.Filling",
    "opportunities/schools/": "opportunities.SchoolSupport",
    "network/typical/": "network.TypicalEmployer",
    "network/ties/": "network.Tie",
    "results/<slug:programme>/phases/": "results.Phase",
    "results/<slug:programme>/targets/": "results.Target",
    "workers/": "workforce.Worker",
    "workers/of/": "members.Employer",
    "workers/contracts/": "workforce.Contract",
    "workers/papers/": "workforce.PaperSeen",
    "workers/family/": "workforce.FamilyContact",
    "workers/told/": "workforce.TrainingReceived",
    "workers/approvals/": "workforce.HoursApproval",
    "workers/bank-files/": "workforce.BankFile",
    "workers/leave-days/": "workforce.AnnualLeave",
    "workers/books/": "workforce.BookImport",
    "workers/problems/": "workforce.CheckResult",
    "workforce/": "members.Employer",
    "workforce/signs/": "workforce.CheckResult",
    "workforce/workers/": "workforce.Worker",
    "recruitment-agencies/": "workforce.RecruitmentAgency",
    "outreach/events/": "outreach.PublicEvent",
    "outreach/materials/": "outreach.Material",
    "outreach/print-runs/": "outreach.PrintRun",
    "outreach/copies/": "outreach.Distribution",
    "outreach/wall-newspapers/": "outreach.WallNewspaper",
    "outreach/radio/": "outreach.RadioMessage",
    "outreach/media/": "outreach.MediaItem",
}
OTHER_ARGUMENTS: dict[str, object] = {
    "employer": 1,
    "other": 1,
    "cluster": "B",
    "question": "B02",
    "programme": "kunming-2005-2008",
    "indicator": "staff_trained",
    "photo": 1,
    "size": "small",
    "part": "whole",
    "kind": "xlsx",
    "period": "kunming-2026-10-12",
}


def addresses(
    resolver: URLResolver | None = None, before: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    """Every address under an association: (route name, what follows the association, its pattern)."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif path.startswith("a/<slug:association>/") and entry.name:
            yield f"{space}{entry.name}", path.removeprefix("a/<slug:association>/").lstrip("^"), entry


def subject_of(path: str) -> str | None:
    """The model whose key stands in the address."""
    found = [prefix for prefix in SUBJECTS if path.startswith(prefix)]
    return SUBJECTS[max(found, key=len)] if found else None


def as_on_a_first_start() -> None:
    """Make the empty tables anew. Of rows that other tests rolled back their pages are left: to the planner
    such a table is large and holds nothing, and it would join what is loaded now row by row.
    """
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
        empty = []
        for table in tables:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {quoted(table)})")
            if not cursor.fetchone()[0]:
                empty.append(quoted(table))
        cursor.execute("SET LOCAL session_replication_role = replica")  # or the audit log would refuse
        cursor.execute(f"TRUNCATE {', '.join(empty)}")
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")


class TheDemonstration(shown.WhatIsShown):
    """What a visitor of the demonstration may count on."""

    @classmethod
    def setUpTestData(cls) -> None:
        as_on_a_first_start()
        load(lambda _words: None)

    def arguments(self, path: str, entry: URLPattern, *, real: bool) -> dict[str, object]:
        """What to put into an address; where it names its choices, the first of them."""
        given: dict[str, object] = {"association": "kunming"}
        pattern = str(entry.pattern)
        for name in re.findall(r"<(?:\w+:)?(\w+)>", pattern):
            choices = re.search(rf"\(\?P<{name}>([a-z_]+)\|", pattern)
            if name == "pk" or (name == "other" and path.startswith("instruments/")):  # a version with itself
                given[name] = self._key(path) if real else NOWHERE
            elif choices:
                given[name] = choices[1]
            else:
                given[name] = OTHER_ARGUMENTS.get(name, NOWHERE)
        return given

    def _key(self, path: str) -> int:
        label = subject_of(path)
        assert label is not None, f"{path}: say in SUBJECTS which record its number names"
        first = apps.get_model(label)._default_manager.order_by("pk").first()
        return first.pk if first else NOWHERE

    def test_the_figures_of_kunming(self) -> None:
        from typer.testing import CliRunner

        from safe_employment.cli import add_rooms, app

        add_rooms()
        told = CliRunner().invoke(app, ["results", "--programme", "kunming-2005-2008", "--json"])
        figures = json.loads(told.stdout)
        exact = {
            "staff_trained": 125,
            "staff_trained_phase_2": 50,
            "employers_in_workshops": 1320,
            "employers_in_workshops_phase_2": 500,
            "typical_employers": 900,
            "codes_distributed": 150_000,
            "case_studies": 30,
            "field_trip_enterprises": 45,
        }
        assert {name: figures[name] for name in exact} == exact
        assert figures["recommendations_distributed"] >= 4000
        assert figures["advocates"] >= 100
        assert figures["handbooks_distributed"] >= 11000
        assert figures["public_events"] >= 7
        assert figures["unannounced_visits"] in range(3, 10)

    def test_the_members_of_a_period_are_those_of_its_end(self) -> None:
        from safe_employment.results.counting import figures_of
        from safe_employment.results.models import Programme
        from safe_employment.results.periods import parts_of

        register = apps.get_model("members.Employer")._default_manager.filter(merged_into=None)
        joined_before_2009 = register.filter(joined_on__lt="2009-01-01").count()
        for programme, expected in (
            ("kunming-2005-2008", joined_before_2009),
            ("safe-employment-2026", register.count()),
        ):
            parts = parts_of(Programme.objects.get(slug=programme))
            [members] = figures_of(Programme.objects.get(slug=programme), parts, ["members"])
            assert members.value(parts.whole) == expected > 1320, programme
        assert joined_before_2009 < register.count()

    def test_what_visits_and_findings_tell_holds_together(self) -> None:
        home = Association.objects.get(slug="kunming")
        odd = [*odd_visits(home, TODAY), *odd_findings(home, TODAY)]
        assert odd == [], "\n".join(odd)

    def test_the_audit_log_holds(self) -> None:
        assert audit.verify().holds

    def test_each_number_in_an_address_is_known(self) -> None:
        unknown = [path for _name, path, _entry in addresses() if "pk" in path and subject_of(path) is None]
        assert unknown == []

    def test_every_address_as_every_role(self) -> None:
        home = Association.objects.get(slug="kunming")
        wrong = []
        for account in ACCOUNTS:
            person = Person.objects.get(email=account.email)
            by, browser = actor_for(person, home, channel="web"), Client(raise_request_exception=False)
            browser.force_login(person)
            for name, path, entry in addresses():
                url = reverse(name, kwargs=self.arguments(path, entry, real=True))
                allowed = all(can(by, wanted) for wanted in getattr(entry.callback, "permissions", ()))
                answer = browser.get(url) if allowed else _asked(browser, url)
                if answer.status_code >= 500 or (not allowed and answer.status_code != 404):
                    wrong.append(f"{account.role}: {name}: {answer.status_code}")
        assert wrong == [], "\n".join(wrong)

    def test_every_address_as_a_stranger_and_as_the_neighbour(self) -> None:
        stranger = Person.objects.create_user("stranger@example.org", name="路人")
        neighbour = Person.objects.get(email="neighbour@demo.example")
        wrong = []
        for who in (None, stranger, neighbour):
            browser = Client(raise_request_exception=False)
            if who is not None:
                browser.force_login(who)
            for name, path, entry in addresses():
                url = reverse(name, kwargs=self.arguments(path, entry, real=True))
                if getattr(entry.callback, "is_public", False):
                    continue
                answer = _asked(browser, url)
                if who is None:
                    right = answer.status_code == 302 and "/account/login/" in answer["Location"]
                else:
                    nothing = _asked(browser, url.replace("/a/kunming/", "/a/nowhere/"))
                    right = answer.status_code == 404 and _same(answer, nothing)
                if not right:
                    wrong.append(f"{who}: {name}: {answer.status_code}")
        assert wrong == [], "\n".join(wrong)

    def test_an_employer_contact_sees_nothing_of_another_employer(self) -> None:
        browser = Client()
        contact = Person.objects.get(email="employer@demo.example")
        browser.force_login(contact)
        employers = apps.get_model("members.Employer")._default_manager
        others = employers.filter(association__slug="kunming").exclude(portal_contacts__person=contact)
        other = others.order_by("pk").first()
        assert other is not None
        for name, path, entry in addresses():
            if subject_of(path) != "members.Employer":
                continue
            given = self.arguments(path, entry, real=True)
            if "pk" not in given:
                continue
            theirs = _asked(browser, reverse(name, kwargs={**given, "pk": other.pk}))
            nothing = _asked(browser, reverse(name, kwargs={**given, "pk": NOWHERE}))
            assert theirs.status_code == 404, name
            assert _same(theirs, nothing), name


def _asked(browser: Client, url: str) -> Any:
    """The answer to someone who should see nothing: what only takes a form is sent one."""
    answer = browser.get(url)
    return browser.post(url) if answer.status_code == 405 else answer


def _same(one: Any, other: Any) -> bool:
    """Whether two answers tell the same, but for tokens that every page has anew."""
    return one.status_code == other.status_code and _plain(one) == _plain(other)


def _plain(answer: Any) -> str:
    text = answer.content.decode()
    kept = [line for line in StringIO(text) if "csrfmiddlewaretoken" not in line]
    return (
        "".join(kept).replace(answer.request["PATH_INFO"], "").replace("kunming", "").replace("nowhere", "")
    )
