"""Typical employers and the ties between employers."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.members.tests import factories as members
from safe_employment.network import commands, queries
from safe_employment.network.models import TieKind, TypicalEmployer, TypicalState
from safe_employment.network.states import TYPICAL
from safe_employment.network.tests import factories

TODAY = date(2006, 9, 1)
SELECTED: dict[str, Any] = {"selected_on": date(2006, 6, 1), "why": "同行信任", "today": TODAY}


def test_an_employer_is_selected_once_at_a_time(kunming: Association, trainer: Actor) -> None:
    employer = members.employer(kunming)
    first = commands.select_typical_employer(by=trainer, employer=employer, **SELECTED)
    assert first.state == TypicalState.SELECTED
    with pytest.raises(ProgrammeError, match="NETWORK_TYPICAL_TWICE"):
        commands.select_typical_employer(by=trainer, employer=employer, **SELECTED)
    commands.end_typical_employer(
        by=trainer, typical_employer=first.pk, ended_on=date(2006, 8, 1), reason="停业", today=TODAY
    )
    commands.select_typical_employer(by=trainer, employer=employer, **SELECTED)
    actions = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert actions == [
        "network.select_typical_employer",
        "network.end_typical_employer",
        "network.select_typical_employer",
    ]


def test_the_lifecycle_of_a_typical_employer() -> None:
    assert {(row.verb, source, row.target) for row in TYPICAL.transitions for source in row.sources} == {
        ("train_typical_employer", "selected", "trained"),
        ("train_typical_employer", "trained", "trained"),
        ("end_typical_employer", "selected", "ended"),
        ("end_typical_employer", "trained", "ended"),
    }


def test_training_and_end_have_their_days(kunming: Association, manager: Actor) -> None:
    found = factories.typical_employer(members.employer(kunming))
    with pytest.raises(ProgrammeError, match="NETWORK_DAY_TO_COME"):
        commands.train_typical_employer(
            by=manager, typical_employer=found.pk, trained_on=date(2006, 9, 2), today=TODAY
        )
    commands.train_typical_employer(
        by=manager, typical_employer=found.pk, trained_on=date(2006, 7, 1), today=TODAY
    )
    with pytest.raises(ProgrammeError, match="NETWORK_BEFORE_SELECTION"):
        commands.end_typical_employer(
            by=manager, typical_employer=found.pk, ended_on=date(2006, 5, 1), reason="x", today=TODAY
        )
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.end_typical_employer(
            by=manager, typical_employer=found.pk, ended_on=TODAY, reason="", today=TODAY
        )
    commands.end_typical_employer(
        by=manager, typical_employer=found.pk, ended_on=TODAY, reason="停业", today=TODAY
    )
    with pytest.raises(ProgrammeError, match="NETWORK_TYPICAL_ENDED"):
        commands.change_typical_employer(by=manager, typical_employer=found.pk, **SELECTED)


@pytest.mark.parametrize("role", ["board", "clerk", "monitor", "case_officer"])
def test_others_do_not_change_the_network(
    role: str, kunming: Association, request: pytest.FixtureRequest
) -> None:
    by, employer = request.getfixturevalue(role), members.employer(kunming)
    with pytest.raises(Hidden):
        commands.select_typical_employer(by=by, employer=employer, **SELECTED)
    with pytest.raises(Hidden):
        commands.record_tie(
            by=by, from_employer=employer, to_employer=members.employer(kunming), since=date(2006, 7, 1)
        )


def test_a_neighbour_neither_sees_nor_ties(
    kunming: Association, qujing: Association, manager: Actor, neighbour_manager: Actor
) -> None:
    found = factories.typical_employer(members.employer(kunming))
    with pytest.raises(Hidden):
        queries.typical_employer_for(neighbour_manager, found.pk)
    with pytest.raises(Hidden):
        commands.record_tie(
            by=manager,
            from_employer=found.employer,
            to_employer=members.employer(qujing),
            since=date(2006, 7, 1),
        )


def test_a_tie_joins_two_and_is_recorded_once(kunming: Association, manager: Actor) -> None:
    one, two = members.employer(kunming), members.employer(kunming)
    facts: dict[str, Any] = {"from_employer": one, "to_employer": two, "since": date(2006, 7, 1)}
    tie = commands.record_tie(by=manager, **facts)
    for attempt, code in (
        ({**facts, "to_employer": one}, "NETWORK_TIE_TO_ITSELF"),
        (facts, "NETWORK_TIE_TWICE"),
        ({**facts, "kind": TieKind.CHAIN, "ended_on": date(2006, 6, 1)}, "NETWORK_DATES_REVERSED"),
    ):
        with pytest.raises(ProgrammeError, match=code):
            commands.record_tie(by=manager, **attempt)
    commands.end_tie(by=manager, tie=tie.pk, ended_on=date(2006, 8, 1))
    commands.record_tie(by=manager, **facts)
    with pytest.raises(IntegrityError, match="tie_joins_two"), transaction.atomic():
        factories.tie(one, one)


def test_reach_counts_employers_to_whom_the_message_goes_today(kunming: Association, board: Actor) -> None:
    one, two, three, four = (members.employer(kunming) for _ in range(4))
    found = factories.typical_employer(one)
    factories.tie(one, two)
    factories.tie(one, three, ended_on=date(2006, 8, 1))
    factories.tie(one, four, kind=TieKind.SUPPLIER)
    factories.tie(two, three)
    assert queries.typical_employer_for(board, found.pk).reach == 1
    assert queries.message_ties(kunming) == {one.pk: frozenset({two.pk}), two.pk: frozenset({three.pk})}


def test_typical_employers_of_a_period(kunming: Association) -> None:
    period = (date(2007, 1, 1), date(2008, 1, 1))
    before = factories.typical_employer(members.employer(kunming))
    inside = factories.typical_employer(members.employer(kunming), selected_on=date(2007, 1, 1))
    factories.typical_employer(members.employer(kunming), selected_on=date(2008, 1, 1))
    factories.typical_employer(
        members.employer(kunming),
        state=TypicalState.ENDED,
        ended_on=date(2007, 1, 1),
        ended_because="停业",
    )
    assert list(queries.typical_employers_selected(kunming, *period)) == [inside]
    assert set(queries.typical_employers_in(kunming, *period)) == {before, inside}
    assert set(queries.employers_of(TypicalEmployer.objects.filter(pk=before.pk))) == {before.employer}


def test_a_merged_employer_counts_as_its_successor(kunming: Association) -> None:
    kept = members.employer(kunming)
    gone = members.employer(kunming, merged_into=kept)
    factories.typical_employer(kept)
    factories.typical_employer(gone)
    found = queries.typical_employers_in(kunming, date(2006, 1, 1), date(2007, 1, 1))
    assert list(queries.employers_of(found)) == [kept]
