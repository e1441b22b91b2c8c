"""What case officers are told: a number, never a name, an employer or a word of an answer.

Where every case officer is tied to the employer, or there is none, who can have one named is told not even
the number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.untied import managers_or_board, without_tie
from safe_employment.kit.notices import notice_kind, notify, people_with, tell_another_needed
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safe_employment.kit.models import Association
    from safe_employment.kit.notices import NoticeKind
    from safe_employment.screenings.models import Screening, UrgentRecord

OPENED = notice_kind(
    "screenings.opened",
    _("%(reference)s waits for you today"),
    _("Sign in and open it. Say nothing of it to anyone else."),
)
LED_TO = notice_kind(
    "screenings.led_to",
    _("%(reference)s: there is another sign"),
    _("Sign in and open it. Say nothing of it to anyone else."),
)
PLACED = notice_kind(
    "screenings.placed",
    _("%(reference)s: it is known now at which visit it was"),
    _("Sign in and open it. Say nothing of it to anyone else."),
)
URGENT = notice_kind(
    "screenings.urgent",
    _("%(reference)s: urgent, take it now"),
    _("Sign in, open it and say that you take it. Say nothing of it to anyone else."),
)
URGENT_AGAIN = notice_kind(
    "screenings.urgent_again",
    _("%(reference)s: another urgent sign, look now"),
    _("Sign in and open it. Say nothing of it to anyone else."),
)
STILL_URGENT = notice_kind(
    "screenings.still_urgent",
    _("%(reference)s: urgent, and nobody has taken it yet"),
    _("Sign in, open it and say that you take it. Say nothing of it to anyone else."),
)


def tell_opened(screening: Screening) -> None:
    """The case officers learn that a screening was opened upon a critical answer."""
    _tell_of(screening, OPENED)


def tell_led_to(screening: Screening) -> None:
    """The case officers learn that another sign led to a screening that is open."""
    _tell_of(screening, LED_TO)


def tell_placed(screening: Screening) -> None:
    """The case officers learn that the place is known where the sign of a screening was seen."""
    _tell_of(screening, PLACED)


def tell_urgent_again(screening: Screening) -> None:
    """The case officers learn that one more urgent sign led to a screening with an urgent record."""
    _tell_of(screening, URGENT_AGAIN)


def _tell_of(screening: Screening, kind: NoticeKind) -> None:
    _tell(screening, kind, str(screening), "screening", screening.pk)


def tell_urgent(urgent: UrgentRecord) -> None:
    """The case officers learn of an urgent record."""
    _tell(urgent.screening, URGENT, str(urgent), "urgent", urgent.pk)


def tell_still_urgent(urgent: UrgentRecord) -> None:
    """The case officers are called again."""
    _tell(urgent.screening, STILL_URGENT, str(urgent), "urgent", urgent.pk)


def _tell(screening: Screening, kind: NoticeKind, reference: str, route: str, pk: int) -> None:
    """Tell the case officers who may open the page; without any, those who can have one named."""
    home, employer = screening.association, screening.employer_id
    if people := without_tie(people_with(home, Role.CASE_OFFICER), employer):
        path = reverse(f"screenings:{route}", kwargs={"association": home.slug, "pk": pk})
        notify(people, kind, association=home, facts={"reference": reference}, path=path)
    else:
        tell_case_officer_needed(home, [employer])


def tell_case_officer_needed(home: Association, employers: Iterable[int | None]) -> None:
    """Managers without a tie learn that a case officer is to be named, else the board; never for what."""
    people = {each.pk: each for employer in employers for each in managers_or_board(home, employer)}
    tell_another_needed(home, Role.CASE_OFFICER, people.values())
