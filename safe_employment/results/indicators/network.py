"""Indicators of the network: typical employers."""

from __future__ import annotations

from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from safe_employment.members.models import SizeClass
from safe_employment.network import queries
from safe_employment.network.policies import SEE_NETWORK
from safe_employment.results.indicators.base import EMPLOYER, Cut, Indicator, district, industry, words_of
from safe_employment.results.indicators.groups import UNITS

NETWORK = (
    Indicator(
        key="typical_employers",
        group="conduct",
        name=_("Typical employers"),
        definition=_("Employers selected as the core of the network that passes the message on."),
        unit=UNITS["employers"],
        how_counted=_(
            "Every employer that was selected is counted once in a programme, in the period of its "
            "first selection there. One that ended its part later stays counted."
        ),
        room="network",
        records=queries.typical_employers_selected,
        on="selected_on",
        once_per=EMPLOYER,
        label=str,
        permission=SEE_NETWORK,
        opened_by=queries.typical_employers_for,
        route="network:typical_employer",
        related=("employer",),
        cuts=(
            Cut("industry", _("Industry"), Left("employer__industry_code", 1), industry),
            Cut("size", _("Size"), "employer__size_class", words_of(SizeClass)),
            Cut("district", _("District"), "employer__division_code", district),
        ),
    ),
)
