"""Which visit a filled-in questionnaire is about: by key from our own app, by number from paper."""

from __future__ import annotations

import pytest

from safe_employment.instruments import subjects as kinds
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.visits.models import Visit
from safe_employment.visits.subjects import takes, visit_of
from safe_employment.visits.tests.factories import planned, released


@pytest.fixture
def visit(monitor: Actor, other_monitor: Actor) -> Visit:
    return released(monitor, other_monitor)


@pytest.mark.parametrize("written", ["V-00001", "v-00001", "  V-00001 ", "V-000000001"])
def test_a_number_is_read_as_people_write_it(written: str, visit: Visit) -> None:
    assert visit_of(visit.association_id, written) == visit.pk


@pytest.mark.parametrize(
    "written",
    [
        "", "V", "V-", "1", "00001", "V-1", "V-0001", "V-00002", "V-0000000001", "W-00001", "V-00001 x",
        "V-00001\nV-00002", "V–00001", "V-٠٠٠٠١", "' OR 1=1 --",
    ],
)  # fmt: skip
def test_other_words_name_no_visit(written: str, visit: Visit) -> None:
    assert visit_of(visit.association_id, written) is None


def test_the_number_of_a_neighbour_names_no_visit_of_theirs(visit: Visit, qujing: Association) -> None:
    assert visit_of(qujing.pk, visit.reference) is None
    team = [actors.actor(qujing, Role.MONITOR) for _ in range(2)]
    theirs = planned(team[0], *team)
    assert theirs.reference == visit.reference
    assert visit_of(qujing.pk, visit.reference) == theirs.pk


def test_submissions_are_told_of_visits_when_the_programme_starts() -> None:
    kind = kinds._kinds["visit"]
    assert (kind.kind, kind.number_field, kind.find) == ("visit", "visit_number", visit_of)
    assert kind.takes is takes
