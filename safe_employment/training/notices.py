"""Whom the room tells, and what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import Person
from safe_employment.kit.notices import NoticeKind, notice_kind, notify
from safe_employment.members.models import Employer, Standing
from safe_employment.training.models import CourseAudience, RegistrationState

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.training.models import Workshop

INVITED = notice_kind(
    "training.invited",
    _("Workshop on %(day)s: %(course)s"),
    _("%(day)s at %(time)s, %(place)s. Register now; there are %(capacity)s places."),
)
MOVED = notice_kind(
    "training.moved",
    _("Workshop moved: %(course)s"),
    _("The workshop is now on %(day)s at %(time)s, %(place)s. You are still registered."),
)
CANCELLED = notice_kind(
    "training.cancelled",
    _("Workshop cancelled: %(course)s"),
    _("The workshop on %(day)s does not take place. Reason: %(reason)s"),
)


def _facts(workshop: Workshop) -> dict[str, Any]:
    return {
        "course": {"zh": workshop.course.title_zh, "en": workshop.course.title_en},
        "day": workshop.held_on.isoformat(),
        "time": f"{workshop.starts_at:%H:%M}",
        "place": workshop.place,
        "capacity": workshop.capacity,
        "reason": workshop.cancel_reason,
    }


def _tell(employers: QuerySet[Employer], kind: NoticeKind, workshop: Workshop) -> None:
    contacts = Person.objects.filter(
        is_active=True, employer_contacts__employer__in=employers, employer_contacts__ended_at=None
    ).distinct()
    path = reverse("training:portal", kwargs={"association": workshop.association.slug})
    notify(contacts, kind, association=workshop.association, facts=_facts(workshop), path=path)


def _registered(workshop: Workshop) -> QuerySet[Employer]:
    return Employer.objects.filter(
        workshop_registrations__workshop=workshop,
        workshop_registrations__state=RegistrationState.REGISTERED,
    )


def invite(workshop: Workshop) -> None:
    """Tell the portal contacts of members in the workshop's district (of all where it has none)."""
    if workshop.course.audience != CourseAudience.EMPLOYERS:
        return
    employers = Employer.objects.filter(
        association=workshop.association, standing=Standing.MEMBER, merged_into=None
    )
    if workshop.division_code:
        employers = employers.filter(division_code=workshop.division_code)
    _tell(employers, INVITED, workshop)


def tell_of_move(workshop: Workshop) -> None:
    """Tell the contacts of the registered employers the new day, time and place."""
    _tell(_registered(workshop), MOVED, workshop)


def tell_of_cancellation(workshop: Workshop) -> None:
    """Tell the contacts of the registered employers that the workshop does not take place."""
    _tell(_registered(workshop), CANCELLED, workshop)
