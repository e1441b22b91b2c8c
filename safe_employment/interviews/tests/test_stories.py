"""Who reads a story, what is noted of it, and what may be published."""

from __future__ import annotations

from datetime import date

import pytest

from safe_employment.interviews import commands, queries
from safe_employment.interviews.models import AgeBand, CaseState, CaseStudy, Scope, Side, Story, Theme
from safe_employment.interviews.states import CASE
from safe_employment.interviews.tests import factories
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry

TEXT = "每天十二小时，没有休息日。"


def test_few_read_and_each_reading_is_noted(
    kunming: Association, case_officer: Actor, manager: Actor
) -> None:
    case = factories.case_study(kunming, scope=Scope.KEEP, text=TEXT)
    assert queries.read_story(case_officer, case.pk).how_treated == TEXT
    queries.read_story(manager, case.pk)
    readers = [entry.person for entry in queries.readings_of(manager, case)]
    assert readers == [manager.person, case_officer.person]
    assert all(TEXT not in str(entry.details) for entry in AuditEntry.objects.all())


@pytest.mark.parametrize("role", ["board", "monitor", "clerk", "neighbour_manager"])
def test_others_neither_read_nor_see(role: str, kunming: Association, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(role)
    case = factories.case_study(kunming, scope=Scope.PUBLISH, text=TEXT, state=CaseState.CLEARED)
    assert not queries.case_studies_for(by).exists()
    with pytest.raises(Hidden):
        queries.read_story(by, case.pk)
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("scope", "state", "reads"),
    [
        (Scope.KEEP, CaseState.RECORDED, False),
        (Scope.KEEP, CaseState.RELEASED, False),
        (Scope.USE_INSIDE, CaseState.RECORDED, False),
        (Scope.USE_INSIDE, CaseState.RELEASED, True),
        (Scope.PUBLISH, CaseState.RECORDED, False),
        (Scope.PUBLISH, CaseState.CLEARED, True),
    ],
)
def test_a_trainer_reads_what_was_agreed_and_released(
    scope: str, state: str, reads: bool, kunming: Association, trainer: Actor
) -> None:
    case = factories.case_study(kunming, scope=scope, text=TEXT, state=state)
    if reads:
        assert queries.read_story(trainer, case.pk).how_treated == TEXT
    else:
        with pytest.raises(Hidden):
            queries.read_story(trainer, case.pk)


def test_a_text_is_written_without_identities(kunming: Association, case_officer: Actor) -> None:
    case = factories.case_study(kunming)
    with pytest.raises(ProgrammeError, match="INTERVIEWS_STORY_EMPTY"):
        commands.write_story(by=case_officer, case_study=case.pk, how_treated="  ")
    with pytest.raises(ProgrammeError, match="INTERVIEWS_STORY_HOLDS_IDENTITY"):
        commands.write_story(by=case_officer, case_study=case.pk, how_treated="电话13888012345")
    commands.write_story(by=case_officer, case_study=case.pk, how_treated=TEXT, wishes="想学技术")
    assert Story.objects.get().wishes == "想学技术"
    entry = AuditEntry.objects.get(action="interviews.write_story")
    assert entry.details == {"characters": len(TEXT) + 4}


def test_a_text_in_use_is_taken_back_before_it_is_changed(kunming: Association, case_officer: Actor) -> None:
    case = factories.case_study(kunming, text=TEXT)
    commands.release_case_study(by=case_officer, case_study=case.pk)
    with pytest.raises(ProgrammeError, match="INTERVIEWS_STORY_IN_USE"):
        commands.write_story(by=case_officer, case_study=case.pk, how_treated="…")
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.take_back(by=case_officer, case_study=case.pk, reason="")
    commands.take_back(by=case_officer, case_study=case.pk, reason="补充细节")
    commands.write_story(by=case_officer, case_study=case.pk, how_treated="改写")


def test_the_lifecycle_of_a_case_study() -> None:
    assert {(row.verb, source, row.target) for row in CASE.transitions for source in row.sources} == {
        ("release_case_study", "recorded", "released"),
        ("clear_case_study", "released", "cleared"),
        ("take_back_case_study", "released", "recorded"),
        ("take_back_case_study", "cleared", "recorded"),
        ("withdraw_case_study", "recorded", "withdrawn"),
        ("withdraw_case_study", "released", "withdrawn"),
        ("withdraw_case_study", "cleared", "withdrawn"),
    }


