"""Telling people: in the office and by mail, in the language of each."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app

from safe_employment.kit.models import Association, Notice, Person, RoleAssignment
from safe_employment.kit.policies import SEE_PEOPLE
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

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
    readers: Collection[Person] | None = None,
) -> list[Notice]:
    """Give each person a notice, and mail it once the transaction has committed.

    `facts` must hold nothing that may not leave the office: mail is read on shared screens. `path` is given
    to the `readers` alone, where not everybody may read that page.
    """
    each_once = {person.pk: person for person in people}
    reading = each_once.keys() if readers is None else {person.pk for person in readers}
    made = Notice.objects.bulk_create(
        Notice(
            association=association, person=person, kind=kind.code, facts=facts,
            path=path if pk in reading else "",
        )
        for pk, person in each_once.items()
    )  # fmt: skip
    numbers = [notice.pk for notice in made]
    if numbers:
        transaction.on_commit(lambda: mail_job.defer(notices=numbers))
    return made


ANOTHER_NEEDED = notice_kind(
    "kit.another_needed",
    _("Another person is needed: %(role)s"),
    _(
        "Something waits for a second person. Whoever could decide it has had a part in it or is tied to the "
        "employer, or there is nobody. Have another person named today; they find it when they sign in."
    ),
)


def tell_another_needed(
    association: Association, role: Role, people: Iterable[Person] | None = None
) -> list[Notice]:
    """Tell managers and board, or `people`, that someone else is to be named to a role: never for what.

    Who may name people is led to where that is done.
    """
    told = people_with(association, Role.MANAGER, Role.BOARD) if people is None else people
    facts = {"role": {code[:2]: _in(code, role.label) for code in LANGUAGES}}
    naming = people_with(association, *SEE_PEOPLE.roles)
    page = reverse("kit:people", kwargs={"association": association.slug})
    return notify(told, ANOTHER_NEEDED, association=association, facts=facts, path=page, readers=naming)


def _in(language: str, words: str | _StrPromise) -> str:
    with translation.override(language):
        return str(words)


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
