"""Contracts, recruitment, papers, family, what workers were told; agencies and their licences."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce import commands, queries
from safe_employment.workforce.models import Contract, LicenceState, RecruitmentAgency, Worker
from safe_employment.workforce.tests import factories

TODAY = date(2026, 11, 22)
USCC = "91530102MA6K2X3Y4D"


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming)


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


@pytest.fixture
def worker(employer: Employer) -> Worker:
    return factories.worker(employer)


YEAR: dict[str, Any] = {"kind": "fixed", "from_date": date(2026, 3, 1), "to_date": date(2027, 2, 28)}


@pytest.mark.parametrize(
    ("facts", "overlaps"),
    [
        ({"kind": "fixed", "from_date": date(2027, 2, 28), "to_date": date(2028, 2, 27)}, True),
        ({"kind": "fixed", "from_date": date(2027, 3, 1), "to_date": date(2028, 2, 29)}, False),
        ({"kind": "open", "from_date": date(2026, 1, 1)}, True),
        ({"kind": "open", "from_date": date(2027, 3, 1)}, False),
        ({"kind": "fixed", "from_date": date(2025, 3, 1), "to_date": date(2026, 2, 28)}, False),
    ],
)
def test_an_overlapping_contract_is_refused_and_the_other_named(
    contact: Actor, worker: Worker, facts: dict[str, Any], overlaps: bool
) -> None:
    commands.add_contract(by=contact, worker=worker.pk, **YEAR)
    if not overlaps:
        commands.add_contract(by=contact, worker=worker.pk, **facts)
        return
    with pytest.raises(ProgrammeError) as refused:
        commands.add_contract(by=contact, worker=worker.pk, **facts)
    assert refused.value.code == "WORKFORCE_CONTRACT_OVERLAPS"
    assert "2026" in str(refused.value)
    with pytest.raises(IntegrityError, match="contracts_of_a_worker_do_not_overlap"), transaction.atomic():
        Contract.objects.create(association=worker.association, worker=worker, **facts)


def test_two_workers_have_contracts_of_the_same_time(contact: Actor, employer: Employer) -> None:
    for _ in range(2):
        commands.add_contract(by=contact, worker=factories.worker(employer).pk, **YEAR)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"kind": "fixed", "to_date": None}, "WORKFORCE_CONTRACT_LAST_DAY"),
        ({"kind": "open"}, "WORKFORCE_CONTRACT_LAST_DAY"),
        ({"to_date": date(2026, 2, 28)}, "WORKFORCE_CONTRACT_DAYS"),
        ({"probation_from": date(2026, 3, 1)}, "WORKFORCE_PROBATION_DAYS"),
        (
            {"probation_from": date(2026, 2, 1), "probation_to": date(2026, 3, 31)},
            "WORKFORCE_PROBATION_DAYS",
        ),
        (
            {"probation_from": date(2026, 3, 1), "probation_to": date(2027, 3, 31)},
            "WORKFORCE_PROBATION_DAYS",
        ),
    ],
)
def test_days_of_a_contract_that_contradict_each_other(
    contact: Actor, worker: Worker, facts: dict[str, Any], code: str
) -> None:
    with pytest.raises(ProgrammeError, match=code):
        commands.add_contract(by=contact, worker=worker.pk, **{**YEAR, **facts})


def test_what_the_law_forbids_is_recorded_not_refused(contact: Actor, worker: Worker) -> None:
    made = commands.add_contract(
        by=contact,
        worker=worker.pk,
        deposit_amount=Decimal("500.00"),
        documents_held=["id_card"],
        breach_penalty_clauses=["leaving"],
        **YEAR,
    )
    commands.change_contract(by=contact, contract=made.pk, deposit_amount=Decimal(0))
    made.refresh_from_db()
    assert (made.deposit_amount, made.documents_held) == (Decimal(0), ["id_card"])
    commands.remove_contract(by=contact, contract=made.pk)
    assert not Contract.objects.exists()


def test_how_a_worker_came_is_recorded_and_corrected(
    contact: Actor, worker: Worker, kunming: Association, qujing: Association
) -> None:
    known = factories.agency(kunming)
    facts: dict[str, Any] = {"by": contact, "worker": worker.pk, "today": TODAY}
    commands.record_recruitment(**facts, channel="agency", agency=known, agency_name="")
    made = commands.record_recruitment(**facts, promise_kept="no", remarks="说好包吃住")
    assert (made.agency, made.promise_kept) == (known, "no")
    with pytest.raises(ProgrammeError, match="WORKFORCE_FEE_RECEIVER_MISSING"):
        commands.record_recruitment(**facts, recruitment_fee=Decimal(300))
    with pytest.raises(ProgrammeError, match="WORKFORCE_NO_FEE_TO_REPAY"):
        commands.record_recruitment(**facts, fee_repaid_on=TODAY)
    commands.record_recruitment(**facts, recruitment_fee=Decimal(300), fee_paid_to="broker")
    with pytest.raises(ProgrammeError, match="WORKFORCE_DAY_TO_COME"):
        commands.record_recruitment(**facts, fee_repaid_on=date(2026, 11, 23))
    with pytest.raises(Hidden):
        commands.record_recruitment(**facts, agency=factories.agency(qujing))


def test_papers_family_and_what_was_told(contact: Actor, worker: Worker) -> None:
    of: dict[str, Any] = {"by": contact, "worker": worker.pk, "today": TODAY}
    paper = commands.note_paper_seen(**of, kind="id_card", seen_on=TODAY, seen_by="王老板")
    family = commands.add_family_contact(**of, name="王秀英", relation="parent", consent_on=TODAY)
    told = commands.record_training(**of, topic="rights", told_on=TODAY, language="彝语")
    with pytest.raises(ProgrammeError, match="WORKFORCE_TOLD_TWICE"):
        commands.record_training(**of, topic="rights", told_on=TODAY, language="普通话")
    with pytest.raises(ProgrammeError, match="WORKFORCE_DAY_TO_COME"):
        commands.note_paper_seen(**of, kind="id_card", seen_on=date(2026, 11, 23), seen_by="王老板")
    changed = commands.change_family_contact(
        by=contact, family_contact=family.pk, today=TODAY, confirmed_on=TODAY
    )
    assert changed.confirmed_on == TODAY
    commands.remove_paper_seen(by=contact, paper=paper.pk)
    commands.remove_family_contact(by=contact, family_contact=family.pk)
    commands.remove_training(by=contact, training=told.pk)
    assert not worker.papers_seen.exists()
    assert not worker.family_contacts.exists()


@pytest.mark.parametrize(
    ("facts", "day", "state"),
    [
        ({}, date(2026, 3, 1), LicenceState.VALID),
        ({}, date(2023, 12, 31), LicenceState.NOT_YET),
        ({}, date(2028, 12, 31), LicenceState.VALID),
        ({}, date(2029, 1, 1), LicenceState.EXPIRED),
        ({"valid_to": None}, date(2040, 1, 1), LicenceState.VALID),
        ({"revoked_on": date(2026, 3, 1), "revoked_because": "x"}, date(2026, 3, 1), LicenceState.REVOKED),
        ({"revoked_on": date(2026, 3, 2), "revoked_because": "x"}, date(2026, 3, 1), LicenceState.VALID),
        ({"found": False, "licence_no": "", "valid_from": None}, date(2026, 3, 1), LicenceState.NOT_FOUND),
    ],
)
def test_a_licence_stands_by_the_day_and_flags_who_was_hired_then(
    employer: Employer, facts: dict[str, Any], day: date, state: LicenceState
) -> None:
    agency = factories.agency(employer.association, **facts)
    assert agency.licence_state(day) is state
    hired = factories.worker(employer, hire_date=day, birth_date=date(1985, 1, 1))
    factories.recruitment(hired, agency=agency)
    assert queries.flagged(Worker.objects.all()).get().unlicensed is (state is not LicenceState.VALID)


def test_who_is_flagged(employer: Employer) -> None:
    placement = factories.agency(employer.association)
    dispatch = factories.agency(employer.association, kind="dispatch")
    direct, friend, unknown, wrong, sent, by_right, by_wrong = (factories.worker(employer) for _ in range(7))
    factories.recruitment(friend, channel="relative")
    factories.recruitment(unknown, channel="agency", agency_name="某中介")
    factories.recruitment(wrong, channel="dispatch", agency=placement)
    Worker.objects.filter(pk__in=[sent.pk, by_right.pk, by_wrong.pk]).update(employment_form="dispatched")
    Worker.objects.filter(pk=by_right.pk).update(dispatch_agency=dispatch)
    Worker.objects.filter(pk=by_wrong.pk).update(dispatch_agency=placement)
    flagged = queries.flagged(Worker.objects.all()).filter(unlicensed=True)
    assert set(flagged) == {unknown, wrong, sent, by_wrong}
    assert direct not in flagged


def test_the_register_of_agencies(clerk: Actor) -> None:
    facts: dict[str, Any] = {
        "name": "春城人力",
        "kind": "placement",
        "licence_no": "滇001",
        "valid_from": date(2024, 1, 1),
        "source": "人社局",
        "checked_on": TODAY,
    }
    made = commands.add_agency(by=clerk, today=TODAY, **facts)
    with pytest.raises(ProgrammeError, match="WORKFORCE_AGENCY_TWICE"):
        commands.add_agency(by=clerk, today=TODAY, **facts)
    for change, code in (
        ({"uscc": USCC[:-1] + "0"}, "WORKFORCE_AGENCY_CODE"),
        ({"licence_no": ""}, "WORKFORCE_AGENCY_LICENCE"),
        ({"valid_to": date(2023, 1, 1)}, "WORKFORCE_AGENCY_DAYS"),
        ({"checked_on": date(2026, 11, 23)}, "WORKFORCE_DAY_TO_COME"),
    ):
        with pytest.raises(ProgrammeError, match=code):
            commands.change_agency(by=clerk, agency=made.pk, today=TODAY, **change)
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.revoke_licence(by=clerk, agency=made.pk, revoked_on=TODAY, reason=" ", today=TODAY)
    commands.revoke_licence(by=clerk, agency=made.pk, revoked_on=TODAY, reason="吊销", today=TODAY)
    assert commands.restore_licence(by=clerk, agency=made.pk).licence_state(TODAY) is LicenceState.VALID
    factories.recruitment(factories.worker(members.employer(clerk.home)), agency=made)
    with pytest.raises(ProgrammeError, match="WORKFORCE_AGENCY_IN_USE"):
        commands.remove_agency(by=clerk, agency=made.pk)
    assert [found.pk for found in queries.agencies_called(clerk, "滇00")] == [made.pk]
    bare = factories.agency(clerk.home)
    commands.remove_agency(by=clerk, agency=bare.pk)
    assert RecruitmentAgency.objects.get() == made
