"""Indicators of interviews: case studies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.interviews import queries
from safe_employment.interviews.models import AgeBand, Sector, Sex
from safe_employment.interviews.policies import SEE_CASE_STUDIES
from safe_employment.results.indicators.base import Cut, Indicator, words_of
from safe_employment.results.indicators.groups import UNITS

INTERVIEWS = (
    Indicator(
        key="case_studies",
        group="opportunities",
        name=_("Case studies"),
        definition=_(
            "Stories of workers who told why they migrated and how they were treated, recorded with "
            "their consent."
        ),
        unit=UNITS["case_studies"],
        how_counted=_(
            "Every case study whose consent holds is counted once, by the day on which it was told. "
            "One whose consent was withdrawn is not counted any more."
        ),
        room="interviews",
        records=queries.case_studies_with_consent,
        on="interviewed_on",
        label=str,
        permission=SEE_CASE_STUDIES,
        opened_by=queries.case_studies_for,
        route="interviews:case_study",
        of_persons=True,
        cuts=(
            Cut("sector", _("Sector"), "sector", words_of(Sector)),
            Cut("age", _("Age"), "age_band", words_of(AgeBand)),
            Cut("sex", _("Sex"), "sex", words_of(Sex)),
        ),
    ),
)
