"""The list of visits in the order of the employers: what is sealed stands together and tells no name."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.urls import reverse

from safe_employment.kit.actors import Actor
from safe_employment.kit.tables.listing import Listing
from safe_employment.kit.tables.reading import read
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands
from safe_employment.visits.queries import listed, visits_for
from safe_employment.visits.tables import VisitTable
from safe_employment.visits.tests.factories import planned, under_way


@pytest.fixture
def made(monitor: Actor, other_monitor: Actor) -> None:
    """Three sealed visits, one of them cancelled, among five that were begun."""
    for name in ("丙", "甲", "乙", "甲", "丁"):
        under_way(monitor, other_monitor, employer=employer(monitor.home, name=name))
    for name in ("乙", "戊", "甲"):
        sealed = planned(monitor, monitor, other_monitor, employer=employer(monitor.home, name=name))
    commands.cancel_visit(by=monitor, visit=sealed, reason="停业")


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("query", ["sort=employer", "sort=-employer", "sort=-employer&state=under_way"])
def test_every_page_is_what_the_whole_list_has_there(query: str, manager: Actor) -> None:
    table = VisitTable(manager)
    found = Listing(table, read(table, QueryDict(query)), listed(visits_for(manager)), "").found
    whole = list(found.all())
    names = [row.shown_employer for row in whole]
    assert names == sorted(names, reverse="-" in query)
    for start in range(len(whole) + 1):
        for stop in range(start + 1, len(whole) + 2):
            assert table.rows(found[start:stop]) == whole[start:stop]
    assert table.rows(found) == whole


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("sort", ["employer", "-employer", "state", "-visited_on"])
def test_in_any_order_it_takes_a_bounded_number_of_queries(
    sort: str, manager: Actor, django_assert_max_num_queries
) -> None:
    client, path = signed_in(manager), reverse("visits:visits", kwargs={"association": manager.home.slug})
    client.get(path, {"sort": sort})
    with django_assert_max_num_queries(13):
        page = client.get(path, {"sort": sort}).content.decode()
    assert "丙" in page
    assert "戊" not in page
