"""Indicators of the register: members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from safe_employment.members.models import Employer, EmployerKind, SizeClass, Standing
from safe_employment.members.policies import SEE_EMPLOYERS
from safe_employment.members.queries import employers_for
from safe_employment.results.indicators.base import Cut, Indicator, district, words_of
from safe_employment.results.indicators.groups import UNITS

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.models import Association


def members_at(association: Association, _since: date, until: date) -> QuerySet[Employer]:
    """Return the live employers with the standing of a member today that had joined before a day.

    Those whose day of joining is not known belong to it.
    """
    return Employer.objects.live().filter(
        Q(joined_on=None) | Q(joined_on__lt=until), association=association, standing=Standing.MEMBER
    )


MEMBERS = (
    Indicator(
        key="members",
        group="members",
        name=_("Members"),
        definition=_("Employers that are members of the association at the end of the period."),
        unit=UNITS["employers"],
        how_counted=_(
            "Every employer of the register whose standing is member today is counted once, if it "
            "joined before the end of the period or its day of joining is not known. Records that "
            "were merged into another do not count. Who left earlier is not counted for the past "
            "either."
        ),
        room="members",
        records=members_at,
        on="joined_on",
        stock=True,
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
