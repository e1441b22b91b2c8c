"""What is kept of screenings, and that it goes when its time is over."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association, AuditEntry, Unmasking
from safe_employment.screenings import commands
from safe_employment.screenings.models import Outcome, Screening, ScreeningAnswer, State
from safe_employment.screenings.retention import PERIODS, enforce_retention, is_due, years_before
from safe_employment.screenings.tasks import remove_what_is_over
from safe_employment.screenings.tests import factories

CONCLUDED = datetime(2026, 10, 2, 2, tzinfo=UTC)


def concluded(of: Association, outcome: str, **facts: Any) -> Screening:
    made = factories.screening(
        of, state=State.CLOSED, outcome=outcome, concluded_at=CONCLUDED, assessment={"result": {}},
        contact="13800000001", **facts,
    )  # fmt: skip
    factories.answers(made, ["D4.01"])
    return made


@pytest.mark.parametrize(
    ("outcome", "day", "there", "contact"),
    [
        (Outcome.NO_INDICATION, date(2027, 10, 1), True, True),
        (Outcome.NO_INDICATION, date(2027, 10, 2), False, False),
        (Outcome.WATCH, date(2027, 10, 1), True, True),
        (Outcome.WATCH, date(2027, 10, 2), True, False),
        (Outcome.URGENT, date(2031, 10, 1), True, False),
        (Outcome.WATCH, date(2031, 10, 2), False, False),
        (Outcome.URGENT, date(2031, 10, 2), False, False),
    ],
)
def test_each_goes_on_its_day(
    outcome: str, day: date, there: bool, contact: bool, kunming: Association
) -> None:
    concluded(kunming, outcome)
    enforce_retention(by=machine(kunming), today=day)
    assert (Screening.objects.exists(), ScreeningAnswer.objects.exists()) == (there, there)
    assert Screening.objects.filter(contact__isnull=False).exists() is contact


def test_what_is_open_or_opened_again_stays(kunming: Association) -> None:
    factories.screening(kunming, opened_at=datetime(2010, 1, 1, tzinfo=UTC), contact="13800000001")
    removed = enforce_retention(by=machine(kunming), today=date(2066, 1, 1))
    assert set(removed.values()) == {0}
    assert Screening.objects.get().contact is not None
    assert not is_due(kunming, date(2066, 1, 1))


def test_the_log_of_looks_at_the_contact_goes_with_it(kunming: Association, case_officer: Actor) -> None:
    made = concluded(kunming, Outcome.WATCH)
    commands.show_contact(by=case_officer, screening=made.pk, reason="见面")
    enforce_retention(by=machine(kunming), today=date(2031, 10, 2))
    assert not Unmasking.objects.exists()


def test_the_morning_enforces_it_once_and_for_each_association(
    kunming: Association, qujing: Association, case_officer: Actor
) -> None:
    concluded(kunming, Outcome.WATCH)
    other = concluded(qujing, Outcome.NO_INDICATION)
    for _morning in range(2):
        remove_what_is_over(machine(kunming), datetime(2027, 11, 1, tzinfo=UTC))
    entry = AuditEntry.objects.get(action="screenings.enforce_retention")
    assert entry.details == {"no_indication": 0, "contacts": 1, "others": 0, "day": "2027-11-01"}
    other.refresh_from_db()
    assert other.contact is not None
    with pytest.raises(Hidden):
        enforce_retention(by=case_officer, today=date(2027, 11, 1))


def test_years_end_where_there_is_no_29_february() -> None:
    assert years_before(date(2028, 2, 29), 1) == date(2027, 2, 28)
    assert years_before(date(2028, 2, 29), 4) == date(2024, 2, 29)
    assert len({period.key for period in PERIODS}) == len(PERIODS)
