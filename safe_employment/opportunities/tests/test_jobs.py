"""Jobs pledged and filled, and school support."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, Notice
from safe_employment.members.tests import factories as members
from safe_employment.opportunities import commands, queries
from safe_employment.opportunities.models import Filling, JobPledge, LegalChannel, SchoolSupport
from safe_employment.opportunities.tasks import ask_what_was_filled
from safe_employment.opportunities.tests import factories

TODAY = date(2007, 12, 1)
PERIOD = (date(2007, 1, 1), date(2008, 1, 1))
REPORT: dict[str, Any] = {"reported_on": date(2007, 7, 1), "today": TODAY}


def pledge(by: Actor, **facts: Any) -> JobPledge:
    values: dict[str, Any] = {
        "employer": members.employer(by.home),
        "pledged_on": date(2007, 5, 15),
        "post": "服务员",
        "jobs": 10,
        "wage_from": Decimal("680.00"),
        "channel": LegalChannel.LABOUR_BUREAU,
    }
    return commands.record_pledge(by=by, **{**values, **facts})


def test_a_licensed_agency_is_named(clerk: Actor) -> None:
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_AGENCY_MISSING"):
        pledge(clerk, channel=LegalChannel.LICENSED_AGENCY)
    made = pledge(clerk, channel=LegalChannel.LICENSED_AGENCY, agency_name="昆明市职业介绍中心 0012")
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_AGENCY_MISSING"):
        commands.change_pledge(by=clerk, pledge=made.pk, agency_name="")


def test_never_more_filled_than_pledged(clerk: Actor) -> None:
    made = pledge(clerk)
    first = commands.record_filling(by=clerk, pledge=made.pk, filled=6, women=4, **REPORT)
    with pytest.raises(ProgrammeError) as refused:
        commands.record_filling(by=clerk, pledge=made.pk, filled=5, **REPORT)
    assert refused.value.code == "OPPORTUNITIES_MORE_FILLED_THAN_PLEDGED"
    assert refused.value.facts == {"filled": 11, "jobs": 10}
    commands.record_filling(by=clerk, pledge=made.pk, filled=4, **REPORT)
    made.refresh_from_db()
    assert (made.filled, made.open_jobs) == (10, 0)
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_MORE_FILLED_THAN_PLEDGED"):
        commands.change_pledge(by=clerk, pledge=made.pk, jobs=9)
    commands.change_filling(by=clerk, filling=first.pk, filled=1, women=1, today=TODAY)
    made.refresh_from_db()
    assert made.filled == 5
    commands.remove_filling(by=clerk, filling=first.pk)
    made.refresh_from_db()
    assert made.filled == 4


def test_the_database_holds_it_too(kunming: Association) -> None:
    made = factories.pledge(members.employer(kunming))
    with pytest.raises(IntegrityError, match="not_more_filled_than_pledged"), transaction.atomic():
        JobPledge.objects.filter(pk=made.pk).update(filled=11)
    with pytest.raises(IntegrityError, match="filling_women"), transaction.atomic():
        Filling.objects.create(
            association=kunming, pledge=made, filled=1, women=2, reported_on=date(2007, 7, 1)
        )


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"filled": 1, "reported_on": date(2007, 5, 14)}, "OPPORTUNITIES_FILLED_BEFORE_PLEDGED"),
        ({"filled": 1, "reported_on": date(2007, 12, 2)}, "OPPORTUNITIES_DAY_TO_COME"),
        ({"filled": 1, "women": 2, "reported_on": date(2007, 7, 1)}, "OPPORTUNITIES_WOMEN_MORE_THAN_FILLED"),
    ],
)
def test_a_wrong_report_is_refused(clerk: Actor, facts: dict[str, Any], code: str) -> None:
    made = pledge(clerk)
    with pytest.raises(ProgrammeError, match=code):
        commands.record_filling(by=clerk, pledge=made.pk, today=TODAY, **facts)
    assert not Filling.objects.exists()


def test_a_pledge_with_filled_jobs_is_not_removed(clerk: Actor) -> None:
    made = pledge(clerk)
    commands.record_filling(by=clerk, pledge=made.pk, filled=1, **REPORT)
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_PLEDGE_IN_USE"):
        commands.remove_pledge(by=clerk, pledge=made.pk)


@pytest.mark.parametrize("role", ["board", "monitor", "case_officer", "neighbour_manager"])
def test_others_do_not_record_pledges(
    role: str, kunming: Association, request: pytest.FixtureRequest
) -> None:
    by = request.getfixturevalue(role)
    made = factories.pledge(members.employer(kunming))
    with pytest.raises(Hidden):
        commands.record_filling(by=by, pledge=made.pk, filled=1, **REPORT)
    with pytest.raises(Hidden):
        commands.remove_pledge(by=by, pledge=made.pk)


def test_jobs_are_counted_by_their_own_days(kunming: Association) -> None:
    made = factories.pledge(members.employer(kunming), pledged_on=date(2006, 12, 31))
    inside = factories.filling(made, filled=3)
    factories.filling(made, filled=2, reported_on=date(2008, 1, 1))
    assert list(queries.jobs_pledged(kunming, *PERIOD)) == []
    assert list(queries.jobs_filled(kunming, *PERIOD)) == [inside]


def test_someone_is_asked_once_what_was_filled(kunming: Association, clerk: Actor) -> None:
    employer = members.employer(kunming)
    factories.pledge(employer)
    factories.filling(factories.pledge(employer))
    for month, day in ((8, 12), (8, 13), (8, 14)):
        ask_what_was_filled(machine(kunming), datetime(2007, month, day, 1, tzinfo=UTC))
    assert [notice.person for notice in Notice.objects.all()] == [clerk.person]


def test_school_support_is_recorded_changed_and_removed(clerk: Actor, qujing: Association) -> None:
    facts: dict[str, Any] = {"division_code": "530113", "place": "阿旺镇", "given_on": date(2007, 9, 1)}
    made = commands.record_school_support(by=clerk, employer=members.employer(clerk.home), girls=5, **facts)
    with pytest.raises(Hidden):
        commands.record_school_support(by=clerk, employer=members.employer(qujing), girls=5, **facts)
    commands.change_school_support(by=clerk, school_support=made.pk, girls=7)
    assert [row.girls for row in queries.girls_supported(clerk.home, *PERIOD)] == [7]
    commands.remove_school_support(by=clerk, school_support=made.pk)
    assert not SchoolSupport.objects.exists()
