"""Drafting, changing and publishing versions of the code."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Max

from safe_employment.conduct import errors, notices
from safe_employment.conduct.models import Article, CodeOfConduct, CodeVersion, TextState
from safe_employment.conduct.policies import PUBLISH_TEXTS, WRITE_TEXTS
from safe_employment.conduct.states import CODE_VERSION
from safe_employment.conduct.texts import StandardCode, standard_code
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

ARTICLE_FIELDS = ("point", "title_zh", "title_en", "text_zh", "text_en")
VERSION_FIELDS = ("preamble_zh", "preamble_en", "pledge_zh", "pledge_en")


def _draft(by: Actor, version: CodeVersion) -> CodeVersion:
    """Return the draft with its row locked.

    Raises Hidden for a version of another association, CONDUCT_PUBLISHED_STAYS for one that is published.
    """
    found = (
        CodeVersion.objects.select_for_update(of=("self",))
        .filter(pk=version.pk, association=by.home)
        .select_related("code")
        .first()
    )
    if found is None:
        raise Hidden
    if found.state != TextState.DRAFT:
        raise ProgrammeError(errors.PUBLISHED_STAYS, {"text": str(found)})
    return found


@command
def draft_version(*, by: Actor, title_zh: str = "", title_en: str = "", change_note: str = "") -> CodeVersion:
    """Draft the next version: a copy of the one in force, or an empty first one.

    The titles name the code and are asked for only with its first version.
    Raises ProgrammeError CONDUCT_DRAFT_EXISTS.
    """
    check(by, WRITE_TEXTS)
    standard = standard_code().title
    code, _new = CodeOfConduct.objects.get_or_create(
        association=by.home,
        defaults={"title_zh": title_zh or standard.zh, "title_en": title_en or standard.en},
    )
    code = CodeOfConduct.objects.select_for_update().get(pk=code.pk)
    drafts = code.versions.filter(state=TextState.DRAFT).first()
    if drafts is not None:
        raise ProgrammeError(errors.DRAFT_EXISTS, {"number": drafts.number})
    number = (code.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    before = code.versions.filter(state=TextState.PUBLISHED).first()
    version = CodeVersion(association=by.home, code=code, number=number, change_note=change_note)
    if before is not None:
        for name in VERSION_FIELDS:
            setattr(version, name, getattr(before, name))
    version.save()
    if before is not None:
        Article.objects.bulk_create(
            Article(
                version=version,
                order=article.order,
                **{name: getattr(article, name) for name in ARTICLE_FIELDS},
            )
            for article in before.articles.all()
        )
    record(by, "conduct.draft_version", version, details={"copied": before.number if before else None})
    return version


@command
def edit_version(
    *,
    by: Actor,
    version: CodeVersion,
    preamble_zh: str,
    preamble_en: str,
    pledge_zh: str,
    pledge_en: str,
    change_note: str = "",
) -> CodeVersion:
    """Change what stands around the articles of a draft.

    Raises Hidden or ProgrammeError CONDUCT_PUBLISHED_STAYS.
    """
    check(by, WRITE_TEXTS)
    draft = _draft(by, version)
    draft.preamble_zh, draft.preamble_en = preamble_zh, preamble_en
    draft.pledge_zh, draft.pledge_en, draft.change_note = pledge_zh, pledge_en, change_note
    draft.save()
    record(by, "conduct.edit_version", draft)
    return draft


@command
def add_article(
    *,
    by: Actor,
    version: CodeVersion,
    point: str,
    title_zh: str,
    title_en: str,
    text_zh: str,
    text_en: str,
) -> Article:
    """Add an article at the end of a draft.

    Raises Hidden or ProgrammeError CONDUCT_PUBLISHED_STAYS.
    """
    check(by, WRITE_TEXTS)
    draft = _draft(by, version)
    last = draft.articles.aggregate(last=Max("order"))["last"] or 0
    article = Article.objects.create(
        version=draft,
        order=last + 1,
        point=point,
        title_zh=title_zh,
        title_en=title_en,
        text_zh=text_zh,
        text_en=text_en,
    )
    record(by, "conduct.add_article", draft, details={"article": article.order})
    return article


@command
def edit_article(
    *,
    by: Actor,
    article: Article,
    point: str,
    title_zh: str,
    title_en: str,
    text_zh: str,
    text_en: str,
) -> Article:
    """Change an article of a draft.

    Raises Hidden or ProgrammeError CONDUCT_PUBLISHED_STAYS.
    """
    check(by, WRITE_TEXTS)
    draft = _draft(by, article.version)
    article.point, article.title_zh, article.title_en = point, title_zh, title_en
    article.text_zh, article.text_en = text_zh, text_en
    article.save()
    record(by, "conduct.edit_article", draft, details={"article": article.order})
    return article


@command
def move_article(*, by: Actor, article: Article, up: bool) -> Article:
    """Let an article of a draft change places with its neighbour; at the end nothing moves.

    Raises Hidden or ProgrammeError CONDUCT_PUBLISHED_STAYS.
    """
    check(by, WRITE_TEXTS)
    draft = _draft(by, article.version)
    ordered = list(draft.articles.order_by("order"))
    place = next(place for place, each in enumerate(ordered) if each.pk == article.pk)
    other = place - 1 if up else place + 1
    if 0 <= other < len(ordered):
        ordered[place], ordered[other] = ordered[other], ordered[place]
        _number(ordered)
    record(by, "conduct.move_article", draft, details={"article": article.order, "up": up})
    return next(each for each in ordered if each.pk == article.pk)


@command
def remove_article(*, by: Actor, article: Article) -> CodeVersion:
    """Take an article out of a draft; those after it move up. Returns the draft.

    Raises Hidden or ProgrammeError CONDUCT_PUBLISHED_STAYS.
    """
    check(by, WRITE_TEXTS)
    draft = _draft(by, article.version)
    record(by, "conduct.remove_article", draft, details={"article": article.order, "title": article.title_zh})
    article.delete()
    _number(list(draft.articles.order_by("order")))
    return draft


def _number(articles: list[Article]) -> None:
    for order, article in enumerate(articles, start=1):
        article.order = order
    Article.objects.bulk_update(articles, ["order"])


@command
def remove_draft(*, by: Actor, version: CodeVersion) -> CodeVersion:
    """Remove a draft with its articles; history keeps it. Returns it as it was.

    Raises Hidden or ProgrammeError CONDUCT_PUBLISHED_STAYS.
    """
    check(by, WRITE_TEXTS)
    draft = _draft(by, version)
    record(by, "conduct.remove_draft", draft, details={"number": draft.number})
    draft.delete()
    return version


@command
def publish_version(*, by: Actor, version: CodeVersion, published_on: date, today: date) -> CodeVersion:
    """Put a draft in force from `published_on`; the version before is superseded on that day.

    Raises Hidden, or ProgrammeError CONDUCT_IN_THE_FUTURE, CONDUCT_PUBLISHED_TOO_EARLY, the guard's
    (no articles, points or language missing) or STATE_NOT_FROM_HERE.
    """
    check(by, PUBLISH_TEXTS)
    if published_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": published_on}, field="published_on")
    draft = _draft(by, version)
    before = draft.code.versions.filter(state=TextState.PUBLISHED).first()
    if before is not None and before.published_on is not None:
        if published_on < before.published_on:
            facts = {"day": before.published_on}
            raise ProgrammeError(errors.PUBLISHED_TOO_EARLY, facts, field="published_on")
        move(
            CODE_VERSION, "supersede_version", by=by, subject=before, changes={"superseded_on": published_on}
        )
    move(CODE_VERSION, "publish_version", by=by, subject=draft, changes={"published_on": published_on})
    notices.tell_of_new_version(draft)
    return draft


@command
def publish_standard_code(
    *, by: Actor, published_on: date, today: date, change_note: str = ""
) -> CodeVersion:
    """Draft the standard text as the association's next version, and publish it.

    Raises ProgrammeError CONDUCT_STANDARD_IN_FORCE if the version in force says just that,
    CONDUCT_DRAFT_EXISTS, and what `publish_version` raises.
    """
    check(by, PUBLISH_TEXTS)
    text = standard_code()
    current = CodeVersion.objects.filter(association=by.home, state=TextState.PUBLISHED).first()
    if current is not None and _says(current, text):
        raise ProgrammeError(errors.STANDARD_IN_FORCE, {"number": current.number})
    version = draft_version(by=by, title_zh=text.title.zh, title_en=text.title.en, change_note=change_note)
    version.articles.all().delete()
    version.preamble_zh, version.preamble_en = text.preamble.zh, text.preamble.en
    version.pledge_zh, version.pledge_en = text.pledge.zh, text.pledge.en
    version.save()
    Article.objects.bulk_create(
        Article(
            version=version,
            order=order,
            point=each.point,
            title_zh=each.title.zh,
            title_en=each.title.en,
            text_zh=each.text.zh,
            text_en=each.text.en,
        )
        for order, each in enumerate(text.articles, start=1)
    )
    return publish_version(by=by, version=version, published_on=published_on, today=today)


def _says(version: CodeVersion, text: StandardCode) -> bool:
    """Whether a version has just the words of the standard text."""
    articles = list(version.articles.values_list("point", "text_zh", "text_en"))
    standard = [(each.point, each.text.zh, each.text.en) for each in text.articles]
    return articles == standard and version.preamble_zh == text.preamble.zh
