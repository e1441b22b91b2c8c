"""Indicators of training: staff and employers in workshops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from safe_employment.members.models import EmployerKind, SizeClass
from safe_employment.results.indicators.base import EMPLOYER, Cut, Indicator, district, industry, words_of
from safe_employment.results.indicators.groups import UNITS
from safe_employment.training import queries
from safe_employment.training.models import Attendance, CourseAudience, Sex, Workshop
from safe_employment.training.policies import SEE_TRAINING

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from safe_employment.kit.models import Association


def staff_at_staff_workshops(association: Association, since: date, until: date) -> QuerySet[Attendance]:
    """Return who of the association's staff came to held workshops for staff."""
    found = queries.staff_attendances_in(association, since, until)
    return found.filter(workshop__course__audience=CourseAudience.STAFF)


def employers_at_workshops(association: Association, since: date, until: date) -> QuerySet[Attendance]:
    """Return which employers came to held workshops for employers, one record for each attendee."""
    found = queries.employer_attendances_in(association, since, until)
    return found.filter(workshop__course__audience=CourseAudience.EMPLOYERS)


def _staff(record: Attendance) -> str:
    return f"{record.staff_member} · {record.workshop}"


def _employer(record: Attendance) -> str:
    return f"{record.employer} · {record.workshop}"


def _workshop(record: Workshop) -> str:
    return f"{record} · {record.place}"


TRAINING = (
    Indicator(
        key="staff_trained",
        group="training",
        name=_("Staff trained"),
        definition=_(
            "Staff of the association and its branches who were trained to advocate and to train employers."
        ),
        unit=UNITS["persons"],
        how_counted=_(
            "Everyone who came to a held workshop for staff is counted once in a programme, in the "
            "period of their first workshop there. Phase II therefore counts those who were new in "
            "it. Who only registered does not count, nor do cancelled workshops."
        ),
        room="training",
        records=staff_at_staff_workshops,
        on="workshop__held_on",
        once_per="staff_member",
        of_persons=True,
        label=_staff,
        permission=SEE_TRAINING,
        opened_by=queries.attendances_for,
        route="training:attendance",
        related=("staff_member", "workshop__course"),
        cuts=(
            Cut("sex", _("Sex"), "staff_member__sex", words_of(Sex)),
            Cut("district", _("District"), "staff_member__division_code", district),
        ),
    ),
    Indicator(
        key="employers_in_workshops",
        group="training",
        name=_("Employers in workshops"),
        definition=_(
            "Different employers that took part in awareness workshops on trafficking, labour law, "
            "gender equality and decent work."
        ),
        unit=UNITS["employers"],
        how_counted=_(
            "Every employer of which someone came to a held workshop for employers is counted once in "
            "a programme, in the period of its first workshop there. Phase II therefore counts those "
            "that were new in it. Records that the register merged are one employer."
        ),
        room="training",
        records=employers_at_workshops,
        on="workshop__held_on",
        once_per=EMPLOYER,
        label=_employer,
        permission=SEE_TRAINING,
        opened_by=queries.attendances_for,
        route="training:attendance",
        related=("employer", "workshop__course"),
        cuts=(
            Cut("industry", _("Industry"), Left("employer__industry_code", 1), industry),
            Cut("kind", _("Kind of employer"), "employer__kind", words_of(EmployerKind)),
            Cut("size", _("Size"), "employer__size_class", words_of(SizeClass)),
            Cut("district", _("District"), "employer__division_code", district),
        ),
    ),
    Indicator(
        key="people_from_employers",
        group="training",
        name=_("People sent to workshops by employers"),
        definition=_("Owners, managers and employees whom employers sent to awareness workshops."),
        unit=UNITS["persons"],
        how_counted=_(
            "The people of every attendance at a held workshop for employers are added, by its day. "
            "Who comes to two workshops counts twice."
        ),
        room="training",
        records=employers_at_workshops,
        on="workshop__held_on",
        quantity="people",
        of_persons=True,
        label=_employer,
        permission=SEE_TRAINING,
        opened_by=queries.attendances_for,
        route="training:attendance",
        related=("employer", "workshop__course"),
        cuts=(
            Cut("size", _("Size"), "employer__size_class", words_of(SizeClass)),
            Cut("district", _("District"), "workshop__division_code", district),
        ),
    ),
    Indicator(
        key="workshops_held",
        group="training",
        name=_("Workshops held"),
        definition=_("Workshops for the association's staff and for employers."),
        unit=UNITS["workshops"],
        how_counted=_("Every workshop that was recorded as held is counted once, by its day."),
        room="training",
        records=queries.workshops_held_in,
        on="held_on",
        label=_workshop,
        permission=SEE_TRAINING,
        opened_by=queries.workshops_for,
        route="training:workshop",
        related=("course",),
        cuts=(
            Cut("audience", _("For whom"), "course__audience", words_of(CourseAudience)),
            Cut("district", _("District"), "division_code", district),
        ),
    ),
)
