"""The standard texts and the drafting and publishing of versions."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from safe_employment.conduct import commands
from safe_employment.conduct.models import Article, CodeVersion, Point, Recommendation, TextState
from safe_employment.conduct.states import CODE_VERSION
from safe_employment.conduct.tests import factories
from safe_employment.conduct.texts import standard_code, standard_recommendation
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association

TODAY = factories.TODAY
ARTICLE = {"point": "1", "title_zh": "题", "title_en": "Title", "text_zh": "文", "text_en": "Text"}


def is_chinese(text: str) -> bool:
    return sum("\u4e00" <= sign <= "\u9fff" for sign in text) > len(text) / 2


def test_the_standard_code_has_every_point_in_both_languages() -> None:
    code = standard_code()
    assert {article.point for article in code.articles} == {str(point) for point in Point}
    assert 9 <= len(code.articles) <= 13
    for part in (code.title, code.preamble, code.pledge, *(a.title for a in code.articles)):
        assert is_chinese(part.zh)
        assert part.en.isascii()
    for article in code.articles:
        assert is_chinese(article.text.zh)
        assert len(article.text.zh.splitlines()) == len(article.text.en.splitlines())


def test_the_standard_recommendation_makes_five_calls() -> None:
    text = standard_recommendation().text
    assert [line[:2] for line in text.zh.splitlines()[2:7]] == ["一、", "二、", "三、", "四、", "五、"]
    assert [line[:2] for line in text.en.splitlines()[2:7]] == ["1.", "2.", "3.", "4.", "5."]


def test_publishing_the_standard_twice_is_refused(manager: Actor) -> None:
    version = commands.publish_standard_code(by=manager, published_on=date(2025, 3, 1), today=TODAY)
    assert (version.number, version.state, version.articles.count()) == (1, "published", 12)
    with pytest.raises(ProgrammeError, match="CONDUCT_STANDARD_IN_FORCE"):
        commands.publish_standard_code(by=manager, published_on=TODAY, today=TODAY)
    assert CodeVersion.objects.count() == 1


def test_a_revision_supersedes_what_was_in_force(kunming: Association) -> None:
    first = factories.published_code(kunming)
    second = factories.revised_code(kunming, published_on=date(2025, 6, 1))
    first.refresh_from_db()
    assert (first.state, first.superseded_on) == ("superseded", date(2025, 6, 1))
    assert (second.number, second.state) == (2, "published")
    assert second.articles.count() == first.articles.count()
    assert not first.articles.get(order=1).text_zh.endswith("许可证。")


@pytest.mark.parametrize(
    "change",
    [
        {"preamble_zh": "改了"},
        {"number": 9},
        {"published_on": TODAY},
        {"state": "draft", "published_on": None},
    ],
)
def test_the_database_keeps_a_published_version(kunming: Association, change: dict[str, object]) -> None:
    version = CodeVersion.objects.filter(pk=factories.published_code(kunming).pk)
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        version.update(**change)


def test_the_database_keeps_a_published_version_from_removal(kunming: Association) -> None:
    version = CodeVersion.objects.filter(pk=factories.published_code(kunming).pk)
    with pytest.raises(IntegrityError, match="cannot be removed"), transaction.atomic():
        version._raw_delete("default")
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        version.delete()


def test_the_database_keeps_published_articles(kunming: Association) -> None:
    version = factories.published_code(kunming)
    article = Article.objects.filter(version=version, order=2)
    for change in (
        lambda: article.update(text_zh="改了"),
        article.delete,
        lambda: Article.objects.create(version=version, order=99, **ARTICLE),
    ):
        with pytest.raises(IntegrityError, match="published"), transaction.atomic():
            change()
    assert version.articles.count() == 12


def test_a_superseded_version_does_not_come_back(kunming: Association) -> None:
    first = factories.published_code(kunming)
    factories.revised_code(kunming, published_on=date(2025, 6, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        CodeVersion.objects.filter(pk=first.pk).update(state="published", superseded_on=None)


def test_only_one_version_is_published(kunming: Association, manager: Actor) -> None:
    factories.published_code(kunming)
    draft = commands.draft_version(by=manager)
    with pytest.raises(IntegrityError, match="one_published_version"), transaction.atomic():
        CodeVersion.objects.filter(pk=draft.pk).update(state="published", published_on=TODAY)


def test_the_database_keeps_a_published_recommendation(kunming: Association) -> None:
    published = factories.published_recommendation(kunming)
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        Recommendation.objects.filter(pk=published.pk).update(text_en="changed")
    with pytest.raises(IntegrityError, match="published"), transaction.atomic():
        published.delete()


def test_a_draft_is_written_article_by_article(manager: Actor) -> None:
    version = commands.draft_version(by=manager)
    assert (version.number, version.articles.count()) == (1, 0)
    for point in "1234567":
        commands.add_article(by=manager, version=version, **{**ARTICLE, "point": point, "title_zh": point})
    last = version.articles.get(order=7)
    commands.move_article(by=manager, article=last, up=True)
    assert [a.title_zh for a in version.articles.all()] == ["1", "2", "3", "4", "5", "7", "6"]
    commands.move_article(by=manager, article=version.articles.get(order=1), up=True)
    commands.remove_article(by=manager, article=version.articles.get(order=2))
    assert [(a.order, a.title_zh) for a in version.articles.all()] == [
        (1, "1"), (2, "3"), (3, "4"), (4, "5"), (5, "7"), (6, "6"),
    ]  # fmt: skip
    with pytest.raises(ProgrammeError, match="CONDUCT_POINTS_MISSING") as problem:
        commands.publish_version(by=manager, version=version, published_on=TODAY, today=TODAY)
    assert problem.value.facts == {"points": "2"}


def test_a_draft_in_one_language_is_not_published(manager: Actor) -> None:
    version = commands.draft_version(by=manager)
    with pytest.raises(ProgrammeError, match="CONDUCT_NO_ARTICLES"):
        commands.publish_version(by=manager, version=version, published_on=TODAY, today=TODAY)
    for point in "1234567":
        commands.add_article(by=manager, version=version, **{**ARTICLE, "point": point, "text_en": " "})
    with pytest.raises(ProgrammeError, match="CONDUCT_LANGUAGE_MISSING"):
        commands.publish_version(by=manager, version=version, published_on=TODAY, today=TODAY)


def test_days_of_publication_must_fit(kunming: Association, manager: Actor) -> None:
    factories.published_code(kunming)
    draft = commands.draft_version(by=manager)
    for day, code in (
        (TODAY + timedelta(days=1), "CONDUCT_IN_THE_FUTURE"),
        (date(2025, 2, 28), "CONDUCT_PUBLISHED_TOO_EARLY"),
    ):
        with pytest.raises(ProgrammeError, match=code):
            commands.publish_version(by=manager, version=draft, published_on=day, today=TODAY)


def test_a_second_draft_and_a_published_change_are_refused(kunming: Association, manager: Actor) -> None:
    version = factories.published_code(kunming)
    with pytest.raises(ProgrammeError, match="CONDUCT_PUBLISHED_STAYS"):
        commands.edit_article(by=manager, article=version.articles.get(order=1), **ARTICLE)
    with pytest.raises(ProgrammeError, match="CONDUCT_PUBLISHED_STAYS"):
        commands.remove_draft(by=manager, version=version)
    draft = commands.draft_version(by=manager)
    with pytest.raises(ProgrammeError, match="CONDUCT_DRAFT_EXISTS"):
        commands.draft_version(by=manager)
    commands.remove_draft(by=manager, version=draft)
    assert commands.draft_version(by=manager).number == 2


@pytest.mark.parametrize("who", ["clerk", "trainer", "monitor", "case_officer", "board", "neighbour_manager"])
def test_only_the_manager_writes_and_publishes(
    kunming: Association, manager: Actor, who: str, request: pytest.FixtureRequest
) -> None:
    other: Actor = request.getfixturevalue(who)
    draft = commands.draft_version(by=manager)
    with pytest.raises(Hidden):
        commands.add_article(by=other, version=draft, **ARTICLE)
    with pytest.raises(Hidden):
        commands.publish_version(by=other, version=draft, published_on=TODAY, today=TODAY)
    draft.refresh_from_db()
    assert draft.state == TextState.DRAFT


def test_the_lifecycle_of_a_version() -> None:
    table = [(row.verb, row.sources, row.target) for row in CODE_VERSION.transitions]
    assert table == [
        ("publish_version", ("draft",), "published"),
        ("supersede_version", ("published",), "superseded"),
    ]
