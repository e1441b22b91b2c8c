"""No case study without consent; withdrawn is gone, from the history too."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from safe_employment.interviews import commands, queries
from safe_employment.interviews.models import (
    AgeBand,
    CaseState,
    CaseStudy,
    Consent,
    ConsentWay,
    Guardian,
    Scope,
    Sector,
    Sex,
    Story,
)
from safe_employment.interviews.tests import factories
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, Notice
from safe_employment.kit.notices import word

TODAY = date(2007, 10, 20)
NOW = datetime(2008, 3, 1, 4, tzinfo=UTC)
SECRET = "老板扣了她三个月的工资"


def agreed(**facts: Any) -> Any:
    return {
        "scope": Scope.USE_INSIDE,
        "way": ConsentWay.WRITTEN,
        "language": "汉语",
        "given_on": date(2007, 10, 10),
        "sheet_kept_at": "保密柜 3",
        **facts,
    }


def told(**facts: Any) -> dict[str, Any]:
    return {
        "invented_name": "小云",
        "interviewed_on": date(2007, 10, 10),
        "sector": Sector.CATERING,
        "age_band": AgeBand.AGED_18_20,
        "sex": Sex.FEMALE,
        "home_division_code": "530622",
        **facts,
    }


def test_a_case_study_comes_with_its_consent(case_officer: Actor) -> None:
    first = commands.record_case_study(by=case_officer, consent=agreed(), today=TODAY, **told())
    second = commands.record_case_study(by=case_officer, consent=agreed(), today=TODAY, **told())
    assert [str(first), str(second)] == ["CS-0001", "CS-0002"]
    assert first.consent.recorded_by == first.interviewed_by == case_officer.person
    entry = AuditEntry.objects.filter(action="interviews.record_case_study").first()
    assert entry is not None
    assert "小云" not in f"{entry.object_label} {entry.details}"


def test_the_database_has_no_case_study_without_consent(kunming: Association) -> None:
    column = CaseStudy._meta.get_field("consent")
    assert isinstance(column, models.OneToOneField)
    assert not column.null
    made = factories.case_study(kunming)
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStudy.objects.filter(pk=made.pk).update(consent=None)
    with pytest.raises(models.ProtectedError):
        made.consent.delete()


@pytest.mark.parametrize(
    ("consent", "facts", "code"),
    [
        ({"way": ConsentWay.ORAL}, {}, "INTERVIEWS_WITNESS_MISSING"),
        ({}, {"age_band": AgeBand.AGED_16_17}, "INTERVIEWS_GUARDIAN_MISSING"),
        ({"given_on": date(2007, 10, 11)}, {}, "INTERVIEWS_CONSENT_AFTER_INTERVIEW"),
        ({}, {"interviewed_on": date(2007, 10, 21)}, "INTERVIEWS_DAY_TO_COME"),
    ],
)
def test_a_wrong_consent_is_refused(
    case_officer: Actor, consent: dict[str, Any], facts: dict[str, Any], code: str
) -> None:
    with pytest.raises(ProgrammeError, match=code):
        commands.record_case_study(by=case_officer, consent=agreed(**consent), today=TODAY, **told(**facts))
    assert not Consent.objects.exists()


def test_oral_consent_has_a_witness_who_is_someone_else(case_officer: Actor, manager: Actor) -> None:
    oral = agreed(way=ConsentWay.ORAL, witness=manager.person)
    assert commands.record_case_study(by=case_officer, consent=oral, today=TODAY, **told()).pk
    with pytest.raises(IntegrityError, match="oral_consent"), transaction.atomic():
        factories.consent(manager.home, manager.person, way=ConsentWay.ORAL, witness=manager.person)


def test_a_person_records_consent(kunming: Association, case_officer: Actor) -> None:
    with pytest.raises(ProgrammeError, match="INTERVIEWS_NO_RECORDER"):
        commands.record_case_study(by=machine(kunming), consent=agreed(), today=TODAY, **told())
    made = commands.record_case_study(
        by=machine(kunming), recorder=case_officer.person, consent=agreed(), today=TODAY, **told()
    )
    assert made.interviewed_by == case_officer.person


@pytest.mark.parametrize("role", ["trainer", "monitor", "clerk", "board"])
def test_others_do_not_record_or_withdraw(
    role: str, kunming: Association, request: pytest.FixtureRequest
) -> None:
    by, case = request.getfixturevalue(role), factories.case_study(kunming, text=SECRET)
    with pytest.raises(Hidden):
        commands.record_case_study(by=by, consent=agreed(), today=TODAY, **told())
    with pytest.raises(Hidden):
        commands.withdraw_consent(by=by, case_study=case.pk, now=NOW)


def test_a_neighbour_does_not_withdraw(kunming: Association, neighbour_manager: Actor) -> None:
    case = factories.case_study(kunming, text=SECRET)
    with pytest.raises(Hidden):
        commands.withdraw_consent(by=neighbour_manager, case_study=case.pk, now=NOW)
    assert Story.objects.exists()


def test_withdrawal_leaves_only_what_is_counted(kunming: Association, manager: Actor) -> None:
    case = factories.case_study(kunming, text=SECRET, home_division_code="530622")
    case.themes.add(factories.theme(kunming))
    commands.release_case_study(by=manager, case_study=case.pk)
    commands.withdraw_consent(by=manager, case_study=case.pk, now=NOW)
    case = CaseStudy.objects.get()
    assert not Story.objects.exists()
    assert (case.state, case.invented_name, case.home_division_code) == (CaseState.WITHDRAWN, "", "")
    assert not case.themes.exists()
    assert (case.sector, case.age_band, case.sex) == (Sector.CATERING, AgeBand.AGED_18_20, Sex.FEMALE)
    assert case.consent.withdrawn_at == NOW
    assert not queries.case_studies_with_consent(kunming, date(2007, 1, 1), date(2008, 1, 1)).exists()


def test_no_word_of_a_withdrawn_story_is_left_anywhere(case_officer: Actor) -> None:
    case = commands.record_case_study(by=case_officer, consent=agreed(), today=TODAY, **told())
    commands.write_story(by=case_officer, case_study=case.pk, how_treated=SECRET)
    commands.write_story(by=case_officer, case_study=case.pk, how_treated=SECRET + "，还打骂她")
    queries.read_story(case_officer, case.pk)
    commands.withdraw_consent(by=case_officer, case_study=case.pk, now=NOW)
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows = "\n".join(row[0] for row in cursor.fetchall())
        for trace in (SECRET, "小云", "530622", "保密柜"):
            assert trace not in rows, (table, trace)


def test_texts_have_no_history() -> None:
    names = {model.__name__ for model in apps.get_app_config("interviews").get_models()}
    assert "StoryEvent" not in names
    history = apps.get_model("interviews", "CaseStudyEvent")
    assert not {"invented_name", "home_division_code"} & {field.name for field in history._meta.get_fields()}


def test_the_database_itself_removes_the_text(kunming: Association, manager: Actor) -> None:
    case = factories.case_study(kunming, text=SECRET)
    Consent.objects.filter(pk=case.consent_id).update(withdrawn_at=NOW, withdrawal_recorded_by=manager.person)
    assert not Story.objects.exists()
    with pytest.raises(IntegrityError, match="consent was withdrawn"), transaction.atomic():
        Story.objects.create(case_study=case, how_treated=SECRET)


def test_nothing_is_written_after_withdrawal(kunming: Association, manager: Actor) -> None:
    case = factories.case_study(kunming, text=SECRET)
    commands.withdraw_consent(by=manager, case_study=case.pk, now=NOW)
    for attempt in (
        lambda: commands.write_story(by=manager, case_study=case.pk, how_treated="x"),
        lambda: commands.change_case_study(by=manager, case_study=case.pk, today=TODAY, sector=Sector.SHOES),
        lambda: commands.change_scope(by=manager, case_study=case.pk, scope=Scope.PUBLISH),
    ):
        with pytest.raises(ProgrammeError, match="INTERVIEWS_CONSENT_WITHDRAWN"):
            attempt()
    with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
        commands.withdraw_consent(by=manager, case_study=case.pk, now=NOW)


def test_a_narrowed_consent_takes_the_story_back(kunming: Association, manager: Actor) -> None:
    case = factories.case_study(kunming, text=SECRET)
    commands.release_case_study(by=manager, case_study=case.pk)
    commands.change_scope(by=manager, case_study=case.pk, scope=Scope.PUBLISH)
    assert CaseStudy.objects.get().state == CaseState.RELEASED
    commands.change_scope(by=manager, case_study=case.pk, scope=Scope.KEEP)
    assert CaseStudy.objects.get().state == CaseState.RECORDED


@pytest.mark.parametrize(
    ("age", "kind"),
    [
        (AgeBand.UNDER_16, "interviews.child_under_16"),
        (AgeBand.AGED_16_17, "interviews.young_worker"),
    ],
)
def test_a_child_is_an_emergency_for_the_case_officer(
    age: str, kind: str, manager: Actor, case_officer: Actor
) -> None:
    consent = agreed(guardian=Guardian.AUTHORITY)
    case = commands.record_case_study(by=manager, consent=consent, today=TODAY, **told(age_band=age))
    notice = Notice.objects.get()
    assert (notice.kind, notice.person) == (kind, case_officer.person)
    assert str(case) in word(notice, "en").text
    assert "小云" not in str(notice.facts)


def test_a_story_of_years_ago_or_of_an_adult_alarms_no_one(case_officer: Actor) -> None:
    consent = agreed(guardian=Guardian.AGREED)
    commands.record_case_study(
        by=case_officer, consent=consent, today=date(2009, 1, 1), **told(age_band=AgeBand.UNDER_16)
    )
    commands.record_case_study(by=case_officer, consent=agreed(), today=TODAY, **told())
    assert not Notice.objects.exists()


def test_without_a_case_officer_the_managers_are_told(manager: Actor) -> None:
    consent = agreed(guardian=Guardian.AGREED)
    commands.record_case_study(by=manager, consent=consent, today=TODAY, **told(age_band=AgeBand.UNDER_16))
    assert Notice.objects.get().person == manager.person


def test_case_studies_are_counted_by_period(kunming: Association, qujing: Association) -> None:
    inside = factories.case_study(kunming, interviewed_on=date(2007, 1, 1))
    factories.case_study(kunming, interviewed_on=date(2008, 1, 1))
    factories.case_study(qujing)
    assert list(queries.case_studies_with_consent(kunming, date(2007, 1, 1), date(2008, 1, 1))) == [inside]