def test_nothing_is_released_beyond_consent_or_without_text(kunming: Association, manager: Actor) -> None:
    kept = factories.case_study(kunming, scope=Scope.KEEP, text=TEXT)
    with pytest.raises(ProgrammeError, match="INTERVIEWS_SCOPE_TOO_NARROW"):
        commands.release_case_study(by=manager, case_study=kept.pk)
    empty = factories.case_study(kunming)
    with pytest.raises(ProgrammeError, match="INTERVIEWS_STORY_MISSING"):
        commands.release_case_study(by=manager, case_study=empty.pk)
    inside = factories.case_study(kunming, text=TEXT, state=CaseState.RELEASED)
    with pytest.raises(ProgrammeError, match="INTERVIEWS_SCOPE_TOO_NARROW"):
        commands.clear_case_study(by=manager, case_study=inside.pk)


def released(kunming: Association, **facts: object) -> CaseStudy:
    return factories.case_study(kunming, scope=Scope.PUBLISH, text=TEXT, state=CaseState.RELEASED, **facts)


def test_a_second_person_clears_for_publication(
    kunming: Association, manager: Actor, case_officer: Actor
) -> None:
    consent = factories.consent(kunming, case_officer.person, scope=Scope.PUBLISH)
    case = released(kunming, consent=consent)
    with pytest.raises(ProgrammeError, match="INTERVIEWS_SAME_PERSON"):
        commands.clear_case_study(by=case_officer, case_study=case.pk)
    assert commands.clear_case_study(by=manager, case_study=case.pk).state == CaseState.CLEARED


def test_a_child_is_never_published(kunming: Association, manager: Actor) -> None:
    case = released(kunming, age_band=AgeBand.AGED_16_17)
    with pytest.raises(ProgrammeError, match="INTERVIEWS_CHILD_NOT_PUBLISHED"):
        commands.clear_case_study(by=manager, case_study=case.pk)


def test_a_rare_combination_is_not_published(kunming: Association, manager: Actor) -> None:
    case = released(kunming, home_division_code="530622")
    factories.case_study(kunming, home_division_code="530622", age_band=AgeBand.AGED_25_ON)
    factories.case_study(kunming, home_division_code="530622")
    assert queries.recognition_of(case).sharing == 2
    with pytest.raises(ProgrammeError, match="INTERVIEWS_RECOGNISABLE"):
        commands.clear_case_study(by=manager, case_study=case.pk)
    factories.case_study(kunming, home_division_code="530622")
    assert commands.clear_case_study(by=manager, case_study=case.pk).state == CaseState.CLEARED


def test_the_codebook(kunming: Association, case_officer: Actor, trainer: Actor) -> None:
    added = commands.add_usual_themes(by=case_officer)
    assert len(added) == Theme.objects.count() >= 20
    assert commands.add_usual_themes(by=case_officer) == []
    with pytest.raises(ProgrammeError, match="INTERVIEWS_THEME_TWICE"):
        commands.add_theme(by=case_officer, side=Side.WHY_MIGRATED, name_zh="家里缺钱")
    theme = Theme.objects.get(name_zh="没有休息日")
    factories.case_study(kunming).themes.add(theme)
    assert queries.theme_for(case_officer, theme.pk).times == 1
    with pytest.raises(ProgrammeError, match="INTERVIEWS_THEME_IN_USE"):
        commands.remove_theme(by=case_officer, theme=theme.pk)
    commands.change_theme(
        by=case_officer, theme=theme.pk, side=theme.side, name_zh=theme.name_zh, is_retired=True
    )
    with pytest.raises(Hidden):
        commands.add_theme(by=trainer, side=Side.WHY_MIGRATED, name_zh="别的")


def test_a_neighbours_theme_is_not_used(kunming: Association, qujing: Association, manager: Actor) -> None:
    case = factories.case_study(kunming)
    with pytest.raises(Hidden):
        commands.change_case_study(
            by=manager, case_study=case.pk, today=date(2008, 1, 1), themes=[factories.theme(qujing)]
        )
