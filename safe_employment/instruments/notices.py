"""Who is told that something sent waits for a person: kept aside, or with free words; never what it says."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.free_words import unread_words
from safe_employment.instruments.models import Instrument
from safe_employment.instruments.models.instruments import SAID_BY_WORKERS
from safe_employment.instruments.subjects import is_kept_from
from safe_employment.kit.actors import actor_for
from safe_employment.kit.models import Notice
from safe_employment.kit.notices import ANOTHER_NEEDED, notice_kind, notify, people_with, tell_another_needed
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.models import Association, Person
    from safe_employment.kit.notices import NoticeKind

HELD = notice_kind(
    "instruments.held",
    _("A filled-in questionnaire was kept aside"),
    _("It could not be taken as it is. Look at it, then accept it or put it away."),
)
FREE_WORDS = notice_kind(
    "instruments.free_words",
    _("Something was added to an interview in free words"),
    _("Sign in and read it. Say nothing of it to anyone else."),
)
TOGETHER = timedelta(hours=1)


def tell_held(home: Association, form_id: str, *, sent_by: int | None, subject: str) -> None:
    """Those who may settle it learn that something waits: managers, or of what workers said case officers.

    Of what is of no questionnaire here both learn it. Where the only ones sent it or have a tie, another is
    to be named.
    """
    kinds = Instrument.objects.filter(association=home, form_id=form_id).values_list("kind", flat=True)
    for said in {kind in SAID_BY_WORKERS for kind in kinds} or {True, False}:
        role = Role.CASE_OFFICER if said else Role.MANAGER
        settling = [
            person
            for person in people_with(home, role)
            if person.pk != sent_by and not is_kept_from(actor_for(person, home, channel="notice"), subject)
        ]
        if settling:
            _tell(home, _untold(home, HELD, settling), HELD, "instruments:held")
        elif not _unread(home, ANOTHER_NEEDED).exists():
            tell_another_needed(home, role)


def tell_free_words(home: Association) -> None:
    """The case officers learn that there are words for them to read, unless a tie keeps these from them."""
    officers = _untold(home, FREE_WORDS, people_with(home, Role.CASE_OFFICER))
    people = [each for each in officers if unread_words(actor_for(each, home, channel="odk")).exists()]
    _tell(home, people, FREE_WORDS, "instruments:submissions", "?words=yes")


def _untold(home: Association, kind: NoticeKind, people: list[Person]) -> list[Person]:
    """Return who is to be told now: a phone sends all that it has at once, and until they read it, they are
    told of it once an hour.
    """
    told = set(_unread(home, kind).values_list("person", flat=True))
    return [person for person in people if person.pk not in told]


def _unread(home: Association, kind: NoticeKind) -> QuerySet[Notice]:
    """Return what was told within the hour and not read."""
    lately = timezone.now() - TOGETHER
    return Notice.objects.filter(association=home, kind=kind.code, read_at=None, created_at__gt=lately)


def _tell(home: Association, people: list[Person], kind: NoticeKind, route: str, narrowed: str = "") -> None:
    """Tell people that something waits in a list."""
    path = reverse(route, kwargs={"association": home.slug}) + narrowed
    notify(people, kind, association=home, facts={}, path=path)
