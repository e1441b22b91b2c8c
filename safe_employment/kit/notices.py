"""Telling people: in the office and by mail, in the language of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone, translation
from procrastinate.contrib.django import app

from safe_employment.kit.models import Association, Notice, Person, RoleAssignment

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.roles import Role

LANGUAGES = ("zh-hans", "en")


@dataclass(frozen=True)
class NoticeKind:
    """A kind of notice: its subject and its text, with %(name)s places for facts."""

    code: str
    subject: str | _StrPromise
    text: str | _StrPromise


_kinds: dict[str, NoticeKind] = {}


def notice_kind(code: str, subject: str | _StrPromise, text: str | _StrPromise) -> NoticeKind:
    """Declare a kind of notice.

    Raises ValueError if the code is taken.
    """
    if code in _kinds:
        raise ValueError(f"notice {code} is declared twice")
    _kinds[code] = NoticeKind(code, subject, text)
    return _kinds[code]


@dataclass(frozen=True)
class Worded:
    """A notice in one language."""

    subject: str
    text: str


def word(notice: Notice, language: str | None = None) -> Worded:
    """Word a notice in a language (the active one when None). Facts may be {"zh": …, "en": …} pairs."""
    kind = _kinds.get(notice.kind)
    with translation.override(language or translation.get_language()):
        short = (translation.get_language() or "")[:2]
        facts = {
            name: (value.get(short) or value.get("zh")) if isinstance(value, dict) else value
            for name, value in notice.facts.items()
        }
        if kind is None:
            return Worded(notice.kind, "")
        return Worded(str(kind.subject) % facts, str(kind.text) % facts)


def people_with(association: Association, *roles: Role) -> list[Person]:
    """Return the active people who hold one of the roles in the association."""
    held = RoleAssignment.objects.filter(association=association, role__in=roles, ended_at=None)
    return list(Person.objects.filter(is_active=True, assignments__in=held).distinct())


def notify(
    people: Iterable[Person],
    kind: NoticeKind,
    *,
    association: Association,
    facts: dict[str, Any],
    path: str = "",
) -> list[Notice]:
    """Give each person a notice, and mail it once the transaction has committed.

    `facts` must hold nothing that may not leave the office: mail is read on shared screens.
    """
    made = Notice.objects.bulk_create(
        Notice(association=association, person=person, kind=kind.code, facts=facts, path=path)
        for person in {person.pk: person for person in people}.values()
    )
    numbers = [notice.pk for notice in made]
    if numbers:
        transaction.on_commit(lambda: mail_job.defer(notices=numbers))
    return made


@app.task(name="kit.mail_notices", queue="mail", retry=5)
def mail_job(notices: list[int]) -> None:
    """Mail the notices that were not mailed yet."""
    for number in notices:
        mail(number)


def mail(number: int) -> bool:
    """Mail one notice in both languages, the reader's first; once only, even if asked twice."""
    claimed = Notice.objects.filter(pk=number, mailed_at=None).update(mailed_at=timezone.now())
    if not claimed:
        return False
    notice = Notice.objects.select_related("person", "association").get(pk=number)
    first = notice.person.language or LANGUAGES[0]
    order = [first, *(language for language in LANGUAGES if language != first)]
    texts = [word(notice, language) for language in order]
    body = "\n\n———\n\n".join(f"{text.subject}\n\n{text.text}" for text in texts)
    if notice.path:
        body += f"\n\n{settings.PUBLIC_URL}{notice.path}"
    try:
        EmailMessage(" / ".join(text.subject for text in texts), body, to=[notice.person.email]).send()
    except Exception:
        Notice.objects.filter(pk=number).update(mailed_at=None)
        raise
    return True
