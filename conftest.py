"""Fixtures that every room's tests share: associations, and an actor for each role."""

from __future__ import annotations

import os

os.environ.setdefault("SAFE_EMPLOYMENT_MODE", "test")

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.operations import DatabaseOperations

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, Person
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.workforce.checking.plans import kept_plan


@pytest.fixture(autouse=True, scope="session")
def _tests_may_empty_the_audit_log() -> None:
    """After a test with real commits the tables are emptied; the log's own trigger would refuse.

    By DELETE: TRUNCATE makes some thousand files anew, and waits for whoever still reads.
    """

    def without_triggers(
        self: DatabaseOperations, _style: Any, tables: list[str], **_options: bool
    ) -> list[str]:
        names = [self.quote_name(table) for table in tables]
        return [
            "SET session_replication_role = replica",
            "SET lock_timeout = '60s'",
            *(f"DELETE FROM {name}" for name in names),  # noqa: S608 - our own tables
            "SET lock_timeout = DEFAULT",
            "SET session_replication_role = DEFAULT",
        ]

    DatabaseOperations.sql_flush = without_triggers


@pytest.fixture
def postgres(db: None) -> Any:
    """The test database's own connection, for what runs on a psycopg connection that is given to it."""
    connection.ensure_connection()
    return connection.connection


@pytest.fixture(scope="session")
def law_plans() -> Callable[..., Any]:
    """The SQL of a jurisdiction's rules in a dialect, kept between runs: to write it takes Ibis many
    seconds.
    """
    return kept_plan


@pytest.fixture
def kunming(db: None) -> Association:
    """The association of Kunming."""
    return actors.association("kunming", zh="昆明市私营经济协会", en="Kunming Private Economy Association")


@pytest.fixture
def qujing(db: None) -> Association:
    """A neighbour association, which may see nothing of Kunming's."""
    return actors.association("qujing", zh="曲靖市私营经济协会", en="Qujing Private Economy Association")


@pytest.fixture
def manager(kunming: Association) -> Actor:
    return actors.actor(kunming, Role.MANAGER, name="林经理")


@pytest.fixture
def clerk(kunming: Association) -> Actor:
    return actors.actor(kunming, Role.CLERK, name="周文员")


@pytest.fixture
def trainer(kunming: Association) -> Actor:
    return actors.actor(kunming, Role.TRAINER, name="何培训")


@pytest.fixture
def monitor(kunming: Association) -> Actor:
    return actors.actor(kunming, Role.MONITOR, name="马监督")


@pytest.fixture
def other_monitor(kunming: Association) -> Actor:
    return actors.actor(kunming, Role.MONITOR, name="唐监督")


@pytest.fixture
def case_officer(kunming: Association) -> Actor:
    return actors.actor(kunming, Role.CASE_OFFICER, name="罗专员")


@pytest.fixture
def board(kunming: Association) -> Actor:
    return actors.actor(kunming, Role.BOARD, name="赵理事")


@pytest.fixture
def administrator(db: None) -> Actor:
    return actors.administrator()


@pytest.fixture
def neighbour_manager(qujing: Association) -> Actor:
    return actors.actor(qujing, Role.MANAGER, name="邻会经理")


@pytest.fixture
def stranger(db: None) -> Person:
    """Someone with an account and no role."""
    return Person.objects.create_user("stranger@example.org", "a long enough password", name="路人")
