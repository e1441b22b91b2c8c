"""Workers: what is read from a number, what is refused, who comes and goes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.sealed import Plain, open_sealed
from safe_employment.members.models import Employer, Workplace
from safe_employment.members.tests import factories as members
from safe_employment.workforce import commands, queries
from safe_employment.workforce.models import Worker
from safe_employment.workforce.tests import factories
from safe_employment.workforce.tests.factories import identity_number

TODAY = date(2026, 11, 22)


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, address="翠湖路1号")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


def add(by: Actor, employer: Employer, number: str = "", **facts: Any) -> Worker:
    values: dict[str, Any] = {
        "id_type": "resident_id",
        "name": "李小明",
        "employment_form": "full_time",
        "post": "服务员",
        "hire_date": date(2026, 3, 1),
        **facts,
    }
    given = Plain(number) if number else None
    return commands.add_worker(by=by, employer=employer.pk, today=TODAY, id_number=given, **values)


def test_sex_and_birth_date_are_read_from_the_number(contact: Actor, employer: Employer) -> None:
    number = identity_number(date(1995, 5, 20), sex="F")
    made = add(contact, employer, f" {number[:6]} {number[6:14]} {number[14:].lower()} ")
    made.refresh_from_db()
    assert (made.sex, made.birth_date) == ("F", date(1995, 5, 20))
    assert open_sealed(made, "id_number") == Plain(number)
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.object_label) == ("workforce.add_worker", f"W{made.pk:06d}")


@pytest.mark.parametrize(
    ("number", "facts", "error"),
    [
        (identity_number(sex="M"), {"sex": "F"}, ("WORKFORCE_SEX_DIFFERS", "sex")),
        (identity_number(), {"birth_date": date(1990, 1, 2)}, ("WORKFORCE_BIRTH_DIFFERS", "birth_date")),
        (identity_number(date(2023, 5, 1)), {}, ("WORKFORCE_AGE_IMPOSSIBLE", "birth_date")),
        (identity_number(date(1920, 5, 1)), {}, ("WORKFORCE_AGE_IMPOSSIBLE", "birth_date")),
        ("53010219900101001", {}, ("WORKFORCE_NUMBER_LENGTH", "id_number")),
        ("5301021990130100X1", {}, ("WORKFORCE_NUMBER_SIGNS", "id_number")),
        ("530102199013010011", {}, ("WORKFORCE_NUMBER_DATE", "id_number")),
        (identity_number(division="810000"), {}, ("WORKFORCE_NUMBER_KIND", "id_number")),
        (identity_number(), {"id_type": "hmt_permit"}, ("WORKFORCE_NUMBER_KIND", "id_number")),
        ("E1", {"id_type": "passport"}, ("WORKFORCE_NUMBER_FORM", "id_number")),
        ("MA1234567", {"id_type": "passport"}, ("WORKFORCE_SEX_MISSING", "sex")),
        ("MA1234567", {"id_type": "passport", "sex": "F"}, ("WORKFORCE_BIRTH_MISSING", "birth_date")),
        ("", {}, ("WORKFORCE_SEX_MISSING", "sex")),
        (
            identity_number(),
            {"hire_date": TODAY + timedelta(days=93)},
            ("WORKFORCE_TOO_FAR_AHEAD", "hire_date"),
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    contact: Actor, employer: Employer, number: str, facts: dict[str, Any], error: tuple[str, str]
) -> None:
    with pytest.raises(ProgrammeError) as refused:
        add(contact, employer, number, **facts)
    assert (refused.value.code, refused.value.field) == error
    assert not number or number not in str(refused.value)
    assert not Worker.objects.exists()


def test_a_wrong_check_digit_is_kept_only_if_the_card_says_so(contact: Actor, employer: Employer) -> None:
    number = identity_number()
    wrong = number[:17] + ("1" if number[17] != "1" else "2")
    facts: dict[str, Any] = {"sex": "M", "birth_date": date(1990, 1, 1)}
    with pytest.raises(ProgrammeError, match="WORKFORCE_NUMBER_CHECK"):
        add(contact, employer, wrong, **facts)
    made = add(contact, employer, wrong, number_as_shown=True, **facts)
    assert open_sealed(made, "id_number") == Plain(wrong)


def test_a_child_is_not_refused_for_the_register_says_what_is(contact: Actor, employer: Employer) -> None:
    made = add(contact, employer, identity_number(date(2012, 1, 1)))
    assert made.age_when_hired == 14


def test_someone_without_papers_can_be_entered(contact: Actor, employer: Employer) -> None:
    facts: dict[str, Any] = {"id_type": "other", "sex": "F", "birth_date": date(2001, 1, 1)}
    made = add(contact, employer, nationality="MM", **facts)
    assert made.id_number is None
    add(contact, employer, nationality="MM", **facts)
    assert Worker.objects.count() == 2


def test_spells_of_one_number_do_not_overlap_and_the_record_is_named(
    contact: Actor, employer: Employer
) -> None:
    number = identity_number()
    first = add(contact, employer, number)
    with pytest.raises(ProgrammeError) as refused:
        add(contact, employer, number, hire_date=date(2026, 6, 1))
    assert refused.value.code == "WORKFORCE_SPELL_OVERLAPS"
    assert refused.value.facts["record"] == str(first)
    assert number not in str(refused.value)
    left = commands.record_leaving(by=contact, worker=first.pk, leave_date=date(2026, 6, 1), today=TODAY)
    again = commands.rehire_worker(
        by=contact,
        worker=left.pk,
        today=TODAY,
        hire_date=date(2026, 6, 1),
        employment_form="part_time",
        post="收银",
    )
    assert open_sealed(again, "id_number") == Plain(number)
    assert (again.name, again.post, again.leave_date) == (first.name, "收银", None)
    with pytest.raises(ProgrammeError, match="WORKFORCE_SPELL_OVERLAPS"):
        commands.take_leaving_back(by=contact, worker=first.pk)


def test_the_database_holds_the_spells_apart(employer: Employer, kunming: Association) -> None:
    number = identity_number()
    factories.worker(employer, number=number, leave_date=date(2026, 6, 1))
    with pytest.raises(IntegrityError, match="spells_of_a_worker_do_not_overlap"), transaction.atomic():
        factories.worker(employer, number=number, hire_date=date(2026, 5, 31))
    factories.worker(employer, number=number, hire_date=date(2026, 6, 1))
    factories.worker(members.employer(kunming), number=number)
    factories.worker(employer)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"leave_date": date(2026, 3, 1)}, "worker_leaves_after_hire"),
        ({"birth_date": date(2026, 3, 1)}, "worker_born_before_hire"),
        ({"nationality": "cn"}, "nationality_is_two_letters"),
        ({"id_number": None}, "identity_number_and_its_hash_together"),
        ({"household_code": "昆明"}, "household_division_is_six_digits"),
    ],
)
def test_the_database_refuses_a_wrong_worker(
    employer: Employer, change: dict[str, Any], constraint: str
) -> None:
    made = factories.worker(employer)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Worker.objects.filter(pk=made.pk).update(**change)


def test_only_the_dispatched_have_a_dispatching_company(
    contact: Actor, employer: Employer, kunming: Association, qujing: Association
) -> None:
    made = factories.worker(employer)
    company = factories.agency(kunming, kind="dispatch")
    with pytest.raises(ProgrammeError, match="WORKFORCE_DISPATCHER_NEEDS_FORM"):
        commands.change_worker(by=contact, worker=made.pk, today=TODAY, dispatch_agency=company)
    facts: dict[str, Any] = {
        "by": contact,
        "worker": made.pk,
        "today": TODAY,
        "employment_form": "dispatched",
    }
    commands.change_worker(**facts, dispatch_agency=company)
    with pytest.raises(Hidden):
        commands.change_worker(**facts, dispatch_agency=factories.agency(qujing, kind="dispatch"))


def test_a_workplace_of_another_employer_does_not_exist(
    contact: Actor, employer: Employer, kunming: Association
) -> None:
    made = factories.worker(employer)
    other = members.employer(kunming, address="北京路2号")
    with pytest.raises(Hidden):
        commands.change_worker(
            by=contact, worker=made.pk, today=TODAY, workplace=Workplace.objects.get(employer=other)
        )


def test_a_number_is_corrected_and_others_stay(contact: Actor, employer: Employer) -> None:
    made = factories.worker(employer, account="6222021234567890")
    before = bytes(made.bank_account)
    right = identity_number(date(1988, 8, 8), sex="F")
    facts: dict[str, Any] = {"id_type": "resident_id", "sex": "", "birth_date": None}
    commands.change_worker(by=contact, worker=made.pk, today=TODAY, id_number=Plain(right), **facts)
    made.refresh_from_db()
    assert (made.sex, made.birth_date, bytes(made.bank_account)) == ("F", date(1988, 8, 8), before)
    with pytest.raises(ProgrammeError, match="WORKFORCE_SEX_DIFFERS"):
        commands.change_worker(by=contact, worker=made.pk, today=TODAY, sex="M")
    with pytest.raises(ProgrammeError, match="WORKFORCE_ACCOUNT_FORM"):
        commands.change_worker(by=contact, worker=made.pk, today=TODAY, bank_account=Plain("12a"))
    assert AuditEntry.objects.latest("pk").details["changed"] == ["birth_date", "id_number", "sex"]


def test_leaving_is_recorded_once_and_taken_back(contact: Actor, employer: Employer) -> None:
    made = factories.worker(employer)
    leave: dict[str, Any] = {"by": contact, "worker": made.pk, "today": TODAY}
    for day, code in (
        (date(2026, 3, 1), "WORKFORCE_LEFT_BEFORE_HIRE"),
        (TODAY + timedelta(days=93), "WORKFORCE_TOO_FAR_AHEAD"),
    ):
        with pytest.raises(ProgrammeError, match=code):
            commands.record_leaving(**leave, leave_date=day)
    commands.record_leaving(**leave, leave_date=date(2026, 9, 1))
    with pytest.raises(ProgrammeError, match="WORKFORCE_HAS_LEFT"):
        commands.record_leaving(**leave, leave_date=date(2026, 9, 1))
    with pytest.raises(ProgrammeError, match="WORKFORCE_STILL_HERE"):
        commands.rehire_worker(**leave, hire_date=date(2026, 8, 1), employment_form="full_time", post="x")
    assert commands.take_leaving_back(by=contact, worker=made.pk).leave_date is None


def test_a_record_is_removed_only_while_it_is_new(contact: Actor, employer: Employer) -> None:
    made = factories.worker(employer)
    factories.contract(made)
    day = made.created_at.date()
    with pytest.raises(ProgrammeError, match="WORKFORCE_TOO_LATE_TO_REMOVE"):
        commands.remove_worker(by=contact, worker=made.pk, today=day + timedelta(days=8))
    commands.remove_worker(by=contact, worker=made.pk, today=day + timedelta(days=7))
    assert not Worker.objects.exists()


def test_someone_is_found_by_number_at_ones_own_employer_only(
    contact: Actor, employer: Employer, kunming: Association
) -> None:
    number, other = identity_number(), identity_number()
    made = factories.worker(employer, number=number)
    factories.worker(members.employer(kunming), number=other)
    assert commands.find_by_number(by=contact, number=Plain(number.lower())) == made
    assert commands.find_by_number(by=contact, number=Plain(other)) is None


def test_a_merged_employers_workers_stay_in_reach(contact: Actor, employer: Employer) -> None:
    gone = members.employer(employer.association, merged_into=employer)
    made = factories.worker(gone)
    assert queries.own_worker(contact, made.pk) == made


def test_nothing_that_is_stored_beside_it_holds_the_number(contact: Actor, employer: Employer) -> None:
    number, account = identity_number(date(1991, 2, 3)), "6222021234567890123"
    made = add(contact, employer, number)
    commands.change_worker(by=contact, worker=made.pk, today=TODAY, bank_account=Plain(account), phone="1390")
    commands.unmask_number(by=contact, worker=made.pk, field="id_number", reason="办理社保")
    commands.find_by_number(by=contact, number=Plain(number))
    commands.record_leaving(by=contact, worker=made.pk, leave_date=date(2026, 9, 1), today=TODAY)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        for table in tables:
            cursor.execute(f'SELECT coalesce(string_agg(t::text, chr(10)), chr(32)) FROM "{table}" t')
            text = cursor.fetchone()[0]
            for secret in (number, account, number.encode().hex(), account.encode().hex()):
                assert secret not in text, table
            if table.endswith("event") or table == "kit_auditentry":
                assert "李小明" not in text, table
    assert {"workforce_workerevent", "kit_auditentry", "workforce_worker"} <= set(tables)
