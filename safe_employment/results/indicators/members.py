"""Indicators of the register: members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy as _

from safe_employment.members.models import Employer, EmployerKind, SizeClass, Standing
from safe_employment.members.policies import SEE_EMPLOYERS
from safe_employment.members.queries import employers_for
from safe_employment.results.indicators.base import Cut, Indicator, district, words_of
from safe_employment.results.indicators.groups import UNITS

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from safe_employment.kit.models import Association


def joined_before(association: Association, _since: date, until: date) -> QuerySet[Employer]:
    """Return the live employers that had joined before a day, those that left since among them.

    `member_since` is the day of joining; where that is not known, the day on which the register took the
    employer in. Of an employer that left it is not always known when: then it counts for no period.
    """
    register = Employer.objects.live().filter(association=association).exclude(standing=Standing.APPLICANT)
    return (
        register.exclude(standing=Standing.LEFT, left_on=None)
        .annotate(member_since=Coalesce("joined_on", TruncDate("created_at")))
        .filter(member_since__lt=until)
    )


MEMBERS = (
    Indicator(
        key="members",
        group="members",
        name=_("Members"),
        definition=_("Employers that are members of the association at the end of the period."),
        unit=UNITS["employers"],
        how_counted=_(
            "Every employer that had joined by the end of the period and had not left before it is "
            "counted once. Where the day of joining is not known, an employer counts from the day on "
            "which the register took it in. Suspended members are members. Applicants and records that "
            "were merged into another do not count; who left and came back counts without a gap."
        ),
        room="members",
        records=joined_before,
        on="member_since",
        stock=True,
        ended="left_on",
        label=str,
        permission=SEE_EMPLOYERS,
        opened_by=employers_for,
        route="members:employer",
        cuts=(
            Cut("kind", _("Kind of employer"), "kind", words_of(EmployerKind)),
            Cut("size", _("Size"), "size_class", words_of(SizeClass)),
            Cut("district", _("District"), "division_code", district),
        ),
    ),
)
